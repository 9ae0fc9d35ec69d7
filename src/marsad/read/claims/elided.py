"""Elided heads: numbers whose noun is that of the count before ('212 injuries, 81 by live ammunition').

What is told here is only the form; whether such a number counts, and of what it is a part, other rooms decide.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from marsad.read.claims.draft import Draft
from marsad.read.claims.quantities import BULLETS, DASHES, Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, number_value

_MARKS = frozenset({",", ";", ":", "(", "\u060c", "\u061b"}) | DASHES
_ASIDE = 10
"""Tokens of an aside between commas at most."""
_PAST_ADJECTIVE = 3
"""Tokens of 'elderly shepherd' behind 'one an' at most."""
_KIND = 7
"""Tokens of ', a Syrian national,' at most."""
_PLACE = 6
"""Tokens of 'in' and a place at most."""
_BY = 3
"""Tokens of ', with machetes,' at most."""
_LISTS = frozenset({";", "\u061b", ":"})
_COMMAS = frozenset({",", "\u060c"})
_CIRCUMSTANCE = ("place", "cause", "with_wounds", "actor")
_SO = ("doer_by", "place_prep")
_GAP = 16
"""Tokens between a count and one more of which only where or by what is told at most."""
_VERB = 6
"""Tokens from a verb through the count that is its object at most."""
_AFTER = ("preposition", "to", "from", "relative", "item_verb", "gravely")


def opens_item(scan: Scan, first: int, core_last: int) -> bool:
    """Tell whether a number is an item of a list without a noun of its own ('503 by Israeli forces, ten by settlers').

    It stands after a comma, a colon, a dash, a bracket or an 'and', and a preposition follows it.  English only.
    """
    if scan.lang != "en" or first < 1:
        return False
    if scan.at(first - 1, "other", "additional") is not None and first > 1:
        first -= 1  # 'another 15 in shelling'
        first -= scan.at(first - 1, "number_article") is not None and first > 1  # 'a further 15 in shelling'
    if scan.tokens.folds[first - 1] not in _MARKS and scan.at(first - 1, "and") is None:
        return False
    at = past_parts(scan, core_last)
    return scan.any_at(_past_kind(scan, at) if at == core_last else at, *_AFTER) is not None


def _past_kind(scan: Scan, i: int) -> int:
    """Return the token after 'one, a Syrian national,', 'seven, all from one family,' whose comma stands at `i`."""
    if scan.tokens.folds[i : i + 1] != [","]:
        return i
    one = scan.ending(i, "number")
    single = one is not None and one.entry.features.get("value") == 1 and scan.at(i + 1, "number_article") is not None
    if not single and not scan.reads(i + 1, "aside"):
        return i
    for j in range(i + 2, min(i + _KIND, len(scan))):
        if scan.tokens.folds[j] == ",":
            return j + 1
        if scan.any_at(j, "verb_be", "harm_verb", "attribution_verb") is not None:
            return i
    return i


def one_who(scan: Scan, core_last: int) -> int | None:
    """Return the token after the article of ', one a child' or 'and one the prayer leader' behind 'one'.  English."""
    if scan.lang != "en" or core_last < 2:
        return None
    article = scan.at(core_last, "number_article", "determiner")
    if article is None or article.entry.features.get("possessive"):
        return None
    before = scan.tokens.folds[core_last - 2] == "," or scan.at(core_last - 2, "and") is not None
    near = (scan.at(i, "person") for i in range(article.last, article.last + _PAST_ADJECTIVE))
    single = any(hit is not None and hit.entry.features.get("n") == "sg" for hit in near)
    return article.last if before and single else None


def past_parts(scan: Scan, i: int) -> int:
    """Return the token after ', two of them medics,' at token `i`, or `i` where no such aside opens."""
    if scan.tokens.folds[i : i + 1] != [","]:
        return i
    if scan.at(i + 1, "among", "one_of") is None and scan.at(i + 2, "among") is None:
        return i
    closed = (j for j in range(i + 2, min(i + _ASIDE, len(scan))) if scan.tokens.folds[j] == ",")
    return next(closed, i - 1) + 1


def placed_on(scan: Scan, q: Quantity, drafts: list[Draft]) -> bool:
    """'12 persons in Aleppo and 8 in Idlib': only a place or a means parts the number from a count.  Arabic."""
    hit = scan.at(q.core, "number")
    joined = scan.at(q.first, "and") is not None or (hit is not None and bool(hit.clitics.conjunction))
    if scan.lang != "ar" or not drafts:
        return False
    if not (where_or_how(scan, q.core_last) or _in_village(scan, q.core_last)):
        return False
    before, end = drafts[-1], q.first
    if opens_places(scan, q.first, q.core_last, drafts):
        return True
    if not joined:
        return False
    if scan.tokens.folds[end - 1] == "\u060c":
        end -= 1
    if _told_of_village(scan, end, drafts) and _in_village(scan, q.core_last):
        return True
    if q.first - before.last > _PLACE or not where_or_how(scan, before.last):
        return False
    return any(scan.ending(end, cls) is not None for cls in _CIRCUMSTANCE)


def timed_on(scan: Scan, q: Quantity, drafts: list[Draft], times: Container[int]) -> bool:
    """'five civilians on Friday and three on Saturday': only a time parts the number from a count.

    `times` are the tokens of times.
    """
    hit = scan.at(q.core, "number")
    english = scan.lang == "en"
    joined = scan.at(q.first - english, "and") is not None or (hit is not None and bool(hit.clitics.conjunction))
    if not drafts or not joined or not _when(scan, q.core_last, times):
        return False
    before, end = drafts[-1], q.first - english
    if scan.tokens.folds[end - 1] in _COMMAS:
        end -= 1
    be = scan.at(before.last, "verb_be", "verb_have")
    verb = scan.at(be.last if be is not None else before.last, "harm_verb") if english else None
    since = _past_preposition(scan, verb.last if verb is not None else before.last)
    return since < end and end - since <= _PLACE and all(i in times for i in range(since, end))


def _when(scan: Scan, i: int, times: Container[int]) -> bool:
    """Tell whether a time, or 'in', 'since' or 'so far' and a time, stands at token `i`."""
    so_far = scan.at(i, "till_now") if scan.lang == "en" else None
    return _past_preposition(scan, so_far.last if so_far is not None else i) in times


def _past_preposition(scan: Scan, i: int) -> int:
    """Return the token behind 'in', 'since' at token `i`, else `i`."""
    hit = scan.any_at(i, "place_prep", "date_within", "date_open")
    return hit.last if hit is not None else i


def _told_of_village(scan: Scan, end: int, drafts: Sequence[Draft]) -> bool:
    """'24 were killed in the village of X, eight women among them' before token `end`: with its verb and its part."""
    before = drafts[-1]
    if scan.ending(before.first, "among") is not None and len(drafts) > 1 and end - before.last <= _BY:
        before, end = drafts[-2], before.first
    verb = scan.at(before.last, "harm_verb")
    at = verb.last if verb is not None else before.last
    return verb is not None and _in_village(scan, at) and end - at <= _PLACE


def _in_village(scan: Scan, i: int) -> bool:
    """Tell whether 'in the village of', or 'in' and a known place, stands at token `i`."""
    within = scan.at(i, "place_prep")
    return within is not None and scan.any_at(within.last, "place", "place_kind") is not None


def opens_places(scan: Scan, first: int, core_last: int, drafts: Sequence[Draft]) -> bool:
    """'25 dead; 15 in X and 10 in Y': a mark and a place part the number from the count before.  Arabic.

    Behind a comma the numbers must make up the count ('seven, four in X and three in Y').
    """
    if scan.lang != "ar" or not drafts or drafts[-1].last != first - 1 or not where_or_how(scan, core_last):
        return False
    mark = scan.tokens.folds[first - 1]
    return mark in _LISTS or (mark in _MARKS and _make_up(scan, first, drafts[-1].value))


def dashed_place(scan: Scan, q: Quantity) -> bool:
    """Tell whether the number opens a dashed line and a place follows it ('- 17 in X').  Arabic."""
    opens = scan.sents[scan.sentence_of(q.core)][0]
    dashed = scan.lang == "ar" and q.first == opens + 1 and scan.tokens.folds[opens] in BULLETS
    within = scan.at(q.core_last, "place_prep") if dashed else None
    others = (
        within is not None and scan.at(within.last, "place_inside") is not None
    )  # '- 16 in the rest of the quarters'
    return dashed and (others or where_or_how(scan, q.core_last))


def _make_up(scan: Scan, first: int, total: int | None) -> bool:
    """Tell whether the numbers from token `first` on add up to a total ('seven, four in X and three in Y')."""
    left = total or 0
    for i in range(first, min(first + _GAP, scan.sents[scan.sentence_of(first)][1])):
        hit = scan.at(i, "number")
        told = hit.entry.features.get("value") if hit is not None else None
        left -= (told if told is not None else number_value(scan.tokens.folds[i])) or 0
        if left <= 0:
            return left == 0
    return False


def where_or_how(scan: Scan, i: int) -> bool:
    """Tell whether 'in' and a place, or 'by' and a means, stand at token `i`.  Arabic."""
    within = scan.at(i, "place_prep", "place_side")
    side = scan.at(within.last, "place_side") if within is not None else None  # 'in the east of X'
    within = side or within
    if within is not None and scan.at(within.last, "place", "place_ordinal") is not None:
        return True
    if scan.at(i, "with_wounds") is not None:
        return True  # 'nine by live bullets and 23 by gas'
    if i >= len(scan):
        return False
    by_force = by_actor(scan, i)
    return by_force or any(hit.entry.cls == "cause" and hit.clitics.preposition for hit in scan.hits[i])


def by_actor(scan: Scan, i: int) -> bool:
    """Tell whether 'by the Russian aircraft' stands at token `i`, with the particle written as one.  Arabic."""
    by = scan.lexicon.plain("by")
    return any(hit.entry.cls == "actor" and hit.clitics.preposition in by for hit in scan.hits[i])


def same_so(scan: Scan, i: int, end: int, ends: Container[int]) -> bool:
    """Tell whether only where or by what is told of one more ('... was killed by a mine and a girl by shelling').

    English; the phrase of the one more is tokens [i, end).  A count that ends at one of `ends`, with its own 'by' or
    'in' and with a verb, stands before 'and'.
    """
    joined = scan.at(i - 1, "and") is not None if i else False
    if scan.lang != "en" or not joined or scan.any_at(end, *_SO) is None:
        return False
    first, _ = scan.sents[scan.sentence_of(i)]
    before = next((at for at in range(i - 1, max(first, i - _GAP), -1) if at in ends), None)
    if before is None or not scan.begins(before, i, *_SO):
        return False
    return scan.begins(max(first, before - _VERB), i, "harm_verb")


def summed_up(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'in all', 'all told' follows the number."""
    return scan.at(q.core_last, "in_all") is not None


