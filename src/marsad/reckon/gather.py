"""From the claims of one document to its items: what is admitted, what repeats what, who says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from marsad.model import Claim, PlaceMention, Window, nearness
from marsad.model.terms import SIDES_OPEN
from marsad.model.time import UNDATED
from marsad.reckon.item import Facet, Item, ancestors, by_key, overlap
from marsad.reckon.lead import Lead
from marsad.reckon.limits import Limits, limits, states_an_end
from marsad.reckon.nest import nested
from marsad.reckon.party import is_open
from marsad.reckon.rest import fill_rests
from marsad.reckon.wording import PLAIN, Wording

GENERIC_CAUSES = frozenset({None, "clashes", "other"})
"""Causes that may hold any other within them."""


@dataclass(frozen=True, slots=True)
class Page:
    """What must be known of a document besides its claims; `places` by the ids that claims use."""

    places: Mapping[str, PlaceMention] = field(default_factory=dict)
    lead: Lead = field(default_factory=Lead)
    source: str | None = None
    document: str = ""
    published: dt.date | None = None
    wording: Wording = PLAIN
    proofs: bool = True
    """Whether it is asked what forces the limits of a rest."""


def gather(claims: Iterable[Claim], page: Page) -> tuple[Item, ...]:
    """Return the items of one document: fresh stated claims, repetitions joined, the rests filled in by sums.

    Background, superseded, withdrawn and denied claims are left out.
    """
    every = sorted(claims, key=lambda claim: (claim.span, claim.id))
    admitted = [claim for claim in every if claim.status == "stated" and not claim.background]
    wholes = _wholes(every, {claim.id for claim in admitted})
    classes = _classes(admitted, wholes, page)
    key_of = {claim.id: group[0].id for group in classes for claim in group}
    sides = {group[0].id: _named(group) for group in classes}
    items = tuple(_item(group, wholes, key_of, sides, page) for group in classes)
    items = _died_later(items, {claim.id for claim in every if claim.harm == "injured"})
    prisons = {claim.id for claim in every if claim.harm in _HELD}
    held = {claim.id for claim in every if claim.part_of in prisons}
    return _open_while_missing(nested(fill_rests(_inherit_voices(items), proofs=page.proofs)), held)


def _died_later(items: tuple[Item, ...], wounded: set[str]) -> tuple[Item, ...]:
    """Mark those dead who are counted as some of the wounded ('nine were hurt, two of whom died in hospital')."""
    if not any(item.first.part_of in wounded for item in items):
        return items
    return tuple(
        replace(item, died_later=True)
        if item.first.harm == "killed" and item.whole is None and item.first.part_of in wounded
        else item
        for item in items
    )


_HELD = frozenset({"detained", "abducted"})


def _open_while_missing(items: tuple[Item, ...], held: set[str]) -> tuple[Item, ...]:
    """While persons are missing, a bare number of dead whom they may join is no upper end.

    Those of the detained or abducted whose fate is unknown (`held`) are not sought among the dead.
    """
    missing = [item for item in items if item.first.harm == "missing" and item.key not in held and _lost(item)]
    taken = [item for item in items if item.first.harm == "abducted" and not item.single] if missing else []
    missing = [item for item in missing if not any(_are_taken(item, one) for one in taken)]
    if not missing:
        return items
    known = by_key(items)
    return tuple(
        item
        if item.first.harm != "killed"
        or any(map(states_an_end, item.claims))
        or not any(_may_join(lost.side or "unknown", item, known) and _of_one_scene(lost, item) for lost in missing)
        or (item.lo == 1 and all(lost.single for lost in missing))  # a teacher was shot; the mayor is missing
        else item.limited(item.lo, None)
        for item in items
    )


def _are_taken(lost: Item, taken: Item) -> bool:
    """Tell whether the missing may be those who were carried off: of their side and days, and no more than they."""
    return lost.side == taken.side and lost.lo <= taken.lo and overlap(lost.window, taken.window)


def _of_one_scene(lost: Item, item: Item) -> bool:
    """Tell whether the missing may be of the same happening as the dead: not of other places, nor of other days."""
    if not overlap(lost.window, item.window) or lost.lo > _MORE * max(item.lo, 1):
        return False
    if "count.incident" in (item.first.rule or "") and lost.first.span < item.first.span:
        return False
    return lost.place is None or item.place is None or item.titled or not nearness.apart(lost.place, item.place)


def _lost(item: Item) -> bool:
    """Tell whether the missing may yet be found dead; those of a long period's report are a count of their own."""
    return item.hi != 0 and _days(item.window)[1] <= _LONG


_MORE = 10
"""How many times as many may be missing as are dead in one happening."""
_LONG = 21
"""Days of a period's report: longer than any search."""

_NOBODY = frozenset({None, "unknown", "mixed"})
"""Sides of persons of whom the text does not say whose they are."""


