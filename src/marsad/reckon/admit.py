"""From the statements of many documents to items: what is admitted, and what its own source took back."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from marsad.model import Claim, Statement, Window
from marsad.reckon.gather import Page, gather, side_of
from marsad.reckon.item import Item, overlap
from marsad.reckon.lead import Lead
from marsad.reckon.measure import moved
from marsad.reckon.wording import PLAIN, Wording

RETRACTED = ("superseded", "withdrawn")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A figure that its own source later took back, and the statements that take it back and replace it."""

    item: Item
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Admitted:
    """The items that may bind, the statements by key, and the figures that were taken back."""

    items: tuple[Item, ...]
    statements: Mapping[str, Statement]
    taken_back: tuple[TakenBack, ...]
    wording: Wording = PLAIN

    def incident(self, item: Item) -> str | None:
        """Return the incident of an item, None where its statements were not linked."""
        return next((s.incident for c in item.claims if (s := self.statements[c.id]).incident), None)


def admit(statements: Iterable[Statement], as_of: dt.date | None = None, *, wording: Wording = PLAIN) -> Admitted:
    """Return what was published by the end of the day `as_of` (everything if None), document by document.

    With `as_of`, a statement of unknown publication is left out: nobody can say that it was published by then.
    """
    known = sorted(statements, key=lambda s: (s.document, s.claim.span, s.key))
    known = [s for s in known if as_of is None or (s.published is not None and s.published <= as_of)]
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in known:
        by_document[statement.document].append(statement)
    ordered = sorted(by_document.items(), key=lambda pair: (_retold(pair[1]), pair[0]))
    items = [item for document, told in ordered for item in _items(document, told, wording)]
    by_key = {statement.key: statement for statement in known}
    back = _taken_back(items, known)
    gone = {one.item.key for one in back}
    return Admitted(tuple(item for item in items if item.key not in gone), by_key, back, wording)


def _retold(told: Sequence[Statement]) -> bool:
    """Tell whether a document passes on what another source says: the source's own words are named before it."""
    return all(statement.source is not None and voice(statement) != statement.source for statement in told)


def voice(statement: Statement) -> str:
    """Return who says it: whom the words are attributed to, else the publisher, else the document itself."""
    return statement.claimant or statement.claim.claimant or statement.source or f"document {statement.document}"


def _items(document: str, told: Sequence[Statement], wording: Wording) -> tuple[Item, ...]:
    places = {f"{s.key} place": s.place for s in told if s.place is not None}
    claims = [_renamed(statement) for statement in told]
    title = max((claim.span[1] for s, claim in zip(told, claims, strict=True) if s.headline), default=0)
    return gather(claims, Page(places, Lead(title, title), None, document, told[0].published, wording))


def _renamed(statement: Statement) -> Claim:
    """Return the claim under its key, with its voice, and its place under a key of its own."""
    claim = moved(statement.claim, statement.unread)
    return msgspec.structs.replace(
        claim,
        id=statement.key,
        part_of=f"{statement.document}#{claim.part_of}" if claim.part_of else None,
        claimant=voice(statement),
        window=_ended(claim.window, statement.published),
        place=f"{statement.key} place" if statement.place else None,
    )


def _ended(window: Window, published: dt.date | None) -> Window:
    """Return the days of a count: where their end is not known, no later than it was published."""
    if window.start is None or window.end is not None or published is None or published < window.start:
        return window
    return Window(start=window.start, end=published)


def _taken_back(items: Sequence[Item], known: Sequence[Statement]) -> tuple[TakenBack, ...]:
    """Return the items whose figure a later document of the same voice takes back.

    A mere looking back ('it had reached 30 yesterday') takes nothing back: where the same document now counts no
    fewer of that side, the earlier figure stands within the new one.
    """
    found: list[TakenBack] = []
    taking = [one for one in known if one.claim.status in RETRACTED and one.published is not None]
    if not taking:
        return ()
    own: dict[str, list[Item]] = defaultdict(list)
    alike: dict[tuple[str, str | None], list[Item]] = defaultdict(list)
    for item in items:
        own[item.document].append(item)
        alike[item.first.harm, item.side].append(item)
    for statement in taking:
        replacing = [item for item in own[statement.document] if _same_count(item, statement)]
        if any(item.lo >= (statement.claim.value or 0) for item in replacing):
            continue
        found += [
            TakenBack(item, (statement.key, *(one.key for one in replacing)))
            for item in alike[statement.claim.harm, side_of(statement.claim)]
            if _earlier(item, statement) and _same_count(item, statement) and _same_figure(item, statement)
        ]
    return tuple({one.item.key: one for one in found}.values())


def _earlier(item: Item, statement: Statement) -> bool:
    if item.document == statement.document or item.published is None or statement.published is None:
        return False
    return item.published <= statement.published


def _same_count(item: Item, statement: Statement) -> bool:
    claim = statement.claim
    return (
        voice(statement) in item.voices
        and item.first.harm == claim.harm
        and item.side == side_of(claim)
        and overlap(item.window, claim.window)
    )


def _same_figure(item: Item, statement: Statement) -> bool:
    return any(claim.value == statement.claim.value for claim in item.claims)
