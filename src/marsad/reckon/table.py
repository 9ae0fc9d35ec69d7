"""The toll table: what is certain of many statements, row by row, with what forces each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Unpack

import msgspec

from marsad.model import Contradiction, Level, Scope, Statement, TollTable
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.toll import TollOptions, TollRow
from marsad.reckon import ask
from marsad.reckon.admit import admit
from marsad.reckon.ask import Question
from marsad.reckon.case import Case, Filled, case_of
from marsad.reckon.coupled import coupled
from marsad.reckon.dispute import clashes, rivals, taken_back
from marsad.reckon.fill import fill, of_sides
from marsad.reckon.named import named_only
from marsad.reckon.parties import Umbrella
from marsad.reckon.robust import checked
from marsad.reckon.sentence import NO_NAMES, Messages, Names, sentence
from marsad.reckon.wording import LEVELS, PLAIN, Wording


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
    names: Names = NO_NAMES,
    **options: Unpack[TollOptions],
) -> TollTable:
    """Return the toll of a scope by the named policy, with proofs, contributions and contradictions.

    `statements` are linked (their `incident` set); those that cannot concern the scope may be left out by the caller.
    `as_of`: only what was published by the end of that day.  `known_at` is recorded only: the caller chose the
    statements.  `messages` are the sentence templates of a language and `names` its names of sources; without them a
    sentence is its key and parameters.  Nothing depends on the order of the statements.  Raises `UsageError` for an
    unknown policy or breakdown, `SolverError` if the solver fails.
    """
    wrong = None if (robust := options.get("robust")) is None else checked(robust)
    wording = Wording(options.get("about", "stated"), options.get("vague", "least"))
    case = prepared(statements, policy, as_of, umbrella or {}, messages or {}, names, wording)
    asked = ask.questions(case.incidents, case.places, scope, ask.checked(by), case.umbrella)
    filled = [one for question in asked for one in fill(case, question, wrong)]
    filled = coupled(case, filled)
    if options.get("levels"):
        filled = _with_levels(filled, statements, case, as_of)
    return TollTable(
        schema_version=SCHEMA_VERSION,
        as_of=as_of.isoformat() if as_of else None,
        known_at=known_at.isoformat() if isinstance(known_at, dt.date) else known_at,
        policy=policy,
        rows=tuple(one.row for one in filled),
        contradictions=contradictions(case, asked, filled),
        residual=_residual(filled),
        meaning=sentence(case.messages, f"policy_{policy}", {}),
        about=wording.about,
        vague=wording.vague,
    )


def prepared(
    statements: Sequence[Statement],
    policy: str = "lead",
    as_of: dt.date | None = None,
    umbrella: Umbrella | None = None,
    messages: Messages | None = None,
    names: Names = NO_NAMES,
    wording: Wording = PLAIN,
) -> Case:
    """Return the case of a table: what is admitted, by incident.  It answers any number of questions."""
    if policy == "named-only":
        statements = named_only(statements)
    return case_of(admit(statements, as_of, wording=wording), policy, umbrella or {}, messages or {}, names)


def bare(statements: Sequence[Statement], umbrella: Umbrella) -> tuple[Case, list[Filled]]:
    """Return the rows by side of all that statements say with their bounds alone, and the case that they are of."""
    case = prepared(statements, umbrella=umbrella)
    asked = ask.questions(case.incidents, case.places, Scope(), ("side",), umbrella)
    return case, list(of_sides(case, asked))


def rows_of(case: Case, scope: Scope, by: str | Iterable[str] = ("side",)) -> list[TollRow]:
    """Return the rows of one scope of a prepared case: many scopes of the same statements are asked without anew."""
    asked = ask.questions(case.incidents, case.places, scope, ask.checked(by), case.umbrella)
    return [one.row for one in coupled(case, [one for question in asked for one in fill(case, question)])]


def contradictions_of(case: Case, scope: Scope) -> tuple[Contradiction, ...]:
    """Return what cannot all hold in the rows by side of one scope of a prepared case."""
    asked = ask.questions(case.incidents, case.places, scope, ("side",), case.umbrella)
    return contradictions(case, asked, coupled(case, [one for question in asked for one in fill(case, question)]))


def contradictions(case: Case, asked: Sequence[Question], filled: Sequence[Filled]) -> tuple[Contradiction, ...]:
    """Return what cannot all hold in the rows of a table, each contradiction once, in a fixed order."""
    found = [*taken_back(case, asked), *clashes(case, filled), *rivals(case, filled)]
    unique = {(one.kind, one.claims): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.kind, one.claims)))


def _with_levels(
    filled: Sequence[Filled], statements: Sequence[Statement], case: Case, as_of: dt.date | None
) -> list[Filled]:
    """Return the rows, those that rest on an 'about' with their bounds at each level of possibility."""
    soft = [one for one in filled if any(item.soft for share in one.shares for item in share.counted)]
    found: dict[int, list[Level]] = {id(one): [] for one in soft}
    for level in LEVELS if soft else ():
        wording = Wording(level, case.admitted.wording.vague)
        other = prepared(statements, case.policy, as_of, case.umbrella, wording=wording)
        for one in soft:
            rows = [again.row for again in fill(other, one.question) if again.row.source == one.row.source]
            found[id(one)] += [Level(level=level, lo=row.lo, hi=row.hi) for row in rows]
    return [_levelled(one, found.get(id(one), ())) for one in filled]


def _levelled(one: Filled, levels: Sequence[Level]) -> Filled:
    if len({(level.lo, level.hi) for level in levels}) < 2:
        return one  # no 'about' moves a bound
    return Filled(one.question, msgspec.structs.replace(one.row, levels=tuple(levels)), one.shares, one.total)


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
