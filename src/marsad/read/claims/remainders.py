"""Remainders that met another fate: 'seven of the 15 escaped and the others were killed'."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import of_number, value_at
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_NEAR = 1
"""Sentences between a total and what is told of its rest at most."""
_CARE = 4
"""Tokens from 'the rest' to the hospital at most."""
_BACK = 24
"""Counts before among which the total of those who remain is sought."""
_OF = 5
"""Tokens of 'of local factions' between two who make up the remainder at most."""
_SUM = 10
"""Counts before a rest with its number among which the total is sought that it makes up."""
_BEFORE = 4
"""Counts before a rest among which its total is sought."""


def keep_remainders(scan: Scan, drafts: list[Draft]) -> None:
    """Find the total of a rest that has its own verb, with the part that was told between them."""
    for k, rest in enumerate(drafts):
        if rest.kind not in ("rest", "remaining") or not rest.rest:
            continue
        if "harm.of_whole" in rest.rules and _left_over(scan, rest):
            rest.harm, rest.whole, rest.drop = None, None, NO_HARM
            continue
        if scan.lang == "ar" and rest.whole is None and rest.value and _complete(drafts[max(0, k - _SUM) : k], rest):
            continue
        if rest.whole is None and (rest.drop or rest.kind == "remaining") and rest.trigger is not None:
            _link(scan, drafts[max(0, k - _BEFORE) : k], rest)
        hurt = rest.whole is not None and rest.whole.harm == "injured" and rest.harm == "killed"
        if hurt and _cared_for(scan, rest):
            rest.harm, rest.trigger = "injured", None
            rest.rules.append("harm.in_care")


def _left_over(scan: Scan, rest: Draft) -> bool:
    """Tell whether 'the other five' are those of 'freed 19 of the 24' who were not freed."""
    some = rest.whole
    at = of_number(scan, some.core_last) if some is not None else None
    whole = value_at(scan, at) if at is not None else None
    return some is not None and whole is not None and whole - (some.value or 0) == rest.value


def tell_who_remains(scan: Scan, drafts: list[Draft]) -> None:
    """'Twelve fighters and three policemen make up the remainder': they are of the total whose rest they are.

    English.  The verb tells of them and counts nobody anew.
    """
    for k, rest in enumerate(drafts):
        if "among.rest_difference" not in rest.rules:
            continue
        run, end = [], rest.first
        for draft in reversed(drafts[max(0, k - _BEFORE) : k]):
            own = draft.whole is None or "part.before_rest" in draft.rules
            plain = not any(scan.any_at(i, "verb_be", "harm_verb") for i in range(draft.last, end))
            if not (own and plain and end - draft.last <= _OF) or draft.harm is not None or draft.drop:
                break
            run.append(draft)
            joined = scan.at(draft.first - 1, "and") is not None or scan.tokens.folds[draft.first - 1] == ","
            end = draft.first - 1 if joined else -1
        amount = sum(d.value or 0 for d in run)
        tops = (
            d
            for d in reversed(drafts[max(0, k - _BACK) : k])
            if d.whole is None and d not in run and not d.drop and d.value
        )
        total = next((d for d in tops if (d.value or 0) > amount and d.kind == "number"), None) if run else None
        if total is None:
            continue
        for draft in run:
            draft.whole = total
            draft.rules.append("part.rest")
        rest.drop = "who remain are told before it"


def _complete(before: list[Draft], rest: Draft) -> bool:
    """Tell whether a rest makes up a total with all that is told of its harm since, and make all of them its parts.

    '37 were killed. X lost 24. Y mourned eight. The rest are five civilians'.
    """
    parts: list[Draft] = []
    for total in reversed(before):
        if total.whole is not None or total.drop or total.value is None or total.rest:
            continue
        amount = sum(d.value or 0 for d in parts) + (rest.value or 0)
        if parts and total.value == amount and all(d.harm == total.harm for d in parts):
            for part in [*parts, rest]:
                part.whole = total
                part.rules.append("part.rest")
            rest.harm, rest.drop = total.harm, None
            return True
        if amount >= total.value and parts:
            return False
        parts.append(total)
    return False


def _link(scan: Scan, before: list[Draft], rest: Draft) -> None:
    """Make a rest, and the part before it, parts of the total that both are of."""
    if len(before) < 2:  # a total and a part of it
        return
    part = before[-1]
    total = part.whole if part.whole in before else next((d for d in reversed(before[:-1]) if _holds(d, part)), None)
    if total is None or total.value is None or not (part.value or 0) < total.value or total.rest or total.drop:
        return
    if scan.sentence_of(rest.core) - scan.sentence_of(total.core) > _NEAR or part.harm == rest.harm:
        return
    if rest.value is not None and (part.value or 0) + rest.value > total.value:
        return
    for piece in (part, rest):
        if piece.whole is None:
            piece.whole = total
            piece.rules.append("part.rest")
    rest.drop = None


def _holds(total: Draft, part: Draft) -> bool:
    """Tell whether a count may be the total of which another's fate is told: one of persons with a harm or fate."""
    own = part.head.persons and not part.head.other
    return total.whole is None and not total.drop and total.harm not in (None, part.harm) and not own


def _cared_for(scan: Scan, rest: Draft) -> bool:
    """Tell whether 'in hospital', and no verb of dying, is said right behind a rest."""
    if scan.begins(rest.core, rest.last + _CARE, "harm_verb"):
        return False
    return scan.begins(rest.core_last, rest.last + _CARE, "care_place")
