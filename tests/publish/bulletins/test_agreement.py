"""Nouns, numbers and verbs agree: in number, gender and case, in digits and in words."""

from __future__ import annotations

import re

import pytest

from marsad.model import Group
from marsad.publish.bulletins.content import Figure, Told, stated
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.forms import Case, load_language
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.bulletins.prose import Prose

COUNTED: list[tuple[int, str, Case, Writing, str]] = [
    (1, "killed", "nom", "digits", "قتيل واحد"),
    (2, "killed", "nom", "digits", "قتيلان"),
    (2, "killed", "gen", "digits", "قتيلين"),
    (3, "killed", "nom", "digits", "3 قتلى"),
    (10, "killed", "nom", "digits", "10 قتلى"),
    (11, "killed", "nom", "digits", "11 قتيلاً"),
    (99, "killed", "gen", "digits", "99 قتيلاً"),
    (100, "killed", "nom", "digits", "100 قتيل"),
    (102, "killed", "nom", "digits", "102 قتيل"),
    (103, "killed", "nom", "digits", "103 قتلى"),
    (1111, "killed", "nom", "digits", "1111 قتيلاً"),
    (1, "woman", "nom", "digits", "امرأة واحدة"),
    (2, "woman", "gen", "digits", "امرأتين"),
    (2, "civilian", "nom", "digits", "مدنيان"),
    (2, "civilian", "gen", "digits", "مدنيين اثنين"),
    (3, "killed", "nom", "words", "ثلاثة قتلى"),
    (3, "woman", "nom", "words", "ثلاث نساء"),
    (8, "woman", "nom", "words", "ثماني نساء"),
    (11, "woman", "nom", "words", "إحدى عشرة امرأة"),
    (12, "killed", "nom", "words", "اثنا عشر قتيلاً"),
    (12, "killed", "gen", "words", "اثني عشر قتيلاً"),
    (12, "woman", "gen", "words", "اثنتي عشرة امرأة"),
    (13, "woman", "nom", "words", "ثلاث عشرة امرأة"),
    (15, "killed", "nom", "words", "خمسة عشر قتيلاً"),
    (20, "killed", "gen", "words", "عشرين قتيلاً"),
    (21, "woman", "nom", "words", "إحدى وعشرون امرأة"),
    (22, "killed", "acc", "words", "اثنين وعشرين قتيلاً"),
    (35, "killed", "nom", "words", "خمسة وثلاثون قتيلاً"),
    (100, "killed", "nom", "words", "مئة قتيل"),
    (4, "killed", "nom", "indic", "٤ قتلى"),
]


@pytest.mark.parametrize(("n", "noun", "case", "writing", "said"), COUNTED)
def test_a_noun_agrees_with_its_number(n: int, noun: str, case: Case, writing: Writing, said: str) -> None:
    assert Counting(load_language("ar"), writing).count(n, noun, case) == said


def test_every_noun_has_the_forms_that_numbers_ask_for() -> None:
    for lang in ("ar", "en"):
        counting = Counting(load_language(lang))
        for noun in counting.language.nouns:
            for case in ("nom", "acc", "gen"):
                for n in (1, 2, 3, 11, 100):
                    assert counting.count(n, noun, case).strip(), (lang, noun, case, n)


def test_both_languages_have_words_for_the_same_things() -> None:
    arabic, english = load_language("ar"), load_language("en")
    for name in ("nouns", "verbs", "causes", "sides", "page"):
        assert set(getattr(arabic, name)) == set(getattr(english, name)), name
    for key, text in english.page.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", arabic.page[key])), key


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (Group(side="civilians", sex="f", age="adult"), "قُتلت 3 نساء "),
        (Group(side="civilians"), "قُتل 3 مدنيين "),
        (Group(side="russia"), "قُتل 3 عناصر من القوات الروسية "),
    ],
)
def test_a_verb_agrees_with_the_noun_behind_it(group: Group, said: str) -> None:
    told = Told(figures=(Figure(harm="killed", value=3, group=group),))
    assert Prose(Counting(load_language("ar"))).sentence(told).text.startswith(said)


@pytest.mark.parametrize(
    ("lo", "hi", "said"),
    [
        (5, 5, (5, None, "exact")),
        (5, None, (5, None, "at_least")),
        (0, 6, (6, None, "at_most")),
        (3, 5, (3, 5, "exact")),
        (0, None, None),
    ],
)
def test_a_minimum_is_called_a_minimum(lo: int, hi: int | None, said: object) -> None:
    assert stated(lo, hi) == said
