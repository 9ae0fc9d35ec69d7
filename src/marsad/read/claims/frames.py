"""Frames: the open wholes of a breakdown, and the wholes of numbers that have no noun of their own."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import ONE_MORE, Draft
from marsad.read.claims.elided import of_number, of_the, opens_item, value_at
from marsad.read.claims.frame import Frame
from marsad.read.claims.ground import names_someone
from marsad.read.claims.quantities import DASHES, Quantity
from marsad.read.claims.unread import UNSTATED
from marsad.read.scan import Scan

_STATE = 12
"""Tokens from a count to 'eight unidentified' at most."""
_ONE = 0.99
"""What a share of persons comes to at least."""
APPOSERS = frozenset({":"}) | DASHES
"""Marks after which the parts of a count may follow."""


def sibling(scan: Scan, draft: Draft, last: Draft | None) -> Draft | None:
    """Return the whole of the count before, where this number goes on from it ('366 of them by A, 341 by B')."""
    if last is None or last.whole is None:
        return None
    be = scan.at(draft.core_last, "verb_be")
    joined = scan.at(draft.first - 1, "and") is not None and be is not None
    told = (
        scan.lang == "en" and joined and be is not None and draft.head.first >= be.last
    )  # '... and three were civilians'
    if names_someone(draft.head) and not told:
        return None
    return last.whole if joined or opens_item(scan, draft.first, draft.core_last) else None


def direct_part(scan: Scan, draft: Draft, last: Draft | None, placed: list[Draft]) -> Draft | None:
    """Return the count before as the whole: '212 injuries, 81 by live fire', 'three of the eighteen'."""
    if last is None or last.value is None or draft.value is None or scan.lang != "en":
        return None
    whole = last.whole if last.whole is not None and last.whole.value is not None else last
    of = scan.at(draft.core_last, "of")
    number = of_number(scan, draft.core_last) if of is not None else None
    if number is not None:
        value = value_at(scan, number)
        told = next((d for d in reversed(placed) if d.value == value), None)
        if told is not None:
            return told
    if number is None and (deeds := _of_deeds(scan, draft, last)) is not None:
        return deeds
    if number is None and draft.head.party == "nonstate" and last.head.party != "nonstate":
        return None  # '80 were killed ...; 58 of the assailants'
    if number is None and draft.head.actors and of is not None and draft.side not in (None, last.side, whole.side):
        known = {actor.side for d in (last, whole) for actor in d.head.actors}
        if not known & {actor.side for actor in draft.head.actors}:
            return None  # '63 persons were killed. The army said that it killed 30 of the terrorists'
    if number is not None or (of is not None and of_the(scan, draft.core_last)):
        if number is None and (kin := _kin(draft, placed)) is not None:
            return kin
        if number is None and (total := _of_victims(scan, draft, placed)) is not None:
            return total
        return last if draft.value < last.value else whole if draft.value < (whole.value or 0) else None
    if graver(scan, draft, last):
        return last  # 'nine wounded, two seriously'
    if _more_than(scan, draft) and whole.value is not None and draft.value < whole.value:
        return whole if draft.value >= last.value else last  # 'that is 75 more deaths than in December'
    if draft.head.other and scan.at(draft.core_last, "increase") is not None and draft.first - last.last <= 1:
        return last if draft.value < last.value else None  # '193 lives, 33 more than on Sunday'
    if names_someone(draft.head) or draft.first - last.last > 1 or draft.value >= last.value:
        return None
    if not names_someone(last.head) or scan.at(draft.first - 1, "and") is not None:
        return None  # '30 in Aleppo, 5 in Homs', '30 people and 5 in Homs'
    return last if opens_item(scan, draft.first, draft.core_last) else None


def _of_deeds(scan: Scan, draft: Draft, last: Draft) -> Draft | None:
    """'At least 194 arrests were recorded, 11 of children and five of women': return the arrests.  English."""
    of = scan.at(draft.core_last, "of")
    person = scan.at(of.last, "person") if of is not None else None
    top = last.whole or last
    deeds = top.head.harm is not None and person is not None and person.entry.features.get("n") == "pl"
    same = scan.sentence_of(top.core) == scan.sentence_of(draft.core)
    return top if deeds and same and (draft.value or 0) < (top.value or 0) else None


def of_next_kind(scan: Scan, draft: Draft, last: Draft | None, triggers: Container[int]) -> Draft | None:
    """'Nineteen of the dead were men and eleven women', '214 of the killings, militias 36': return their whole.

    English.
    """
    if scan.lang != "en" or last is None or last.whole is None or draft.hedge != "exact":
        return None
    among = scan.at(last.core_last, "among")
    joined = draft.first - last.last == 1 and scan.at(last.last, "and") is not None
    of_them = among is not None and among.entry.features.get("trailing") and joined
    of_harm = among is not None and among.entry.features.get("of_harm")
    alone = not (draft.head.persons or draft.head.harm) and scan.tokens.kinds[draft.last : draft.last + 1] == ["p"]
    if of_harm and alone and not any(i in triggers for i in range(last.last, draft.first)):
        return last.whole  # 'carried out 214 of the killings, militias 36,'
    kinds = all(head.sex is not None or head.age is not None for head in (last.head, draft.head))
    told = scan.at(draft.last, "verb_be", "harm_verb", "verb_have") is not None
    return last.whole if of_them and kinds and not told else None


def graver(scan: Scan, draft: Draft, last: Draft) -> bool:
    """Tell whether 'two seriously', 'eight unidentified' goes on from a larger count right before it.  English."""
    if (draft.value or 0) >= (last.value or 0):
        return False
    if scan.at(draft.core_last, "gravely") is None:  # 'ten are in hospital, two women serious'
        behind = scan.at(draft.last, "gravely") if draft.head.persons and scan.lang == "en" else None
        closed = behind is not None and scan.tokens.kinds[behind.last : behind.last + 1] in ([], ["p"])
        return closed and 0 < draft.first - last.last <= _STATE and scan.tokens.folds[draft.first - 1] == ","
    if draft.first - last.last <= 3:
        return True
    same = scan.sentence_of(draft.core) == scan.sentence_of(last.core) and draft.first - last.last <= _STATE
    return same and scan.tokens.folds[draft.first - 1] == "," and not names_someone(draft.head)


def _of_victims(scan: Scan, draft: Draft, placed: list[Draft]) -> Draft | None:
    """'women account for 38 of the victims': of the largest total told so far."""
    of = scan.at(draft.core_last, "of")
    det = scan.at(of.last, "determiner") if of is not None else None
    person = scan.at(det.last, "person") if det is not None else None
    if person is None or not person.entry.features.get("victim"):
        return None
    tops = [d for d in placed if d.whole is None and d.kind != "vague" and (d.value or 0) > (draft.value or 0)]
    tops = [d for d in tops if not _hurt(scan, d)] or tops
    return max(reversed(tops), key=lambda d: d.value or 0, default=None)


def _hurt(scan: Scan, draft: Draft) -> bool:
    """Tell whether '46 wounded', 'injured 30' stands there.  English."""
    verb = scan.at(draft.last, "harm_verb") or scan.ending(draft.first, "harm_verb")
    return draft.head.harm == "injured" or (verb is not None and verb.entry.features["harm"] == "injured")


def _more_than(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'N more deaths than' stands there."""
    return scan.reads(draft.last, "compared") and scan.at(draft.core_last, "additional") is not None


