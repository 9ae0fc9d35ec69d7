"""Dates without publication, what claims need of times, and promises over any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import marsad
from marsad.knowledge.lore import load_lore
from marsad.model.time import Window
from marsad.read.dates import DatesFound, read_dates
from marsad.read.language import language_of
from marsad.read.numbers import read_numbers
from marsad.read.scan import Scan

_SATURDAY = dt.date(2018, 6, 9)


def _scan(text: str) -> Scan:
    lang = language_of(text)
    return Scan(text, lang, load_lore().voice(lang, None).lexicon)


def _read(text: str, published: dt.date | None = _SATURDAY) -> DatesFound:
    scan = _scan(text)
    return read_dates(scan, read_numbers(scan), published)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "قتل 9 أمس الجمعة.",
        "قتل 9 في 8 حزيران.",
        "قتل 9 الشهر الماضي.",
        "قتل 9 قبل ثلاثة أيام.",
        "قتل 9 يومي الخميس والجمعة.",
        "Nine were killed on Friday, June 8.",
        "Nine were killed last week.",
    ],
)
def test_without_publication_a_relative_day_stays_unresolved(text: str) -> None:
    """Unknown is a value: it is never filled from the clock."""
    found = _read(text, None)
    assert [date.value for date in found.dates] == [None]
    assert [time.window for time in found.times] == [Window()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتل 9 في 15 آذار/مارس 2011.", "2011-03-15"),
        ("قتل 9 عام 2014.", "2014"),
        ("قتل 9 بين 5 و8 حزيران 2018.", "2018-06-05/2018-06-08"),
        ("Nine were killed on 14 October 2017.", "2017-10-14"),
        ("The town fell in May 2024.", "2024-05"),
    ],
)
def test_without_publication_a_full_date_is_resolved(text: str, value: str) -> None:
    """What the text itself dates needs nothing else."""
    assert [date.value for date in _read(text, None).dates] == [value]


def test_since_opens_from_the_day_named_to_publication() -> None:
    """'Since Friday' holds the days from Friday on."""
    (time,) = _read("قتل 41 منذ فجر الجمعة.").times
    assert time.opens and not time.closes
    assert time.window == Window(start=_day("2018-06-08"), end=_SATURDAY)


def test_until_closes_with_the_day_named() -> None:
    """'Until Thursday' leaves the beginning open."""
    (time,) = _read("The toll was 41 as of Thursday.").times
    assert time.closes and not time.opens
    assert time.window == Window(end=_day("2018-06-07"))


def test_since_dawn_is_a_time_and_no_date() -> None:
    """A part of the day alone opens a period on the day of publication."""
    found = _read("At least 27 soldiers have died since dawn.")
    assert found.dates == ()
    assert [(t.opens, t.deictic, t.window) for t in found.times] == [
        (True, True, Window(start=_SATURDAY, end=_SATURDAY))
    ]


def test_until_now_is_a_time_and_no_date() -> None:
    """'Until this moment' closes a period at publication."""
    found = _read("بلغ عدد القتلى 41 حتى اللحظة.")
    assert found.dates == ()
    assert [(t.closes, t.window.end) for t in found.times] == [(True, _SATURDAY)]


def test_a_night_between_two_days_has_both_in_its_window_and_the_later_as_its_value() -> None:
    """What happened 'in the night of Tuesday to Wednesday' may belong to either."""
    found = _read("بعد منتصف ليل الثلاثاء – الأربعاء نفذت الطائرات غارات.")
    assert [date.value for date in found.dates] == ["2018-06-06"]
    assert found.times[0].window == Window(start=_day("2018-06-05"), end=_day("2018-06-06"))


def test_the_numbers_inside_times_are_blocked() -> None:
    """Every number of a date or a length lies inside the tokens handed to the reader of claims."""
    scan = _scan("خلال 48 ساعة منذ الـ 8 من حزيران 2018 وحتى 09/06/2018 قتل 30.")
    numbers = read_numbers(scan)
    found = read_dates(scan, numbers, _SATURDAY)
    blocked = {i for time in found.times for i in range(time.first, time.last)}
    assert [number.value for number in numbers if number.first not in blocked] == [30]


def test_every_duration_has_its_time_in_the_same_order() -> None:
    """The reader of windows pairs them one by one."""
    found = _read("Ten days of battle, then three days ago, over 72 hours and last week.")
    assert [d.length for d in found.durations] == ["P10D", "PT72H"]
    assert [t.is_duration for t in found.times] == [True, False, True, False]


@pytest.mark.parametrize("text", ["فجّر أمس انتحاري نفسه.", "فجر أمس انتحاري نفسه."])
def test_a_shadda_changes_no_date(text: str) -> None:
    """'Blew up yesterday' and 'at dawn yesterday' are written alike without marks, so they are read alike with them."""
    assert [(date.value, date.part_of_day) for date in _read(text).dates] == [("2018-06-08", "dawn")]


def test_a_day_of_a_leap_year_and_one_that_does_not_exist() -> None:
    """29 February is found in its year; 31 April has no value and says so."""
    found = _read("في 29 شباط 2016 وفي 31 نيسان 2018")
    assert [date.value for date in found.dates] == ["2016-02-29", None]
    assert found.dates[1].conflict == "there is no day 31 in 2018-04"


_ARABIC = (
    "أمس اليوم الجمعة يوم فجر ليل الـ 8 31 2018 1439 من حزيران / يونيو رمضان الجاري الماضي منذ حتى بين و إلى شهر العام "
    "ساعة أيام قبل خلال – ( ) ، نصف"
)
_ENGLISH = (
    "on the Friday last June May 8th , 2018-02-30 99/99/2018 week ago ten days to of night until Sept. since start of "
    "year 00 0 ½ ² ٣ ۹ and - from"
)
_WORDS = st.sampled_from([*_ARABIC.split(), *_ENGLISH.split(), "\n"])


@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=25).map(" ".join)), st.sampled_from(["ar", "en"]))
@example("قبل#آلىوم1ىوم", "ar")
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_exact_spans_in_order(text: str, lang: str) -> None:
    """Nothing raises; mentions quote the text exactly; times are sorted and none lies inside another."""
    scan = Scan(text, lang, load_lore().voice(lang, None).lexicon)
    numbers = read_numbers(scan)
    for published in (None, _SATURDAY, dt.date.min, dt.date(10, 1, 1), dt.date(9990, 12, 31), dt.date.max):
        found = read_dates(scan, numbers, published)
        quotes = [(item.span, item.text) for item in found.dates] + [(item.span, item.text) for item in found.durations]
        assert all(text[slice(*span)] == quote for span, quote in quotes)
        ends = [0, *(time.last for time in found.times)]
        assert all(end <= time.first < time.last for end, time in zip(ends, found.times, strict=False))
        assert sum(time.is_duration for time in found.times) == len(found.durations)


def test_a_length_from_before_the_calendar_begins_is_no_time() -> None:
    """'the 999999999 days to Sunday' raises nothing and gives no day."""
    for length in ("900000 days", "1246842826 days", "90000 weeks", "900000 months"):
        reading = marsad.read(f"Five were killed in the {length} to 8 June 2018.", published="2018-06-09")
        assert [claim.value for claim in reading.claims] == [5]
