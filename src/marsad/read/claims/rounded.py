"""Rounded totals: 'the toll passed fifty thousand: 50,021 dead' says one number twice, first as a round one."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_BESIDE = 5
"""Tokens between a round total and the number that says it exactly at most."""
_OVER = 1.1
"""How many times the round number the exact one is at most."""
_ROUND = 100
"""What a round number is a multiple of."""


def link_rounded(scan: Scan, drafts: list[Draft]) -> None:
    """Make a round total a part of the exact number right behind it, in its sentence, that says it again."""
    for rough, exact in pairwise(drafts):
        if rough.whole is not None or exact.whole is not None or rough.harm != exact.harm or not rough.toll:
            continue
        beside = exact.first - rough.last <= _BESIDE and scan.sentence_of(rough.core) == scan.sentence_of(exact.core)
        if beside and _rounds(rough, exact):
            rough.whole = exact
            rough.rules.append("part.running")


def _rounds(rough: Draft, exact: Draft) -> bool:
    if not rough.value or exact.value is None or rough.head.civilian is not exact.head.civilian:
        return False
    return rough.value % _ROUND == 0 and exact.value % _ROUND != 0 and rough.value < exact.value <= rough.value * _OVER
