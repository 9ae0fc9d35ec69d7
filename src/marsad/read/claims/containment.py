"""Containment: who can be among whom, once it is known what happened to each.  English.

Nobody is wounded or captured among the dead; 'women and children among them' are of the count that stands before
them; those 'in intensive care' are of the wounded; those who fell 'in X alone' are of the total before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.model.time import Window
from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.ground import names_someone
from marsad.read.claims.groups import Sides
from marsad.read.claims.toldtimes import days_of
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_WITHIN = {"killed": frozenset({"killed"}), "injured": frozenset({"injured", "killed"})}
"""What may be said of the parts of the dead, and of the wounded."""
_HELD = frozenset({"abducted", "detained"})
_ENDS = frozenset({"released", "other", "abducted", "detained"})
"""What may become of captives, and what is said of those who still are."""
_OF = 5
"""Tokens from 'of' to 'among them' at most."""
_CAPTIVES = 4
"""Counts between captives and what became of them at most."""
_NEUTRALISED = "harm.neutralise.verb"
_IN_CARE = "harm.hospital.verb"
_CARED = 2
"""Sentences between the wounded and those of them who remain in care at most."""
_BACK = 24
"""Counts back among which the total stands whose worst incident is told."""


def settle_containment(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Set or clear `whole` where what happened, or words behind a count, tell more than its place does."""
    for draft in drafts:
        if draft.whole is not None and _NEUTRALISED in draft.rules and draft.whole.harm != "other":
            draft.whole = None
        _of_the_killed(scan, drafts, draft)
        if draft.whole is not None and draft.harm not in _WITHIN.get(draft.whole.harm or "", (draft.harm,)):
            draft.whole = None
            draft.rules.append("part.other_harm")
    if scan.lang != "en":
        _worst(scan, drafts, sides)
        return
    _trailing(scan, drafts, sides)
    _in_care(scan, drafts, sides)
    _all_in_care(scan, drafts, sides)
    _died_in_care(scan, drafts, sides)
    _worst(scan, drafts, sides)
    _fates(scan, drafts, sides)


def _of_the_killed(scan: Scan, drafts: list[Draft], part: Draft) -> None:
    """'205 were killed and 526 injured, including 39 killed and 64 injured': the 39 are of the 205.  English."""
    hurt = part.whole
    if scan.lang != "en" or hurt is None or (part.harm, hurt.harm) != ("killed", "injured"):
        return
    verb = scan.at(part.trigger, "harm_verb") if part.trigger is not None else None
    told = "part.subset" in part.rules and verb is not None and not verb.entry.features.get("intransitive")
    if not told and part.head.harm != "killed":  # '19 were martyred and 57 injured in X (11 martyrs)'
        return
    k = bisect_left(drafts, hurt.core, key=core_of)
    dead = drafts[k - 1] if k else None
    same = dead is not None and scan.sentence_of(dead.core) == scan.sentence_of(hurt.core)
    if dead is not None and same and dead.harm == "killed" and (dead.value or 0) >= (part.value or 0):
        part.whole = dead