def _kin(draft: Draft, placed: list[Draft]) -> Draft | None:
    """'60 pupils were taken; two watchmen died; fourteen of the girls ...': those of whom the same age is told."""
    fits = [d for d in placed if d.head.age is not None and d.head.age == draft.head.age]
    return next((d for d in reversed(fits) if (d.value_max or d.value or 0) > (draft.value or 0)), None)


def room_in(draft: Draft, whole: Draft, placed: list[Draft]) -> bool:
    """Tell whether the whole can hold this part beside those that it has of the same kind."""
    if draft.value is None or whole.value is None or whole.hedge == "vague":
        return True
    alike = [d for d in placed if d.whole is whole and not names_someone(d.head)]
    ceiling = whole.value_max or whole.value
    return draft.value + sum(d.value or 0 for d in alike) <= ceiling


def link_of_next(scan: Scan, drafts: list[Draft]) -> None:
    """'one in six of the 240 detainees', 'three of the 23 dead': the next count is the whole.  English."""
    for part, whole in pairwise(drafts) if scan.lang == "en" else ():
        if part.whole is not None or part.value is None or scan.at(part.core_last, "of") is None:
            continue
        # 'half of them girls; nine of those taken': not of the nine
        shared = part.kind == "share" and scan.at(part.core_last, "among") is None
        told = of_number(scan, part.core_last) == whole.core and part.value <= (whole.value or 0)
        if told or (shared and 0 <= whole.first - part.last <= 2):
            part.whole = whole
            part.rules.append("part.of_next")


