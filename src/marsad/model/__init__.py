"""Frozen nouns, one a file: what marsad speaks of.  No I/O, no clock, no environment."""

from marsad.model.claim import Claim, Ignored
from marsad.model.decision import Decision
from marsad.model.document import Document
from marsad.model.evidence import Span
from marsad.model.group import Group
from marsad.model.happening import ControlChange, Event
from marsad.model.place import Place, PlaceMention
from marsad.model.reading import SCHEMA_VERSION, Reading, Tool
from marsad.model.statement import Statement
from marsad.model.time import DateMention, Duration, Published, Window
from marsad.model.toll import Contradiction, Contribution, DocumentToll, Level, Proof, Robust, Scope, TollRow, TollTable

__all__ = [
    "SCHEMA_VERSION",
    "Claim",
    "Contradiction",
    "Contribution",
    "ControlChange",
    "DateMention",
    "Decision",
    "Document",
    "DocumentToll",
    "Duration",
    "Event",
    "Group",
    "Ignored",
    "Level",
    "Place",
    "PlaceMention",
    "Proof",
    "Published",
    "Reading",
    "Robust",
    "Scope",
    "Span",
    "Statement",
    "TollRow",
    "TollTable",
    "Tool",
    "Window",
]