def _trailing(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'61 died, 17 women and 11 children among them': both are of the 61."""
    ends = {draft.last: k for k, draft in enumerate(drafts)}
    for hit in scan.all("among"):
        if not hit.entry.features.get("them"):
            continue
        last = ends.get(hit.first, ends.get(_before_of(scan, hit.first), -1))
        if last < 0:
            continue
        first = _run_before(scan, drafts, last)
        whole = drafts[first - 1] if first else None
        run = drafts[first : last + 1]
        if hit.entry.features.get("latter") and whole is not None:
            for part in run:
                part.whole, part.harm = None, whole.harm
        if whole is None or scan.sentence_of(whole.core) != scan.sentence_of(run[0].core) or not _holds(whole, run):
            continue
        if all(part.whole is not whole and sides.belongs(part, whole) and not under(whole, part) for part in run):
            for part in run:
                part.whole = whole
                part.rules.append("part.of_them")
                if _closed_before_verb(scan, part, hit.last) and (whole.trigger or 0) < part.first:
                    part.harm, part.trigger = whole.harm, whole.trigger


def _closed_before_verb(scan: Scan, part: Draft, end: int) -> bool:
    """Tell whether a comma closes 'a child among them' before the verb that it was given ('..., and injured 108')."""
    closed = scan.lang == "en" and scan.tokens.folds[end : end + 1] == [","] and scan.at(end + 1, "and") is not None
    return closed and part.trigger is not None and part.trigger > end


def _run_before(scan: Scan, drafts: Sequence[Draft], last: int) -> int:
    """Return the number of the first of the coordinated counts that end with count `last`."""
    first = last
    while first and drafts[first].first - _past_age(scan, drafts[first - 1]) == 1:
        before = drafts[first - 1]
        amount = sum(d.value or 0 for d in drafts[first : last + 1])
        joined = scan.at(drafts[first].first - 1, "and") is not None
        if not joined and (scan.tokens.folds[drafts[first].first - 1] != "," or (before.value or 0) >= amount):
            break
        first -= 1
    return first


def _before_of(scan: Scan, i: int) -> int:
    """Return where 'a nurse' ends in 'a nurse of the agency among them', whose 'among' stands at token `i`, or -1."""
    for j in range(i - 1, max(i - _OF, 0), -1):
        if scan.at(j, "of") is not None:
            return j
        if scan.tokens.kinds[j] != "w" or scan.any_at(j, "verb_be", "harm_verb", "person") is not None:
            return -1
    return -1


def _past_age(scan: Scan, draft: Draft) -> int:
    """Return the token behind a count, and behind the age of one person ('a girl of 12')."""
    of = scan.at(draft.last, "of") if draft.value == 1 else None
    aged = of is not None and of.last < len(scan) and scan.tokens.kinds[of.last] == NUMBER
    return of.last + 1 if aged and of is not None else draft.last


def _people_in_care(part: Draft) -> bool:
    """Tell whether plain people are said to be in care, not taken there ('22 people remain in hospital')."""
    head = part.head
    plain = head.civilian is None and not (head.sex or head.age or head.role or head.party or head.actors or head.harm)
    return plain and part.trigger is not None and part.trigger >= part.last and part.hedge == "exact"


def _holds(whole: Draft, parts: Sequence[Draft]) -> bool:
    if whole.value is None or whole.hedge == "vague":
        return True
    return (whole.value_max or whole.value) >= sum(d.value or 0 for d in parts)


def _died_in_care(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'The hospitals admitted 178 wounded; 11 have died': a number alone that has died since is of the wounded."""
    for k, part in enumerate(drafts):
        died = part.harm == "killed" and part.whole is None and part.trigger is not None and part.trigger >= part.last
        if not died or names_someone(part.head) or part.head.other or part.toll or not _since_then(scan, part):
            continue
        top = next(
            (d for d in reversed(drafts[max(0, k - _BACK) : k]) if d.whole is None or d.whole.core > d.core), None
        )
        if top is None or top.harm != "injured" or (top.value or 0) <= (part.value or 0) or top.background:
            continue
        if scan.sentence_of(part.core) - scan.sentence_of(top.core) <= 1 and sides.belongs(part, top):
            part.whole = top
            part.rules.append("part.died_later")


def _since_then(scan: Scan, part: Draft) -> bool:
    """Tell whether '11 have died', 'two later died' or 'but two died' tells of some of those counted before."""
    later = any(scan.at(i, "told_later") is not None for i in range(part.last, part.last + 2))
    return (
        later or scan.at(part.last, "verb_have") is not None or scan.ending(part.first, "clause_contrast") is not None
    )


def _all_in_care(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'Three were wounded. ...; a woman and two youths are in hospital': who make up the wounded are these."""
    for k, part in enumerate(drafts):
        if _IN_CARE not in part.rules or part.whole is not None or not part.head.persons:
            continue
        run = drafts[_run_before(scan, drafts, k) : k + 1]
        before = drafts[max(0, k - _BACK) : k + 1 - len(run)]
        wounded = (d for d in reversed(before) if d.harm == "injured" and d.status == "stated")
        whole = next((d for d in wounded if d.whole is None), None)
        if whole is None or whole.value != sum(d.value or 0 for d in run):
            continue
        near = scan.sentence_of(part.core) - scan.sentence_of(whole.core) <= 1
        if near and all(d.whole is None and d.harm == "injured" and sides.belongs(d, whole) for d in run):
            for draft in run:
                draft.whole = whole
                draft.rules.append("part.in_care")


def _in_care(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'19 were treated; two remain in intensive care': the two are of the 19."""
    for k, part in enumerate(drafts):
        plain = not part.head.persons or _people_in_care(part)
        if part.whole is not None or not plain or part.head.other or _IN_CARE not in part.rules or not k:
            continue
        whole = drafts[k - 1]
        if part.head.persons:  # '64 were hurt. Nine are children; eleven people are in hospital'
            near_by = reversed(drafts[max(0, k - _BACK) : k])
            wounded = (d for d in near_by if d.harm == "injured" and d.status == "stated")
            whole = next((d for d in wounded if d.whole is None and d.core >= scan.headline), whole)
        near = scan.sentence_of(part.core) - scan.sentence_of(whole.core) <= (_CARED if part.head.persons else 1)
        if near and whole.harm == "injured" and (whole.value or 0) > (part.value or 0) and sides.belongs(part, whole):
            part.whole = whole
            part.rules.append("part.in_care")


def _worst(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'In Duris alone 10 perished', 'in the worst incident': those counted there are of the total before them."""
    for hit in scan.all("worst"):
        first, last = scan.sents[scan.sentence_of(hit.first)]
        inside = drafts[bisect_left(drafts, first, key=core_of) : bisect_left(drafts, last, key=core_of)]
        after = [d for d in inside if d.whole is None and d.core > hit.first and not d.background]
        if scan.lang == "en":  # 'the worst shelling so far; three more people were hurt'
            after = [d for d in after if scan.at(d.core_last, "additional") is None]
        before = drafts[
            max(0, bisect_left(drafts, hit.first, key=core_of) - _BACK) : bisect_left(drafts, hit.first, key=core_of)
        ]
        for harm in ("killed", "injured", "other"):
            parts = [d for d in after if d.harm == harm and d.kind != "vague"]
            totals = [d for d in before if d.harm == harm and _top(d, scan.lang) and not d.background]
            whole = max(totals, key=lambda d: (d.value or 0, d.core), default=None)
            running = [d for d in totals if d.cumulative and d.window is not None and not d.head.other]
            if parts and len(running) == len(totals) > 1:  # of two periods the shorter one
                fits = [d for d in running if (d.value or 0) > sum(p.value or 0 for p in parts)]
                whole = min(
                    fits, key=lambda d: (days_of(d.window or Window()), -(d.value or 0), -d.core), default=whole
                )
            if whole is None:
                continue
            taken = sum(d.value or 0 for d in drafts if d.whole is whole and d.core > hit.first)
            for part in parts:
                holds = taken + (part.value or 0) <= (whole.value or 0) and part.value != whole.value
                if holds and sides.belongs(part, whole) and part.claimant in (None, whole.claimant):
                    part.whole = whole
                    part.rules.append("part.worst")
                    taken += part.value or 0


def _top(draft: Draft, lang: str) -> bool:
    """Tell whether a count is of no other, or in Arabic only the dead or wounded of a number of both."""
    return draft.whole is None or (lang == "ar" and draft.whole.harm == "other" and draft.whole.whole is None)


def _fates(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'30 were abducted; 17 have since returned home and 13 are still held': what became of the captives."""
    for k, part in enumerate(drafts):
        if _also_freed(scan, drafts, k, sides):
            part.whole = drafts[k - 1].whole
            part.rules.append("part.fate")
            continue
        ends = part.harm in _ENDS and not part.background and "part.of_others" not in part.rules
        ends = ends and not (part.head.other and part.harm in _HELD)  # '31 others were taken from Kuriga'
        ends = ends and not (part.toll and "harm.kept" in part.rules)  # 'police put the figure at 60': a rival's
        if part.whole is not None or not ends or part.head.persons or part.head.actors or part.rest:
            continue
        told = part.harm == "detained" and part.trigger == part.core_last and scan.at(part.first - 1, "and") is not None
        if scan.lang == "en" and told:
            continue  # '98 abducted and 42 detained', but '42 are still detained'
        left = _left_of(scan, drafts, k)
        if left is not None and sides.belongs(part, left):
            part.whole = left
            part.rules.append("part.fate")
            part.harm = "abducted" if part.harm == "detained" and left.harm == "abducted" else part.harm
            continue
        for whole in reversed(drafts[max(0, k - _CAPTIVES) : k]):
            if scan.sentence_of(part.core) - scan.sentence_of(whole.core) > 1:
                break
            held = (
                whole.harm in _HELD
                and whole.whole is None
                and whole.kind != "vague"
                and (whole.value or 0) > (part.value or 0)
            )
            if held and sides.belongs(part, whole):
                part.whole = whole
                part.rules.append("part.fate")
                part.harm = "abducted" if part.harm == "detained" and whole.harm == "abducted" else part.harm
                break


def _also_freed(scan: Scan, drafts: list[Draft], k: int, sides: Sides) -> bool:
    """'Of those taken, 15 are women; three elderly men were freed later': the men are of those taken too."""
    part, before = drafts[k], drafts[k - 1] if k else None
    whole = before.whole if before is not None else None
    if before is None or whole is None or part.whole is not None or part.harm != "released" or part.background:
        return False
    same = scan.sentence_of(before.core) == scan.sentence_of(part.core) and whole.harm in _HELD
    between = scan.tokens.folds[before.last : part.first]
    room = (part.value or 0) + (before.value or 0) <= (whole.value or 0)
    return same and room and ";" in between and sides.belongs(part, whole)


def _left_of(scan: Scan, drafts: list[Draft], k: int) -> Draft | None:
    """'of the 87 five have returned, leaving 82': return the captives whom both counts make up."""
    before, part = drafts[k - 1] if k else None, drafts[k]
    whole = before.whole if before is not None else None
    if before is None or whole is None or scan.sentence_of(before.core) != scan.sentence_of(part.core):
        return None
    made_up = (before.value or 0) + (part.value or 0) == whole.value
    return whole if whole.harm in _HELD and made_up else None
