"""What became other since the last release: documents, decisions, and the tolls that moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marsad.model.toll import TollRow, TollTable
from marsad.web.room import Room


def since_release(room: Room) -> dict[str, Any] | None:
    """Return what is new since the last release, None where nothing was released.

    `tolls` are the rows that moved, {harm, side, before, after}; None where the ledger is too large to ask at once.
    """
    releases = room.ledger.store.releases()
    if not releases:
        return None
    last = releases[-1]
    at = last.at if isinstance(last.at, dt.datetime) else dt.datetime.fromisoformat(last.at)
    return room.kept(("changes", last.id), lambda: _changes(room, last.id, at))


def _changes(room: Room, release: str, at: dt.datetime) -> dict[str, Any]:
    fresh = room.ledger.store.captured_after(at)
    decisions = [one.id for one in room.ledger.store.decisions() if one.when > at]
    moved = None
    if not room.is_large():  # else: `marsad toll --known-at`
        moved = differences(
            room.ledger.toll(known_at=at), room.ledger.toll(statements=list(room.statements().values()))
        )
    return {"release": release, "at": at, "documents": fresh, "decisions": len(decisions), "tolls": moved}


def differences(before: TollTable, after: TollTable) -> list[dict[str, Any]]:
    """Return the rows that two tables say differently; a row that one of them lacks is None there."""
    old, new = ({(row.harm, row.side): row for row in table.rows} for table in (before, after))
    out = []
    for harm, side in sorted({**old, **new}, key=lambda key: (key[0], key[1] or "")):
        was, now = _ends(old.get((harm, side))), _ends(new.get((harm, side)))
        if was != now:
            out.append({"harm": harm, "side": side, "before": was, "after": now})
    return out


def _ends(row: TollRow | None) -> dict[str, int | None] | None:
    return None if row is None else {"lo": row.lo, "hi": row.hi}
