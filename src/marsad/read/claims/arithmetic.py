"""Sums: counts that add up exactly to a total near them are its parts, an increment that 'brings the toll to' a total
is a part of it, and what holds of the killed in a list holds of the injured beside them.

Only what the text's own numbers and order prove is linked here; nothing is guessed from position alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, pairwise

from marsad.read.claims.besides import others_besides
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.ellipsis import GAPPED
from marsad.read.claims.groups import Sides
from marsad.read.claims.roughly import inside, roughly
from marsad.read.scan import Scan

_LONGEST = 8
"""How many neighbouring counts may add up to a total."""
_AFTER = 6
"""Counts of another harm that may stand between the last part and the total told after it at most.  English."""
_SMALLEST = 5
"""Totals below this are met by chance."""
_LARGE = 30
"""Totals from here on are hardly met by chance by three counts or more."""
_PAIR = 2
"""... and of the first counts below a title's."""
_SMALL = 10
"""Totals below this are no sum of fighters of whom nobody says whose they are."""
_WHY = 18
"""Tokens between a toll that rose and the deaths that raised it at most."""
_COMBINED = "other"
_UNHARMED = frozenset({"harm.rescue.verb", "harm.survive.verb"})
"""How people are told of who came away."""


def under(part: Draft, whole: Draft) -> bool:
    """Tell whether `part` is `whole` or lies inside it."""
    at: Draft | None = part
    while at is not None:
        if at is whole:
            return True
        at = at.whole
    return False


def link_sums(drafts: list[Draft], sides: Sides) -> None:
    """Link runs of neighbouring counts (of all or of one harm) whose values add up to a total near them."""
    top = [d for d in drafts if _adds(d)]
    if len(top) < _PAIR:
        return
    full = _made_up(drafts) if sides.scan.lang == "en" else set()
    told, rough = {d.value for d in drafts}, roughly(drafts)
    for harm in ("killed", "injured"):
        _runs([d for d in top if d.harm == harm and d.whole is None], drafts, sides, full, told, rough)
    _runs([d for d in top if d.whole is None], drafts, sides, full, told, rough)


def _made_up(drafts: list[Draft]) -> set[Draft]:
    """Return the totals that their parts make up already: what adds up to them elsewhere does so by chance."""
    held: Counter[Draft] = Counter()
    for draft in drafts:
        if draft.whole is not None and draft.whole.harm == draft.harm:
            held[draft.whole] += draft.value or 0
    return {whole for whole, amount in held.items() if amount == whole.value}


def _adds(draft: Draft) -> bool:
    return draft.whole is None and bool(draft.value) and draft.kind != "vague" and not draft.background


def _runs(
    top: list[Draft],
    drafts: list[Draft],
    sides: Sides,
    full: set[Draft],
    told: set[int | None],
    rough: list[tuple[float, float]],
) -> None:
    if len(top) < _PAIR:
        return
    places = {draft: place for place, draft in enumerate(drafts)}
    upto = [0, *accumulate([d.value or 0 for d in top])]
    void = [0, *accumulate([d.status == "withdrawn" for d in drafts])]
    for start in range(len(top)):
        for stop in range(min(len(top), start + _LONGEST), start + 1, -1):
            amount = upto[stop] - upto[start]
            if amount not in told and not (rough and inside(amount, rough)):
                continue
            run = top[start:stop]
            if any(d.whole is not None for d in run) or void[places[run[-1]]] > void[places[run[0]]]:
                continue  # what was taken back stands in no enumeration
            total = _total_for(run, drafts, places, sides)
            if total is not None and sides.scan.lang == "en" and _holds_a_run(total, run, drafts):
                continue
            if total in full and not _beside(sides.scan, total, run) and not _by_the_way(run):
                continue
            if total is not None and sides.scan.lang == "en" and others_besides(sides.scan, total, run):
                continue
            if total is not None and sides.scan.lang == "en" and _strewn(sides.scan, total, run):
                continue
            if total is not None:
                total = _of_siblings(total, run)
                for part in run:
                    part.whole = total
                    part.rules.append("part.sum")
                break


def _holds_a_run(total: Draft, run: list[Draft], drafts: list[Draft]) -> bool:
    """'558 died: 336 in X, 170 in Y, 52 in Z. Six more today: 564 in all': the first three are of the 558."""
    told = {d.value for d in drafts if d.harm == total.harm and d is not total and d.core < run[0].core}
    sums = accumulate([d.value or 0 for d in run[:-1]])
    return any(n and amount >= _LARGE and amount in told for n, amount in enumerate(sums))


