"""Places are read with their kind, sense and geometry; what is no place is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from places_home import PLACES, make_home, read

from marsad.knowledge.lore import Lore
from marsad.model.place import PlaceMention
from marsad.read.places.geometry import distance_km

NOWARA = (10.2, 20.3)


@pytest.fixture(scope="module")
def lore(tmp_path_factory: pytest.TempPathFactory) -> Lore:
    return make_home(tmp_path_factory.mktemp("home"))


def only(lore: Lore, text: str, lang: str = "ar") -> PlaceMention:
    mentions = read(lore, text, lang).mentions
    assert len(mentions) == 1, [m.text for m in mentions]
    return mentions[0]


def point(mention: PlaceMention) -> tuple[float, float]:
    assert mention.lat is not None and mention.lon is not None
    return mention.lat, mention.lon


def test_a_town_and_a_spelling_are_added_without_python(tmp_path: Path) -> None:
    text = "قصف على كرم الزيتون وعلى تل السنونو"
    before = make_home(tmp_path / "before")
    after = make_home(tmp_path / "after", (*PLACES, "n.tell|Tell Sununu|town|10.5|20.5|2|XA|n|تل السنونو/تل سنونو||||"))
    assert read(before, text).mentions[-1].gazetteer is None
    assert [m.gazetteer for m in read(after, text).mentions] == ["n.karm", "n.tell"]
    assert only(after, "قصف على تل سنونو").gazetteer == "n.tell"


def test_every_mention_has_its_own_id_and_the_same_place_the_same_entry(lore: Lore) -> None:
    mentions = read(lore, "انفجار في نوارة. هدوء في سهيلة. قصف على مدينة نوارة.").mentions
    assert [m.id for m in mentions] == ["p1", "p2", "p3"]
    assert [m.gazetteer for m in mentions] == ["n.seat", "s.seat", "n.seat"]


def test_what_is_glued_to_a_name_is_outside_its_span(lore: Lore) -> None:
    assert [m.text for m in read(lore, "قصف بنوارة وبسهيلة").mentions] == ["نوارة", "سهيلة"]


def test_marks_and_tatweel_change_nothing(lore: Lore) -> None:
    assert only(lore, "قصف على مَدينَةِ نُوَّارَة").gazetteer == only(lore, "قصف على مديـنة نوارة").gazetteer == "n.seat"


def test_a_governorate_word_chooses_the_governorate_and_a_town_word_the_town(lore: Lore) -> None:
    assert only(lore, "معارك في محافظة نوارة").gazetteer == "n"
    assert only(lore, "معارك في مدينة نوارة").gazetteer == "n.seat"
    assert only(lore, "clashes in Nowara province", "en").precision == "admin"


def test_a_bare_name_is_the_governorate_where_the_text_speaks_of_no_town(lore: Lore) -> None:
    theatre, _ = read(lore, "تصعيد في نوارة.\nقتل ثلاثة في محافظة نوارة.").mentions
    assert (theatre.gazetteer, theatre.rule) == ("n", "place.theatre")
    town, _, _ = read(lore, "تصعيد في نوارة.\nقصف مدينة نوارة ومحافظة نوارة.").mentions
    assert town.gazetteer == "n.seat"


def test_a_namesake_is_chosen_by_its_neighbours(lore: Lore) -> None:
    assert read(lore, "قتل راع في المشيرفة قرب كرم الزيتون").mentions[0].gazetteer == "n.mishra"
    assert read(lore, "قتل راع في المشيرفة جنوب سهيلة").mentions[0].gazetteer == "s.mishra"


def test_a_namesake_is_chosen_by_the_dateline(lore: Lore) -> None:
    found = read(lore, "محافظة سهيلة – مرصد نوارة:: قتل راع في المشيرفة")
    assert [m.gazetteer for m in found.mentions] == ["s", "s.mishra"]
    assert found.dateline == "p1"


def test_between_namesakes_without_a_sign_none_is_chosen_and_both_are_kept(lore: Lore) -> None:
    mention = only(lore, "قتل راع في قرية المشيرفة")
    assert (mention.lat, mention.gazetteer, mention.precision) == (None, None, "unknown")
    assert set(mention.candidates) == {"n.mishra", "s.mishra"}


def test_an_ordinary_word_is_a_place_only_where_something_says_so(lore: Lore) -> None:
    for refused in ("فتح الباب", "دخل من الباب", "قائد فيلق الباب", "طرق الباب في نوارة"):
        assert "n.door" not in {m.gazetteer for m in read(lore, refused).mentions}, refused
    for accepted in ("قصف مدينة الباب", "كمين قرب الباب", "قصف ريف الباب", "بلدات المشيرفة والباب", "شرق الباب"):
        assert "n.door" in {m.gazetteer for m in read(lore, accepted).mentions}, accepted


def test_once_called_a_town_an_ordinary_word_is_one_where_a_preposition_leads(lore: Lore) -> None:
    assert [m.gazetteer for m in read(lore, "قصف مدينة الباب. نزح الناس من الباب.").mentions] == ["n.door"] * 2


def test_an_ordinary_word_counts_in_a_list_of_places(lore: Lore) -> None:
    assert [m.gazetteer for m in read(lore, "القصف على الباب وكرم الزيتون").mentions] == ["n.door", "n.karm"]


def test_a_countryside_is_reckoned_from_the_seat(lore: Lore) -> None:
    mention = only(lore, "اشتباكات في ريف نوارة الشمالي")
    assert (mention.gazetteer, mention.relation, mention.precision) == ("n", "northern_countryside", "area")
    lat, lon = point(mention)
    assert lat > NOWARA[0] and lon == pytest.approx(NOWARA[1])
    assert distance_km(NOWARA, (lat, lon)) == pytest.approx(0.4 * 60, abs=0.5)
    assert only(lore, "clashes in the northern countryside of Nowara", "en").relation == "northern_countryside"
    assert only(lore, "clashes in the northern Nowara countryside", "en").relation == "northern_countryside"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("لغم على بعد 18 كم جنوب نوارة", "ar"),
        ("a mine 18 km south of Nowara", "en"),
        ("لغم ثمانية عشر كيلومتراً جنوب نوارة", "ar"),
    ],
)
def test_a_distance_with_a_bearing_is_a_point(lore: Lore, text: str, lang: str) -> None:
    mention, bare = read(lore, text, lang).mentions
    assert point(bare) == NOWARA and bare.relation is None
    lat, lon = point(mention)
    assert lat < NOWARA[0] and lon == pytest.approx(NOWARA[1])
    assert distance_km(NOWARA, (lat, lon)) == pytest.approx(18, abs=0.5)
    assert mention.radius_km == 4.5


def test_a_distance_without_a_bearing_is_a_radius(lore: Lore) -> None:
    mention = only(lore, "كمين على مسافة 30 كيلومتراً من نوارة")
    assert (mention.relation, mention.radius_km, point(mention)) == ("distance", 30.0, NOWARA)


@pytest.mark.parametrize(
    ("text", "lang"), [("هجوم بين نوارة وكرم الزيتون", "ar"), ("attacked between Nowara and Karm al-Zaytun", "en")]
)
def test_between_two_places_is_their_middle(lore: Lore, text: str, lang: str) -> None:
    between, first, second = read(lore, text, lang).mentions
    assert between.relation == "between"
    length = distance_km(point(first), point(second))
    assert distance_km(point(between), point(first)) == pytest.approx(length / 2, rel=0.01)
    assert between.radius_km == pytest.approx(length / 4, abs=0.1)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("هجوم على جبهة بطول 100 كلم، من غرب نوارة إلى شرق كرم الزيتون", "ar"),
        ("attacked along a front of 100 km from the west of Nowara to the east of Karm al-Zaytun", "en"),
    ],
)
def test_a_front_reaches_from_one_end_to_the_other(lore: Lore, text: str, lang: str) -> None:
    front, west, east = read(lore, text, lang).mentions
    assert (front.relation, front.gazetteer) == ("front", None)
    assert point(west)[1] < NOWARA[1] and point(east)[1] > 20.4
    assert front.radius_km == pytest.approx(distance_km(point(west), point(east)) / 2, abs=0.1)


def test_a_bank_has_no_point(lore: Lore) -> None:
    for text in ("على الضفة الغربية لنهر الزرقاء", "على ضفة نهر الزرقاء الغربية"):
        mention = only(lore, text)
        assert (mention.relation, mention.gazetteer, mention.lat) == ("western_bank", "r", None)


def test_an_office_dateline_is_not_the_scene(lore: Lore) -> None:
    found = read(lore, "BILADAN, June 8 - A blast killed two in Nowara.", "en")
    office, town = found.mentions
    assert (found.dateline, office.relation, office.lat) == (office.id, "dateline", None)
    assert {found.scene(i) for i in range(12)} == {town.id}


def test_a_country_is_a_place_where_something_happens_and_a_party_where_it_acts(lore: Lore) -> None:
    assert only(lore, "wounded flown to hospitals in Biladan", "en").kind == "country"
    assert only(lore, "نقلوا إلى بلادان").kind == "country"
    assert not read(lore, "Biladan said it regretted the raid", "en").mentions
    assert not read(lore, "الميليشيات الموالية لبلادان تنسحب").mentions


def test_a_publisher_called_after_a_place_is_no_place(lore: Lore) -> None:
    assert not read(lore, "قال مرصد نوارة إن الهدوء عاد").mentions
    assert not read(lore, "the Nowara Observatory said calm had returned", "en").mentions


@pytest.mark.parametrize(
    ("text", "lang", "name", "kind"),
    [
        ("قتل رجل من قرية عدوان", "ar", "عدوان", "village"),
        ("قصف حي الزاهرية", "ar", "الزاهرية", "district"),
        ("كمين في تل دكوة", "ar", "تل دكوة", "other"),
        ("shells fell on the village of Kafr Zaytunah", "en", "Kafr Zaytunah", "village"),
        ("shells fell on Marj Zuhur airport", "en", "Marj Zuhur", "other"),
    ],
)
def test_a_typed_name_that_no_list_has_is_kept_without_a_point(
    lore: Lore, text: str, lang: str, name: str, kind: str
) -> None:
    mention = only(lore, text, lang)
    assert (mention.name_ar or mention.name_en, mention.kind, mention.lat) == (name, kind, None)
    assert mention.rule == "place.unlisted"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("قصف قرية صغيرة", "ar"),
        ("مشفى ميداني", "ar"),
        ("مخيم للنازحين", "ar"),
        ("the village was hit", "en"),
        ("its main hospital", "en"),
    ],
)
def test_a_type_word_alone_names_nothing(lore: Lore, text: str, lang: str) -> None:
    assert not read(lore, text, lang).mentions


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("نقلوا إلى مستشفى الزهراوي في نوارة", "ar"),
        ("taken to Zahrawi Hospital in Nowara", "en"),
        ("a raid on Zahrawi camp, Nowara", "en"),
    ],
)
def test_what_no_list_has_but_the_text_puts_in_a_town_lies_there(lore: Lore, text: str, lang: str) -> None:
    inside, town = read(lore, text, lang).mentions
    assert (inside.relation, inside.parents[0], point(inside)) == ("inside", "n.seat", point(town))
    assert inside.radius_km == 5.0


def test_a_home_country_is_a_place_unless_it_acts(tmp_path: Path) -> None:
    lore = make_home(tmp_path, (*PLACES, "xa|Mamlaka|country|11.0|21.0|300|XA||مملكان|Mamlaka|||"))
    assert [m.gazetteer for m in read(lore, "Mamlaka civilian deaths in May", "en").mentions] == ["xa"]
    for text in (
        "Mamlaka denied it",
        "Mamlaka and Biladan pledged aid",
        "the raid was blamed on rebels backed by Mamlaka",
    ):
        assert not read(lore, text, "en").mentions, text