def of_number(scan: Scan, core_last: int) -> int | None:
    """Return the token of the whole's number in 'three of the eighteen', or None."""
    of = scan.at(core_last, "of")
    if of is None:
        return None
    if (group := group_harmed(scan, of.last)) is not None:
        return group
    det = scan.at(of.last, "determiner")
    own = det is not None and bool(det.entry.features.get("possessive"))
    if own and det is not None and not (scan.lang == "en" and _counts(scan, det.last + 1)):
        return None  # 'of his wives', but '19 of its 52 passengers'
    hedge = scan.at(of.last, "hedge_pre") if scan.lang == "en" else None
    if hedge is not None and scan.any_at(hedge.last + 1, "person", "harm_verb") is not None:
        return hedge.last  # '49 of more than 220 injured'
    if det is None and (scan.lang != "en" or not _counts(scan, of.last + 1)):
        return None
    at = det.last if det is not None else of.last
    if at < len(scan) and (scan.tokens.kinds[at] == "n" or scan.at(at, "number") is not None):
        return at
    return None


def who_it_was(scan: Scan, draft: Draft) -> int | None:
    """Return where it is told who 'one of the 16 people killed was', 'the one person killed was'.  English."""
    verb = scan.at(draft.last, "harm_verb")
    be = scan.at(verb.last if verb is not None else draft.last, "verb_be")
    alone = draft.kind == "number" and verb is not None and draft.head.persons > 0
    return be.last if be is not None and (alone or of_number(scan, draft.core_last) is not None) else None


