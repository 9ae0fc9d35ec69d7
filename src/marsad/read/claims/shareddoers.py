"""Shared doers: what is told of who harmed some holds of those told in one breath with them.  English.

'four soldiers and a policeman were killed when X attacked'; 'X abducted 38 worshippers and killed the pastor'.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_JOINED = 2
"""Tokens between two counts that one verb joins, at most."""


def share_doers(scan: Scan, drafts: Sequence[Draft], killer_of: Callable[[Draft], str | None]) -> None:
    """Give counts of one sentence the perpetrator of the count beside them; `killer_of` is a verb's subject."""
    if scan.lang != "en":
        return
    pairs = list(pairwise(drafts))
    for earlier, later in reversed(pairs):
        if earlier.perpetrator is None and later.perpetrator is not None and _one_verb(earlier, later):
            _give(earlier, later.perpetrator)
    for earlier, later in pairs:
        side = earlier.perpetrator if later.perpetrator is None else None
        if side is not None and further_deed(scan, earlier, later) and killer_of(earlier) == side:
            _give(later, side)


def _give(draft: Draft, side: str) -> None:
    """Set the perpetrator of a count, but for those of his own side."""
    if draft.side != side:
        draft.perpetrator = side


def _one_verb(earlier: Draft, later: Draft) -> bool:
    """Tell whether one verb behind two counts says what befell both."""
    both = later.trigger is not None and earlier.trigger == later.trigger and later.trigger >= later.core_last
    beside = later.first - earlier.last <= _JOINED and earlier.whole is later.whole
    return both and beside and earlier.harm == later.harm and earlier.cause == later.cause


def further_deed(scan: Scan, earlier: Draft, later: Draft) -> bool:
    """Tell whether 'and killed', right behind a count, goes on with what the same subject did."""
    verb = scan.at(later.trigger, "harm_verb") if later.trigger is not None else None
    if verb is None or verb.first >= later.first or verb.entry.features.get("loses") or later.whole is not None:
        return False
    if scan.begins(earlier.last, verb.first, "relative", "control_pronoun"):
        return False  # 'killed a man who had stabbed and wounded two'
    joined = scan.ending(verb.first, "and") is not None and scan.tokens.folds[verb.first - 2] not in (",", ";")
    return joined and earlier.last < verb.first and scan.sentence_of(earlier.core) == scan.sentence_of(later.core)
