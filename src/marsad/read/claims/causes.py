"""Causes: how the persons of a count came to harm, by the words nearest to it, else by the main incident."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.asides import Sections
from marsad.read.claims.bycause import causes_before
from marsad.read.claims.draft import Draft, first_of, parts_of
from marsad.read.claims.fought import places_taken, sentences_of_fight
from marsad.read.claims.maincause import BOMBS, lead_of, main_cause, mend_faint, tells_bombers, weapon
from marsad.read.claims.means import aerial, bombing, by_means, inside_names, told_apart, with_next
from marsad.read.claims.retold import causes_retold
from marsad.read.scan import Scan

_FIRE = "fire"
_CAUSED = frozenset({"killed", "injured"})
_EXPLODING = frozenset({"airstrike", "shelling", "drone", "suicide_bombing", "ied_mine"})
_OF_PARTS = frozenset({"torture", "execution", "suicide_bombing", "assassination"})
"""Causes that a part may have for itself right behind it."""
_BESIDE = 5
"""Tokens that may stand between two counts that one clause holds."""
_BEHIND = 8
"""Tokens that may stand between a count and 'in unclear circumstances': by whom, and where."""
_SUBJECT = 3
"""Tokens of 'and rebel' before a cause that is the subject of its own verb at most."""
_WHEN = 3
"""Tokens from 'when' to what exploded or was fired at most.  Arabic."""
_CLOSERS = frozenset({",", "\u060c", ")", ";", "\u061b"})
_RIGHT, _LEFT = 12, 22
"""How far, in tokens, a cause may stand after and before its count."""


def assign_causes(scan: Scan, drafts: list[Draft], marks: set[int]) -> dict[Draft, Hit]:
    """Set the cause of every killed and injured count; `marks` are the tokens where clauses end.

    Returned are the words of cause that stand beside a count.
    """
    truce = {i for cls in ("cause_not", "source") for hit in scan.all(cls) for i in range(hit.first, hit.last)}
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
            near = _near(scan, draft, hits, marks, following, triggers, parts)
            if near is not None and scan.at(hits[near].last, "similar") is not None:
                near = None  # 'in a similar attack'
            if near is not None:
                means[draft] = hits[near]
                near = by_means(hits, near) if scan.lang == "ar" else near
                if hits[near].entry.features.get("told") or (bombers and _blast(hits[near])):
                    continue  # 'claimed the attack': with what is told elsewhere
                if scan.lang == "en" and _attack(hits[near]):
                    vague[draft] = hits[near]
                own[draft.core] = "airstrike" if from_air and bombing(hits[near]) else with_next(scan, hits, near)
                if draft.whole is not None and not _incident(draft):
                    of_parts.add(near)
    _share(scan, caused, own, marks, parts_by_whole, vague, means)
    if scan.lang == "en":
        _share_joined(scan, caused, own, parts_by_whole)
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
            if main[civil] in ("clashes", "execution"):
                main[civil] = weapon(told, lead) or main[civil]  # the weapons are told of the parts alone
    untold = {
        i
        for hit in scan.all("cause_untold")
        for i in range(max(hit.first - _BEHIND, 0), hit.first + 1)
        if scan.sentence_of(i) == scan.sentence_of(hit.first)
    }
    silent: set[Draft] = set()
    before: Draft | None = None
    for draft in caused:
        if draft in vague and main[_civil(draft)] in _EXPLODING:
            own[draft.core] = _told_before(scan, vague[draft], before)
        before = draft
        inherited = draft.whole.cause if draft.whole is not None and not _incident(draft) else None
        of = draft.whole if draft.whole in silent else None
        of_silent = of is not None and scan.sentence_of(of.core) == scan.sentence_of(draft.core)
        if draft.last in untold or of_silent:
            silent.add(draft)  # 'in unclear circumstances': no cause is taken from elsewhere
        aside = sections.around(draft, hits)
        told_of_all = main[_civil(draft)] if aside is None else main_cause(aside, civilians=_civil(draft), lead=lead)
        draft.cause = own[draft.core] or (None if draft in silent else inherited or told_of_all)
        if own[draft.core] is not None or inherited is not None or draft in silent:
            continue
        if fought and (not hits or (draft.head.civilian is False and scan.sentence_of(draft.core) in fought)):
            draft.cause = "clashes"  # fighters fall in the fight for a place that changes hands
    return means


def _attack(hit: Hit) -> bool:
    """Tell whether a word only says that somebody attacked; with what is told elsewhere."""
    return bool(hit.entry.features.get("generic")) and hit.entry.features["cause"] == "clashes"


def _told_before(scan: Scan, hit: Hit, before: Draft | None) -> str | None:
    """'claimed that attack and said 30 had died': the cause of the count before it, or None.  English."""
    these = scan.ending(hit.first, "determiner")
    return before.cause if these is not None and before is not None else None


def _specific(hits: list[Hit]) -> list[Hit]:
    """Return the hits without 'the blast' where the text says what exploded (an air strike, shells, a bomber)."""
    told = any(not h.entry.features.get("generic") and h.entry.features["cause"] in _EXPLODING for h in hits)
    return [h for h in hits if not (told and h.entry.features.get("generic") and h.entry.features["cause"] in BOMBS)]


def _share(
    scan: Scan,
    caused: list[Draft],
    own: dict[int, str | None],
    marks: set[int],
    parts: Mapping[Draft, list[Draft]],
    vague: dict[Draft, Hit],
    means: dict[Draft, Hit],
) -> None:
    """'three were killed and two wounded by a mine': what is told after the second holds of the first.  Arabic."""
    tops = [draft for draft in caused if draft.whole is None or _incident(draft)]
    pairs = list(pairwise(tops))
    for draft, beside in reversed(pairs) if scan.lang == "ar" else pairs:
        if own[draft.core] is not None or own[beside.core] is None:
            continue
        listed = scan.lang == "ar" and draft.last == beside.first and draft.trigger == beside.trigger
        if draft.harm == beside.harm and not listed:
            continue  # 'an officer and two fighters were killed by a bomb'
        same = scan.sentence_of(draft.core) == scan.sentence_of(beside.core)
        between = range(draft.last, beside.first) if same else range(0)
        inner = [d.last for d in parts.get(draft, ()) if d.last <= beside.first] if same else []
        gap = beside.first - max([draft.last, *inner])
        if same and gap <= _BESIDE and not any(i in marks for i in between):
            own[draft.core] = own[beside.core]
            if beside in means:
                means.setdefault(draft, means[beside])
            if beside in vague:
                vague[draft] = vague[beside]


def _share_joined(
    scan: Scan, caused: list[Draft], own: dict[int, str | None], parts: Mapping[Draft, list[Draft]]
) -> None:
    """'three policemen and two bakers were hurt by a grenade': what befell the second befell the first.  English."""
    for draft, beside in pairwise(reversed(caused)):
        joined = draft.first - beside.last == 1 and scan.at(beside.last, "and") is not None
        if joined and beside.harm == draft.harm and own[beside.core] is None and beside.trigger == draft.trigger:
            inner = (own[part.core] for part in parts.get(draft, ()) if part.core in own)
            own[beside.core] = own[draft.core] or next((cause for cause in inner if cause is not None), None)


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


def _near(
    scan: Scan,
    draft: Draft,
    hits: list[Hit],
    marks: set[int],
    following: int | None,
    triggers: set[int],
    parts: list[Draft],
) -> int | None:
    """Return which of `hits` says how this count came to harm, or None."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    after = draft.last
    inside = [part.last for part in parts if part.last <= last and part.first - after <= _BESIDE]
    reach = max([after, *inside]) if scan.lang == "en" else after  # '34 people, 21 of them civilians, died in ...'
    limit = min(last, reach + _RIGHT, following if following is not None else last)
    for k in range(bisect_left(hits, after, key=first_of), bisect_left(hits, limit, key=first_of)):
        k = by_means(hits, k)
        hit = hits[k]
        if hit.first not in triggers:
            parted = any(i in marks and not _why(scan, i, hit, draft) for i in range(after, hit.first))
            parted = parted or (following is not None and _of_next(scan, draft.last, hit))
            if parted or _of_part(scan, hit, parts):
                break
            return k
    if draft.whole is not None and not _incident(draft):
        k = bisect_left(hits, draft.core, key=first_of) - 1
        beside = scan.lang == "en" and k >= 0 and 0 <= draft.core - hits[k].last <= 1 and hits[k].first not in triggers
        return k if beside and draft.whole.core_last <= hits[k].first else None  # 'under torture 77'
    for k in range(bisect_left(hits, draft.first, key=first_of) - 1, -1, -1):
        hit = hits[k]
        if hit.first < first or draft.first - hit.last > _LEFT:
            break
        if hit.first not in triggers:
            parted = any(i in marks and not _leads_on(scan, i) for i in range(hit.last, draft.first))
            return None if parted else _first_named(scan, hits, k)
    return None


