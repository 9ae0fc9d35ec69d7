"""Subjects: who does what a verb of harm tells.

Right before the verb ('X killed'), past what is said aside ('X, backed by Y, killed', 'fighters of X (...) killed'), as
a pronoun of who speaks ('X says it killed', 'that its troops killed'), or of the verb before ('X took the town, killing
nine', 'X attacked the post and killed nine').  Where a thing stands there instead, nobody is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.model.terms import SIDES_OPEN
from marsad.read.claims.assaults import joint
from marsad.read.claims.draft import first_of
from marsad.read.claims.otherdoers import BODIES
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_VERBS = ("harm_verb", "attacks", "control_verb")
"""Classes of the verbs that may share a subject with the verb behind them."""
_NOUN = 2
"""Words of 'its special forces' behind 'its' at most, less one."""
_OWN = ("attribution_that", "actor_generic", "control_unit", "unit")
"""Classes of the Arabic words that bear the pronoun of who speaks: 'that it', 'its forces', 'its aircraft'."""
_SAID = 6
"""Tokens from who speaks to the verb behind such a word at most."""
_HELPERS = 3
"""Words of 'has since also' between a state and its verb at most."""
_ASIDE = 14
"""Tokens of what is said aside between a subject and its verb at most."""
_BACK = 30
"""Tokens from a verb back to the one that shares its subject at most."""
_STEPS = 3
"""How many verbs back a subject is sought."""
_DENIED = "denied"
"""The kind of saying that takes nothing on itself: 'denied that its troops had shelled'."""
_OPEN, _CLOSE = "(", ")"
_DASHES = frozenset({"-", "\u2013", "\u2014"})


class Subjects:
    """Answers for one scan; `actors` are who may do harm, names and generic words, left to right; `everyone` more."""

    def __init__(
        self,
        scan: Scan,
        actors: Sequence[ActorMention],
        everyone: Sequence[ActorMention],
        armies: Mapping[str, str | None],
    ) -> None:
        self.scan = scan
        self._by_last = {actor.last: actor for actor in actors}
        self._every_last = {actor.last: actor for actor in everyone}
        self._actors = actors
        self._armies = armies

    def of(self, verb: int, steps: int = _STEPS) -> str | None:
        """Return the side of the subject of the active verb at token `verb`, or None."""
        scan = self.scan
        first = scan.sents[scan.sentence_of(verb)][0]
        i = self._past_helpers(verb, first)
        if i is None or i <= first:
            return None
        told = self.named(i, first)
        if told is not None:
            return told
        if scan.at(i - 1, "relative") is not None:
            end = i - 2 if i - 2 > first and scan.tokens.folds[i - 2] == "," else i - 1
            return self.named(end, first)
        speaker = self._speaking(i, first)
        if speaker is not None:
            return speaker
        return self._shared(verb, i, first, steps)

    def _past_helpers(self, verb: int, first: int) -> int | None:
        """Return where 'had also' before a verb begins, None where the verb is passive."""
        i = verb
        while i > first:
            if self.scan.at(i - 1, "verb_be") is not None and self.scan.at(i - 1, "verb_have") is None:
                return None
            helps = self.scan.at(i - 1, "verb_have", "control_then") is not None
            if not (helps or self.scan.lexicon.ends(self.scan.tokens.folds[i - 1], "manner")):
                return i
            i -= 1
        return i

    def named(self, i: int, first: int) -> str | None:
        """Return the side of who stands right before token `i`, past what is said aside."""
        told = self._ends_at(i, first)
        if told is not None or i <= first + 1:
            return told
        mark = self.scan.tokens.folds[i - 1]
        if mark not in (_CLOSE, ",") and mark not in _DASHES:
            return None
        for j in range(i - 2, max(first, i - 2 - _ASIDE), -1):
            word = self.scan.tokens.folds[j]
            opens = word == _OPEN if mark == _CLOSE else word in _DASHES if mark in _DASHES else word == ","
            if opens:
                return self._ends_at(j, first)
        return None

    def _ends_at(self, i: int, first: int) -> str | None:
        """Return the side of the actor that ends right before token `i`: 'X', 'X fighters', 'an Israeli unit'."""
        actor = self._by_last.get(i)
        if actor is not None:
            return None if joint(self.scan, actor, self._every_last) else actor.side
        body = next((hit for cls in BODIES if (hit := self.scan.ending(i, cls)) is not None), None)
        if body is None or body.first <= first:
            return None
        actor = self._by_last.get(body.first)
        if actor is not None:
            return None if joint(self.scan, actor, self._every_last) else actor.side
        for j in range(body.first, max(first, body.first - 3) - 1, -1):
            noun = self.scan.at(j, "person")
            nation = noun.entry.features.get("nat") if noun is not None and noun.entry.features.get("weak") else None
            if nation is not None and body.entry.features.get("civ") is not True:
                return self._armies.get(str(nation))
        return None

    def _speaking(self, i: int, first: int) -> str | None:
        """'X says it', 'X said that its troops': who speaks."""
        scan = self.scan
        whose = (n for n in range(i - 2, max(first, i - 2 - _NOUN), -1) if scan.at(n, "control_whose") is not None)
        at = i - 1 if scan.at(i - 1, "control_pronoun") is not None else next(whose, -1)
        if at <= first:
            return None
        if scan.reads(at - 1, "that"):
            at -= 1
        for start in range(at - 1, max(first, at - 4), -1):
            said = scan.at(start, "attribution_verb")
            if said is not None and at - said.last <= 2:
                if said.entry.features.get("kind") == _DENIED:
                    return None
                return self.named(self._past_helpers(said.first, first) or 0, first)
        return None

    def _shared(self, verb: int, i: int, first: int, steps: int) -> str | None:
        """'and killed', ', killing': the subject of the verb before."""
        scan = self.scan
        joined = scan.ending(i, "and") is not None or (
            scan.tokens.folds[i - 1] == "," and scan.lexicon.ends(scan.tokens.folds[verb], "acting")
        )
        if not joined or not steps:
            return None
        for j in range(i - 2, max(first, i - _BACK) - 1, -1):
            if scan.at(j, "boundary") is not None or scan.tokens.folds[j] in (";", ":"):
                return None
            if scan.any_at(j, *_VERBS) is not None and scan.tokens.kinds[j] == WORD:
                return self.of(j, steps - 1)
        return None


def speaking(scan: Scan, sides: Mapping[str, str | None], armed: Collection[str]) -> list[ActorMention]:
    """Return the sources that speak for an armed side: 'the ministry said its aviation killed', 'Moscow said it ...'.

    `sides` are the sides by source, `armed` those of the pack that a capital or a state's name may stand for.
    """
    told = [(hit, sides.get(str(hit.entry.features.get("source")))) for hit in scan.all("source")]
    told += [(hit, str(hit.entry.features["side"])) for hit in scan.all("control_capital") if _says(scan, hit)]
    states = scan.all("place") if scan.lang == "en" else ()
    told += [(hit, of_state(scan, hit)) for hit in states if _says(scan, hit) or _acts(scan, hit)]
    known = {
        hit.first: ActorMention(hit.first, hit.last, "", side, "source", None, "")
        for hit, side in told
        if side is not None and side not in SIDES_OPEN and (hit.entry.cls == "source" or side in armed)
    }
    return sorted(known.values(), key=first_of)


def of_state(scan: Scan, place: Hit) -> str:
    """'Russia': the name of a state as its side's."""
    return "_".join(scan.tokens.folds[place.first : place.last])


