"""Counts that go on from others: 'two more died', 'another soldier', 'a fourth victim', 'claimed a fifth victim'."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import opens_item, where_or_how
from marsad.read.scan import Scan

_BEFORE_DEATH = frozenset({"injured", "detained", "abducted", "missing"})
_SECOND = 2
_MOST = 12
"""Counts of others in one text that are added at most: each opens a group of its own for the reckoning."""
INCIDENT = "count.incident"
"""The rule of a count of another incident than the one told before it."""
MORE = "count.more"
"""The rule of a count of persons who are other ones than those counted before it."""


def count_up(scan: Scan, drafts: list[Draft]) -> None:
    """Give one person killed who is told as 'a fifth' that number as the least, where no other count tells it.

    Where the text counts the four before (three children ... a fourth), or says itself that there are five, the words
    count the one person alone.
    """
    if scan.lang != "en":
        return
    known = {draft.value for draft in drafts if draft.harm is not None and draft.kind != "implied"}
    told = 0  # killed who were counted before
    for draft in drafts:
        before = told
        if draft.whole is None and draft.harm == "killed":
            told += draft.value or 0
        if draft.kind != "implied" or draft.harm != "killed" or draft.value != 1 or draft.whole is not None:
            continue
        article = scan.at(draft.first, "number_article", "determiner")
        ordinal = scan.at(article.last, "date_ordinal") if article is not None else None
        number = int(ordinal.entry.features["day"]) if ordinal is not None else 0
        if number <= _SECOND or {number, number - 1} & known or before >= number - 1:
            continue  # 'two soldiers and a guard ... a fourth'
        draft.value, draft.hedge, draft.toll = number, "at_least", True
        draft.rules.append("count.ordinal")


def tell_more(scan: Scan, drafts: list[Draft]) -> None:
    """Mark the first counts that say themselves that they are of others than those before them."""
    _of_other_incidents(scan, drafts)
    left = _MOST
    top: Draft | None = None
    outer: Draft | None = None
    row = 0
    for before, draft in zip([None, *drafts], drafts, strict=False):
        enemy = _of_enemies(scan, top, draft)
        top = draft if draft.whole is None else top
        enemy = enemy or _lost_too(scan, before, draft) or (scan.lang == "en" and _of_another_nation(outer, draft))
        row = row + 1 if _goes_on(scan, before, draft) else 0
        enemy = enemy or row > 1
        outer = draft if draft.whole is None and draft.status == "stated" else outer
        if enemy or (scan.lang == "en" and _died_later(draft)) or _tells_more(scan, before, draft):
            draft.rules.append(MORE)
            left -= 1
            if not left:
                return


def _of_other_incidents(scan: Scan, drafts: list[Draft]) -> None:
    """Mark the first count of each harm behind 'in a separate attack' in its sentence."""
    for hit in (*scan.all("other_incident"), *scan.all("separate")):
        sentence = scan.sentence_of(hit.first)
        marked: set[str | None] = set()
        for draft in drafts:
            if draft.core < hit.last or scan.sentence_of(draft.core) != sentence or draft.harm in marked:
                continue
            if draft.whole is None and draft.value is not None and not draft.cumulative and not draft.rest:
                marked.add(draft.harm)
                draft.rules.append(INCIDENT)


def _of_enemies(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether 'nine militants died, and the army lost five soldiers' counts men of two parties whom no one names.

    Soldiers and police are a state's, militants are not: whoever they fight for, they are not the same persons.
    """
    if before is None or draft.whole is not None or draft.toll or draft.cumulative or before.harm != draft.harm:
        return False
    near = scan.sentence_of(draft.core) - scan.sentence_of(before.core) <= 1
    return near and before.side is draft.side is None and {_party(before), _party(draft)} == {"state", "nonstate"}


def _of_another_nation(before: Draft | None, draft: Draft) -> bool:
    """Tell whether '206 Palestinians ... Twelve Israelis were killed' counts people of two nations."""
    if before is None or draft.whole is not None or before.harm != draft.harm:
        return False
    nations = before.head.nationality, draft.head.nationality
    return None not in nations and nations[0] != nations[1]


