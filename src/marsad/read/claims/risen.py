"""What rose: 'bread rose to 500', 'the exchange rate reached 2,300' tell of no persons, whoever was killed before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_ENDS = ("boundary", "and", "relative", "attribution_verb")
"""What no subject of a verb reaches across."""
_PERSONS = ("casualty_noun", "person", "harm_verb", "harm_noun", "cause", "cause_faint", "among", "additional", "other")
"""What says of a subject that it is persons, or what befell them."""


_UNHARMED = "count.unharmed"
"""The rule of persons of whom a number tells, and no harm."""
_PRICE = 9
"""Tokens from 'the price of a loaf' to the number at most."""
_BEFALLEN = ("relative", "control_relative", "harm_verb", "harm_noun", "of_wounds", "casualty_noun", "among")
"""What says of persons behind their noun what befell them."""
NEAR, _SENTENCES = 12, 3
"""Counts, and sentences, before one of which it may be a part at most."""
_NUMBER = 8
"""Tokens from 'the number' to the number at most."""


def other_rose(scan: Scan, q: Quantity, opener: Hit) -> bool:
    """Tell whether a bare number is one to which something rose that is neither a toll nor persons."""
    if opener.entry.cls != "toll_verb":
        return False
    first, _ = scan.sents[scan.sentence_of(q.core)]
    start = opener.first
    if not scan.hits[start] or not any(hit.clitics.conjunction for hit in scan.hits[start]):
        while start > first and _goes_on(scan, start - 1):
            start -= 1
            if any(hit.clitics.conjunction for hit in scan.hits[start]):
                break
    subject = list(chain(range(start, opener.first), range(opener.last, q.first)))
    if any(_of_persons(scan, i) for i in subject):
        return False
    return any(_is_thing(scan, i) for i in subject)


def price(scan: Scan, q: Quantity) -> str | None:
    """Return why a number is the price, or other measure, of what stands before it ('a loaf now costs 650').

    Plain words and the verb alone stand between, and no persons behind.
    """
    first, _ = scan.sents[scan.sentence_of(q.core)]
    low = max(first, q.first - _PRICE)
    if not scan.begins(low, q.first, "priced"):
        return None
    be = scan.at(q.last, "verb_be")
    if scan.any_at(be.last if be is not None else q.last, "person", "harm_verb", "casualty_noun") is not None:
        return None  # 'waiting for bread, 40 were killed'
    for i in range(q.first - 1, low - 1, -1):
        priced = scan.at(i, "priced")
        if priced is not None and priced.last <= q.first and _dear(scan, priced, q):
            return str(priced.entry.features["why"])
        if not _goes_on(scan, i) or _tells_harm(scan, i) or any(hit.clitics.conjunction for hit in scan.hits[i]):
            return None
    return None


def _dear(scan: Scan, priced: Hit, q: Quantity) -> bool:
    """Tell whether a price, or goods beside a verb of rising or costing, tells what the number is."""
    if not priced.entry.features.get("goods"):
        return True
    if scan.lang == "ar":
        verb = scan.ending(priced.first, "toll_verb") or scan.ending(priced.first, "harm_verb")
        return verb is not None or scan.begins(priced.last, q.first, "toll_verb")
    rise = next((i for i in range(priced.last, q.first) if scan.any_at(i, "toll_verb", "harm_verb", "to")), q.first)
    now = rise == priced.last + 1 and scan.at(priced.last, "control_now") is not None
    return rise < q.first and (rise == priced.last or now)  # 'a loaf now costs 650', no 'petrol station to 54'


def _tells_harm(scan: Scan, i: int) -> bool:
    """Tell whether a word tells of persons or of what befell them; to cost and to lead to may be said of goods."""
    verb = scan.at(i, "harm_verb")
    if verb is not None and (verb.entry.features.get("costs") or scan.at(i, "no_harm") is not None):
        return False
    return verb is not None or scan.any_at(i, "person", "casualty_noun", "toll_noun", "harm_noun") is not None


def _goes_on(scan: Scan, i: int) -> bool:
    return scan.tokens.kinds[i] == WORD and scan.any_at(i, *_ENDS) is None


def _of_persons(scan: Scan, i: int) -> bool:
    """Tell whether a word at token `i` tells of persons, of what befell them, or names their toll."""
    if scan.any_at(i, *_PERSONS) is not None:
        return True
    toll = scan.at(i, "toll_noun")
    return toll is not None and (toll.last >= len(scan) or not _is_thing(scan, toll.last))


def _is_thing(scan: Scan, i: int) -> bool:
    """Tell whether a word at token `i` is no word that tolls are told with."""
    if i >= len(scan) or scan.tokens.kinds[i] != WORD:
        return False
    return not scan.hits[i] or scan.at(i, "unit", "priced") is not None


def harm_of_number(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> str | None:
    """Return what befell those whose 'number rose to 52', where one harm alone was told right before.

    'Some 40 people were abducted, and the number rose to 52': nobody died.
    """
    before = drafts[k - 1] if k else None
    if before is None or before.harm is None or not _number_alone(scan, draft, before):
        return None
    told = scan.sentence_of(before.core)
    if scan.sentence_of(draft.core) - told > 1:
        return None
    first = scan.sents[told][0]
    near = drafts[bisect_left(drafts, first, key=core_of) : k]
    totals = [d for d in near if d.whole is None and not d.drop]
    harms = {d.harm for d in totals}
    if not scan.begins(
        max(before.last, draft.first - _NUMBER), draft.first, "reckons"
    ):  # what others put it at may be less
        harms -= {d.harm for d in totals if (d.value or 0) > (draft.value or 0)}
    return harms.pop() if len(harms) == 1 else None


def _number_alone(scan: Scan, draft: Draft, before: Draft) -> bool:
    """Tell whether 'the number', of nothing that is named, stands between a count and this one."""
    if draft.head.persons or draft.head.actors or draft.head.other:
        return False
    for i in range(draft.first - 1, max(before.last, draft.first - _NUMBER) - 1, -1):
        noun = scan.at(i, "toll_noun")
        if noun is not None:
            whose = scan.any_at(noun.last, "of", "person", "casualty_noun", "harm_noun", "harm_verb", "unit")
            return whose is None and not noun.entry.features.get("harm_default") and not _is_thing(scan, noun.last)
        if scan.any_at(i, "person", "casualty_noun") is not None:
            return False
    return False


def of_other_persons(scan: Scan, draft: Draft, before: Sequence[Draft]) -> bool:
    """Tell whether 'the number of the registered', 'of the mourners' is told: nobody says that they died.

    Where the sentences before counted as many persons (in English any), 'the number of the children' may be of these.
    """
    if draft.head.harm is not None:
        return False
    arabic = scan.lang == "ar"
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    for i in range(draft.first - 1, max(first, draft.first - _PRICE) - 1, -1):
        noun = scan.at(i, "toll_noun")
        if noun is not None:
            if _unharmed(scan, _past_of(scan, noun.last)):
                return not any(_holds(scan, one, draft, as_many=arabic) for one in before)
            default = noun.entry.features.get("harm_default") or noun.clitics.article
            known = not (draft.head.persons and _is_thing(scan, noun.last)) or not arabic
            return not (default or known) and scan.lexicon.begins(scan.tokens.folds[noun.last], "the")
        if scan.any_at(i, "casualty_noun", "harm_noun", "harm_verb") is not None:
            return False
    return False


def _past_of(scan: Scan, i: int) -> int:
    """Return the token behind 'of (the)' at token `i`.  English."""
    of = scan.at(i, "of") if scan.lang == "en" else None
    the = scan.at(of.last, "determiner") if of is not None else None
    return the.last if the is not None else of.last if of is not None else i


def _unharmed(scan: Scan, i: int) -> bool:
    """Tell whether 'the mourners', 'the voters' stands at token `i`, and nothing that befell them behind."""
    who = scan.at(i, "person")
    if who is None or who.entry.features.get("harm") or who.entry.features.get("victim"):
        return False
    if scan.lang == "en":
        many = who.entry.features.get("n") == "pl" and scan.ending(i, "of") is not None
    else:
        many = scan.lexicon.begins(scan.tokens.folds[i], "the")
    harmed = scan.at(who.last, "person")  # 'the number of the journalists who are dead', in one word in Arabic
    if harmed is not None and harmed.entry.features.get("harm"):
        return False
    return many and scan.any_at(who.last, *_BEFALLEN) is None and not scan.reads(who.last, "dead")


def _holds(scan: Scan, one: Draft, draft: Draft, *, as_many: bool) -> bool:
    """Tell whether a count told shortly before, if it need be of `as_many`, may have another count among its own."""
    near = scan.sentence_of(draft.core) - scan.sentence_of(one.core) <= _SENTENCES
    return near and not one.drop and (not as_many or (one.value or 0) >= (draft.value or 0))


def leave(draft: Draft) -> None:
    """Pass over persons of whom no harm is told."""
    draft.drop = draft.drop or NO_HARM
    draft.rules.append(_UNHARMED)


def leave_with_whole(drafts: list[Draft]) -> None:
    """'The number of the registered reached 4,000, 300 children among them': nothing befell these either.  Arabic."""
    for draft in drafts:
        whole = draft.whole
        if whole is not None and _UNHARMED in whole.rules and "harm.of_whole" in draft.rules:
            draft.drop = draft.drop or whole.drop
