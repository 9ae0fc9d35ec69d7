"""Every field of a decision and of what is entered by hand, by how well it is kept; and values to plant in them.

SEALED fields are encrypted where the decision or the victim in it is restricted.  KEPT ones stand in the ledger in
clear, and leave it only where the decision is public.  OPEN ones are terms of closed lists, counts, days, references.
A field that the model has and no list here fails `tests/cli/test_canaries.py`: say first what it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from marsad.model import Decision, EnteredClaim, Group, Place, Victim, Window
from marsad.model.decision import Saw
from marsad.model.terms import Visibility

SEALED: dict[type[msgspec.Struct], set[str]] = {
    Decision: {"why", "evidence"},
    Saw: {"text"},
    EnteredClaim: {"quote", "source", "claimant"},
    Victim: {"names", "father", "mother", "kunya", "note", "list", "age"},
    Group: {"label", "role", "nationality", "actors"},
    Place: {"id", "name_en", "name_ar", "lat", "lon", "radius_km"},
}
KEPT: dict[type[msgspec.Struct], set[str]] = {
    Decision: {"id", "who"},
    EnteredClaim: {"value", "value_max", "perpetrator"},
    Victim: {"id"},
}
OPEN: dict[type[msgspec.Struct], set[str]] = {
    Decision: {"verdict", "subjects", "when", "reverses", "amendment", "visibility", "saw", "sensitive", "claim"}
    | {"victim"},
    Saw: {"reading", "decision", "span", "harm", "value"},
    EnteredClaim: {"harm", "hedge", "group", "window", "place", "cause", "published", "status", "cumulative", "number"},
    Victim: {"sex", "minor", "place", "window", "harm", "group", "consent", "visibility"},
    Group: {"side", "civilian", "sex", "age"},
    Place: {"kind", "parents", "country"},
    Window: {"start", "end"},
}
"""Of an amendment the fields are what their names say; a place with parents is the gazetteer's."""


def unclassed() -> set[str]:
    """Return the fields of the model, from a decision down, that no list names, and those that two do."""
    out, waiting, seen = set(), [Decision], set[Any]()
    while waiting:
        struct = waiting.pop()
        if struct in seen:
            continue
        seen.add(struct)
        for field in msgspec.structs.fields(struct):
            if sum(field.name in kind.get(struct, ()) for kind in (SEALED, KEPT, OPEN)) != 1:
                out.add(f"{struct.__name__}.{field.name}")
            waiting += list(_structs(msgspec.inspect.type_info(field.type)))
    return out


def _structs(found: msgspec.inspect.Type) -> Iterator[Any]:
    if isinstance(found, msgspec.inspect.StructType):
        yield found.cls
    if isinstance(found, msgspec.inspect.UnionType):
        for part in found.types:
            yield from _structs(part)


_GROUP = ("label", "role", "nationality", "actors")
DAY = dt.date(2018, 3, 11)


class Planted:
    """Decisions of one visibility with a value of its own in every field that is not open."""

    def __init__(self, visibility: Visibility) -> None:
        self.visibility = visibility
        self.numbers = iter(range(7_000_001, 9_000_000) if visibility == "restricted" else range(5_000_001, 7_000_000))
        self.sealed: set[str] = set()
        self.kept: set[str] = set()
        claim = self._value(EnteredClaim, "quote source claimant", value=9, harm="killed", published=DAY)
        victim = self._value(Victim, "names father mother kunya note list", id="", visibility=visibility, harm="killed")
        changed = {name: [self._word("Amendment", name)] for name in ("names", "father", "mother", "kunya")}
        self.decisions = (
            self._decision("enter", claim=claim),
            self._decision("enter", victim=victim),
            self._decision("amend", subjects=("v-1",), amendment={**changed, "note": self._word("Amendment", "note")}),
            self._decision("refuse", subjects=("one#c1",), saw=Saw(text=self._word("Saw", "text"))),
        )

    def _word(self, struct: str, name: str) -> str:
        self.sealed.add(word := f"Canary{struct}{name.title().replace('_', '')}{self.visibility.title()}")
        return word

    def _value(self, struct: type[Any], words: str, **fixed: Any) -> Any:
        day = dt.date(2018, 3, 9)
        given = {name: self._word(struct.__name__, name) for name in words.split()}
        if struct is Victim:
            one = {"note", "list"}
            given = {name: value if name in one else (value,) for name, value in given.items()}  # type: ignore[misc]
        label, role, nationality, actor = (self._word(f"{struct.__name__}Group", n) for n in _GROUP)
        group = Group(side="civilians", label=label, role=role, nationality=nationality, actors=(actor,))
        window = Window(start=day, end=day)
        return struct(**given, group=group, window=window, place=self._place(struct.__name__), **fixed)

    def _place(self, of: str) -> Place:
        lat, lon, radius = (next(self.numbers) for _ in range(3))
        self.sealed |= {f"35.{lat}", f"36.{lon}", f"0.{radius}"}
        id, name_en, name_ar = (self._word(f"{of}Place", name) for name in ("id", "name_en", "name_ar"))
        return Place(
            id=id,
            name_en=name_en,
            name_ar=name_ar,
            lat=float(f"35.{lat}"),
            lon=float(f"36.{lon}"),
            radius_km=float(f"0.{radius}"),
        )

    def _decision(self, verdict: Any, subjects: tuple[str, ...] = (), **more: Any) -> Decision:
        number = len(self.sealed)
        why, evidence = (self._word(f"Decision{number}", name) for name in ("why", "evidence"))
        self.kept.add(who := f"CanaryDecision{number}Who{self.visibility.title()}")
        return Decision(
            id="", verdict=verdict, subjects=subjects, who=who, when=dt.datetime(2018, 3, 12, tzinfo=dt.UTC), why=why,
            evidence=(evidence,), visibility=self.visibility, **more,
        ).named()  # fmt: skip
