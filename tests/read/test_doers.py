"""Who did the harm is said of the counts that the text says it of, and of no others.  Arabic."""

from __future__ import annotations

import datetime as dt

import pytest

import marsad


def doers(text: str) -> list[tuple[int | None, str | None]]:
    reading = marsad.read(text, published="2019-05-03", pack="syria")
    return [(claim.value, claim.perpetrator) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("مقتل 5 مدنيين بينهم طفل على يد قوات النظام.", [(5, "government"), (1, "government")]),
        (
            "وثقت الشبكة مقتل 91 مدنياً، منهم 17 طفلاً، 60 منهم على يد قوات النظام.",
            [(91, None), (17, None), (60, "government")],
        ),
        (
            "مقتل 12 مدنياً: 7 على يد قوات النظام و5 على يد تنظيم داعش.",
            [(12, None), (7, "government"), (5, "islamic_state")],
        ),
        (
            "قُتل 12 عنصراً من قوات سوريا الديمقراطية و7 من تنظيم الدولة خلال اشتباكات.",
            [(12, "islamic_state"), (7, "sdf")],
        ),
        ("قتلت قوات النظام 8 مدنيين.", [(8, "government")]),
    ],
)
def test_who_did_it_is_said_of_those_counts_alone(text: str, told: list[tuple[int | None, str | None]]) -> None:
    assert doers(text) == told


def test_a_time_between_two_commas_is_of_what_stands_before_it() -> None:
    text = (
        "تعز: استشهد خمسة مدنيين بينهم طفلان وأصيب 12 آخرون، مساء أمس الخميس، جراء سقوط صاروخ على حي الروضة. "
        "وبذلك ترتفع حصيلة القتلى المدنيين في تعز منذ مطلع العام إلى 143 قتيلاً."
    )
    claims = marsad.read(text, published="2019-05-03").claims
    day, year = dt.date(2019, 5, 2), dt.date(2019, 1, 1)
    assert [(c.value, c.window.start, c.cause) for c in claims[:3]] == [(n, day, "shelling") for n in (5, 2, 12)]
    assert (claims[3].value, claims[3].window.start, claims[0].part_of) == (143, year, claims[3].id)


@pytest.mark.parametrize(
    ("second", "low", "high"),
    [
        ("في حين تحدث الإعلام الرسمي عن «عشرات الإرهابيين»", 38, 38),
        ("في حين تحدث الإعلام الرسمي عن مقتل 30 من مقاتلي التنظيم", 30, 38),
    ],
)
def test_a_voice_that_is_only_vague_lowers_no_others_least(second: str, low: int, high: int) -> None:
    text = f"وقُتل في المعارك 38 من مقاتلي تنظيم الدولة، وفق المرصد، {second}."
    tolls = marsad.read(text, published="2018-07-26", pack="syria").tolls
    assert [(toll.side, toll.lo, toll.hi) for toll in tolls] == [("islamic_state", low, high)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قتل 30 شخصا، منهم 12 في حلب و8 في إدلب والبقية في حماة.", [None, "Aleppo", "Idlib", "Hama"]),
        ("قتل 12 شخصا في حلب و8 في إدلب.", ["Aleppo", "Idlib"]),
        ("قتل 9 أشخاص بينهم 3 أطفال في حلب.", ["Aleppo", "Aleppo"]),
        (
            "30 people were killed, 12 of them in Aleppo, 10 in Idlib and the rest in Hama.",
            [None, "Aleppo", "Idlib", "Hama"],
        ),
    ],
)
def test_each_part_is_where_it_is_said_to_be_and_the_whole_at_none_of_them(text: str, told: list[str | None]) -> None:
    reading = marsad.read(text, published="2019-05-03", pack="syria")
    names = {place.id: place.name_en for place in reading.places}
    assert [names[claim.place] if claim.place else None for claim in reading.claims] == told


def test_who_shelled_elsewhere_is_not_said_to_have_killed() -> None:
    text = "لم يتوقف القصف على الغوطة ما تسبب في استشهاد 16 مواطناً، فيما سقطت 15 قذيفة أطلقتها الفصائل على العاصمة."
    assert doers(text) == [(16, None)]
