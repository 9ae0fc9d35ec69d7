"""Histories from the ledger's own lists of victims, as they are linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.errors import UsageError
from marsad.model import Decision

if TYPE_CHECKING:
    from marsad.estimate import Fit, Histories

POSSIBLE = 0.5
"""How often a possible link is taken to hold when linkages are drawn: nothing speaks for either."""
DRAWS = 100


@dataclass(frozen=True, slots=True)
class FromLists:
    """Histories by the certain links, the least number of persons, and what drawn linkages give."""

    histories: Histories
    documented: int
    values: dict[str, Any]


def from_lists(decisions: Iterable[Decision], only_lists: Sequence[str], level: float) -> FromLists:
    """Return the histories of the victims on a ledger's lists (all, or those named).

    Raises `UsageError` where there are none.
    """
    from marsad.estimate import Tie, histories_of, over_linkages
    from marsad.knowledge.personal_names import load_names
    from marsad.link.people import matched, union

    found = matched(decisions, load_names(), only_lists)
    lists: dict[str, list[str]] = {}
    for victim in sorted(found.victims, key=lambda victim: (victim.list, victim.id)):
        lists.setdefault(victim.list, []).append(victim.id)
    if not lists:
        raise UsageError.of(
            "no list of victims in the ledger; enter lists with `marsad enter victim FILE`, or name a table"
        )
    chance = {"certain": 1.0, "possible": POSSIBLE}
    ties = [Tie(link.first, link.second, chance[link.grade]) for link in found.links]
    certain = histories_of(lists, [tie for tie in ties if tie.probability == 1])
    drawn = over_linkages(lists, ties, _least_bic, draws=DRAWS, level=level)
    persons = union(found)
    return FromLists(
        certain,
        persons.lo,
        {
            "estimate": round(drawn.median, 1) if drawn else None,
            "interval": [round(end, 1) for end in drawn.interval] if drawn else None,
            "draws": DRAWS,
            "fitted": drawn.fitted if drawn else 0,
            "possible_links": sum(tie.probability < 1 for tie in ties),
            "persons": [persons.lo, persons.hi],
        },
    )


def _least_bic(histories: Histories) -> Fit | None:
    from marsad.estimate import ranked

    return next(iter(ranked(histories)), None)