def _goes_on(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether a count goes on a list of persons ('31 soldiers, 14 civilians and 9 police').  English."""
    if scan.lang != "en" or before is None or before.whole is not None or draft.whole is not None:
        return False
    between = range(before.last, draft.first)
    marks = all(scan.tokens.folds[i] == "," or scan.at(i, "and") is not None for i in between)
    return 0 < len(between) <= 2 and marks and before.harm == draft.harm and bool(before.head.persons)


def _lost_too(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether 'killed 40 fighters and lost six of its own' tells of one's own losses.  English."""
    if scan.lang != "en" or before is None or draft.whole is not None or before.harm != draft.harm:
        return False
    verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
    other = scan.at(before.trigger, "harm_verb") if before.trigger is not None else None
    same = scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    loses = verb is not None and bool(verb.entry.features.get("loses"))
    return same and loses and other is not None and not other.entry.features.get("loses")


def _party(draft: Draft) -> str | None:
    attackers = any(noun[0].get("attacker") for noun in draft.head.nouns)
    return "nonstate" if attackers and draft.head.party == "any" else draft.head.party


def _tells_more(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    if draft.whole is not None or draft.cumulative or draft.toll or draft.rest or draft.value is None:
        return False
    if scan.lang == "ar" and draft.harm == "killed" and draft.head.harm == "injured":
        return True  # 'and two of the wounded died'
    if draft.further or _with_their_own(scan, before, draft) or _also(scan, before, draft):
        return True
    if scan.lang == "ar" and before is not None and before.harm == draft.harm and _elsewhere(scan, before, draft):
        return True
    if _a_second(scan, before, draft):
        return True
    bare = not draft.head.persons and scan.at(draft.first - 1, "and") is not None and before is not None
    if bare and before is not None and not _a_fourth(scan, draft):
        return before.harm == draft.harm and opens_item(scan, draft.first, draft.core_last)  # '... and three in X'
    return not _contrasted(scan, before, draft) and goes_further(scan, draft)


def _also(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether 'also' stands at the verb of a count, behind the count before ('two guards were also killed')."""
    if (
        before is not None
        and before.harm == draft.harm
        and (_with_them(scan, before, draft) or _his(scan, before, draft) or _of_his(scan, before, draft))
    ):
        return True
    if before is None or draft.trigger is None or scan.at(draft.trigger, "harm_verb") is None:
        return False
    also = scan.ending(draft.trigger, "adds_more")
    return also is not None and (also.first >= before.last or also.first >= draft.last > before.last)


def _with_them(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether 'together with' stands right before a count of its sentence ('a commander with seven men')."""
    beside = scan.ending(draft.first, "together_with") is not None
    return (
        beside and draft.first - before.last <= _MOST and scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    )


def _elsewhere(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether 'and 23 by gas', 'and six in Y' go on from 'nine by bullets', 'four in X'.  Arabic."""
    number = scan.at(draft.core, "number")
    joined = scan.at(draft.first, "and") is not None or (number is not None and bool(number.clitics.conjunction))
    bare = joined and not (draft.head.persons or draft.head.actors)
    return bare and where_or_how(scan, before.last) and where_or_how(scan, draft.core_last)


def _his(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether 'and two of his guards' goes on from one who is named: they are not he.  Arabic."""
    first = scan.at(draft.first, "number", "person") if scan.lang == "ar" and draft.head.pronoun else None
    if first is None or not first.clitics.conjunction or before.value != 1 or before.kind != "implied":
        return False
    if "harm.by_pronoun" in before.rules and draft.first == (before.trigger or 0) + 1:
        return True  # 'a commander ..., which led to his death and that of his guard'
    between = range(before.last, draft.first)
    return len(between) <= _MOST and all(scan.tokens.kinds[i] == "w" for i in between)


def _of_his(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether 'and three of his men' goes on from one whom the sentence tells of: he is none of them.  English."""
    alone = before.kind == "implied" and before.value == 1 and before.whole is None
    if scan.lang != "en" or not alone or scan.sentence_of(before.core) != scan.sentence_of(draft.core):
        return False
    of = scan.at(draft.core_last, "of")
    own = scan.at(of.last, "determiner") if of is not None else None
    return own is not None and own.entry.features.get("possessive") is True


def _with_their_own(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether a count stands in 'a couple and their four children', 'two nurses and their driver'.  English."""
    own = scan.ending(draft.first, "determiner") if scan.lang == "en" else None
    if own is None:
        own = scan.at(draft.first, "determiner") if scan.lang == "en" else None
    if own is None or not own.entry.features.get("possessive") or before is None or before.harm != draft.harm:
        return False
    return scan.at(before.last, "and") is not None and own.first - before.last == 1


def _a_second(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether 'a baker was killed and a customer died later' tells of two, each with a verb.  English."""
    if scan.lang != "en" or before is None or before.whole is not None or before.harm != draft.harm:
        return False
    ones = before.kind == draft.kind == "implied" and before.value == draft.value == 1
    new = ones and scan.at(draft.first, "number_article") is not None and before.trigger != draft.trigger
    return new and scan.sentence_of(before.core) == scan.sentence_of(draft.core)


def _a_fourth(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'a fourth' counts one person on from others.  English."""
    article = scan.at(draft.first, "number_article") if scan.lang == "en" else None
    return article is not None and scan.at(article.last, "date_ordinal") is not None


def goes_further(scan: Scan, draft: Draft) -> bool:
    """Tell whether a count says itself that it is of others than those before it."""
    ordinal = _a_fourth(scan, draft)
    another = draft.kind == "implied" and scan.at(draft.first, "another") is not None
    third = draft.kind == "implied" and any(noun[0].get("ordinal") for noun in draft.head.nouns)
    further = scan.lang == "en" and scan.at(draft.core - 1, "other", "additional", "another") is not None
    told = draft.head.other or another or ordinal or third or further
    return told and not scan.reads(draft.last, "compared")


def _died_later(draft: Draft) -> bool:
    """Tell whether 'of whom two died' is said of the wounded or taken: dead besides those who were counted as dead."""
    return draft.harm == "killed" and draft.whole is not None and draft.whole.harm in _BEFORE_DEATH


def _contrasted(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether 'nine others were wounded' are others than the dead told right before, and no further wounded."""
    if scan.lang != "en" or before is None or before.harm == draft.harm:
        return False
    return scan.sentence_of(before.core) == scan.sentence_of(draft.core)
