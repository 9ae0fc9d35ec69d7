"""Links of what a title says, for the body's saying of the same number."""

from __future__ import annotations

from collections.abc import Callable

from marsad.read.claims.draft import Draft


def link_retold(drafts: list[Draft], title: int, seeks: Callable[[Draft], bool]) -> None:
    """Link the body's saying of a title's number as the title's is linked: both are of one running total.

    `title` is the token where the title ends; `seeks` tells whether a count has no whole yet.
    """
    for first in drafts:
        if first.core >= title:
            return
        whole = first.whole
        if whole is None or "part.running" not in first.rules or whole.core < title:
            continue
        for again in drafts:
            alike = again.harm == first.harm and again.value == first.value and again.window == first.window
            if again.core >= title and alike and seeks(again) and again is not whole and whole.whole is not again:
                again.whole = whole
                again.rules.append("part.running")
