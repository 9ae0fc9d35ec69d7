"""Running totals: which count of today is a part of which total of a longer time, by the evidence of the text.

Every total that can hold a count is weighed by what speaks for and against it; the weights are data of each language
(`knowledge/languages/*/breakdown/evidence.yml`).  The heaviest wins, if anything speaks for it at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

from marsad.model import PlaceMention, nearness
from marsad.model.time import Window
from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, core_of, parts_of
from marsad.read.claims.groups import Sides
from marsad.read.claims.mainwindow import RUNNING
from marsad.read.claims.rivals import put_by_another
from marsad.read.claims.titled import link_retold
from marsad.read.claims.toldtimes import days_of
from marsad.read.claims.weighing import Apart, Known, Weights, armed, died_later, runs, value_of, weigh
from marsad.read.claims.whose import STRUCK
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

_MOST = 200
"""Larger totals among which a count's own is sought at most, the smallest first."""
_OUTSIDE = 8
"""Tokens between 'does not include' and what is left out at most."""
_ITEM = 8
"""Tokens between two items behind one label, and from the label to the first, at most."""


def link_running(drafts: list[Draft], sides: Sides, places: PlacesFound, weights: Weights) -> None:
    """Make each count that is no part yet a part of the running total for which most speaks."""
    if not any(runs(d) for d in drafts) or not any(_open(d) for d in drafts):
        return
    taken = _taken(drafts)
    known: Known | None = None  # takes as long as all the rest; in many a text no total may hold any part
    own = parts_of(drafts)
    totals: dict[str | None, list[Draft]] = {}
    for draft in sorted((d for d in drafts if runs(d) or d in taken), key=value_of):
        totals.setdefault(draft.harm, []).append(draft)
    for part in drafts:
        if not _open(part):
            continue
        larger = totals.get(part.harm, [])
        above = bisect_right(larger, value_of(part), key=value_of)
        best: tuple[float, Draft] | None = None
        for total in larger[above : above + _MOST]:
            if not (_may_hold(total, part, sides) and all(sides.belongs(d, total) for d in own.get(part, ()))):
                continue  # of whom some are civilians is no part of an army's dead
            known = known or know(drafts, sides, places, taken)
            weight = weigh(total, part, known, weights)
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, total
        if best is not None:
            part.whole = best[1]
            part.rules.append("part.running")
    if known is not None:
        link_retold(drafts, known.title, _open)


def _reached(drafts: list[Draft]) -> dict[str | None, list[tuple[int, int]]]:
    """Return of each harm's counts that are no running total where they stand, with the largest number up to there."""
    reached: dict[str | None, list[tuple[int, int]]] = {}
    for draft in sorted((d for d in drafts if not d.cumulative), key=core_of):
        before = reached.setdefault(draft.harm, [])
        before.append((draft.core, max(value_of(draft), before[-1][1] if before else 0)))
    return reached


def _taken(drafts: list[Draft]) -> dict[Draft, int]:
    """Return how many of each whole's persons its parts of the same harm hold."""
    taken: dict[Draft, int] = {}
    for draft in drafts:
        whole = draft.whole
        if whole is not None and whole.harm == draft.harm:
            taken[whole] = taken.get(whole, 0) + value_of(draft)
    return taken


def know(drafts: list[Draft], sides: Sides, places: PlacesFound, taken: Mapping[Draft, int]) -> Known:
    """Return what the evidence is read from; to be asked before any count is linked to its running total."""
    largest: dict[str | None, int] = {}
    for draft in drafts:
        largest[draft.harm] = max(largest.get(draft.harm, 0), value_of(draft))
    recent: dict[str | None, int] = {}
    for draft in drafts if sides.scan.lang == "en" else ():
        if draft.head.persons and not draft.background:  # a month's report ends with the years' total
            recent[draft.harm] = max(recent.get(draft.harm, 0), value_of(draft))
    forces = {d.whole for d in drafts if d.whole is not None and armed(d, None)}
    foreseen, title = _foreseen(drafts, sides), _title(sides.scan)
    told = drafts if sides.scan.firsts("outside") else []
    outside = {(d.harm, value_of(d)) for d in told if _set_apart(sides.scan, d)}
    besides = (d for rest, d in pairwise(drafts) if rest.rest and sides.scan.ending(d.first, "beside") is not None)
    outside |= {(d.harm, value_of(d)) for d in besides}  # 'and the rest rebels, besides 37 civilians'
    return Known(
        sides.scan,
        foreseen,
        placed_apart(sides, places),
        title,
        taken,
        largest,
        recent,
        _reached(drafts),
        forces,
        outside,
    )


