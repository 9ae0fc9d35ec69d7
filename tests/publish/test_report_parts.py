"""The parts of a report: evidence in its sentence, marks in a text, bounds as a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.publish import passage
from marsad.publish.chart import Reckoned, chart
from marsad.publish.highlight import Mark, pieces

TEXT = "Seven of 3.5 percent fled. At least 30 soldiers died in the town.. 5 of them officers. More follows."


def test_evidence_stands_in_its_sentence() -> None:
    start = TEXT.index("30")
    found = passage(TEXT, (start, start + 2))
    assert found == ("At least ", "30", " soldiers died in the town.. 5 of them officers.")


def test_long_sentences_are_cut_at_words_with_an_ellipsis() -> None:
    text = "word " * 60 + "30 dead" + " word" * 60
    start = text.index("30")
    before, quote, after = passage(text, (start, start + 7), limit=20)
    assert quote == "30 dead"
    assert before == "… word word word word "[: len(before)]
    assert after.endswith(" …")
    assert len(before) <= 23
    assert len(after) <= 23


spans = st.tuples(st.integers(0, 29), st.integers(1, 30)).filter(lambda span: span[0] < span[1])


@given(st.lists(spans, max_size=8))
def test_pieces_joined_are_the_text_and_every_mark_begins_once(found: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123"
    marks = [Mark(f"m{n}", span, "claim") for n, span in enumerate(found)]
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    assert sorted(name for piece in cut for name in piece.names) == sorted(mark.name for mark in marks)


def test_where_marks_overlap_the_shortest_shows() -> None:
    cut = pieces("abcdef", [Mark("outer", (0, 6), "claim"), Mark("inner", (2, 4), "claim")])
    assert [(piece.text, piece.mark.name) for piece in cut if piece.mark] == [
        ("ab", "outer"),
        ("cd", "inner"),
        ("ef", "outer"),
    ]


def test_a_mark_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="mark m: span \\(2, 9\\) lies outside"):
        pieces("abc", [Mark("m", (2, 9), "claim")])


def test_an_open_bound_points_upwards_and_a_closed_one_ends() -> None:
    drawn = chart([Reckoned("2021-03-11", 9, None), Reckoned("2021-03-12", 17, 20)])
    first, last = drawn.dots
    assert first.open
    assert not last.open
    assert first.y_lo > last.y_lo > last.y_hi
    assert first.y_hi < first.y_lo


@given(st.integers(0, 100_000))
def test_the_scale_has_at_most_six_lines_and_holds_the_greatest(greatest: int) -> None:
    ticks = chart([Reckoned("2021-03-11", greatest, greatest)]).ticks
    assert len(ticks) <= 6
    assert ticks[-1].value >= greatest
