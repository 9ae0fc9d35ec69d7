"""The context of actors: who was named last, and whom a pronoun or a generic word means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.read.lands import COUNTRY, Lands
from marsad.read.mention import ActorMention
from marsad.read.parties import NEIGHBOURS, parties_of
from marsad.read.scan import Scan
from marsad.read.tallies import tallies

_FROM_AIR = frozenset({"airstrike", "drone"})
_OPENS = 4
"""Tokens with which a communique's title names who issues it."""
_ISSUED = frozenset({"-", "\u2013", "\u2014", ":", "|"})
_GROUPS = frozenset({"faction", "force", "group", "militia", "brigade", "umbrella"})
"""Kinds that 'the group' may mean."""
_ARMIES = frozenset({"state", "force", "police"})
"""Kinds of those whose men are soldiers or police, where their people is told."""
_VERBS = ("control_verb", "harm_verb", "attribution_verb", "toll_verb", "control_can")


class ActorContext(Lands):
    """The named actors of one text in order, with the questions that later words ask of them."""

    def __init__(self, scan: Scan, voice: Voice, mentions: list[ActorMention]) -> None:
        super().__init__(scan, voice)
        self.mentions = mentions
        self._starts = [item.first for item in mentions]
        self._parties = parties_of(voice)
        self._her, self._him = scan.lexicon.plain("her"), scan.lexicon.plain("him")
        """Arabic: the pronouns of feminine and non-human plural names, and of all others."""

    @cached_property
    def _sides(self) -> Counter[str]:
        return Counter(item.side for item in self.mentions)

    @cached_property
    def _named(self) -> Counter[tuple[str | None, str]]:
        return Counter((item.actor, item.side) for item in self.mentions)

    def last_before(
        self,
        token: int,
        *,
        kinds: Collection[str] | None = None,
        sides: Collection[str] | None = None,
        back: int = 1,
    ) -> ActorMention | None:
        """Return the last mention before `token`, at most `back` sentences earlier, of these kinds and sides."""
        return next(
            (
                item
                for item in self._before(token, back)
                if (kinds is None or item.kind in kinds) and (sides is None or item.side in sides)
            ),
            None,
        )

    def of_pronoun(self, token: int, suffix: str) -> ActorMention | None:
        """Return the actor that a pronoun at `token` stands for: the last one named that agrees in gender.

        Of several in its sentence a verb's subject goes before who is only named beside a noun; who is named behind
        'while' before the pronoun goes before both.
        """
        agree = suffix in self._her, suffix in self._him
        found = [item for item in self._before(token, 1) if not any(agree) or self._agrees(item, agree[0])]
        last = found[0] if found else None
        if last is None or not any(agree):
            return last
        here = [item for item in found if self.scan.sentence_of(item.first) == self.scan.sentence_of(token)]
        first, _ = self.scan.sents[self.scan.sentence_of(token)]
        since = max((hit.last for hit in self.scan.among(first, token, "clause_contrast")), default=first)
        if since > first and last.first >= since:
            here = [item for item in here if item.first >= since]
        return next((item for item in here if self.is_subject(item)), last)

    def of_it(self, token: int) -> ActorMention | None:
        """Return the force that 'of it' at `token` is said of.  Arabic."""
        return next((self.of_pronoun(token, suffix) for suffix in self._her), None)

    def agrees(self, item: ActorMention, suffix: str) -> bool:
        """Tell whether an Arabic pronoun, as folded, may stand for an actor; plurals go with all."""
        return suffix not in self._her | self._him or self._agrees(item, suffix in self._her)

    def _agrees(self, item: ActorMention, feminine: bool) -> bool:
        """Tell whether a name goes with a pronoun of this gender; some names go with both."""
        told = self.scan.at(item.first, "actor_gender")
        either = told is not None and told.entry.features["gender"] == "either"
        return either or self.feminine(item) is feminine

    def goes_with(self, item: ActorMention, *, feminine: bool) -> bool:
        """Tell whether an Arabic verb of this gender may have an actor for its subject."""
        return self._agrees(item, feminine)

    def is_subject(self, item: ActorMention) -> bool:
        """Tell whether a verb stands right before an actor."""
        verb = self.scan.any_at(item.first - 1, *_VERBS) if item.first else None
        return verb is not None and verb.entry.features.get("form") != "noun"

    def side_of_pronoun(self, token: int) -> str | None:
        """Return the side meant by the pronoun glued to token `token` (Arabic) or standing there (English)."""
        suffix = next((hit.clitics.suffix for hit in self.scan.hits[token] if hit.clitics.suffix), "")
        if not suffix and self.scan.lang != "en":
            return None
        item = self.of_pronoun(token, suffix)
        return item.side if item is not None else None

    def is_state(self, side: str) -> bool:
        """Tell whether a side is a state's, so that its fighters are soldiers."""
        return side in self._parties.states or side in NEIGHBOURS

    @property
    def state(self) -> str | None:
        """The side of the pack's own state."""
        return self._parties.state

    @property
    def nonstate(self) -> frozenset[str]:
        """The sides that fight a state."""
        return self._parties.nonstate

    def most_named(self, sides: Collection[str]) -> str | None:
        """Return which of the sides the text names most, or None where it names none of them."""
        found = [(count, side) for side, count in self._sides.items() if side in sides]
        return max(found)[1] if found else None

    def resolve(self, party: str, token: int, *, but: str | None = None) -> ActorMention | None:
        """Return whom a generic word at `token` means; `but` leaves one actor out.  None where nothing tells.

        `party`: state, nonstate, any, organisation, own ('its troops'), pair; 'pronoun' only through a pronoun.
        """
        if party == "pronoun":
            return None
        if party == "own":
            return self._own(token, but)
        if party == "pair":
            return _bare("mixed", token)
        if party == "state":
            return self._state(token, but)
        if party == "nonstate":
            return self._nonstate(token, but)
        if party == "organisation":
            found = (item for item in self._before(token, None) if item.kind in _GROUPS and item.actor != but)
            return next((item for item in found if not (self.is_state(item.side) or self._armys(item))), None)
        return self._any(token, but)

    def _own(self, token: int, but: str | None) -> ActorMention | None:
        """'An army general said his forces': the state's, where nobody else is named; no office has any."""
        found = (item for item in self._before(token, 1) if item.actor != but)
        last = next((item for item in found if self.scan.lang == "ar" or item.kind != "institution"), None)
        first, _ = self.scan.sents[self.scan.sentence_of(token)]
        if self.scan.lang == "ar" or (last is not None and last.first >= first):
            return last
        words = (self.scan.at(i, "actor_generic") for i in range(first, token))
        state = any(word is not None and word.entry.features["party"] == "state" for word in words)
        return self._state(token, but) if state else last

    def _aircraft(self, item: ActorMention) -> bool:
        """Tell whether only an air force is named: soldiers told of behind its raid are not its own.  Arabic."""
        if self.scan.lang != "ar":
            return False
        craft = self.scan.at(item.first, "unit")
        if craft is not None and craft.entry.features["why"] == "vehicles":
            return True
        cause = self.scan.at(item.first, "cause")
        return cause is not None and cause.entry.features["cause"] in _FROM_AIR

    def _state(self, token: int, but: str | None) -> ActorMention | None:
        states = self._parties.states | (NEIGHBOURS if self.scan.lang == "ar" else frozenset())
        for item in self._before(token, 1):
            if item.side in states and item.actor != but and not self._aircraft(item):
                return item
        titled = self.mentions[0] if self.mentions else None
        opens = titled is not None and titled.first < min(self.scan.title, _OPENS)
        if titled is not None and opens and self._issues(titled) and titled.actor != but:
            return titled  # 'Israeli military - summary': its soldiers
        state = self._parties.state
        if state is not None and self.elsewhere(state, token):
            return _bare("other", token)  # a neighbour's, for which the pack has no side
        if state is None or self._foreign(token):
            return None
        return _bare(state, token)

    def _foreign(self, token: int) -> bool:
        """Tell whether 'the French army', of no side of the pack, was named before in the sentence.  Arabic."""
        if self.scan.lang != "ar":
            return False
        first, _ = self.scan.sents[self.scan.sentence_of(token)]
        for i in range(first, token):
            force = self.scan.at(i, "actor_generic")
            if force is None or force.entry.features["party"] != "state":
                continue
            nation = self.scan.at(force.last, "person")
            if nation is not None and nation.clitics.article and nation.entry.features.get("weak"):
                return True
        return False

    def elsewhere(self, side: str, token: int | None = None) -> bool:
        """Tell whether a side is the pack's own state, which a text of a neighbour's country names nowhere.

        Or whether the sentence of `token` is of such a country: 'the base at X, near Burkina Faso's border with Niger'.
        """
        if side != self._parties.state:
            return False
        return (self._of_a_neighbour and not self._state_named) or self.abroad(token)

    def abroad(self, token: int | None = None) -> bool:
        """Tell whether the text, or the sentence of `token`, is of another country than the pack's own alone."""
        return (self._abroad and not self._state_named) or (token is not None and self._told_abroad(token))

    @cached_property
    def _of_a_neighbour(self) -> bool:
        """Tell whether the text names a neighbour's army, and the pack's own country by no name.  Arabic."""
        if self.scan.lang != "ar":
            return False
        of = [item for item in self.mentions if item.side == "other" and item.kind == "force" and item.nationality]
        inside = {i for item in of for i in range(item.first, item.last)}
        home = self._countries[:1]
        return bool(of) and not any(
            (place := self._place(hit)) is not None and place.kind == "country" and [place.country] == home
            for hit in self.scan.all("place")
            if hit.first not in inside
        )

    def police_elsewhere(self, side: str, token: int) -> bool:
        """Tell whether police who are no party's are a stranger's; in Arabic only where they are the state's own."""
        return self.elsewhere(side, token) or (self.scan.lang == "en" and self.abroad(token))

    def _armys(self, item: ActorMention) -> bool:
        """Tell whether a mention is no more than a word for an army, of whatever land."""
        word = self.word_of(item)
        return word is not None and word.entry.features["party"] == "state"

    def told_by_stranger(self, token: int) -> bool:
        """Tell whether another country than the pack's own says what the sentence of `token` tells.  English."""
        first, _ = self.scan.sents[self.scan.sentence_of(token)]
        land = self.scan.at(first, "place") if self.scan.lang == "en" else None
        if land is None or self._countries[:1] == [] or not land.entry.id.startswith(COUNTRY):
            return False
        said = self.scan.at(land.last, "attribution_verb") is not None
        return said and self._countries[0] not in self._named_countries([land])

    def beside_foreign(self, army: ActorMention) -> bool:
        """'Cameroonian soldiers repelled them; four soldiers died': tell whether the army named last is a stranger's.

        It has its people in its name and no side of the pack, and its sentence names nothing of the pack's own state.
        English.
        """
        if self.scan.lang != "en":
            return False
        armies = (item for item in self._before(army.first, 0) if item.kind in _ARMIES and self._by_nation(item))
        last = next(armies, None)
        if last is None or last.side != "other":
            return False
        first, end = self.scan.sents[self.scan.sentence_of(army.first)]
        inside = self.mentions[bisect_left(self._starts, first) : bisect_left(self._starts, end)]
        if any(item.side == self._parties.state and self._by_nation(item) for item in inside):
            return False
        return self._countries[:1] != [] and self._countries[0] not in self._lands_told(first, end)

    def police_abroad(self, police: ActorMention) -> bool:
        """Tell whether police whose people nobody tells are a neighbour's ('gendarmes at Makalondi in Niger')."""
        own = police.side == self._parties.state and not self._by_nation(police)
        told = self.scan.lang == "ar" and self._abroad and not any(map(self._by_nation, self.mentions))
        return own and (told or self._told_abroad(police.first))

    def _by_nation(self, item: ActorMention) -> bool:
        """Tell whether a name says of what people an army is: 'the army' alone may be a neighbour's."""
        words = (self.scan.at(i, "person") for i in range(item.first, item.last))
        return any(word is not None and bool(word.entry.features.get("nat")) for word in words)

    def _told_abroad(self, token: int) -> bool:
        """Tell whether the sentence of a token names a neighbour in the pack and nothing of the pack's own country."""
        if len(self._countries) < 2 or self.scan.lang != "en":
            return False
        first, last = self.scan.sents[self.scan.sentence_of(token)]
        here = (item for item in self.mentions if first <= item.first < last and item.side == self._parties.state)
        if any(self._by_nation(item) for item in here):
            return False  # 'killed 12 soldiers in Burkina Faso, the Malian army said'
        found = self._places_of(first, last)
        hits = [hit for hit in found if self.scan.ending(hit.first, "place_with") is None]
        sides = self._parties.states | self._parties.nonstate
        if any("_".join(self.scan.tokens.folds[hit.first : hit.last]) in sides for hit in hits):
            return False  # its soldiers have a side of their own
        named = self._named_countries(hits)
        told = not named.isdisjoint(self._countries[1:]) or any(map(self._listed, hits))
        return self._countries[0] not in named and told

    @cached_property
    def _state_named(self) -> bool:
        """Tell whether the text names the pack's state by more than a word for soldiers ('the army')."""
        own = (item for item in self.mentions if item.side == self._parties.state)
        return any(self.word_of(item) is None for item in own)

    def word_of(self, item: ActorMention) -> Hit | None:
        """Return the word for armed men that a mention is no more than ('soldiers', 'the army'), or None."""
        word = self.scan.at(item.first, "actor_generic")
        if word is None and self.scan.lang == "en" and self.scan.at(item.first, "determiner") is not None:
            word = self.scan.at(item.first + 1, "actor_generic")
        return word if word is not None and word.last == item.last else None

    @cached_property
    def _abroad(self) -> bool:
        """Tell whether the text names places of another country and none of the pack's own.

        Soldiers in Burkina Faso are not Mali's, nor are those 'near the border with Mali'.  A country that the pack has
        nothing to do with must be named behind the dateline, which may be an office's.
        """
        if not self._countries:
            return False
        named = self._named_countries(self._hits)
        if self._countries[0] in named:
            return False
        return not named.isdisjoint(self._countries[1:]) or self.afar

    def _issues(self, titled: ActorMention) -> bool:
        """Tell whether a dash or colon follows who issues the text ('Israeli military - summary').  English."""
        closes = self.scan.tokens.folds[titled.last : titled.last + 1]
        issued = self.scan.lang == "en" and bool(closes) and closes[0] in _ISSUED
        return issued and titled.last not in tallies(self.scan)  # 'Houthi forces: 11 killed'

    def _nonstate(self, token: int, but: str | None) -> ActorMention | None:
        wanted = self._parties.nonstate
        for back in (0, 1):
            found = [item for item in self._before(token, back) if item.side in wanted and item.actor != but]
            if found:
                return found[0] if len({item.side for item in found}) == 1 else None
        counts = Counter({side: self._sides[side] - self._named[(but, side)] for side in wanted})
        first_two = [(side, count) for side, count in counts.most_common(2) if count > 0]
        if not first_two or (len(first_two) == 2 and first_two[0][1] == first_two[1][1]):
            return None
        return next(item for item in self.mentions if item.side == first_two[0][0] and item.actor != but)

    def _any(self, token: int, but: str | None) -> ActorMention | None:
        """A fighter is whose alone the sentence has spoken of so far."""
        found = [item for item in self._before(token, 0) if item.actor != but]
        if not found:
            found = [item for item in self._before(token, 1) if item.actor != but]
        return found[0] if len({item.side for item in found}) == 1 else None

    def _before(self, token: int, back: int | None) -> Iterator[ActorMention]:
        """Yield the mentions before `token`, the last first, at most `back` sentences earlier (None: all)."""
        at = bisect_left(self._starts, token)
        sentence = self.scan.sentence_of(token) if back is not None and at else 0
        for k in range(at - 1, -1, -1):
            item = self.mentions[k]
            if back is not None and sentence - self.scan.sentence_of(item.first) > back:
                return
            if item.side not in ("civilians", "mixed"):
                yield item

    def feminine(self, item: ActorMention) -> bool:
        """Tell whether an Arabic name takes feminine verbs and pronouns."""
        told = self.scan.at(item.first, "actor_gender")
        if told is not None:
            return bool(told.entry.features["gender"] == "f")
        word = self.scan.tokens.folds[item.first]
        return self.scan.lexicon.ends(word, "feminine_name")


def _bare(side: str | None, token: int) -> ActorMention | None:
    return ActorMention(token, token + 1, "", side, "generic", None, "", True) if side else None
