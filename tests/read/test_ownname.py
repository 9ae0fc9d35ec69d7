"""What a publisher is called says nothing of where or when."""

from __future__ import annotations

import pytest

import marsad


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Raqqa Today", "Raqqa Today said that two civilians were killed in shelling in Idlib."),
        ("Raqqa Today", "Two civilians were killed in shelling in Idlib, according to Raqqa Today."),
        ("شبكة أخبار الرقة", "قالت شبكة أخبار الرقة إن جنديين قتلا في قصف على إدلب."),
    ],
)
def test_a_place_or_a_day_in_the_publishers_own_name_is_none(source: str, text: str) -> None:
    reading = marsad.read(text, source=source, published="2019-05-03", pack="syria")
    assert [place.name_en for place in reading.places] == ["Idlib"]
    assert reading.dates == ()
    (claim,) = reading.claims
    assert (claim.value, claim.harm) == (2, "killed")


def test_a_name_that_says_where_somebody_is_still_does() -> None:
    text = "The health office in Raqqa said that two civilians were killed in shelling."
    reading = marsad.read(text, source="Health office in Raqqa", published="2019-05-03", pack="syria")
    assert [place.name_en for place in reading.places] == ["Raqqa"]


def test_a_name_of_one_word_keeps_its_meaning() -> None:
    reading = marsad.read("Shelling of Raqqa killed two.", source="Raqqa", published="2019-05-03", pack="syria")
    assert [place.name_en for place in reading.places] == ["Raqqa"]