def _why(scan: Scan, i: int, hit: Hit, draft: Draft) -> bool:
    """Tell whether 'because' at token `i` leads to a cause, in Arabic also 'when a bomb went off' right before it."""
    if scan.at(i, "causal") is not None:
        return True
    when = scan.lang == "ar" and draft.whole is None and scan.at(i, "when_clause") is not None
    return when and hit.first - i <= _WHEN


def _leads_on(scan: Scan, i: int) -> bool:
    """Tell whether 'where' goes on from what was told: 'shelled the town, where 13 died'.  Arabic."""
    return scan.lang == "ar" and scan.at(i, "leads_on") is not None


def _of_next(scan: Scan, after: int, hit: Hit) -> bool:
    """Tell whether a cause is the subject of a clause that 'and' opens (', and a drone hit a truck').  English."""
    if scan.lang == "en" and scan.at(hit.last, "harm_verb") is not None:
        words = range(max(after, hit.first - _SUBJECT), hit.first)
        if any(scan.at(i, "and", "boundary") is not None for i in words):
            return True  # 'and rebel rockets killed two'
    article = scan.at(hit.first - 1, "number_article", "determiner")
    i = (article.first if article is not None else hit.first) - 1
    opens = scan.lang == "en" and i > after and scan.at(i, "and") is not None
    return opens and scan.tokens.folds[i - 1] == "," and scan.tokens.kinds[hit.last : hit.last + 1] == ["w"]


