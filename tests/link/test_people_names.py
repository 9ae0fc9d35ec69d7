"""Names: all spellings of one are one, in either script, and other names are others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_build import LORE, MARQUNA, day, grade, victim

from marsad.knowledge.files import HOME, read_yaml
from marsad.link.people.compare import compare
from marsad.link.people.name import Name, Reader, Word

CORPUS: dict[str, Any] = read_yaml(HOME / "names/corpus.yml")
READER = Reader(LORE)
LIKE = [(line["text"], other) for line in CORPUS["reads"] for other in line["like"]]
UNLIKE = [(line["text"], other) for line in CORPUS["refuses"] for other in line["unlike"]]
ABOUT: dict[str, Any] = {"place": MARQUNA, "window": day(9), "age": 40}


def word(text: str) -> Word:
    found = READER.name(text).given
    assert found is not None
    return found


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_spellings_of_one_name_are_certain_where_the_persons_agree(one: str, other: str) -> None:
    assert grade(victim(one, "A", **ABOUT), victim(other, "B", **ABOUT)) == "certain"


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_spellings_of_one_name_alone_are_possible(one: str, other: str) -> None:
    assert grade(victim(one, "A"), victim(other, "B")) == "possible"


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_another_name_is_never_certain_and_alone_not_even_possible(one: str, other: str) -> None:
    assert grade(victim(one, "A", **ABOUT), victim(other, "B", **ABOUT)) != "certain"
    assert grade(victim(one, "A"), victim(other, "B")) is None


@pytest.mark.parametrize(
    ("text", "given_name", "middle", "family", "kunya"),
    [
        ("سالم", "سالم", 0, None, []),
        ("أبو طارق سالم المرقوني", "سالم", 0, "مرقوني", ["طارق"]),
        ("Salem Abu Tariq al-Marquni", "salem", 0, "marquni", ["tariq"]),
        ("Dr. Salem bin Idris bin Khalil al Marquni", "salem", 2, "marquni", []),
        ("الشهيد الطفل سالم إدريس المرقوني", "سالم", 1, "مرقوني", []),
        ("أم عبد الله", None, 0, None, ["عبدله"]),
        ("", None, 0, None, []),
        ("123 !!", None, 0, None, []),
    ],
)
def test_a_name_falls_into_its_parts(
    text: str, given_name: str | None, middle: int, family: str | None, kunya: list[str]
) -> None:
    found = READER.name(text)
    assert (found.given.spelling if found.given else None, len(found.middle)) == (given_name, middle)
    assert (found.family.spelling if found.family else None, [w.spelling for w in found.kunya]) == (family, kunya)


@pytest.mark.parametrize(
    ("one", "other"),
    [("جولاني", "Golani"), ("قذافي", "Gaddafi"), ("قذافي", "Kadhafi"), ("سليماني", "Soleimani"), ("ثامر", "Thamer")],
)
def test_sounds_are_shared_by_the_scripts(one: str, other: str) -> None:
    assert compare(word(one), word(other)) == "same"


@pytest.mark.parametrize(("one", "other"), [("ثامر", "سامر"), ("طلال", "طليل"), ("حديد", "Haddad"), ("محمود", "محمد")])
def test_letters_of_one_script_say_more_than_sounds(one: str, other: str) -> None:
    assert compare(word(one), word(other)) == "far"


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    assert isinstance(READER.name(text), Name)


@given(st.text(alphabet="اأإبتثجحخدذرزسشصضطظعغفقكلمنهويةىabdefghiklmnoqrstuwyz", min_size=1, max_size=12))
def test_a_word_is_the_same_as_itself_and_comparison_has_no_direction(text: str) -> None:
    one, other = word(text), word(text[::-1])
    assert compare(one, one) == "same"
    assert compare(one, other) == compare(other, one)
