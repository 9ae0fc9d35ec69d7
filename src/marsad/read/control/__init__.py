"""Control: who gained, lost, regained, left, besieges or tried to take a place, and what else happened there.

`read_control(scan, voice, actors, places, dates)` gives the changes (one for each verb with its own object) and the
events.  The words are classes `control_*` of the language's lexicon; a frame (frame) has a mood (mood), an object
(objects) and a subject (subjects), or it is no change.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lore import Voice
from marsad.model.happening import ControlChange, Event
from marsad.read.actors import with_generics
from marsad.read.clauses import Clauses
from marsad.read.control.changes import read_changes
from marsad.read.control.draft import Dated
from marsad.read.control.events import read_events
from marsad.read.control.field import Field
from marsad.read.control.heads import settled
from marsad.read.denial import Denial
from marsad.read.denials import read_denials
from marsad.read.mention import ActorMention
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

__all__ = ["Dated", "read_control"]


def read_control(
    scan: Scan,
    voice: Voice,
    actors: Sequence[ActorMention],
    places: PlacesFound | None = None,
    dates: Sequence[Dated] = (),
    *,
    clauses: Clauses | None = None,
    denials: list[Denial] | None = None,
) -> tuple[tuple[ControlChange, ...], tuple[Event, ...]]:
    """Return the changes of control and the events of the text, left to right.

    `actors` may be the named ones alone: generic words are resolved here.  `places` name the objects; without them the
    gazetteer's names count as places unresolved.  `dates` are (first token, last token, value).
    """
    clauses = clauses or Clauses(scan)
    if denials is None:
        denials = read_denials(scan, clauses)
    mentions = list(actors)
    if not any(item.generic for item in mentions):
        mentions = with_generics(scan, voice, mentions)
    field = Field(scan, voice, settled(scan, voice, mentions), places, clauses, denials)
    ordered = sorted(dates)
    return tuple(read_changes(field, ordered)), tuple(read_events(field, ordered))
