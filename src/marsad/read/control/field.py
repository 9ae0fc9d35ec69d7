"""The field: everything that the control reader looks at in one text, indexed by token."""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.read.clauses import Clauses
from marsad.read.context import ActorContext
from marsad.read.denial import Denial
from marsad.read.mention import ActorMention
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK, NUMBER, PUNCT

_NEAREST = 12
"""Actors looked back at: keeps long sentences linear."""
_JOINED = 5
"""Tokens of 'and allied factions of the' at most."""
_ATTACK = 12
"""Tokens within which an attack is said to have been beaten off."""
_PLACE_WORDS = ("control_place", "control_part", "place_kind")


class Field:
    """One scan with its actors, clauses, denials and places, and the small questions about tokens."""

    def __init__(
        self,
        scan: Scan,
        voice: Voice,
        actors: list[ActorMention],
        places: PlacesFound | None,
        clauses: Clauses,
        denials: list[Denial],
    ) -> None:
        self.scan = scan
        self.voice = voice
        self.english = scan.lang == "en"
        self.folds = scan.tokens.folds
        self.clauses = clauses
        denials = [item for item in denials if scan.at(item.first, "control_verb") is None]  # 'took back the town'
        self.denied = _tokens(denials, ("denied", "refuted", "negated", "withdrawn"))
        """Tokens of what did not happen."""
        self.negated = _tokens(denials, ("negated",))
        self._firsts: dict[str, list[int]] = {}
        self.places = places
        self.actors = actors
        self.context = ActorContext(scan, voice, actors)
        self._spots = {spot.first: spot.last for spot in places.spots} if places is not None else {}
        self.starts = {item.first: item for item in actors}
        self.actor_firsts = [item.first for item in actors]
        self.owned = [item for item in actors if self.english and self.place_at(item.last) is not None]
        """Actors that describe a place as theirs."""
        self.verbs = self._verbs()
        """Words that may state a change, by their first token."""
        kinds = scan.tokens.kinds
        self.headline_last = kinds.index(BREAK) if BREAK in kinds else 0

    def _verbs(self) -> dict[int, Hit]:
        """Return the control words that stand neither in an actor's name nor in a phrase of a lasting state."""
        taken = {i for hit in self.scan.all("control_static") for i in range(hit.first, hit.last)}
        own = {item.first: item.last for item in self.actors if item.generic}
        taken |= {i for item in self.actors for i in range(item.first, item.last) if not item.generic}
        out = {}
        for hit in self.scan.all("control_verb"):
            if not taken.isdisjoint(range(hit.first, hit.last)):
                continue
            if any(own.get(i, 0) > hit.last for i in range(hit.first, hit.last)) or hit.first in own:
                continue  # 'pulled its troops' names its own, 'the attackers' none
            counted = hit if self._counts(hit) else self._inside(hit)
            if counted is not None:
                out[counted.first] = counted
        return out

    def _inside(self, hit: Hit) -> Hit | None:
        """Return the control word inside a phrase that does not count ('to control', where none comes back to it)."""
        inner = (self.at(i, "control_verb") for i in range(hit.first + 1, hit.last))
        return next((found for found in inner if found is not None and self._counts(found)), None)

    def _counts(self, hit: Hit) -> bool:
        """An attack tells of control only where it failed: its aim is then said; 'to' only behind 'the fall of X'."""
        features = hit.entry.features
        needs = features.get("need", "thing") != "thing"
        if features["frame"] == "under" and needs and not self.scan.firsts(f"control_{features['need']}"):
            return False
        if hit.entry.features.get("need") != "failed":
            return True
        afar = any(
            self.at(i, "control_afar") is not None for i in (hit.first - 1, hit.last) if 0 <= i < len(self.folds)
        )
        return not afar and self.beaten_off(hit)

    def beaten_off(self, attack: Hit) -> bool:
        """Tell whether an attack was beaten off or failed; a plain one must fail: who repels it tells of no aim."""
        first, last = attack.first, attack.last
        before = self.within("control_beaten", max(self.clauses.soft_first[first], first - _ATTACK), first)
        plain = attack.entry.features.get("plain") is True
        told = before is not None and (not plain or before.entry.features.get("fail") is True)
        if before is not None and told and self.ends_at("control_noun_after", before.first) is None:
            return True
        high = min(self.clauses.soft_last[last - 1], last + _ATTACK)
        off = self.within("control_beaten_off", last, high)
        return off is not None and (not plain or not self.english or off.entry.features.get("fail") is True)

    def repelled(self, first: int, low: int = 0) -> Hit | None:
        """Return the word by which somebody beats off the attack at token `first`, who is then not its subject."""
        hit = self.within("control_beaten", max(self.clauses.soft_first[first], first - _ATTACK, low), first)
        return hit if hit is not None and hit.entry.features.get("fail") is not True else None

    def at(self, i: int, cls: str) -> Hit | None:
        """Return the phrase of `cls` at token `i`."""
        return self.scan.at(i, cls)

    def ends_at(self, cls: str, i: int, reach: int = 3) -> Hit | None:
        """Return the phrase of `cls` that ends exactly before token `i`."""
        for first in range(max(0, i - reach), i):
            hit = self.scan.at(first, cls)
            if hit is not None and hit.last == i:
                return hit
        return None

    def within(self, cls: str, first: int, last: int) -> Hit | None:
        """Return the last phrase of `cls` that lies in tokens [first, last)."""
        hits = self.scan.all(cls)
        if not hits:
            return None
        firsts = self._firsts.get(cls)
        if firsts is None:
            firsts = self._firsts[cls] = [hit.first for hit in hits]
        for hit in reversed(hits[bisect_left(firsts, first) : bisect_left(firsts, last)]):
            if hit.last <= last:
                return hit
        return None

    def place_at(self, i: int) -> int | None:
        """Return the token after a place, a kind of place or a part of one that begins at `i`, or None."""
        last = self._spots.get(i)
        if last is not None:
            return last
        for cls in _PLACE_WORDS:
            hit = self.scan.at(i, cls)
            if hit is not None and not hit.clitics.conjunction:
                return hit.last
        if self.places is None and i not in self.starts:
            hit = self.scan.at(i, "place")
            return hit.last if hit is not None else None
        return None

    def spot_last(self, i: int) -> int | None:
        """Return the token after the named place that begins at `i`, or None."""
        return self._spots.get(i)

    def opens_line(self, i: int) -> bool:
        """Tell whether token `i` is the first word of its line."""
        kinds = self.scan.tokens.kinds
        while i > 0 and kinds[i - 1] != BREAK:
            i -= 1
            if kinds[i] != PUNCT:
                return False
        return True

    def quantity(self, i: int) -> int | None:
        """Return the token after a word of quantity at `i` ('more than', 'a number of'), or None."""
        hit = self.scan.at(i, "control_quantity")
        if hit is not None:
            return hit.last
        if self.english or self.scan.tokens.kinds[i] != NUMBER:
            return None
        share = self.scan.at(i + 1, "control_percent")  # '80 per cent of the town'
        return share.last if share is not None else None

    def unknown_name(self, i: int) -> bool:
        """Tell whether token `i` may be a place that no list knows: a word without a meaning, in English a capital."""
        if self.scan.hits[i] or self.scan.tokens.kinds[i] != "w" or i in self.starts or len(self.folds[i]) < 3:
            return False
        return not self.english or self.scan.text[self.scan.tokens.starts[i]].isupper()

    def capital_place(self, i: int) -> bool:
        """Tell whether a gazetteer's name, written as one, begins at English token `i`."""
        hit = self.scan.at(i, "place")
        return hit is not None and i not in self.starts and self.scan.text[self.scan.tokens.starts[i]].isupper()

    def named_at(self, i: int) -> bool:
        """Tell whether a named place, not only a word for one, begins at token `i`."""
        return i in self._spots or self.unknown_name(i) or self.scan.at(i, "place") is not None

    def place_end(self, i: int) -> int:
        """Return where a place phrase that begins at `i` ends: 'parts of Al-Bukamal', 'the village of X'."""
        last = self.place_at(i) or i + 1
        limit = self.clauses.soft_last[i]
        for _ in range(4):
            following = next((at for at in (last, last + 1) if at < limit and self.place_at(at) is not None), None)
            if following is None or self.scan.at(last, "control_stop") is not None:
                break
            last = self.place_at(following) or last
        return last

    def mention_between(self, first: int, last: int) -> ActorMention | None:
        """Return the first actor that begins in tokens [first, last)."""
        at = bisect_left(self.actor_firsts, first)
        return self.actors[at] if at < len(self.actors) and self.actor_firsts[at] < last else None

    def mentions_before(self, first: int, last: int) -> list[ActorMention]:
        """Return the actors that lie in tokens [first, last), the nearest to `last` first."""
        low, high = bisect_left(self.actor_firsts, first), bisect_left(self.actor_firsts, last)
        return [item for item in reversed(self.actors[max(low, high - _NEAREST) : high]) if item.last <= last]

    def side_by_side(self, item: ActorMention) -> ActorMention:
        """Return the first of the coordinated actors that `item` stands in ('the army, Hezbollah and ...')."""
        at = bisect_left(self.actor_firsts, item.first)
        if at == len(self.actors) or self.actor_firsts[at] != item.first:
            return item  # told by a word that is no actor by itself ('in Russian hands')
        while at > 0:
            before = self.actors[at - 1]
            joined = self._joined(before.last, self.actors[at].first)
            if not joined or self._rivals(before.side, self.actors[at].side) or before.side in ("civilians", "mixed"):
                break
            at -= 1
        return self.actors[at]

    def _rivals(self, side: str, other: str) -> bool:
        pack = self.voice.pack
        return (
            pack is not None and self.scan.lang == "en" and other != "other" and other in pack.opponents.get(side, [])
        )

    def first_named(self, item: ActorMention) -> ActorMention:
        """Return the first party of a name that joins several sides ('Hayat Tahrir al-Sham and the factions')."""
        for hit in reversed(self.scan.hits[item.first]):
            if hit.entry.cls == "actor" and hit.last < item.last:
                spec = self.voice.actors[hit.entry.id]
                return replace(item, actor=spec.id, side=spec.side_on(None), kind=spec.kind)
        return item

    def _joined(self, last: int, first: int) -> bool:
        gap = first - last
        if gap > (_JOINED if self.english else 2):
            return False
        if gap == 0:
            hits = self.scan.hits[first]
            return any(hit.clitics.conjunction for hit in hits if hit.entry.cls in ("actor", "actor_generic"))
        between = [i for i in range(last, first) if self.folds[i] not in (",", "\u060c")]
        if gap > 2 and not any(self.scan.at(i, "and") is not None for i in between):
            return False
        return all(self.scan.at(i, "and") is not None or self.scan.at(i, "control_also") is not None for i in between)


def _tokens(denials: list[Denial], kinds: tuple[str, ...]) -> set[int]:
    return {i for item in denials if item.kind in kinds for i in range(item.first, item.last)}
