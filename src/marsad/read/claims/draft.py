"""A claim in the making: what is found of it step by step, with the rules that found it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

import msgspec

from marsad.model.terms import Hedge
from marsad.model.time import Window
from marsad.read.mention import ActorMention

ONE_MORE = "count.one_more"
"""The rule of 'two in X and a third in Y'."""


class Head(msgspec.Struct, gc=False):
    """Who is counted, as the words around a quantity say; [first, last) are its tokens."""

    first: int
    last: int
    actors: list[ActorMention] = []
    civilian: bool | None = None
    sex: str | None = None
    age: str | None = None
    role: str | None = None
    nationality: str | None = None
    harm: str | None = None
    party: str | None = None
    cause: str | None = None
    mixed: bool = False
    other: bool = False
    """'others': the persons of the count before, other ones."""
    nouns: list[tuple[dict[str, Any], bool]] = []
    """The nouns' features, each with whether it is coordinated ('and ...')."""
    plural: bool = False
    hedge: Hedge | None = None
    """A hedge that stands after the noun ('12 fighters at least')."""
    allied: bool = False
    """An actor is coordinated with persons of another kind ('civilians and local gunmen')."""
    linked: bool = False
    """An 'and' stands before the next noun."""
    persons: int = 0
    """How many nouns of persons the head has."""
    unit: str | None = None
    pronoun: bool = False
    """The head's noun carries a pronoun ('its members')."""
    weak: bool = False
    """Only an adjective of nationality stands for the persons."""
    national: bool = False
    """'the Syrians': nationals counted together with others."""
    soft: bool = False
    """The noun's harm yields to a verb ('victims' still 'under the rubble')."""
    own: bool = False
    """A word that only a side's own use ('martyrs')."""
    body: bool = False


class Draft(msgspec.Struct, eq=False, gc=False):
    """A count of persons with what was found of it so far; tokens [first, last), the number's own [core, core_last)."""

    first: int
    last: int
    core: int
    core_last: int
    value: int | None
    value_max: int | None
    hedge: Hedge
    head: Head
    kind: str
    """number | vague | implied | one_of | rest."""
    rules: list[str] = []
    harm: str | None = None
    trigger: int | None = None
    """The token of the word that says what happened."""
    side: str | None = None
    above: Draft | None = None
    """What `whole` keeps."""
    toll: bool = False
    """Stands behind 'rose to', 'the toll reached'."""
    share: float | None = None
    further: bool = False
    """The form of the sentence sets its persons beside those counted before."""
    background: bool = False
    open_ended: bool = False
    status: str = "stated"
    claimant: str | None = None
    rival: bool = False
    """Cited as somebody's own figure, set against what the text itself tells."""
    cumulative: bool = False
    window: Window | None = None
    bygone: bool = False
    """An event long past did it, since which the news is dated: its days do not run to today."""
    undated: bool = False
    """A total since a beginning that the text does not date."""
    place: str | None = None
    cause: str | None = None
    perpetrator: str | None = None
    rest: bool = False
    drop: str | None = None
    """Why it is no claim after all."""

    @property
    def whole(self) -> Draft | None:
        """The count that this one is part of; a count is never, by any steps, part of itself."""
        return self.above

    @whole.setter
    def whole(self, whole: Draft | None) -> None:
        at = whole
        while at is not None:
            if at is self:
                return
            at = at.above
        self.above = whole


# asked for a thousand times a bulletin: answered without a call of Python's
Draft.whole = Draft.whole.getter(attrgetter("above"))  # type: ignore[method-assign, attr-defined]


def parts_of(drafts: Iterable[Draft]) -> dict[Draft, list[Draft]]:
    """Return the parts of each whole, in the order of `drafts`."""
    out: dict[Draft, list[Draft]] = {}
    for draft in drafts:
        if draft.whole is not None:
            out.setdefault(draft.whole, []).append(draft)
    return out


# keys to sort and to seek by: answered without a call of Python's, too
core_of: Callable[[Draft], int] = attrgetter("core")
"""The first token of the number: drafts are kept in this order."""
first_of: Callable[[Any], int] = attrgetter("first")
last_of: Callable[[Any], int] = attrgetter("last")
"""Where a phrase, a word of harm, a time or an actor begins and ends."""


def exceeds(part: Draft, whole: Draft) -> bool:
    """Tell whether a count is larger than another, so that it is no part of it."""
    return whole.value is not None and whole.kind != "vague" and (part.value or 0) > (whole.value_max or whole.value)
