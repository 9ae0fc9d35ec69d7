"""Who did it and to whom is never read as another than the text tells (a sample of bench/deeds.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from deeds import is_lost, otherwise  # type: ignore[import-not-found]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_side_and_no_doer_is_another_than_is_told_and_few_are_lost(lang: str) -> None:
    count, bad = otherwise(lang, rounds=1, seed=1)
    found = [pair for pairs in bad.values() for pair in pairs]
    assert [pair for pair in found if not is_lost(pair[0].tells, pair[1])] == []
    assert len(found) <= count.total() // 25


def test_what_is_false_is_told_from_what_is_lost() -> None:
    assert is_lost((3, "rsf", "sudan_army"), [(3, "rsf", None)])
    assert not is_lost((3, "rsf", "sudan_army"), [(3, "sudan_army", "rsf")])
