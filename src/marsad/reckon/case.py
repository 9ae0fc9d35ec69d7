"""The case of a toll table: the incidents, who is followed in each, and their shares of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from msgspec.structs import replace

from marsad.model import PlaceMention, TollRow, Window
from marsad.model.time import UNDATED
from marsad.reckon import ask, policy
from marsad.reckon.admit import Admitted
from marsad.reckon.ask import Question
from marsad.reckon.chain import continued
from marsad.reckon.holding import UNLINKED
from marsad.reckon.incident import Share, retells, share
from marsad.reckon.item import Item, overlap
from marsad.reckon.parties import Umbrella, family
from marsad.reckon.party import is_open
from marsad.reckon.period import Sum
from marsad.reckon.policy import Weight
from marsad.reckon.prune import tops_of
from marsad.reckon.robust import without
from marsad.reckon.sentence import NO_NAMES, Messages, Names
from marsad.reckon.split import split_by_side
from marsad.reckon.together import share_of_all
from marsad.reckon.total import Asked
from marsad.reckon.transfer import transferred


@dataclass(slots=True)
class Told:
    """An incident's items of one harm, and what they speak of: it spares looking at incidents that no row is of."""

    items: list[Item] = field(default_factory=list)
    sides: set[str] = field(default_factory=set)
    windows: set[Window] = field(default_factory=set)

    def may_answer(self, question: Question) -> bool:
        """Tell whether some item is of the side that is asked, and some window inside the period."""
        if question.side is not None and question.side not in self.sides:
            return False
        period = question.window
        return period == UNDATED or any(window != UNDATED and window.inside(period) for window in self.windows)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a table is made from: the admitted items by incident, who weighs how much, and the policy."""

    admitted: Admitted
    incidents: dict[str, list[Item]]
    places: dict[str, PlaceMention | None]
    weighed: dict[str, dict[str, Weight]]
    policy: str
    umbrella: Umbrella
    messages: Messages
    names: Names
    wholes: frozenset[str]
    """Keys of claims that others are part of."""
    told: dict[str, dict[str, Told]]
    """By harm and incident."""
    _followed: dict[tuple[str, str, str | None], list[frozenset[str]]] = field(default_factory=dict)
    """The groups of voices that are followed, by harm, incident and side: many rows ask for them again."""

    _named: dict[str, list[str]] = field(default_factory=dict)
    """Incidents by each name of their place and of what surely contains it, folded: a table by place asks often."""

    def at(self, place: str) -> list[str]:
        """Return the incidents of a place or surely in it, in a fixed order."""
        if not self._named:
            for incident in sorted(self.places):
                where = self.places[incident]
                for name in ask.names_of(where) if where is not None else ():
                    self._named.setdefault(name, []).append(incident)
        return self._named.get(place.casefold(), [])

    def of(self, incident: str, harm: str) -> list[Item]:
        """Return the items of an incident of one harm."""
        told = self.told.get(harm, {}).get(incident)
        return [] if told is None else told.items

    def voices(self, incident: str, question: Question, side: str | None = None) -> list[frozenset[str]]:
        """Return the groups of voices whose figures are followed in an incident, for the side that is asked.

        Where all sides are asked, `side` says for which of them (None: for any).
        """
        one = side if question.side is None else question.side
        asked = question.harm, incident, one
        if asked not in self._followed:
            self._followed[asked] = self._voices(incident, self.of(incident, question.harm), one)
        return self._followed[asked]

    def _voices(self, incident: str, items: Sequence[Item], side: str | None) -> list[frozenset[str]]:
        families = {one: family(one, self.umbrella) for one in {item.side for item in items}}
        wanted = set(families.values())
        if side is not None:
            wanted &= {family(side, self.umbrella)}
        found: dict[frozenset[str], None] = {}
        for asked in sorted(wanted):
            near = [item for item in items if families[item.side] == asked]
            speaking = sorted({name for item in near for name in item.voices if name})
            found |= dict.fromkeys(policy.choose(self.policy, speaking, self.weighed[incident]))
        return list(found)


@dataclass(frozen=True, slots=True)
class Filled:
    """A row with what it was made of."""

    question: Question
    row: TollRow
    shares: tuple[Share, ...]
    total: Sum


def case_of(admitted: Admitted, name: str, umbrella: Umbrella, messages: Messages, names: Names = NO_NAMES) -> Case:
    """Return the case of what was admitted.  Raises `UsageError` for an unknown policy."""
    incidents: dict[str, list[Item]] = {}
    for item in admitted.items:
        incidents.setdefault(admitted.incident(item) or f"{UNLINKED}{item.document}", []).append(item)
    return Case(
        admitted,
        incidents,
        {incident: ask.main_place(items) for incident, items in incidents.items()},
        {incident: policy.weights(items) for incident, items in incidents.items()},
        policy.checked(name),
        umbrella,
        messages,
        names,
        frozenset(f"{s.document}#{s.claim.part_of}" for s in admitted.statements.values() if s.claim.part_of),
        _told(incidents),
    )


def _told(incidents: dict[str, list[Item]]) -> dict[str, dict[str, Told]]:
    found: dict[str, dict[str, Told]] = {}
    for incident, items in sorted(incidents.items()):
        for item in items:
            own = found.setdefault(item.first.harm, {}).setdefault(incident, Told())
            own.items.append(item)
            own.sides.add(item.side or "unknown")
            own.windows.add(item.window)
    return found


def asked_incidents(case: Case, question: Question) -> list[str]:
    """Return the incidents that may enter a question's row, in a fixed order."""
    told = case.told.get(question.harm, {})
    if question.incident is not None:
        own = told.get(question.incident)
        return [question.incident] if own is not None and own.may_answer(question) else []
    if question.place is not None:
        there = ((name, told.get(name)) for name in case.at(question.place))
        return [name for name, own in there if own is not None and own.may_answer(question)]
    return [name for name, own in told.items() if own.may_answer(question)]


