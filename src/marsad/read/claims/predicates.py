"""English predicates that say what happened to their subject: 'a woman was among the dead', 'a ticket clerk died'."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.described import add_noun
from marsad.read.claims.draft import Draft, Head, core_of
from marsad.read.claims.quantities import DASHES
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_DIVIDED = 10
"""Counts behind victims of all harms that may be parts of them at most."""
_ASIDE = 9
"""Tokens of an aside between commas ('a boy, caught in the crossfire, also died') at most."""
_TRADE = 3
"""Words of a trade that no list names ('a ticket clerk') at most."""
_GOODS = frozenset({"unit", "priced", "place", "furniture_phone", "ignore_before"})
"""Classes of words for what somebody may deal in; a word that may be a place is none in small letters."""
_CHAIN = 14
"""Tokens from a trade to the verb that is said of him and of others behind him at most."""
_REACH = 14
"""Tokens between a trade with its family and what befell them at most."""
_WHO = 14
"""... with a clause of what they had done between."""
_COLON = 20
"""Tokens between victims and the first count behind the colon that divides them at most."""
_NEAR = 2
"""Sentences between a total and those who 'were among them' at most."""
_TOLD = 14
"""Tokens of an aside between a count and its 'were among the dead' at most."""
_PLACEABLE = 8
"""Tokens between a count and 'was among the dead' at most."""


def among_harmed(scan: Scan, i: int) -> Hit | None:
    """Return 'among the dead' where it stands at token `i`, or after 'counted', 'also'."""
    for j in range(i, min(i + 4, len(scan))):
        hit = scan.at(j, "among")
        if hit is not None:
            return hit if hit.entry.features.get("of_harm") else None
        if not scan.reads(j, "before_among"):
            return None
    return None


def among_counted(scan: Scan, i: int) -> bool:
    """Tell whether 'among the 11 dead' stands at token `i`."""
    amid = scan.at(i, "amid")
    the = scan.at(amid.last, "determiner") if amid is not None else None
    at = the.last if the is not None else amid.last if amid is not None else len(scan)
    if at + 1 >= len(scan) or (scan.tokens.kinds[at] != NUMBER and scan.at(at, "number") is None):
        return False
    hit = scan.at(at + 1, "person")
    after = scan.any_at(at + 1, "harm_verb") or (scan.at(hit.last, "harm_verb") if hit is not None else None)
    return after is not None or (hit is not None and bool(hit.entry.features.get("harm")))


def past_aside(scan: Scan, j: int, otherwise: int) -> int:
    """Return the token after an aside that opens with the comma at `j`, or after an age; else `otherwise`."""
    if scan.lang != "en" or otherwise > j or j >= len(scan):
        return otherwise
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    if kinds[j] == NUMBER and scan.reads(j - 1, "age_before"):
        return j + 1  # 'a woman of 61'
    if kinds[j] == NUMBER:
        years = scan.at(j + 1, "unit")  # '(a man and) a 12-year-old', 'his 12-year-old son'
        told = scan.ending(j, "number_article") is not None or scan.ending(j, "determiner") is not None
        return years.last if years is not None and told and years.entry.features["why"] == "age" else otherwise
    if folds[j] != ",":
        return otherwise
    aged = j
    for k in range(j + 1, min(j + _ASIDE, len(scan))):
        if folds[k] == "," and k > j + 1:
            return k + 1
        years = scan.at(k + 1, "unit") if kinds[k] == NUMBER else None
        if years is not None and years.entry.features["why"] == "age":
            aged = years.last  # ', a 60-year-old farmer,'
        elif scan.reads(k - 1, "age_before") and (kinds[k] == NUMBER or scan.at(k, "number") is not None):
            aged = k + 1  # ', a student of 19,', ', a boy of five,'
        if k < aged or k == j + 1:
            continue
        if scan.at(k, "verb_be", "attribution_verb", "number") is not None or kinds[k] != "w":
            return otherwise
    return otherwise


def tell_among(scan: Scan, drafts: list[Draft]) -> None:
    """Give the counts of which is said that they 'were among the dead' that harm."""
    if scan.lang != "en":
        return
    asked = any(hit.entry.features.get("of_harm") or hit.entry.features.get("them") for hit in scan.all("among"))
    for draft in drafts if asked else ():
        if draft.harm is not None or draft.head.harm is not None or draft.rest:
            continue
        _, last = scan.sents[scan.sentence_of(draft.core)]
        direct = scan.at(draft.last, "among")  # '4 were among the dead and 16 health workers among the wounded'
        if direct is not None and direct.entry.features.get("of_harm") and not direct.entry.features.get("trailing"):
            draft.harm = str(direct.entry.features["of_harm"])
            draft.rules.append(direct.entry.id)
            continue
        who = draft.last if scan.at(draft.last, "relative") is not None else None
        since = _past_told(scan, draft.last, last)
        for i in range(since, min(since + (_PLACEABLE if who is None else _WHO), last)):
            if who is not None and scan.at(i, "relative", "verb_have") is not None:
                continue  # 'two policemen who had stopped the vehicle are among those killed'
            be = scan.at(i, "verb_be", "counts_among")
            if be is not None:
                told = among_harmed(scan, be.last)
                if told is not None:
                    draft.harm = str(told.entry.features["of_harm"])
                    draft.rules.append(told.entry.id)
                else:
                    _among_them(scan, draft, drafts, be.last)
                break
            if scan.tokens.kinds[i] not in ("w", NUMBER) or scan.at(i, "harm_verb", "boundary") is not None:
                break
    for draft, later in pairwise(reversed(drafts)):  # 'five Kenyans, two Ugandans and a Burundian were among the dead'
        told_of = next((rule for rule in draft.rules if rule.startswith("among.the_")), None)
        bare = later.harm is None and later.head.harm is None
        if told_of is not None and bare and _listed(scan, later, draft):
            later.harm = draft.harm
            later.rules.append(told_of)
        if "part.were_among" in draft.rules and bare and later.whole is None and _listed(scan, later, draft):
            later.whole = draft.whole  # 'a woman and two policemen are among them'
            later.rules.append("part.were_among")


def _past_told(scan: Scan, i: int, last: int) -> int:
    """Return the token behind ', among them a captain,' where 'are' follows, or token `i` itself."""
    if i < last and scan.tokens.folds[i] == "(":
        closed = (j + 1 for j in range(i + 1, min(i + _TOLD, last)) if scan.tokens.folds[j] == ")")
        return next(closed, i)  # 'six volunteers (VDP) are among the dead'
    if i >= last or scan.tokens.folds[i] != ",":
        return i
    for j in range(i + 2, min(i + _TOLD, last)):
        if scan.tokens.folds[j] == "," and scan.at(j + 1, "verb_be", "counts_among") is not None:
            return j + 1
        if scan.at(j, "verb_be", "harm_verb", "attribution_verb") is not None:
            return i
    return i


def _among_them(scan: Scan, draft: Draft, drafts: list[Draft], i: int) -> None:
    """'157 dead, of whom 40 ...; two of his grandsons were among them': a part of the count right before it."""
    while i < len(scan) and scan.reads(i, "before_among"):
        i += 1  # 'are counted among them'
    among = scan.at(i, "among")
    if among is None or not among.entry.features.get("them"):
        return
    told = drafts[: bisect_left(drafts, draft.core, key=core_of)]
    near = [d for d in told if scan.sentence_of(draft.core) - scan.sentence_of(d.core) <= _NEAR]
    beside = [d for d in near if "part.were_among" in d.rules or _listed(scan, d, draft)]
    larger = [d for d in reversed(near) if d not in beside and (d.value or 0) > (draft.value or 0)]
    harm = _spoken_of(scan, draft)
    whole = next((d for d in larger if harm is not None and harm in (d.harm, d.head.harm)), None)
    whole = whole or next(iter(larger), None)
    if whole is not None:
        draft.whole = whole if draft.whole is None or draft.whole in beside or harm is not None else draft.whole
        draft.rules.append("part.were_among")


def _spoken_of(scan: Scan, draft: Draft) -> str | None:
    """Return the harm of 'the dead' whom the sentence speaks of before a count ('how many of the dead were ...')."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    hits = [hit for hit in scan.among(first, draft.first, "among") if hit.entry.features.get("of_harm")]
    return str(hits[-1].entry.features["of_harm"]) if hits else None


