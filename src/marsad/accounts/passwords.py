"""Passwords: kept as argon2id, refused where they are short or commonplace, checked in the same time for everybody."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marsad.errors import UsageError

SHORTEST = 12
LONGEST = 256
FEWEST = 5
"""Different signs in a password at least."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's second choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes."""

_COMMON = (
    *("password", "passwort", "letmein", "welcome", "iloveyou", "administrator", "admin", "changeme", "secret"),
    *("dragon", "monkey", "football", "baseball", "sunshine", "princess", "superman", "whatever", "trustno", "marsad"),
    *("master", "login", "default", "guest", "summer", "winter", "freedom", "syria", "damascus", "observatory"),
)
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890", "azertyuiop", "qwertz")
_LEET = str.maketrans("013457@$!", "oieastasi")


def make_hash(password: str) -> str:
    """Return what is kept of a password."""
    return _HASHER.hash(_plain(password))


def is_password(kept: str | None, password: str) -> bool:
    """Tell whether a password is the kept one; where there is none, in the same time, no."""
    try:
        right = _HASHER.verify(kept or _nobodys(), _plain(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether a password was kept by weaker parameters than today's."""
    return bool(_HASHER.check_needs_rehash(kept))


def check_password(password: str, name: str) -> None:
    """Refuse a password that is easily guessed.  Raises `UsageError` that says what is wrong with it."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise UsageError.of("the password is too short; take at least {count} signs", count=SHORTEST)
    if len(plain) > LONGEST:
        raise UsageError.of("the password is too long; take at most {count} signs", count=LONGEST)
    bare = plain.casefold()
    if len(set(bare)) < FEWEST or len(_rest(bare, name)) < SHORTEST // 2:
        raise UsageError.of(
            "the password is among those that are guessed first; take several words that have nothing to do "
            "with one another"
        )


def _rest(bare: str, name: str) -> str:
    """Return what is left of a password without commonplace words, the account's name, and runs of the keyboard."""
    left = bare.translate(_LEET) if bare.translate(_LEET) != bare else bare
    for word in (*_COMMON, name.casefold()):
        left = left.replace(word, "")
        bare = bare.replace(word, "")
    return min(_unrun(left), _unrun(bare), key=len)


def _unrun(text: str) -> str:
    """Return a text without the signs that follow the one before as on a keyboard, in the alphabet, or repeat it."""
    pairs = {row[at : at + 2] for row in _ROWS for at in range(len(row) - 1)}
    pairs |= {pair[::-1] for pair in pairs}
    kept = text[:1]
    for before, sign in pairwise(text):
        if before != sign and before + sign not in pairs:
            kept += sign
    return kept


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
