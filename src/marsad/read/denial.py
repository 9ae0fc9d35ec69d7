"""A denial: the words over which a number is no (fresh) claim; and where the numbers stand that it may touch."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, number_value

DenialKind = Literal["negated", "denied", "refuted", "withdrawn", "superseded", "earlier", "plan", "unverified"]


class Denial(NamedTuple):
    """The tokens [first, last) that a denying cue covers, itself among them."""

    first: int
    last: int
    kind: DenialKind


def is_number(scan: Scan, i: int) -> bool:
    """Tell whether a number stands at token `i`."""
    return i < len(scan) and (scan.tokens.kinds[i] == NUMBER or scan.at(i, "number") is not None)


def figure_at(scan: Scan, i: int) -> int | None:
    """Return the value of the single number word or figure at token `i`, or None."""
    if scan.tokens.kinds[i] == NUMBER:
        return number_value(scan.tokens.folds[i])
    hit = scan.at(i, "number")
    value = hit.entry.features.get("value") if hit is not None else None
    return int(value) if value is not None else None


def first_number(scan: Scan, first: int, last: int) -> int | None:
    """Return the first token of [first, last) at which a number stands, or None."""
    numbers = scan.numbers
    at = bisect_left(numbers, first)
    return numbers[at] if at < len(numbers) and numbers[at] < last else None