def _of_siblings(total: Draft, run: list[Draft]) -> Draft:
    """'Of ten dead five were in X, three in Y and two in Z': what makes up the ten is no part of the five."""
    whole = total.whole
    bare = not (total.head.persons or any(part.head.persons for part in run))
    if whole is None or not bare or whole.harm != total.harm or whole.value is None or total.core > run[0].core:
        return total
    return whole if (total.value or 0) + sum(part.value or 0 for part in run) == whole.value else total


def _by_the_way(run: list[Draft]) -> bool:
    """Tell whether so many counts make up so much that it is a second breakdown and no chance."""
    return len(run) > _PAIR and sum(d.value or 0 for d in run) >= _LARGE


def _strewn(scan: Scan, total: Draft, run: list[Draft]) -> bool:
    """Tell whether counts of several sentences make up, by chance, a small count that is a part itself."""
    first, last = scan.sentence_of(run[0].core), scan.sentence_of(run[-1].core)
    verbs = {d.trigger for d in run} - {None}
    named = any(d.kind == "implied" for d in run) and len(verbs) == len(run)  # 'killed a nun, and gunmen executed four'
    died = total.whole is not None and total.whole.harm != total.harm  # 'six of them have died ... a driver and five'
    apart = first != last or ((died or named) and first != scan.sentence_of(total.core))
    return apart and total.whole is not None and (total.value or 0) < _LARGE


def _beside(scan: Scan, total: Draft | None, run: list[Draft]) -> bool:
    return total is not None and abs(scan.sentence_of(total.core) - scan.sentence_of(run[0].core)) <= 1


def _total_for(run: list[Draft], drafts: list[Draft], places: dict[Draft, int], sides: Sides) -> Draft | None:
    amount = sum(d.value or 0 for d in run)
    first, last = places[run[0]], places[run[-1]]
    after = drafts[last + 1 : last + 2]
    if sides.scan.lang == "en":
        inside_run = [d for d in drafts[last + 1 : last + 1 + _AFTER] if any(under(d, part) for part in run)]
        after = drafts[last + 1 + len(inside_run) : last + 2 + len(inside_run)]
        behind = drafts[last + 1 : last + 1 + _AFTER]
        after = [d for d in behind if d not in inside_run and (d.harm == run[0].harm or d is after[0])][:2]
    around = [*reversed(drafts[max(0, first - 12) : first]), *after]
    told = all(part.side is not None for part in run)
    titled = first == 1 and _below_title(drafts[0], run, sides.scan)
    if amount < _PAIR:
        return None
    if amount < _SMALL and not (told or titled) and any(part.head.party for part in run):
        return None
    for total in around:
        if "part.dashed" in total.rules or _row(sides.scan, total, run) or _unharmed(total, run):
            continue  # a line of a list is of its place
        both = sides.scan.lang == "ar" and total.harm == _COMBINED
        if not _equals(total, amount, told or both) or _stands_apart(sides.scan, total, run):
            continue
        if amount < _SMALLEST and not (titled or _in_all(sides.scan, total)):
            continue
        fits = not any(under(total, part) for part in run)
        if fits and _covers(total, run, sides) and not (sides.scan.lang == "en" and _of_other_days(total, run)):
            return total
    return None


def _of_other_days(total: Draft, run: list[Draft]) -> bool:
    """Tell whether a part fell wholly before or after the days of the total ('in August 37' and 7 and 30 today)."""
    days = total.window
    if days is None or days.start is None or days.end is None:
        return False
    mine = [d.window for d in run if d.window is not None and d.window.start is not None and d.window.end is not None]
    return any(w.end < days.start or w.start > days.end for w in mine)  # type: ignore[operator]  # both are known


def _row(scan: Scan, total: Draft, run: list[Draft]) -> bool:
    """Tell whether a bare number goes on with a list ('X with 38, Y with 19'): no other sentence parts it.  Arabic."""
    return scan.lang == "ar" and GAPPED in total.rules and scan.sentence_of(total.core) != scan.sentence_of(run[0].core)


def _unharmed(total: Draft, run: list[Draft]) -> bool:
    """Tell whether a total is of people who were rescued or lived: no dead and wounded make it up."""
    return not _UNHARMED.isdisjoint(total.rules) and any(part.harm != total.harm for part in run)


