"""The days of a count are those of what happened: not when somebody said so, and never fewer than the source tells."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.pipeline import read_text

PUBLISHED = "2022-12-03"  # a Saturday


def days(text: str) -> tuple[str | None, str | None]:
    window = read_text(text, published=PUBLISHED).claims[0].window
    return tuple(None if day is None else f"{day:%d.%m.}" for day in (window.start, window.end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The army on Friday accused the rebels of killing 62 villagers at Tongo on Tuesday and Wednesday.",
            ("29.11.", "30.11."),
        ),
        (
            "On Thursday gunmen raided Tongo. The governor, in a note on Friday, acknowledged 32 dead.",
            ("01.12.", "01.12."),
        ),
        ("On Friday police said five men had died on Thursday.", ("01.12.", "01.12.")),
        ("Strikes on Wednesday claimed 28 lives.", ("30.11.", "30.11.")),
        ("On Friday, gunmen killed five people, police said on Saturday.", ("02.12.", "02.12.")),
        ("Shelling killed three people over the past day.", ("02.12.", "03.12.")),
        ("قتل خمسة مدنيين يومي الثلاثاء والأربعاء.", ("29.11.", "30.11.")),
        ("The 16 students taken from a college in March regained their freedom on Friday.", ("02.12.", "02.12.")),
    ],
)
def test_the_day_is_that_of_what_happened(text: str, told: tuple[str, str]) -> None:
    assert days(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The battle for the capital has now cost at least 174 lives, the WHO said on Tuesday.",
        "The siege has killed 40 people so far, doctors said on Tuesday.",
    ],
)
def test_what_something_long_has_cost_is_of_no_single_day(text: str) -> None:
    claim = read_text(text, published=PUBLISHED).claims[0]
    assert (claim.window.start, claim.cumulative) == (None, True)
    assert claim.window.end is not None and claim.window.end <= dt.date(2022, 12, 3)


def test_five_on_tuesday_and_six_on_wednesday_are_of_a_day_each() -> None:
    claims = read_text("Five were killed on Tuesday and six on Wednesday.", published=PUBLISHED).claims
    assert [str(claim.window.start) for claim in claims] == ["2022-11-29", "2022-11-30"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("A bombing in Kirkuk on Friday, the deadliest this year, killed 12 people.", "02.12."),
        ("It was the city's first bombing in three months and left seven dead.", "03.12."),
        ("Four people died in the fourth such crash this year.", "03.12."),
        ("كان الهجوم الأعنف منذ بداية العام وأدى إلى مقتل 12 شخصاً.", "03.12."),
        ("قتل سبعة أشخاص في ثالث هجوم من نوعه هذا الشهر.", "03.12."),
        ("The highest number of killings this year was in Aleppo with 40 civilians killed.", "01.01."),
        ("وسجلت حلب أكبر عدد من الضحايا هذا العام بمقتل 40 مدنياً.", "01.01."),
    ],
)
def test_what_a_record_is_measured_by_dates_nobody_and_what_a_number_is_of_does(text: str, start: str) -> None:
    assert days(text)[0] == start


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The truce, which took effect on 20 October, has been broken and 24 people have been killed.", "20.10."),
        ("The war started in April 2022 and 150,000 people have been killed.", "01.04."),
        ("Fighting that broke out on Monday has killed 24 people.", "28.11."),
        ("الحرب التي اندلعت في نيسان 2022 أودت بحياة ثلاثة آلاف شخص.", "01.04."),
        ("تسببت الاحتجاجات التي اندلعت في 10 تشرين الأول بمقتل 24 شخصاً.", "10.10."),
    ],
)
def test_what_goes_on_has_killed_from_its_first_day_until_now(text: str, told: str) -> None:
    assert days(text) == (told, "03.12.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The offensive began on 10 October with an ambush that killed 24 soldiers.", "10.10."),
        ("Clashes broke out on Monday and five people were killed.", "28.11."),
        ("بدأت الحرب في 7 تشرين الأول بهجوم قتل فيه 1200 شخص.", "07.10."),
    ],
)
def test_what_it_began_with_is_of_its_first_day(text: str, told: str) -> None:
    assert days(text) == (told, told)


@pytest.mark.parametrize(
    "text",
    [
        "As of 1 December, 38,000 people had been displaced from El Fasher.",
        "By Thursday evening the number of dead stood at 23.",
        "بلغ عدد القتلى حتى مساء الخميس 23 قتيلاً.",
    ],
)
def test_what_stood_so_by_a_day_did_not_happen_after_it(text: str) -> None:
    assert days(text) == (None, "01.12.")


@pytest.mark.parametrize(
    "text",
    [
        "A mine laid in 2016 killed three shepherds.",
        "The school, built in 2015, was hit and nine pupils died.",
        "A bomb left over from the 2006 war killed a boy in the village.",
        "قتل ثلاثة رعاة بلغم زرع قبل ثماني سنوات.",
        "قتل طفلان بانفجار قذيفة من مخلفات حرب 2006.",
    ],
)
def test_when_a_thing_was_made_or_laid_dates_nobody(text: str) -> None:
    assert days(text) == ("03.12.", "03.12.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A bomb planted on Monday killed three.", ("28.11.", "28.11.")),
        ("54 ضحية بين شهيد وجريح بمخلفات الحرب خلال تشرين الأول.", ("01.10.", "31.10.")),
        ("شيعت القرية اليوم خمسة من أبنائها قضوا الثلاثاء.", ("29.11.", "29.11.")),
    ],
)
def test_when_it_killed_dates_them(text: str, told: tuple[str, str]) -> None:
    assert days(text) == told
