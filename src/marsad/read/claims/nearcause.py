"""The nearest cause: which word of how persons came to harm is said of one count."""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.means import by_means
from marsad.read.scan import Scan

EXPLODING = frozenset({"airstrike", "shelling", "drone", "suicide_bombing", "ied_mine"})
_OF_PARTS = frozenset({"torture", "execution", "suicide_bombing", "assassination"})
"""Causes that a part may have for itself right behind it."""
_OWN_CAUSE = frozenset({"part.running", "part.cause_of_period"})
"""Rules of parts that are incidents of their own, or what one weapon did in a period."""
BESIDE = 5
"""Tokens that may stand between two counts that one clause holds."""
_SUBJECT = 3
"""Tokens of 'and rebel' before a cause that is the subject of its own verb at most."""
_LED = 8
"""Tokens from 'a stampede' through where it was to 'led to the death of' at most.  Arabic."""
_WHEN = 3
"""Tokens from 'when' to what exploded or was fired at most.  Arabic."""
_CLOSERS = frozenset({",", "\u060c", ")", ";", "\u061b"})
_REMNANTS = 6
"""Words from a cause to 'accounted for' at most ('mines and explosive remnants of war accounted for')."""
_BY = 3
"""Words between a bare part and its cause at most ('by a second')."""
_BY_A = ("doer_by", "preposition", "place_prep", "agent", "number_article", "determiner", "date_ordinal")
_RIGHT, _LEFT = 12, 22
"""How far, in tokens, a cause may stand after and before its count."""


