"""Filling the rows of a toll table: the incidents' shares, their sum, and what proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.model import Contribution, Proof, Robust, TollRow
from marsad.reckon.ask import Question
from marsad.reckon.case import Case, Filled, asked_incidents, is_placed, shares_of
from marsad.reckon.contribute import contributions
from marsad.reckon.forest import grow
from marsad.reckon.holding import held
from marsad.reckon.incident import Share
from marsad.reckon.named import named
from marsad.reckon.party import is_open
from marsad.reckon.period import Sum, summed
from marsad.reckon.robust import Limits, Profile, over_all, profile
from marsad.reckon.sentence import sentence
from marsad.reckon.system import Bounds, weakest
from marsad.reckon.together import least_together


def fill(case: Case, question: Question, wrong: int | None = None) -> Iterator[Filled]:
    """Yield the row (or, by source, the rows) of a question; none where nothing speaks of it.

    With `wrong`, also its bounds if so many claims are wrong.
    """
    if case.policy == "named-only":
        yield from _of_named(case, question)
        return
    incidents = asked_incidents(case, question)
    sources: list[str | None] = [None]
    if case.policy == "per-source":
        sources = [*sorted({name for i in incidents for group in case.voices(i, question) for name in group})]
    for source in sources:
        shares = [share for i in incidents for share in shares_of(case, i, question, only=source)]
        if shares:
            yield _filled(case, question, shares, source, wrong)
        elif question.side is None and (rows := _by_side(case, question, source)):
            yield _of_sides_alone(case, question, rows)


def figures(case: Case, question: Question, shares: Sequence[Share]) -> Filled:
    """Return the row of shares (at least one) of a side with its bounds alone, without what forces them."""
    total = summed(shares, case.places)
    return Filled(question, _row(case, question, shares, None, total.bounds, ()), tuple(shares), total)


def of_sides(case: Case, questions: Sequence[Question]) -> Iterator[Filled]:
    """Yield the rows of questions by side with their bounds alone."""
    for question in questions:
        shares = [share for i in asked_incidents(case, question) for share in shares_of(case, i, question)]
        if shares:
            yield figures(case, question, shares)


def _filled(case: Case, question: Question, shares: Sequence[Share], source: str | None, wrong: int | None) -> Filled:
    total = summed(shares, case.places)
    assert all(item.first.harm == question.harm for one in shares for item in one.counted), "harms are never added"
    told = contributions(shares, total, case)
    if question.side is None and (len(shares) > 1 or _counts_nobodys(case, question)):
        limits, told = _no_less_than_sides(case, question, source, total.bounds, told)
        total = replace(total, bounds=limits)
    robust = None if wrong is None else _robust(case, question, shares, source, wrong)
    return Filled(question, _row(case, question, shares, source, total.bounds, told, robust), tuple(shares), total)


def _counts_nobodys(case: Case, question: Question) -> bool:
    """Tell whether a count that names no party stands beside others: it may be of a party's count, or limit it."""
    asked = [item for name in asked_incidents(case, question) for item in case.of(name, question.harm)]
    return len(asked) > 1 and any(is_open(item.side) for item in asked)


def _by_side(case: Case, question: Question, source: str | None) -> list[Filled]:
    """Return the rows of each side that what is asked over all sides speaks of."""
    sides = {item.side or "unknown" for i in asked_incidents(case, question) for item in case.incidents[i]}
    asked = [replace(question, side=side) for side in sorted(sides)]
    return [one for each in asked for one in fill(case, each) if one.row.source == source]


def _of_sides_alone(case: Case, question: Question, rows: Sequence[Filled]) -> Filled:
    """Return a row over all sides where only parts of counts that reach beyond what is asked speak of it."""
    limits, forced = least_together({one.row.side or "": one.row.lo for one in rows}, case.umbrella)
    low = [c for one in rows if one.row.side in forced for c in one.row.contributions if c.bound == "lo"]
    shares = tuple(share for one in rows for share in one.shares)
    total = replace(rows[0].total, bounds=Bounds(limits.lo, None, limits.guarantee))
    row = _row(case, question, shares, rows[0].row.source, total.bounds, tuple(low))
    return Filled(question, row, shares, total)


