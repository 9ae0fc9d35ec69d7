"""Where each of several counts of one sentence is said to be."""

import pytest

from marsad.model.nearness import kilometres
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل 27 شخصاً في معارك بمدن بارا وأم روابة والرهد في شمال كردفان.", "North Kordofan"),
        ("ولاية شمال كردفان: قُتل 27 شخصاً في معارك بمدن بارا وأم روابة والرهد.", "North Kordofan"),
        ("Clashes in Bara, Umm Ruwaba and Er Rahad in North Kordofan killed 27 people.", "North Kordofan"),
    ],
)
def test_who_fell_in_one_of_several_towns_fell_in_the_region_named_around_them(text: str, expected: str) -> None:
    reading = read_text(text, published="2025-02-03", pack="sudan")
    names = {place.id: place.name_en for place in reading.places}
    assert [names.get(claim.place or "") for claim in reading.claims] == [expected]


def test_where_no_region_is_named_the_list_itself_is_the_place_and_reaches_all_of_it() -> None:
    reading = read_text("قُتل 31 شخصاً في غارات على إدلب وحماة.", published="2019-06-12", pack="syria")
    whole = next(place for place in reading.places if place.id == reading.claims[0].place)
    assert whole.text == "إدلب وحماة"
    assert (whole.relation, whole.rule, whole.gazetteer) == ("among", "place.among", None)
    alone = [place for place in reading.places if place.id != whole.id]
    assert whole.candidates == tuple(place.gazetteer for place in alone)
    assert all((kilometres(whole, place) or 0) <= (whole.radius_km or 0) for place in alone)
    spans = [place.span[0] for place in reading.places]
    assert spans == sorted(spans)


def test_of_a_list_in_two_provinces_neither_is_the_place_of_all() -> None:
    reading = read_text("Raids on Kharkiv and Odesa killed nine people.", published="2024-06-12")
    whole = next(place for place in reading.places if place.id == reading.claims[0].place)
    assert (whole.text, whole.parents) == ("Kharkiv and Odesa", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people from Sumy were killed in Kharkiv on Sunday.", "Kharkiv"),
        ("Gunmen in Panjgur killed nine men from Punjab and Sindh.", "Panjgur"),
        ("A boat sank off Sabratha on Sunday. Eleven men from Eritrea and Sudan drowned.", "Sabratha"),
        ("Gunmen abducted 276 girls from Chibok in 2014.", "Chibok"),
        ("Nine soldiers were killed in Bara, 55 km north of El Obeid, on Sunday.", "Bara"),
    ],
)
def test_where_persons_come_from_or_a_place_lies_is_not_where_they_fell(text: str, expected: str) -> None:
    reading = read_text(text, published="2025-02-12")
    names = {place.id: place.name_en for place in reading.places}
    assert [names.get(claim.place or "") for claim in reading.claims] == [expected]


def test_a_list_goes_on_with_its_next_place_alone() -> None:
    text = (
        "Hezbollah fired rockets at northern Israel on Monday, killing two people in Metula. "
        "Hours later Israeli warplanes struck Tyre and Nabatieh, killing eleven."
    )
    reading = read_text(text, published="2024-06-12")
    named = {place.id: place.text for place in reading.places}
    assert [named[claim.place or ""] for claim in reading.claims] == ["Metula", "Tyre and Nabatieh"]


def test_a_country_that_owns_the_place_is_not_the_place() -> None:
    reading = read_text(
        "Ten people were killed in a US drone strike in Yemen's Marib province.", published="2024-06-12"
    )
    named = {place.id: place.text for place in reading.places}
    assert named[reading.claims[0].place or ""] == "Marib province"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("BOGOTA - A bomb in Tarquimba killed four people on Tuesday.", "Tarquimba"),
        ("Nine monks died near Rambree when a jet struck. In Kutum, two boys were hurt.", "Rambree"),
        ("ADDIS ABABA - Militiamen killed 12 soldiers near Debre Zemit, residents said.", "Debre Zemit"),
    ],
)
def test_a_count_is_at_the_place_its_sentence_names_though_no_list_has_it(text: str, told: str) -> None:
    """Neither the agency's town nor the next place is where they fell."""
    reading = read_text(text, published="2025-06-12")
    place = next(place for place in reading.places if place.id == reading.claims[0].place)
    assert (place.text, place.lat, place.rule) == (told, None, "place.unlisted")


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed in Ramadan.",
        "Four men were shot in Bakr's house.",
        "Five people died in Kuki areas.",
        "The talks in Tarquimba ended.",
    ],
)
def test_a_name_behind_in_is_not_always_a_place(text: str) -> None:
    assert not read_text(text, published="2025-06-12").places


