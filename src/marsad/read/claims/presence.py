"""Who was there and who speaks: '200 people were inside', 'two doctors at the hospital said' count nobody."""

from __future__ import annotations

from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.elided import restricted
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD

_WHERE = 6
"""Tokens of 'at a local hospital' between a speaker and 'said' at most."""


_WHOSE = 3
"""Words of whom somebody is at most ('of seven outlets')."""
_IN_IT = 2
"""Tokens from 'in' to those who took part in it at most.  Arabic."""
_ASIDE = 10
"""Tokens of ', most of them women and children,' at most.  Arabic."""
_STATES = ("harm_verb", "harm_noun", "person", "grave_state", "of_persons", "of_persons_many", "fatal", "hedge_pre")
"""What says of persons in what state they are, and not what they do."""
_COMMA = "\u060c"
COMMAS = frozenset({",", _COMMA})


def speaks(scan: Scan, i: int) -> bool:
    """Tell whether 'said', perhaps with where before it, stands at token `i` behind who says it: not 'told to'."""
    if scan.lang != "en":
        return False
    where = scan.at(i, "place_prep") is not None
    for j in range(i, min(i + (_WHERE if where else 1), len(scan))):
        if scan.at(j, "tells") is not None:
            return scan.at(j + 1, "to") is None
        if scan.tokens.kinds[j] != "w" or scan.at(j, "verb_be", "harm_verb", "and") is not None:
            return False
    return False


def spoke(scan: Scan, first: int, end: int) -> bool:
    """Tell whether ', said one mother' stands at tokens [first, end) behind what she said.  English."""
    said = scan.ending(first, "tells") if scan.lang == "en" else None
    if said is None or said.first == 0 or scan.tokens.kinds[said.first - 1] == WORD:
        return False
    return scan.any_at(end, "verb_be", "verb_have", "harm_verb") is None


def bereaved(scan: Scan, q: Quantity) -> bool:
    """Tell whether '12,000 families of martyrs' counts whom the dead left behind, and nothing befell these."""
    some = scan.at(q.last, "of")
    theirs = scan.at(some.last, "bereaved") if some is not None and scan.lang == "ar" else None
    lost = scan.at(theirs.last, "person") if theirs is not None else None
    if lost is not None:
        return lost.clitics.article and bool(lost.entry.features.get("harm"))  # '70 of the kin of the missing'
    left = scan.at(q.last, "bereaved") if scan.lang == "en" else None
    gone = scan.at(left.first + 1, "among") if left is not None else None
    if gone is not None and gone.entry.features.get("of_harm"):  # '8 relatives of those killed'
        return scan.any_at(gone.last, "verb_be", "verb_have", "harm_verb", "person") is None
    kin = scan.at(q.last, "person")
    if kin is None or not kin.entry.features.get("unit"):
        return False
    of = scan.at(kin.last, "of")
    if of is None and scan.lang == "en":
        return False
    at = of.last if of is not None else kin.last
    the = scan.at(at, "determiner")
    dead = scan.at(the.last if the is not None else at, "person")
    if dead is None or dead.entry.features.get("harm") not in ("killed", "injured"):
        return False
    return scan.any_at(dead.last, "verb_be", "verb_have", "harm_verb") is None