def _listed(scan: Scan, one: Draft, other: Draft) -> bool:
    """Tell whether only a comma or 'and' stands between two counts."""
    between = range(one.last, other.first)
    return 0 < len(between) <= 2 and all(
        scan.tokens.folds[i] == "," or scan.at(i, "and", "number_article") is not None for i in between
    )


def link_among_counted(scan: Scan, drafts: list[Draft]) -> None:
    """'three children were among the nine killed': the count before the verb is a part of the one behind 'among'."""
    if scan.lang != "en":
        return
    for k, (part, whole) in enumerate(pairwise(drafts)):
        outer = part.whole if "part.of_them" in part.rules else None
        if outer is not None and outer.drop and whole.harm is not None and _past_comma(scan, part, whole):
            outer.whole, outer.harm, outer.drop = whole, whole.harm, None
            part.harm, part.drop = whole.harm, None
            outer.rules.append("part.were_among")
        if part.whole is not None or whole.harm is None or (part.value or 0) > (whole.value or 0):
            continue
        if scan.sentence_of(part.core) == scan.sentence_of(whole.core) and _among_those(scan, part, whole):
            beside = drafts[k - 1] if k else part  # 'a doctor and two nurses were among the 11 dead'
            joined = scan.at(beside.last, "and") is not None and part.first - beside.last == 1
            told = beside.drop or (beside.harm == whole.harm and (beside.trigger or 0) > whole.core)
            room = (part.value or 0) + (beside.value or 0) <= (whole.value or 0)
            for one in (part, beside) if joined and room and beside.whole is None and told else (part,):
                one.whole, one.harm, one.drop = whole, whole.harm, None
                one.rules.append("part.were_among")


