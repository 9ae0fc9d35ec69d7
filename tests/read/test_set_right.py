"""A figure that whoever told it set right: the new one stands, the old one weighs nothing in tolls."""

from __future__ import annotations

import pytest

from marsad.pipeline import read_text

OVERTAKEN = [
    ("مقتل 84 شخصاً في تفجيرين بكرمان، وكانت السلطات أعلنت أولاً سقوط 103 قتلى ثم خفضت العدد إلى 84.", 84),
    ("خفضت وزارة الصحة عدد القتلى إلى 84 بعد أن أعلنت في وقت سابق مقتل 95.", 84),
    ("أعلنت الوزارة في البداية مقتل 40 شخصاً، قبل أن تخفض الحصيلة إلى 31.", 31),
    ("صححت الوزارة الحصيلة إلى 31 قتيلاً بعدما أعلنت سابقاً سقوط 40.", 31),
    ("تراجعت الحصيلة إلى 31 قتيلاً بعد أن كانت 40.", 31),
]


@pytest.mark.parametrize(("text", "stands"), OVERTAKEN)
def test_a_lowered_figure_is_the_toll_and_the_earlier_one_is_overtaken(text: str, stands: int) -> None:
    reading = read_text(text, published="2024-07-10")
    assert [(toll.lo, toll.hi) for toll in reading.tolls] == [(stands, stands)]
    assert {c.value for c in reading.claims if c.status == "superseded"} & {40, 95, 103}


def test_what_was_announced_earlier_of_another_attack_stands() -> None:
    text = "قتل 4 جنود في هجوم على حاجز. وأعلنت الوزارة في وقت سابق مقتل 7 عناصر في هجوم آخر."
    reading = read_text(text, published="2024-07-10")
    assert all(claim.status == "stated" for claim in reading.claims)


def test_who_died_of_his_wounds_is_added_to_the_dead_of_his_side() -> None:
    text = (
        "استشهد ضابط برتبة نقيب ومقاتلان من الفوج الأول وجرح أربعة آخرون بانفجار عبوة ناسفة على دوريتهم في ديالى، "
        "فيما توفي أحد الجرحى صباح اليوم."
    )
    tolls = {(t.harm, t.side): (t.lo, t.hi) for t in read_text(text, published="2024-07-10").tolls}
    assert tolls[("killed", "iraqi_forces")] == (4, 4)


def test_a_title_s_number_has_the_time_that_its_body_gives() -> None:
    text = (
        "الغوطة الشرقية.. 106 شهداء في يوم واحد\n\nوثق المرصد استشهاد 38 مدنياً اليوم الأربعاء، فيما استشهد أمس "
        "الثلاثاء 106 مدنيين بينهم 19 طفلاً."
    )
    reading = read_text(text, published="2018-02-21")
    days = [claim.window.start for claim in reading.claims if claim.value == 106]
    assert len(days) == 2
    assert len(set(days)) == 1


def test_what_sources_spoke_of_at_first_is_overtaken() -> None:
    text = "أسفرت غارة على المستشفى عن مقتل 67 مريضاً، وكانت المصادر تحدثت في البداية عن 30 قتيلاً."
    reading = read_text(text, published="2025-01-25")
    assert [(c.value, c.status) for c in reading.claims] == [(67, "stated"), (30, "superseded")]


def test_a_party_that_the_lists_do_not_name_splits_a_total_with_another() -> None:
    text = (
        "اليمن: 23 قتيلاً في مواجهات بين القبائل والحوثيين\n\nأفادت مصادر قبلية بمقتل 16 من مسلحي جماعة الحوثي في كمين "
        "نصبه مسلحون قبليون في مديرية رداع، مقابل سقوط 7 من رجال القبائل."
    )
    tolls = {(t.side, t.lo, t.hi) for t in read_text(text, published="2023-06-12").tolls}
    assert tolls == {("houthi", 16, 16), ("other", 7, 7)}


def test_what_many_operations_led_to_is_of_their_time() -> None:
    text = (
        "قتل عنصران من الجيش إثر انفجار عبوة ناسفة قرب قرية الشولا. وبذلك يرتفع عدد العمليات التي نفذها التنظيم منذ "
        "مطلع العام إلى 31 عملية، أسفرت عن مقتل 19 شخصاً."
    )
    found = {c.value: c.window.start for c in read_text(text, published="2025-03-20").claims}
    assert str(found[19]) == "2025-01-01"
    assert str(found[2]) == "2025-03-20"
