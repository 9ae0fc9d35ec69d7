"""How alike two parts of names are: the same, near, far (perhaps a slip of the pen), or different."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from marsad.link.people.name import Word

Level = Literal["same", "near", "far", "different"]
RANK: dict[Level, int] = {"same": 0, "near": 1, "far": 2, "different": 3}
_SHORTEST = 3
"""Sounds that a skeleton must have for one of them to be a slip."""
_LONG_U = frozenset({"ou", "oo", "uu", "au", "aw", "ow"})
_LONG_I = frozenset({"ee", "ii", "ie", "ei", "ai", "ey", "ay", "iy"})
_CLASSES = {"a": "a", "e": "ai", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}


@lru_cache(maxsize=200_000)
def compare(a: Word, b: Word) -> Level:
    """Return how alike two words are.

    Words that the list of equal names knows are the same exactly if it says so.  Else words of Arabic script are held
    letter by letter, others by their sounds, and then by what is written of their vowels.
    """
    if a.spelling == b.spelling:
        return "same"
    if a.ids and b.ids:
        if a.ids & b.ids:
            return "same"
        return "far" if _sound_alike(a, b) else "different"
    if a.arabic and b.arabic:
        if a.letters != b.letters:
            return "far" if _one_apart(a.letters, b.letters) else "different"
        return _by_vowels(a, b)
    if _sound_alike(a, b):
        return _by_vowels(a, b)
    slip = any(_one_apart(one, other) for one in a.skeletons for other in b.skeletons)
    return "far" if slip else "different"


def best(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> Level | None:
    """Return how alike two persons' spellings of one part are, None where one has none.

    Two spellings in one script say more than two in different scripts.
    """
    if not ours or not theirs:
        return None
    pairs = [(a, b) for a in ours for b in theirs]
    alike = [(a, b) for a, b in pairs if a.arabic and b.arabic] or [(a, b) for a, b in pairs if a.arabic == b.arabic]
    return min((compare(a, b) for a, b in (alike or pairs)), key=RANK.__getitem__)


def _sound_alike(a: Word, b: Word) -> bool:
    return not a.skeletons.isdisjoint(b.skeletons)


def _one_apart(a: str, b: str) -> bool:
    """Tell whether one sound put in, left out, changed or swapped makes one skeleton of the other."""
    if min(len(a), len(b)) < _SHORTEST or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    one, other = a[start:], b[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[1::-1] == other[:2] and one[2:] == other[2:])
    return one[1:] == other or one == other[1:]


def _by_vowels(a: Word, b: Word) -> Level:
    if len(a.vowels) != len(b.vowels):
        return "near"
    cost = sum(_cost(x, y, a.arabic, b.arabic) for x, y in zip(a.vowels[:-1], b.vowels[:-1], strict=True))
    return "same" if cost == 0 else "near" if cost == 1 else "far"


def _cost(x: str, y: str, arabic_x: bool, arabic_y: bool) -> int:
    """Return how far apart two vowels are: 0 may be one, 1 perhaps, 2 surely not."""
    if arabic_x and arabic_y:
        return 0 if x == y else 1 if {x, y} == {"a", ""} else 2
    if arabic_x or arabic_y:
        return _across(x, y) if arabic_x else _across(y, x)
    one, other = _classes(x), _classes(y)
    if not one or not other:
        return int(bool(one) != bool(other))
    return 0 if set(one) & set(other) else 2


def _across(arabic: str, latin: str) -> int:
    """Return how far a vowel as Arabic writes it (only long ones) is from one in Latin."""
    if not arabic:
        return 2 if latin in _LONG_I else 1 if latin in _LONG_U or len(latin) > 1 else 0
    if not latin:
        return 1
    return 0 if arabic in _classes(latin) else 2


def _classes(latin: str) -> str:
    if latin in _LONG_U:
        return "u"
    if latin in _LONG_I:
        return "i"
    return "".join(_CLASSES.get(char, "") for char in latin)
