"""What is in frame: the incidents of a map's box and a timeline's days, with what stands outside both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

from marsad.errors import UsageError
from marsad.model import PlaceMention
from marsad.model.incident import Incident, IncidentToll
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.terms import HARMS
from marsad.publish.words import LANGUAGES, load_words
from marsad.web.asked import CURSOR, PERIOD, Parameter, offset_of
from marsad.web.atlas import NEVER, NOWHERE, Atlas, bins, make_atlas, usual_box, usual_span
from marsad.web.columns import pack_atlas, unpack_atlas
from marsad.web.moving import moved_atlas
from marsad.web.room import Room

FRAME = (
    *PERIOD,
    Parameter("box"),
    Parameter("harm", "choice", HARMS),
    Parameter("side"),
    Parameter("lane", "choice", ("undated", "unplaced")),
    Parameter("zoom", "flag", default=False),
    Parameter("limit", "number", default=30),
    CURSOR,
)
MOST_SPOTS = 1_500
"""Places that are drawn at most, those with the most incidents first."""
MOST_MOVED = 500
"""Incidents up to which the columns are brought up to date, not made anew."""
EDGES = (180.0, 90.0, 180.0, 90.0)


def atlas_of(room: Room) -> Atlas:
    """Return the columns of all incidents, made once for each state of the ledger."""
    return room.whole("atlas", lambda: _atlas(room))


def _atlas(room: Room) -> Atlas:
    shelf = room.shelf
    if shelf.atlas is None and not shelf.there("book"):
        kept = shelf.remembered("atlas columns", bytes)
        if kept is not None:
            return unpack_atlas(kept)
    stamp, book = shelf.stamp, room.book()
    moved = book.since(shelf.atlas[0]) if shelf.atlas is not None else None
    if shelf.atlas is None or moved is None or len(moved) > MOST_MOVED:
        made = make_atlas(book.entries)
    else:
        made = moved_atlas(shelf.atlas[1], {leader: book.entries.get(leader) for leader in moved})
    shelf.atlas = book.changes, made
    shelf.keep("atlas columns", stamp, lambda: pack_atlas(made))
    return made


def tie_atlas(room: Room) -> None:
    """Let the columns that the ledger kept be brought up to date with the account book from now on."""
    atlas, book = atlas_of(room), room.book()
    if room.shelf.atlas is None and room.shelf.there("atlas") and room.shelf.there("book"):
        room.shelf.atlas = book.changes, atlas


def frame(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return spots, bins, lanes and incidents of a frame.

    The box limits the bins and the days limit the spots; the list is limited by both.  `zoom` draws the bins over the
    days that were asked for, not over all.  `lane` lists the incidents without a day or without a place instead.
    """
    atlas = atlas_of(room)
    wanted = atlas.doing(asked["harm"], asked["side"])
    timely = wanted & atlas.within(asked["from"], asked["to"])
    placed = wanted & atlas.inside(_box(asked["box"])) if asked["box"] else wanted
    undated, unplaced = wanted & (atlas.first == NEVER), timely & (atlas.spot == NOWHERE)
    held = {"undated": undated, "unplaced": unplaced}.get(asked["lane"], timely & placed)
    rows = np.flatnonzero(held)
    first, limit = offset_of(asked["cursor"]), asked["limit"]
    shown = rows[first : first + limit]
    told = room.chronicle.led_by([atlas.leaders[row] for row in shown])
    usual = room.whole("usual", lambda: (usual_span(atlas), usual_box(atlas)))
    span = _span(usual[0], asked)
    unit, counted = bins(atlas, placed, span) if span else ("day", [])
    spots, left = _spots(atlas, timely)
    return {
        "schema_version": SCHEMA_VERSION,
        "span": {"from": span[0], "to": span[1], "unit": unit} if span else None,
        "bins": counted,
        "box": usual[1],
        "spots": spots,
        "spots_left": left,
        "in_frame": len(rows),
        "undated": int(undated.sum()),
        "unplaced": int(unplaced.sum()),
        "results": [_line(one, int(atlas.spot[row])) for one, row in zip(told, shown, strict=True)],
        "next": f"o{first + limit}" if len(rows) > first + limit else None,
    }


def _span(usual: tuple[dt.date, dt.date] | None, asked: Mapping[str, Any]) -> tuple[dt.date, dt.date] | None:
    if usual is None or not asked["zoom"]:
        return usual
    start, end = asked["from"], asked["to"]
    return start or min(usual[0], end or usual[0]), end or max(usual[1], start or usual[1])


def _spots(atlas: Atlas, held: Any) -> tuple[list[dict[str, Any]], int]:
    """Return the places of incidents, those with the most first, and how many places were left out."""
    counts = np.bincount(atlas.spot[held & (atlas.spot != NOWHERE)], minlength=len(atlas.spots))
    order = [int(n) for n in np.argsort(-counts, kind="stable") if counts[n]]
    drawn = order[:MOST_SPOTS]
    return [spot(atlas.spots[n]) | {"spot": n, "incidents": int(counts[n])} for n in drawn], len(order) - len(drawn)


def spot(place: PlaceMention) -> dict[str, Any]:
    """Return what a map needs of a place."""
    return {
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "precision": place.precision,
        "kind": place.kind,
        "name_en": place.name_en or place.text,
        "name_ar": place.name_ar or place.text,
    }


def _line(one: Incident, row: int) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "snippet": one.snippet,
        "from": one.start,
        "to": one.end,
        "precision": one.precision,
        "place": spot(one.place) if one.place else None,
        "spot": row if row != NOWHERE else None,
        "tolls": [_said(toll) for toll in one.tolls],
        "independent": one.corroboration.independent,
    }


def _said(toll: IncidentToll) -> dict[str, Any]:
    """Return a toll with its words in each language: a minimum is called a minimum."""
    words = {lang: load_words(lang).bound(toll.harm, toll.lo, toll.hi) for lang in LANGUAGES}
    return {"harm": toll.harm, "side": toll.side, "lo": toll.lo, "hi": toll.hi, "words": words}


def _box(text: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north.  Raises `UsageError` for what is no box."""
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    if len(found) != 4 or not all(abs(n) <= edge for n, edge in zip(found, EDGES, strict=True)) or found[1] > found[3]:
        raise UsageError.of("box is {value!r}; write west,south,east,north in degrees", value=text)
    west, south, east, north = found
    return west, south, east, north