def _may_join(missing: str, item: Item, known: dict[str, Item]) -> bool:
    """Tell whether the missing of a side may be found to be among the dead of an item, or of its whole.

    The unnamed missing are taken for unnamed persons or civilians, not for one party's fighters.
    """
    line = [item.side, *(whole.side for whole in ancestors(item, known))]
    if missing not in _NOBODY and item.side not in _NOBODY:
        line = [side for side in line if side == "mixed" or side not in _NOBODY]  # passengers are none of 15 soldiers
    for side in line:
        if side in _NOBODY or side == missing or (missing in _NOBODY and side == "civilians"):
            return missing != "other" or side == "other"
    return False


def side_of(claim: Claim) -> str | None:
    """Return the side whose dead are counted: civilians where the words say civilians and no side."""
    side = claim.group.side
    return "civilians" if claim.group.civilian and (side is None or side in SIDES_OPEN) else side


def _wholes(every: Sequence[Claim], admitted: set[str]) -> dict[str, str]:
    """Return for each claim its nearest admitted whole of the same harm.

    Where its wholes count all casualties, the dead of a part are part of the dead of the whole.
    """
    claims = {claim.id: claim for claim in every}
    parts: dict[str, list[Claim]] = {}
    for claim in every:
        if claim.part_of is not None:
            parts.setdefault(claim.part_of, []).append(claim)
    found: dict[str, str] = {}
    for claim in every:
        above = _above(claim, claims)
        pieces = (p for whole in above[1:] if claims[whole].harm == "other" for p in _pieces(claim, parts[whole]))
        own = (whole for whole in above if claims[whole].harm == claim.harm)
        whole = next((key for key in (*own, *pieces) if key in admitted), None)
        if whole is not None:
            found[claim.id] = whole
    return found


def _above(claim: Claim, claims: Mapping[str, Claim]) -> list[str]:
    chain: list[str] = []
    above = claim.part_of
    while above is not None and above in claims and above != claim.id and above not in chain:
        chain.append(above)
        above = claims[above].part_of
    return chain


def _pieces(claim: Claim, parts: Sequence[Claim]) -> list[str]:
    """Return the counts of one harm that a count of all casualties is made of ('4,110 casualties: 1,140 dead')."""
    same = [c for c in parts if c.harm == claim.harm and c.id != claim.id]
    return [c.id for c in same if (c.value or 0) >= (claim.value or 0) and c.hedge != "vague"]


_SETS = 100
"""Different sets of persons of one number among which a repetition is sought at most."""


def _classes(admitted: Sequence[Claim], wholes: Mapping[str, str], page: Page) -> list[list[Claim]]:
    """Join the mentions that repeat one another, in text order."""
    classes: list[list[Claim]] = []
    alike: dict[tuple[str, int | None, int | None], list[list[Claim]]] = {}
    descent = _Descent(wholes)
    for claim in admitted:
        groups = alike.setdefault((claim.harm, claim.value, claim.value_max), [])
        home = next((group for group in groups[:_SETS] if any(_repeats(c, claim, descent, page) for c in group)), None)
        if home is None:
            classes.append([claim])
            groups.append(classes[-1])
        else:
            home.append(claim)
    return classes


def _repeats(first: Claim, later: Claim, descent: _Descent, page: Page) -> bool:
    """Tell whether a later mention of the same harm and number says an earlier one again of the same persons."""
    titled = first.span[0] < page.lead.title
    return (
        first.value is not None
        and _same_side(side_of(first), side_of(later), titled)
        and overlap(first.window, later.window)
        and _same_persons(facets(first), facets(later), titled)
        and not descent.kin(first.id, later.id, titled and later.span[0] >= page.lead.title)
        and (titled or first.value > 2 or not _elsewhere(first, later, page))
        and ((titled and first.value > _TELLING) or not _apart(first, later, page))
        and not beside(first, later)
        and (titled or not more(later))
    )


_TELLING = 9
"""A title's number above this is the body's same number, wherever its sentence is set."""

_BESIDE = 25
"""Characters between two persons who are told one after the other at most ('a reporter of X and his cameraman')."""


def beside(first: Claim, later: Claim) -> bool:
    """Tell whether two persons, each told without a number, stand side by side: these are two."""
    implied = all("count.implied" in (claim.rule or "") for claim in (first, later))
    return implied and first.value == later.value == 1 and 0 <= later.span[0] - first.span[1] <= _BESIDE


def more(claim: Claim) -> bool:
    """Tell whether a count says itself that it is of others than those counted before it ('two more died')."""
    return "count.more" in (claim.rule or "")


def _same_side(first: str | None, later: str | None, titled: bool) -> bool:
    """Tell whether two mentions may be of one side: a title and its body may leave it unsaid in one of them."""
    return first == later or (titled and bool({first, later} & {None, "unknown"}))


def _named(group: Sequence[Claim]) -> str | None:
    """Return the side of a class of mentions: the first that names a party, else the first."""
    sides = [side_of(claim) for claim in group]
    return next((side for side in sides if not is_open(side)), sides[0])


