"""Tolls and contradictions: the question as a form asks it, and the ledger's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from marsad.chronicle.periods import Summed, named_of
from marsad.errors import UsageError
from marsad.ids import content_id
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.statement import Statement
from marsad.model.terms import ABOUT, HARMS, POLICIES, VAGUE
from marsad.model.time import Window
from marsad.model.toll import Contradiction, Scope, TollTable
from marsad.web.asked import CURSOR, LIMIT, PERIOD, Parameter, offset_of, page_of
from marsad.web.room import Room
from marsad.web.views.kept import (
    is_kept,
    is_past,
    is_unbounded,
    kept_contradictions,
    kept_table,
    months_within,
    part_of,
    rows_within,
    table_of_months,
    table_within,
)
from marsad.web.views.telling import binding, claims_of, standing_of

GROUPINGS = ("side", "group", "place", "month", "incident", "harm")
QUESTION = (
    Parameter("harm", "choice", HARMS),
    Parameter("side"),
    Parameter("place"),
    *PERIOD,
    Parameter("by", "parts", GROUPINGS, ("side",)),
    Parameter("policy", "choice", POLICIES, "lead"),
    Parameter("as_of", "day"),
    Parameter("about", "choice", ABOUT, "stated"),
    Parameter("vague", "choice", VAGUE, "least"),
)
EVERYTHING: dict[str, Any] = {parameter.name: parameter.default for parameter in QUESTION}
ASKED = (*QUESTION, Parameter("explained", "flag", default=False), Parameter("grown", "flag", default=False))
"""A question as the page asks it.

`explained` has the claims of a large ledger named too, where a page may reckon over so many; `grown` also says what was
known on which day.
"""


def toll(room: Room, asked: Mapping[str, Any]) -> TollTable:
    """Return the toll table that a question asks for.  Raises `UsageError` for a side or place that nobody named."""
    return reckoned(room, asked)[0]


def told_toll(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table with the claims that it names, by key, for the page."""
    table, statements = reckoned(room, asked)
    rows, partly = rows_within(room, asked), dict[str, tuple[int, int]]()
    if rows is not None:
        table, statements, partly = room.kept(("named", *sorted(asked.items())), lambda: _named(room, table, rows))
    named = {key for row in table.rows for key in (*row.claims, *(one.claim for one in row.contributions))}
    named |= {key for item in table.contradictions for key in item.claims}
    claims = claims_of(room, (statements[key] for key in sorted(named) if key in statements))
    sides = _sides(room, statements)
    return {
        "table": table,
        "claims": claims,
        "sides": sides,
        "excluded": _excluded(table, statements, asked),
        "large": "part" if rows is not None else _large(room, asked),
        "partly": partly,
        "revisions": room.kept(("grown", *sorted(asked.items())), lambda: revised(room, asked))
        if asked["grown"]
        else None,
    }


