"""The dead of an event long past that is named by its time are of that time, and no news."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_lore
from marsad.model import Claim, Document
from marsad.read import read


def claims(text: str, lang: str) -> dict[int | None, Claim]:
    document = Document(id="t", text=text, sha256="0" * 64, published="2024-05-20", lang=lang)
    return {claim.value: claim for claim in read(document, load_lore()).claims}


@pytest.mark.parametrize(
    ("text", "lang", "value", "year"),
    [
        ("A court in Tripoli sentenced nine men to death for the 2016 killing of 11 cadets.", "en", 11, 2016),
        ("A man was arrested over the May 2019 murder of two students in Basra.", "en", 2, 2019),
        ("Thousands marked the anniversary of the 2013 raid that left 120 villagers dead.", "en", 120, 2013),
        ("A memorial honours the 17 people who died in the 2012 mosque bombing.", "en", 17, 2012),
        ("أحيا الأهالي ذكرى هجوم تموز 2018 الذي قتل فيه 258 مدنياً في السويداء.", "ar", 258, 2018),
    ],
)
def test_its_dead_are_background_of_its_own_time(text: str, lang: str, value: int, year: int) -> None:
    claim = claims(text, lang)[value]
    assert claim.background
    assert claim.window.start is not None and claim.window.start.year == year


def test_the_arrest_is_of_today_and_not_of_the_year_of_the_deed() -> None:
    arrested = claims("A man was arrested over the May 2019 murder of two students in Basra.", "en")[1]
    assert arrested.window.start is not None and arrested.window.start.year == 2024


def test_who_executes_the_guilty_has_not_killed_their_victims() -> None:
    text = "أعدمت السلطات العراقية الاثنين خمسة مدانين بمجزرة سبايكر عام 2014 التي راح ضحيتها 1700 طالب."
    found = claims(text, "ar")
    assert found[5].perpetrator is not None
    assert found[1700].perpetrator is None


def test_an_attack_of_the_last_weeks_is_news() -> None:
    assert not claims("The May 2024 attack that killed 30 worshippers was claimed by the group.", "en")[30].background
