"""Where each of several counts of one sentence is said to be."""

import pytest

from marsad.pipeline import read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sixty people were killed in Aleppo and 20 in Idlib.", ["Aleppo", "Idlib"]),
        ("Two people were killed in Sumy and five wounded in Kharkiv.", ["Sumy", "Kharkiv"]),
        ("Two people died in Sumy, medics at Zelena hospital said. A third died of his wounds.", ["Sumy", "Sumy"]),
        ("Ten people were killed and five wounded in Kharkiv.", ["Kharkiv", "Kharkiv"]),
        ("قضى 3 مدنيين بقصف على جسر الشغور واثنان برصاص مجهولين في درعا.", ["Jisr al-Shughur", "Daraa"]),
        ("قتل 3 بقصف على إدلب و5 بألغام في حماة.", ["Idlib", "Hama"]),
        ("قتل ثلاثة مدنيين بقصف على دوما في ريف دمشق وأصيب أربعة.", ["Douma", "Douma"]),
    ],
)
def test_a_count_is_where_its_own_words_say(text: str, expected: list[str]) -> None:
    reading = read_text(text, published="2025-06-12")
    names = {place.id: place.name_en for place in reading.places}
    assert [names[claim.place or ""] for claim in reading.claims] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fighting killed 512 people nationwide in May. In Aleppo, gunmen killed a man on Sunday.",
        "Fighting killed 512 people across the country in May. Gunmen killed a man in Aleppo on Sunday.",
        "قتل 512 شخصاً في عموم البلاد خلال أيار. وقتل مسلحون رجلاً في حلب يوم الأحد.",
    ],
)
def test_the_dead_of_a_whole_country_are_not_put_at_the_one_place_named(text: str) -> None:
    reading = read_text(text, published="2025-06-12")
    names = {place.id: place.name_en for place in reading.places}
    assert [names.get(claim.place or "") for claim in reading.claims] == [None, "Aleppo"]
