"""The overview, the incidents, and one incident with all that was said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from marsad.chronicle import told
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.statement import Statement
from marsad.model.toll import TollRow, TollTable
from marsad.web.asked import CURSOR, LIMIT, PERIOD, NotFoundError, Parameter, offset_of
from marsad.web.room import Room
from marsad.web.views.changes import since_release
from marsad.web.views.frame import frame
from marsad.web.views.history import decided
from marsad.web.views.kept import kept_table
from marsad.web.views.telling import binding, claim_of, standing_of
from marsad.web.views.tolls import EVERYTHING

LISTED = (Parameter("place"), *PERIOD, LIMIT, CURSOR)


def incidents(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return incidents that touch a place and days, the newest first."""
    found, more = room.chronicle.incidents(
        place=asked["place"],
        start=asked["from"],
        end=asked["to"],
        offset=offset_of(asked["cursor"]),
        limit=asked["limit"],
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "results": found,
        "next": f"o{more}" if more is not None else None,
    }


def incident(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return one incident with its table harm x side x group and its claims.  Raises `NotFoundError` for none."""
    try:
        (found,), _ = room.chronicle.incidents(id=asked["id"])
    except UsageError as error:
        raise NotFoundError(str(error), template=error.template, values=error.values) from None
    own = room.chronicle.claims_of(found)
    table = room.ledger.toll(by=("harm", "side"), statements=own) if own else None
    groups = room.ledger.toll(by=("harm", "side", "group"), statements=own).rows if own else ()
    bound = binding(table) if table else {}
    claims = [
        claim_of(room, one) | {"standing": standing_of(one, bound, table), "binds": bound.get(one.key, [])}
        for one in own
        if table is not None
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "incident": found,
        "table": table,
        "cells": [_cell(row, own, found.corroboration.leaning) for row in (*table.rows, *groups)] if table else [],
        "claims": claims,
        "captures": _captures(room, found.documents),
        "decisions": decided(room, [found.id, *found.claims]),
    }


def _cell(row: TollRow, own: Sequence[Statement], leaning: Collection[str]) -> dict[str, Any]:
    """Return a row of the count table with the claims that are about it, and who speaks for it.

    `grade` is `none` where only claims of other rows bear on it, `one` voice, or `several`.
    """
    about = [
        one
        for one in own
        if one.claim.harm == row.harm
        and (row.side is None or one.claim.group.side == row.side or one.key in row.claims)
    ]
    voices = sorted({one.claimant or one.source or one.document for one in about})
    grade = "none" if not voices else "one" if len(voices) == 1 else "several"
    return {"row": row, "claims": [one.key for one in about], "voices": voices, "grade": grade}


def _captures(room: Room, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return when each document came in, the earliest first."""
    found = room.ledger.store.documents_of(names).values()
    return [
        {"document": one.id, "captured": one.captured, "revisions": one.revisions}
        for one in sorted(found, key=lambda one: (one.captured, one.id))
    ]


class Standing(msgspec.Struct, frozen=True):
    """Where a ledger stands, in figures that take long to reckon."""

    last: dt.date | None
    documents: int
    claims: int
    figures: TollTable
    contradictions: int


def _standing(room: Room) -> Standing:
    book = room.book()
    return Standing(
        last=told.last_day(room.chronicle),
        documents=len(room.catalogue()),
        claims=book.claims(),
        figures=kept_table(room, EVERYTHING),
        contradictions=len(room.disputes()),
    )


def standing(room: Room) -> Standing:
    """Return where the ledger stands, kept in it until it moves on."""
    return room.lasting("overview", lambda: _standing(room), Standing)


def overview(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the ledger stands: its last day, its tolls by harm and side, what is new, and what is in frame."""
    stands = standing(room)
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": stands.last,
        "documents": stands.documents,
        "claims": stands.claims,
        "tolls": stands.figures,
        "contradictions": stands.contradictions,
        "changes": since_release(room),
        "frame": frame(room, asked),
    }
