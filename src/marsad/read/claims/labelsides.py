"""Who is counted is told before the number: 'Civilians: 97, ... Rebels: 88 fighters', 'the wounded, who number 83'.

Arabic.  The harm of the items of a statistic is that of the total before them, whose parts they are.
"""

from __future__ import annotations

from marsad.read.claims.described import add_person
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

RULE = "head.register"
_STOPS = frozenset({".", ";", "\u061b", "\u060c", ":", "\u2022", "-", "\u2013", "\u2014", "\n"})
_LONGEST = 9
"""Words of a label at most."""
_TELLS = ("harm_verb", "harm_noun", "cause", "attribution_verb", "toll_noun", "casualty_noun", "number")
"""Classes of words that no label of persons has."""


def label_head(ground: Ground, q: Quantity) -> Head | None:
    """Return who is named before a colon and the number, where the label says nothing but whom it counts."""
    scan, colon = ground.scan, q.first - 1
    if scan.lang != "ar" or not ground.drafts or colon < 1 or scan.tokens.folds[colon] != ":":
        return None
    first, _ = scan.sents[scan.sentence_of(q.core)]
    start = colon
    while start > first and scan.tokens.kinds[start - 1] == "w" and scan.tokens.folds[start - 1] not in _STOPS:
        start -= 1
    label = range(start, colon)
    if not 0 < len(label) <= _LONGEST or any(scan.any_at(i, *_TELLS) is not None for i in label):
        return None
    if any(scan.at(i, "unit") is not None and i not in ground.heads.named for i in label):
        return None  # 'schools: 12'
    head = ground.heads.after(start, colon)
    if head is None or head.first > start or head.harm is not None or not (head.actors or head.plural):
        return None
    return head


def with_label(head: Head | None, label: Head | None) -> Head | None:
    """Return the phrase behind the number with whom its label names ('Rebels: 88 fighters')."""
    if label is None or head is None:
        return label or head
    if not head.actors and head.civilian is not True:
        head.actors = label.actors
        head.party = head.party or label.party
    return head


def link_labelled_sides(scan: Scan, drafts: list[Draft]) -> None:
    """Make the items of such a statistic parts of the last total before them that holds them all."""
    items = [d for d in drafts if RULE in d.rules and d.value] if scan.lang == "ar" else []
    if len(items) < 2:
        return
    amount = sum(d.value or 0 for d in items)
    before = [d for d in drafts if d.core < items[0].core and d.kind == "number" and d.whole is None]
    whole = next((d for d in reversed(before) if (d.value or 0) >= amount), None)
    for item in items if whole is not None else ():
        item.whole = whole
        item.rules.append("part.register")
        if whole is not None and whole.head.civilian is True:  # 'civilian victims: the army 44', which killed them
            item.head.actors, item.head.party, item.head.civilian, item.side = [], None, True, "civilians"


def victims_before(scan: Scan, q: Quantity) -> Head | None:
    """Return the phrase before 'the wounded, who number 83', where what counts is told before its number."""
    number = scan.ending(q.first, "ignore_before") if scan.lang == "ar" else None
    noun = scan.ending(number.first, "person") if number is not None else None
    if noun is None or not noun.clitics.article or not noun.entry.features.get("harm"):
        return None
    head = Head(q.core, q.core_last)
    add_person(head, noun)
    return head
