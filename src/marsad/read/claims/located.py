"""Parts told by place: 'killed 51 people across Gaza on Wednesday. In Khan Younis eight died': the eight are of the 51.

English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from marsad.model import nearness
from marsad.model.place import PlaceMention
from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.ordinals import goes_further
from marsad.read.places import PlacesFound
from marsad.read.places.spot import Spot
from marsad.read.scan import Scan

_FAR = 2
"""Sentences between a total and a part of it at most."""
_COUNTRY = "cc:"
"""How the ids of countries begin."""
_NEXT = 20
"""Tokens between 'then hit' and a count of that at most."""
_STRIKES = ("struck", "launches", "attacks", "strikes")
_HARMS = frozenset({"killed", "injured"})


def link_located(scan: Scan, drafts: Sequence[Draft], sides: Sides, places: PlacesFound) -> None:
    """Make counts that a later sentence places inside the place of a total, or at one of its places, parts of it."""
    if scan.lang != "en" or len(places.mentions) < 2:
        return
    told: dict[int, list[PlaceMention]] = {}
    across: set[str] = set()
    for spot in places.spots:
        if spot.scenic and not _owns(scan, spot):
            told.setdefault(scan.sentence_of(spot.first), []).append(spot.mention)
            if scan.ending(spot.first, "overall") is not None:
                across.add(spot.mention.id)
    taken: dict[Draft, int] = {}
    for draft in drafts:
        if draft.whole is not None and not _told_by_kind(draft):
            taken[draft.whole] = taken.get(draft.whole, 0) + (draft.value or 0)
    for k, part in enumerate(drafts):
        named = told.get(scan.sentence_of(part.core), []) if _seeks(scan, part) else []
        scene = places.scene(part.core) if named else None
        here = next((place for place in named if place.id == scene), None)
        if here is None:
            continue
        total = _total(drafts, k, here, told, sides, taken, across)
        if total is not None:
            part.whole = total
            part.rules.append("part.located")
            taken[total] = taken.get(total, 0) + (part.value or 0)
            for other in _beside(scan, drafts, k, here, places):
                other.whole = total
                other.rules.append("part.located")
                taken[total] += other.value or 0


def _beside(scan: Scan, drafts: Sequence[Draft], k: int, here: PlaceMention, places: PlacesFound) -> Iterator[Draft]:
    """Yield what was taken for parts of count `k` and is told of other places, or of the rest, in its sentence.

    'Twenty-one died in Saraqib, fourteen in Ariha and the others in villages': the fourteen are none of the 21.
    """
    part = drafts[k]
    for other in drafts[k + 1 :]:
        if scan.sentence_of(other.core) != scan.sentence_of(part.core):
            return
        if other.whole is not part or _told_by_kind(other):
            continue
        scene = places.scene(other.core)
        spot = next((place for place in places.mentions if place.id == scene), None)
        if other.rest or (spot is not None and not nearness.within(spot, here) and not nearness.same(spot, here)):
            yield other


def _total(
    drafts: Sequence[Draft],
    k: int,
    here: PlaceMention,
    told: Mapping[int, list[PlaceMention]],
    sides: Sides,
    taken: Mapping[Draft, int],
    across: Set[str],
) -> Draft | None:
    """Return the last total of the sentences before that can hold count `k` and is placed around it."""
    scan, part = sides.scan, drafts[k]
    for n in range(k - 1, -1, -1):
        total = drafts[n]
        apart = scan.sentence_of(part.core) - scan.sentence_of(total.core)
        if apart > _FAR:
            return None
        room = (total.value or 0) - taken.get(total, 0)
        if not apart or (part.value or 0) > room or not _may_hold(total, part, sides):
            continue
        if _holds(told.get(scan.sentence_of(total.core), []), here, across):
            return total
    return None


def _told_by_kind(part: Draft) -> bool:
    """Tell whether a part says of what sex or age its persons are: places may part the same total anew."""
    return part.head.sex is not None or part.head.age is not None


def _owns(scan: Scan, spot: Spot) -> bool:
    """'Israel's shelling': a country that does something is not where it is done."""
    return spot.mention.kind == "country" and scan.possessive(spot.last)


def _follows(scan: Scan, part: Draft) -> bool:
    """'It then hit a house, where six died': what is told as next is no share of what came before."""
    first, _ = scan.sents[scan.sentence_of(part.core)]
    near = range(max(first, part.core - _NEXT), part.core)
    return any(scan.at(i, "then") is not None and scan.any_at(i + 1, *_STRIKES) is not None for i in near)


def _seeks(scan: Scan, part: Draft) -> bool:
    told = part.status == "stated" and not (part.background or part.toll or part.cumulative or part.rest)
    return (
        told
        and part.whole is None
        and part.harm in _HARMS
        and part.value is not None
        and not goes_further(scan, part)
        and not _follows(scan, part)
    )


def _may_hold(total: Draft, part: Draft, sides: Sides) -> bool:
    if total.core < sides.scan.headline:
        return False  # a title's number is said again below it
    same = total.harm == part.harm and total.status == "stated" and total.whole is None and not total.background
    voices = {total.claimant, part.claimant} - {None}
    days = total.window is None or part.window is None or part.window.inside(total.window)
    larger = (total.value or 0) > (part.value or 0) and total.kind != "vague"
    return same and larger and days and len(voices) < 2 and sides.belongs(part, total) and not under(total, part)


def _holds(told: Sequence[PlaceMention], here: PlaceMention, across: Set[str]) -> bool:
    """Tell whether the places of a total's sentence lie around a place, or are several of which that is one.

    `across` are the places with 'across' before them, which are meant with all that is around them.
    """
    around = any(nearness.within(here, wide) and not nearness.same(here, wide) for wide in told)
    around = around or any(wide.id in across and _of_one_region(here, wide) for wide in told)
    return around or (len(told) > 1 and any(nearness.same(here, one) for one in told))


def _of_one_region(here: PlaceMention, wide: PlaceMention) -> bool:
    """Tell whether two places lie in one region below a country."""
    regions = {*here.parents, here.gazetteer} & {*wide.parents, wide.gazetteer} - {None}
    return not nearness.same(here, wide) and any(not str(one).startswith(_COUNTRY) for one in regions)
