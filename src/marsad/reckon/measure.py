"""Where claims stand in letters: marks, tatweel and invisible controls are no distance between two counts.

The same words with and without them give the same tolls, for everything that reckons with a distance or a length
measures it so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from marsad.model import Claim
from marsad.text.fold import UNREAD, plain


def unread(text: str) -> tuple[int, ...]:
    """Return where characters stand that are no letters of their own, in order."""
    return () if text.isascii() else tuple(found.start() for found in UNREAD.finditer(text))


def measured(claims: Iterable[Claim], at: Sequence[int]) -> list[Claim]:
    """Return the claims as they stand in the plain text; `at` is what `unread` gives of the whole one."""
    if not at:
        return list(claims)
    return [_measured(claim, bisect_left(at, claim.span[0]), bisect_left(at, claim.span[1])) for claim in claims]


def _measured(claim: Claim, before: int, upto: int) -> Claim:
    if before < upto:
        return moved(claim, before)
    return replace(claim, span=(claim.span[0] - before, claim.span[1] - before)) if before else claim


def moved(claim: Claim, before: int) -> Claim:
    """Return a claim in its plain words, with `before` characters that are no letters in front of it."""
    words, start = plain(claim.text) or claim.text, claim.span[0] - before
    if start == claim.span[0] and words == claim.text:
        return claim
    return replace(claim, span=(start, start + len(words)), text=words)
