"""'The martyrs of our town today: four', with no verb: a number that closes a clause which its noun opens.  Arabic."""

from __future__ import annotations

from marsad.read.claims.draft import Head
from marsad.read.claims.heads import Heads
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_LONGEST = 7
"""Tokens from the noun to its number at most."""
_OTHERS = ("number", "harm_verb", "harm_noun", "toll_verb", "among", "vague", "rest")
"""Classes of words that make the clause say something else."""


def opening_head(scan: Scan, heads: Heads, q: Quantity) -> Head | None:
    """Return the head of a number of which 'the dead of X today are' is all that stands before it, or None."""
    if scan.lang != "ar":
        return None
    first, last = scan.sents[scan.sentence_of(q.core)]
    person = scan.at(first, "person")
    if person is None or person.clitics.preposition or person.entry.features.get("n") != "pl":
        return None
    if person.entry.features.get("harm") not in ("killed", "injured") or not person.last < q.first <= first + _LONGEST:
        return None
    between = range(person.last, q.first)
    plain = all(scan.tokens.kinds[i] == WORD and scan.any_at(i, *_OTHERS) is None for i in between)
    closes = q.last >= last or scan.tokens.kinds[q.last] == "p"
    if not plain or not closes:
        return None
    head = heads.after(first, q.first, whole=True)
    if head is not None:
        head.first, head.last = q.core, q.core_last
    return head
