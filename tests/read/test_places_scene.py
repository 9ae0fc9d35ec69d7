"""Which place holds for a token: clause, sentence, paragraph, headline, dateline."""

from __future__ import annotations

import pytest
from places_home import make_home, read

from marsad.knowledge.lore import Lore
from marsad.read.places import PlacesFound


@pytest.fixture(scope="module")
def lore(tmp_path_factory: pytest.TempPathFactory) -> Lore:
    return make_home(tmp_path_factory.mktemp("home"))


def scene_of(found: PlacesFound, text: str, word: str) -> str | None:
    """Return the gazetteer id of the scene of `word`."""
    starts = found._scan.tokens.starts
    token = max(i for i, start in enumerate(starts) if start <= text.index(word))
    scene = found.scene(token)
    return next((m.gazetteer for m in found.mentions if m.id == scene), None)


def test_the_nearest_place_of_the_clause_holds(lore: Lore) -> None:
    text = "قتل ثلاثة في نوارة، وأصيب تسعة في سهيلة."
    found = read(lore, text)
    assert scene_of(found, text, "ثلاثة") == "n.seat"
    assert scene_of(found, text, "تسعة") == "s.seat"


def test_a_town_goes_before_its_country(lore: Lore) -> None:
    text = "قتل ثلاثة في بلادان وتحديداً في نوارة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "n.seat"


def test_without_one_in_the_sentence_the_last_named_in_the_paragraph_holds(lore: Lore) -> None:
    text = "هجوم على كرم الزيتون\nانفجرت سيارة في سهيلة. قتل ثلاثة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "s.seat"


def test_without_one_in_the_paragraph_the_headline_holds(lore: Lore) -> None:
    text = "هجوم على كرم الزيتون\nانفجرت سيارة. قتل ثلاثة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "n.karm"


def test_a_governorate_in_the_dateline_holds_where_nothing_else_is_named(lore: Lore) -> None:
    text = "محافظة نوارة – مرصد نوارة:: قتل ثلاثة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "n"


def test_a_text_without_places_has_no_scene(lore: Lore) -> None:
    assert read(lore, "قتل ثلاثة.").scene(0) is None


def test_the_mention_at_some_tokens_is_found(lore: Lore) -> None:
    found = read(lore, "سيطر على مدينة نوارة")
    mention = found.at(2, 4)
    assert mention is not None and mention.gazetteer == "n.seat"
    assert found.at(3, 4) is mention
    assert found.at(0, 1) is None


def test_the_end_of_a_stretch_is_found_before_the_stretch(lore: Lore) -> None:
    found = read(lore, "هجوم بين نوارة وسهيلة")
    between, one, other = found.mentions
    assert [found.at(i, i + 1) for i in (1, 2, 3)] == [between, one, other]


def test_where_somebody_fled_to_is_no_scene(lore: Lore) -> None:
    text = "هجوم على كرم الزيتون\nانكفأ المهاجمون إلى سهيلة. قتل ثلاثة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "n.karm"


def test_a_periods_total_after_several_provinces_is_of_none_of_them(lore: Lore) -> None:
    text = "قرى في محافظة نوارة وأخرى في محافظة سهيلة. قتل ثلاثة."
    found = read(lore, text)
    token = max(i for i, start in enumerate(found._scan.tokens.starts) if start <= text.index("ثلاثة"))
    assert found.scene(token) is not None
    assert found.scene(token, whole=True) is None


def test_a_province_told_beside_a_town_takes_no_scene_from_it(lore: Lore) -> None:
    text = "انفجرت سيارة في كرم الزيتون، محافظة نوارة. قتل ثلاثة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "n.karm"


def test_where_the_missiles_came_from_is_no_scene(lore: Lore) -> None:
    text = "قتل ثلاثة بصواريخ من اتجاه نوارة سقطت على سهيلة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "s.seat"


def test_a_place_that_only_says_where_another_lies_is_no_scene(lore: Lore) -> None:
    text = "انفجر لغم في سهيلة جنوب نوارة، وقتل ثلاثة."
    assert scene_of(read(lore, text), text, "ثلاثة") == "s.seat"
    alone = "انفجر لغم جنوب نوارة، وقتل ثلاثة."
    assert scene_of(read(lore, alone), alone, "ثلاثة") == "n.seat"


def test_a_palace_is_no_town(lore: Lore) -> None:
    text = "قتل ثلاثة قرب القصر الرئاسي في نوارة."
    found = read(lore, text)
    assert [m.name_ar for m in found.mentions] == ["نوارة"]
    assert scene_of(found, text, "ثلاثة") == "n.seat"


def test_where_somebody_speaks_is_no_scene_beside_another_and_is_one_inside_it_or_alone(lore: Lore) -> None:
    elsewhere = "قصف على سهيلة. وقال طبيب في نوارة إن ثلاثة قتلوا."
    assert scene_of(read(lore, elsewhere), elsewhere, "ثلاثة") == "s.seat"
    within = "قصف على محافظة نوارة. وقال طبيب في كرم الزيتون إن ثلاثة قتلوا."
    assert scene_of(read(lore, within), within, "ثلاثة") == "n.karm"
    alone = "قال طبيب في نوارة إن ثلاثة قتلوا."
    assert scene_of(read(lore, alone), alone, "ثلاثة") == "n.seat"


def test_what_a_dateline_files_is_there_where_the_next_sentence_goes_elsewhere(lore: Lore) -> None:
    text = "سهيلة – 14 تموز: قتل ثلاثة بانفجار. وفي نوارة قتل ضابط."
    found = read(lore, text)
    assert scene_of(found, text, "ثلاثة") == "s.seat"
    assert scene_of(found, text, "ضابط") == "n.seat"
