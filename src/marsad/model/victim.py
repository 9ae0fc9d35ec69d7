"""Victims: persons of whom a list says that they were harmed, with all spellings of their names."""

from __future__ import annotations

import msgspec

from marsad.errors import EvidenceError
from marsad.model.group import Group
from marsad.model.noun import Noun
from marsad.model.place import Place
from marsad.model.terms import Consent, Harm, Sex, Visibility
from marsad.model.time import Window

ADULT = 18
"""Years; below it a person is a minor (Convention on the Rights of the Child, article 1)."""


class Victim(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of one list: one person as that list knows them.

    Names are kept as they were written, every spelling of them; matching never changes them.  Whether one may be
    shown is for `visibility`, `consent` and `is_minor` to say (link/people/roll.py).
    """

    id: str
    names: tuple[str, ...]
    """Spellings of the whole name, Arabic and Latin, the first as the list has it."""
    father: tuple[str, ...] = ()
    mother: tuple[str, ...] = ()
    kunya: tuple[str, ...] = ()
    """'Father of ...' names and noms de guerre, apart from the name."""
    sex: Sex | None = None
    age: int | None = None
    minor: bool | None = None
    """As the list says; None where it doesn't."""
    place: Place | None = None
    window: Window = msgspec.field(default_factory=Window)
    harm: Harm = "killed"
    group: Group = msgspec.field(default_factory=Group)
    list: str = ""
    """Whose list it is."""
    consent: Consent = "unknown"
    visibility: Visibility = "internal"
    note: str | None = None

    def __post_init__(self) -> None:
        if not any(name.strip() for name in self.names):
            raise EvidenceError.of("a victim of a list of names needs a name; persons without one are claims")
        if self.age is not None and not 0 <= self.age <= 130:
            raise EvidenceError.of("{age} is no age of a person; write years, 0 to 130", age=self.age)

    @property
    def is_minor(self) -> bool | None:
        """Whether the person is a minor; None where neither the list nor an age says so."""
        if self.minor is not None:
            return self.minor
        if self.age is not None:
            return self.age < ADULT
        return True if self.group.age == "child" else False if self.group.age == "adult" else None
