"""Harms set right after all counts have theirs: by later counts, participles, how it ended.  English."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.read.claims.beside import bodies_of_both
from marsad.read.claims.draft import Draft, core_of
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
from marsad.text.tokens import PUNCT

_DISPLACED = "harm.displace.verb"
"""The entry of 'fled'."""
_LATER = 40
"""Tokens from who was hurt to 'he later died' at most."""
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
    _who_died_later(scan, drafts)
    _gunmen_fled(drafts)


def _who_died_later(scan: Scan, drafts: list[Draft]) -> None:
    """'Soldiers wounded a boy; he later died': the only one told of right before, who was hurt, is dead."""
    for end in scan.all("he_died"):
        k = bisect_left(drafts, end.first, key=core_of) - 1
        hurt = drafts[k] if k >= 0 else None
        if hurt is None or hurt.value != 1 or hurt.harm != "injured" or hurt.whole is not None or hurt.drop:
            continue
        near = scan.sentence_of(end.first) - scan.sentence_of(hurt.core)
        if near > 1 or end.first - hurt.last > _LATER:
            continue
        opens = end.first == scan.sents[scan.sentence_of(end.first)][0] or scan.tokens.kinds[end.first - 1] == PUNCT
        others = (scan.at(i, "person") for i in range(hurt.last, end.first))
        alone = not any(hit is not None and hit.entry.features.get("n") == "sg" for hit in others)
        if alone and (opens or any(scan.ending(end.first, c) for c in ("and", "boundary"))):
            hurt.harm = "killed"
            hurt.rules.append("harm.died_later")


def _gunmen_fled(drafts: list[Draft]) -> None:
    """'Two gunmen fled': who attacked and got away is not displaced."""
    for draft in drafts:
        if draft.harm != "displaced" or _DISPLACED not in draft.rules:
            continue
        kinds = [noun for noun, _ in draft.head.nouns]
        armed = not any(noun.get("civ") is True or noun.get("kin") for noun in kinds) and draft.side != "mixed"
        if armed and any(
            noun.get("attacker") or noun.get("suspect") or noun.get("party") == "nonstate" for noun in kinds
        ):
            draft.harm = "other"
            draft.rules.append("harm.got_away")


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