def nearest(
    scan: Scan,
    draft: Draft,
    hits: list[Hit],
    marks: set[int],
    following: int | None,
    triggers: set[int],
    parts: list[Draft],
) -> int | None:
    """Return which of `hits` says how this count came to harm, or None."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    after = draft.last
    inside = [part.last for part in parts if part.last <= last and part.first - after <= BESIDE]
    subject = _subject_of(scan, draft, hits) if scan.lang == "ar" else None
    reach = max([after, *inside]) if scan.lang == "en" else after  # '34 people, 21 of them civilians, died in ...'
    limit = min(last, reach + _RIGHT, following if following is not None else last)
    limit = after if _told_in(scan, draft) else limit
    for k in range(bisect_left(hits, after, key=first_of), bisect_left(hits, limit, key=first_of)):
        k = by_means(hits, k)
        hit = hits[k]
        if hit.first not in triggers:
            parted = any(i in marks and not _why(scan, i, hit, draft) for i in range(after, hit.first))
            parted = parted or (scan.lang == "en" and scan.begins(after, hit.first, "long_after"))
            parted = parted or (following is not None and _of_next(scan, draft.last, hit, following, triggers))
            if parted or _of_part(scan, hit, parts) or _only_after(scan, draft, hits, hit, first):
                break
            if subject is not None and any(word in _CLOSERS for word in scan.tokens.folds[after : hit.first]):
                return subject
            return k
    if draft.whole is not None and not is_incident(scan, draft):
        if subject is not None and draft.whole.core_last <= hits[subject].first:
            return subject
        k = bisect_left(hits, draft.core, key=first_of) - 1
        beside = k >= 0 and hits[k].first not in triggers and _leads_to(scan, hits[k], draft)
        return k if beside and draft.whole.core_last <= hits[k].first else None
    for k in range(bisect_left(hits, draft.first, key=first_of) - 1, -1, -1):
        hit = hits[k]
        if hit.first < first or draft.first - hit.last > _LEFT:
            break
        if hit.first not in triggers:
            parted = any(i in marks and not _leads_on(scan, i) for i in range(hit.last, draft.first))
            return None if parted else _first_named(scan, hits, k)
    return None


def _only_after(scan: Scan, draft: Draft, hits: list[Hit], hit: Hit, first: int) -> bool:
    """Tell whether the word of cause tells only of what came before ('a stampede killed 20 after tanks fired shells').

    Its clause opens with 'after', and who or what killed is the subject of the verb before the count; in Arabic a
    cause stands before it in its sentence.
    """
    if not any(scan.reads(i, "after") for i in range(draft.last, hit.first)):
        return False
    if scan.lang == "ar":
        k = bisect_left(hits, draft.first, key=first_of) - 1
        if k < 0 or hits[k].first < first or draft.first - hits[k].last > _LED:
            return False
        joined = (other.clitics.conjunction for i in range(hits[k].last, draft.first) for other in scan.hits[i])
        return not any(joined)
    verb = scan.ending(draft.first, "harm_verb")
    if verb is None or verb.entry.features.get("loses") or verb.entry.features.get("intransitive"):
        return False
    return verb.first == first or scan.at(verb.first - 1, "verb_be") is None


def _subject_of(scan: Scan, draft: Draft, hits: list[Hit]) -> int | None:
    """Return which cause 'mines in the killing of 89', 'shelling to the killing of 64' has for its subject.  Arabic."""
    noun = scan.ending(draft.first, "harm_noun")
    if noun is None:
        return None
    led = scan.at(noun.first - 1, "place_prep", "to") is not None
    at = noun.first - led
    k = bisect_left(hits, at, key=first_of) - 1
    return k if k >= 0 and at - 1 <= hits[k].last <= at and scan.tokens.kinds[at - 1] == "w" else None


def _leads_to(scan: Scan, hit: Hit, part: Draft) -> bool:
    """Tell whether a cause stands right before a part: 'under torture 77', 'mines accounted for 41'."""
    if scan.lang == "ar":
        noun = scan.ending(part.first, "harm_noun")  # 'the mines brought about the death of 31 of them'
        return noun is not None and hit.last == noun.first
    account = scan.ending(part.first, "account_verb") if part.kind != "all_but" else None
    words = range(hit.last, account.first) if account is not None else ()
    subject = account is not None and all(scan.tokens.kinds[i] == "w" for i in words) and len(words) <= _REMNANTS
    return 0 <= part.core - hit.last <= 1 or (subject and hit.last <= part.first)


def _why(scan: Scan, i: int, hit: Hit, draft: Draft) -> bool:
    """Tell whether 'because' at token `i` leads to a cause, in Arabic also 'when a bomb went off' right before it."""
    if scan.at(i, "causal") is not None:
        return True
    own = draft.whole is None or _of_them(scan, draft)
    when = scan.lang == "ar" and own and scan.at(i, "when_clause") is not None
    return when and hit.first - i <= _WHEN


def _of_them(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'six of them' are counted."""
    among = scan.at(draft.core_last, "among")
    return among is not None and bool(among.entry.features.get("trailing"))