def _open(draft: Draft) -> bool:
    """Tell whether a count seeks a whole yet."""
    seeks = draft.whole is None and draft.value is not None and not draft.rest and "harm.of_figure" not in draft.rules
    return seeks and (draft.kind != "vague" or died_later(draft))


def _set_apart(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'does not include' stands before a count in its sentence."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return scan.begins(max(first, draft.first - _OUTSIDE), draft.first, "outside")


def _of_other_days(total: Window | None, part: Window | None) -> bool:
    """Tell whether two periods share no day ('44 in the first half of June, 61 in the second')."""
    if total is None or part is None or min(days_of(total), days_of(part)) <= RUNNING:
        return False
    return not (part.start <= total.end and total.start <= part.end)  # type: ignore[operator]  # of many days: both known


def _ended_before(total: Draft, part: Draft) -> bool:
    """Tell whether a total that runs since no day told ends before the part's days ('passed 58,000 on Monday')."""
    mine, theirs = part.window, total.window
    if not total.undated or mine is None or theirs is None or mine.start is None or theirs.end is None:
        return False
    return theirs.end < mine.start


def _may_hold(total: Draft, part: Draft, sides: Sides) -> bool:
    """Tell whether the part can be among the total's persons at all."""
    if "window.beside" in total.rules:
        return False  # only what stands beside it says since when it runs
    if "denial.unverified" in total.rules or ("harm.by_pronoun" in part.rules and not total.toll):
        return False  # one whose own story is told is of no total but of a toll
    rival = total.rival and part.claimant != total.claimant and sides.scan.lang == "en"
    if rival and total.window in (None, part.window) and not total.undated:
        return False  # 'killed 20; Moscow put the number at 31'
    short = total.window is None or (days_of(total.window) <= RUNNING and not total.undated)
    if short and put_by_another(sides.scan, total):
        return False
    told_now = total.window in (None, part.window) and not total.undated and total.hedge != "at_most"
    other = total.claimant not in (None, part.claimant)
    if sides.scan.lang == "ar" and told_now and other and _puts(sides.scan, total):
        return False  # 'killed 28. The relief room said that the dead numbered 40'
    voices, sentence = {total.claimant, part.claimant}, sides.scan.sentence_of
    if None not in voices and len(voices) > 1 and sentence(total.core) == sentence(part.core):
        return False  # 'medics spoke of nine dead, while witnesses said that there were more than 15'
    if total is part or total.status in ("denied", "withdrawn", "superseded") or under(total, part):
        return False
    if _of_other_days(total.window, part.window) or _items_of_a_label(sides.scan, total, part):
        return False
    if sides.scan.lang == "en" and _ended_before(total, part):
        return False
    if sides.scan.lang == "ar" and _told_alike(total, part, sentence):
        return False
    theirs, mine = total.head, part.head
    if theirs.sex not in (None, mine.sex) or theirs.age not in (None, mine.age):
        return False
    silent = sides.scan.lang == "ar" and mine.civilian is None  # '165 martyrs' are not of the '337 medics' killed
    if (total.whole is not None or silent) and theirs.role not in (None, mine.role):
        return False
    if sides.scan.lang == "en" and theirs.role is not None and mine.persons and mine.role != theirs.role:
        return False  # 'the number of medics killed reached 189, that of journalists 49'
    if _of_enemy(total, part, sides):
        return False
    if died_later(part):
        return total.toll and part.side in (None, total.side)
    return sides.belongs(part, total) and not _outside(total, part)


def _of_enemy(total: Draft, part: Draft, sides: Sides) -> bool:
    """Tell whether a total of 'martyrs' would hold civilians of a state at war who are not called so.

    'The martyrs in the West Bank rose to 242. In Jerusalem three Israelis were killed'.
    """
    own = total.head.own or any(rule.endswith("casualties_own") for rule in total.rules)
    return own and not part.head.own and sides.armies.get(part.head.nationality or "") is not None


def _puts(scan: Scan, total: Draft) -> bool:
    """Tell whether a bare number of the dead is said to be so many, and not to have risen.  Arabic."""
    first, _ = scan.sents[scan.sentence_of(total.core)]
    verbs = scan.among(first, total.first, "toll_verb")
    alone = not (total.head.actors or (total.cumulative and total.window is None))
    return alone and bool(verbs) and all(hit.entry.features.get("level") for hit in verbs)


def _items_of_a_label(scan: Scan, total: Draft, part: Draft) -> bool:
    """Tell whether both are items behind one label ('Losses since Friday: X 31 killed, Y 22 killed').  English."""
    if scan.lang != "en" or not 0 < part.first - total.last <= _ITEM:
        return False
    folds = scan.tokens.folds
    between = folds[total.last : part.first]
    if total.trigger != total.last or part.trigger != part.last or ":" in between or "," not in between[:3]:
        return False
    first, _ = scan.sents[scan.sentence_of(part.core)]
    return ":" in folds[max(first, total.first - _ITEM) : total.first]


def _outside(total: Draft, part: Draft) -> bool:
    """Tell whether both have stated days, and those of the part begin before and end after those of the total."""
    mine, theirs = part.window, total.window
    if mine is None or theirs is None or total.undated or part.undated:
        return False
    if mine.start is None or mine.end is None or theirs.start is None or theirs.end is None:
        return False
    return mine.start < theirs.start and theirs.end < mine.end


def _told_alike(total: Draft, part: Draft, sentence: Callable[[int], int]) -> bool:
    """'Anbar with 37 wounded, Salah al-Din with 38': the second is an item of the same list, and no total.  Arabic."""
    if total.toll or part.core >= total.core or part.head.harm is None or part.head.harm != total.head.harm:
        return False
    return total.window == part.window and sentence(total.core) == sentence(part.core)


def _foreseen(drafts: list[Draft], sides: Sides) -> dict[Draft, str | None]:
    """Return each count's side as its words and its context tell it before it is linked; nothing is changed."""
    kept = [(d, d.side, d.head.civilian, list(d.rules)) for d in drafts]
    sides.settle(drafts)
    found = {d: None if STRUCK in d.rules else d.side for d in drafts}  # what was hit says little of totals
    for draft, side, civilian, rules in kept:
        draft.side, draft.head.civilian, draft.rules = side, civilian, rules
    return found


def placed_apart(sides: Sides, places: PlacesFound) -> Apart:
    """Return what tells whether a count is placed elsewhere than a total."""
    named = {place.id: place for place in places.mentions}
    scene, placed = cache(places.scene), cache(places.at)

    def apart(total: Draft, part: Draft) -> bool:
        here, there = sides.scan.sentence_of(total.core), sides.scan.sentence_of(part.core)
        if here == there or (here > there and placed(*sides.scan.sents[here]) is None):
            return False
        one, other = scene(total.core), scene(part.core)
        if one is None or other is None:
            return False
        return nearness.apart(_known(named[one], places), _known(named[other], places))

    return apart


def _known(place: PlaceMention, places: PlacesFound) -> PlaceMention:
    """Return a place, or where no list knows it the first of the text, its dateline ('Sabha: in the X quarter')."""
    first = places.mentions[0]
    dateline = first.lat is not None and first.kind in nearness.POINTS and first.span < place.span
    return first if place.lat is None and dateline else place


def _title(scan: Scan) -> int:
    """Return the token where the first line ends, if it is no more than a title."""
    return scan.title if scan.title < len(scan) // 2 else 0
