"""Registers: lines and items that name a side before its number ('Regime soldiers: 1,830. SDF and allies: 936').

Their harm is that of the count before them, and the total before them is their whole.  English.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.described import add_noun
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import DASHES, Quantity
from marsad.read.scan import Scan

RULE = "head.register"
TALLY = "head.tally"
_HEADING = "head.heading"
_TOLD = frozenset({RULE, TALLY, _HEADING})
"""Rules of the counts before which stands who they are."""
_STOPS = frozenset({";", ".", "\u2022", "-", "\u2013", "\u2014"})
_ENDS = frozenset({".", ";", ",", "("})
_LONGEST = 8


def register_head(ground: Ground, q: Quantity) -> Head | None:
    """Return who is named before a colon and the number, where nothing but them is said."""
    scan, colon = ground.scan, q.first - 1
    if scan.lang != "en" or not ground.drafts or scan.tokens.folds[colon] != ":":
        return None
    first, last = ground.sentence(q.core)
    if colon <= first:
        return None
    if q.last < last and scan.tokens.folds[q.last] not in _ENDS:
        return None
    start = next((i + 1 for i in range(colon - 1, first - 1, -1) if scan.tokens.folds[i] in _STOPS), first)
    if colon - start > _LONGEST or any(scan.tokens.kinds[i] == "n" for i in range(start, colon)):
        return None
    unnamed = scan.reads(start, "unnamed")
    if unnamed and colon == start + 1:
        return Head(start, colon, other=True)
    head = ground.heads.ending_at(colon, start)
    if head is None and start in ground.heads.actors and all(k == "w" for k in scan.tokens.kinds[start:colon]):
        head = ground.heads.after(start, colon)  # 'SDF and allies: 936'
    if head is None or head.harm is not None or not (head.actors or head.plural) or head.first > start + 2:
        return None
    return head


def tally_head(ground: Ground, q: Quantity) -> Head | None:
    """Return whom the label of a tally names: 'SDF fighters: 4 killed, 9 wounded', 'Army: 5 dead; rebels: 7 dead'."""
    at = bisect_left(ground.tallies, (q.first, 0)) - 1
    if at < 0:
        return None
    colon, start = ground.tallies[at]
    scan = ground.scan
    if scan.sentence_of(colon) != scan.sentence_of(q.core) or ";" in scan.tokens.folds[colon : q.first]:
        return None
    head = ground.heads.ending_at(colon, start)
    whole = head is not None and head.first <= start + 1 and (head.first == start or _the(scan, start))
    if head is not None and whole and head.harm is None and (head.actors or head.plural):
        return head
    force = scan.ending(colon, "force_label") or scan.ending(colon, "actor_generic")
    if force is None or force.first > start + 1 or (force.first > start and not _the(scan, start)):
        return None
    party = force.entry.features["party"]
    if party not in ("state", "nonstate"):
        return None
    label = Head(start, colon)
    add_noun(label, {"n": "pl", "civ": False, "party": party}, joined=False)
    return label


def _the(scan: Scan, i: int) -> bool:
    return scan.at(i, "determiner") is not None


def link_registers(scan: Scan, drafts: list[Draft]) -> None:
    """Make the items of a register parts of the total before them, and what a heading divides parts of its number."""
    if all(_TOLD.isdisjoint(draft.rules) for draft in drafts):
        return
    _under_heading(scan, drafts)
    items: list[Draft] = []
    for draft in drafts:
        force = TALLY in draft.rules and (draft.head.actors or draft.head.party)
        if (RULE in draft.rules or force) and "part.apposed" in draft.rules:
            draft.whole = None  # a colon opens no parts of the item before it
    for draft in [d for d in drafts if d.whole is None]:
        if _is_item(scan, draft) and (not items or items[-1].harm == draft.harm):
            items.append(draft)
    if len(items) < 2:
        return
    amount = sum(d.value or 0 for d in items)
    before = [d for d in drafts if d.core < items[0].core and d.whole is None and d.harm == items[0].harm]
    whole = next((d for d in reversed(before) if (d.value or 0) >= amount), None)
    for item in items if whole is not None else []:
        item.whole = whole
        item.rules.append("part.register")


def _is_item(scan: Scan, draft: Draft) -> bool:
    heading = (_HEADING in draft.rules or TALLY in draft.rules) and scan.tokens.folds[draft.core - 1] == ":"
    return (RULE in draft.rules or heading) and bool(draft.value)


def _under_heading(scan: Scan, drafts: list[Draft]) -> None:
    """'Civilians: 3,312: in bombardment 1,388; by mines 580': the numbers after a heading's own are its parts."""
    for whole in drafts:
        if not _is_item(scan, whole) or not whole.value:
            continue
        sentence = scan.sentence_of(whole.core)
        parts = [
            d
            for d in drafts
            if d.core > whole.core
            and (d.whole is None or d.rest)
            and scan.sentence_of(d.core) == sentence
            and d.harm == whole.harm
        ]
        fits = len(parts) > 1 and all(_HEADING in d.rules or d.rest for d in parts)
        if fits and sum(d.value or 0 for d in parts) <= whole.value:
            for part in parts:
                part.whole = whole
                part.rules.append("part.register")


def link_dashed(scan: Scan, drafts: list[Draft]) -> None:
    """Make the counts of dashed lines parts of the last total before them, where they are of its harm and fit into it.

    English; lines that say the harm themselves ('- X killed 87 people', '- Y: 39 dead').
    """
    dashed = [n for n, (first, last) in enumerate(scan.sents) if first < last and scan.tokens.folds[first] in DASHES]
    if scan.lang != "en" or len(dashed) < 2:
        return
    before = [d for d in drafts if scan.sentence_of(d.core) < dashed[0] and d.whole is None and not d.background]
    whole = max(before, key=lambda d: (d.harm == "killed", d.value or 0), default=None)
    if whole is None or not whole.value:
        return
    inside = [
        d
        for d in drafts
        if dashed[0] <= scan.sentence_of(d.core) <= dashed[-1] and d.harm == whole.harm and d.whole in (None, whole)
    ]
    told = sum(d.value or 0 for d in inside)
    if len(inside) > 2 and whole.value >= told >= whole.value // 2:
        for draft in inside:
            if draft.whole is None:
                draft.whole = whole
                draft.rules.append("part.dashed")
            if whole.head.civilian and draft.head.actors and draft.head.actors[0].first < draft.core:
                draft.head.civilian, draft.side = True, "civilians"  # the actor is who killed them