def _told_in(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'in it' stands before a count ('an attack in which 20 were killed').  Arabic."""
    within = scan.at(draft.first - 1, "date_within") if scan.lang == "ar" and draft.first else None
    return within is not None and bool(within.clitics.suffix)


def _leads_on(scan: Scan, i: int) -> bool:
    """Tell whether 'where' goes on from what was told: 'shelled the town, where 13 died'.  Arabic."""
    return scan.lang == "ar" and scan.at(i, "leads_on") is not None


def _of_next(scan: Scan, after: int, hit: Hit, following: int, triggers: set[int]) -> bool:
    """Tell whether a cause is the subject of a clause that 'and' opens (', and a drone hit a truck').  English."""
    if scan.lang != "en":
        return False
    opened = any(scan.at(i, "and") is not None for i in range(max(after, hit.first - _SUBJECT - 1), hit.first))
    if opened and hit.last == following:
        return True  # 'air strikes killed 120 and mines 30'
    if opened and any(i in triggers for i in range(hit.last, following)):
        return True  # 'and a mortar attack on the airport wounded two'
    if scan.at(hit.last, "harm_verb") is not None:
        words = range(max(after, hit.first - _SUBJECT), hit.first)
        if any(scan.at(i, "and", "boundary") is not None for i in words):
            return True  # 'and rebel rockets killed two'
    article = scan.at(hit.first - 1, "number_article", "determiner")
    i = (article.first if article is not None else hit.first) - 1
    opens = i > after and scan.at(i, "and") is not None
    return opens and scan.tokens.folds[i - 1] == "," and scan.tokens.kinds[hit.last : hit.last + 1] == ["w"]


def is_incident(scan: Scan, draft: Draft) -> bool:
    """Tell whether a part of a running total, or of one told later, is an incident of its own, with its own cause."""
    later = draft.whole is not None and scan.sentence_of(draft.whole.core) > scan.sentence_of(draft.core)
    return later or not _OWN_CAUSE.isdisjoint(draft.rules)


def _first_named(scan: Scan, hits: list[Hit], k: int) -> int:
    """Of coordinated causes the first one counts ('suicide attacks and roadside bombs killed 410')."""
    while k > 0 and scan.lang == "en":
        between = range(hits[k - 1].last, hits[k].first)
        if tells_attack(hits[k]) and not between and hits[k - 1].entry.features["cause"] != "clashes":
            return k - 1  # 'warplanes attacked a house'
        if hits[k - 1].entry.features["cause"] == "drone" and any(scan.at(i, "launches") is not None for i in between):
            return k - 1  # 'a drone dropped a grenade', 'a drone fired two missiles'
        if (
            not between
            or len(between) > 2
            or not all(scan.at(i, "and", "number_article") or scan.tokens.folds[i] in _CLOSERS for i in between)
        ):
            break
        k -= 1
    return k


def _of_part(scan: Scan, hit: Hit, parts: list[Draft]) -> bool:
    """Tell whether the cause is said of the last part before it, with nothing that closes the part between them."""
    before = [part for part in parts if part.last <= hit.first]
    if not before:
        return False
    part = before[-1]
    verb = part.trigger is not None and 0 <= part.trigger - part.last <= 2 and hit.first - part.trigger <= 4
    by = _by_alone(scan, hit, part) or (scan.lang == "ar" and _of_them(scan, part) and _when(scan, part.last, hit))
    if hit.entry.features["cause"] not in _OF_PARTS and part.kind != "share" and not (verb or by):
        return False
    between = scan.tokens.folds[before[-1].last : hit.first]
    return not any(word in _CLOSERS for word in between)


def _when(scan: Scan, start: int, hit: Hit) -> bool:
    """Tell whether 'when' leads to a cause behind token `start`: 'six of them died when a bomb went off'."""
    return any(scan.at(i, "when_clause") is not None for i in range(max(start, hit.first - _WHEN), hit.first))


def _by_alone(scan: Scan, hit: Hit, part: Draft) -> bool:
    """Tell whether only 'by', 'in' stands between a bare part and a cause ('212 died, 31 of them by landmines')."""
    of_them = scan.at(part.core_last, "among")
    end = max(part.last, of_them.last) if of_them is not None else part.last
    if part.head.persons or part.head.actors or part.kind == "all_but" or hit.first - end > _BY:
        return False
    if scan.lang == "ar":
        return hit.first == end
    return all(scan.any_at(i, *_BY_A) for i in range(end, hit.first))


def tells_attack(hit: Hit) -> bool:
    """Tell whether a word only says that somebody attacked; with what is told elsewhere."""
    return bool(hit.entry.features.get("generic")) and hit.entry.features["cause"] == "clashes"


def told_left(scan: Scan, draft: Draft, hits: list[Hit], marks: set[int]) -> int | None:
    """'jets flattened houses and killed 42, in the deadliest attack since': the weapon that the clause begins with."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    for k in range(bisect_left(hits, draft.first, key=first_of) - 1, -1, -1):
        hit = hits[k]
        if hit.first < first or draft.first - hit.last > _LEFT:
            return None
        if hit.entry.features["cause"] in EXPLODING and not hit.entry.features.get("generic"):
            return None if any(i in marks for i in range(hit.last, draft.first)) else _first_named(scan, hits, k)
    return None
