"""What was found for a word is remembered: bulletins use the same words again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

T = TypeVar("T")


class Memo(dict[str, T]):
    """What a function makes of words, made once: `memo[word]`.

    Bounded, so that hostile text can't fill the memory: when `limit` words are known, all are forgotten; what is longer
    than any word (`LONGEST` characters) is made anew each time.
    """

    LONGEST: ClassVar[int] = 64

    def __init__(self, make: Callable[[str], T], limit: int) -> None:
        self._make = make
        self._limit = limit

    def __missing__(self, word: str) -> T:
        made = self._make(word)
        if len(word) <= self.LONGEST:
            if len(self) >= self._limit:
                self.clear()
            self[word] = made
        return made