def _incident(draft: Draft) -> bool:
    """Tell whether a part of a running total is an incident of its own, with a cause of its own."""
    return "part.running" in draft.rules


def _first_named(scan: Scan, hits: list[Hit], k: int) -> int:
    """Of coordinated causes the first one counts ('suicide attacks and roadside bombs killed 410')."""
    while k > 0 and scan.lang == "en":
        between = range(hits[k - 1].last, hits[k].first)
        if _attack(hits[k]) and not between and hits[k - 1].entry.features["cause"] != "clashes":
            return k - 1  # 'warplanes attacked a house'
        if hits[k - 1].entry.features["cause"] == "drone" and any(scan.at(i, "launches") is not None for i in between):
            return k - 1  # 'a drone dropped a grenade', 'a drone fired two missiles'
        if (
            not between
            or len(between) > 2
            or not all(scan.at(i, "and") is not None or scan.tokens.folds[i] in _CLOSERS for i in between)
        ):
            break
        k -= 1
    return k


def _of_part(scan: Scan, hit: Hit, parts: list[Draft]) -> bool:
    """Tell whether the cause is said of the last part before it, with nothing that closes the part between them."""
    before = [part for part in parts if part.last <= hit.first]
    if not before:
        return False
    part = before[-1]
    verb = part.trigger is not None and 0 <= part.trigger - part.last <= 2 and hit.first - part.trigger <= 4
    if hit.entry.features["cause"] not in _OF_PARTS and part.kind != "share" and not verb:
        return False
    between = scan.tokens.folds[before[-1].last : hit.first]
    return not any(word in _CLOSERS for word in between)
