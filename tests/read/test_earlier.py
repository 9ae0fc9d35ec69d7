"""Figures of an earlier time: what a sentence recalls and what the news is compared with keep their own days."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_lore
from marsad.model import Document, Reading
from marsad.read import read

FRIDAY = "2024-05-03"


def reading(text: str) -> Reading:
    return read(Document(id="t", text=text, sha256="0" * 64, published=FRIDAY, lang="en"), load_lore())


def windows(text: str) -> dict[int | None, tuple[str, bool]]:
    """The days and whether it is background, by number."""
    return {c.value: (f"{c.window.start}/{c.window.end}", c.background) for c in reading(text).claims}


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("Gunmen killed five men on Tuesday. A week earlier, nine people had died there.", 9, "2024-04-23/2024-04-29"),
        ("A mine killed five men on Tuesday. The month before, nine had died.", 9, "2024-03-01/2024-03-31"),
        ("A boat sank on Tuesday and five men drowned. The year before, 60 had died.", 60, "2023-01-01/2023-12-31"),
        ("A raid killed five men. The army had killed 12 people the previous week.", 12, "2024-04-26/2024-05-02"),
        ("Police recorded 41 deaths in April, compared with 29 in March.", 29, "2024-03-01/2024-03-31"),
        ("Ten were killed in 2024, against four killed in all of 2023.", 4, "2023-01-01/2023-12-31"),
    ],
)
def test_what_is_recalled_or_compared_is_background_of_its_own_days(text: str, value: int, days: str) -> None:
    assert windows(text)[value] == (days, True)


def test_what_is_recalled_gives_the_news_no_days() -> None:
    text = "A roadside bomb killed two soldiers. The previous week an ambush had cost the lives of six policemen."
    assert windows(text)[2] == (f"{FRIDAY}/{FRIDAY}", False)


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("In the first three months of 2024 seven died, against 12 in the same period of 2023.", 12, "2023-01-01"),
        ("Between January and April seven died, against 12 in the same period last year.", 12, "2023-01-01"),
    ],
)
def test_the_same_period_of_another_year_is_in_that_year(text: str, value: int, days: str) -> None:
    assert windows(text)[value][0].startswith(days)


def test_the_day_behind_a_count_that_and_adds_is_its_own() -> None:
    found = windows("Six people died in Aden on Monday and four in Taiz on Tuesday.")
    assert found[6][0] == "2024-04-29/2024-04-29"
    assert found[4][0] == "2024-04-30/2024-04-30"


def test_a_year_s_total_is_not_the_time_of_the_attack_that_raised_it() -> None:
    text = (
        "Militants ambushed an army truck, killing four soldiers. "
        "The attack raises the number of soldiers killed in the district this year to 11."
    )
    assert windows(text)[4] == (f"{FRIDAY}/{FRIDAY}", False)
    assert windows(text)[11][0] == "2024-01-01/2024-05-03"  # nobody fell after the news


def test_nothing_is_recalled_where_the_week_before_is_the_news() -> None:
    assert windows("The previous week 12 people were killed in the city.")[12][1] is False
