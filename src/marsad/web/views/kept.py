"""Questions about a whole large ledger: answered from what is kept of its incidents, not by reckoning over all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from marsad.chronicle import Chronicle, told
from marsad.chronicle.periods import Summed, incidents_of, months_of, summed_within
from marsad.chronicle.scoped import check_side, scoped
from marsad.errors import UsageError
from marsad.knowledge.sentences import load_sentences
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.statement import Statement
from marsad.model.time import Window
from marsad.model.toll import Contradiction, Scope, TollRow, TollTable
from marsad.reckon.book import Book, Row
from marsad.reckon.sentence import sentence
from marsad.web.room import MOST_AT_ONCE, Room
from marsad.web.sums import Disputed

Found = TypeVar("Found")
Summing = Callable[[Chronicle, Book, Window, str | None, str | None], list[Found]]
"""What gives the rows of a period of a book, of a harm and side or of all."""
PLAIN = {"place": None, "from": None, "to": None, "policy": "lead", "as_of": None, "about": "stated", "vague": "least"}
"""What a question leaves open that is answered from what is kept."""
PERIODS = ({"side"}, {"side", "harm"})
"""By what a question of some days is broken down that sums of what is kept answer."""
FEW = 120
"""Claims up to which those of some days are reckoned at once, and all are named."""
GROUPINGS = ({"side"}, {"side", "harm"}, {"side", "month"}, {"side", "harm", "month"})


def is_kept(asked: Mapping[str, Any]) -> bool:
    """Tell whether the figures of a question are kept: of all days and places, by side or by side and month."""
    by = set(asked["by"]) | ({"side"} if asked["side"] else set())
    plain = by in GROUPINGS and all(asked[name] == value for name, value in PLAIN.items())
    return plain and not asked.get("explained")


def rows_within(room: Room, asked: Mapping[str, Any]) -> list[Summed] | None:
    """Return the rows of a question about some days of a large ledger, as sums of what is kept of its incidents.

    None where it asks for something else, or for days of which no more claims speak than a page names (`FEW`).
    """
    if not _is_summed(room, asked, set(asked["by"])):
        return None
    key = ("within", asked["from"], asked["to"], asked["harm"], asked["side"])
    return room.kept(key, lambda: _within(room, asked, summed_within))


def months_within(room: Room, asked: Mapping[str, Any]) -> list[Row] | None:
    """Return the rows by month of a question about some days of a large ledger, summed in the same way.

    None as for `rows_within`.
    """
    if "month" not in asked["by"] or not _is_summed(room, asked, set(asked["by"]) - {"month"}):
        return None
    key = ("months within", asked["from"], asked["to"], asked["harm"], asked["side"])
    return room.kept(key, lambda: _within(room, asked, months_of))


def _is_summed(room: Room, asked: Mapping[str, Any], by: set[str]) -> bool:
    """Tell whether a question is about some days of a large ledger, by what is kept of its incidents."""
    by |= {"side"} if asked["side"] else set()
    days = {"from": asked["from"], "to": asked["to"]}
    plain = by in PERIODS and all(asked[name] == value for name, value in (PLAIN | days).items())
    if not plain or asked.get("explained") or is_unbounded(asked) or not room.is_large():
        return False
    check_side(room.chronicle, asked["side"])
    return True


def _within(room: Room, asked: Mapping[str, Any], summed: Summing[Found]) -> list[Found] | None:
    period = Window(start=asked["from"], end=asked["to"])
    if told.size_within(room.chronicle, period, FEW + 1) <= FEW:
        return None
    return summed(room.chronicle, room.book().sums, period, asked["harm"], asked["side"])


def table_within(rows: Sequence[Summed]) -> TollTable:
    """Return the table of rows of some days: the figures that are reckoned, without the claims that bind them."""
    return _table([one.row for one in rows], incidents_of(rows))


def table_of_months(rows: Sequence[Row]) -> TollTable:
    """Return the table of rows by month: the figures that are reckoned, without the claims that bind them."""
    return _table(rows)


def is_unbounded(asked: Mapping[str, Any]) -> bool:
    """Tell whether a question is about all places and days."""
    return asked["place"] is None and asked["from"] is None and asked["to"] is None


def is_past(room: Room, asked: Mapping[str, Any]) -> bool:
    """Tell whether a question is about all days and places of a vast ledger as they were known on a past day."""
    plain = asked["as_of"] is not None and is_kept({**asked, "as_of": None})
    return plain and room.is_vast() and room.shelf.past is not None


def kept_table(room: Room, asked: Mapping[str, Any]) -> TollTable:
    """Return the table of a question whose figures are kept: the same figures, without the claims that bind them.

    Raises `BeingMadeError` where those of a past day must be reckoned first.
    """
    monthly = "month" in asked["by"]
    if asked["as_of"] is None:
        every = room.rows(monthly=monthly).rows
    else:
        assert room.shelf.past is not None, "`is_past` told so"
        every = room.shelf.past.rows(asked["as_of"], monthly=monthly)
    own = [one for one in every if asked["harm"] in (None, one.row.harm) and asked["side"] in (None, one.row.side)]
    return _table(own, as_of=asked["as_of"])


def _table(shown: Sequence[Row], summed_of: int | None = None, as_of: dt.date | None = None) -> TollTable:
    left = [_left(one.row, *one.left) for one in shown if one.left is not None]
    return TollTable(
        schema_version=SCHEMA_VERSION,
        as_of=as_of.isoformat() if as_of else None,
        known_at=None,
        policy="lead",
        rows=tuple(one.row for one in shown),
        residual={"unlisted": left} if left else None,
        meaning=sentence(load_sentences("en"), "policy_lead", {}),
        about="stated",
        vague="least",
        summed_of=summed_of,
    )


def _left(row: TollRow, lo: int, hi: int | None) -> dict[str, object]:
    span = {"place": row.place, "from": row.start, "to": row.end}
    return {"harm": row.harm, "side": row.side, **span, "lo": lo, "hi": hi}


def too_wide(claims: int) -> UsageError:
    """Return the refusal of a question that would reckon over more claims than a page may."""
    return UsageError.of(
        "this question reckons over {claims} claims, more than a page can at once ({most}); narrow it by a place or "
        "by days, or ask `marsad toll`, which takes its time",
        claims=claims,
        most=MOST_AT_ONCE,
    )


def part_of(room: Room, asked: Mapping[str, Any]) -> list[Statement]:
    """Return the statements of the incidents that touch a question's place and days, as they are linked today.

    Raises `UsageError` for more of them than a page may reckon.
    """
    if is_unbounded(asked):
        raise too_wide(told.size(room.chronicle))
    window = Window(start=asked["from"], end=asked["to"])
    found, _ = scoped(room.chronicle, Scope(side=asked["side"], place=asked["place"], window=window))
    if len(found) > MOST_AT_ONCE:
        raise too_wide(len(found))
    return found


def kept_contradictions(room: Room, first: int, limit: int) -> tuple[list[Contradiction], dict[str, Statement], bool]:
    """Return a page of what cannot all hold in the whole ledger, the claims, and whether there is more.

    The ways out of each are those of its incidents alone, not of the whole ledger's figures; what these alone do not
    show again stands there with the reason, and without ways out.
    """
    every = room.disputes()
    page = every[first : first + limit]
    names = {one.incident for one in page if one.incident is not None}
    keys = {key for one in page for key in one.claims}
    documents = told.of_documents(room.chronicle, {key.rpartition("#")[0] for key in keys})
    names |= {one.incident for one in documents if one.key in keys and one.incident}
    statements = told.of_incidents(room.chronicle, names)
    found = room.ledger.toll(statements=statements).contradictions if statements else ()
    by_key = {(one.kind, one.claims): one for one in found}
    shown = [by_key.get((one.kind, one.claims)) or _by_itself(one) for one in page]
    return shown, {one.key: one for one in (*documents, *statements)}, len(every) > first + limit


def _by_itself(one: Disputed) -> Contradiction:
    """Return what cannot all hold, where the incidents that it names do not show it by themselves."""
    said = {"claims": ", ".join(one.claims)}
    return Contradiction(
        claims=one.claims,
        sentence=sentence(load_sentences("en"), ELSEWHERE, said),
        kind=one.kind,
        complete=False,
        reason=ELSEWHERE,
        params=said,
    )


ELSEWHERE = "shown_elsewhere"
"""Why a contradiction has no ways out: claims of other incidents than those that it names bear on it."""
