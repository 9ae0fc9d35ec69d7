"""Ellipsis: bare numbers that go on from a count, by what stands right before or after them.  English.

'Al-Geneina 120 dead, Zalingei 45', 'women for 20 and children for eight', '23 bodies were found; eight are identified'.
What is told here is only the form; whether such a number counts, and of what it is a part, other rooms decide.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import names_someone
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

GAPPED, GOES_ON, COMPARED = "count.gapped", "count.goes_on", "count.compared"
_FAR = 16
"""Tokens between a count and one that goes on from it at most."""
_ENDS = frozenset({",", ";", ".", ")", "\u2013", "\u2014"})
_BREAKS = frozenset({";", "\u2013", "\u2014"})
_NAMES = ("actor", "actor_generic", "person")
_NAME = 10
"""Tokens of 'and' and a name before a number at most."""
_OWN = 4
"""Tokens of 'and the rebels' before a number at most."""
_NEXT = 2
"""Tokens between a count and the next of its list at most."""
_TURN = 6
"""Tokens between 'five dead' and 'three' in 'five dead in the first and three in the second' at most."""
_OPENS = 8
"""Tokens of 'Of the soldiers killed in the ambush,' at most."""
_VERB = 2
"""Tokens after a number among which its verb may stand."""


def gapped(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether a place or cause stands right before a number that ends its phrase, as before in the sentence."""
    if scan.lang != "en" or not _closes(scan, q.last) or not _beside(scan, q, drafts):
        return False
    before = q.first
    if scan.tokens.folds[before - 1] == "(" or scan.at(before - 1, "with_number") is not None:
        before -= 1
    place = scan.ending(before, "place")
    named = place is not None and place.first > 0 and scan.ending(before, "to") is None  # no town 'To': 'fell to 40'
    return named or _in_the_north(scan, before) or _caused(scan, before, drafts[-1]) or _nth_did(scan, before)


def _in_the_north(scan: Scan, i: int) -> bool:
    """Tell whether 'in the north' stands before token `i` ('took in 47 of the dead, those in the north 35')."""
    side = scan.ending(i, "place_side") or scan.ending(i, "place_kind")
    if side is not None and side.first and scan.tokens.folds[side.first - 1] == "(":
        return True  # '38 dead (South 14, Nabatieh nine)'
    the = scan.ending(side.first, "determiner") if side is not None else None
    return the is not None and scan.ending(the.first, "place_prep") is not None


