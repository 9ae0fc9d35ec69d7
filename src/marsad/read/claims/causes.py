"""Causes: how the persons of a count came to harm, by the words nearest to it, else by the main incident."""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.accused import DEED
from marsad.read.claims.asides import Sections
from marsad.read.claims.bycause import causes_before
from marsad.read.claims.draft import Draft, first_of, parts_of
from marsad.read.claims.fought import places_taken, sentences_of_fight
from marsad.read.claims.maincause import BOMBS, lead_of, main_cause, mend_faint, tells_bombers, weapon
from marsad.read.claims.means import aerial, bombing, by_means, inside_names, told_apart, with_next
from marsad.read.claims.nearcause import EXPLODING, is_incident, nearest, tells_attack, told_left
from marsad.read.claims.retold import causes_retold
from marsad.read.claims.sharedcause import share_causes, share_joined, share_on
from marsad.read.scan import Scan

_FIRE = "fire"
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
    truce = {i for cls in ("cause_not", "source") for hit in scan.all(cls) for i in range(hit.first, hit.last)}
    truce |= illness
    every = [hit for hit in scan.all("cause") if not _thing(scan, hit) and hit.first not in truce]
    if scan.lang == "en":
        named = {i for d in drafts if d.head.cause for i in range(d.first, d.last)}  # 'two of them suicide bombers'
        every = [hit for hit in every if hit.first not in named]
    elif every:
        names = inside_names(scan)
        every = [hit for hit in every if hit.first not in names]
    hits = _specific(every)
    if scan.lang == "en":
        ends = {hit.last for hit in hits}
        hits = [hit for hit in hits if hit.first not in ends or scan.tokens.folds[hit.first] != _FIRE]
    triggers = {d.trigger for d in drafts if d.trigger is not None}
    caused = [d for d in drafts if d.harm in _CAUSED or d.harm == "other"]
    own: dict[int, str | None] = {}
    vague: dict[Draft, Hit] = {}
    means: dict[Draft, Hit] = {}
    of_parts: set[int] = set()
    of_wholes: set[int] = set()
    places = {draft: place for place, draft in enumerate(drafts)}
    parts_by_whole = parts_of(drafts)
    apart = told_apart(scan, hits, parts_by_whole.values()) | causes_before(scan, drafts, hits)
    retold = causes_retold(scan, caused, hits)
    from_air = scan.lang == "ar" and aerial(hits)
    bombers = scan.lang == "ar" and tells_bombers(scan)
    for draft in caused:
        k = places[draft]
        if draft in apart:
            own[draft.core] = str(hits[apart[draft]].entry.features["cause"])
            of_parts.add(apart[draft])
            means[draft] = hits[apart[draft]]
            continue
        own[draft.core] = draft.head.cause or _hint(scan, draft) or retold.get(draft.core)
        if own[draft.core] is None:
            n = k + 1
            while n < len(drafts) and drafts[n].whole is draft:
                n += 1
            following = drafts[n].first if n < len(drafts) else None
            parts = [d for d in parts_by_whole.get(draft, ()) if places[d] > k and d.first < (following or len(scan))]
            near = nearest(scan, draft, hits, marks, following, triggers, parts)
            if near in of_parts and draft.whole is None and scan.lang == "ar" and near is not None:
                near = near if hits[near].first > draft.last else None  # 'three of them wore explosive belts'
            if near is not None and scan.at(hits[near].last, "similar") is not None:
                near = None  # 'in a similar attack'
            if near is not None:
                means[draft] = hits[near]
                near = by_means(hits, near) if scan.lang == "ar" else near
                if hits[near].entry.features.get("told") or (bombers and _blast(hits[near])):
                    continue  # 'claimed the attack': with what is told elsewhere
                if scan.lang == "en" and tells_attack(hits[near]):
                    near = told_left(scan, draft, hits, marks) or near
                    if tells_attack(hits[near]):
                        vague[draft] = hits[near]
                own[draft.core] = "airstrike" if from_air and bombing(hits[near]) else with_next(scan, hits, near)
                (of_parts if draft.whole is not None and not is_incident(scan, draft) else of_wholes).add(near)
    share_causes(scan, caused, own, marks, parts_by_whole, vague, means)
    if scan.lang == "en":
        share_joined(scan, caused, own, parts_by_whole)
        share_on(scan, caused, own, parts_by_whole)
    of_parts -= of_wholes
    sections = Sections(scan)
    whole = sections.main([hit for k, hit in enumerate(hits) if k not in of_parts])
    lead = lead_of(scan)
    if scan.lang == "ar" and not any(hit.first < lead for hit in whole) and any(hits[k].first < lead for k in of_parts):
        own_alone = {hits[k].first for k in of_parts if hits[k].entry.features["cause"] == "torture"}
        whole = [
            hit for hit in hits if hit.first not in own_alone
        ]  # what the lead tells of some goes before what is told of others below
    if scan.lang == "ar" and any(hit.entry.features["cause"] in BOMBS for hit in whole):
        whole = sorted([*whole, *(hit for hit in every if hit not in hits)], key=first_of)  # 'the blast' was the bomb's
    whole = _once(scan, whole)
    taken = places_taken(scan)
    fought = sentences_of_fight(scan, taken) if scan.lang == "en" else set()
    unarmed, armed = (
        main_cause(whole, civilians=civil, lead=lead, arabic=scan.lang == "ar") for civil in (None, False)
    )
    main = {True: unarmed, False: armed, None: unarmed}
    if scan.lang == "ar":
        mend_faint(scan, main, taken)
    if scan.lang == "en":
        harmed = {scan.sentence_of(d.core) for d in caused}
        told = [hit for hit in hits if hit.first < lead or scan.sentence_of(hit.first) in harmed]
        for civil in (True, None):
            opens = bool(whole) and not whole[0].entry.features.get("generic") and _cause_of(whole[0]) == "clashes"
            if main[civil] in ("clashes", "execution") and not opens:
                main[civil] = weapon(told, lead) or main[civil]  # the weapons are told of the parts alone
    untold = {
        i
        for hit in scan.all("cause_untold")
        for i in range(max(hit.first - _BEHIND, 0), hit.first + 1)
        if scan.sentence_of(i) == scan.sentence_of(hit.first)
    }
    of_living = {hit.first for draft, hit in means.items() if draft.harm == "other"}
    silent: set[Draft] = set()
    before: Draft | None = None
    last: Draft | None = None
    for draft in caused:
        if draft in vague and main[_civil(draft)] in EXPLODING:
            own[draft.core] = _told_before(scan, vague[draft], before)
        before = draft
        inherited = draft.whole.cause if draft.whole is not None and not is_incident(scan, draft) else None
        of = draft.whole if draft.whole in silent else None
        of_silent = of is not None and scan.sentence_of(of.core) == scan.sentence_of(draft.core)
        if draft.last in untold or of_silent or DEED in draft.rules:
            silent.add(draft)  # 'in unclear circumstances': no cause is taken from elsewhere
        aside = sections.around(draft, hits)
        civil = _civil(draft)
        elsewhere = aside is not None and (bool(aside) or civil is not False)  # fighters fall in the fight of the whole
        told_of_all = main_cause(aside or [], civilians=civil, lead=lead) if elsewhere else main[civil]
        if not elsewhere and not (draft.cumulative or draft.background):
            alive = of_living if draft.harm == "killed" else set()
            told_of_all = _told_near(scan, draft, hits, told_of_all, alive) or told_of_all
        if not elsewhere and scan.lang == "en" and told_of_all == "clashes" and _of_such_blasts(scan, draft, every):
            told_of_all = "ied_mine"
        draft.cause = own[draft.core] or (None if draft in silent else inherited or told_of_all)
        if own[draft.core] is not None or inherited is not None or draft in silent:
            last = draft
            continue
        if draft.cause == "clashes" and last is not None and _blown_up_with(scan, last, draft, hits):
            draft.cause = last.cause
        last = draft
        if fought and (not hits or (draft.head.civilian is False and scan.sentence_of(draft.core) in fought)):
            draft.cause = "clashes"  # fighters fall in the fight for a place that changes hands
    return means


