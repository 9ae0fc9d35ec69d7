"""Reading takes time in proportion to the text, whatever it repeats: work is counted, not timed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from marsad.ids import sha256
from marsad.knowledge import load_lore
from marsad.model import Document
from marsad.pipeline import read_document

REPEATED = (
    "12 killed, 5 of them children. ",
    "12 soldiers were killed and ",
    "killed 5\n",
    "the army seized the city of Aleppo from rebels, ",
    "on 8 June 2018 ",
    "the Observatory said ",
    pytest.param("( 5 killed ", marks=pytest.mark.slow),
    "10 killed among them ",
    pytest.param("the toll rose to 12 from 10 ", marks=pytest.mark.slow),
    "http://a.b/c ",
    "قتل 5 مدنيين في حلب، ",
    "12 civilians were killed by the army in Aleppo. ",
    "قتل 12 مدنيا على يد قوات النظام في حلب. ",
    "A fifth victim died in Aleppo on Monday. ",
    "Two more civilians died, and another soldier. ",
)


COUNTED = (
    "قتل5مدنيين،",
    "five killed, six wounded,",
    "بينهم 3 أطفال،",
    "5 قتلى جميعهم مدنيون، ",
    "قال المرصد إن 5 قتلوا، وأضاف مصدر أن 3 جرحوا، ",
    "the Observatory said 5 were killed, a source added that 3 died, ",
    "compared with 5 killed in March, ",
    "Killed\t12\nWounded\t5\nAleppo\t3\n",
)
"""Counts and sayings without a full stop, a table: what stands before may be looked at again for every one of them."""

GOLD = Path(__file__).parents[1] / "gold" / "open"
ONE_CHARACTER = ("\u0627", "1", "(", "\u200f", "\u0640", "\n", "'")


def document(text: str) -> Document:
    return Document(id="long", text=text, sha256=sha256(text.encode()), published="2018-06-09")


def followed(text: str, line_run: Callable[[FrameType], None]) -> None:
    """Read the text and reckon its tolls; tell of each line of code as it runs."""

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            line_run(frame)
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        read_document(document(text))
    finally:
        sys.settrace(before)


def lines_run_by_place(text: str) -> Counter[tuple[str, int]]:
    """Count how often each line of code runs."""
    count: Counter[tuple[str, int]] = Counter()

    def add(frame: FrameType) -> None:
        count[frame.f_code.co_filename, frame.f_lineno] += 1

    followed(text, add)
    return count


def lines_run(text: str) -> int:
    """Count the lines of code that run."""
    count = 0

    def add(_: FrameType) -> None:
        nonlocal count
        count += 1

    read_document(document("warmed up: " + text[:100]))
    followed(text, add)
    return count


@pytest.mark.parametrize("piece", REPEATED)
def test_four_times_the_text_is_at_most_five_times_the_work(piece: str) -> None:
    """Beyond the longest sentence that is read as one, work grows with the length alone."""
    load_lore()
    size = 12_000
    short, long = (lines_run((piece * (n // len(piece) + 1))[:n]) for n in (size, 4 * size))
    assert long <= 5 * short


@pytest.mark.parametrize("piece", COUNTED)
def test_no_line_of_code_looks_at_all_that_came_before(piece: str) -> None:
    """In three times the text no line that runs once a character and more runs over seven times as often."""
    read_document(document("warmed up: " + piece))
    size = 4_000
    short, long = (lines_run_by_place((piece * (n // len(piece) + 1))[:n]) for n in (size, 3 * size))
    grown = [
        f"{where}: {short[where]}, {times}" for where, times in long.items() if times > 7 * max(short[where], size)
    ]
    assert grown == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_line_of_code_looks_at_all_of_a_long_report(lang: str) -> None:
    """Bulletins behind one another, as in a report of a year, hold what no repeated sentence does."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    text = "\n".join(one["text"] for one in found if one["lang"] == lang)
    size = 3 * len(text)
    read_document(document(text[:1000]))
    short, long = (lines_run_by_place(text * times) for times in (3, 12))
    grown = [
        f"{where}: {short[where]}, {times}" for where, times in long.items() if times > 10 * max(short[where], size)
    ]
    assert grown == []


@pytest.mark.parametrize("piece", ONE_CHARACTER)
def test_one_character_again_and_again_is_read_in_proportion(piece: str) -> None:
    """A text without a space, of digits, of one bracket, of marks of direction."""
    load_lore()
    short, long = (lines_run(piece * n) for n in (1_000, 4_000))
    assert long <= 4.5 * short + 500