def _in_all(scan: Scan, total: Draft) -> bool:
    """Tell whether 'in all', 'altogether' opens a total's sentence, or stands right behind it.  English."""
    first, _ = scan.sents[scan.sentence_of(total.core)]
    return scan.lang == "en" and (scan.at(first, "in_all") or scan.at(total.last, "in_all")) is not None


def _below_title(total: Draft, run: list[Draft], scan: Scan) -> bool:
    """Tell whether one sentence tells of the run, right below a headline that tells of the total.  English."""
    if scan.lang != "en" or not 0 < total.last <= scan.headline:
        return False
    return scan.sentence_of(run[0].core) == scan.sentence_of(run[-1].core)


def _stands_apart(scan: Scan, total: Draft, run: list[Draft]) -> bool:
    """Tell whether a rival's bare figure or 'five more' is no total of those after it."""
    if scan.lang != "en" or total.core > run[0].core:
        return False
    if scan.at(run[0].core_last, "additional") is not None:
        return True  # '23 died. Later 21 more gunmen fell, and two soldiers': none of the 23
    bare = total.head.other and not total.head.persons
    return bare or total.hedge == "at_most" or "count.told" in total.rules


def _equals(total: Draft, amount: int, told: bool) -> bool:
    """Tell whether the total can be the sum: exactly, or nearly, if it is round and what it holds is `told`."""
    if total.value is None or total.status != "stated":
        return False
    if not told:
        return total.value == amount
    if total.hedge == "more_than":
        return total.value < amount <= total.value * 1.1
    if total.hedge == "about":
        return abs(total.value - amount) <= total.value * 0.03
    return total.value == amount


def _covers(total: Draft, run: list[Draft], sides: Sides) -> bool:
    """Tell whether the total may hold all of the run: the harm (or both harms of a combined one) and the side agree."""
    if total.harm == _COMBINED:
        if not all(part.harm in ("killed", "injured", _COMBINED) for part in run):
            return False
    elif any(part.harm != total.harm for part in run):
        return False
    kinds = {(part.value, part.side, part.head.sex, part.head.age, part.kind == "again") for part in run}
    if sides.scan.lang == "en" and not all(total.head.sex in (None, part.head.sex) for part in run):
        return False  # '14 died here and six there ... The victims were 20 men and eight women'
    if len(kinds) < len(run) and any(part.kind != "implied" for part in run):
        return False  # the same count twice is a repetition and no pair of parts
    return all(sides.belongs(part, total) for part in run)


