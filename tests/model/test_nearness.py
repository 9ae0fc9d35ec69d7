"""What two places of one text surely are to each other: the same, one in the other, apart."""

from __future__ import annotations

from marsad.model.nearness import apart, distinct, within
from marsad.model.place import AMONG, PlaceMention


def _place(name: str, kind: str, **told: object) -> PlaceMention:
    fields = {"lat": 15.0, "lon": 32.0, "radius_km": 3.0, "precision": "settlement", "rule": "place.known"} | told
    return PlaceMention(id=name, span=(0, len(name)), text=name, kind=kind, **fields)  # type: ignore[arg-type]


def test_in_a_list_lie_its_places_and_what_is_in_them_and_nothing_between() -> None:
    whole = _place("A and B", "other", radius_km=90.0, relation=AMONG, candidates=("gn:1", "gn:2"))
    assert within(_place("A", "town", gazetteer="gn:1"), whole)
    assert within(_place("a quarter of B", "district", gazetteer="gn:3", parents=("gn:2", "gn:9")), whole)
    assert not within(_place("C", "town", gazetteer="gn:4", parents=("gn:9",)), whole)


def test_two_quarters_of_a_town_are_two_scenes_and_two_wide_districts_may_be_one() -> None:
    one = _place("one", "district", gazetteer="gn:1", radius_km=2.0)
    two = _place("two", "district", gazetteer="gn:2", radius_km=2.0)
    assert distinct(one, two)
    assert not distinct(one, _place("wide", "district", gazetteer="gn:3", radius_km=30.0))
    assert not distinct(one, _place("its town", "district", gazetteer="gn:1", radius_km=2.0))


def test_a_town_in_none_of_the_governorates_on_a_list_is_another_scene() -> None:
    listed = _place("A and B", "governorate", radius_km=200.0, relation=AMONG, candidates=("gn:1", "gn:2"))
    assert apart(_place("C", "town", gazetteer="gn:4", parents=("gn:3",)), listed)
    assert not apart(_place("D", "town", gazetteer="gn:5", parents=("gn:2",)), listed)
    assert not apart(_place("of none known", "town"), listed)
