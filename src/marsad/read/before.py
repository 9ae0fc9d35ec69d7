"""What was told before: figures of older reports, and other incidents that a text only recalls."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.clauses import Clauses
from marsad.read.denial import Denial, figure_at, first_number
from marsad.read.scan import Scan

_RISES = 4
"""Tokens from 'before the toll rose' to its number at most."""
_HAD, _COUNTED = 9, 8
"""Tokens between 'had' and its verb (the subject stands there), and between the verb and its number, at most."""


def had_counted(scan: Scan, clauses: Clauses) -> list[Denial]:
    """Arabic: 'and the police had at night counted 38', 'nine had been killed': what was before the text's own."""
    if scan.lang == "en":
        return _had_spoken(scan, clauses)
    out = []
    for hit in scan.all("denial_had"):
        hard = clauses.hard_last[hit.last - 1]
        done = next((i for i in range(hit.last, min(hard, hit.last + _HAD)) if scan.at(i, "denial_had_done")), None)
        verb = scan.at(done + 1, "attribution_verb") if done is not None else None
        verb = verb or _told_before(scan, hit, hard)
        number = first_number(scan, verb.last, min(hard, verb.last + _COUNTED)) if verb is not None else None
        if number is None and done is not None and scan.at(done + 1, "harm_verb") is not None:
            number = done if first_number(scan, hit.last, done) is not None else None
        if number is not None:
            out.append(Denial(hit.first, _until_then(scan, number, clauses.soft_last[number]), "earlier"))
    return out


def _until_then(scan: Scan, number: int, last: int) -> int:
    """Return where 'before it rose to 14' begins behind a number, which is the news, or `last`."""
    return next((i for i in range(number + 1, last) if scan.at(i, "denial_until_then") is not None), last)


def _told_before(scan: Scan, had: Hit, hard: int) -> Hit | None:
    """Return the verb of 'the ministry had announced the death of nine', told without a particle.  Arabic.

    Only where figures stand in the text before it, which it precedes in time, and its subject stands before the verb.
    """
    if first_number(scan, 0, had.first) is None:
        return None
    for i in range(had.last, min(hard, had.last + _HAD)):
        verb = scan.at(i, "attribution_verb")
        if verb is not None:
            return verb if i > had.last and not verb.clitics.conjunction else None
        if scan.tokens.kinds[i] != "w" or (scan.at(i, "harm_verb", "harm_noun", "number") or scan.at(i, "cause")):
            return None
    return None


def _had_spoken(scan: Scan, clauses: Clauses) -> list[Denial]:
    """English: 'initially police had spoken of two dead', 'first reports put the toll at nine': since overtaken."""
    out = []
    for hit in scan.all("denial_had"):
        hard = clauses.hard_last[hit.last - 1]
        if scan.at(hit.last, "preposition") is not None or scan.at(hit.last + 1, "date_unit") is not None:
            continue  # 'earlier in the day', 'earlier this week'
        verbs = (scan.at(i, "attribution_verb") for i in range(hit.last, min(hard, hit.last + _HAD)))
        verb = next((found for found in verbs if found is not None), None)
        number = first_number(scan, verb.last, min(hard, verb.last + _COUNTED)) if verb is not None else None
        if number is not None and verb is not None and first_number(scan, hit.last, verb.first) is None:
            noun = scan.at(number + 1, "person")
            told = noun is not None and {"civ", "party", "role"} & noun.entry.features.keys()
            out += [] if told else [Denial(hit.first, _and_then(scan, clauses, number), "superseded")]
    return out + _had_put(scan, clauses)


def _had_put(scan: Scan, clauses: Clauses) -> list[Denial]:
    """English: 'the toll is 137 ... officials had put it at 133 on Saturday', where a count stands before.

    Without a day it may be what others say.
    """
    out = []
    for hit in scan.all("denial_had_put"):
        sentence = scan.sentence_of(hit.first)
        near = scan.sents[max(0, sentence - 1)][0]
        number = first_number(scan, hit.last, min(clauses.hard_last[hit.last - 1], hit.last + _COUNTED))
        dated = scan.begins(scan.sents[sentence][0], scan.sents[sentence][1], "weekday")
        if dated and number is not None and first_number(scan, near, hit.first) is not None:
            out.append(Denial(hit.first, _and_then(scan, clauses, number), "superseded"))
    return out


