"""The policy `named-only`: how many persons are documented by name, each counted once however many lists name them.

The union of lists is |A| + |B| less those on both: with only the certain links there are the most persons, with the
possible links too the fewest.  It is a figure of its own kind, never added to a toll of unnamed counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.model import Statement
from marsad.model.time import UNDATED
from marsad.reckon.ask import Question
from marsad.reckon.gather import facets, side_of
from marsad.reckon.parties import Umbrella


@dataclass(frozen=True, slots=True)
class Named:
    """The least and the most persons, and the statements that name them (one for each person of the least)."""

    lo: int
    hi: int
    every: tuple[Statement, ...]
    distinct: tuple[Statement, ...]


def named(statements: Iterable[Statement], question: Question, umbrella: Umbrella) -> Named | None:
    """Return who is named in the scope of a question, None for nobody.

    `Statement.person` is one id for all statements that certainly name one person, `perhaps` one for all that possibly
    do (by default the same).
    """
    found = sorted((s for s in statements if is_named(s) and _is_asked(s, question, umbrella)), key=lambda s: s.key)
    if not found:
        return None
    certain = {statement.person for statement in found}
    possible: dict[str, Statement] = {}
    for statement in found:
        possible.setdefault(statement.perhaps or statement.person or "", statement)
    return Named(len(possible), len(certain), tuple(found), tuple(possible.values()))


def is_named(statement: Statement) -> bool:
    """Tell whether a statement counts a person whom it names."""
    claim = statement.claim
    return statement.person is not None and claim.status == "stated" and not claim.background


def named_only(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that name a person."""
    return [statement for statement in statements if is_named(statement)]


def _is_asked(statement: Statement, question: Question, umbrella: Umbrella) -> bool:
    claim, side = statement.claim, side_of(statement.claim) or "unknown"
    sides = {question.side, *umbrella.get(question.side or "", ())}
    period = question.window
    return (
        claim.harm == question.harm
        and (question.side is None or side in sides)
        and question.facets <= facets(claim)
        and (period == UNDATED or (claim.window != UNDATED and claim.window.inside(period)))
        and (question.incident is None or statement.incident == question.incident)
    )
