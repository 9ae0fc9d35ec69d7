"""Causes: how the persons of a count came to harm, by the words nearest to it, else by the main incident."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.accounts import weapons_before
from marsad.read.claims.accused import DEED
from marsad.read.claims.asides import Sections
from marsad.read.claims.bycause import causes_before
from marsad.read.claims.deeds import beyond_colon, is_blown, is_deed, own_deeds
from marsad.read.claims.draft import Draft, first_of, parts_of
from marsad.read.claims.fought import Elsewhere, places_taken, sentences_of_fight
from marsad.read.claims.maincause import BOMBS, lead_of, main_cause, mend_faint, sentences_of_bombers, weapon
from marsad.read.claims.means import aerial, bombing, by_aircraft, by_means, inside_names, told_apart, with_next
from marsad.read.claims.nearcause import EXPLODING, is_incident, nearest, tells_attack, told_left
from marsad.read.claims.ofsome import SPECIAL, of_days, of_shares, of_smaller, of_some, told_of_parts
from marsad.read.claims.olddeeds import deed_tokens
from marsad.read.claims.retold import causes_retold
from marsad.read.claims.sharedcause import share_causes, share_joined, share_on
from marsad.read.claims.toldtimes import of_period
from marsad.read.scan import Scan

_CAUSED = frozenset({"killed", "injured"})
_LOOSE = frozenset({"other", "torture"})
"""Causes that a sentence may tell of some whom it does not count."""
_INCIDENTS = frozenset({"part.incident", "part.worst", "part.sum"})
"""How the dead of one of several incidents are linked to those of all."""
_BEHIND = 8
"""Tokens that may stand between a count and 'in unclear circumstances': by whom, and where."""


def assign_causes(scan: Scan, drafts: list[Draft], marks: set[int], illness: set[int]) -> dict[Draft, Hit]:
    """Set the cause of every killed and injured count; `marks` are the tokens where clauses end.

    `illness` are tokens that tell what others, who are not counted, fell ill with.  Returned are the words of cause
    that stand beside a count.
    """
    every = _words(scan, drafts, illness)
    shares = of_shares(scan, every)
    every = [hit for k, hit in enumerate(every) if k not in shares] if shares else every
    hits = _specific(scan, every)
    caused = [d for d in drafts if d.harm in _CAUSED or d.harm == "other"]
    told = _Told(scan, drafts, caused, hits, marks)
    sections = Sections(scan)
    taken = places_taken(scan)
    of_incidents = told.of_incidents()
    of_all = [hit for hit in hits if hit.first not in of_incidents and hit.first not in told.his_alone]
    of_parts = told.of_parts | {k for k, hit in enumerate(hits) if hit.first in told.old_deeds}
    main = _main_causes(scan, _of_main(scan, sections, hits, every, of_parts), of_all, caused, taken)
    fought = sentences_of_fight(scan, taken) if scan.lang == "en" else set()
    untold = _untold(scan)
    lead = lead_of(scan)
    elsewhere = Elsewhere(scan, every, hits, lead, told.means)
    of_living = {hit.first for draft, hit in told.means.items() if draft.harm == "other"}
    smaller = of_smaller(caused, told.means)
    aside_alone = SPECIAL - {_cause_of(hit) for hit in hits if hit.first < lead and hit.first not in smaller}
    apart_from_all = of_living | told.his_alone | smaller
    silent: set[Draft] = set()
    various = told.various(main) if scan.lang == "ar" else set()
    last: Draft | None = None
    for draft in caused:
        if draft in told.vague and main[_civil(draft)] in EXPLODING:
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
        civil = _civil(draft)
        aside = sections.around(draft, hits)
        if aside is not None and (aside or civil is not False):
            draft.cause = main_cause(aside, civilians=civil, lead=lead)
        else:  # fighters fall in the fight of the whole
            apart = told.of_its_parts(draft) | apart_from_all | beyond_colon(scan, draft, told.deeds)
            told_of_all = None if of_period(draft) and main[civil] in aside_alone else main[civil]
            draft.cause = _of_sentence(scan, draft, hits, every, told_of_all, apart)
        if draft.cause == "clashes" and before is not None and _blown_up_with(scan, before, draft, hits):
            draft.cause = before.cause
        if elsewhere.tells(draft, armed=civil is False):
            draft.cause = "clashes"
        fell = civil is False and scan.sentence_of(draft.core) in fought
        if fought and (fell or len(told.deeds) == len(hits)):
            draft.cause = "clashes"  # fighters fall in the fight for a place that changes hands
    return told.means


def _words(scan: Scan, drafts: list[Draft], illness: set[int]) -> list[Hit]:
    """Return the words of cause, left to right, that are no part of a thing's or a person's name."""
    apart = {i for cls in ("cause_not", "source") for hit in scan.all(cls) for i in range(hit.first, hit.last)}
    apart |= illness
    every = [hit for hit in scan.all("cause") if not _thing(scan, hit) and hit.first not in apart]
    if scan.lang == "en":
        named = {i for d in drafts if d.head.cause for i in range(d.first, d.last)}  # 'two of them suicide bombers'
    else:
        named = inside_names(scan) if every else set()
    return [hit for hit in every if hit.first not in named]


class _Told:
    """What the words beside each count tell: its own cause, by which word, and which words tell only of parts."""

    def __init__(self, scan: Scan, drafts: list[Draft], caused: list[Draft], hits: list[Hit], marks: set[int]) -> None:
        self.own: dict[int, str | None] = {}
        self.vague: dict[Draft, Hit] = {}
        self.means: dict[Draft, Hit] = {}
        self.of_parts: set[int] = set()
        self._scan, self._drafts, self._hits, self._marks = scan, drafts, hits, marks
        self.old_deeds = deed_tokens(scan)
        self._of_wholes: set[int] = set()
        self._triggers = {d.trigger for d in drafts if d.trigger is not None}
        self._places = {draft: place for place, draft in enumerate(drafts)}
        self._parts = parts_of(drafts)
        self._from_air = scan.lang == "ar" and aerial(hits)
        self._bombers = sentences_of_bombers(scan) if scan.lang == "ar" else set()
        apart = told_apart(scan, hits, self._parts.values()) | causes_before(scan, drafts, hits)
        weapons = weapons_before(scan, drafts, hits) if scan.lang == "en" else {}
        retold = causes_retold(scan, caused, hits)
        self.deeds = [hit for hit in hits if is_deed(hit)]
        """The verbs of one happening."""
        own = own_deeds(scan, caused, hits)
        blown = {k for k, hit in enumerate(hits) if is_blown(hit)}
        alone = set(own.values()) if blown <= set(own.values()) else set()
        self.of_parts |= alone
        self.his_alone = {hits[k].first for k in alone}
        """The tokens of the words of cause that tell what one of the attackers did to himself."""
        for draft in caused:
            if draft in apart:
                self.own[draft.core] = _cause_of(hits[apart[draft]])
                self.of_parts.add(apart[draft])
                self.means[draft] = hits[apart[draft]]
                continue
            if draft in weapons or draft in own:
                self._take_weapon(draft, weapons[draft] if draft in weapons else own[draft])
                continue
            self.own[draft.core] = draft.head.cause or _hint(scan, draft) or retold.get(draft.core)
            near = self._near(draft) if self.own[draft.core] is None else None
            if near is not None and near not in alone and hits[near].first not in beyond_colon(scan, draft, self.deeds):
                self._take(draft, near)
        share_causes(scan, caused, self.own, marks, self._parts, self.vague, self.means)
        if scan.lang == "en":
            share_joined(scan, caused, self.own, self._parts)
            share_on(scan, caused, self.own, self._parts)
        self.of_parts -= self._of_wholes
        self._alone = {hits[k].first for k in self.of_parts}

    def of_incidents(self) -> set[int]:
        """Return the tokens of the words of cause that tell of one of several incidents counted together."""
        told = ((draft, hit) for draft, hit in self.means.items() if not _INCIDENTS.isdisjoint(draft.rules))
        return {hit.first for draft, hit in told if draft.whole is not None and draft.whole.core < draft.core}

    def various(self, main: Mapping[bool | None, str | None]) -> set[Draft]:
        """Return the counts of which some fell so and some so, as the main cause is told of parts alone.  Arabic."""
        apart = told_of_parts(self._hits, self.of_parts)
        of_all = {_cause_of(hit) for hit in self._hits if hit.first not in apart}
        told = {whole: self._causes_of(parts) for whole, parts in self._parts.items()}
        differ = (whole for whole, causes in told.items() if causes and (len(causes) > 1 or of_days(whole)))
        return {whole for whole in differ if main[_civil(whole)] not in of_all}

    def _causes_of(self, parts: list[Draft]) -> set[str]:
        """Return the causes that are told of some of the parts themselves."""
        causes = (self.own.get(part.core) for part in parts if not is_incident(self._scan, part))
        return {cause for cause in causes if cause is not None}

    def of_its_parts(self, draft: Draft) -> set[int]:
        """Return the tokens of the words of cause that tell only of parts of a count."""
        of_parts = (self.means[part].first for part in self._parts.get(draft, ()) if part in self.means)
        return self._alone.intersection(of_parts)

    def _near(self, draft: Draft) -> int | None:
        """Return which of the words of cause is said of a count, or None."""
        scan, drafts, k = self._scan, self._drafts, self._places[draft]
        n = k + 1
        while n < len(drafts) and drafts[n].whole is draft:
            n += 1
        following = drafts[n].first if n < len(drafts) else None
        inside = self._parts.get(draft, ())
        parts = [d for d in inside if self._places[d] > k and d.first < (following or len(scan))]
        near = nearest(scan, draft, self._hits, self._marks, following, self._triggers, parts)
        if near is None or scan.at(self._hits[near].last, "similar") is not None:
            return None  # 'in a similar attack'
        same = scan.at(self._hits[near].last, "date_which") if near and scan.lang == "ar" else None
        if same is not None and same.entry.features["which"] == "same":
            return near - 1  # 'in the same strike': what struck was told before
        if self._hits[near].first in self.old_deeds and draft.core not in self.old_deeds:
            return None
        if scan.lang == "ar" and of_some(scan, draft, parts, self._hits[near]):
            return None
        of_part = near in self.of_parts and draft.whole is None and scan.lang == "ar"
        return near if not of_part or self._hits[near].first > draft.last else None  # 'three wore explosive belts'

    def _take_weapon(self, draft: Draft, near: int) -> None:
        """Give a count the cause that accounts for it, which is no cause of the others of its whole."""
        self.own[draft.core] = _cause_of(self._hits[near])
        self.means[draft] = self._hits[near]
        while draft.whole is not None:
            self.of_parts.add(near)
            if not near or self._scan.ending(self._hits[near].first, "and") is None:
                break
            near -= 1  # 'mines and explosive remnants of war accounted for 41'

    def _of_bomber(self, hit: Hit) -> bool:
        """Tell whether the bomber told of made the blast, or drove the car of his own sentence.  Arabic."""
        driven = bool(hit.entry.features.get("driven"))
        return _blast(hit) or (driven and self._scan.sentence_of(hit.first) in self._bombers)

    def _take(self, draft: Draft, near: int) -> None:
        """Give a count the cause that the word beside it tells."""
        scan, hits = self._scan, self._hits
        near = by_aircraft(scan, hits, near)
        self.means[draft] = hits[near]
        near = by_means(hits, near) if scan.lang == "ar" else near
        if hits[near].entry.features.get("told") or (self._bombers and self._of_bomber(hits[near])):
            return  # 'claimed the attack': with what is told elsewhere
        if scan.lang == "en" and tells_attack(hits[near]):
            near = told_left(scan, draft, hits, self._marks) or near
            if tells_attack(hits[near]):
                self.vague[draft] = hits[near]
        bombed = self._from_air and bombing(hits[near])
        self.own[draft.core] = "airstrike" if bombed else with_next(scan, hits, near)
        of_part = draft.whole is not None and not is_incident(scan, draft)
        (self.of_parts if of_part else self._of_wholes).add(near)
        while (
            of_part and near and scan.at(hits[near].first - 1, "and") is not None and hits[near - 1].first < draft.first
        ):
            near -= 1  # 'mines and explosive remnants of war accounted for 41'
            self.of_parts.add(near)


def _of_main(scan: Scan, sections: Sections, hits: list[Hit], every: list[Hit], of_parts: set[int]) -> list[Hit]:
    """Return the words of cause that tell of the main incident, of each sentence one for each cause."""
    whole = sections.main([hit for k, hit in enumerate(hits) if k not in of_parts])
    lead = lead_of(scan)
    whole = [hit for hit in whole if hit.first < lead or not is_deed(hit)]
    if scan.lang == "ar":
        if not any(hit.first < lead for hit in whole) and any(hits[k].first < lead for k in of_parts):
            # what the lead tells of some goes before what is told of others below
            own_alone = {hits[k].first for k in of_parts if _cause_of(hits[k]) == "torture"}
            whole = [hit for hit in hits if hit.first not in own_alone]
        if any(_cause_of(hit) in BOMBS for hit in whole):  # 'the blast' was the bomb's
            known = {hit.first for hit in hits}
            whole = sorted([*whole, *(hit for hit in every if hit.first not in known)], key=first_of)
    return _once(scan, whole)


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
    fight = bool(whole) and not whole[0].entry.features.get("generic") and _cause_of(whole[0]) == "clashes"
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


def _specific(scan: Scan, every: list[Hit]) -> list[Hit]:
    """Return the words without 'the blast' where the text says what exploded (an air strike, shells, a bomber)."""
    told = any(not h.entry.features.get("generic") and _cause_of(h) in EXPLODING for h in every)
    hits = [h for h in every if not (told and h.entry.features.get("generic") and _cause_of(h) in BOMBS)]
    if scan.lang == "ar":
        fights = {h.last for h in hits if _cause_of(h) == "clashes" and not h.entry.features.get("generic")}
        return [h for h in hits if _cause_of(h) != "gunfire" or h.first not in fights]  # 'clashes with machine guns'
    ends = {hit.last for hit in hits}  # 'artillery fire'
    return [hit for hit in hits if hit.first not in ends or not scan.reads(hit.first, "fire")]


def _blast(hit: Hit) -> bool:
    """Tell whether a word only says that something exploded."""
    return bool(hit.entry.features.get("generic")) and hit.entry.features["cause"] == "ied_mine"


def _thing(scan: Scan, hit: Hit) -> bool:
    """Tell whether the word is only a part of the name of a thing ('rocket launchers')."""
    if hit.entry.features.get("acronym") and not scan.quote(hit.first, hit.last).isupper():
        return True  # 'Kab al-Jidad' is no bomb
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