def some_of(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether 'Of the soldiers killed, 15 belonged to ...' opens a sentence with a number alone.  English."""
    if scan.lang != "en" or not drafts or scan.tokens.folds[q.first - 1] != ",":
        return False
    first, _ = scan.sents[scan.sentence_of(q.core)]
    of = scan.at(first, "of")
    the = scan.at(of.last, "determiner") if of is not None else None
    opens = of is not None and scan.begins(first, q.first, "person", "among")
    opens = opens or (
        the is not None and the.last == q.first - 2 and scan.tokens.kinds[the.last] == "n"
    )  # 'Of the 106,'
    return opens and q.first - first <= _OPENS and _acts(scan, q.last)


def _nth_did(scan: Scan, i: int) -> bool:
    """Tell whether 'and the second' stands before token `i` ('the first bomb killed 13, and the second eight')."""
    nth = scan.ending(i, "incident_ordinal")
    return nth is not None and (scan.at(nth.first - 1, "and") is not None or scan.tokens.folds[nth.first - 1] in _ENDS)


def in_turn(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether 'and three in the second' goes on from 'five dead in the first'.  English."""
    if scan.lang != "en" or not drafts or scan.at(q.first - 1, "and") is None:
        return False
    before = drafts[-1]
    near = scan.sentence_of(before.core) == scan.sentence_of(q.core) and q.first - before.last <= _TURN
    return near and _nth(scan, before.last) and _nth(scan, q.core_last)


def exchanged(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether 'and received 66 in return' goes on from those who were handed over.  English."""
    if scan.lang != "en" or not drafts or scan.at(q.core_last, "in_return") is None:
        return False
    first, last = drafts[-1].first, q.first
    return scan.sentence_of(first) == scan.sentence_of(last) and scan.begins(
        scan.sents[scan.sentence_of(first)][0], last, "handover"
    )


def _nth(scan: Scan, i: int) -> bool:
    """Tell whether 'in the first' stands at token `i`."""
    the = scan.at(i + 1, "determiner") if scan.at(i, "preposition") is not None else None
    return the is not None and scan.at(the.last, "date_ordinal") is not None


def _caused(scan: Scan, i: int, last: Draft) -> bool:
    """Tell whether a cause stands before token `i` as one does before the verb ('strikes killed 40, shelling 12')."""
    first, _ = scan.sents[scan.sentence_of(i - 1)]
    cause, verb = scan.ending(i, "cause"), scan.ending(last.first, "harm_verb")
    opens = scan.ending(verb.first, "cause") if verb is not None else None
    if cause is None or last.last > cause.first:
        return False
    again = scan.tokens.folds[cause.first - 1] == "," or scan.reads(cause.first - 1, "and")
    return again and ((opens is not None and opens.first >= first) or GAPPED in last.rules)


def with_glued(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether a place or a cause stands right before 'with 267' that ends its phrase, as before in the sentence.

    'Raqqa was first with 311 victims, followed by Deir ez-Zor with 267', 'raids left 602 dead, and mines 71'.  Arabic.
    """
    if scan.lang != "ar" or not drafts or not q.value or not _ends(scan, q.last):
        return False
    number = scan.at(q.core, "number")
    glued = scan.tokens.folds[q.first] in scan.lexicon.particles and q.first < q.core
    if not glued and not (number is not None and number.clitics.preposition):
        return False
    before = drafts[-1]
    if scan.sentence_of(before.core) != scan.sentence_of(q.core) or q.first - before.last > _FAR:
        return False
    return any(
        scan.ending(end, "place") is not None or scan.ending(end, "cause") is not None for end in (q.first, q.first - 1)
    )


def each_by_cause(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether 'and 15 by rubber' goes on from '7 wounded by bullets', each with its cause glued on.  Arabic."""
    if scan.lang != "ar" or not drafts or scan.sentence_of(drafts[-1].core) != scan.sentence_of(q.core):
        return False
    causes = scan.firsts("cause")
    before, own = causes.get(drafts[-1].last), causes.get(q.last)
    return before is not None and own is not None and before.last == q.first


def _ends(scan: Scan, i: int) -> bool:
    """Tell whether a mark, or another item, stands at token `i`.  Arabic."""
    if i >= len(scan) or scan.tokens.kinds[i] not in ("w", "n") or scan.at(i, "and", "then") is not None:
        return True
    return any(hit.clitics.conjunction for hit in scan.hits[i] if hit.entry.cls == "place")


def goes_on(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether a number alone is the subject of a verb right after a count that is larger."""
    if scan.lang != "en" or not drafts or (scan.tokens.kinds[q.core] == "n" and not drafts[-1].head.body):
        return False
    before, first = drafts[-1], scan.sents[scan.sentence_of(q.core)][0]
    apart = scan.sentence_of(q.core) - scan.sentence_of(before.core)
    opens = q.first == first or scan.tokens.folds[q.first - 1] in _BREAKS
    if not opens or apart > 1 or (apart == 0 and q.first - before.last > _FAR):
        return False
    return (before.value or 0) > q.value and (_acts(scan, q.last) or (before.head.body and _buried(scan, q.last)))


def _buried(scan: Scan, i: int) -> bool:
    """Tell whether 'have been buried' stands at token `i`, which is said of bodies that were counted."""
    verb = scan.at(i, "harm_verb") or scan.at(i, "verb_be", "verb_have")
    return verb is not None and (verb.entry.cls != "harm_verb" or verb.entry.features["harm"] == "killed")


def compared(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """Tell whether a number is set against the count before it ('210 officers this year, against 174')."""
    than = scan.ending(q.first, "compares")
    if not drafts or than is None or (than.entry.features.get("timed") and not _of_another_time(scan, q)):
        return False
    return scan.sentence_of(drafts[-1].core) == scan.sentence_of(q.core) and drafts[-1].value is not None


def _of_another_time(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'in September', 'last year' stands behind a number alone.  Arabic."""
    within = scan.at(q.core_last, "place_prep", "date_within")
    at = within.last if within is not None else q.core_last
    return scan.at(at, "date_month", "date_unit", "date_deictic") is not None


def _acts(scan: Scan, i: int) -> bool:
    """Tell whether a verb that says nothing of harm stands at token `i`."""
    for hit in (scan.at(j, "harm_verb", "unit", "cause") for j in range(i, min(i + _VERB, len(scan)))):
        if hit is not None and not hit.entry.features.get("after"):
            return False  # but 'two remain in intensive care'
    be = scan.at(i, "verb_be", "verb_have", "item_verb")
    if be is not None:
        return scan.at(be.last, "tried_in_court") is None  # 'nine were convicted'
    if i >= len(scan) or scan.tokens.kinds[i] != "w" or not scan.lexicon.ends(scan.tokens.folds[i], "past"):
        return False
    closed = i + 1 >= len(scan) or scan.tokens.kinds[i + 1] != "w"  # 'three suspected traffickers' are no verb
    return closed or scan.any_at(i + 1, "preposition", "to", "from", "determiner", "number_article", "and") is not None


def _closes(scan: Scan, i: int) -> bool:
    return i >= len(scan) or scan.tokens.folds[i] in _ENDS or scan.at(i, "and") is not None


def _beside(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    if not drafts or not q.value:
        return False
    before = drafts[-1]
    near = q.first - before.last <= _FAR and scan.sentence_of(before.core) == scan.sentence_of(q.core)
    return near and before.value is not None and before.head.unit is None


def own_stop(scan: Scan, q: Quantity, stop: int, following: int) -> int:
    """Return where the noun of a number ends that another number with a noun of its own follows.

    'lost 12 men and the rebels 30': the rebels are the thirty's.
    """
    if scan.lang != "en" or stop != following:
        return stop
    if not scan.begins(max(q.core_last, stop - _NAME) + 1, stop, "and"):
        return stop
    own = _others_own(scan, stop)
    if own is not None and own > q.core_last:
        return own
    for i in range(stop - 1, max(q.core_last, stop - _OWN), -1):
        if scan.at(i, "and") is not None and scan.at(i + 1, "determiner") is not None:
            return i
    return stop


def _others_own(scan: Scan, stop: int) -> int | None:
    """Return the 'and' before a name right before the number at `stop` that ends its phrase ('and the Front two.')."""
    if not _closes(scan, stop + 1) and scan.any_at(stop + 1, "preposition", "person") is None:
        return None
    of = scan.ending(stop, "of")
    end = of.first if of is not None else stop
    name = next((hit for cls in _NAMES if (hit := scan.ending(end, cls)) is not None), None)
    if name is None or (of is None and name.entry.cls == "person"):
        return None
    first = name.first - (scan.at(name.first - 1, "determiner") is not None)
    for i in (first - 1, first - 2):
        if scan.at(i, "and") is not None:
            return i
    return None


def resumes(scan: Scan, q: Quantity, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a number goes on from the total before it ('28 are still in hospital', 'nine were its own men').

    It opens a sentence; in English with its noun behind the verb a clause too, and one may follow another.
    """
    if not drafts:
        return False
    predicate = scan.lang == "en" and draft.head.first > q.core_last
    goes_on = scan.lang == "en" and drafts[-1].kind == "resumed"
    goes_on = goes_on and (scan.tokens.folds[q.first - 1] == "," or scan.at(q.first - 1, "and") is not None)
    if goes_on and names_someone(draft.head) and _closes(scan, draft.head.last) and q.first - drafts[-1].last <= _NEXT:
        return True  # '93 were men, 38 women and 23 children'
    if (names_someone(draft.head) and not predicate) or scan.at(q.core_last, "verb_be") is None:
        return False
    if q.first == scan.sents[scan.sentence_of(q.core)][0]:
        return True
    return predicate and names_someone(draft.head) and (scan.tokens.folds[q.first - 1] == ";" or goes_on)
