"""A short seeded sample of the fuzzing of reading: places and quotes exact, nothing raised, marks change nothing."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from marsad.pipeline import read_text

BENCH = str(Path(__file__).parents[2] / "bench")
SAMPLE = range(7_000, 7_080)


@pytest.mark.parametrize("first", SAMPLE[::20])
def test_nothing_is_wrong_with_the_reading_of_made_up_texts(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is no part of it: a loaded machine fails no test."""
    monkeypatch.syspath_prepend(BENCH)
    fuzz_reading = importlib.import_module("fuzz_reading")
    monkeypatch.setattr(fuzz_reading, "SECONDS", float("inf"))
    problems = [f"seed {seed}: {found}" for seed in range(first, first + 20) if (found := fuzz_reading.check(seed))]
    assert problems == []


@pytest.mark.parametrize("published", ("0001-01-01", "9999-12-31"))
def test_the_ends_of_the_calendar_are_days_as_others(published: str) -> None:
    text = "The two-day battle killed 12 soldiers. 30 people were killed since 31 December 9999 and 1 January 0001."
    assert read_text(text, published=published).claims