def test_two_scenes_in_two_countries_are_apart_though_one_has_no_point() -> None:
    text = (
        "Israeli raids on Lebanon killed 71 people and wounded 169 on Friday. "
        "In Israel, 11 people were wounded when a rocket hit a house in Tirana Bet."
    )
    reading = read_text(text, published="2024-11-01")
    assert {(toll.lo, toll.hi) for toll in reading.tolls if toll.harm == "injured"} == {(169, 169), (11, 11)}


def test_an_unlisted_town_lies_in_the_country_named_last_before_it() -> None:
    text = "In Israel, 11 people were hurt near Tarquim, and in Lebanon, nine died near Kfar Zet."
    parents = {place.text: place.parents for place in read_text(text, published="2025-06-12").places}
    assert (parents["Tarquim"], parents["Kfar Zet"]) == (("cc:IL",), ("cc:LB",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A bomb killed 12 people in Baghdad. In Baquba 3 people died in clashes. Nine of the dead were children.",
            ["Baghdad", "Baqubah", "Baghdad"],
        ),
        (
            "Two people died in Baghdad. In the city of Basra a mine hurt three. The number of dead rose to 4.",
            ["Baghdad", "Basra", "Baghdad"],
        ),
    ],
)
def test_a_part_is_where_its_whole_is_and_a_toll_where_its_part_is(text: str, expected: list[str]) -> None:
    reading = read_text(text, published="2025-06-12")
    names = {place.id: place.name_en for place in reading.places}
    assert [names[claim.place or ""] for claim in reading.claims] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in Hama said three people had been killed in Raqqa.", "Raqqa"),
        ("A rocket fired from Dnipro killed 20 people in Kherson.", "Kherson"),
        ("A court in Aleppo heard that nine people were killed in Raqqa.", "Raqqa"),
        ("قال محافظ تدمر إن 20 مدنياً قتلوا في الرقة.", "Raqqa"),
        ("قتل مسلحون قدموا من حلب 9 مدنيين في تدمر.", "Palmyra"),
        ("نعى نازحون في الرقة 7 مزارعين قتلوا في حلب.", "Aleppo"),
    ],
)
def test_who_speaks_or_comes_from_elsewhere_is_not_where_they_died(text: str, expected: str) -> None:
    reading = read_text(text, published="2025-06-12")
    names = {place.id: place.name_en for place in reading.places}
    assert [names[claim.place or ""] for claim in reading.claims] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل أربعة في صور وخمسة في صيدا.", ["Tyre", "Sidon"]),
        ("استشهد أربعة في غارة على صور.", ["Tyre"]),
        ("ظهر القتلى الأربعة في صور نشرها التنظيم.", [None]),
    ],
)
def test_a_town_called_like_a_word_is_read_where_something_happened(text: str, expected: list[str | None]) -> None:
    reading = read_text(text, published="2025-06-12", pack="lebanon")
    names = {place.id: place.name_en for place in reading.places}
    assert [names.get(claim.place or "") for claim in reading.claims] == expected


@pytest.mark.parametrize(
    "text",
    [
        "أعدم 511 شخصاً بحسب منظمة حقوقية مقرها أوسلو.",
        "توفي أمس المعتقل السابق أبو محمد الذي أمضى 14 عاماً في سجن صيدنايا.",
        "قتلت جدة وحفيداها بقصف مدفعي.",
    ],
)
def test_nobody_falls_where_an_office_has_its_seat_or_somebody_spent_years(text: str) -> None:
    reading = read_text(text, published="2025-06-12", lang="ar")
    assert reading.claims
    assert all(claim.place is None for claim in reading.claims)