def nested_in(scan: Scan, draft: Draft, last: Draft | None, frame: Frame | None) -> bool:
    """'of whom 23 are in hospital, four of them in intensive care': the four are of the 23.  English.

    So is 'one of them' right behind 'seven civilians', the last of a list.  'Of whom' and 'of those' are always said of
    the count right before; 'of them' of one that words before it made a part.
    """
    if scan.lang != "en" or frame is None or last is None or last.whole is not frame.whole or not frame.parts:
        return False
    among = scan.at(draft.core_last, "among")
    if among is None or not among.entry.features.get("trailing"):
        return False
    word, comma = among.last - 1, scan.tokens.folds[draft.first - 1] == ","
    those = scan.reads(word, "those") and (comma or scan.at(draft.first - 1, "and") is not None)
    beside = frame.kind in ("apposed", "paren") and draft.first - last.last == 1
    them = scan.reads(word, "them") and (frame.kind == "subset" or beside)
    before = scan.at(last.core_last, "among")  # '67 of the dead, 31 of them children'
    of_harm = before is not None and before.entry.features.get("of_harm") and draft.first - before.last == 1
    them = comma and (scan.reads(word, "whom") or them or (bool(of_harm) and scan.reads(word, "them")))
    if not (those or them):
        return False
    smaller = draft.value is not None and last.value is not None and draft.value < last.value
    return smaller and last.kind == "number" and not last.rest


def reckon_share(draft: Draft) -> None:
    """'a third of them': the number follows from the whole's, and is about right."""
    if draft.kind == "all_but" and draft.whole is not None and draft.whole.value is not None:
        draft.value = max(draft.whole.value - (draft.value or 0), 0)
    elif draft.kind == "all_but":
        draft.drop = UNSTATED
    if draft.share is None:
        return
    if draft.whole is None or draft.whole.value is None or draft.whole.hedge == "vague":
        draft.drop = UNSTATED
    elif draft.whole.value * draft.share < _ONE:
        _is_another(draft)
    else:
        draft.value = round(draft.whole.value * draft.share)


def _is_another(draft: Draft) -> None:
    """'two bodies in a well and a third in a field': no third of two, but one more."""
    draft.kind, draft.value, draft.hedge, draft.whole = "implied", 1, "exact", None
    draft.rules = [rule for rule in draft.rules if rule != "part.share"] + [ONE_MORE]


def leave_out(draft: Draft, whole: Quantity) -> None:
    """'all but two of the 17': fifteen are counted."""
    if draft.kind == "all_but" and whole.value is not None and (draft.value or 0) < whole.value:
        draft.kind, draft.value = "number", whole.value - (draft.value or 0)
        draft.rules.append("part.all_but")


def opens_sentence(scan: Scan, hit: Hit) -> bool:
    """Tell whether 'of these', 'among them were' opens a sentence: the total before it is meant."""
    first, _ = scan.sents[scan.sentence_of(hit.first)]
    if scan.lang == "ar":
        return hit.first == first and hit.entry.features["kind"] == "subset" and not hit.entry.features.get("trailing")
    return hit.first == first and scan.at(first, "preposition") is None


def of_nobody(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'four of them' follows no persons; 'four of the dead' says itself of whom.  English."""
    if scan.lang != "en" or draft.head.persons or person_before(scan, draft):
        return False
    among = scan.at(draft.core_last, "among")
    return among is None or not among.entry.features.get("of_harm")


def person_before(scan: Scan, draft: Draft) -> bool:
    """Tell whether the sentence names persons before the count."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return scan.begins(first, draft.first, "person")


def number_follows(scan: Scan, i: int) -> bool:
    """Tell whether a number, or a person told without one, stands at token `i`."""
    person = scan.at(i, "person")
    if person is not None and person.entry.features.get("n") != "pl" and not person.clitics.article:
        return True  # 'they are a father, a mother and their two children'
    if person is not None and scan.lang == "ar" and person.entry.features.get("n") != "pl":
        beside = scan.at(person.last, "person")  # 'they are the girl, her parents and her grandmother'
        if beside is not None and beside.clitics.conjunction:
            return True
    return any(
        scan.tokens.kinds[j] == "n" or scan.at(j, "number", "vague", "hedge_pre") is not None
        for j in range(i, min(i + 2, len(scan)))
    )
