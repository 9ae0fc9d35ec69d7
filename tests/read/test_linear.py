"""Reading takes time in proportion to the text, whatever it repeats: work is counted, not timed."""

from __future__ import annotations

import sys
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
    "( 5 killed ",
    "10 killed among them ",
    "the toll rose to 12 from 10 ",
    "http://a.b/c ",
    "قتل 5 مدنيين في حلب، ",
    "12 civilians were killed by the army in Aleppo. ",
    "قتل 12 مدنيا على يد قوات النظام في حلب. ",
    "A fifth victim died in Aleppo on Monday. ",
    "Two more civilians died, and another soldier. ",
)


ONE_CHARACTER = ("\u0627", "1", "(", "\u200f", "\u0640", "\n", "'")


def document(text: str) -> Document:
    return Document(id="long", text=text, sha256=sha256(text.encode()), published="2018-06-09")


def lines_run(text: str) -> int:
    """Count the lines of code that run while the text is read and its tolls are reckoned."""
    count = 0

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return follow

    read_document(document("warmed up: " + text[:100]))
    before = sys.gettrace()
    sys.settrace(follow)
    try:
        read_document(document(text))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", REPEATED)
def test_four_times_the_text_is_at_most_five_times_the_work(piece: str) -> None:
    """Beyond the longest sentence that is read as one, work grows with the length alone."""
    load_lore()
    size = 12_000
    short, long = (lines_run((piece * (n // len(piece) + 1))[:n]) for n in (size, 4 * size))
    assert long <= 5 * short


@pytest.mark.parametrize("piece", ONE_CHARACTER)
def test_one_character_again_and_again_is_read_in_proportion(piece: str) -> None:
    """A text without a space, of digits, of one bracket, of marks of direction."""
    load_lore()
    short, long = (lines_run(piece * n) for n in (1_000, 4_000))
    assert long <= 4.5 * short + 500
