"""What is said of one count and holds of another: the wounded beside dead civilians, a title's number, the theme."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_BACK = 8
"""Counts between a toll and its earlier figure at most."""
_SAID_OF = 4
"""Tokens between 'most of the dead' and who they were at most."""
_HARMED = frozenset({"killed", "injured"})


def civilians_beside(scan: Scan, drafts: list[Draft]) -> None:
    """'17 civilians were killed and dozens wounded': the wounded of one sentence are persons like its dead."""
    armed = {scan.sentence_of(d.core) for d in drafts if _armed(d)}
    tops = [d for d in drafts if (d.whole is None or "part.running" in d.rules) and not d.background]
    for before, draft in pairwise(tops):
        number = scan.sentence_of(draft.core)
        pair = before.harm != draft.harm and {before.harm, draft.harm} <= _HARMED
        plain = draft.side is None and draft.head.party is None and not draft.head.body and not draft.background
        beside = scan.sentence_of(before.core) == number and not before.background and number not in armed
        if pair and plain and beside and before.side == "civilians":
            _make_civilian(draft, drafts)


def wounded_of_own(drafts: list[Draft]) -> None:
    """'we offered 22 martyrs and 60 wounded': whose the dead are, the wounded right behind them are.  Arabic."""
    for before, draft in pairwise(drafts):
        own = before.head.own and before.side not in (None, "civilians", "mixed")
        bare = draft.side is None and draft.harm == "injured" and not draft.head.other and draft.head.party is None
        if own and bare and draft.first == before.last and draft.head.harm == "injured":
            draft.side = before.side
            draft.rules.append("side.beside_own")


def died_of_wounded(drafts: list[Draft]) -> None:
    """'wounded 23 civilians; six of the wounded are critical, two of them died since': civilians too.  Arabic."""
    for k, draft in enumerate(drafts):
        died = draft.harm == "killed" and draft.side is None and "part.of_them" in draft.rules
        if not died or draft.head.persons or draft.head.actors:
            continue
        hurt = next((d for d in reversed(drafts[max(0, k - _HURT) : k]) if d.harm == "injured"), None)
        if hurt is not None and hurt.side is not None and (hurt.value or 0) >= (draft.value or 0):
            draft.side = hurt.side


def not_all_civilians(drafts: list[Draft], parts: Mapping[Draft, list[Draft]]) -> None:
    """'2,417 people, of whom 886 were soldiers': a whole that soldiers are part of is of several sides."""
    for whole in drafts:
        if whole.side == "civilians" and not whole.head.civilian and whole.harm in _HARMED:
            own = (
                d for d in parts.get(whole, ()) if d.harm == whole.harm and (d.head.civilian is False or d.head.actors)
            )
            if any(d.side not in _NO_FORCE and (d.value or 0) > 1 and d.kind == "number" for d in own):
                whole.side = "mixed"


_HURT = 2
"""Counts before 'two of them died' among which the wounded stand."""
_NO_FORCE = frozenset({None, "civilians", "mixed", "unknown", "other", "un"})


def of_both_forces(scan: Scan, drafts: list[Draft], parts: Mapping[Draft, list[Draft]]) -> None:
    """'16 security personnel, 11 of them soldiers ... the remaining five belonged to the police': of two forces."""
    for whole in drafts:
        actors = whole.head.actors
        loose = all(actor.kind == "umbrella" for actor in actors) if actors else whole.head.party == "state"
        if whole.side is None or whole.head.role is not None or not loose:
            continue
        own = [d for d in parts.get(whole, ()) if d.harm == whole.harm and d.value]
        sides = {d.side for d in own}
        full = sum(d.value or 0 for d in own) == whole.value or any(d.rest for d in own)
        if len(sides) < 2 or None in sides or not full or not sides.isdisjoint({"civilians", "mixed", "unknown"}):
            continue
        old, whole.side = whole.side, "mixed"
        for draft in drafts:
            beside = draft.head.other and scan.sentence_of(draft.core) == scan.sentence_of(whole.core)
            of_mixed = draft.whole is not None and draft.whole is not whole and draft.whole.side == "mixed"
            later = draft.side == old and draft.core > whole.core and not draft.head.persons
            if later and ((beside and draft.whole is None and not draft.head.party) or of_mixed):
                draft.side = "mixed"


def captives(drafts: list[Draft]) -> None:
    """Those who are abducted, and those of them who come free, are civilians where nothing says that they are armed."""
    for before, draft in zip([None, *drafts], drafts, strict=False):
        held = draft.whole.harm == "abducted" and draft.whole.side == "civilians" if draft.whole is not None else False
        others = draft.harm == "abducted" and draft.head.other and draft.side is None
        if others and before is not None and before.side not in (None, "civilians", "mixed", "unknown"):
            draft.side = before.side  # 'killed three policemen and took two others hostage'
        taken = draft.harm == "abducted" or (draft.harm == "released" and held)
        plain = draft.side is None and draft.head.civilian is None and not (draft.head.party or draft.head.actors)
        if taken and plain and not draft.background:
            draft.side = "civilians"
            draft.rules.append("side.captives")


def armed_men(drafts: list[Draft]) -> None:
    """'25 men, among them 12 fighters': men among whom fighters are counted are not all civilians.  Arabic."""
    for draft in drafts:
        whole = draft.whole
        if whole is None or draft.head.civilian is not False or draft.side in (None, "civilians", "mixed"):
            continue
        if whole.side == "civilians" and whole.head.sex == "m" and whole.head.role is None:
            whole.side, whole.head.civilian = None, None


def retold(scan: Scan, drafts: list[Draft]) -> None:
    """A number that is said again is of the same side: the title's in the body, a toll's earlier figure."""
    for before, draft in pairwise(drafts):
        of_toll = draft.status == "superseded" and "harm.of_total" in draft.rules and before.harm == draft.harm
        if of_toll and draft.side is None:
            draft.side = (before.whole or before).side  # 'after it had been 7'
        elif draft.side is None and draft.head.party is None and _the_same_victims(scan, before, draft):
            draft.side = before.side
    title = scan.title
    for draft in drafts:
        if draft.core >= title:
            return
        if draft.side is not None or draft.value is None or draft.head.party is not None:
            continue
        again = {d.side for d in drafts if d.core >= title and (d.harm, d.value) == (draft.harm, draft.value)}
        if len(again) == 1:
            draft.side = again.pop()


def _the_same_victims(scan: Scan, before: Draft, draft: Draft) -> bool:
    """'96 villagers were killed, and a mayor said the victims were no fewer than 110': villagers.  Arabic."""
    if scan.lang != "ar" or before.harm != draft.harm or before.whole is not None or draft.whole is not None:
        return False
    noun = scan.at(draft.head.first, "person")
    anew = noun is not None and noun.clitics.article and noun.entry.features.get("harm") is not None
    return anew and scan.sentence_of(before.core) == scan.sentence_of(draft.core)


def theme(scan: Scan, drafts: list[Draft], martyrs: str | None) -> None:
    """In a text whose counts are all of civilians, 'people' are civilians too."""
    moved = ("displaced", "besieged")
    arabic = scan.lang == "ar"
    tops = [d for d in drafts if d.whole is None or (arabic and _of_both(d))]
    tops = [d for d in tops if d.kind != "implied" and d.harm not in moved]
    tops = [d for d in tops if not d.background]
    if arabic:
        tops = [d for d in tops if d.harm in ("killed", "injured")]
    sided = {draft.side for draft in tops if draft.side is not None}
    if sided != {"civilians"} or any(draft.head.civilian is False for draft in drafts):
        return
    if any(_sets_civilians_apart(draft) for draft in drafts) or _fighters_among(scan):
        return
    fights = set() if arabic else _fights(scan)
    for draft in drafts:
        if draft.side is not None or draft.head.civilian is not None or draft.head.body:
            continue
        if arabic and (draft.background or (draft.head.own and not martyrs)):
            continue
        if fights and draft.head.persons and scan.sentence_of(draft.core) in fights:
            continue  # 'in the clashes 12 people died': who fought may be among them
        draft.side = "civilians"


def _fighters_among(scan: Scan) -> bool:
    """'most of the dead are fighters', 'including soldiers': of whom no number is told.  English."""
    if scan.lang != "en":
        return False
    for hit in (*scan.all("vague_share"), *scan.all("among")):
        armed = scan.at(hit.last, "person")
        if armed is not None and armed.entry.features.get("civ") is False and armed.entry.features.get("n") == "pl":
            return True
        if hit.entry.features.get("of_harm"):
            near = (scan.at(i, "person") for i in range(hit.last, min(hit.last + _SAID_OF, len(scan))))
            told = next((person.entry.features for person in near if person is not None), {})
            if told.get("civ") is False and told.get("n") == "pl" and _uncounted(scan, hit.first):
                return True
    return False


def _fights(scan: Scan) -> set[int]:
    """Return the sentences that tell of clashes, by number."""
    fights = (h for h in scan.all("cause") if h.entry.features["cause"] == "clashes")
    return {scan.sentence_of(h.first) for h in fights if not h.entry.features.get("generic")}


def _uncounted(scan: Scan, i: int) -> bool:
    """Tell whether 'most', 'many' or 'the majority' stands before 'of the dead' at token `i`."""
    return scan.reads(i - 1, "uncounted")


def of_overtaken(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> bool:
    """'rose to 10 martyrs ... after it had been 7': an earlier figure counts what its toll counts."""
    bare = draft.status == "superseded" and not (draft.head.persons or draft.head.actors)
    if not bare:
        return False
    before = (d for d in reversed(drafts[max(0, k - _BACK) : k]) if d.harm is not None and d.whole is None)
    toll = next((d for d in before if scan.sentence_of(d.core) == scan.sentence_of(draft.core)), None)
    lowered = scan.lang == "ar" and toll is not None and toll.toll
    if toll is None or (not lowered and (toll.value or 0) < (draft.value or 0)):
        return False
    draft.harm, draft.trigger = toll.harm, toll.trigger
    draft.rules.append("harm.of_total")
    return True


def _armed(draft: Draft) -> bool:
    return draft.head.civilian is False or draft.head.party is not None or draft.side not in (None, "civilians")


def _make_civilian(draft: Draft, drafts: list[Draft]) -> None:
    draft.side = "civilians"
    draft.rules.append("side.beside_civilians")
    for part in drafts:
        if part.whole is draft and part.side is None and not _armed(part):
            part.side = "civilians"


def _of_both(draft: Draft) -> bool:
    """Tell whether a count is only the dead or the wounded of a number of both."""
    return draft.whole is not None and draft.whole.harm == "other" and draft.whole.whole is None


def _sets_civilians_apart(part: Draft) -> bool:
    """'264 dead, of whom 21 were civilians': the others were none, or nobody knows."""
    whole = part.whole
    if whole is None or whole.side is not None or part.side != "civilians":
        return False
    return not (part.head.sex or part.head.age or part.head.role or part.rest)


def in_clause_of_its_own(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether a semicolon parts wounded from fighters before ('; the hospital has 37 wounded').  English."""
    armed = scan.lang == "en" and before.side not in (None, "civilians", "mixed") and not draft.head.other
    between = scan.tokens.folds[before.last : draft.first] if armed and before.harm != draft.harm else ()
    return ";" in between


def of_several(part: Draft, parts: Mapping[Draft, list[Draft]]) -> bool:
    """Tell whether a count is one of parts of different sides, of which their whole has none."""
    whole = part.whole
    while whole is not None and whole.whole is not None:
        whole = whole.whole
    if whole is None or whole.side not in (None, "mixed"):
        return False
    return len({(d.side, d.head.civilian) for d in parts.get(whole, ()) if d.head.persons}) > 1
