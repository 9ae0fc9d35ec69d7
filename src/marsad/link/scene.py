"""Scenes: what one document says of one happening, before it is compared with other documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.model import Statement
from marsad.model.nearness import apart, distinct

REPLACED = ("superseded", "withdrawn")
"""What a claim is where its own document says that its figure no longer stands."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The statements of one document about one happening, in the order of their keys."""

    key: str
    """The smallest statement key in it."""
    statements: tuple[Statement, ...]

    @property
    def day(self) -> str:
        """The day of its first publication, for ordering; '' where unknown."""
        return min((s.published.isoformat() for s in self.statements if s.published), default="")


def scenes(statements: Iterable[Statement]) -> tuple[Scene, ...]:
    """Return the scenes of all documents, in order of their keys.

    Statements of one document stay together unless they are set on surely different places or days; the parts of
    a total stay with it, and a figure that the document itself replaces ('up from 174') with what replaces it.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_document[statement.document].append(statement)
    found = [scene for _, told in sorted(by_document.items()) for scene in _of_document(told)]
    return tuple(sorted(found, key=lambda scene: scene.key))


def _of_document(told: Sequence[Statement]) -> list[Scene]:
    ordered = sorted(told, key=lambda s: (s.claim.background, s.claim.part_of is not None, s.claim.span, s.key))
    groups: list[list[Statement]] = []
    home: dict[str, list[Statement]] = {}
    for statement in ordered:
        whole = home.get(f"{statement.document}#{statement.claim.part_of}")
        group = whole if whole is not None else next((g for g in groups if _fits(statement, g)), None)
        if group is None or statement.claim.status in REPLACED:
            group = next((g for g in groups if _replaces(g, statement)), group)
        if group is None:
            group = []
            groups.append(group)
        group.append(statement)
        home[statement.key] = group
    return [Scene(min(s.key for s in group), tuple(sorted(group, key=lambda s: s.key))) for group in groups]


def _fits(statement: Statement, group: Sequence[Statement]) -> bool:
    return statement.claim.background == group[0].claim.background and all(
        not _elsewhere(statement, other) and not _another_time(statement, other) for other in group
    )


def _replaces(group: Sequence[Statement], statement: Statement) -> bool:
    """Tell whether a figure that no longer stands is an earlier one of what a group counts."""
    return statement.claim.status in REPLACED and any(
        not other.claim.background
        and other.claim.status == "stated"
        and other.claim.harm == statement.claim.harm
        and (other.claim.group.side == statement.claim.group.side or not statement.claim.group.side)
        and not _elsewhere(statement, other)
        for other in group
    )


def _elsewhere(a: Statement, b: Statement) -> bool:
    if a.headline or b.headline or a.place is None or b.place is None:
        return False
    return apart(a.place, b.place) or distinct(a.place, b.place)


def _another_time(a: Statement, b: Statement) -> bool:
    one, other = a.claim.window, b.claim.window
    if one.start is None or other.start is None:
        return False
    return (one.end or one.start) < other.start or (other.end or other.start) < one.start
