"""Tolls of short texts with several voices, incidents, running totals and today's part: what an expert writes there."""

from __future__ import annotations

import pytest

from marsad.pipeline import read_text

Toll = tuple[str, str, int, int | None]


def tolls(text: str, published: str = "2024-05-14") -> list[Toll]:
    return sorted((t.harm, t.side or "unknown", t.lo, t.hi) for t in read_text(text, published=published).tolls)


def test_another_incident_has_a_toll_of_its_own_and_its_teller_is_no_rival() -> None:
    first = "At least 12 people were killed and 30 injured by a bomb in Kabul on Monday, medical sources said.\n"
    second = "A second explosion in the city killed five people and wounded 16."
    assert tolls(first + second) == [
        ("injured", "unknown", 16, 16),
        ("injured", "unknown", 30, 30),
        ("killed", "unknown", 5, 5),
        ("killed", "unknown", 12, None),
    ]
    first = "ارتفعت حصيلة تفجير الكرادة وسط بغداد فجر الأحد إلى 213 قتيلاً وأكثر من 200 جريح، وفق مصادر طبية.\n"
    second = "وفي حادث آخر، انفجرت عبوة ناسفة في العاصمة ما أسفر عن مقتل شخص وإصابة أربعة آخرين."
    assert tolls(first + second, "2016-07-04") == [
        ("injured", "unknown", 4, 4),
        ("injured", "unknown", 201, None),
        ("killed", "unknown", 1, 1),
        ("killed", "unknown", 213, 213),
    ]


def test_the_day_of_a_running_total_has_its_toll_wherever_the_text_tells_it() -> None:
    text = (
        "أعلنت وزارة الصحة في غزة مساء الأحد ارتفاع حصيلة الشهداء منذ السابع من أكتوبر إلى 9770 شهيداً.\n"
        "وقالت الوزارة إن 252 شهيداً سقطوا خلال الساعات الـ24 الماضية، منهم 45 في قصف مخيم المغازي."
    )
    assert tolls(text, "2023-11-05") == [("killed", "unknown", 252, 252), ("killed", "unknown", 9770, 9770)]


def test_who_died_on_the_last_day_is_one_of_the_days_dead() -> None:
    text = (
        "The Ministry of Health in Gaza said 126 Palestinians were killed in the past 24 hours, bringing the toll "
        "since 7 October to 23,210.\nAmong the dead of the last day were 14 members of one family."
    )
    assert [toll for toll in tolls(text, "2024-01-09") if toll[1] == "unknown"] == [
        ("killed", "unknown", 126, 126),
        ("killed", "unknown", 23210, 23210),
    ]


def test_a_fourth_and_a_fifth_are_one_more() -> None:
    assert tolls("Four passengers were killed near Boni on Tuesday and a fifth died in hospital.") == [
        ("killed", "civilians", 5, 5)
    ]


def test_the_rest_of_a_toll_is_what_the_groups_behind_it_leave() -> None:
    """Before, the rest was taken for the whole toll where the toll was one that rose."""
    text = (
        "The death toll from the fighting in Guriel has climbed to 52.\n"
        "Of the dead, 21 were soldiers of the federal government, 17 were Al-Shabaab fighters and the rest were "
        "civilians."
    )
    assert tolls(text) == [
        ("killed", "al_shabaab", 17, 17),
        ("killed", "civilians", 14, 14),
        ("killed", "somalia_government", 21, 21),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A young captain, aged 26, and three of his men were killed near Mir Ali, Pakistan, on Monday.", 4),
        (
            "In North Waziristan Lieutenant Colonel A. S. (age: 43 years), leading his troops from the front, embraced "
            "shahadat along with five of his men.",
            6,
        ),
    ],
)
def test_a_man_and_some_of_his_men_are_all_of_them(text: str, expected: int) -> None:
    assert tolls(text) == [("killed", "pakistan_army", expected, expected)]


def test_others_who_are_told_as_further_ones_are_so_with_all_of_their_list() -> None:
    text = "أدى القصف إلى إصابة أكثر من 130 مدنياً، استقبل المستشفى 79 منهم. كما أصيب طبيب وممرضتان جراء سقوط قذيفة."
    assert tolls(text) == [("injured", "civilians", 134, None)]


def test_a_figure_that_leads_is_no_part_of_a_rivals_because_that_one_names_the_city() -> None:
    text = (
        "At least six people were killed when bombs struck a printing house in Kharkiv on Monday, prosecutors said.\n"
        "Mayor Ihor Terekhov said seven people died in the city of Kharkiv."
    )
    assert all(lo == 6 for _, _, lo, _ in tolls(text))


def test_whom_a_count_is_of_is_not_the_one_who_tells_it() -> None:
    text = (
        "Strikes in support killed an estimated 30 militants near Bulobarde, Somalia; Somali troops reported four of "
        "their own killed."
    )
    assert tolls(text) == [("killed", "al_shabaab", 27, 33), ("killed", "somalia_government", 4, 4)]


def test_a_provisional_toll_leaves_open_both_its_figures_and_no_other_partys() -> None:
    text = (
        "أدت غارات على بلدات الجنوب في لبنان، في حصيلة غير نهائية، إلى استشهاد 33 شخصاً وإصابة 195 بجروح. "
        "ونعى حزب الله في بيان منفصل ستة من مقاتليه."
    )
    assert tolls(text, "2024-09-28") == [
        ("injured", "unknown", 195, None),
        ("killed", "hezbollah", 6, 6),
        ("killed", "unknown", 33, None),
    ]


def test_one_person_elsewhere_is_not_left_open_because_one_was() -> None:
    text = (
        "The death toll of the bombing in Sibi rose to 27 after a clerk died; officials feared that the figures would "
        "go up. In North Waziristan, a captain and two soldiers embraced martyrdom."
    )
    assert ("killed", "pakistan_army", 3, 3) in tolls(text)


def test_the_ministry_is_the_one_that_was_cited_before() -> None:
    text = (
        "The Gaza Health Ministry said 55 people were killed on Monday. A strike on Rafah killed nine, medics said. "
        "Separately, the ministry announced 12 deaths in Jabalia."
    )
    voices = {claim.value: claim.claimant for claim in read_text(text, published="2024-05-14").claims}
    assert voices[12] == voices[55] != voices[9]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from RSF shelling in El Fasher rose to 10.",
        "The death toll from Israeli strikes on Gaza rose to 10 on Monday.",
        "The toll from Hezbollah rockets in Haifa rose to 10.",
        "The death toll from Houthi attacks in Yemen rose to 10.",
    ],
)
def test_the_toll_of_a_partys_strikes_is_not_of_its_own_dead(text: str) -> None:
    assert tolls(text) == [("killed", "unknown", 10, 10)]


def test_the_toll_of_a_partys_fighters_is_of_its_own_dead() -> None:
    assert tolls("The toll among RSF fighters in El Fasher rose to 10.") == [("killed", "rsf", 10, 10)]


def test_a_rivals_figure_without_a_side_is_of_those_whom_the_lead_counts() -> None:
    text = (
        "Shelling of the camp killed 14 displaced people in El Fasher on Monday, the emergency room said. The local "
        "resistance committee gave a lower figure of 11 dead."
    )
    assert {side for _, side, _, _ in tolls(text)} == {"civilians"}
