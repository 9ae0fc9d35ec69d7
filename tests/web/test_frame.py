"""What is in frame: days, boxes, lanes and bins over incidents that are made for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from marsad.chronicle.entry import entry_of
from marsad.errors import UsageError
from marsad.model import Claim, PlaceMention, Statement
from marsad.model.group import Group
from marsad.model.time import Window
from marsad.reckon.account import Account
from marsad.web.atlas import Atlas, bins, make_atlas, usual_box, usual_span
from marsad.web.drawing import HIGH, WIDE, Sheet, drawn_timeline
from marsad.web.views.frame import _box


def told(
    name: str,
    start: str | None,
    at: tuple[float, float] | None = (36.2, 37.1),
    *,
    end: str | None = None,
    side: str = "civilians",
    background: bool = False,
) -> Statement:
    day = dt.date.fromisoformat(start) if start else None
    place = PlaceMention(id="p1", span=(0, 1), text="x", lat=at[0], lon=at[1], precision="exact") if at else None
    claim = Claim(
        id="c1",
        span=(0, 1),
        text="3",
        harm="killed",
        value=3,
        group=Group(side=side),
        window=Window(start=day, end=dt.date.fromisoformat(end) if end else day),
        background=background,
    )
    return Statement(key=f"{name}#c1", document=name, claim=claim, place=place, incident=f"i-{name}")


def drawn(*statements: Statement) -> Atlas:
    by_document: dict[str, list[Statement]] = {}
    for one in statements:
        by_document.setdefault(one.key, []).append(one)
    return make_atlas({key: entry_of(told, Account(None, (), ())) for key, told in by_document.items()})


def leaders(atlas: Atlas, held: Any) -> list[str]:
    return [leader.partition("#")[0] for leader, wanted in zip(atlas.leaders, held, strict=True) if wanted]


@pytest.fixture
def atlas() -> Atlas:
    return drawn(
        told("june", "2018-06-08"),
        told("july", "2018-07-01", (33.5, 36.3), end="2018-07-20", side="opposition"),
        told("undated", None),
        told("unplaced", "2018-06-30", None),
        told("fiji", "2018-08-01", (-17.0, 179.5)),
    )


def test_days_hold_what_touches_them_and_nothing_without_a_day(atlas: Atlas) -> None:
    held = atlas.within(dt.date(2018, 7, 10), dt.date(2018, 7, 11))
    assert leaders(atlas, held) == ["july"]
    assert "undated" in leaders(atlas, atlas.within(None, None))
    assert "undated" not in leaders(atlas, atlas.within(dt.date(1900, 1, 1), None))


def test_a_box_holds_its_points_also_across_the_date_line_and_never_the_unplaced(atlas: Atlas) -> None:
    assert leaders(atlas, atlas.inside((37.0, 36.0, 38.0, 37.0))) == ["june", "undated"]
    assert leaders(atlas, atlas.inside((170.0, -20.0, -170.0, 0.0))) == ["fiji"]
    assert "unplaced" not in leaders(atlas, atlas.inside((-180.0, -90.0, 180.0, 90.0)))


def test_a_side_that_nobody_tells_of_holds_nothing(atlas: Atlas) -> None:
    assert leaders(atlas, atlas.doing("killed", "opposition")) == ["july"]
    assert leaders(atlas, atlas.doing(None, "russia")) == leaders(atlas, atlas.doing("injured", None)) == []


def test_bins_are_never_finer_than_what_is_known(atlas: Atlas) -> None:
    span = (dt.date(2018, 6, 1), dt.date(2018, 8, 31))
    unit, days = bins(atlas, atlas.within(None, None), span)
    assert unit == "day" and sum(one["sharp"] for one in days) == 3  # type: ignore[misc]
    assert [one["from"] for one in days if one["spread"]] == [dt.date(2018, 7, 1)]
    unit, months = bins(atlas, atlas.within(None, None), (dt.date(2018, 1, 1), dt.date(2019, 12, 31)))
    assert unit == "month" and len(months) == 24 and all(one["spread"] == 0 for one in months)
    assert months[1]["from"] == dt.date(2018, 2, 1) and months[1]["to"] == dt.date(2018, 2, 28)


def test_background_does_not_move_an_incident_in_time() -> None:
    old = told("june", "2012-01-01", background=True)
    found = drawn(told("june", "2018-06-08"), old)
    assert usual_span(found) == (dt.date(2018, 6, 8), dt.date(2018, 6, 8))


def test_an_empty_ledger_has_neither_span_nor_box() -> None:
    nothing = make_atlas({})
    assert usual_span(nothing) is None and usual_box(nothing) is None


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "0,10,20,5", "0,0,200,10", "nan,0,1,1", "0,0,inf,1"])
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        _box(text)


def test_the_still_map_puts_its_middle_in_the_middle_and_draws_coasts() -> None:
    sheet = Sheet((35.0, 32.0, 43.0, 38.0))
    assert sheet.at(39.0, 35.0) == (WIDE / 2, HIGH / 2)
    assert sheet.at(39.0, 36.0)[1] < HIGH / 2 < sheet.at(39.0, 34.0)[1]
    assert sheet.km(111.2) == pytest.approx(HIGH / 2 - sheet.at(39.0, 36.0)[1], abs=0.2)
    assert sheet.lines().startswith("M")


def test_time_runs_the_other_way_in_arabic(atlas: Atlas) -> None:
    _, counted = bins(atlas, atlas.within(None, None), (dt.date(2018, 6, 1), dt.date(2018, 8, 31)))
    frame = {"bins": counted}
    onwards, back = (
        [one["x"] for one in drawn_timeline(frame, mirrored=mirrored)["columns"]] for mirrored in (False, True)
    )
    assert onwards == sorted(onwards) and back == sorted(back, reverse=True)
