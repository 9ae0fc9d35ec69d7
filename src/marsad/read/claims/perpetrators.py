"""Perpetrators: who did the harm, by the subject of its verb, by 'at the hands of', by whose shells or raids it was.

What is told of one count is never said of another in its sentence: 'two died under bombardment, while rebel shells hit
the capital' leaves the doer of the first untold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.model.terms import SIDES_OPEN
from marsad.read.claims.assaults import joint
from marsad.read.claims.draft import Draft, core_of, first_of, parts_of
from marsad.read.claims.groups import Sides
from marsad.read.claims.namedevents import NAMED
from marsad.read.claims.otherdoers import other_did
from marsad.read.claims.shareddoers import share_doers
from marsad.read.claims.strikers import Strikers
from marsad.read.claims.subjects import of_state
from marsad.read.claims.weapons import answered, only_helps, was_downed
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_WHO = 8
"""Tokens from whom somebody killed through 'who had', 'after he' to what he had done at most."""
_FAR = 6
"""Tokens between a word of cause and the word for its doer at most ('shells of 122 mm calibre fired by')."""
_JOINT = 4
"""Tokens from 'and' through a second doer to the word of cause at most."""
_ACTOR = 2
"""Tokens between 'at the hands of' and an actor at most."""
_CLOSING = frozenset({";", ":", "\u061b"})
_UNARMED = SIDES_OPEN | {"civilians"}
_PLANTED = frozenset({"ied_mine", "suicide_bombing"})
"""How nobody falls whom men are told to have killed."""
_FOUGHT = frozenset({"clashes"})
"""Causes that have two doers."""
_MANNERS = 3
"""Adjectives between a raid and the adjective that tells whose it is, at most."""
_LISTING = frozenset({",", ";"})
_HARMED = frozenset({"killed", "injured"})


def name_perpetrators(scan: Scan, drafts: list[Draft], doers: Doers, means: Mapping[Draft, Hit]) -> None:
    """Set the perpetrator of every count whose own words tell one; `means` are the words of cause beside them."""
    first_told: dict[str, str] | None = None
    parts = parts_of(drafts)
    before: Draft | None = None
    for draft in drafts:
        if draft.harm == "released":
            continue  # who lets somebody go does no harm by it
        whole = draft.whole
        listed = {means[part].first for part in parts[draft] if part in means} if draft in parts else ()
        side = doers.of_count(draft, means) if len(listed) < 2 else None  # each part has a doer of its own
        if side is None and whole is not None and "part.running" not in draft.rules and draft not in means:
            side = whole.perpetrator if draft.harm == whole.harm else None
        others = draft.head.body and draft.head.other  # 'received five other bodies'
        unarmed = (
            len(listed) < 2
            and not others
            and draft.head.civilian is not False
            and not (draft.background or draft.cumulative)
        )
        if side is None and draft not in means and draft.harm in _HARMED and unarmed and not other_did(scan, draft):
            if first_told is None:
                first_told = doers.of_main(scan.all("cause"), drafts)
            side = first_told.get(draft.cause or "")
        beside = whole is not None and scan.sentence_of(whole.core) == scan.sentence_of(draft.core)
        if not beside:
            if side is None and before is not None and NAMED not in draft.rules and doers.goes_on(before, draft):
                side = before.perpetrator
            before = draft
        if _own_hands(draft, side):
            draft.side = None
        if side is None or side == draft.side or side in _UNARMED:
            continue
        fallen = {whole.side, *(part.side for part in parts.get(whole, ()))} if whole is not None and beside else set()
        if whole is not None and side in fallen:
            side = whole.perpetrator  # those who fell with the whole fell by the same hand
        draft.perpetrator = side
        fought = scan.lang == "en" and draft.head.civilian is False and draft.harm in _HARMED
        draft.cause = draft.cause or ("clashes" if fought and side else None)  # an attack without detail
        if draft.cause in _PLANTED and draft not in means and whole is None and doers.killed(draft) == side:
            armed = draft.head.civilian is False or draft.side not in _UNARMED | {None}
            draft.cause = "clashes" if armed else None  # 'a mine killed two.  The army said its men had killed 30'
    share_doers(scan, drafts, doers.sides.killer_of)


def _own_hands(draft: Draft, doer: str | None) -> bool:
    """'X's attacks killed 246: 135 civilians and 111 local gunmen': gunmen without a name are not X's own."""
    whole = draft.whole
    mine = whole is not None and whole.harm == draft.harm and doer is not None and doer == whole.perpetrator
    return mine and doer == draft.side and draft.head.party == "nonstate" and not draft.head.actors


class Doers:
    """Answers for one scan: whose the words of cause are, and whose hands the counts fell by."""

    def __init__(self, scan: Scan, sides: Sides) -> None:
        self.scan = scan
        self.sides = sides
        self._actors = [actor for actor in sides.actors if not actor.generic and actor.side not in _UNARMED]
        self._firsts = [actor.first for actor in self._actors]
        self._by_last = {actor.last: actor for actor in self._actors}
        self._every_last = {actor.last: actor for actor in sides.everyone}
        hands = [hit for hit in [*scan.all("agent"), *scan.all("doer_by")] if hit.entry.features.get("hands")]
        self._hands = sorted(hands, key=first_of)
        self._strikers = Strikers(scan, self._by_last, sides.context)
        self._known: dict[tuple[int, int], str | None] = {}
        self._killers: dict[Draft, str | None] = {}
        self._generic = {a.last: a for a in reversed(sides.everyone) if a.generic} if scan.lang == "en" else {}

    def of_count(self, draft: Draft, means: Mapping[Draft, Hit]) -> str | None:
        """Return the side that did the harm to a count, as far as its own words tell."""
        hit = means.get(draft)
        told = self._of_means_and_next(hit) if hit is not None and draft.harm in _HARMED else None
        killer = self._killer(draft, hit) if NAMED not in draft.rules else None
        if killer is not None and self.scan.lang == "ar" and (draft.trigger or 0) < killer.first < draft.core:
            return killer.side  # 'killed the army's shells 96': verb, subject, object
        own = self._gapped(draft) or self._at_hands(draft)
        if own is None and killer is None and told is not None and other_did(self.scan, draft):
            return None  # 'the men of an unknown force killed five after an ambush by X'
        return own or told or (killer.side if killer is not None else None)

    def _of_means_and_next(self, hit: Hit) -> str | None:
        """Return whose a word of cause is, or in Arabic the next that says by what ('suffocated when X fired gas')."""
        told, scan = self.of_means(hit), self.scan
        if told is not None or scan.lang == "en":
            return told
        behind = scan.all("cause")
        at = bisect_right(behind, hit.first, key=first_of)
        later = behind[at] if at < len(behind) else None
        same = later is not None and later.entry.features["cause"] == hit.entry.features["cause"]
        return self.of_means(later) if later is not None and same and self._of_one(hit.first, later.first) else None

    def _killer(self, draft: Draft, hit: Hit | None) -> ActorMention | None:
        """Return the subject of the verb of harm, or None.

        'an air strike set off what X had stored and killed 105': the subject is the strike, whoever is named later; in
        Arabic so of a mine or a bomb ('a mine went off under a bus with men of X and killed seven').
        """
        shared = draft.whole is not None and draft.whole.trigger == draft.trigger
        if shared or not self._governed(draft) or self.killed(draft) is None:
            return None
        killer = self.sides.killer(draft)
        struck = hit is not None and killer is not None and killer.last <= draft.core and hit.first < killer.first
        planted = hit is not None and hit.entry.features.get("cause") == "ied_mine"
        if killer is not None and (joint(self.scan, killer, self._every_last) or self._his_deed(killer, draft)):
            return None
        return killer if not (struck and (self.scan.lang == "en" or planted)) else None

    def _his_deed(self, killer: ActorMention, draft: Draft) -> bool:
        """Tell whether 'the army killed a man after he (or: who) had wounded two' tells of the man's deed.

        Arabic does without the pronoun.
        """
        first, last = killer.last, draft.trigger if draft.trigger is not None else draft.first
        drafts = self.sides.drafts
        before = bisect_left(drafts, first, key=core_of)
        if before == len(drafts) or drafts[before].core >= last or drafts[before] is draft:
            return False
        if self.scan.lang == "ar":
            return self.scan.begins(first, last, "denial_after_that")
        opened = range(drafts[before].last, last)
        if len(opened) > _WHO or any(self.scan.tokens.kinds[i] != "w" for i in opened):
            return False
        who = self.scan.at(opened.start, "relative")
        return who is not None or any(self.scan.at(i, "control_pronoun") is not None for i in opened)

    def _gapped(self, draft: Draft) -> str | None:
        """'regime forces killed 11, Russian forces two': the subject stands right before a number alone.  English."""
        head, before = draft.head, draft.first - 1
        alone = not (head.persons or head.actors or head.other) and draft.trigger is not None
        if self.scan.lang != "en" or not alone or (draft.trigger or 0) > before:
            return None
        at = bisect_left(self._firsts, draft.first)
        actor = self._actors[at - 1] if at else None
        if actor is None or actor.last != draft.first or (draft.trigger or 0) > actor.first:
            return None
        joined = any(self.scan.at(actor.first - n, "and") is not None for n in (1, 2))
        marked = any(self.scan.tokens.folds[actor.first - n] in _LISTING for n in (1, 2) if actor.first >= n)
        return actor.side if joined or marked else None

    def of_means(self, hit: Hit) -> str | None:
        """Return the side whose raids, shells or attack a word of cause tells, or None."""
        key = (hit.first, hit.last)
        if key not in self._known and (only_helps(self.scan, hit.first) or was_downed(self.scan, hit)):
            self._known[key] = None
        if key not in self._known:
            side = answered(self.scan, hit, self._every_last)
            side = side or self._inside(hit) or self._beside(hit) or self._national(hit) or self._of_state(hit)
            subject = self.scan.ending(hit.first, "cause") if side is None and self.scan.lang == "en" else None
            side = self.of_means(subject) if subject is not None else side  # 'Iraqi warplanes bombed a cave'
            self._known[key] = None if side is not None and self._joint(hit, side) else side
        return self._known[key]

    def _governed(self, draft: Draft) -> bool:
        """Tell whether the verb of harm and the count are of one clause: no semicolon or colon stands between them."""
        if draft.trigger is None:
            return True
        between = self.scan.tokens.folds[min(draft.trigger, draft.core) : max(draft.trigger, draft.core)]
        word = self.scan.at(draft.trigger, "harm_noun") if self.scan.lang == "ar" else None
        noun = word is not None and self.scan.at(draft.trigger, "harm_verb") is None
        return not noun and _CLOSING.isdisjoint(between)

    def of_main(self, hits: Sequence[Hit], counts: list[Draft]) -> dict[str, str]:
        """Return by cause the doer that its first word tells, where the text tells of no other doer whatever."""
        first: dict[str, str | None] = {}
        at: dict[str, int] = {}
        every = {self._named(hit.last, _ACTOR) for hit in self._hands}
        every |= {self.killed(draft) for draft in counts}
        for hit in hits:
            side = self.of_means(hit)
            every.add(side)
            cause = str(hit.entry.features["cause"])
            if first.get(cause) is None and self._of_one(at.setdefault(cause, hit.first), hit.first):
                first[cause] = side  # 'suffocated when the army fired tear gas'
        alone = len(every - {None}) == 1
        return {cause: side for cause, side in first.items() if side and alone and cause not in _FOUGHT}

    def _of_one(self, first: int, later: int) -> bool:
        """Tell whether two words of cause are one, or in Arabic stand near with neither a mark nor a count between."""
        if self.scan.lang == "en" or later - first > _FAR:
            return first == later
        drafts, kinds = self.sides.drafts, self.scan.tokens.kinds[first:later]
        counted = bisect_left(drafts, first, key=core_of) != bisect_left(drafts, later, key=core_of)
        return not counted and all(kind == "w" for kind in kinds)

    def goes_on(self, before: Draft, draft: Draft) -> bool:
        """Tell whether 'and ten were wounded in the raid' goes on from the total before it in its sentence.

        Not after the subject of a verb: 'the army killed four gunmen, and two children were wounded' tells nobody's.
        """
        if before.harm == draft.harm or before.cause != draft.cause:
            return False
        same = self.scan.sentence_of(before.core) == self.scan.sentence_of(draft.core)
        return same and self.killed(before) is None

    def killed(self, draft: Draft) -> str | None:
        """Return the side of the subject of an active verb of harm, or None; sought once for each count."""
        if draft not in self._killers:
            self._killers[draft] = self.sides.killer_of(draft)
        return self._killers[draft]

    def _at_hands(self, draft: Draft) -> str | None:
        """'60 of them at the hands of the army': the next such words after the count, before another count's."""
        _, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        n = bisect_left(self._hands, draft.core_last, key=first_of)
        if n == len(self._hands) or self._hands[n].first >= last:
            return None
        hit = self._hands[n]
        own = hit.first in self._behind(draft)
        if hit.entry.features.get("near") and not own and hit.first not in (draft.last, self._verb_last(draft)):
            return None  # 'killed on Monday, said a statement by the army'
        if not own and any(hit.first in self._behind(d) or _closer(d, draft) for d in self._between(draft, hit)):
            return None  # it is a share's, or the next count's
        return self._named(hit.last, _ACTOR)

    def _verb_last(self, draft: Draft) -> int | None:
        """Return where the verb of harm of a count ends."""
        verb = self.scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
        return verb.last if verb is not None else None

    def _between(self, draft: Draft, hit: Hit) -> list[Draft]:
        """Return the counts between a count and the words."""
        drafts = self.sides.drafts
        return drafts[bisect_right(drafts, draft.core, key=core_of) : bisect_left(drafts, hit.first, key=core_of)]

    def _behind(self, draft: Draft) -> tuple[int, ...]:
        """Return where the doer of a share stands: '60 (of them) at the hands of the army'; not of a noun's number."""
        if draft.head.persons:
            return ()
        among = self.scan.at(draft.core_last, "among")
        return (draft.core_last, among.last) if among is not None else (draft.core_last,)

    def _named(self, start: int, far: int) -> str | None:
        """Return the side of the first actor that begins at most `far` tokens after `start`."""
        at = bisect_left(self._firsts, start)
        if at < len(self._firsts) and self._firsts[at] <= start + far:
            return self._actors[at].side
        state = self.scan.at(start, "place") if self.scan.lang == "en" else None  # 'killed by Israel'
        side = of_state(self.scan, state) if state is not None else None
        return side if side in self.sides.armed else None

    def _joint(self, hit: Hit, side: str) -> bool:
        """Tell whether 'regime and Russian bombardment' names two doers, of whom neither is the only one.  English."""
        for i in range(hit.first - 1, hit.first - _JOINT, -1) if self.scan.lang == "en" else ():
            if i < 1 or self.scan.tokens.kinds[i] != "w":
                return False
            if self.scan.at(i, "and") is None:
                continue
            other = self._by_last.get(i)
            noun = self.scan.ending(i, "person")
            nation = noun.entry.features.get("nat") if noun is not None and noun.entry.features.get("weak") else None
            own = self.sides.nationals.get(str(nation), ()) if nation else ()
            known = self.scan.any_at(i - 1, "person", "place", "unit", "harm_verb", "cause", "boundary") is not None
            unnamed = self.scan.tokens.kinds[i - 1] == "w" and not known and i == hit.first - 2  # 'regime and Russian'
            return (other is not None and other.side != side) or bool(own and side not in own) or unnamed
        return False

    def _inside(self, hit: Hit) -> str | None:
        """'Russian raids', 'the bullets of the army': the name and the word of cause are one."""
        at = bisect_left(self._firsts, hit.last)
        return next((a.side for a in reversed(self._actors[max(0, at - 2) : at]) if a.last > hit.first), None)

    def _beside(self, hit: Hit) -> str | None:
        """'RSF shelling', 'shelling by the army'; in Arabic 'the shelling of the army', 'an ambush that X laid'."""
        if self.scan.lang == "en":
            at = bisect_left(self._firsts, hit.first)
            if at and self._actors[at - 1].last == hit.first:
                return self._actors[at - 1].side
            generic = self._generic.get(hit.first)
            if generic is None and self.scan.ending(hit.first, "force_label") is not None:
                generic = self.sides.context.resolve("state", hit.first)
            if generic is not None and generic.side not in _UNARMED:
                return generic.side  # 'army shelling', 'government air strikes'
        else:
            own = self._named(hit.last, 0) or self._named(self._strikers.past_body(hit), 0)
            own = own or self._strikers.before(hit)
            if own is not None:
                return own
        for i in range(hit.last, min(hit.last + _FAR, len(self.scan))):
            if not self.scan.hits[i] and self.scan.tokens.kinds[i] == "w":
                continue
            by = self.scan.at(i, "agent", "doer_by")
            near = by is not None and bool(by.entry.features.get("near"))
            side = self._named(by.last, _ACTOR) if by is not None and (not near or i == hit.last) else None
            if side is not None:
                return side
            ends = by is None and self.scan.at(i, "place_prep", "boundary", "and") is not None
            if ends or self.scan.tokens.kinds[i] not in ("w", "n"):
                return None
        return None

    def _national(self, hit: Hit) -> str | None:
        """'the Israeli bombardment': the only armed side whose people carry the name."""
        nation = self._nation(hit)
        if nation is None:
            return None
        armed = [side for side in self.sides.nationals.get(nation, ()) if side not in _UNARMED]
        if hit.entry.features["cause"] == "airstrike" and nation in self.sides.armies:
            return self.sides.armies[nation]  # only armies have aircraft, whatever else their people fight for
        return armed[0] if len(armed) == 1 else self.sides.main_nationals.get(nation)

    def _of_state(self, hit: Hit) -> str | None:
        """'Israel's shelling': a state of the pack that owns the weapon.  English."""
        state = self.scan.ending(hit.first, "place") if self.scan.lang == "en" else None
        if state is None or not self.scan.possessive(hit.first):
            return None
        side = "_".join(self.scan.tokens.folds[state.first : state.last])
        return side if side in self.sides.armed else None

    def _nation(self, hit: Hit) -> str | None:
        """Return the people whose adjective stands at a cause, behind others in Arabic: "raid, air, Israeli"."""
        scan = self.scan
        if scan.lang == "en":
            nouns = (scan.at(i, "person") for i in (hit.first, hit.first - 1) if i >= 0)
            told = (noun.entry.features for noun in nouns if noun is not None and noun.entry.features.get("weak"))
            short = scan.ending(hit.first, "cause_national") or scan.at(hit.first, "cause_national")
            if short is not None and scan.quote(short.first, short.last).isupper():
                return str(short.entry.features["nat"])  # 'a US strike', which is no 'us'
            return next((str(features["nat"]) for features in told if features.get("nat")), None)
        at = hit.last if scan.at(hit.last - 1, "cause_national") is None else hit.last - 1
        while (manner := scan.at(at, "cause_manner")) is not None and at < hit.last + _MANNERS:
            at = manner.last
        adjective = scan.at(at, "cause_national")
        return str(adjective.entry.features["nat"]) if adjective is not None else None


def _closer(other: Draft, draft: Draft) -> bool:
    """Tell whether a total of the same harm that stands nearer takes the words."""
    return other.whole is None and other.harm == draft.harm
