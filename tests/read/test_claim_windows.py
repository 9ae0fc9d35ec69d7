"""The days of a count, and which counts are of older reports: what the words say, not where they stand."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_lore
from marsad.model import Claim, Document
from marsad.read import read

SUNDAY = "2021-03-14"


def claims(text: str, published: str = SUNDAY, lang: str = "en") -> dict[int, Claim]:
    """The claims of an invented text by their numbers (a number told twice: the first mention)."""
    document = Document(id="t", text=text, sha256="0" * 64, published=published, lang=lang, pack="syria")
    found: dict[int, Claim] = {}
    for claim in read(document, load_lore()).claims:
        if claim.value is not None:
            found.setdefault(claim.value, claim)
    return found


def days(claim: Claim) -> tuple[str | None, str | None]:
    start, end = claim.window.start, claim.window.end
    return (start.isoformat() if start else None, end.isoformat() if end else None)


@pytest.mark.parametrize(
    ("text", "lang", "value", "expected"),
    [
        # a day told by its distance from one named before; of an event, or where no day was named, it is none
        ("قُتل 5 مدنيين الخميس، وقُتل 3 آخرون في اليوم التالي.", "ar", 3, "2021-03-12"),
        ("قُتل 5 مدنيين في 10 آذار 2021. وكان 3 قد قُتلوا قبل ذلك بيومين.", "ar", 3, "2021-03-08"),
        ("قُتل 5 مدنيين الخميس، و3 في اليوم التالي للعيد.", "ar", 5, "2021-03-11"),
        ("Five were killed on Thursday; three more died the next day.", "en", 3, "2021-03-12"),
        ("Five were killed on 10 March. Two days earlier, three had been killed there.", "en", 3, "2021-03-08"),
        ("Four people died. The following day two were buried.", "en", 4, SUNDAY),
        ("Five were killed on Thursday. The ministry said the following day that seven died.", "en", 7, "2021-03-11"),
        # counts that only a time parts from the one before, each with its own
        ("قُتل 5 مدنيين يوم الجمعة و3 يوم السبت.", "ar", 3, "2021-03-13"),
        ("قُتل خمسة مدنيين أمس وثلاثة اليوم.", "ar", 3, SUNDAY),
        ("أصيب 4 يوم الجمعة.", "ar", 4, "2021-03-12"),
        ("قضى 3 رجال برصاص مجهولين، في رابع عملية اغتيال تشهدها البلدة هذا الشهر.", "ar", 3, SUNDAY),
        # the day on which somebody said so is not the day of the deed
        ("Air raids on the town on Friday killed 12 civilians, the ministry said on Saturday.", "en", 12, "2021-03-12"),
        (
            "A mine killed 3 farmers near the village on Thursday, residents told reporters today.",
            "en",
            3,
            "2021-03-11",
        ),
        # a running total behind a semicolon does not date the news before it
        ("Two gunmen died in Suwayda; monitors say at least 900 have died there since 13 July.", "en", 2, SUNDAY),
        # since when somebody was gone is not when he died; 'a day after' is of another event
        ("A teacher missing since 3 March was found dead in a well on Saturday.", "en", 1, "2021-03-13"),
        ("Gunmen killed 13 farmers, a day after a trader and two of his sons had been shot dead.", "en", 13, SUNDAY),
        (
            "Gunmen killed 13 farmers, a day after a trader and two of his sons had been shot dead.",
            "en",
            2,
            "2021-03-13",
        ),
        # nor is the report's own date
        (
            "Civil Defence, bulletin of 14 March 2021:\n\nA shell hit the market on Thursday. Killed: 7 civilians.\n",
            "en",
            7,
            "2021-03-11",
        ),
        # a running total beside news without a day is no day of theirs; who 'recorded' nothing himself tells the deed
        ("قتل راعيان بانفجار لغم. ومنذ مطلع السنة قضى 41 شخصاً بالألغام.", "ar", 2, SUNDAY),
        ("أصيب صحفي برصاص قناص. وبذلك يرتفع عدد المصابين منذ مطلع الشهر إلى 19.", "ar", 1, SUNDAY),
        ("بلغت الحصيلة منذ 8 تشرين الأول 411 شهيداً.\nوسجل أمس استشهاد شخصين.", "ar", 2, "2021-03-13"),
        ("وثقت الشبكة أمس مقتل 5 مدنيين في قصف على البلدة.", "ar", 5, SUNDAY),
        # a time set off by a comma before its count; 'Sadr City', whose second word means 'issued' too
        ("انفجار في مدينة الصدر يوم أمس السبت، 29 رجب، يسفر عن استشهاد 30 مواطناً.", "ar", 30, "2021-03-13"),
        # a heading's day is that of what it counts, and no older figure's
        ("حصيلة يوم أمس: 14 قتيلاً و37 جريحاً في حماة.", "ar", 14, "2021-03-13"),
        # what was years ago dates no news that it is told beside
        ("اعتقال 13 شخصاً في حماة، بينهم متهم بتفجيرات راح ضحيتها 40 شخصاً عام 2017.", "ar", 13, SUNDAY),
        ("Police arrested 13 people, one of them accused of bombings that killed 40 in 2017.", "en", 13, SUNDAY),
        # a toll so much larger than the count that raised it is of no day told beside it; what a war began with neither
        ("Raids killed 20 people on Friday, raising the overall toll to 34,262.", "en", 20, "2021-03-12"),
        ("Raids killed three on Friday, raising the toll to 21.", "en", 21, "2021-03-12"),
        # what one verb says of several at once happened to all at once
        ("Nine civilians, four soldiers and 2 policemen lost their lives on Friday.", "en", 9, "2021-03-12"),
        # a breakdown between commas parts no time from its count
        ("The raid killed 38 civilians, 12 of them children, on Wednesday.", "en", 38, "2021-03-10"),
    ],
)
def test_a_count_has_the_day_of_the_deed(text: str, lang: str, value: int, expected: str) -> None:
    assert days(claims(text, lang=lang)[value]) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "lang", "value", "expected"),
    [
        ("At least 17 soldiers have been killed in two days of fighting.", "en", 17, ("2021-03-13", SUNDAY)),
        (
            "The rebels, who launched the assault on Thursday, have lost 11 fighters, the Observatory said on Sunday.",
            "en",
            11,
            ("2021-03-11", SUNDAY),
        ),
        (
            "ارتفع إلى 40 على الأقل، بينهم 7 مواطنات، عدد الشهداء المدنيين منذ الـ 9 من الشهر الجاري.",
            "ar",
            40,
            ("2021-03-09", SUNDAY),
        ),
        # 'when' closes with its comma, and the month is no older event's
        (
            "Since January, when the offensive began, some 400 people have died in Idlib.",
            "en",
            400,
            ("2021-01-01", SUNDAY),
        ),
        # what 'and the wounding of' adds to a period's dead is of the period, whatever day a later clause tells
        (
            "منذ بداية العام أدى القصف إلى مقتل 38 شخصاً وإصابة 150 آخرين، فيما شهد يوم أمس وحده مقتل شخصين.",
            "ar",
            150,
            ("2021-01-01", SUNDAY),
        ),
    ],
)
def test_a_running_total_has_all_its_days(text: str, lang: str, value: int, expected: tuple[str, str]) -> None:
    assert days(claims(text, lang=lang)[value]) == expected


def test_a_total_since_an_undated_start_has_no_first_day_and_is_background_in_the_body() -> None:
    text = (
        "Shelling of the town's main market by government forces killed 6 civilians on Saturday, residents said.\n\n"
        "The market had been open for an hour and most of the stalls were full when the first of the shells fell.\n\n"
        "More than 9,000 people have been killed since the war began.\n"
    )
    found = claims(text)
    assert found[9000].window.start is None
    assert found[9000].background
    assert not found[6].background


def test_what_had_been_counted_before_is_of_an_older_report() -> None:
    found = claims("ارتفعت حصيلة التفجير إلى 84 قتيلاً. وكانت الشرطة قد أحصت ليل السبت 38 قتيلاً.", lang="ar")
    assert (found[84].background, found[38].background) == (False, True)


def test_hospitals_that_received_the_dead_overtake_no_figure() -> None:
    found = claims("وصل عدد الشهداء إلى 900 شهيد، بعد أن وصل المستشفيات خلال الساعات الماضية 18 شهيداً.", lang="ar")
    assert found[18].status == "stated"


def test_an_update_overtakes_the_figure_above_it() -> None:
    found = claims(
        "Missile strike on the town. Known so far: 29 people killed.\nUPD 17:30 - It is now 41 people killed.\n"
    )
    assert (found[29].status, found[41].status) == ("superseded", "stated")


def test_words_that_leave_a_toll_open_do_not_reach_another_happening() -> None:
    text = (
        "ارتفعت حصيلة التفجير إلى 84 قتيلاً مدنياً، والعدد مرشح للزيادة. "
        "وفي هجوم آخر قُتل 6 من عناصر تنظيم الدولة الإسلامية."
    )
    found = claims(text, lang="ar")
    assert (found[84].open_ended, found[6].open_ended) == (True, False)


@pytest.mark.parametrize(
    ("text", "lang", "older", "day"),
    [
        ("Five soldiers were killed on Sunday, a week after eight soldiers died in a raid.", "en", 8, "2021-03-07"),
        ("قُتل خمسة جنود الأحد في قصف، بعد أسبوع من مقتل ثمانية في حادث مماثل.", "ar", 8, "2021-03-07"),
    ],
)
def test_who_fell_a_week_before_is_of_that_day(text: str, lang: str, older: int, day: str) -> None:
    found = claims(text, lang=lang)
    assert (found[older].background, days(found[older])) == (True, (day, day))
    assert not found[5].background


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("بعد ثلاثين عاماً على المجزرة دفن سبعة ضحايا، وقتل في المجزرة 8000 رجل.", 8000, 7),
        ("قتل راهب وأصيب ثلاثة بقنبلة، وهو ثالث هجوم هذا الشهر بعد هجومين أوديا بخمسة أشخاص.", 5, 3),
        ("انخفض عدد ضحايا حوادث المرور إلى 43 قتيلاً مقابل 61 قتيلاً في رمضان الماضي.", 61, 43),
        ("بعد أسبوع من تفجير أوقع ستة قتلى أصيب أمس ثلاثة جنود.", 6, 3),
    ],
)
def test_who_fell_in_what_the_news_is_dated_from_is_background(text: str, old: int, new: int) -> None:
    found = claims(text, lang="ar")
    assert (found[old].background, found[new].background) == (True, False)


def test_no_day_ahead_dates_what_was_told() -> None:
    text = "قالت الخارجية إن 212 مواطناً عالقون في المطار وإن رحلتين ستقلانهم غداً."
    assert days(claims(text, lang="ar")[212]) == (SUNDAY, SUNDAY)


def test_since_that_evening_and_since_the_attack_open_on_the_day_that_the_text_named() -> None:
    text = "Search teams are at work since the March 8 assault. The dead since that evening have risen to 332."
    assert days(claims(text)[332]) == ("2021-03-08", SUNDAY)
    text = "قُتل 142 مدنياً في هجوم الأربعاء 10 آذار على البلدة. وكان قد ارتفع إلى 67 عدد قتلى التنظيم منذ الهجوم."
    assert days(claims(text, lang="ar")[67]) == ("2021-03-10", SUNDAY)


def test_who_had_been_killed_the_day_before_is_no_part_of_the_texts_own_day() -> None:
    text = "قُتل 42 شخصاً في غارتين على المدينة. وكان تسعة صيادين قد قُتلوا أمس قبالة الساحل."
    found = claims(text, lang="ar")
    assert (found[42].background, days(found[42])) == (False, (SUNDAY, SUNDAY))
    assert found[9].background


@pytest.mark.parametrize(
    ("text", "lang", "news", "recalled", "days_of_it"),
    [
        (
            "Twelve people were killed in the raid. A raid on the same village killed seven people last December.",
            "en",
            12,
            7,
            ("2020-12-01", "2020-12-31"),
        ),
        (
            "Rescuers recovered 38 bodies from a grave. They had recovered 52 bodies from the same site last month.",
            "en",
            38,
            52,
            ("2021-02-01", "2021-02-28"),
        ),
        (
            "قتل 12 شخصاً. وكانت غارة قد قتلت 7 أشخاص في كانون الأول الماضي.",
            "ar",
            12,
            7,
            ("2020-12-01", "2020-12-31"),
        ),
    ],
)
def test_what_a_later_sentence_recalls_dates_nothing_but_itself(
    text: str, lang: str, news: int, recalled: int, days_of_it: tuple[str, str]
) -> None:
    found = claims(text, lang=lang)
    assert days(found[news]) == (SUNDAY, SUNDAY)
    assert not found[news].background
    assert days(found[recalled]) == days_of_it
    assert found[recalled].background
    assert found[recalled].part_of is None


def test_a_stretch_set_off_before_its_count_is_the_counts_window() -> None:
    text = "وثق المرصد السوري منذ الـ 3 من شباط الفائت وحتى اليوم الأحد 14 آذار، مقتل 68 شخصاً."
    assert days(claims(text, lang="ar")[68]) == ("2021-02-03", SUNDAY)


def test_what_and_adds_to_a_running_total_has_its_days() -> None:
    text = "ارتفع عدد القتلى منذ الأول من شباط إلى 344 قتيلاً، ونحو 900 مصاب. وقتل تسعة متظاهرين خلال 48 ساعة."
    assert days(claims(text, lang="ar")[900]) == ("2021-02-01", SUNDAY)


@pytest.mark.parametrize(
    ("text", "value", "background"),
    [
        ("Raids killed 20 people on Friday, raising the overall toll to 34,262.", 34262, False),
        ("Raids killed 20 people on Friday. The war was triggered by an attack that killed 1,200.", 1200, True),
    ],
)
def test_what_is_of_a_longer_time_than_the_news_opens_on_no_day(text: str, value: int, background: bool) -> None:
    found = claims(text)[value]
    assert days(found) == (None, SUNDAY)
    assert found.background is background


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        # the text dates the count, and nobody can say when
        ("Nine people were killed on 31 June 2018 in Palmyra.", "en", (None, None)),
        ("Nine people were killed on the 10th of the same month in Palmyra.", "en", (None, None)),
        ("Nine people were killed over the weekend in Palmyra.", "en", (None, None)),
        ("قتل 9 أشخاص في 31 حزيران 2018 في تدمر.", "ar", (None, None)),
        ("قتل 9 أشخاص في العاشر من الشهر ذاته في تدمر.", "ar", (None, None)),
        ("قتل 9 أشخاص في عطلة نهاية الأسبوع في تدمر.", "ar", (None, None)),
        # the day of publishing is not the day of the deed
        ("نشر أمس مقتل 9 أشخاص في تدمر.", "ar", (None, "2018-06-08")),
        ("The Observatory published on Friday the names of 9 people killed in Palmyra.", "en", (None, "2018-06-08")),
        # what can be told is told
        ("Nine people were killed on 1 June 2018 in Palmyra.", "en", ("2018-06-01", "2018-06-01")),
        ("قتل 9 أشخاص أمس في تدمر.", "ar", ("2018-06-08", "2018-06-08")),
        ("قتل 9 أشخاص في تدمر.", "ar", ("2018-06-09", "2018-06-09")),
    ],
)
def test_a_day_that_cannot_be_told_is_never_that_of_publication(
    text: str, lang: str, expected: tuple[str | None, str | None]
) -> None:
    assert days(claims(text, "2018-06-09", lang)[9]) == expected


def test_a_weekend_told_after_it_is_its_saturday_and_sunday() -> None:
    found = claims("Nine people were killed over the weekend in Palmyra.", "2018-06-12")
    assert days(found[9]) == ("2018-06-09", "2018-06-10")


def test_who_lies_in_a_mass_grave_is_news_and_fell_on_no_day_that_is_told() -> None:
    found = claims("عثر الدفاع المدني أمس على مقبرة جماعية في ريف حلب تضم 17 جثة.", lang="ar")[17]
    assert days(found) == (None, SUNDAY)
    assert not found.background
