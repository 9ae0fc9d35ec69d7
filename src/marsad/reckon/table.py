"""The toll table: what is certain of many statements, row by row, with what forces each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from marsad.model import Contradiction, Scope, Statement, TollRow, TollTable
from marsad.model.reading import SCHEMA_VERSION
from marsad.reckon import ask
from marsad.reckon.admit import admit
from marsad.reckon.ask import Question
from marsad.reckon.case import Case, Filled, asked_incidents, case_of, shares_of
from marsad.reckon.contribute import contributions
from marsad.reckon.dispute import clashes, rivals, taken_back
from marsad.reckon.incident import Share
from marsad.reckon.parties import Umbrella
from marsad.reckon.period import summed
from marsad.reckon.sentence import Messages


def toll_table(
    statements: Sequence[Statement],
    scope: Scope,
    *,
    by: str | Iterable[str] = ("side",),
    policy: str = "lead",
    as_of: dt.date | None = None,
    known_at: dt.datetime | dt.date | str | None = None,
    umbrella: Umbrella | None = None,
    messages: Messages | None = None,
) -> TollTable:
    """Return the toll of a scope by the named policy, with contributions and contradictions.

    `as_of`: only what was published by the end of that day.  `known_at` is recorded only: the caller chose the
    statements.  `messages` are the sentence templates of a language; without them a sentence is its key and
    parameters.  Nothing depends on the order of the statements.  Raises `UsageError` for an unknown policy or
    breakdown, `SolverError` if the solver fails.
    """
    case = case_of(admit(statements, as_of), policy, umbrella or {}, messages or {})
    wanted = ask.checked(by)
    asked = ask.questions(case.incidents, case.places, scope, wanted, case.umbrella)
    filled = [one for question in asked for one in _fill(case, question)]
    return TollTable(
        schema_version=SCHEMA_VERSION,
        as_of=as_of.isoformat() if as_of else None,
        known_at=known_at.isoformat() if isinstance(known_at, dt.date) else known_at,
        policy=policy,
        rows=tuple(one.row for one in filled),
        contradictions=_contradictions(case, asked, filled),
        residual=_residual(filled),
    )


def _fill(case: Case, question: Question) -> list[Filled]:
    """Return the row (or, by source, the rows) of a question; none where nothing speaks of it."""
    if case.policy != "per-source":
        shares = [s for incident in asked_incidents(case, question) for s in shares_of(case, incident, question)]
        return [_row(case, question, shares, None)] if shares else []
    rows = []
    for name in sorted({n for incident in case.incidents for group in case.voices(incident, question) for n in group}):
        every = [
            s for incident in asked_incidents(case, question) for s in shares_of(case, incident, question, only=name)
        ]
        rows += [_row(case, question, every, name)] if every else []
    return rows


def _row(case: Case, question: Question, shares: Sequence[Share], source: str | None) -> Filled:
    total = summed(shares, case.places)
    assert all(item.first.harm == question.harm for one in shares for item in one.counted), "harms are never added"
    told = contributions(shares, total, case)
    row = TollRow(
        harm=question.harm,
        side=question.side,
        place=question.place,
        start=question.window.start.isoformat() if question.window.start else None,
        end=question.window.end.isoformat() if question.window.end else None,
        lo=total.bounds.lo,
        hi=total.bounds.hi,
        guarantee=total.bounds.guarantee,
        claims=tuple(dict.fromkeys(one.claim for one in told)),
        overlaps=_overlaps(case, question, shares),
        contributions=told,
        incident=question.incident,
        group=question.group,
        source=source,
    )
    return Filled(question, row, tuple(shares), total)


def _overlaps(case: Case, question: Question, shares: Sequence[Share]) -> tuple[str, ...]:
    """Return the other sides some of whose persons this row counts too."""
    side = question.side
    if side is None:
        return ()
    heads = [head for head, members in case.umbrella.items() if side in members]
    named: set[str] = set()
    for one in shares:
        every = {item.side for item in case.incidents[one.incident] if item.side and item.first.harm == question.harm}
        named |= (every & case.umbrella.get(side, frozenset())) | (every & set(heads))
    return tuple(sorted(named))


def _contradictions(case: Case, asked: Sequence[Question], filled: Sequence[Filled]) -> tuple[Contradiction, ...]:
    found = [*taken_back(case, asked), *clashes(case, filled), *rivals(case, filled)]
    unique = {(one.kind, one.claims): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.kind, one.claims)))


def _residual(filled: Sequence[Filled]) -> dict[str, object] | None:
    """Return what the totals of a period leave to incidents that no one listed, by row."""
    left = [
        {
            "harm": one.row.harm,
            "side": one.row.side,
            "place": one.row.place,
            "from": one.row.start,
            "to": one.row.end,
            "lo": one.total.residual[0],
            "hi": one.total.residual[1],
        }
        for one in filled
        if one.total.residual is not None
    ]
    return {"unlisted": left} if left else None
