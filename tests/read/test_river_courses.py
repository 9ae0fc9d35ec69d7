"""Fronts along a river: measured along its course, placed on the bank that is named, stated lengths checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import KnowledgeError
from marsad.knowledge.compile import Course, compile_pack
from marsad.knowledge.files import HOME
from marsad.knowledge.lore import load_lore
from marsad.model import Document, PlaceMention
from marsad.read import read
from marsad.read.places.course import NEAR_KM, foot, length_km, middle
from marsad.read.places.geometry import Point, distance_km

BUKAMAL, MAYADIN, PALMYRA = (34.453, 40.918), (35.019, 40.453), (34.56, 38.27)


@pytest.fixture(scope="module")
def euphrates() -> Course:
    return load_lore().voice("ar", "syria").courses["sy.euphrates"]


def front(text: str) -> PlaceMention:
    found = read(Document(id="x", text=text, sha256="0", published="2018-06-09", pack="syria"), load_lore())
    (one,) = [place for place in found.places if place.relation == "front"]
    return one


def test_the_river_between_two_towns_is_as_long_as_a_mapped_line_within_a_tenth(euphrates: Course) -> None:
    """Natural Earth's line has 105.5 km between Al-Mayadin and Al-Bukamal, 77.2 as the crow flies."""
    km = length_km(euphrates, MAYADIN, BUKAMAL)
    assert km == pytest.approx(105.5, rel=0.1)
    assert km == length_km(euphrates, BUKAMAL, MAYADIN)


def test_a_place_off_the_river_has_no_length_along_it(euphrates: Course) -> None:
    assert foot(euphrates, PALMYRA).far > NEAR_KM
    assert length_km(euphrates, MAYADIN, PALMYRA) is None


@pytest.mark.parametrize(("bearing", "side"), [(270.0, -1), (90.0, 1)])
def test_the_bank_that_is_named_is_the_side_where_it_is_placed(euphrates: Course, bearing: float, side: int) -> None:
    water = middle(euphrates, MAYADIN, BUKAMAL, None)
    bank: Point = middle(euphrates, MAYADIN, BUKAMAL, bearing)
    assert (bank[1] - water[1]) * side > 0
    assert distance_km(bank, water) == pytest.approx(4, abs=0.1)


def test_a_stated_length_is_checked_along_the_river() -> None:
    one = front("استهدف جبهة بطول 100 كلم موازية للضفة الغربية لنهر الفرات، من غرب البوكمال إلى شرق الميادين.")
    assert one.length is not None
    assert (one.length.stated_km, one.length.along, one.length.agrees) == (100, "sy.euphrates", True)
    assert one.lon is not None
    assert one.lon < middle(load_lore().voice("ar", "syria").courses["sy.euphrates"], MAYADIN, BUKAMAL, None)[1]


def test_a_length_that_cannot_be_is_said_to_disagree() -> None:
    one = front("استهدف جبهة بطول 400 كلم موازية للضفة الغربية لنهر الفرات، من غرب البوكمال إلى شرق الميادين.")
    assert one.length is not None
    assert one.length.agrees is False


def test_without_a_river_the_length_is_a_straight_line() -> None:
    one = front("They attacked along a front of 100 km from the west of Al-Bukamal to the east of Al-Mayadin.")
    assert one.length is not None
    assert (one.length.along, one.length.stated_km) == (None, 100)
    assert one.length.measured_km < 90


def test_a_course_by_a_place_that_nobody_knows_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "p"
    folder.mkdir(parents=True)
    for name in ("pack.yml", "places.tsv", "actors.yml"):
        (folder / name).write_bytes((HOME / "packs/sample" / name).read_bytes())
    told = "- {id: nowhere, course: [a, b], winding: 1.2, source: x}\n"
    (folder / "rivers.yml").write_text(told, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"rivers\.yml, entry 'nowhere'"):
        compile_pack(tmp_path, "en", "p", {})
