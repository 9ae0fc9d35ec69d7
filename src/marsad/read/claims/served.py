"""Verbs that tolls share with others: 'vaccination reached 92,821 children', in Arabic 'arrived 300 fighters'."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_NEAR = 3
"""Tokens between the verb and its persons at most."""
_PLACE = 5
"""Tokens from 'arrived' past where they came to those who did at most.  Arabic."""
_HARMED = frozenset({"killed", "injured"})
_TOTALS = ("toll_noun", "casualty_noun", "harm_noun", "harm_verb")


def served(scan: Scan, draft: Draft, first: int) -> bool:
    """Tell whether a verb that tolls share has persons for its object, and neither a toll nor harm for its subject.

    'Aid has reached 105,000 people'; but 'the toll reached 54 people', 'those displaced reached 2,000 persons'.
    """
    head = draft.head
    if scan.lang != "en" or not head.persons or head.harm is not None or head.body:
        return False
    near = range(draft.first - 1, max(first, draft.first - _NEAR) - 1, -1)
    verb = next((hit for i in near if (hit := scan.at(i, "toll_verb")) is not None and hit.last <= draft.first), None)
    if verb is None or not verb.entry.features.get("serves") or verb.last != draft.first or verb.first == first:
        return False
    cut = (i + 1 for i in range(verb.first - 1, first, -1) if scan.tokens.folds[i - 1] == "," and scan.at(i, "and"))
    first = next(cut, first)  # ', and' begins a clause of its own
    told = (scan.any_at(i, *_TOTALS, "person") for i in range(first, verb.first))
    return not any(hit is not None and (hit.entry.cls != "person" or hit.entry.features.get("harm")) for hit in told)


def arrived(scan: Scan, draft: Draft) -> bool:
    """Tell whether persons are the subject of a verb that tolls share: 'arrived 300 fighters at the base'.  Arabic.

    Not in 'the toll reached 12 persons', wherever in the sentence the toll is named, nor in 'rose to 12 persons'.
    """
    head = draft.head
    if scan.lang != "ar" or not (head.persons or head.actors) or head.harm is not None or head.body:
        return False
    verb = scan.ending(draft.first, "toll_verb") is not None or scan.begins(draft.first, draft.core, "toll_verb")
    if not verb or scan.at(draft.first, "to") is not None:
        return False
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return not scan.begins(first, last, "toll_noun", "casualty_noun")


def only_came(scan: Scan, draft: Draft) -> bool:
    """Tell whether all that is told of a count is that they came somewhere: no harm stands behind them.  Arabic."""
    if scan.lang != "ar" or draft.head.harm is not None or draft.head.body or not draft.head.persons:
        return False
    if not _came_there(scan, draft):
        return False
    _, last = scan.sents[scan.sentence_of(draft.core)]
    return not scan.begins(draft.last, min(draft.last + _PLACE, last), "harm_verb", "harm_noun")


def _came_there(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'and there arrived at the camp on foot' stands before a count, with no toll and no 'to' before it.

    The verb begins its clause, so that nobody is its subject before it.
    """
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    for i in range(draft.first - 1, max(first, draft.first - _PLACE) - 1, -1):
        verb = scan.at(i, "toll_verb")
        if verb is not None:
            opens = i == first or verb.clitics.conjunction or scan.tokens.kinds[i - 1] != "w"
            comes = scan.at(i, "convoy_leaves") is not None and opens
            return comes and scan.at(draft.first - 1, "to") is None and scan.at(draft.first, "to") is None
        person = scan.at(i, "person")
        if scan.tokens.kinds[i] != "w" or (person is not None and person.entry.features.get("harm")):
            return False
        if scan.at(i, "toll_noun", "casualty_noun") is not None:
            return False
    return False


def to_care(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'to the hospital' stands right behind a count: 'eight arrived at the hospital'.  Arabic."""
    to = scan.at(draft.last, "to")
    return to is not None and scan.at(to.last, "care_place") is not None


def in_treatment(scan: Scan, draft: Draft) -> bool:
    """Give a count what its care or its stay somewhere tells, if anything does, and tell whether it did.  Arabic."""
    care = _care(scan, draft)
    if care is None:
        return False
    draft.harm, draft.drop = (care, draft.drop) if care else (None, NO_HARM)
    draft.rules.append("harm.taken_to_care")
    return True


def _care(scan: Scan, draft: Draft) -> str | None:
    """Return what is told by 'there receive 14 persons treatment': injured, or '' of the sick; else None.  Arabic.

    Who 'stays' somewhere is displaced where that is a shelter, and else nothing is told of him.
    """
    if scan.lang != "ar" or draft.head.harm is not None:
        return None
    near = range(draft.last, min(draft.last + _PLACE, len(scan)))
    if scan.ending(draft.first, "stays") is not None:
        return "displaced" if any(scan.at(i, "shelter") is not None for i in near) else ""
    if scan.ending(draft.first, "receives_care") is None:
        return None
    if scan.at(draft.last, "threats") is not None:
        return ""  # 'four reporters received death threats'
    if not any(scan.at(i, "treatment") is not None for i in near):
        return None
    return "" if draft.head.role == "patient" else "injured"


def still_in_care(scan: Scan, draft: Draft, before: Draft | None) -> bool:
    """Tell whether 'there are still 70 workers in hospital' goes on from dead or wounded: they are wounded.  Arabic."""
    if before is None or before.harm not in _HARMED or draft.head.harm is not None or draft.head.role == "medic":
        return False
    if (
        scan.sentence_of(draft.core) - scan.sentence_of(before.core) > 1
        or scan.ending(draft.first, "open_still") is None
    ):
        return False
    within = scan.at(draft.last, "date_within")
    return within is not None and scan.at(within.last, "care_place") is not None