def _and_then(scan: Scan, clauses: Clauses, number: int) -> int:
    """Return where 'of nine, then 22 dead' ends, of which `number` is the first."""
    end = clauses.soft_last[number]
    then = scan.at(end + 1, "denial_then") if end + 1 < len(scan) else None
    after = first_number(scan, then.last, then.last + 2) if then is not None else None
    return clauses.soft_last[after] if after is not None else end


def until_then(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'nine at noon, then 14, before the number settled on 17': all figures of the sentence before it.

    In English the figure right before 'before it rose to 14', 'later raised to 14'.
    """
    if scan.lang == "en":
        return _overtaken(scan, clauses)
    out = []
    for hit in scan.all("denial_until_then") if scan.lang == "ar" else ():
        hard = clauses.hard_last[hit.last - 1]
        verb = scan.at(hit.last - 1, "toll_verb")
        number = first_number(scan, hit.last, min(hard, hit.last + _COUNTED)) if verb is not None else None
        first = scan.sents[scan.sentence_of(hit.first)][0]
        said = next((i for i in range(first, hit.first) if scan.at(i, "attribution_verb") is not None), None)
        if number is not None and said is not None:
            out.append(Denial(said, hit.first, "superseded"))
    return out


def _overtaken(scan: Scan, clauses: Clauses) -> list[Denial]:
    """English: '23 soldiers, later raised to 26': of the figures of the sentence the largest below the new one."""
    out = []
    for hit in scan.all("denial_overtaken"):
        hard = clauses.hard_last[hit.last - 1]
        new = first_number(scan, hit.last, min(hard, hit.last + _RISES))
        first = scan.sents[scan.sentence_of(hit.first)][0]
        top = figure_at(scan, new) if new is not None else None
        if top is None:
            continue
        told: dict[int, int] = {}
        at = first_number(scan, first, hit.first)
        while at is not None:
            value = figure_at(scan, at)
            if value is not None and value < top:
                told[at] = value
            at = first_number(scan, at + 1, hit.first)
        if told:
            old = max(told, key=lambda i: told[i])
            out.append(Denial(old, old + 1, "superseded"))
    return out


def of_a_report(scan: Scan) -> list[Denial]:
    """'set against our post of 19 April (213 dead)': in brackets after an older report stand its figures."""
    out = []
    for hit in scan.all("denial_report"):
        _, last = scan.sents[scan.sentence_of(hit.first)]
        folds = scan.tokens.folds[hit.last : min(last, hit.last + 6)]
        opened = hit.last + folds.index("(") if "(" in folds else None
        closed = scan.tokens.folds[opened:last].index(")") if opened and ")" in scan.tokens.folds[opened:last] else None
        if opened and closed and first_number(scan, opened, opened + closed) is not None:
            out.append(Denial(hit.first, opened + closed, "superseded"))
    return out


_LIKE, _HARMED = 5, 14
"""Tokens before 'similar' in its sentence, and between it and the number that the other incident cost, at most."""


def similar(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'a similar attack killed 30', 'a raid like it had killed nine': what another incident cost, which is recalled."""
    out: list[Denial] = []
    hits = scan.all("similar")
    news = first_number(scan, 0, hits[-1].first) if hits else None
    for hit in hits:
        first, _ = scan.sents[scan.sentence_of(hit.first)]
        event = scan.at(hit.last, "cause") if scan.lang == "en" else scan.ending(hit.first, "cause")
        hard = clauses.hard_last[hit.last - 1]
        number = first_number(scan, hit.last, min(hard, hit.last + _HARMED))
        if event is None or number is None or hit.first - first > _LIKE or news is None or news >= first:
            continue  # without news before it, it is the news
        if first_number(scan, first, hit.first) is None and first_harm(scan, first, hit.first) is None:
            out.append(Denial(first, clauses.soft_last[number], "earlier"))
    return out


def first_harm(scan: Scan, first: int, last: int) -> int | None:
    """Return the first token of [first, last) that says what happened to persons, or None."""
    return next((i for i in range(first, last) if scan.at(i, "harm_verb", "harm_noun") is not None), None)