def _named(
    room: Room, table: TollTable, rows: Sequence[Summed]
) -> tuple[TollTable, dict[str, Statement], dict[str, tuple[int, int]]]:
    """Return a table of sums with the claims of those incidents that add the most to each row, and how many these are.

    They are by row ('killed-civilians') the incidents whose claims are named, and all that force its figures.
    """
    each = max(1, NAMED // max(1, len(rows)))
    found = [named_of(room.chronicle, one, each) for one in rows]
    told = tuple(
        msgspec.structs.replace(row, contributions=one.contributions)
        for row, one in zip(table.rows, found, strict=True)
    )
    partly = {f"{row.harm}-{row.side}": (one.incidents, one.of) for row, one in zip(told, found, strict=True)}
    statements = {key: statement for one in found for key, statement in one.statements.items()}
    return msgspec.structs.replace(table, rows=told), statements, partly


NAMED = 24
"""Incidents whose claims the page of some days of a large ledger names, over all of its rows."""


def _large(room: Room, asked: Mapping[str, Any]) -> str | None:
    """Return how a large ledger's answer differs: its figures alone, or linked as today; None where it does not."""
    if not room.is_large() or asked["policy"] == "named-only":
        return None
    if is_kept(asked) or is_past(room, asked) or months_within(room, asked) is not None:
        return "figures" if room.is_vast() else "more"
    return "today" if asked["as_of"] and room.is_vast() else None


def _sides(room: Room, statements: Mapping[str, Statement]) -> list[str]:
    if room.is_large():
        return sorted({row.side for row in kept_table(room, EVERYTHING).rows if row.side})
    return sorted({s.claim.group.side for s in statements.values() if s.claim.group.side})


def _excluded(table: TollTable, statements: Mapping[str, Statement], asked: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the keys of the claims of the question that move no bound, by why."""
    bound = binding(table)
    out: dict[str, list[str]] = {}
    for key, one in sorted(statements.items()):
        own = asked["harm"] in (None, one.claim.harm) and asked["side"] in (None, one.claim.group.side)
        window, first, last = one.claim.window, asked["from"], asked["to"]
        early = first is not None and window.end is not None and window.end < first
        late = last is not None and window.start is not None and window.start > last
        standing = standing_of(one, bound, table) if own and not early and not late else "used"
        if standing != "used":
            out.setdefault(standing, []).append(key)
    return out


STEPS = 12
"""Days at most on which the revision chart says what was known."""
MOST_CHARTED = 5_000
"""Statements up to which the page reckons what was known on each of those days."""


def revised(room: Room, asked: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return what the question's answer was by the end of the days on which documents came out: at most `STEPS`.

    None where there is no single figure to follow (no harm is asked for), or too much to reckon for a page.
    """
    if asked["harm"] is None or asked["policy"] in ("named-only", "per-source"):
        return None
    if room.is_vast() or len(room.statements()) > MOST_CHARTED:
        return None
    statements = list(room.statements().values())
    days = sorted({one.published for one in statements if one.published and one.claim.harm == asked["harm"]})
    if asked["as_of"]:
        days = [day for day in days if day <= asked["as_of"]]
    chosen = [days[round(n * (len(days) - 1) / (STEPS - 1))] for n in range(STEPS)] if len(days) > STEPS else days
    out = []
    for day in chosen:
        known = [one for one in statements if one.published is None or one.published <= day]
        table = _answer(room, {**asked, "by": ("side",) if asked["side"] else (), "as_of": day}, known)
        out += [{"day": day, "lo": row.lo, "hi": row.hi} for row in table.rows if row.side == asked["side"]][:1]
    return out


def reckoned(room: Room, asked: Mapping[str, Any]) -> tuple[TollTable, dict[str, Statement]]:
    """Return the table and the statements that it was reckoned from, by key."""
    return room.kept(
        ("toll", *sorted((k, v) for k, v in asked.items() if k not in ("limit", "cursor", "grown"))),
        lambda: _reckon(room, asked),
    )


def _reckon(room: Room, asked: Mapping[str, Any]) -> tuple[TollTable, dict[str, Statement]]:
    ledger = room.ledger
    scope = _scope(asked)
    if asked["policy"] == "named-only":
        return ledger.toll(scope, by=asked["by"], policy="named-only", as_of=asked["as_of"]), {}
    if (room.is_large() and is_kept(asked)) or is_past(room, asked):
        return kept_table(room, asked), {}
    rows = rows_within(room, asked)
    if rows is not None:
        return table_within(rows), {}
    months = months_within(room, asked)
    if months is not None:
        return table_of_months(months), {}
    as_of = asked["as_of"]
    if room.is_vast() or (room.is_large() and as_of is None and not is_unbounded(asked)):
        part = part_of(room, asked)
        return _answer(room, asked, part), {one.key: one for one in part}
    held = room.statements() if as_of is None else {one.key: one for one in ledger.linked(as_of=as_of)}
    _check_side(room, scope.side, list(held.values()))
    return _answer(room, asked, list(held.values())), held


def _answer(room: Room, asked: Mapping[str, Any], statements: list[Statement]) -> TollTable:
    ledger, scope = room.ledger, _scope(asked)
    if scope.place is not None:
        from marsad.knowledge.placenames import contained

        statements = contained(statements)
        scope = msgspec.structs.replace(scope, place=ledger.place(scope.place, statements))
    return ledger.toll(
        scope,
        by=asked["by"],
        policy=asked["policy"],
        as_of=asked["as_of"],
        statements=statements,
        about=asked["about"],
        vague=asked["vague"],
    )


def _scope(asked: Mapping[str, Any]) -> Scope:
    window = Window(start=asked["from"], end=asked["to"])
    return Scope(harm=asked["harm"], side=asked["side"], place=asked["place"], window=window)


def _check_side(room: Room, side: str | None, statements: list[Statement]) -> None:
    known = room.ledger.sides()
    if side is None or side in known or any(one.claim.group.side == side for one in statements):
        return
    raise UsageError.of("there is no side {side!r}; there are: {known}", side=side, known=", ".join(sorted(known)))


def contradictions(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the claims that cannot all hold, each with its words, and what each way out would give."""
    shown: Sequence[Contradiction]
    if room.is_large() and is_kept(asked) and asked["harm"] is None and asked["side"] is None:
        first, limit = offset_of(asked["cursor"]), asked["limit"]
        shown, statements, further = room.kept(
            ("disputed", first, limit), lambda: kept_contradictions(room, first, limit)
        )
        more = f"o{first + limit}" if further else None
    else:
        table, statements = reckoned(room, {**asked, "explained": True})  # figures alone list no contradictions
        shown, more = page_of(table.contradictions, asked)
    every = dict.fromkeys(key for item in shown for key in item.claims if key in statements)
    claims = claims_of(room, (statements[key] for key in every))
    results = [
        {
            "id": f"x-{content_id([item.kind, sorted(item.claims)])}",
            "kind": item.kind,
            "claims": [claims[key] for key in item.claims if key in claims],
            "sentence": item.sentence,
            "reason": item.reason,
            "params": item.params,
            "scenarios": item.scenarios,
            "lo": item.lo,
            "hi": item.hi,
        }
        for item in shown
    ]
    return {"schema_version": SCHEMA_VERSION, "results": results, "next": more}


def toll_cells(table: TollTable) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return a toll table as header and rows."""
    header = ("harm", "side", "place", "from", "to", "lo", "hi", "guarantee", "claims", "overlaps", "policy")
    rows: list[tuple[object, ...]] = [
        (
            *(row.harm, row.side, row.place, row.start, row.end, row.lo, row.hi, row.guarantee),
            *(" ".join(row.claims), " ".join(row.overlaps), table.policy),
        )
        for row in table.rows
    ]
    return header, rows


CONTRADICTIONS = (*QUESTION, LIMIT, CURSOR)
