"""What lists named and nobody asked yet: further lists come first, so that it is known how much there is to do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.collect.material import Link
from marsad.gathering.steps import Step
from marsad.gathering.taking import DEEPEST, TOO_DEEP

MOST_PAGES = 10_000
"""Pages of one archive that are followed: some, as calendars, have no end."""
TOO_LONG = "the archive has more pages than are followed"


class Next(NamedTuple):
    """A list to ask for, how deep in lists it lies, and whether the list before it named what was not known."""

    link: Link
    depth: int
    is_new: bool


@dataclass
class Ahead:
    """Addresses in the order in which lists named them."""

    _lists: deque[Next] = field(default_factory=deque)
    _pages: list[tuple[Link, int]] = field(default_factory=list)
    _followed: int = 1

    def __bool__(self) -> bool:
        return bool(self._lists or self._pages)

    def lead(self, links: list[Link], depth: int, *, is_new: bool) -> Iterator[Step]:
        """Take in what a list at `depth` names; yield what is not followed, and why."""
        for link in links:
            if depth >= DEEPEST:
                yield Step(link.url, "skipped", why=TOO_DEEP)
            elif link.more and self._followed >= MOST_PAGES:
                yield Step(link.url, "skipped", why=TOO_LONG)
            elif link.leads_on:
                self._followed += link.more
                self._lists.append(Next(link, depth if link.more else depth + 1, is_new))
            else:
                self._pages.append((link, depth + 1))

    def again(self, addresses: list[str]) -> None:
        """Take in pages that lists named earlier."""
        self._pages += [(Link(address), DEEPEST) for address in addresses]

    def lists(self) -> Iterator[Next]:
        """Yield each list, those that come in meanwhile too."""
        while self._lists:
            yield self._lists.popleft()

    def pages(self) -> dict[str, tuple[Link, int]]:
        """Return the pages by address, as they were named first, and forget them."""
        piled, self._pages = self._pages, []
        wanted = {link.url: (link, depth) for link, depth in reversed(piled)}
        return dict(reversed(wanted.items()))
