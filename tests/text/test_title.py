"""A text is called by its first line, and no title fills a page."""

from __future__ import annotations

from marsad.text.title import LONGEST, title_of


def test_a_text_is_called_by_its_first_line_that_says_something() -> None:
    assert title_of("\n\n  Six dead in Marquna \nMore below") == "Six dead in Marquna"
    assert title_of("") == ""


def test_a_paragraph_without_a_headline_is_cut_after_a_word() -> None:
    title = title_of("word " * 100)
    assert title.endswith("word\u2026")
    assert len(title) <= LONGEST


def test_one_endless_word_is_cut_where_it_must_be() -> None:
    assert title_of("x" * 1_000_000) == "x" * (LONGEST - 1) + "\u2026"