def _no_less_than_sides(
    case: Case, question: Question, source: str | None, found: Bounds, told: tuple[Contribution, ...]
) -> tuple[Bounds, tuple[Contribution, ...]]:
    """Return the bounds of a row over all sides, no lower than what the sides' own rows force together."""
    rows = [one.row for one in _by_side(case, question, source)]
    limits, forced = least_together({row.side or "": row.lo for row in rows}, case.umbrella)
    if limits.lo <= found.lo:
        return found, told
    low = [c for row in rows if row.side in forced for c in row.contributions if c.bound == "lo"]
    hi = found.hi if found.hi is not None and found.hi >= limits.lo else None
    high = [c for c in told if c.bound == "hi" and hi is not None]
    unique = {(c.claim, c.bound): c for c in (*low, *high)}
    return Bounds(limits.lo, hi, weakest((found.guarantee, limits.guarantee))), tuple(unique.values())


def _row(
    case: Case,
    question: Question,
    shares: Sequence[Share],
    source: str | None,
    found: Bounds,
    told: tuple[Contribution, ...],
    robust: Robust | None = None,
) -> TollRow:
    return TollRow(
        harm=question.harm,
        side=question.side,
        place=question.place,
        start=question.window.start.isoformat() if question.window.start else None,
        end=question.window.end.isoformat() if question.window.end else None,
        lo=found.lo,
        hi=found.hi,
        guarantee=found.guarantee,
        claims=tuple(dict.fromkeys(one.claim for one in told)),
        overlaps=overlapping(case, question, shares),
        contributions=told,
        incident=question.incident,
        group=question.group,
        source=source,
        proofs=tuple(proofs(case, found, told)),
        robust=robust,
    )


def proofs(case: Case, found: Bounds, told: Sequence[Contribution]) -> Iterator[Proof]:
    """Yield for each bound that something forces the claims that alone give it, in a sentence."""
    for bound, value in (("lo", found.lo), ("hi", found.hi)):
        claims = tuple(dict.fromkeys(one.claim for one in told if one.bound == bound))
        if not claims or value is None:
            continue
        reason = f"proof_{bound}_{'one' if len(claims) == 1 else 'two' if len(claims) == 2 else 'many'}"
        params = {"size": str(len(claims)), "value": str(value)}
        words = sentence(case.messages, reason, params)
        yield Proof(bound=bound, value=value, claims=claims, sentence=words, reason=reason, params=params)


def _robust(case: Case, question: Question, shares: Sequence[Share], source: str | None, wrong: int) -> Robust:
    """Return the bounds that hold if at most `wrong` claims of the row are wrong."""
    profiles = {share.incident: _profile(case, question, share.incident, source, wrong) for share in shares}
    lo, hi = _over(shares, profiles, case, wrong)
    return Robust(wrong=wrong, lo=lo, hi=hi)


def _over(shares: Sequence[Share], profiles: dict[str, Profile], case: Case, wrong: int) -> Limits:
    if len(shares) == 1:
        only = profiles[shares[0].incident]
        return only.lows[wrong], only.tops[wrong]
    ordered = sorted(shares, key=lambda share: share.incident)
    return over_all(grow(ordered, held(ordered, case.places)), profiles, wrong)


def _profile(case: Case, question: Question, incident: str, source: str | None, wrong: int) -> Profile:
    def evaluate(out: frozenset[str]) -> Share | None:
        return next(iter(shares_of(case, incident, question, only=source, out=out)), None)

    return profile(case.of(incident, question.harm), evaluate, wrong)


def _of_named(case: Case, question: Question) -> Iterator[Filled]:
    """Yield the row of the persons who are named: no more than these are claimed, and no others are counted."""
    placed = {name for name in case.incidents if is_placed(case, name, question)}
    inside = {claim.id for name in placed for item in case.incidents[name] for claim in item.claims}
    found = named((s for key, s in case.admitted.statements.items() if key in inside), question, case.umbrella)
    if found is None:
        return
    limits = Bounds(found.lo, found.hi, "exact-tree")
    told = tuple(
        Contribution(
            claim=statement.key,
            bound=bound,
            quote=statement.claim.text,
            sentence=sentence(case.messages, f"{bound}_named", params, case.names),
            reason=f"{bound}_named",
            params=params,
        )
        for bound, statements in (("lo", found.distinct), ("hi", found.every))
        for statement in statements
        for params in [{"claimant": statement.claimant or statement.source or statement.document}]
    )
    yield Filled(question, _row(case, question, (), None, limits, told), (), Sum(limits, (), ()))


def overlapping(case: Case, question: Question, shares: Sequence[Share]) -> tuple[str, ...]:
    """Return the other sides some of whose persons this row counts too."""
    side = question.side
    if side is None:
        return ()
    heads = [head for head, members in case.umbrella.items() if side in members]
    named: set[str] = set()
    for one in shares:
        every = {item.side for item in case.of(one.incident, question.harm) if item.side}
        named |= (every & case.umbrella.get(side, frozenset())) | (every & set(heads))
    return tuple(sorted(named))