def _beside(scan: Scan, draft: Draft, hits: list[Hit]) -> list[Hit]:
    """Return those of `hits`, which are in order, that stand in a count's sentence."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return hits[bisect_left(hits, first, key=first_of) : bisect_left(hits, last, key=first_of)]


def _told_near(scan: Scan, draft: Draft, hits: list[Hit], main: str | None, of_living: set[int]) -> str | None:
    """Return the one cause that an unarmed count's sentence tells, where it is no looser word for the main one.

    `of_living` are the words of cause that tell of persons who live ('53 were treated for gunshot wounds').
    """
    near = (hit for hit in _beside(scan, draft, hits) if hit.first not in of_living)
    told = {_cause_of(hit) for hit in near if not hit.entry.features.get("generic")}
    if len(told) != 1 or _civil(draft) is False or told & _LOOSE or {main, *told} <= BOMBS:
        return None
    return told.pop()


def _of_such_blasts(scan: Scan, draft: Draft, every: list[Hit]) -> bool:
    """'the ninth such blast since July, with a total of 21 dead': what the sentence of a count tells of.  English."""
    told = {_cause_of(hit) for hit in _beside(scan, draft, every) if hit.first < draft.first}
    return told == {"ied_mine"}


def _blown_up_with(scan: Scan, before: Draft, draft: Draft, hits: list[Hit]) -> bool:
    """Tell whether a count is told in one breath with one whom a bomb, shells or an air strike killed.

    'A suicide bomber blew himself up, killing 21 worshippers and three policemen': of one verb, with 'and' between.
    """
    near = 0 <= draft.first - before.last <= 1 and before.trigger is not None and before.trigger == draft.trigger
    if not near or before.harm != draft.harm or before.cause not in EXPLODING:
        return False
    return any(_cause_of(hit) == before.cause for hit in _beside(scan, draft, hits))


def _cause_of(hit: Hit) -> str:
    return str(hit.entry.features["cause"])


def _once(scan: Scan, hits: list[Hit]) -> list[Hit]:
    """Return of each sentence one word of each cause: 'the bomb exploded' tells of one."""
    found: dict[tuple[int, object, bool], Hit] = {}
    for hit in hits:
        cause, loose = hit.entry.features["cause"], bool(hit.entry.features.get("generic"))
        found.setdefault((scan.sentence_of(hit.first), cause, loose), hit)
    return list(found.values())


def _told_before(scan: Scan, hit: Hit, before: Draft | None) -> str | None:
    """'claimed that attack and said 30 had died': the cause of the count before it, or None.  English."""
    these = scan.ending(hit.first, "determiner")
    return before.cause if these is not None and before is not None else None


def _specific(hits: list[Hit]) -> list[Hit]:
    """Return the hits without 'the blast' where the text says what exploded (an air strike, shells, a bomber)."""
    told = any(not h.entry.features.get("generic") and h.entry.features["cause"] in EXPLODING for h in hits)
    return [h for h in hits if not (told and h.entry.features.get("generic") and h.entry.features["cause"] in BOMBS)]


def _blast(hit: Hit) -> bool:
    """Tell whether a word only says that something exploded."""
    return bool(hit.entry.features.get("generic")) and hit.entry.features["cause"] == "ied_mine"


def _thing(scan: Scan, hit: Hit) -> bool:
    """Tell whether the word is only a part of the name of a thing ('rocket launchers')."""
    longer = scan.at(hit.first, "unit", "person") if scan.lang == "en" else scan.at(hit.first, "unit")
    return longer is not None and longer.last > hit.last


def _civil(draft: Draft) -> bool | None:
    if draft.side == "civilians":
        return True
    armed = draft.side == "mixed" and draft.head.civilian is False
    return False if draft.side not in (None, "mixed", "unknown") or draft.head.party or armed else None


def _hint(scan: Scan, draft: Draft) -> str | None:
    if draft.trigger is None:
        return None
    hit = scan.at(draft.trigger, "harm_verb", "harm_noun") or _self_verb(scan, draft.trigger)
    hint = hit.entry.features.get("cause_hint") if hit is not None else None
    if not hint or (draft.whole is not None and draft.whole.trigger == draft.trigger):
        return None
    return str(hint)


def _self_verb(scan: Scan, trigger: int) -> Hit | None:
    """Return the verb apart from its pronoun ('blew ... themselves up')."""
    if scan.at(trigger, "self") is None:
        return None
    found = (scan.at(i, "self_verb") for i in range(trigger - 1, max(-1, trigger - 10), -1))
    return next((hit for hit in found if hit is not None), None)
