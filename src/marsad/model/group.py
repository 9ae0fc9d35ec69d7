"""Who is counted: side, actors, and what is said of the persons."""

from __future__ import annotations

from marsad.model.noun import Noun
from marsad.model.terms import Age, Sex


class Group(Noun, frozen=True, kw_only=True):
    """A described set of persons; None means 'not said', never 'no'."""

    side: str | None = None
    actors: tuple[str, ...] = ()
    label: str | None = None
    civilian: bool | None = None
    sex: Sex | None = None
    age: Age | None = None
    role: str | None = None
    nationality: str | None = None