def _same_persons(first: frozenset[Facet], later: frozenset[Facet], titled: bool) -> bool:
    if first == later or not titled:
        return first == later
    told = dict(first)
    return all(told.get(name, value) == value for name, value in later)  # 'nine passengers' above 'nine men'


class _Descent:
    """Whose part each claim is, at every height."""

    def __init__(self, wholes: Mapping[str, str]) -> None:
        self.wholes = wholes
        self._above: dict[str, frozenset[str]] = {}

    def kin(self, one: str, other: str, retold: bool) -> bool:
        """Tell whether one is part of the other, or both are parts of one whole (and not title and body)."""
        if not retold and one in self.wholes and self.wholes.get(one) == self.wholes.get(other):
            return True
        return other in self._up(one) or one in self._up(other)

    def _up(self, claim: str) -> frozenset[str]:
        found = self._above.get(claim)
        if found is None:
            chain: set[str] = set()
            whole = self.wholes.get(claim)
            while whole is not None and whole not in chain:
                chain.add(whole)
                whole = self.wholes.get(whole)
            found = self._above[claim] = frozenset(chain)
        return found


def _elsewhere(first: Claim, later: Claim, page: Page) -> bool:
    a, b = page.places.get(first.place or ""), page.places.get(later.place or "")
    return a is not None and b is not None and not nearness.same(a, b)


def _apart(first: Claim, later: Claim, page: Page) -> bool:
    a, b = page.places.get(first.place or ""), page.places.get(later.place or "")
    return a is not None and b is not None and nearness.apart(a, b)


_NO_FACETS: frozenset[Facet] = frozenset()


def facets(claim: Claim) -> frozenset[Facet]:
    """Return what sets the persons of a claim apart within their side.

    The nationality does so only in a breakdown: of a total it says no more than where it was counted.  The 'men' of a
    force are all of its fighters.
    """
    group = claim.group
    armed = group.civilian is False or not (is_open(group.side) or group.side == "civilians")
    if armed and group.sex == "m" and group.age in (None, "adult"):
        group = replace(group, sex=None, age=None)
    nationality = group.nationality if claim.part_of else None
    if not (group.sex or group.age or nationality or group.role):
        return _NO_FACETS
    said = {"sex": group.sex, "age": group.age, "nationality": nationality, "role": group.role}
    return frozenset((name, value.casefold()) for name, value in said.items() if value)


def _item(
    group: list[Claim],
    wholes: Mapping[str, str],
    key_of: Mapping[str, str],
    sides: Mapping[str, str | None],
    page: Page,
) -> Item:
    key, bounds = group[0].id, _joint([limits(claim, page.wording) for claim in group])
    above = [key_of[wholes[claim.id]] for claim in group if claim.id in wholes]
    voices = frozenset(None if claim.claimant in (None, page.source) else claim.claimant for claim in group)
    body = [claim for claim in group if claim.span[0] >= page.lead.title]
    widest = group[0].window if len(group) == 1 else max((claim.window for claim in group), key=_days)
    return Item(
        key=key,
        claims=tuple(group),
        lo=bounds.lo,
        hi=bounds.hi,
        soft=bounds.soft,
        side=sides[key],
        window=widest,
        whole=_nearest(above, key, sides),
        voices=voices,
        titled=any(claim.span[0] < page.lead.title for claim in group),
        retold=bool(body) and len(body) < len(group),
        opening=page.lead.sentence and group[0].span[0] < page.lead.title,
        leading=any(claim.span[0] < page.lead.leading for claim in group),
        facets=facets(group[0]).union(*map(facets, group[1:])),
        place=next((page.places[c.place] for c in (*body, *group) if c.place and c.place in page.places), None),
        document=page.document,
        published=page.published,
    )


def _nearest(above: Sequence[str], key: str, sides: Mapping[str, str | None]) -> str | None:
    """Return the whole of one's own side before any other."""
    others = [whole for whole in above if whole != key]
    return next((whole for whole in others if sides[whole] == sides[key]), others[0] if others else None)


def _joint(several: Sequence[Limits]) -> Limits:
    """Return the limits of one number said several times: a firm saying beats a soft one, an open end stays open."""
    if len(several) == 1:
        return several[0]
    firm = [one for one in several if not one.soft] or list(several)
    tops = [one.hi for one in firm if one.hi is not None]
    return Limits(max(one.lo for one in firm), min(tops) if len(tops) == len(firm) else None, firm[0].soft)


def _days(window: Window) -> tuple[bool, int]:
    if window.start is None or window.end is None:
        return (window != UNDATED, 0)
    return (True, (window.end - window.start).days)


def _inherit_voices(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Let the parts of a cited total be cited too."""
    known = by_key(items)
    out = []
    for item in items:
        cited = [whole.voices for whole in ancestors(item, known) if None not in whole.voices]
        out.append(replace(item, voices=cited[0]) if cited and item.voices == frozenset({None}) else item)
    return tuple(out)
