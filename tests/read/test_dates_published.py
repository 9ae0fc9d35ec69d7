"""The day of publication from the text alone: inferred with its reason, or unknown with one."""

from __future__ import annotations

import pytest

from marsad.knowledge.lore import load_lore
from marsad.model.time import Published
from marsad.read.dates import infer_published
from marsad.read.language import language_of
from marsad.read.numbers import read_numbers
from marsad.read.scan import Scan


def _infer(text: str) -> Published:
    lang = language_of(text)
    scan = Scan(text, lang, load_lore().voice(lang, None).lexicon)
    return infer_published(scan, read_numbers(scan))


_DECIDED = {
    "yesterday with last year's number": (
        "قتل 9 منذ أمس الجمعة الـ 8 من حزيران الجاري، وكانت المدينة قد استعيدت أواخر العام الفائت 2017.",
        "2018-06-09",
        "2017 last year",
    ),
    "today with this year's number": (
        "أسفرت اشتباكات اليوم السبت الـ 23 من حزيران / يونيو من العام الجاري 2018 عن مقتل 8.",
        "2018-06-23",
        "gives its year",
    ),
    "the day before yesterday": (
        "استشهد طفل أول أمس الخميس 21 حزيران 2018 متأثراً بجراحه.",
        "2018-06-23",
        "the day before yesterday",
    ),
    "a Hijri today": ("أعلنت الوزارة اليوم الجمعة 24 رمضان 1439 الموافق 8 حزيران 2018 حصيلة.", "2018-06-08", "today"),
    "a weekday that agrees with a dated month": (
        "بلغت حصيلة أيار 2018 نحو 900 قتيل، وأضيف إليهم أمس الجمعة 8 حزيران تسعة.",
        "2018-06-09",
        "weekday agrees",
    ),
    "an Arabic dateline": ("طرابلس - 9 يونيو 2018 (وكالة) - قتل 4 أشخاص.", "2018-06-09", "is dated"),
    "a line of its own": ("حصيلة جديدة\n09/06/2018\nقتل 4 أشخاص.", "2018-06-09", "is dated"),
    "an English dateline": ("HODEIDA, Yemen, Nov 11, 2018 - Street fighting left 61 dead.", "2018-11-11", "is dated"),
    "a city and a day alone in their line": ("دمشق - 12 شباط 2024\nقتل 3 مدنيين.", "2024-02-12", "is dated"),
    "an agency beside the city": ("دمشق - سانا - 12 شباط 2024\nقتل 3 مدنيين.", "2024-02-12", "is dated"),
    "a city with the day in figures": ("دمشق في 12/2/2024\nقتل 3 مدنيين.", "2024-02-12", "is dated"),
    "the city's line below the title": ("قتلى في دوما\nدمشق - 12 شباط 2024\nقتل 3.", "2024-02-12", "is dated"),
    "a day in brackets": ("DAMASCUS (12 Feb 2024) - Three were killed.", "2024-02-12", "is dated"),
    "an English line of city and day": ("Damascus, Feb. 12, 2024\nThree were killed.", "2024-02-12", "is dated"),
    "an update with its hour": (
        "State Emergency Service: 17 January 2023, 10:00\nKilled: 41.",
        "2023-01-17",
        "is dated",
    ),
    "a word that dates": ("Casualty update, 27 December 2022\nSix were killed.", "2022-12-27", "is dated"),
}


@pytest.mark.parametrize("name", _DECIDED)
def test_a_text_that_decides_its_day_is_dated_with_the_reason(name: str) -> None:
    """The day follows from words of the text, and the reason names them."""
    text, day, reason = _DECIDED[name]
    found = _infer(text)
    assert (found.value, found.how) == (day, "inferred")
    assert found.why is not None and reason in found.why


_OPEN = {
    "a month and day without a year": "BEIRUT, June 8 - Fighters pushed into the town on Friday.",
    "a weekday alone": "قتل 8 عناصر فجر اليوم الثلاثاء.",
    "an old year that happens to agree": "الأعنف منذ 2012: قتل 102 فجر اليوم الأربعاء الـ 25 من تموز.",
    "a day whose weekday disagrees": "قتل 9 أمس الخميس الـ 8 من حزيران، والمدينة مستعادة منذ العام الفائت 2017.",
    "the day of the incident in a title": "Incident summary, west Mosul, 6 March 2017\nHomes were hit.",
    "the day of the incident in an Arabic title": "مقتل 5 مدنيين في دوما 12 شباط 2024\nقال ناشطون إن قصفاً وقع.",
    "whom a title speaks of": "شهداء دوما - 12 شباط 2024\nثلاثة أسماء.",
    "a full date inside a sentence": "In Geneva, on 22 August 2025 the office said: 89 were killed.",
    "a full date further down": "قتل 9.\nقصف.\nنزوح.\nهدوء.\nدرعا - 9 يونيو 2018 - قتل 4.",
    "no time at all": "قتل تسعة أشخاص.",
    "nothing": "",
}


@pytest.mark.parametrize("name", _OPEN)
def test_a_text_that_does_not_decide_stays_unknown_and_says_why(name: str) -> None:
    """No day is guessed, and none is ever taken from the clock."""
    found = _infer(_OPEN[name])
    assert (found.value, found.how) == (None, "unknown")
    assert found.why
