"""Victims of many lists: who is surely, and who perhaps, one person, and how many persons the lists name.

- `roll(decisions)`: the victims that stand, and whose names may be shown;
- `matched(decisions, lore)`: the links between them;  `match(victims, lore)` the same of any victims;
- `union(matched)`: the least and the greatest number of persons;  `named_table(...)`: the toll by name;
- `named_statements(matched)`: the entries as statements of one person each, for a reckoning of one's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.knowledge.personal_names import NameLore
from marsad.link.people.match import Matched, PersonLink, match
from marsad.link.people.named import named_statements, named_table
from marsad.link.people.roll import Roll, roll
from marsad.link.people.union import Union, union
from marsad.model import Decision

__all__ = [
    "Matched",
    "PersonLink",
    "Roll",
    "Union",
    "match",
    "matched",
    "named_statements",
    "named_table",
    "roll",
    "union",
]


def matched(decisions: Iterable[Decision], lore: NameLore, lists: Iterable[str] = ()) -> Matched:
    """Return the links between the victims of some lists (all by default) of a ledger with these decisions."""
    held, chosen = tuple(decisions), frozenset(lists)
    kept = [victim for victim in roll(held).victims if not chosen or victim.list in chosen]
    return match(kept, lore, held)