def group_harmed(scan: Scan, i: int) -> int | None:
    """Return the token of the number in 'a group of eight women kidnapped', at token `i`, or None.  English."""
    article = scan.at(i, "number_article", "determiner") if scan.lang == "en" else None
    body = scan.at(article.last, "body_of") if article is not None else None
    of = scan.at(body.last, "of") if body is not None else None
    person = scan.at(of.last + 1, "person") if of is not None else None
    if of is None or person is None or value_at(scan, of.last) is None or scan.at(person.last, "verb_be") is not None:
        return None
    return of.last if restricted(scan, person.last) else None


def out_of_number(scan: Scan, core_last: int) -> int | None:
    """Return the token of the whole's number in '22 out of 60 hostages', '5 of 20 workers', or None.  Arabic."""
    of = scan.at(core_last, "of") if scan.lang == "ar" else None
    if of is None or of.last >= len(scan) or of.clitics.suffix:
        return None
    number = scan.at(of.last, "number")
    if number is None and scan.tokens.kinds[of.last] != NUMBER:
        return None
    end = number.last if number is not None else of.last + 1
    return of.last if of.last - of.first > 1 or scan.at(end, "person") is not None else None


def _counts(scan: Scan, i: int) -> bool:
    """Tell whether a plural of persons stands at token `i` ('five of nine protesters')."""
    person = scan.at(i, "person")
    return person is not None and person.entry.features.get("n") == "pl"


