"""Statements of one happening share an incident, whatever their order; doubtful ones stay apart."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from marsad.link import link_incidents, linked
from marsad.model import Claim, Group, PlaceMention, Statement, Window


def town(name: str, lat: float, lon: float, **more: Any) -> PlaceMention:
    more.setdefault("kind", "town")
    return PlaceMention(id=name, span=(0, len(name)), text=name, name_en=name, lat=lat, lon=lon, **more)


MARQUNA = town("Marquna", 35.0, 40.0)
ZAGHRINA = town("Zaghrina", 36.0, 41.0)
TALMARA = town("Talmara", 35.1, 40.1, kind="governorate", radius_km=80.0)


def say(
    key: str,
    value: int,
    first: int,
    last: int | None = None,
    *,
    place: PlaceMention | None = MARQUNA,
    side: str = "government",
    by: str | None = "opposition",
    cause: Any = "clashes",
    **more: Any,
) -> Statement:
    document, id = key.split("#")
    words = f"{id} {value}"
    start = 100 * int(id[1:])
    return Statement(
        key=key,
        document=document,
        claim=Claim(
            id=id,
            span=(start, start + len(words)),
            text=words,
            harm="killed",
            value=value,
            group=Group(side=side),
            window=Window(start=dt.date(2021, 3, first), end=dt.date(2021, 3, last or first)),
            perpetrator=by,
            cause=cause,
            **more,
        ),
        published=dt.date(2021, 3, last or first),
        place=place,
    )


def groups(statements: list[Statement]) -> set[frozenset[str]]:
    found: dict[str | None, set[str]] = {}
    for statement in link_incidents(statements):
        found.setdefault(statement.incident, set()).add(statement.key)
    return {frozenset(keys) for keys in found.values()}


def test_a_running_chain_is_one_incident_and_says_why() -> None:
    chain = [say("d1#c1", 9, 11), say("d2#c1", 17, 11, 12), say("d3#c1", 24, 11, 13)]
    assert groups(chain) == {frozenset({"d1#c1", "d2#c1", "d3#c1"})}
    why = {(link.first, link.second): link.why for link in linked(chain).links}
    assert [(one.feature, one.bits > 0) for one in why["d1#c1", "d2#c1"]] == [
        ("place", True),
        ("day", True),
        ("harmed", True),
        ("harming", True),
    ]


def test_the_order_is_irrelevant_and_the_id_stays_when_later_documents_come() -> None:
    chain = [say("d1#c1", 9, 11), say("d2#c1", 17, 11, 12), say("d3#c1", 4, 11, place=ZAGHRINA)]
    wanted = link_incidents(chain)
    for seed in range(5):
        shuffled = list(chain)
        random.Random(seed).shuffle(shuffled)
        assert link_incidents(shuffled) == wanted
    assert link_incidents(chain[:1])[0].incident == wanted[0].incident


def test_another_town_another_day_or_other_parties_is_another_incident() -> None:
    first = say("d1#c1", 9, 11)
    assert len(groups([first, say("d2#c1", 9, 11, place=ZAGHRINA)])) == 2
    assert len(groups([first, say("d2#c1", 9, 15)])) == 2
    assert len(groups([first, say("d2#c1", 7, 11, side="civilians", by="unknown")])) == 2


def test_a_wider_place_links_only_running_counts_from_the_same_day() -> None:
    first = say("d1#c1", 9, 11, 13)
    assert len(groups([first, say("d2#c1", 17, 11, 12, place=TALMARA)])) == 1
    assert len(groups([first, say("d2#c1", 17, 12, place=TALMARA)])) == 2


def test_an_evening_count_of_an_area_is_an_incident_of_its_own() -> None:
    first = say("d1#c1", 5, 11)
    assert len(groups([first, say("d2#c1", 5, 11, place=TALMARA)])) == 2


def test_civilians_harmed_on_one_day_in_one_town_are_not_enough() -> None:
    first = say("d1#c1", 4, 11, side="civilians", by=None, cause=None)
    assert len(groups([first, say("d2#c1", 1, 11, side="civilians", by=None, cause=None)])) == 2
    assert len(groups([first, say("d2#c1", 4, 11, side="civilians", by=None, cause=None)])) == 1


def test_without_a_place_a_figure_and_the_opening_day_must_agree() -> None:
    first = say("d1#c1", 9, 11)
    assert len(groups([first, say("d2#c1", 9, 11, place=None)])) == 1
    assert len(groups([first, say("d2#c1", 8, 11, place=None)])) == 2


def test_a_country_is_no_place_of_an_incident() -> None:
    country = town("Warifa", 35.0, 40.0, kind="country")
    assert len(groups([say("d1#c1", 9, 11), say("d2#c1", 14, 11, place=country)])) == 2


def test_an_air_strike_and_a_sniper_in_one_town_stay_apart_unless_they_share_a_figure() -> None:
    strike = say("d1#c1", 4, 11, side="civilians", cause="airstrike")
    assert len(groups([strike, say("d2#c1", 1, 11, side="civilians", cause="gunfire")])) == 2
    assert len(groups([strike, say("d2#c1", 4, 11, side="civilians", cause="gunfire")])) == 1


def test_one_document_may_tell_of_several_incidents_and_parts_stay_with_their_whole() -> None:
    roundup = [
        say("d1#c1", 4, 11),
        say("d1#c2", 1, 11, part_of="c1", place=None),
        say("d1#c3", 3, 11, place=ZAGHRINA),
        say("d1#c4", 90, 1, background=True),
    ]
    assert groups(roundup) == {frozenset({"d1#c1", "d1#c2"}), frozenset({"d1#c3"}), frozenset({"d1#c4"})}


def test_a_figure_that_a_document_replaces_is_of_its_incident_and_links_it_to_who_told_it() -> None:
    city = town("Warifa", 35.0, 40.0, kind="city")
    plain: dict[str, Any] = {"side": "", "by": None, "cause": None, "place": city}
    first = say("d1#c1", 174, 16, **plain)
    later = say("d2#c1", 205, 14, 18, **plain)
    recalls = say("d2#c2", 174, 16, **plain, background=True, status="superseded")
    assert len(groups([first, later])) == 2
    assert groups([first, later, recalls]) == {frozenset({"d1#c1", "d2#c1", "d2#c2"})}
    (link,) = linked([first, later, recalls]).links
    assert "recalled" in {why.feature for why in link.why}


def test_only_a_document_told_no_earlier_recalls() -> None:
    city = town("Warifa", 35.0, 40.0, kind="city")
    plain: dict[str, Any] = {"side": "", "by": None, "cause": None, "place": city}
    told_after = say("d1#c1", 174, 14, 19, **plain)
    earlier = [say("d2#c1", 205, 16, 18, **plain), say("d2#c2", 174, 16, **plain, status="withdrawn")]
    assert len(groups([told_after, *earlier])) == 2


def test_running_counts_since_one_day_at_one_place_are_of_one_happening() -> None:
    city = town("Warifa", 35.0, 40.0, kind="city")
    plain: dict[str, Any] = {"side": "civilians", "by": None, "cause": None, "place": city, "cumulative": True}
    assert len(groups([say("d1#c1", 90, 4, 12, **plain), say("d2#c1", 140, 4, 20, **plain)])) == 1
    assert len(groups([say("d1#c1", 90, 4, 12, **plain), say("d2#c1", 140, 5, 20, **plain)])) == 2
