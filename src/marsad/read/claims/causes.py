"""Causes: how the persons of a count came to harm, by the words nearest to it, else by the main incident."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.accused import DEED
from marsad.read.claims.asides import Sections
from marsad.read.claims.causewords import cause_of, once, specific, words_of_cause
from marsad.read.claims.deeds import beyond_colon, is_deed
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.fought import Elsewhere, places_taken, sentences_of_fight
from marsad.read.claims.maincause import BOMBS, lead_of, main_cause, mend_faint, weapon
from marsad.read.claims.nearcause import EXPLODING, is_incident
from marsad.read.claims.ofsome import SPECIAL, of_shares, of_smaller
from marsad.read.claims.toldcauses import Told, civil_of
from marsad.read.claims.toldtimes import of_period
from marsad.read.scan import Scan

_CAUSED = frozenset({"killed", "injured"})
_LOOSE = frozenset({"other", "torture"})
"""Causes that a sentence may tell of some whom it does not count."""
_BEHIND = 8
"""Tokens that may stand between a count and 'in unclear circumstances': by whom, and where."""


def assign_causes(scan: Scan, drafts: list[Draft], marks: set[int], illness: set[int]) -> dict[Draft, Hit]:
    """Set the cause of every killed and injured count; `marks` are the tokens where clauses end.

    `illness` are tokens that tell what others, who are not counted, fell ill with.  Returned are the words of cause
    that stand beside a count.
    """
    every = words_of_cause(scan, drafts, illness)
    shares = of_shares(scan, every)
    every = [hit for k, hit in enumerate(every) if k not in shares] if shares else every
    hits = specific(scan, every)
    caused = [d for d in drafts if d.harm in _CAUSED or d.harm == "other"]
    told = Told(scan, drafts, caused, hits, marks)
    sections = Sections(scan)
    taken = places_taken(scan)
    of_incidents = told.of_incidents()
    of_all = [hit for hit in hits if hit.first not in of_incidents and hit.first not in told.his_alone]
    old = told.old_deeds | _of_older(scan, caused, told.means)
    of_parts = told.of_parts | {k for k, hit in enumerate(hits) if hit.first in old}
    of_main = _of_main(scan, sections, hits, every, of_parts)
    main = _main_causes(scan, of_main, sections.main(of_all), caused, taken)
    fought = sentences_of_fight(scan, taken) if scan.lang == "en" else set()
    untold = _untold(scan)
    lead = lead_of(scan)
    elsewhere = Elsewhere(scan, every, hits, lead, told.means)
    of_living = {hit.first for draft, hit in told.means.items() if draft.harm == "other"}
    smaller = of_smaller(caused, told.means)
    aside_alone = SPECIAL - {cause_of(hit) for hit in hits if hit.first < lead and hit.first not in smaller}
    apart_from_all = of_living | told.his_alone | smaller
    silent: set[Draft] = set()
    various = told.various(main) if scan.lang == "ar" else set()
    last: Draft | None = None
    for draft in caused:
        if draft in told.vague and main[civil_of(draft)] in EXPLODING:
            told.own[draft.core] = _told_before(scan, told.vague[draft], last)
        before, last = last, draft
        own = told.own[draft.core]
        inherited = draft.whole.cause if draft.whole is not None and not is_incident(scan, draft) else None
        if draft.last in untold or _of_silent(scan, draft, silent) or DEED in draft.rules:
            silent.add(draft)  # 'in unclear circumstances': no cause is taken from elsewhere
        if own is not None or inherited is not None or draft in silent:
            draft.cause = own or (None if draft in silent else inherited)
            continue
        if draft in various or draft.whole in various:
            various.add(draft)
            continue
        civil = civil_of(draft)
        aside = sections.around(draft, hits)
        if aside is not None and (aside or civil is not False):
            draft.cause = main_cause(aside, civilians=civil, lead=lead)
        else:  # fighters fall in the fight of the whole
            apart = told.of_its_parts(draft) | apart_from_all | beyond_colon(scan, draft, told.deeds)
            told_of_all = None if _of_others(draft, main[civil], aside_alone) else main[civil]
            draft.cause = _of_sentence(scan, draft, hits, every, told_of_all, apart)
        if draft.cause == "clashes" and before is not None and _blown_up_with(scan, before, draft, hits):
            draft.cause = before.cause
        if elsewhere.tells(draft, armed=civil is False):
            draft.cause = "clashes"
        fell = civil is False and scan.sentence_of(draft.core) in fought
        if fought and (fell or len(told.deeds) == len(hits)):
            draft.cause = "clashes"  # fighters fall in the fight for a place that changes hands
    return told.means


def _of_older(scan: Scan, caused: list[Draft], means: dict[Draft, Hit]) -> set[int]:
    """'In 1998 a bomb killed 29' says nothing of today's dead: return where the causes of older counts alone stand.

    English.
    """
    ends = [d.window.end for d in caused if not d.background and d.window is not None and d.window.end is not None]
    if scan.lang != "en" or not ends:
        return set()
    last, older, news = min(ends), set[int](), set[int]()
    for draft, hit in means.items():
        end = draft.window.end if draft.window is not None else None
        (older if draft.background and end is not None and end < last else news).add(hit.first)
    return older - news


def _of_others(draft: Draft, main: str | None, aside_alone: Set[str]) -> bool:
    """Tell whether the main cause is no count's of weeks, or that of captives, and the count is of fighters."""
    if of_period(draft):
        return main in aside_alone or main == "execution"
    return main == "execution" and civil_of(draft) is False


