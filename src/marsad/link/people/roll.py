"""The roll: all victims that stand in the ledger, as decisions leave them, and whose names may be shown.

Names are internal.  A name is public only where visibility and consent both say so, and the person is known to be an
adult; a minor's (or one's of unknown age) only after two persons decided it.  A removed name is in no output from the
moment of the request; a second person makes the removal final, or refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from marsad.model import Decision, Group, Victim, answers, settled, standing
from marsad.model.terms import Visibility

AMENDABLE = (
    *("names", "father", "mother", "kunya", "sex", "age", "minor", "place", "from", "to", "harm", "side", "civilian"),
    *("role", "nationality", "list", "consent", "visibility", "note"),
)
_GROUP = frozenset(Group.__struct_fields__) - {"sex", "age"}
_WITHHELD: tuple[Visibility, ...] = ("restricted",)


@dataclass(frozen=True, slots=True)
class Roll:
    """Victims by id, in order; `removed` are those whose name is in no output, `released` minors who may be named."""

    victims: tuple[Victim, ...]
    removed: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()

    def public(self, victim: Victim) -> bool:
        """Tell whether the name may be shown to everybody."""
        if victim.id in self.removed or victim.visibility != "public" or victim.consent != "public":
            return False
        return victim.is_minor is False or victim.id in self.released

    def shown(self, victim: Victim, *, internal: bool) -> bool:
        """Tell whether the name may be shown: internally all but removed and restricted ones."""
        if internal:
            return victim.id not in self.removed and victim.visibility not in _WITHHELD
        return self.public(victim)

    def lists(self) -> dict[str, tuple[Victim, ...]]:
        """Return the victims by list; removed ones stay counted."""
        out: dict[str, list[Victim]] = {}
        for victim in self.victims:
            out.setdefault(victim.list, []).append(victim)
        return {name: tuple(found) for name, found in sorted(out.items())}


def roll(decisions: Iterable[Decision]) -> Roll:
    """Return the roll after all decisions, which stand in the order in which they were made.

    A refused victim is no longer on it; an amended one says what the amendment says.
    """
    every = tuple(decisions)
    held = settled(every)
    found = {d.victim.id: d.victim for d in held if d.verdict == "enter" and d.victim is not None}
    gone, released = set[str](), set[str]()
    for decision in held:
        for id in decision.subjects:
            if id not in found or decision.verdict not in ("accept", "amend", "refuse"):
                continue
            (gone.add if decision.verdict == "refuse" else gone.discard)(id)
            if decision.verdict == "amend":
                found[id] = amended_victim(found[id], decision.amendment or {})
                if decision.sensitive and found[id].visibility == "public":
                    released.add(id)
    kept = tuple(victim for id, victim in sorted(found.items()) if id not in gone)
    return Roll(kept, _removed(every), frozenset(released))


def _removed(every: tuple[Decision, ...]) -> frozenset[str]:
    """Return the victims whose removal was asked for and not refused by a second person."""
    kept = standing(every)
    answered = answers(kept)
    return frozenset(
        id
        for decision in kept
        if decision.verdict == "remove" and not (decision.id in answered and answered[decision.id].verdict == "refuse")
        for id in decision.subjects
    )


def amended_victim(victim: Victim, changes: Mapping[str, object]) -> Victim:
    """Return a victim with other fields, in JSON's values.

    Raises `msgspec.ValidationError` or `EvidenceError` for a value that its field can't take.
    """
    body: dict[str, Any] = msgspec.to_builtins(victim)
    for name, value in changes.items():
        if name in _GROUP:
            body.setdefault("group", {})[name] = value
        elif name in ("from", "to"):
            body.setdefault("window", {})[name] = value
        else:
            body[name] = value
    return msgspec.convert(body, Victim)
