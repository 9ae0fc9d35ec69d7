"""Victims of many lists: who is surely, and who perhaps, one person, and how many persons the lists name.

- `roll(decisions)`: the victims that stand, and whose names may be shown;
- `matched(decisions, lore)`: the links between them;  `match(victims, lore)` the same of any victims;
- `told(decisions, lore)`: the roll with a removal carried to all entries that are surely the same person;
- `union(matched)`: the least and the greatest number of persons;  `named_table(...)`: the toll by name;
- `named_statements(matched)`: the entries as statements of one person each, for a reckoning of one's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
    "told",
    "union",
]


def matched(decisions: Iterable[Decision], lore: NameLore, lists: Iterable[str] = ()) -> Matched:
    """Return the links between the victims of some lists (all by default) of a ledger with these decisions."""
    held, chosen = tuple(decisions), frozenset(lists)
    kept = [victim for victim in roll(held).victims if not chosen or victim.list in chosen]
    return match(kept, lore, held)


def told(decisions: Iterable[Decision], lore: NameLore) -> Roll:
    """Return the roll for an output: a name that was removed is removed in every list that surely names the person."""
    held = tuple(decisions)
    found = roll(held)
    if not found.removed:
        return found
    people = union(match(found.victims, lore, held)).people
    hidden = (id for ids in people if not found.removed.isdisjoint(ids) for id in ids)
    return replace(found, removed=found.removed | frozenset(hidden))
