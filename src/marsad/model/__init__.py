"""Frozen nouns, one a file: what marsad speaks of.  No I/O, no clock, no environment."""

from marsad.model.claim import Claim, Ignored
from marsad.model.decision import Decision, Saw, answers, same_person, settled, standing
from marsad.model.document import Document
from marsad.model.entered import EnteredClaim
from marsad.model.evidence import Span
from marsad.model.group import Group
from marsad.model.happening import ControlChange, Event
from marsad.model.place import Place, PlaceMention
from marsad.model.reading import SCHEMA_VERSION, Reading, Tool
from marsad.model.statement import Statement
from marsad.model.subevent import SubEvent
from marsad.model.time import DateMention, Duration, Published, Window
from marsad.model.toll import Contradiction, Contribution, DocumentToll, Level, Proof, Robust, Scope, TollRow, TollTable
from marsad.model.victim import Victim

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
    "EnteredClaim",
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
    "Saw",
    "Scope",
    "Span",
    "Statement",
    "SubEvent",
    "TollRow",
    "TollTable",
    "Tool",
    "Victim",
    "Window",
    "answers",
    "same_person",
    "settled",
    "standing",
]
