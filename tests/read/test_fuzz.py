"""A short seeded sample of the fuzzing of reading: places and quotes exact, nothing raised, marks change nothing."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from marsad.knowledge.bulletins import shipped_bulletins
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


@pytest.mark.parametrize("text", ("A 17-year-old", "Nine of the deceased"))
def test_a_text_may_end_with_who_is_counted(text: str) -> None:
    """Without a full stop: what a rule asks of the next word there is none to ask of."""
    assert read_text(text).lang == "en"


def test_a_text_may_end_behind_any_word() -> None:
    sentences = sorted({line for found in shipped_bulletins() for line in found.text.split("\n")})
    for sentence in sentences[::3]:
        for space in re.finditer(r"\s", sentence):
            cut = sentence[: space.start()]
            assert all(cut[slice(*claim.span)] == claim.text for claim in read_text(cut).claims)
