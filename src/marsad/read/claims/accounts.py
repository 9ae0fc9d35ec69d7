"""What weapons account for: 'air strikes were behind 120 of them', 'ground attacks caused 61 and mines 30'.  English.

A number without a noun is of those counted before, and came to the same harm.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

RULE = "part.by_weapon"
_AFTER = ("among", "of", "and", "person", "toll_noun", "casualty_noun", "preposition", "place_prep", "boundary")
"""Classes of what may stand right behind such a number: no noun of things."""
_COUNTS, _FAR = 40, 4
"""Counts and sentences between a total and what weapons account for of it at most."""


def by_weapon(ground: Ground, q: Quantity) -> bool:
    """Tell whether a weapon, and a verb that says that it accounts for them, stand right before a number.

    In a list of weapons the verb is said once: 'caused 61 and mines 30'.
    """
    scan = ground.scan
    account = scan.ending(q.first, "account_verb")
    if scan.tokens.kinds[q.last : q.last + 1] == [WORD] and scan.any_at(q.last, *_AFTER) is None:
        return False  # 'caused 40 power cuts'
    if account is not None:
        return _weapon(scan, account.first) is not None
    before = ground.drafts[-1] if ground.drafts else None
    if before is None or ground.sentence(before.core) != ground.sentence(q.core):
        return False
    weapon = _weapon(scan, _account(scan, q.first))
    if weapon is None or weapon.first <= before.last:
        return False
    joined = scan.ending(weapon.first, "and") is not None or scan.tokens.folds[weapon.first - 1] in (",", ";")
    return joined and (RULE in before.rules or scan.ending(before.first, "account_verb") is not None)


def link_accounts(scan: Scan, drafts: list[Draft]) -> None:
    """Make the bare counts of such lists parts of the total before them."""
    for k, draft in enumerate(drafts):
        if RULE not in draft.rules or draft.whole is not None or draft.head.harm is not None:
            continue
        draft.whole = _total(scan, draft, drafts[max(0, k - _COUNTS) : k])


def _total(scan: Scan, draft: Draft, before: list[Draft]) -> Draft | None:
    """Return the first total of the nearest sentence that has one which can hold a count: the dead before the hurt."""
    fits = [d for d in before if d.whole is None and RULE not in d.rules and (d.value or 0) > (draft.value or 0)]
    near = scan.sentence_of(fits[-1].core) if fits else None
    if near is None or scan.sentence_of(draft.core) - near > _FAR:
        return None
    return next((d for d in fits if scan.sentence_of(d.core) == near), None)


def weapons_before(scan: Scan, drafts: list[Draft], hits: Sequence[Hit]) -> dict[Draft, int]:
    """Return which of `hits`, the words of cause of the text, accounts for each count of such lists."""
    firsts = {hit.first: k for k, hit in enumerate(hits)}
    found = {}
    for draft in drafts:
        weapon = _weapon(scan, _account(scan, draft.first)) if RULE in draft.rules else None
        if weapon is not None and weapon.first in firsts:
            found[draft] = firsts[weapon.first]
    return found


def _account(scan: Scan, first: int) -> int:
    """Return the token before which the weapon stands that accounts for a count that begins at token `first`."""
    account = scan.ending(first, "account_verb")
    if account is not None:
        return account.first
    return first - 1 if scan.reads(first - 1, "for") else first


def _weapon(scan: Scan, end: int) -> Hit | None:
    """Return the word of cause that ends before token `end`, or None."""
    cause = scan.ending(end, "cause")
    if cause is not None:
        return cause
    near = (scan.at(i, "cause") for i in range(end - 1, max(-1, end - 4), -1))
    return next((hit for hit in near if hit is not None and hit.last == end), None)
