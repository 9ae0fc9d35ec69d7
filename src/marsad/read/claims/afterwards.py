"""Harms set right after all counts have theirs: by later counts, participles, how it ended.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.beside import bodies_of_both
from marsad.read.claims.draft import Draft
from marsad.read.claims.ended import tell_the_end
from marsad.read.claims.recast import (
    NO_HARM,
    bombers_die,
    by_own_passive,
    drop_losers,
    from_later,
    of_bodies,
    of_participles,
)
from marsad.read.claims.supposed import spare_the_living
from marsad.read.scan import Scan

_BETWEEN = 3
"""Tokens between one person and those of his family at most."""


def settle_afterwards(scan: Scan, drafts: list[Draft]) -> None:
    """Set the harms of all counts of a scan right, one step after the other."""
    spare_the_living(scan, drafts, NO_HARM)
    from_later(scan, drafts)
    of_participles(scan, drafts)
    bombers_die(scan, drafts)
    drop_losers(scan, drafts)
    by_own_passive(scan, drafts)
    of_bodies(scan, drafts)
    bodies_of_both(scan, drafts)
    tell_the_end(scan, drafts)
    _with_his_family(scan, drafts)


def _with_his_family(scan: Scan, drafts: list[Draft]) -> None:
    """'A refugee, his wife and their two children died': what befell them befell him, who is no more displaced."""
    for later, draft in pairwise(reversed(drafts)):
        if draft.harm != "displaced" or "harm.by_noun" not in draft.rules or draft.kind != "implied" or later.drop:
            continue
        between = range(draft.last, later.first)
        listed = 0 < len(between) <= _BETWEEN and all(
            scan.tokens.folds[i] == "," or scan.at(i, "and", "determiner") is not None for i in between
        )
        if listed and later.harm in ("killed", "injured"):
            draft.harm, draft.trigger = later.harm, later.trigger
            draft.rules.append("harm.of_coordinate")