def _past_comma(scan: Scan, part: Draft, whole: Draft) -> bool:
    """Tell whether ', were among the' joins a count and the parts of it that a comma ends to another count."""
    them = scan.at(part.last, "among")  # 'three children among them,'
    end = them.last if them is not None and them.entry.features.get("them") else part.last
    if scan.tokens.folds[end : end + 1] != [","] or (part.value or 0) > (whole.value or 0):
        return False
    be = scan.at(end + 1, "verb_be")
    among = scan.at(be.last, "among", "amid") if be is not None else None
    the = scan.at(among.last, "determiner") if among is not None else None
    return among is not None and whole.first in (among.last, the.last if the is not None else among.last)


def _among_those(scan: Scan, part: Draft, whole: Draft) -> bool:
    """Tell whether 'was among (the)' joins the two counts."""
    be = scan.at(part.last, "verb_be")
    titled = be is None and part.last < scan.headline  # 'Two soldiers among six killed'
    among = scan.at(be.last if be is not None else part.last, "among", "amid") if be is not None or titled else None
    if among is None:
        return False
    the = scan.at(among.last, "determiner")
    return whole.first in (among.last, the.last if the is not None else among.last)


def _with_his_own(scan: Scan, i: int, last: int) -> bool:
    """Tell whether 'and his two sons ... died' goes on at token `i`."""
    link = scan.at(i, "and")
    owner = scan.at(link.last, "determiner") if link is not None else None
    if owner is None or not owner.entry.features.get("possessive"):
        return False
    j = owner.last
    while j < min(last, i + _REACH):
        if scan.at(j, "of_persons") is not None:
            return True
        after = past_aside(scan, j, j)
        if scan.at(j, "verb_be", "attribution_verb") is not None or (after == j and scan.tokens.kinds[j] != "w"):
            return False
        j = max(after, j + 1)
    return False


