"""What stands right beside a number and tells of its persons: 'the dead are 31', 'three bodies, all of men'."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.described import add_person
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.presence import speaks, spoke
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_JOINED = 2
"""Tokens of 'and her' between two of whom bodies were found."""

_FIGURE = 3
"""Tokens from 'two officials put' to 'the number of dead' at most."""


def only_tells(scan: Scan, q: Quantity, head: Head) -> bool:
    """Tell whether 'two survivors told a radio', 'according to two medics' count only who says it.

    In Arabic only survivors: whom else a verb of saying has behind it may be who is told of ('counted nine dead').
    """
    if scan.lang != "en":
        told = scan.ending(q.first, "attribution_verb") or scan.ending(q.first, "attribution_phrase")
        return head.harm == "other" and head.persons > 0 and told is not None
    person = next((p for i in range(q.core_last, head.last) if (p := scan.at(i, "person")) is not None), None)
    if person is None:
        return False
    cited = scan.ending(q.first, "attribution_phrase") is not None  # 'according to two commanders'
    reckons = scan.at(person.last, "reckons")  # 'two officials put the number of dead at 70'
    figure = reckons is not None and scan.begins(reckons.last, reckons.last + _FIGURE, "toll_noun", "casualty_noun")
    return cited or figure or speaks(scan, person.last) or (head.harm is None and spoke(scan, q.first, head.last))


def of_whom_another_is(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'a relative of' stands before 'one of the victims', who only says whose he is.  English."""
    of = scan.ending(q.first, "of") if scan.lang == "en" and q.value == 1 else None
    person = scan.ending(of.first, "person") if of is not None else None
    if person is None or scan.at(q.core_last, "of", "among") is None:
        return False
    features = person.entry.features
    return features.get("n") == "sg" and not (features.get("body") or features.get("harm") or features.get("unit"))


def tell_of_all(scan: Scan, draft: Draft) -> None:
    """'three bodies, all of men': what is said of all of them is said of the count."""
    i, folds = draft.head.last, scan.tokens.folds
    bare = not draft.head.persons and scan.lang != "en"
    if bare or i >= len(folds) or folds[i] not in (",", "\u060c"):
        return
    told = scan.at(i + 1, "all_of")
    of = scan.at(told.last, "of") if told is not None else None
    person = scan.at(of.last if of is not None else told.last, "person") if told is not None else None
    if person is not None and person.entry.features.get("n") == "pl" and not person.entry.features.get("harm"):
        add_person(draft.head, person)


def tell_amid(scan: Scan, drafts: list[Draft]) -> None:
    """'62 dead and a hundred wounded among the soldiers': who they are is told behind the harm.  English."""
    for hit in scan.all("amid") if scan.lang == "en" else ():
        the = scan.at(hit.last, "determiner")
        person = scan.at(the.last, "person") if the is not None else None
        if person is None or person.entry.features.get("n") != "pl" or person.entry.features.get("harm"):
            continue
        verb = scan.ending(hit.first, "harm_verb")
        k = next((k for k, d in enumerate(drafts) if hit.first in (d.last, d.last + 1)), None)
        if k is None or (drafts[k].last != hit.first and (verb is None or verb.first != drafts[k].last)):
            continue
        of_both = k > 0 and scan.at(drafts[k - 1].last, "and") is not None and drafts[k].first - drafts[k - 1].last <= 1
        for draft in drafts[k - of_both : k + 1]:
            if not draft.head.actors and all(noun.get("harm") for noun, _ in draft.head.nouns):
                add_person(draft.head, person)


def tell_both_sides(scan: Scan, drafts: list[Draft]) -> None:
    """'60 wounded on both sides': of both, as the words behind the harm say.  English."""
    for hit in scan.all("both_sides") if scan.lang == "en" else ():
        at = hit.first - 1 if scan.at(hit.first - 1, "preposition", "among") is not None else hit.first
        verb = scan.ending(at, "harm_verb")
        for draft in drafts:
            if verb is not None and draft.last == verb.first and not (draft.head.actors or draft.head.persons):
                draft.head.mixed = True


def harmed_before(scan: Scan, q: Quantity) -> str | None:
    """'(that) the dead are 31 of the loyalists': what the noun right before the number says.  Arabic."""
    person = scan.ending(q.first, "person") if scan.lang == "ar" else None
    if person is None or not person.clitics.article or person.entry.features.get("n") != "pl":
        return None
    if scan.ending(person.first, "bereaved") is not None or scan.at(q.first, "and") is not None:
        return None  # 'relatives of the victims and five lawyers'
    harm = person.entry.features.get("harm")
    return str(harm) if harm in ("killed", "injured") else None


def bodies_of_both(scan: Scan, drafts: list[Draft]) -> None:
    """'the bodies of a woman and her two sons were pulled from the rubble': the sons are dead too.  English."""
    for before, draft in pairwise(drafts):
        found = "harm.bodies.noun" in before.rules and "harm.rescue.verb" in draft.rules and draft.harm == "other"
        joined = found and scan.at(before.last, "and") is not None and draft.first - before.last <= _JOINED
        if joined:
            draft.harm, draft.trigger = before.harm, before.trigger
            draft.rules[draft.rules.index("harm.rescue.verb")] = "harm.bodies.noun"


def more_bodies(scan: Scan, draft: Draft, before: Draft | None) -> bool:
    """Tell whether 'twelve more were found in a well' goes on from bodies that were counted right before it.  English.

    `before` is the count before it.
    """
    if before is None or not before.head.body or before.harm != "killed" or draft.head.persons or draft.head.actors:
        return False
    if scan.sentence_of(draft.core) - scan.sentence_of(before.core) > 1:
        return False
    be = scan.at(draft.last, "verb_be")
    return be is not None and scan.at(be.last, "item_verb") is not None


def coordinate_object(scan: Scan, draft: Draft, before: Draft) -> bool:
    """Tell whether 'seized 30 pupils and six teachers' goes on with one more object of the verb before both.  English.

    A verb of their own, or 'who', right behind the second says otherwise.
    """
    if before.trigger is None or before.trigger >= before.first or before.harm is None or before.drop:
        return False
    alike = before.head.persons and draft.head.persons and draft.whole is before.whole is None and not draft.head.harm
    if not alike or draft.first - before.last != 1 or scan.at(before.last, "and") is None:
        return False
    behind = scan.any_at(draft.last, "verb_be", "verb_have", "harm_verb", "relative", "among")
    return behind is None and scan.tokens.folds[draft.last : draft.last + 1] != [","]


def lives_on(draft: Draft) -> bool:
    """Tell whether a count's noun says that its persons survived."""
    return draft.head.soft and draft.head.harm == "other"


def join_second(scan: Scan, head: Head) -> None:
    """'the two bodies of a woman and her child': the second belongs to the two; what differs is said of neither."""
    second = scan.at(head.last, "person")
    if second is None or not second.clitics.conjunction or second.entry.features.get("n") != "sg":
        return
    sex, age, civilian = head.sex, head.age, head.civilian
    add_person(head, second)
    features = second.entry.features
    head.last = second.last
    head.sex = sex if features.get("sex") == sex else None
    head.age = age if features.get("age") == age else None
    head.civilian = civilian if features.get("civ") == civilian else None
