"""How counts are said: a minimum is called a minimum, and Arabic nouns agree with their numbers."""

from __future__ import annotations

import pytest

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_yaml
from marsad.model import Claim
from marsad.model.terms import CAUSES, HARMS, HEDGES
from marsad.publish import LANGUAGES, load_words

AGREEMENT = [
    (0, "لا قتلى"),
    (1, "قتيل واحد"),
    (2, "قتيلان"),
    (3, "3 قتلى"),
    (10, "10 قتلى"),
    (11, "11 قتيلاً"),
    (99, "99 قتيلاً"),
    (100, "100 قتيل"),
    (101, "101 قتيل"),
    (103, "103 قتلى"),
    (111, "111 قتيلاً"),
    (200, "200 قتيل"),
]


@pytest.mark.parametrize(("n", "said"), AGREEMENT)
def test_the_counted_noun_agrees_with_its_number(n: int, said: str) -> None:
    assert load_words("ar").count("killed", n) == said


BOUNDS = [
    ("ar", 29, None, "29 قتيلاً على الأقل"),
    ("ar", 2, None, "قتيلان على الأقل"),
    ("ar", 5, 5, "5 قتلى"),
    ("ar", 0, 6, "6 قتلى على الأكثر"),
    ("ar", 3, 5, "من 3 إلى 5 قتلى"),
    ("ar", 1, 2, "قتيل واحد أو قتيلان"),
    ("ar", 0, None, "لا حدّ معروفاً"),
    ("en", 29, None, "at least 29 killed"),
    ("en", 5, 5, "5 killed"),
    ("en", 0, 6, "at most 6 killed"),
    ("en", 3, 5, "3 to 5 killed"),
    ("en", 0, None, "no bound known"),
]


@pytest.mark.parametrize(("lang", "lo", "hi", "said"), BOUNDS)
def test_a_minimum_is_called_a_minimum(lang: str, lo: int, hi: int | None, said: str) -> None:
    assert load_words(lang).bound("killed", lo, hi) == said


def test_a_word_that_governs_the_genitive_changes_the_dual() -> None:
    claim = Claim(id="c1", span=(0, 1), text="x", harm="injured", value=2, hedge="about")
    assert load_words("ar").claimed(claim) == "نحو جريحين"


def test_the_rest_has_no_number_of_its_own() -> None:
    claim = Claim(id="c1", span=(0, 1), text="x", harm="killed", value=None, rest=True)
    assert load_words("en").claimed(claim) == "the rest, its number left to the reckoning"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_closed_list_has_its_words(lang: str) -> None:
    words = load_words(lang)
    assert set(words.harms) == set(words.counted) == set(HARMS)
    assert set(words.causes) == set(CAUSES)
    assert set(words.hedges) == set(HEDGES)


def test_every_language_says_the_same_things() -> None:
    files = [read_yaml(HOME / "messages" / f"report.{lang}.yml") for lang in LANGUAGES]
    for key in ("text", "sides", "harms", "causes", "contradiction_kinds", "contradiction_notes"):
        assert len({frozenset(content[key]) for content in files}) == 1, key


def test_every_side_of_every_pack_has_a_name() -> None:
    for path in (HOME / "packs").glob("*/pack.yml"):
        for side in read_yaml(path)["sides"]:
            for lang in LANGUAGES:
                assert side in load_words(lang).sides, (path, side, lang)


def test_a_phrase_that_is_missing_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"report\.en\.yml: no text 'nonsense'"):
        load_words("en").say("nonsense")


def test_every_reason_of_the_unit_lexicons_has_arabic_words() -> None:
    """The readers' reasons are data: `why` of the words that tell what a number counts."""
    lexemes = [item for path in HOME.glob("languages/*/unit/lexicon.yml") for item in read_yaml(path)]
    told = [item.get("features", {}) for item in lexemes]
    reasons = {features["why"] for features in told if "why" in features}
    assert reasons
    assert reasons <= set(load_words("ar").reasons)


def test_an_indefinite_number_is_said_with_what_it_is_taken_for() -> None:
    claim = Claim(id="c1", span=(0, 1), text="x", harm="killed", value=20, value_max=99, hedge="vague")
    assert load_words("ar").claimed(claim) == "عدد غير محدّد (20 قتيلاً على الأقل)"
    assert load_words("en").describe(claim) == "an indefinite number (at least 20 killed), Side not stated"