def _excepted(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'all but the driver' leaves a person out of those of whom something is told.  English."""
    if scan.lang != "en" or draft.kind != "implied":
        return False
    the = scan.ending(draft.first, "determiner") or scan.ending(draft.first, "number_article")
    return scan.ending(the.first if the is not None else draft.first, "all_but") is not None


def was_there(scan: Scan, q: Quantity, head: Head) -> bool:
    """Tell whether 'were inside' is all that is said of a count."""
    if scan.lang == "ar":
        return _said_to_be_there(scan, q, max(head.last, q.core_last))
    be = scan.at(_past_whose(scan, max(head.last, q.core_last)), "verb_be") if scan.lang == "en" else None
    if be is None or be.last >= len(scan):
        return False
    acts = scan.ending(q.first, "control_relative") is not None or scan.ending(q.first, "boundary") is not None
    acts = acts and scan.lexicon.ends(scan.tokens.folds[be.last], "acting")
    acts = acts and scan.at(be.last, "harm_verb") is None  # 'a house that eighteen reporters were using'
    return acts or scan.at(be.last, "present") is not None


def _past_whose(scan: Scan, i: int) -> int:
    """Return the token behind 'of seven outlets', which says whose persons are counted, or token `i`.  English."""
    if scan.at(i, "of") is None:
        return i
    behind = range(i + 2, min(i + 2 + _WHOSE, len(scan)))
    return next((j for j in behind if scan.at(j, "verb_be") is not None), i)


def only_there(scan: Scan, draft: Draft) -> bool:
    """Tell whether a text says of a count only that it was there or took part in something that harms nobody.

    Others may still be of them: 'There were 20 passengers on the bus. Five of them were killed'.
    """
    if attended(scan, draft) or _excepted(scan, draft):
        return True
    if scan.ending(draft.first, "asks_whom") is not None:
        return True  # 'interviewed 20 people who fled': some of those whom it befell, and nobody counted them
    end = max(draft.head.last, draft.core_last)
    if draft.head.harm is not None:
        return False
    if scan.lang == "ar" and (_inside_it(scan, draft.first) or _appointed(scan, draft.first)):
        return True
    if scan.lang == "en" and scan.at(end, "to_come") is not None:
        return True  # '40 more are expected to follow'
    if scan.ending(draft.first, "serves_whom") is not None and draft.head.persons:
        return not restricted(scan, end)  # 'recruited 3,000 soldiers', but not 'listed two men who were shot'
    if scan.lang != "en":
        return False
    if scan.ending(draft.first, "before_whom") is not None and scan.at(end, "harm_verb", "verb_be") is None:
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        return any(hit.entry.features.get("funeral") for i in range(first, draft.first) for hit in scan.hits[i])
    if scan.ending(draft.first, "exists") is not None:
        return _in_place(scan, end)  # 'there were 30 students in the class'
    if _left_behind(scan, draft.core_last, end):
        return True
    be = scan.at(end, "verb_be")
    if be is None:
        return False
    subject = scan.ending(draft.first, "preposition") is None and scan.ending(draft.first, "fate_of") is None
    return _there_when(scan, be.last) or (subject and _busy(scan, be.last))


def _left_behind(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'families whose relatives were killed' is all that is told of a count, whose noun ends at `last`.

    English.
    """
    kin = next(iter(scan.among(first, last + 1, "whose_kin")), None)
    if kin is None:
        return False
    be = scan.at(kin.last, "verb_be")
    lost = scan.at(be.last if be is not None else kin.last, "harm_verb")
    if lost is None:
        return False
    _, end = scan.sents[scan.sentence_of(first)]
    later = (scan.at(be.last, "harm_verb") for be in scan.among(lost.last, end, "verb_be"))
    return all(verb is None or verb.entry.features.get("bare") for verb in later)


def _inside_it(scan: Scan, first: int) -> bool:
    """Tell whether 'a hospital in which are' ends before a count: only the building is told of, no verb.  Arabic."""
    within = scan.ending(first, "date_within")
    if within is None or not any(hit.clitics.suffix for hit in scan.hits[within.first]):
        return False
    return scan.ending(within.first, "place_kind") is not None or scan.ending(within.first, "control_site") is not None


def _appointed(scan: Scan, first: int) -> bool:
    """Tell whether 'the president appointed' stands before a count, and opens its statement.  Arabic."""
    for i in range(first - 1, max(-1, first - 1 - _IN_IT), -1):
        verb = scan.at(i, "appoints")
        if verb is not None:
            start, _ = scan.sents[scan.sentence_of(i)]
            return i == start or bool(verb.clitics.conjunction) or scan.ending(i, "control_that") is not None
        if scan.tokens.kinds[i] != WORD or scan.any_at(i, "harm_verb", "harm_noun", "number", "place_prep") is not None:
            return False
    return False


def _busy(scan: Scan, i: int) -> bool:
    """Tell whether 'were searching for' at token `i`, behind 'were', says what persons did.  English."""
    if i >= len(scan) or not scan.lexicon.ends(scan.tokens.folds[i], "acting"):
        return False
    if scan.at(i, "fate_of") is not None:
        return True
    return scan.any_at(i, *_STATES) is None and scan.at(i + 1, "harm_verb", "of_persons") is None


def _in_place(scan: Scan, i: int) -> bool:
    """Tell whether 'in the class' may begin at token `i`, and no 'among the dead', 'in critical condition'."""
    told = scan.any_at(i, "among", "harm_verb", "harm_noun", "grave_state", "care_place")
    return scan.at(i, "place_prep") is not None and told is None


def _there_when(scan: Scan, i: int) -> bool:
    """Tell whether 'in the class when' stands at token `i`, behind 'were'.  English."""
    if not _in_place(scan, i):
        return False
    for j in range(i + 1, min(i + _WHERE, len(scan))):
        if scan.at(j, "boundary") is not None:
            return scan.at(j, "of_time") is not None
        if scan.tokens.kinds[j] != "w" or scan.at(j, "harm_verb", "harm_noun", "and") is not None:
            return False
    return False


def attended(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'marched', 'took part in the funeral' says what a count did, and nothing what befell it."""
    if scan.lang == "ar":
        verb = scan.ending(draft.first, "attends")
        in_it = any(hit.clitics.suffix for hit in scan.hits[draft.first - 1]) if draft.first else False
        if verb is not None or (in_it and scan.ending(draft.first - 1, "attends") is not None):
            return True
        return _attends_it(scan, draft.first)
    at = max(draft.head.last, draft.core_last)
    have = scan.at(at, "verb_have")
    verb = scan.at(have.last if have is not None else at, "attends")
    if verb is None:
        return False
    for i in range(verb.last, scan.sents[scan.sentence_of(draft.core)][1] - 1):
        if scan.at(i, "number") is not None or scan.tokens.kinds[i] == NUMBER:
            return True
        if scan.at(i, "and") is not None and scan.at(i + 1, "verb_be", "harm_verb") is not None:
            return False  # 'ten men rallied there and were shot dead'
    return True


def _attends_it(scan: Scan, first: int) -> bool:
    """Tell whether 'took part in the vigil', 'attended the hearing' ends before token `first`.  Arabic."""
    known = first > 1 and scan.lexicon.begins(scan.tokens.folds[first - 1], "the")
    if known and scan.ending(first - 1, "attends") is not None:
        return True
    for i in range(first - 1, max(0, first - 2 - _IN_IT), -1):
        if scan.at(i, "date_within") is not None:
            return i < first - 1 and scan.ending(i, "attends") is not None
        known = scan.lexicon.begins(scan.tokens.folds[i], "the")  # 'in the operations of the rescue'
        if scan.tokens.kinds[i] != WORD or scan.at(i, "number") is not None:
            return False
        if scan.at(i, "harm_verb", "harm_noun") is not None and not known:
            return False
    return False


def of_its_staff(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'its volunteers number 3,300 volunteers' says only how many somebody has.  Arabic."""
    who = scan.ending(draft.first, "person") or scan.ending(draft.first - 1, "person")
    if who is None or not who.clitics.suffix or who.entry.features.get("harm") or draft.head.harm is not None:
        return False
    return scan.ending(who.first, "toll_noun") is not None


def _said_to_be_there(scan: Scan, q: Quantity, end: int) -> bool:
    """Tell whether 'that some 4,000 people, most of them women, were in the station when ...' stands here.  Arabic."""
    if scan.ending(q.first, "control_that") is None:
        return False
    if end < len(scan) and scan.tokens.folds[end] == _COMMA:
        closed = (i for i in range(end + 1, min(end + _ASIDE, len(scan))) if scan.tokens.folds[i] == _COMMA)
        end = next(closed, end) + 1
    were = scan.at(end, "were")
    if were is None or not were.entry.features.get("verb"):
        return False
    for i in range(were.last, scan.sents[scan.sentence_of(q.core)][1]):
        if scan.at(i, "when_clause") is not None or scan.tokens.kinds[i] not in ("w", "n"):
            return True
        if scan.any_at(i, "harm_verb", "harm_noun", "among") is not None:
            return False
    return True


def attackers_told(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'the attackers, who were five,' tells how many did it, in English 'numbering about 40'."""
    if scan.lang == "en":
        return _numbering(scan, q)
    number = scan.ending(q.first, "toll_noun")
    if number is None:
        return False
    at = number.first - (scan.tokens.folds[number.first - 1] == _COMMA)
    who = scan.ending(at, "person")
    if who is None or who.entry.features.get("harm"):
        return False
    launched = scan.ending(who.first, "agent") is not None
    return launched or bool(who.entry.features.get("attacker") and scan.ending(who.first, "harm_verb") is None)


def _numbering(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'The gunmen, numbering about 40, killed' stands here.  English."""
    numbering = scan.ending(q.first, "numbering")
    if numbering is None:
        return False
    at = numbering.first - (scan.tokens.folds[numbering.first - 1] in COMMAS)
    who = scan.ending(at, "person")
    return who is not None and not who.entry.features.get("harm")
