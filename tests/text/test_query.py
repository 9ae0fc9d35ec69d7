"""What a query asks for, and where it stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.clitics import glued
from marsad.text.fold import FoldMemo, fold
from marsad.text.query import LONGEST_WORD, Query, forms, parse
from marsad.text.snippet import CHUNK, WIDTH, locate, passage

MEMO = FoldMemo()


def rows(text: str) -> list[tuple[str, ...]]:
    return [term.words for term in parse(text, MEMO).terms]


def marked(text: str, query: str, *, literal: bool = False) -> list[str]:
    return [text[a:b] for a, b in (hit.span for hit in locate(text, parse(query, MEMO, literal=literal), MEMO))]


@pytest.mark.parametrize(
    ("spelling", "query"),
    [
        ("المدنيين", "مدنيين"),
        ("وللمدنيين", "مدنيين"),
        ("بالمدنيين", "مدنيين"),
        ("ومدنيين", "مدنيين"),
        ("لمدنيين", "مدنيين"),
        ("مدنيين", "المدنيين"),
        ("والمدنيين", "وللمدنيين"),
        ("وقُتِل", "قتل"),
        ("وبحلب", "حلب"),
        ("للجنة", "لجنة"),
        ("لجنة", "للجنة"),
        ("الحيّ", "حي"),
    ],
)
def test_a_word_is_found_with_what_is_glued_before_it(spelling: str, query: str) -> None:
    assert marked(f"في {spelling} هنا", query) == [spelling]


@pytest.mark.parametrize(
    ("other", "query"),
    [
        ("زير", "وزير"),
        ("كامل", "أمل"),
        ("كبير", "بئر"),
        ("ورد", "رد"),
        ("الله", "له"),
        ("كتب", "تب"),
        ("قتلى", "قتل"),
    ],
)
def test_a_letter_of_the_word_itself_is_no_clitic(other: str, query: str) -> None:
    assert locate(other, parse(query, MEMO), MEMO) == []


def test_a_minister_is_looked_for_as_a_minister() -> None:
    """Nothing is cut off the word that is asked for but the article and what stands before it."""
    assert "زير" not in glued(fold("وزير"))


def test_words_phrases_and_beginnings() -> None:
    assert rows('قُتل "٣ مدنيين" غار*') == [("قتل",), ("3", "مدنيين"), ("غار",)]
    word, phrase, start = parse('قتل "3 مدنيين" غار*', MEMO).terms
    assert (word.loose, phrase.loose, start.prefix) == (True, False, True)
    assert rows("«في إدلب» “a b”*") == [("في", "ادلب"), ("a", "b")]
    assert rows("al-Bab") == [("al", "bab")]


@pytest.mark.parametrize("text", ["", '"', '""', "***", "! ? ( ) : - ^ { }", "\u202e\u200f", "\x00", '"""""'])
def test_a_query_without_a_word_asks_for_nothing(text: str) -> None:
    assert parse(text, MEMO).terms == ()


def test_signs_of_search_engines_mean_nothing() -> None:
    assert rows("NEAR(a b) OR words:c -d ^e") == [("near", "a"), ("b",), ("or",), ("words", "c"), ("d",), ("e",)]


@pytest.mark.parametrize(
    ("text", "query"),
    [("12,500", "12500"), ("١٢٬٥٠٠", "12500"), ("2.5", "2.5"), ("٢٫٥", "2.5"), ("٣", "3"), ("12.500", "12500")],
)
def test_a_number_is_the_same_in_every_writing(text: str, query: str) -> None:
    assert forms(text, MEMO) == [query] == forms(query, MEMO)


def test_three_is_not_thirty() -> None:
    assert marked("30 شخصا و3 مدنيين", "3") == ["3"]


def test_literal_words_are_as_they_are_written_and_stand_alone() -> None:
    text = "إدلب وإدلب ادلب"
    assert marked(text, "إدلب") == ["إدلب", "وإدلب", "ادلب"]
    assert marked(text, "إدلب", literal=True) == ["إدلب"]
    assert marked("قُتِلَ", "قتل", literal=True) == []


def test_marks_are_places_of_the_original_text() -> None:
    text = "قُتِلَ ٣ مدنيين في إدلب جراء غارة"
    for query in ("قتل", "3", "ادلب", "غاره", "مدنيين", '"3 مدنيين في ادلب"'):
        (hit,) = locate(text, parse(query, MEMO), MEMO)
        assert fold(text[hit.span[0] : hit.span[1]]) == fold(query.strip('"'))


def test_the_passage_shows_the_place_where_most_terms_stand() -> None:
    text = "غارة هنا. " + "كلام لا يعني شيئا. " * 40 + "قُتل مدنيون في غارة على البلدة. " + "كلام لا يعني شيئا. " * 40
    shown = passage(text, locate(text, parse("غارة قتل مدنيون", MEMO), MEMO))
    piece = text[shown.span[0] : shown.span[1]]
    assert "قُتل مدنيون في غارة" in piece
    assert len(piece) <= WIDTH + 60
    assert {text[a:b] for a, b in shown.marks} == {"قُتل", "مدنيون", "غارة"}


def test_a_word_at_the_end_of_a_huge_text_is_found() -> None:
    text = "كلام " * (CHUNK // 2) + "غارة"
    (hit,) = locate(text, parse("غارة", MEMO), MEMO)
    assert hit.span == (len(text) - 4, len(text))


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_and_any_query_give_marks_inside_the_text(text: str, query: str) -> None:
    for literal in (False, True):
        asked = parse(query, MEMO, literal=literal)
        shown = passage(text, locate(text, asked, MEMO))
        assert 0 <= shown.span[0] <= shown.span[1] <= len(text)
        assert all(shown.span[0] <= a < b <= shown.span[1] for a, b in shown.marks)
        assert all(len(word) <= LONGEST_WORD and " " not in word for term in asked.terms for word in term.words)


@given(st.text(alphabet='قتلبإأ ىةي٣3\u064f\u0640وال\u200f"*', max_size=40))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    asked = parse(text.replace('"', " ").replace("*", " "), MEMO)
    assert {hit.term for hit in locate(text, asked, MEMO)} == set(range(len(asked.terms)))
    assert isinstance(asked, Query)
