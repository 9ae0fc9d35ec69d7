"""The tolls of one document alone: killed and injured by side, for its fresh incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from marsad.model import DocumentToll, Reading, Window
from marsad.model.terms import Harm
from marsad.model.time import UNDATED
from marsad.reckon.gather import Page, gather
from marsad.reckon.headline import unrounded
from marsad.reckon.item import Item, ancestors, by_key, covers, grows
from marsad.reckon.lead import Lead
from marsad.reckon.nest import absorbed
from marsad.reckon.overlap import pairs_apart, placed_within, scenes
from marsad.reckon.party import is_open
from marsad.reckon.prune import tops_of
from marsad.reckon.rivals import sided
from marsad.reckon.settle import settle
from marsad.reckon.split import NAMED, needs_other, split_by_side

NO_LEAD = Lead()
_FEW = 2
"""Persons whom a text singles out of a running total, without telling all of the day."""
_ENLISTED = frozenset({"soldier", "police"})
"""Roles of persons who are a state's, whichever it is."""
TOLLED: tuple[Harm, ...] = ("killed", "injured")


def document_tolls(
    reading: Reading, *, umbrella: Mapping[str, frozenset[str]] | None = None, lead: Lead = NO_LEAD
) -> tuple[DocumentToll, ...]:
    """Return the bounds of the fresh incidents from this document alone, in a fixed order.

    `lead` tells where the title ends (see `marsad.reckon.lead`); `umbrella` which sides another side's count may
    include.  A toll of a running total stands beside the toll of today's part where the lead gives both.
    """
    places = {place.id: place for place in reading.places}
    claims = lead.measured(reading.claims)
    lead = lead.reaching(c.span[0] for c in claims if c.harm in TOLLED and not c.background)
    items = gather(claims, Page(places, lead, reading.source, reading.id, reading.published.day, proofs=False))
    found = (_of_harm([i for i in items if i.first.harm == harm], harm, umbrella or {}) for harm in TOLLED)
    return tuple(toll for tolls in found for toll in tolls)


def _of_harm(items: Sequence[Item], harm: Harm, umbrella: Mapping[str, frozenset[str]]) -> Iterable[DocumentToll]:
    items = sided(items)
    split = {item.key for item in items if is_open(item.side) and split_by_side(item, items)}
    items = unrounded(items, split)
    needed = {item.key for item in items if item.key in split and needs_other(item, items)}
    known = by_key(items)
    for side in sorted({item.side or "unknown" for item in items}):
        own = [item for item in items if _belongs(item, side, known, umbrella) and item.key not in split]
        if is_open(side):
            gone = split - needed if side == NAMED else split
            own = [item for item in own if not any(whole.key in gone for whole in ancestors(item, known))]
            kinds = _kinds(own, known)
        else:
            kinds = [[kept for item in own if (kept := _as_a_party(item, known, split)) is not None]]
        for kind in kinds:
            yield from _of_side(kind, harm, side, known)


def _kinds(own: Sequence[Item], known: dict[str, Item]) -> list[list[Item]]:
    """Divide persons of whom the text does not say whose they are: soldiers and other armed ones apart from the first.

    'The army said it killed 300 rebels; five soldiers died': the five are none of the 300; nor are gunmen of the people
    whom they shot.  A rival's figure, and a bare number, is of the first.
    """
    tops = {item.key: (ancestors(item, known) or [item])[-1] for item in own}
    first = min(tops.values(), key=lambda item: item.first.span, default=None)
    kinds: dict[str, list[Item]] = {}
    for item in own:
        top = tops[item.key]
        kind = _kind(top)
        apart = first is not None and kind != _kind(first) and bool(top.voices & first.voices)
        kinds.setdefault(kind if apart and kind != "people" else "", []).append(item)
    return list(kinds.values())


def _kind(item: Item) -> str:
    group = item.first.group
    return "soldiers" if group.role in _ENLISTED else "armed" if group.civilian is False else "people"