def unnamed_trade(scan: Scan, i: int, last: int) -> Draft | None:
    """'a ticket clerk died', 'a weaver was killed': one person of a trade that no list names.

    Only verbs that are said of persons alone count: houses burn and aircraft are shot down.
    """
    article = scan.at(i, "number_article") if scan.lang == "en" else None
    if article is None or (i and scan.tokens.kinds[i - 1] == "w" and not scan.hits[i - 1]):
        return None  # 'forty guests attending a wedding died'
    end = article.last
    while end < last and end - article.last < _TRADE and scan.tokens.kinds[end] == "w" and _of_trade(scan, end):
        end += 1
    if end == article.last or end >= last or scan.hits[end - 1]:
        return None
    word = scan.quote(article.last, end)
    if scan.lexicon.ends(word, "plural") or not word.islower():
        return None
    with_others = _opens(scan, i) and _with_others(scan, end, last)
    if not (scan.at(end, "of_persons") or _with_his_own(scan, end, last) or with_others):
        return None
    head = Head(article.last, end)
    add_noun(head, {"n": "sg", "civ": True}, False)
    return Draft(i, end, i, end, 1, None, "exact", head, "implied", ["count.unnamed_trade"])


def _opens(scan: Scan, i: int) -> bool:
    """Tell whether token `i` opens what a verb is said of: not 'fell into a gully and three boys died'."""
    if i == scan.sents[scan.sentence_of(i)][0] or scan.tokens.kinds[i - 1] != "w":
        return True
    return scan.any_at(i - 1, "and", "boundary", "attribution_that", "relative") is not None


def _of_trade(scan: Scan, i: int) -> bool:
    """Tell whether no list knows a word, or only as goods that somebody may deal in ('a petrol seller')."""
    return all(hit.entry.cls in _GOODS for hit in scan.hits[i])


def _with_others(scan: Scan, end: int, last: int) -> bool:
    """Tell whether ', a teacher and two boys were killed' goes on at token `end`: the verb of persons is his too."""
    joined = scan.tokens.folds[end] == "," or scan.at(end, "and") is not None
    if not joined or scan.any_at(end + 1, "number_article", "determiner", "number") is None:
        return False
    trade, persons = scan.lexicon.ends(scan.tokens.folds[end - 1], "trade"), False
    for j in range(end + 1, min(end + _CHAIN, last)):
        if scan.at(j, "of_persons") is not None:
            return True
        persons = persons or scan.at(j, "person") is not None
        be = scan.at(j, "verb_be") if trade and persons else None
        if be is not None:
            return scan.at(be.last, "harm_verb") is not None
        if scan.any_at(j, "verb_be", "verb_have", "harm_verb", "attribution_verb", "relative", "boundary") is not None:
            return False
    return False


def unnamed_among(scan: Scan, i: int, last: int, drafts: list[Draft]) -> Draft | None:
    """'a beekeeper among them', 'including a beekeeper': one of those counted right before, of any trade."""
    article = scan.at(i, "number_article") if scan.lang == "en" else None
    if article is None or not drafts:
        return None
    end = article.last
    while end < last and end - article.last < _TRADE and scan.tokens.kinds[end] == "w" and not scan.hits[end]:
        end += 1
    word = scan.quote(article.last, end) if end > article.last else ""
    if scan.lexicon.ends(word, "plural") or not word.islower():
        return None
    among, opener = scan.at(end, "among"), scan.ending(i, "among")
    trails = among is not None and bool(among.entry.features.get("them"))
    opens = opener is not None and (scan.tokens.kinds[end : end + 1] != ["w"] or scan.at(end, "and") is not None)
    at = opener.first if opens and opener is not None else i
    told = bisect_left(drafts, i, key=core_of)
    before = drafts[told - 1] if told else None
    if not (trails or opens) or before is None or not before.head.persons or at - before.last > 1:
        return None
    head = Head(article.last, end)
    add_noun(head, {"n": "sg"}, False)
    return Draft(i, end, i, end, 1, None, "exact", head, "implied", ["count.unnamed_trade"])


