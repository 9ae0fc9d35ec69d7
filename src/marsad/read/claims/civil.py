"""Members of those who carry no arms.

'The civil defence announced the death of five of its members' (Arabic), 'six members of the Najjar family' (English).
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_FAMILY = 6
"""Tokens of 'the extended Abu Taha' between 'of' and 'family' at most."""


def tell_family(scan: Scan, draft: Draft) -> None:
    """Let members of a family that has a name be civilians.  English."""
    if scan.lang != "en" or draft.head.civilian is not False or draft.head.actors:
        return
    of = scan.at(draft.head.last, "of")
    for j in range(of.last, min(of.last + _FAMILY, len(scan))) if of is not None else ():
        noun = scan.at(j, "person")
        if noun is not None and noun.entry.features.get("unit") and noun.entry.features.get("n") != "pl":
            draft.head.civilian, draft.head.party = True, None
            return
        if scan.tokens.kinds[j] == NUMBER or scan.any_at(j, "verb_be", "harm_verb", "and", "boundary") is not None:
            return


def of_civil_body(scan: Scan, draft: Draft, actors: Sequence[ActorMention]) -> bool:
    """Tell whether the pronoun of 'five of its members' is a rescue service's, a ministry's of health, a union's.

    It is where such a body stands before the count in its sentence, and no force stands between.
    """
    if scan.lang != "ar" or not draft.head.pronoun or draft.head.actors:
        return False
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    body = max((hit.first for hit in scan.among(first, draft.first, "civil_body")), default=None)
    if body is None:
        return False
    if any(body < hit.first < draft.first for hit in scan.all("actor_generic")):
        return False  # 'the civil defence said that the army lost five of its men'
    return not any(body < actor.first < draft.first and actor.side != "civilians" for actor in actors)
