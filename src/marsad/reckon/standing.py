"""Who leads: whose numbers make the toll, and whose only stand beside it as a rival's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.reckon.item import Item, by_key

Voice = str | None
"""Who says it; None is the document itself."""

Rank = tuple[bool, ...]

_ROUND = frozenset({"more_than", "about", "vague", "fewer_than"})
"""Hedges of a title that only rounds what its text counts ('toll passes 200')."""


def rank(item: Item) -> Rank:
    """Return an item's standing: in an exact title, a firm number, no title that only rounds, the document's own word
    or a running total of several days that leads, any total of several days."""
    rounded = all(claim.hedge in _ROUND for claim in item.claims) and not item.retold
    return (
        item.titled and not rounded,
        not item.soft,
        not (item.titled and rounded),
        None in item.voices or (item.cumulative and item.leading and item.window.start != item.window.end),
        item.cumulative and item.window.start != item.window.end,
    )


def leading_voices(tops: Sequence[Item]) -> tuple[list[set[Voice]], set[Voice]]:
    """Return the voices of highest standing, those that say one number joined, and all other voices.

    Parts of one total are no rivals, whoever tells them: the lead's ('142 in 24 hours') goes before the others.

    Voices that state no total (they only single out persons: an officer, two sisters) lead only where none does.
    """
    groups = _joined(tops)
    tops = [item for item in tops if not item.died_later] or list(tops)
    tops = [item for item in tops if not (_beside_lead(item, tops) or _is_a_share(item, tops))]
    plain = [item for item in tops if not any(name in ("sex", "age") for name, _ in item.facets)]
    totals = [item for item in plain or tops if not item.single] or list(tops)
    best = {index: _best(totals, group) for index, group in enumerate(groups)}
    own = next((index for index, group in enumerate(groups) if group == {None}), None)
    if own is not None and _only_tells_more(totals):
        best[own] = None
    ranks = [r for r in best.values() if r is not None]
    leaders = [group for index, group in enumerate(groups) if ranks and best[index] == max(ranks)]
    spoken = set().union(*groups) if groups else set()
    return leaders, spoken - set().union(*leaders)


def _only_tells_more(totals: Sequence[Item]) -> bool:
    """Tell whether a text's own words, behind a lead that cites a larger count, only go on to tell of its dead.

    'The network documented 62 dead ... 48 were shot': nobody contradicts a lead that he gives himself.
    """
    own = [item for item in totals if item.voices == {None}]
    lead = [item.lo for item in totals if item.leading and None not in item.voices and not item.soft]
    return bool(own) and bool(lead) and all(not item.leading and item.lo < max(lead) for item in own)


def _beside_lead(item: Item, tops: Sequence[Item]) -> bool:
    """Tell whether another part of an item's own total is larger, and told in the lead."""
    if item.leading or item.titled or item.whole is None:
        return False
    return any(other.whole == item.whole and other.leading and other.lo > item.lo for other in tops)


def _is_a_share(item: Item, tops: Sequence[Item]) -> bool:
    """Tell whether an item counts those only whom its teller received, beside another's larger count of all."""
    if "count.received" not in (item.first.rule or "") or item.leading or item.titled:
        return False
    return any(other.lo > item.lo and not other.soft and not other.voices & item.voices for other in tops)


def said_by(items: Iterable[Item], voices: set[Voice], *, also: set[Voice] | None = None) -> tuple[Item, ...]:
    """Return the items that one of the voices says (parts go with their wholes), and singled-out ones of `also`."""
    every = tuple(items)
    known = by_key(every)
    return tuple(
        item
        for item in every
        if item.voices & voices or (also and item.voices & also and (item.died_later or _single(item, known)))
    )


def _single(item: Item, known: dict[str, Item]) -> bool:
    return item.single and item.whole not in known


def _joined(tops: Sequence[Item]) -> list[set[Voice]]:
    """Join the voices that say the same item."""
    groups: list[set[Voice]] = []
    for item in tops:
        touched = [group for group in groups if group & item.voices]
        groups = [group for group in groups if group not in touched]
        groups.append(set(item.voices).union(*touched))
    return groups


def _best(totals: Sequence[Item], group: set[Voice]) -> Rank | None:
    return max((rank(item) for item in totals if item.voices & group), default=None)