def link_additional(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'the toll rose to 94 after 17 more bodies were found': the further ones are part of the toll.  English."""
    if scan.lang != "en":
        return
    for k, part in enumerate(drafts):
        if part.whole is not None:
            continue
        further = scan.begins(part.core_last, part.last + 2, "additional")
        if not (further or raised_by(scan, drafts, k)):
            continue
        for total in map(drafts.__getitem__, range(k - 1, -1, -1)):
            if scan.sentence_of(part.core) - scan.sentence_of(total.core) > 1:
                break
            if total.toll and raises(part, total, sides):
                part.whole = total
                part.rules.append("part.additional")
                break


def raised_by(scan: Scan, drafts: list[Draft], k: int) -> bool:
    """Tell whether a count follows 'rose to 27 after' or 'rose to 27:' at once: it is why the toll rose.  English."""
    part, total = drafts[k], drafts[k - 1] if k else None
    if scan.lang != "en" or total is None or not total.toll or total.head.persons:
        return False
    between = range(total.last, part.first)
    why = (scan.at(i, "causal") is not None or scan.tokens.folds[i] == ":" for i in between)
    return 0 < len(between) <= _WHY and scan.sentence_of(total.core) == scan.sentence_of(part.core) and any(why)


def raises(part: Draft, total: Draft, sides: Sides) -> bool:
    """Tell whether a count may be what raised a total."""
    if part.value is None or total.value is None or part.toll or part.background or part.value >= total.value:
        return False
    voices = {part.claimant, total.claimant} - {None}
    if len(voices) > 1:
        return False  # a rival's figure is no sum
    return part.harm == total.harm and sides.belongs(part, total) and part.kind != "vague"


def link_with_rest(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'178 of the dead ..., shells killed 96, and the rest died ...': what stands between parts and rest is a part."""
    for k, rest in enumerate(drafts):
        if rest.whole is None or (rest.kind == "remaining" and not _makes_up(scan, drafts, k, sides)):
            continue
        if not rest.rest:
            continue
        sentence = scan.sentence_of(rest.core)
        since = bisect_left(drafts, scan.sents[sentence][0], key=core_of)
        before = [d for d in drafts[since:k] if scan.sentence_of(d.core) == sentence]
        first = next((n for n, d in enumerate(before) if d.whole is rest.whole), None)
        sure = rest.kind == "remaining" or _completed(before, rest)
        loose = before[first + 1 :] if first is not None else before if sure else []
        for part in loose:
            if part.whole is None and part.harm == rest.harm and sides.belongs(part, rest.whole):
                part.whole = rest.whole
                part.rules.append("part.before_rest")


def _makes_up(scan: Scan, drafts: list[Draft], k: int, sides: Sides) -> bool:
    """Tell whether 'the remaining 82' makes up its total with its parts and with what its sentence tells before it."""
    rest, whole = drafts[k], drafts[k].whole
    if scan.lang != "en" or whole is None:
        return False
    sentence = scan.sentence_of(rest.core)
    loose = [d for d in drafts[:k] if scan.sentence_of(d.core) == sentence and d.whole is None and d is not whole]
    parts = [
        d for d in drafts[: k + 1] if d.whole is whole and d.harm == whole.harm and not d.head.age and not d.head.sex
    ]
    alike = [d for d in loose if d.harm == rest.harm and sides.belongs(d, whole)]
    return bool(alike) and sum(d.value or 0 for d in [*parts, *alike]) == whole.value


def _completed(before: list[Draft], rest: Draft) -> bool:
    """Tell whether a rest with its number makes up its total with the counts before it ('28 here; the rest, 14,')."""
    parts = [d.value or 0 for d in before if d.whole is None and d.harm == rest.harm]
    total = rest.whole.value if rest.whole is not None else None
    return bool(parts) and rest.value is not None and sum(parts) + rest.value == total


def link_rests(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'2,540 by these, 1,130 by those; crossfire accounts for what is left': all three are of the total before them."""
    if scan.lang != "en":
        return
    for k, rest in enumerate(drafts):
        if rest.kind != "rest" or rest.whole is not None:
            continue
        parts: list[Draft] = []
        held: list[Draft] = []
        for total in reversed(drafts[:k]):
            if total.whole is not None:
                held.append(total)
                continue
            parts += [d for d in held if d.whole is total and d.harm == total.harm and _one_of_row(d)]
            amount = sum(d.value or 0 for d in parts)
            if len(parts) >= 2 and total.value is not None and total.value > amount and _covers(total, parts, sides):
                for part in [*parts, rest]:
                    part.whole = total
                    part.rules.append("part.rest")
                rest.harm = total.harm
                break
            parts.append(total)


def _one_of_row(draft: Draft) -> bool:
    """Tell whether a count is of a row by doer, place or cause, and not by sex or age."""
    return draft.kind == "number" and draft.head.sex is draft.head.age is None


def link_parallels(scan: Scan, drafts: list[Draft]) -> None:
    """'Baghdad had 31 killed and 70 injured': where the 31 are of a total of killed, the 70 are of the injured."""
    for part, beside in pairwise(drafts):
        whole = part.whole
        if whole is None or beside.whole is not None or beside.harm == part.harm or not _pair(scan, part, beside):
            continue
        k = drafts.index(whole)
        mate = drafts[k + 1] if k + 1 < len(drafts) else None
        if mate is None or mate.harm != beside.harm or not _pair(scan, whole, mate) or mate is beside:
            continue
        if beside.value is not None and mate.value is not None and beside.value <= mate.value:
            beside.whole = mate
            beside.rules.append("part.parallel")


def _pair(scan: Scan, one: Draft, other: Draft) -> bool:
    return scan.sentence_of(one.core) == scan.sentence_of(other.core) and other.first - one.last <= 3


def link_bombers(drafts: list[Draft], sides: Sides) -> None:
    """Suicide bombers fall among their own: a part of the smallest total of their side that can hold them."""
    for part in drafts:
        if part.whole is not None or part.side is None or part.head.cause != "suicide_bombing" or part.harm != "killed":
            continue
        fits = [t for t in drafts if _holds(t, part) and sides.belongs(part, t)]
        if fits:
            part.whole = min(fits, key=lambda t: (t.value or 0, t.core))
            part.rules.append("part.own_dead")


def _holds(total: Draft, part: Draft) -> bool:
    if total is part or under(total, part) or total.side != part.side or total.harm != part.harm:
        return False
    if total.value is None or part.value is None or total.background or total.kind == "vague":
        return False
    return total.value > part.value and total.head.cause in (None, part.head.cause)
