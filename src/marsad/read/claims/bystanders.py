"""Bystanders: 'shot a guard near a school with 600 pupils, in front of 20 policemen' tells of one who was shot.

Who only stood by, lives in a place or belongs to a body is told behind a word of place, after those who were harmed.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import past_parts
from marsad.read.claims.ground import names_someone
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_OWN = 2
"""Words between 'in front of' and a number at most ('his', 'the remaining')."""
_UNLINKED = 2
"""Words between two counts at least, of which nothing links one to the other."""
_WITH = "among"
"""The class of 'with', which in a clause of its own says with whom somebody did what that tells."""
_LINKS = (
    "and",
    "additional",
    "beside",
    "together_with",
    "also",
    "another",
    "among",
    "harm_verb",
    "harm_noun",
    "number",
)
"""What links a count to those before it, or says what befell it."""
_NEAR = 5
"""Tokens from 'in', 'near' to the building at most."""
_MANY = 10
"""Persons who are too many to have been killed with one somewhere, and only be told so."""
_HOLDS = ("place_kind", "unit", "place", "body_of")
"""What has persons in it: a building, a vehicle, a place, a body."""


def stood_by(scan: Scan, draft: Draft, trigger: Trigger | None, drafts: Sequence[Draft]) -> bool:
    """Tell whether a count is of those who were only there, or belong to a place, a vehicle or a body.

    `drafts` are the counts behind it.
    """
    if draft.head.harm is not None or draft.head.other or draft.whole is not None or draft.rest:
        return False
    if trigger is None:
        among = scan.ending(draft.first, "bystander")
        return among is not None and scan.ending(among.first, "verb_be") is not None  # 'were among 40 passengers'
    if trigger.last > draft.first:
        return _of_other_subject(scan, draft, drafts, trigger)
    for i in range(draft.first, draft.first - _OWN - 1, -1):
        beside = scan.ending(i, "bystander")
        if beside is not None and _tells(scan, beside, draft):
            return beside.first > trigger.first
        if scan.lang == "en" and scan.reads(i - 1, "with"):
            return _holds(scan, i - 1, trigger.last, many=(draft.value or 0) >= _MANY)
        if scan.tokens.kinds[i - 1] != WORD or scan.any_at(i - 1, "and", "harm_verb", "preposition") is not None:
            return False
    return False


def _holds(scan: Scan, i: int, first: int, *, many: bool) -> bool:
    """Tell whether a building, a place or a body stands right before 'with' at token `i`, behind a word of place.

    With `many` persons any noun that is no person's will do.
    """
    noun = next((hit for cls in _HOLDS if (hit := scan.ending(i, cls)) is not None), None)
    at = noun.first if noun is not None else i - 1 if many and scan.tokens.kinds[i - 1] == WORD else first
    if at <= first or scan.any_at(i - 1, "person", "harm_verb") is not None or scan.ending(i, "person") is not None:
        return False
    return scan.begins(max(first, at - _NEAR), at, "preposition", "place_prep", "of")


def _tells(scan: Scan, beside: Hit, draft: Draft) -> bool:
    """Tell whether words say of a count that it stood by: some only of 'hundreds', 'in it' only of what is inside."""
    if beside.entry.features.get("inside"):
        return any(scan.ending(beside.first, cls) is not None for cls in _HOLDS)
    return draft.kind == "vague" or not beside.entry.features.get("vague")


def _of_other_subject(scan: Scan, draft: Draft, drafts: Sequence[Draft], trigger: Trigger) -> bool:
    """Tell whether 'a bus with 45 passengers' is the subject of another verb than the one that harms the next count.

    'fell into a ravine and | 14 people died'.
    """
    after = next(iter(drafts), None)
    if after is None or draft.last > trigger.first:
        return False
    beside = scan.ending(draft.first, "bystander")
    if beside is not None and _tells(scan, beside, draft) and (scan.lang == "ar" or after.first < trigger.first):
        return True
    if scan.lang == "ar" or not draft.last < after.first < trigger.first or not names_someone(after.head):
        return False  # 'by five attackers: one blew himself up' goes on with them
    if scan.at(draft.first - 1, "with_what", "doer_by") is None or scan.ending(draft.first - 1, "person") is not None:
        return False
    return scan.tokens.kinds[draft.first - 2 : draft.first - 1] == [WORD]


def unlinked(scan: Scan, drafts: Sequence[Draft], k: int, trigger: Trigger) -> bool:
    """Tell whether nothing links count `k` to those before it whom the word of harm befell.

    'wounded two | in a raid that involved 50 officers': no 'and', no comma, no 'as well as' stands between.
    In Arabic only behind words of place or time, which no 'and' joins.
    """
    draft = drafts[k]
    if draft.head.harm is not None or draft.whole is not None or draft.rest or draft.toll or draft.status != "stated":
        return False
    first = scan.sents[scan.sentence_of(draft.core)][0]
    before = next((d for d in reversed(drafts[:k]) if not d.drop), None)
    if before is None or before.core < first or trigger.first >= draft.first:
        return False
    if before.last <= trigger.first and before.trigger != trigger.first:
        return False
    between = range(max(before.last, trigger.last, _verb_last(scan, before)), draft.first)
    opened = scan.begins(between.start, between.stop, "boundary")
    if len(between) < _UNLINKED - opened or any(scan.tokens.kinds[i] != WORD for i in between):
        return False
    if draft.head.other and not opened:
        return False
    if scan.lang == "ar" and not _somewhere(scan, between, draft.first):
        return False
    links = _LINKS if not opened else [cls for cls in _LINKS if cls != _WITH]
    return not any(scan.any_at(i, *links) is not None for i in between)


def _somewhere(scan: Scan, between: range, i: int) -> bool:
    """Tell whether words of place or time lead to a count, with neither 'and' nor 'with' before it.  Arabic."""
    joined = any(hit.clitics.conjunction for j in (*between, i) for hit in scan.hits[j])
    if joined or scan.lexicon.begins(scan.tokens.folds[i], "and"):
        return False
    return len(between) > 2 and scan.begins(between.start, between.stop, "place_prep", "boundary", "when_clause")


def _verb_last(scan: Scan, draft: Draft) -> int:
    """Return where what is said of a count ends: 'of them', 'of whom were', or its verb behind it ('five jailed')."""
    end = past_parts(scan, draft.last)
    among = scan.at(end, "among")
    end = among.last if among is not None else end
    be = scan.at(end, "verb_be", "verb_have")
    end = be.last if be is not None else end
    verb = scan.at(end, "harm_verb")
    return verb.last if verb is not None else end