def _belongs(item: Item, side: str, known: dict[str, Item], umbrella: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether an item is of the side, or of a side counted inside one of its totals."""
    if (item.side or "unknown") == side:
        return True
    return item.side in umbrella.get(side, ()) and any(whole.side == side for whole in ancestors(item, known))


def _of_side(own: Sequence[Item], harm: Harm, side: str, known: dict[str, Item]) -> Iterable[DocumentToll]:
    own = placed_within(_dated(own))
    own = absorbed(own, set(pairs_apart(own)))
    placed = by_key(own)
    roots = {item.key: (ancestors(item, placed) or [item])[-1].key for item in own}
    for group in scenes(own):
        keys = {item.key for item in group}
        yield from _of_scene([item for item in own if roots[item.key] in keys], harm, side, known)


def _of_scene(own: Sequence[Item], harm: Harm, side: str, known: dict[str, Item]) -> Iterable[DocumentToll]:
    for window in _windows(own, known):
        found = settle(own, window)
        if found is None or (found.lo == 0 and found.hi is None):
            continue
        inside = [item for item in own if covers(window, item.window)]
        biggest = max(inside, key=lambda item: (item.key in found.keys, item.lo))
        claims = tuple(claim.id for item in own if item.key in found.keys for claim in item.claims)
        yield DocumentToll(
            harm=harm,
            side=side,
            place=biggest.place.id if biggest.place else None,
            window=window,
            lo=found.lo,
            hi=found.hi,
            claims=claims,
        )


def _dated(own: Sequence[Item]) -> list[Item]:
    """Give items without a window the widest one of their side."""
    known = [item.window for item in own if item.window != UNDATED]
    if not known:
        return list(own)
    widest = max(known, key=_length)
    return [replace(item, window=widest) if item.window == UNDATED else item for item in own]


def _length(window: Window) -> int:
    if window.start is None or window.end is None:
        return 10**6
    return (window.end - window.start).days


def _windows(own: Sequence[Item], known: dict[str, Item]) -> list[Window]:
    """Return the windows that have a toll: the widest of the totals, and a part of one that the lead speaks of."""
    tops = {item.window for item in tops_of(own)}
    widest = [w for w in tops if not any(w != other and w.inside(other) for other in tops)]
    narrow = [
        w
        for w in {item.window for item in own}
        if w not in widest
        and _leads(max((i for i in own if i.window == w), key=lambda i: (not i.soft, i.lo, i.leading, i.key)), known)
        and not all(_opens(item, known) for item in own if item.window == w)
    ]
    return sorted([*widest, *narrow], key=lambda w: (str(w.start), str(w.end)))


def _opens(item: Item, known: dict[str, Item]) -> bool:
    """Tell whether a toll later rose from an item: nine died on Sunday, five more on Monday, 14 in all."""
    whole = known.get(item.whole or "")
    summed = any("part.sum" in (claim.rule or "") for claim in item.claims)
    rose = whole is not None and item.window.start == whole.window.start and item.window.end != whole.window.end
    return summed and rose


def _leads(item: Item, known: dict[str, Item]) -> bool:
    """Tell whether an item, or the whole that it breaks down on its days, leads or is a running total's last days."""
    item = known[item.key]  # as it was told, whatever total was found to hold it
    line = [item, *(whole for whole in ancestors(item, known) if whole.window == item.window)]
    return any(one.leading or (one.lo > _FEW and grows(one, known)) for one in line)


def _as_a_party(item: Item, known: dict[str, Item], split: set[str]) -> Item | None:
    """Return a party's item as its toll counts it; None where it only describes some persons of a count.

    One whom the text singles out beside fighters of that count ('18 fighters, 12 soldiers and a journalist') is a
    minimum of his own party.
    """
    above = _described(item, known, split)
    if not above:
        return item
    fighters = {other.whole for other in known.values() if not is_open(other.side) and other.side != "civilians"}
    return item.limited(item.lo, None) if any(whole.key in fighters for whole in above) else None


def _described(item: Item, known: dict[str, Item], split: set[str]) -> list[Item]:
    """Return the counts without a party of which a party's item only describes some persons (its children).

    What happened on one day of a longer count's time is an incident and no description; nor are a force's dead one
    ('104 were killed, 8 of them soldiers').
    """
    if not item.facets or (item.side != "civilians" and not item.single):
        return []
    above = [whole for whole in ancestors(item, known) if is_open(whole.side) and whole.window == item.window]
    return [] if any(whole.key in split for whole in above) else above
