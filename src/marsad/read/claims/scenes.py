"""Scenes: where the persons of each count came to harm."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from marsad.model.nearness import distinct
from marsad.read.claims.draft import Draft, core_of, parts_of
from marsad.read.claims.elided import past_parts
from marsad.read.claims.mainwindow import RUNNING
from marsad.read.claims.toldtimes import days_of
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

_HELPERS = 2
"""Words of 'had been' before a verb at most."""
_TURN = 8
"""Tokens from a count to its place at most, where by what it came to harm stands between them."""
_TAKEN_FROM = frozenset({"abducted", "displaced"})
"""Of whom 'from' tells where it happened: elsewhere they only come from there."""
_NEAR = 6
"""Counts before 'hours after', and places behind it, of which it parts the two at most."""
_BESIDE = 6
"""Tokens between '12 persons (in Aleppo) and 8 (in Idlib)' at most."""


def place_counts(scan: Scan, drafts: list[Draft], places: PlacesFound) -> None:
    """Set where the persons of each count came to harm.

    Of '30, of them 12 in Aleppo, 10 in Idlib' each part is where it is said to be, the whole at neither.
    """
    told: dict[Draft, dict[Draft, str]] = {}
    of_parts: dict[str, Draft] = {}
    for whole, parts in parts_of(drafts).items():
        behind = {part: place for part in parts if (place := places.behind(past_parts(scan, part.last))) is not None}
        of_parts |= dict.fromkeys(behind.values(), whole)
        if len(set(behind.values())) > 1:
            told[whole] = behind
    for one, other in pairwise(d for d in drafts if d.whole is None):
        if not 0 <= other.first - one.last <= _BESIDE:
            continue
        placed, beside = (places.behind(past_parts(scan, draft.last)) for draft in (one, other))
        if placed != beside and None not in (placed, beside):
            told[other] = {one: placed or "", other: beside or ""}  # '12 in Aleppo and 8 in Idlib'
    apart = {part: place for behind in told.values() for part, place in behind.items()}
    if scan.lang == "ar":
        apart |= _by_turns(scan, drafts, places, apart)
    for draft in drafts:
        own = _told_behind(scan, draft, places) if draft not in apart else None
        own = places.around_all(own)
        if own is not None:
            apart[draft] = own
    earlier: Draft | None = None
    for draft in drafts if scan.lang == "en" else ():
        end = past_parts(scan, draft.last)
        goes_on = earlier is not None and scan.sentence_of(earlier.core) == scan.sentence_of(draft.core)
        harmed = scan.at(end, "harm_verb") if goes_on else None
        end = harmed.last if harmed is not None else end
        if (goes_on or end > draft.last) and (place := places.behind(end)) is not None:
            apart[draft] = place  # 'four, two of them medics, in Tyre', '(killed in Sumy) and five wounded in Kharkiv'
        of = draft.whole
        if of is not None and of in apart and draft not in apart and draft.last <= past_parts(scan, of.last):
            apart[draft] = apart[of]  # 'and five, including a girl, were hurt in Marhanets'
        earlier = draft
    for draft in drafts:
        total = draft.window is not None and days_of(draft.window) > RUNNING
        others = frozenset(told.get(draft, {}).values()) if draft not in apart else frozenset()
        moved = draft.harm in _TAKEN_FROM
        scene = places.scene(draft.core, whole=total, without=others, moved=moved) if draft not in apart else None
        draft.place = apart.get(draft) or places.around_all(scene)
        wider = of_parts.get(draft.place or "") if draft not in apart and draft.whole is None else None
        if wider is not None and _told_before(scan, places, wider, draft):
            draft.place = wider.place  # after '12 in Aleppo, 10 in Idlib' the text speaks of all again
    _with_their_wholes(scan, drafts, places)
    _leave_what_was(scan, drafts, places)


def _told_behind(scan: Scan, draft: Draft, places: PlacesFound) -> str | None:
    """Return the place right behind a count and its verb, where its sentence names another place before it.

    'Officials in Hama said three people had been killed in Raqqa': in Raqqa.
    """
    first = scan.sents[scan.sentence_of(draft.core)][0]
    if places.at(first, draft.first) is None:
        return None
    end = past_parts(scan, draft.last)
    for _ in range(_HELPERS):
        helps = scan.at(end, "verb_be", "verb_have")
        end = helps.last if helps is not None else end
    verb = scan.at(end, "harm_verb")
    return places.scene_behind(verb.last if verb is not None else end)


def _with_their_wholes(scan: Scan, drafts: list[Draft], places: PlacesFound) -> None:
    """Put counts that their own sentences do not place where what they are parts of is, or all parts of theirs are.

    'Twelve fell in Baghdad. In Baquba clashes killed three. Nine of the dead were children': in Baghdad.  A place
    inside the other's is kept.
    """
    if len(places.mentions) < 2:
        return
    mentions = {place.id: place for place in places.mentions}

    def elsewhere(one: str | None, other: str | None, told: Draft) -> bool:
        """Tell whether `one` is another settlement than `other`, and not named in the sentence of `told`."""
        if one is None or other is None or not distinct(mentions[one], mentions[other]):
            return False
        begins, ends = scan.span(*scan.sents[scan.sentence_of(told.core)])
        return not begins <= mentions[one].span[0] < ends

    own = {draft for draft in drafts if places.at(*scan.sents[scan.sentence_of(draft.core)]) is not None}
    for whole, parts in parts_of(drafts).items():
        if whole in own and whole.place != places.dateline and whole.core >= scan.headline:
            for part in parts:
                if part not in own and elsewhere(part.place, whole.place, whole):
                    part.place = whole.place
        elif whole not in own and whole.toll and parts[0].core < whole.core:
            stood = list({part.place for part in parts if part in own})
            if len(stood) == 1 and elsewhere(whole.place, stood[0], parts[0]):
                whole.place = stood[0]


def _leave_what_was(scan: Scan, drafts: list[Draft], places: PlacesFound) -> None:
    """'killed six, hours after a helicopter was shot down in X, where 13 died': the six fell elsewhere.  English."""
    firsts = [spot.first for spot in places.spots]
    for hit in scan.all("long_after") if scan.lang == "en" else ():
        first, last = scan.sents[scan.sentence_of(hit.first)]
        here = drafts[bisect_left(drafts, first, key=core_of) : bisect_left(drafts, last, key=core_of)]
        before = [draft for draft in here if draft.core < hit.first]
        if not before or len(before) == len(here):
            continue  # 'he died hours after he was shot in X'
        near = places.spots[bisect_left(firsts, hit.last) : bisect_left(firsts, last)]
        there = {spot.mention.id for spot in near[:_NEAR]}
        for draft in before[-_NEAR:]:
            if draft.place in there:
                draft.place = None


def _by_turns(scan: Scan, drafts: list[Draft], places: PlacesFound, known: dict[Draft, str]) -> dict[Draft, str]:
    """'three by shelling of X and two by bullets in Y': the second is where it is told behind it.  Arabic."""
    found: dict[Draft, str] = {}
    for one, other, then in zip(drafts, drafts[1:], [*drafts[2:], None], strict=False):
        sentence = scan.sentence_of(other.core)
        if other.head.persons or other in known or scan.sentence_of(one.core) != sentence:
            continue
        number = scan.at(other.core, "number")
        if scan.at(other.first, "and") is None and (number is None or not number.clitics.conjunction):
            continue
        limit = min(other.last + _TURN, scan.sents[sentence][1], then.first if then is not None else len(scan))
        end = next((i for i in range(other.last, limit) if scan.tokens.kinds[i] not in ("w", "n")), limit)
        before, behind = places.at(one.last, other.first), places.at(other.last, end)
        if before is not None and behind is not None and before.id != behind.id:
            found[other] = behind.id
    return found


def _told_before(scan: Scan, places: PlacesFound, whole: Draft, draft: Draft) -> bool:
    """Tell whether a total that its own sentence does not place follows those whose parts were told apart."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return whole.place is not None and whole.core < draft.core and places.at(first, last) is None
