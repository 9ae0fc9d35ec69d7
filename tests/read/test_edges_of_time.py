"""Whatever the day of publication, from the first of the calendar to its last, a text is read; no day is made up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from marsad.ids import sha256
from marsad.model import Document
from marsad.pipeline import read_document
from marsad.read.days import last_of_month, month_of_index, moved, moved_within, real_day

FIRST, LAST = dt.date.min, dt.date.max
EDGES = st.one_of(
    st.dates(),
    st.integers(0, 800).map(lambda n: FIRST + dt.timedelta(days=n)),
    st.integers(0, 800).map(lambda n: LAST - dt.timedelta(days=n)),
)
TIMES = (
    *("yesterday", "tomorrow", "today", "on Friday", "next Friday", "last week", "next week", "this weekend"),
    *("last month", "next month", "this month", "last year", "next year", "the week before", "a month earlier"),
    *("three days ago", "10 months ago", "200 years ago", "in the past 24 hours", "over the past two weeks"),
    *("on 31 December", "on 1 January", "early in January", "since March, when 21 died,", "since last December"),
    *("in the same period last year", "in the first half of last month", "on Tuesday of next week", "since 2014"),
    *("yesterday, 31 December", "between 28 December and 3 January", "from November to February", "in December"),
    *(
        "in two days of fighting",
        "in the 60-day battle",
        "a year earlier",
        "compared with 5 in the same period of 2099",
    ),
)
ARABIC = (
    *("أمس", "غدا", "اليوم", "يوم الجمعة", "الجمعة المقبل", "الأسبوع الماضي", "الأسبوع المقبل", "قبل ثلاثة أيام"),
    *("الشهر الماضي", "الشهر المقبل", "العام الماضي", "العام المقبل", "خلال 24 ساعة", "خلال الأسبوعين الماضيين"),
    *(
        "في 31 كانون الأول",
        "في 1 كانون الثاني",
        "منذ آذار",
        "منذ 10 أشهر",
        "قبل عشرة أعوام",
        "أمس الجمعة 31 كانون الأول",
    ),
    *(
        "في رمضان",
        "في الفترة نفسها من العام الماضي",
        "بين 28 كانون الأول و3 كانون الثاني",
        "حتى يوم أمس",
        "منذ 7 تشرين الأول",
    ),
)
COUNTS = ("5 soldiers were killed", "the toll rose to 12 dead", "30 people had died", "a raid killed 7 civilians")
COUNTED = ("قتل 5 جنود", "ارتفع عدد القتلى إلى 12", "مقتل 30 مدنيا", "استشهد 7 أطفال")


def sentences(counts: tuple[str, ...], times: tuple[str, ...]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(counts), st.sampled_from(times)).map(" ".join)
    turned = st.tuples(st.sampled_from(times), st.sampled_from(counts)).map(", ".join)
    return st.lists(st.one_of(one, turned), min_size=1, max_size=3).map(". ".join)


def reading_of(text: str, published: dt.date) -> Any:
    return read_document(Document(id="d", text=text, sha256=sha256(text.encode()), published=published.isoformat()))


@given(st.one_of(sentences(COUNTS, TIMES), sentences(COUNTED, ARABIC)), EDGES)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("5 soldiers were killed last week. Compared with 3 in the same period last year", FIRST)
@example("قتل 5 جنود أمس", FIRST)
@example("5 soldiers were killed tomorrow", LAST)
def test_any_day_of_publication_is_read(text: str, published: dt.date) -> None:
    assert reading_of(text, published).published.value == published.isoformat()


@pytest.mark.parametrize("time", [*TIMES, *ARABIC])
@pytest.mark.parametrize("published", [FIRST, FIRST + dt.timedelta(days=40), LAST - dt.timedelta(days=40), LAST])
def test_every_time_is_read_at_both_ends_of_the_calendar(time: str, published: dt.date) -> None:
    counts = COUNTED if time in ARABIC else COUNTS
    reading_of(f"{counts[0]} {time}. {time}, {counts[1]}.", published)


@pytest.mark.parametrize(
    ("text", "published"),
    [("5 killed yesterday", FIRST), ("5 killed last week", FIRST), ("5 to be freed tomorrow", LAST)],
)
def test_a_day_beyond_the_calendar_is_unknown(text: str, published: dt.date) -> None:
    (date,) = reading_of(text, published).dates
    assert date.value is None


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_a_moved_day_is_so_many_days_away_or_none(day: dt.date, days: int) -> None:
    there, near = moved(day, days), moved_within(day, days)
    if there is None:
        assert near == (FIRST if days < 0 else LAST)
    else:
        assert near == there
        assert (there - day).days == days


@given(st.integers(-30, 12 * 10_001))
def test_a_month_has_its_own_first_and_last_day(index: int) -> None:
    found = month_of_index(index)
    if found is None:
        assert not 12 <= index < 120_000
        return
    first, last = found
    assert (first.year * 12 + first.month - 1, first.day) == (index, 1)
    assert last == last_of_month(first)
    assert real_day(last.year, last.month, last.day + 1) is None