def restricted(scan: Scan, i: int) -> bool:
    """Tell whether 'killed in the raid', 'who were shot' says at token `i` which persons are meant: they count."""
    relative = scan.at(i, "relative")
    at = relative.last if relative is not None else i
    be = scan.at(at, "verb_be")
    told = be is not None and scan.at(be.last, "harm_verb") is not None
    verb = scan.at(at, "harm_verb") if scan.lang == "en" else None
    if relative is None and verb is not None and verb.entry.features.get("intransitive"):
        return bool(verb.entry.features.get("either"))  # 'four of the 30 passengers survived' says it of the four
    return scan.lang == "en" and ((relative is not None and told) or verb is not None)


def value_at(scan: Scan, i: int) -> int | None:
    """Return the value of the single number word or figure at token `i`."""
    if scan.tokens.kinds[i] == NUMBER:
        return number_value(scan.tokens.folds[i])
    hit = scan.at(i, "number")
    return int(hit.entry.features["value"]) if hit is not None else None


def of_the(scan: Scan, core_last: int) -> bool:
    """Tell whether the number picks some 'of the men', 'of these soldiers': persons that were counted before."""
    of = scan.at(core_last, "of")
    det = scan.at(of.last, "determiner") if of is not None else None
    if det is None or det.entry.features.get("possessive"):
        return False
    person = scan.at(det.last, "person")
    return person is not None and person.entry.features.get("n") == "pl" and not scan.owns(person.last)