def _says(scan: Scan, capital: Hit) -> bool:
    """Tell whether a verb of saying has a capital or a state for its subject."""
    verb = "attribution_verb"
    said = scan.ending(capital.first, verb) if scan.lang == "ar" else scan.at(capital.last, verb)
    return said is not None and said.entry.features.get("kind") != _DENIED


def _acts(scan: Scan, state: Hit) -> bool:
    """Tell whether a state is the subject of an active verb of harm or attack: 'Russia has since killed'."""
    if state.first and scan.any_at(state.first - 1, "place_prep", "preposition", "of", "and") is not None:
        return False
    at = state.last
    for _ in range(_HELPERS):
        helps = scan.at(at, "verb_have", "control_then") is not None or scan.at(at, "also") is not None
        if not helps:
            break
        at += 1
    return scan.any_at(at, "harm_verb", "attacks", "strikes") is not None


def of_its_own(scan: Scan, verb: int, speakers: Sequence[ActorMention]) -> str | None:
    """'The ministry announced that its aircraft killed 30': whose 'its' is, the speaker of the sentence.  Arabic."""
    first, _ = scan.sents[scan.sentence_of(verb)]
    owned = verb > first and any(hit.clitics.suffix for hit in scan.hits[verb - 1])
    if not owned or scan.any_at(verb - 1, *_OWN) is None:
        return None
    at = bisect_left(speakers, verb - 1, key=first_of) - 1
    near = speakers[at] if at >= 0 else None
    return near.side if near is not None and near.first >= first and verb - near.last <= _SAID else None