def divide_victims(scan: Scan, drafts: list[Draft]) -> None:
    """'812 victims: 543 killed, 107 injured and 162 abducted': the counts after the colon are parts of all harms."""
    for k, whole in enumerate(drafts):
        victims = whole.head.harm in (None, "other") or whole.head.soft
        if scan.lang != "en" or not whole.head.persons or not whole.value or not victims:
            continue
        if whole.drop and not all(noun.get("victim") or noun.get("civ") for noun, _ in whole.head.nouns):
            continue  # but '534 civilian victims of violence: 317 killed, 77 injured and 140 abducted'
        if whole.head.party is not None or whole.head.civilian is False:
            continue  # 'one soldier was killed with five attackers: one blew himself up ...'
        if k + 1 == len(drafts) or not _divided(scan, whole, drafts[k + 1]):
            continue
        run: list[Draft] = []
        for part in drafts[k + 1 : k + _DIVIDED]:
            if part.whole is not None and part.whole in run:
                continue  # '17 dead, among them seven children, and 31 injured'
            apart = scan.sentence_of(part.core) != scan.sentence_of(whole.core)
            if apart or part.whole not in (None, whole) or part.drop:
                break
            run.append(part)
            if sum(d.value or 0 for d in run) >= whole.value:
                break
        if len({d.harm for d in run}) > 1 and sum(d.value or 0 for d in run) == whole.value:
            whole.harm, whole.drop = "other", None
            for part in run:
                part.whole = whole
                part.rules.append("part.apposed")
            _of_all_harms(scan, whole, drafts[k + 1 :], run)


def _divided(scan: Scan, whole: Draft, part: Draft) -> bool:
    """Tell whether a colon or dash stands before a part, and only where and when between it and the whole."""
    between = range(whole.last, part.first)
    dashed = scan.tokens.folds[part.first - 1] in DASHES and whole.head.harm != "other"
    opened = any(scan.tokens.folds[i] == ":" for i in reversed(between)) or dashed
    return part.first - whole.last <= _COLON and opened


def _of_all_harms(scan: Scan, whole: Draft, later: list[Draft], run: list[Draft]) -> None:
    """Later 'victims', and what goes on from them, are of all harms like the total that was divided."""
    changed = {whole}
    for before, draft in pairwise([whole, *later]):
        victims = bool(draft.head.nouns) and all(noun[0].get("victim") for noun in draft.head.nouns)
        goes_on = draft.whole is None and len(changed) > 1 and before in changed
        kept = "harm.kept" in draft.rules and (victims or goes_on)
        of_whole = draft.whole in changed and "harm.of_whole" in draft.rules
        harmed = _of_the_harmed(scan, draft)
        if harmed is not None:
            own = "harm.of_those" in draft.rules and draft.harm in ("killed", "released")
            draft.harm = draft.harm if own else harmed  # '31 of the abductees had been let go'
        elif draft not in run and (kept or of_whole):
            draft.harm = "other"
            changed.add(draft)


def share_predicates(scan: Scan, drafts: list[Draft]) -> None:
    """'14 of the dead and 36 of the wounded are civilians': what is said of one is said of both."""
    if scan.lang != "en":
        return
    for one, other in pairwise(drafts):
        joined = other.first - one.last == 1 and scan.at(one.last, "and") is not None
        told = [draft.head for draft in (one, other) if draft.head.persons and not draft.head.harm]
        if not joined or len(told) != 1 or None in (_of_the_harmed(scan, one), _of_the_harmed(scan, other)):
            continue
        bare = one if told[0] is other.head else other
        for features, linked in told[0].nouns:
            add_noun(bare.head, features, linked)


def _of_the_harmed(scan: Scan, draft: Draft) -> str | None:
    """Return the harm that 'of the dead' or 'of the wounded' behind a count tells."""
    among = scan.at(draft.core_last, "among")
    harm = among.entry.features.get("of_harm") if among is not None else None
    return None if harm is None else str(harm)
