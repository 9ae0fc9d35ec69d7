"""The reader: one document and the lore in, one reading out."""

from __future__ import annotations

from marsad.knowledge.lore import Lore
from marsad.model.document import Document
from marsad.model.reading import Reading
from marsad.model.time import Published
from marsad.read.actors import read_actors
from marsad.read.claims import Setting, draft_claims
from marsad.read.claims.unread import Unread
from marsad.read.claims.written import write_claims, write_ignored
from marsad.read.clauses import Clauses
from marsad.read.control import Dated, read_control
from marsad.read.dates import DatesFound, infer_published, read_dates
from marsad.read.denials import read_denials
from marsad.read.furniture import Furniture, read_furniture
from marsad.read.language import language_of
from marsad.read.numbers import Number, read_numbers
from marsad.read.ownname import pass_over_own_name
from marsad.read.places import read_places
from marsad.read.scan import Scan

_DURATION = "a length of time"


def read(document: Document, lore: Lore) -> Reading:
    """Read `document` by itself; never raises for what its text says.

    Raises `UsageError` where the document names a language or pack that there isn't.
    """
    text = document.text
    lang = document.lang or language_of(text)
    tokens = lore.tokens(text, lang)
    pack = document.pack if document.pack is not None else lore.choose_pack(tokens, lang)
    voice = lore.voice(lang, pack)
    scan = Scan(text, lang, voice.lexicon, tokens)
    pass_over_own_name(scan, document.source)
    numbers = read_numbers(scan)
    published = _published(document, scan, numbers)
    day = published.day
    actors = read_actors(scan, voice, day)
    found = read_dates(scan, numbers, day)
    places = read_places(scan, voice, actors, numbers)
    furniture = read_furniture(scan, numbers)
    clauses = Clauses(scan)
    denials = read_denials(scan, clauses)
    source, blocked = lore.fold_source(document.source, pack), _blocked(found, furniture)
    setting = Setting(actors, numbers, found, places, day, source, blocked, clauses, denials)
    drafted = draft_claims(scan, voice, setting)
    claims, _ = write_claims(scan, drafted)
    control, events = read_control(scan, voice, actors, places, _dated(scan, found), clauses=clauses, denials=denials)
    unread = drafted.unread + _other_numbers(numbers, found, furniture)
    return Reading(
        id=document.id,
        lang=lang,
        published=published,
        source=document.source,
        pack=pack,
        sha256=document.sha256,
        text=text if document.extracted else None,
        claims=claims,
        dates=found.dates,
        durations=found.durations,
        places=places.mentions,
        control=control,
        events=events,
        ignored=write_ignored(scan, unread),
        made_by=lore.tool(pack),
    )


def _published(document: Document, scan: Scan, numbers: list[Number]) -> Published:
    if document.published:
        return Published(value=document.published, how="given")
    return infer_published(scan, numbers)


def _dated(scan: Scan, found: DatesFound) -> list[Dated]:
    """Return the calendar dates with their tokens: (first, last, value)."""
    values = {date.span: date.value for date in found.dates}
    spans = [(time, values.get(scan.span(time.first, time.last))) for time in found.times]
    return [(time.first, time.last, value) for time, value in spans if value is not None]


def _blocked(found: DatesFound, furniture: list[Furniture]) -> set[int]:
    """Return the tokens whose numbers count nobody: those of times and of page furniture."""
    taken: set[int] = set()
    for time in found.times:
        taken.update(range(time.first, time.last))
    for item in furniture:
        taken.update(range(item.first, item.last))
    return taken


def _other_numbers(numbers: list[Number], found: DatesFound, furniture: list[Furniture]) -> list[Unread]:
    """Return the numbers of durations and page furniture; those of calendar dates are listed as dates."""
    reasons: dict[int, str] = {}
    for time in found.times:
        if time.is_duration:
            reasons.update(dict.fromkeys(range(time.first, time.last), _DURATION))
    for item in furniture:
        reasons.update(dict.fromkeys(range(item.first, item.last), item.why))
    return [Unread(n.first, n.last, reasons[n.first]) for n in numbers if n.first in reasons]