def is_placed(case: Case, incident: str, question: Question) -> bool:
    """Tell whether a question may be about an incident, by its name and place."""
    if question.incident is not None:
        return question.incident == incident
    place = case.places.get(incident)
    return question.place is None or (place is not None and ask.is_named(place, question.place))


def shares_of(
    case: Case, incident: str, question: Question, *, only: str | None = None, out: frozenset[str] = frozenset()
) -> list[Share]:
    """Return the incident's share by the voices that are followed (several differing ones: their hull).

    `only` follows one voice of them; `out` leaves out the items of these keys.
    """
    items = case.of(incident, question.harm)
    items = without(items, out) if out else items
    if question.harm == "injured":
        items = transferred(items, case.of(incident, "killed"))
    items = _without_split(items) if question.side is not None and is_open(question.side) else items
    asked = Asked(question.side, question.window, question.facets)
    if question.side is None:
        return _of_all_sides(case, incident, question, items, only)
    found = []
    for voices in case.voices(incident, question):
        if only is None or only in voices:
            one = share(incident, _said(case, items, voices), asked, case.umbrella)
            found += [one] if one is not None else []
    return [_hull(found)] if len(found) > 1 else found


def _said(case: Case, items: Sequence[Item], voices: frozenset[str]) -> list[Item]:
    """Return what some voices say, and the running totals by which others carry it on."""
    said = [item for item in items if item.voices & voices]
    return said + (continued(said, items) if case.policy in ("lead", "latest") else [])


_WAYS = 64
"""Choices of voices, one for each side, that a hull is taken of at most; of more, the least alone is reckoned."""


def _of_all_sides(
    case: Case, incident: str, question: Question, items: Sequence[Item], only: str | None
) -> list[Share]:
    """Return the share of a row over all sides: for each side its own voices (several differing ones: their hull)."""
    asked = Asked(None, question.window, question.facets)
    choices: dict[str, list[list[Item]]] = {}
    nobodys = _without_split(items, whole=True)
    for side in sorted({item.side or "unknown" for item in items}):
        own = nobodys if is_open(side) else items
        told = [_said(case, own, one) for one in case.voices(incident, question, side) if only is None or only in one]
        if len(told) > 1:
            each = [(share_of_all(incident, {side: said}, asked, case.umbrella), said) for said in told]
            told = [said for one, said in sorted(((o, s) for o, s in each if o is not None), key=lambda p: p[0].lo)]
        if told:
            choices[side] = told
    several = prod(map(len, choices.values())) <= _WAYS
    ways = product(*choices.values()) if several else [tuple(told[0] for told in choices.values())]
    each_way = (share_of_all(incident, dict(zip(choices, way, strict=True)), asked, case.umbrella) for way in ways)
    found = [one for one in each_way if one is not None]
    if not several:
        return [replace(one, hi=None, high=()) for one in found]
    return [_hull(found)] if len(found) > 1 else found


def _without_split(items: Sequence[Item], *, whole: bool = False) -> list[Item]:
    """Leave out the counts without a party that are split by side, or that say a party's number again.

    Where a split one is told once more with fewer days, neither counts.  With `whole`, for a row over all sides, split
    ones stay: they bound the sum of the sides.
    """
    named = [item for item in items if not is_open(item.side)]
    nobodys = [item for item in tops_of(items) if is_open(item.side)]
    again = [item for item in nobodys if any(_says_again(item, other) for other in named)]
    split = [] if whole else [item for item in nobodys if item not in again and split_by_side(item, items)]
    gone = {item.key for item in [*again, *split]}
    gone |= {item.key for item in nobodys if any(retells(item, other) for other in [*again, *split])}
    return [item for item in items if item.key not in gone and item.whole not in gone]


def _says_again(item: Item, other: Item) -> bool:
    same_number = item.first.value is not None and item.first.value == other.first.value
    return same_number and bool(item.voices & other.voices) and overlap(item.window, other.window)


def _hull(shares: Sequence[Share]) -> Share:
    tops = [one.hi for one in shares if one.hi is not None]
    return Share(
        shares[0].incident,
        min(one.lo for one in shares),
        max(tops) if len(tops) == len(shares) else None,
        shares[0].guarantee,
        tuple(dict.fromkeys(side for one in shares for side in one.low)),
        tuple(dict.fromkeys(side for one in shares for side in one.high)),
        tuple(item for one in shares for item in one.counted),
        tuple(conflict for one in shares for conflict in one.conflicts),
    )
