"""Places by any of their names, nearest match first, and what contains them."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.knowledge.placenames import containers, find_places

HEADER = "id\tname_en\tkind\tlat\tlon\tradius_km\tcountry\tparent\tar\ten\tcue\tnote\n"
ROWS = (
    "cc:ZZ\tZedland\tcountry\t1\t1\t100\tZZ\t\tزدلند\tZedland\t\t\n"
    "zz.north\tNorth Governorate\tgovernorate\t1\t1\t50\tZZ\tcc:ZZ\tمحافظة الشمال|الشمال\tNorth|Nord\t\t\n"
    "zz.north_city\tNorth\tcity\t1\t1\t5\tZZ\tzz.north\tالشمال|مدينة الشمال\tNorth city\t\t\n"
    "zz.quarter\tOld Quarter\ttown\t1\t1\t1\tZZ\tzz.north_city|zz.north\tالحيّ القديم\tThe Old Quarter\t\t\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "packs/zz").mkdir(parents=True)
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "packs/zz/places.tsv").write_text(HEADER + ROWS, encoding="utf-8")
    (tmp_path / "gazetteer/countries.tsv").write_text("code\tlat\nZZ\t1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("ZZ.North", [["zz.north"], [], [], []]),
        ("north", [[], ["zz.north_city"], ["zz.north"], []]),
        ("الشمال", [[], ["zz.north_city"], ["zz.north"], []]),
        ("the old quarter", [[], [], ["zz.quarter"], []]),
        ("الحي القديم", [[], [], [], ["zz.quarter"]]),
        ("Atlantis", [[], [], [], []]),
    ],
)
def test_a_name_finds_its_places_nearest_match_first(home: Path, name: str, groups: list[list[str]]) -> None:
    assert [[place.id for place in group] for group in find_places(name, home)] == groups


def test_containers_are_all_that_lie_around_nearest_first(home: Path) -> None:
    above = containers(home)
    assert above["zz.quarter"] == ("zz.north_city", "zz.north", "cc:ZZ")
    assert above["cc:ZZ"] == ()


def test_the_shipped_places_are_found_by_arabic_and_english_spellings() -> None:
    for name in ("البوكمال", "Abu Kamal", "sy.bukamal"):
        assert "sy.bukamal" in {place.id for group in find_places(name) for place in group}, name
    assert containers()["sy.bukamal"][-1] == "cc:SY"


def test_villages_of_the_packs_and_towns_beyond_a_front_are_found_by_their_latin_names() -> None:
    for name, country in (("Lyptsi", "UA"), ("Valuyki", "RU"), ("Maradun", "NG"), ("Gourma Rharous", "ML")):
        found = [place for group in find_places(name) for place in group]
        assert country in {place.country for place in found}, name


def test_what_is_added_to_the_places_is_found_at_once(home: Path) -> None:
    assert find_places("Newtown", home) == ((), (), (), ())
    row = "zz.new\tNewtown\ttown\t1\t1\t1\tZZ\tzz.north\tالجديدة\tNewtown\t\t\n"
    (home / "packs/zz/places.tsv").write_text(HEADER + ROWS + row, encoding="utf-8")
    assert [place.id for group in find_places("Newtown", home) for place in group] == ["zz.new"]
