"""Counts in the making."""

from __future__ import annotations

from marsad.read.claims.draft import Draft, Head


def count(at: int) -> Draft:
    return Draft(at, at + 1, at, at + 1, 5, None, "exact", Head(at, at + 1), "number")


def test_a_count_is_never_part_of_itself() -> None:
    one, two, three = count(0), count(1), count(2)
    one.whole, two.whole = two, three
    three.whole = one
    chain: list[Draft | None] = [one.whole, two.whole, three.whole]
    assert chain == [two, three, None]
    one.whole = one
    assert one.whole is two
