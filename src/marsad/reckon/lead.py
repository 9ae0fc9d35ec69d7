"""Where a text's title ends, and where its leading sentence does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from marsad.model import Claim
from marsad.reckon.measure import measured, unread
from marsad.text.fold import plain

TITLE_LENGTH = 220
"""A first line longer than this is a paragraph, not a title."""

_STOPS = (". ", "\u06d4 ", "! ", "? ", "\u061f ")

_FULL = (".", "\u06d4")


@dataclass(frozen=True, slots=True)
class Lead:
    """Places in the plain text (see `measure`): the title is text[:title], what leads is text[:leading]."""

    title: int = 0
    leading: int = 0
    lines: tuple[int, ...] = ()
    """Where each line ends."""
    sentence: bool = False
    """The title is a sentence with its full stop: the text's own opening, in a line of its own."""
    unread: tuple[int, ...] = ()
    """What the plain text leaves out, by places in the whole one."""
    text: str = ""
    """The plain text, of a text without a title."""

    def measured(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return the text's claims as they stand in the plain text."""
        return measured(claims, self.unread)

    def reaching(self, starts: Iterable[int]) -> Lead:
        """Return the lead for counts that begin at `starts`: under a title without any, their first line leads.

        Without a title it is their first sentence ('Flash update No. 2. Since 10 May 48 people were killed; ...').
        """
        first = min(starts, default=0)
        if first < self.leading:
            return self
        end = next((end for end in self.lines if end > first), self.leading)
        return replace(self, leading=end if self.title else _stop(self.text, first, end))


def lead(text: str) -> Lead:
    """Return the ends of the title (0 where there is none) and of the title or else the first sentence."""
    left_out = unread(text)
    text = plain(text) if left_out else text
    start, first = _first_line(text)
    if text[first:].strip() and first - start <= TITLE_LENGTH:
        return Lead(first, first, _line_ends(text), text[start:first].rstrip()[-1:] in _FULL, left_out)
    return Lead(0, _stop(text, start + 40, first), _line_ends(text), unread=left_out, text=text)


def _stop(text: str, first: int, last: int) -> int:
    """Return where the sentence ends that goes on at `first`, at most `last`."""
    return min((at for at in (text.find(stop, first, last) for stop in _STOPS) if at >= 0), default=last)


def _line_ends(text: str) -> tuple[int, ...]:
    ends, end = [], 0
    for line in text.splitlines(keepends=True):
        end += len(line)
        ends.append(end)
    return tuple(ends)


def _first_line(text: str) -> tuple[int, int]:
    """Return where the first line that is more than hash tags begins and ends."""
    start = 0
    for line in text.splitlines(keepends=True):
        if any(word[0] != "#" and word != "|" for word in line.split()):
            return start, start + len(line.rstrip("\r\n"))
        start += len(line)
    return 0, len(text)
