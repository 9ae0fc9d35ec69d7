"""Causes told: what the words beside each count tell of how its persons came to harm."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.accounts import weapons_before
from marsad.read.claims.bycause import causes_before
from marsad.read.claims.causewords import cause_of, is_blast
from marsad.read.claims.deeds import beyond_colon, is_blown, is_deed, own_deeds
from marsad.read.claims.draft import Draft, parts_of
from marsad.read.claims.maincause import sentences_of_bombers
from marsad.read.claims.means import aerial, bombing, by_aircraft, by_means, told_apart, with_next
from marsad.read.claims.nearcause import is_incident, nearest, tells_attack, told_left
from marsad.read.claims.ofsome import of_days, of_some, told_of_parts
from marsad.read.claims.olddeeds import deed_tokens
from marsad.read.claims.retold import causes_retold
from marsad.read.claims.sharedcause import share_causes, share_joined, share_on
from marsad.read.scan import Scan

_INCIDENTS = frozenset({"part.incident", "part.worst", "part.sum"})
"""How the dead of one of several incidents are linked to those of all."""


class Told:
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
                self.own[draft.core] = cause_of(hits[apart[draft]])
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
        of_all = {cause_of(hit) for hit in self._hits if hit.first not in apart}
        told = {whole: self._causes_of(parts) for whole, parts in self._parts.items()}
        differ = (whole for whole, causes in told.items() if causes and (len(causes) > 1 or of_days(whole)))
        return {whole for whole in differ if main[civil_of(whole)] not in of_all}

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
        self.own[draft.core] = cause_of(self._hits[near])
        self.means[draft] = self._hits[near]
        while draft.whole is not None:
            self.of_parts.add(near)
            if not near or self._scan.ending(self._hits[near].first, "and") is None:
                break
            near -= 1  # 'mines and explosive remnants of war accounted for 41'

    def _of_bomber(self, hit: Hit) -> bool:
        """Tell whether the bomber told of made the blast, or drove the car of his own sentence.  Arabic."""
        driven = bool(hit.entry.features.get("driven"))
        return is_blast(hit) or (driven and self._scan.sentence_of(hit.first) in self._bombers)

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


def civil_of(draft: Draft) -> bool | None:
    """Tell whether the persons of a count are civilians (True), fighters (False), or it is not told (None)."""
    if draft.side == "civilians":
        return True
    armed = draft.side == "mixed" and draft.head.civilian is False
    return False if draft.side not in (None, "mixed", "unknown") or draft.head.party or armed else None


def _hint(scan: Scan, draft: Draft) -> str | None:
    if draft.trigger is None:
        return None
    hit = scan.at(draft.trigger, "harm_verb", "harm_noun", "shoots") or _self_verb(scan, draft.trigger)
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