def _of_main(scan: Scan, sections: Sections, hits: list[Hit], every: list[Hit], of_parts: set[int]) -> list[Hit]:
    """Return the words of cause that tell of the main incident, of each sentence one for each cause."""
    whole = sections.main([hit for k, hit in enumerate(hits) if k not in of_parts])
    lead = lead_of(scan)
    whole = [hit for hit in whole if hit.first < lead or not is_deed(hit)]
    if scan.lang == "ar":
        if not any(hit.first < lead for hit in whole) and any(hits[k].first < lead for k in of_parts):
            # what the lead tells of some goes before what is told of others below
            own_alone = {hits[k].first for k in of_parts if cause_of(hits[k]) == "torture"}
            whole = [hit for hit in hits if hit.first not in own_alone]
        if any(cause_of(hit) in BOMBS for hit in whole):  # 'the blast' was the bomb's
            known = {hit.first for hit in hits}
            whole = sorted([*whole, *(hit for hit in every if hit.first not in known)], key=first_of)
    return once(scan, whole)


def _main_causes(
    scan: Scan, whole: list[Hit], hits: list[Hit], caused: list[Draft], taken: list[Hit]
) -> dict[bool | None, str | None]:
    """Return the main incident's cause for civilians (True), for fighters (False) and for whom nothing is told."""
    lead = lead_of(scan)
    arabic = scan.lang == "ar"
    unarmed, armed = (main_cause(whole, civilians=civil, lead=lead, arabic=arabic) for civil in (None, False))
    main = {True: unarmed, False: armed, None: unarmed}
    if arabic:
        mend_faint(scan, main, taken)
        return main
    fight = bool(whole) and not whole[0].entry.features.get("generic") and cause_of(whole[0]) == "clashes"
    if unarmed in ("clashes", "execution") and not fight:  # the weapons are told of the parts alone
        harmed = {scan.sentence_of(d.core) for d in caused}
        told = [hit for hit in hits if hit.first < lead or (scan.sentence_of(hit.first) in harmed and not is_deed(hit))]
        main[True] = main[None] = weapon(told, lead) or unarmed
    return main


def _untold(scan: Scan) -> set[int]:
    """Return the tokens behind which 'in unclear circumstances' stands close."""
    return {
        i
        for hit in scan.all("cause_untold")
        for i in range(max(hit.first - _BEHIND, 0), hit.first + 1)
        if scan.sentence_of(i) == scan.sentence_of(hit.first)
    }


def _of_silent(scan: Scan, draft: Draft, silent: set[Draft]) -> bool:
    """Tell whether a count is a part, in one sentence, of one whose cause is said to be unclear."""
    of = draft.whole if draft.whole in silent else None
    return of is not None and scan.sentence_of(of.core) == scan.sentence_of(draft.core)


def _of_sentence(
    scan: Scan, draft: Draft, hits: list[Hit], every: list[Hit], main: str | None, of_living: set[int]
) -> str | None:
    """Return the cause that a count's sentence tells, else the `main` one."""
    if not (draft.cumulative or draft.background):
        main = _told_near(scan, draft, hits, main, of_living if draft.harm == "killed" else set()) or main
    blasts = scan.lang == "en" and main == "clashes" and _of_such_blasts(scan, draft, every)
    return "ied_mine" if blasts else main


def _beside(scan: Scan, draft: Draft, hits: list[Hit]) -> list[Hit]:
    """Return those of `hits`, which are in order, that stand in a count's sentence."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return hits[bisect_left(hits, first, key=first_of) : bisect_left(hits, last, key=first_of)]


def _told_near(scan: Scan, draft: Draft, hits: list[Hit], main: str | None, of_living: set[int]) -> str | None:
    """Return the one cause that an unarmed count's sentence tells, where it is no looser word for the main one.

    `of_living` are the words of cause that tell of persons who live ('53 were treated for gunshot wounds').
    """
    near = (hit for hit in _beside(scan, draft, hits) if hit.first not in of_living)
    told = {cause_of(hit) for hit in near if not hit.entry.features.get("generic")}
    if len(told) != 1 or civil_of(draft) is False or told & _LOOSE or {main, *told} <= BOMBS:
        return None
    return told.pop()


def _of_such_blasts(scan: Scan, draft: Draft, every: list[Hit]) -> bool:
    """'the ninth such blast since July, with a total of 21 dead': what the sentence of a count tells of.  English."""
    told = {cause_of(hit) for hit in _beside(scan, draft, every) if hit.first < draft.first}
    return told == {"ied_mine"}


def _blown_up_with(scan: Scan, before: Draft, draft: Draft, hits: list[Hit]) -> bool:
    """Tell whether a count is told in one breath with one whom a bomb, shells or an air strike killed.

    'A suicide bomber blew himself up, killing 21 worshippers and three policemen': of one verb, with 'and' between.
    """
    near = 0 <= draft.first - before.last <= 1 and before.trigger is not None and before.trigger == draft.trigger
    if not near or before.harm != draft.harm or before.cause not in EXPLODING:
        return False
    return any(cause_of(hit) == before.cause for hit in _beside(scan, draft, hits))


def _told_before(scan: Scan, hit: Hit, before: Draft | None) -> str | None:
    """'claimed that attack and said 30 had died': the cause of the count before it, or None.  English."""
    these = scan.ending(hit.first, "determiner")
    return before.cause if these is not None and before is not None else None
