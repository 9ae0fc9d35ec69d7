"""Everyday sentences are read as they are; what stands beside them counts nobody (a sample of bench/everyday.py)."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from everyday import counts, sentences, wrong  # type: ignore[import-not-found]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_sentence_gives_its_counts_and_no_other(lang: str) -> None:
    read, bad = wrong(lang, rounds=1, seed=1)
    assert read.total() > 100
    assert bad == {}


def test_a_count_too_few_is_seen() -> None:
    one = next(sentences("en", 1, random.Random(1)))
    assert counts(one.text, "en") == one.gives
    assert counts("Nobody was hurt.", "en") != one.gives
