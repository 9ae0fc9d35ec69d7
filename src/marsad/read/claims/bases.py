"""Wholes of which nobody says that they were harmed: 'of the 34 passengers, 11 were shot dead and the rest escaped'."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import names_someone
from marsad.read.claims.quantities import DASHES
from marsad.read.claims.totals import SAYING
from marsad.read.scan import Scan

_WHY = "the whole that others are of; nobody says that all were harmed"
_REST = "the rest of a whole that was not harmed"
_DATELINE = 10
"""Tokens of a dateline at most."""
_HARM = ("harm_verb", "harm_noun", "casualty_noun")
_BE = ("verb_be", "verb_have")


def set_bases_aside(scan: Scan, drafts: list[Draft]) -> None:
    """Drop the number that opens a sentence after 'of' where its parts, and not itself, have a harm said of them."""
    if scan.lang == "en" and scan.firsts("fatal"):
        for part, whole in pairwise(drafts):
            if not (part.drop or whole.drop) and _left_dead(scan, part, whole):
                part.head.harm, whole.drop = whole.head.harm, _WHY
                hand_on(whole, [part])
    sentences: dict[int, list[Draft]] = {}
    for draft in drafts:
        if not draft.drop:
            sentences.setdefault(scan.sentence_of(draft.core), []).append(draft)
    for number, told in sentences.items():
        if len(told) > 1 and _is_base(scan, told[0], told[1], scan.sents[number][0]):
            told[0].drop = _WHY
            hand_on(told[0], told[1:])
            _let_rests_go(scan, told[1:], scan.sents[number][1])


def _left_dead(scan: Scan, part: Draft, whole: Draft) -> bool:
    """Tell whether 'dead' is said of a part alone in '19 of its 52 passengers dead'.  English."""
    of = scan.at(part.core_last, "of")
    the = scan.at(of.last, "determiner") if of is not None else None
    if the is None or the.last != whole.first or (part.value or 0) >= (whole.value or 0):
        return False
    dead = scan.at(whole.last - 1, "fatal")
    said = scan.any_at(whole.last, "verb_be", "verb_have", "harm_verb", "preposition")
    return dead is not None and dead.entry.features.get("harm") == whole.head.harm and said is None


def _is_base(scan: Scan, base: Draft, part: Draft, first: int) -> bool:
    if base.head.harm is not None or base.kind != "number":
        return False
    opened = _opener(scan, base)
    if opened is None or not (opened <= first + 1 or _past_dateline(scan, first, opened)):
        return False
    verb = scan.ending(part.first, "harm_verb") if scan.lang == "ar" else None
    until = verb.first if verb is not None else part.first
    if scan.begins(base.first, until, *_HARM):
        return False
    return verb is not None or _suffers(scan, part)


def _past_dateline(scan: Scan, first: int, opened: int) -> bool:
    """Tell whether 'HILLA -', or 'police said that', is all that stands before token `opened` in its sentence."""
    if scan.lang != "en":
        return False
    if scan.ending(opened, "attribution_that") is not None:
        return True
    opened -= scan.reads(opened - 1, "out")
    return opened - first <= _DATELINE and scan.tokens.folds[opened - 1] in DASHES


def _opener(scan: Scan, base: Draft) -> int | None:
    """Return where the 'of', 'out of', 'from among' before a number begins."""
    at = base.first
    article = scan.ending(at, "determiner")
    at = article.first if article is not None else at
    between = scan.ending(at, "between") if scan.lang == "ar" else None
    of = scan.ending(between.first if between is not None else at, "of")
    return of.first if of is not None else None


def _suffers(scan: Scan, part: Draft) -> bool:
    """Tell whether the verb after a count says what came to it ('11 were shot dead', 'five drowned')."""
    at = part.last
    be = scan.any_at(at, *_BE)
    verb = scan.at(at, "harm_verb") or (scan.at(be.last, "harm_verb") if be is not None else None)
    return verb is not None


def hand_on(base: Draft, parts: list[Draft]) -> None:
    """Let parts that name nobody be of those that the base names."""
    for part in parts:
        head = part.head
        if names_someone(head):
            continue
        head.actors, head.mixed, head.nouns, head.persons = (
            base.head.actors,
            base.head.mixed,
            base.head.nouns,
            base.head.persons,
        )
        for name in SAYING:
            setattr(head, name, getattr(base.head, name))


def _let_rests_go(scan: Scan, parts: list[Draft], last: int) -> None:
    """Drop 'the rest' where no harm is said of it ('and the rest managed to escape')."""
    for part in parts:
        untold = part.rest and part.value is None
        if untold and not scan.begins(part.last, min(part.last + 4, last), *_HARM):
            part.drop = _REST
