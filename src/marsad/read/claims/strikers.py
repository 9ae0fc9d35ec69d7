"""Strikers: whose shells, fire or attack it was by the verb beside its subject.  Arabic.

'X fired on', 'X aimed at the town with artillery', 'that X shelled', 'a group of X attacked', 'an attack by men of X'.
"""

from __future__ import annotations

from collections.abc import Mapping

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.context import ActorContext
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_BODIES = ("actor_generic", "control_unit", "body_of", "person")
"""Classes of the words for some of a force, before 'of' and its name."""
_OBJECT = 7
"""Tokens from a subject through what it hit to the weapon at most."""
_NUMBER = 6
"""Tokens of a number of raids at most."""
_OPENS = ("attribution_that", "boundary")
"""Classes of the words behind which a clause begins with its subject."""


class Strikers:
    """Answers for one scan; `by_last` are the armed forces that the text names, by the token behind them."""

    def __init__(self, scan: Scan, by_last: Mapping[int, ActorMention], context: ActorContext) -> None:
        self.scan, self.context = scan, context
        self._by_last = by_last if scan.lang == "ar" else {}

    def before(self, hit: Hit) -> str | None:
        """Return the side of the subject that stands right before a word of cause, or None."""
        actor = self._by_last.get(hit.first) or self._by_last.get(self._past_number(hit.first))
        if actor is None:
            return self._with_means(hit)
        start = self._start(actor)
        verb = self.scan.ending(start, "strikes")
        if verb is not None:
            return actor.side if start < actor.first or self._agree(verb, actor) else None
        own = self.scan.at(hit.first, "strikes")
        return actor.side if own is not None and self._opens(start) and self._agree(own, actor) else None

    def _past_number(self, i: int) -> int:
        """Return where 'more than 20' begins before a word of cause: 'X aircraft flew more than 20 raids'."""
        start = i
        while start > max(0, i - _NUMBER) and (
            self.scan.tokens.kinds[start - 1] == NUMBER or self.scan.ending(start, "number") is not None
        ):
            start -= 1
        hedge = self.scan.ending(start, "hedge_pre") if start < i else None
        return hedge.first if hedge is not None else start

    def _with_means(self, hit: Hit) -> str | None:
        """'X hit a car with a missile': return the side of the subject, where a preposition leads to the weapon."""
        if not (hit.clitics.preposition and self._by_last):
            return None
        for end in range(hit.first - 1, max(hit.first - _OBJECT, 0), -1):
            actor = self._by_last.get(end)
            if actor is not None:
                start = self._start(actor)
                verb = self.scan.ending(start, "strikes")
                agree = verb is not None and (start < actor.first or self._agree(verb, actor))
                return actor.side if agree else None
            if self.scan.tokens.kinds[end - 1] != "w":
                return None
        return None

    def past_body(self, hit: Hit) -> int:
        """Return the token behind 'a group of' at the end of a word of cause, or that end where none stands there."""
        scan = self.scan
        body = scan.any_at(hit.last, *_BODIES[:-1]) if scan.lang == "ar" else None
        if body is None or scan.at(hit.last, "target") is not None:
            return hit.last  # 'an ambush of a patrol of X' was laid for it
        named = scan.lexicon.ends(scan.tokens.folds[hit.last], "oblique")  # 'it attacked gunmen'
        if not body.clitics.preposition and (scan.at(hit.first, "strikes") is None or named):
            return hit.last
        of = scan.at(hit.last + 1, "of")
        return of.last if of is not None else hit.last + 1

    def _start(self, actor: ActorMention) -> int:
        """Return where 'gunmen of X' begins."""
        of = self.scan.ending(actor.first, "of")
        end = of.first if of is not None else actor.first
        for cls in _BODIES:
            body = self.scan.ending(end, cls)
            if body is not None:
                return body.first
        return actor.first

    def _opens(self, start: int) -> bool:
        """Tell whether a clause begins at token `start`."""
        first, _ = self.scan.sents[self.scan.sentence_of(start)]
        if start == first or self.scan.tokens.kinds[start - 1] != "w":
            return True
        return any(self.scan.ending(start, cls) is not None for cls in _OPENS)

    def _agree(self, verb: Hit, actor: ActorMention) -> bool:
        """Tell whether a verb's gender is its subject's: 'he hit the forces' makes the forces the object."""
        feminine = verb.entry.features.get("gender") == "f"
        return verb.entry.features.get("gender") == "either" or self.context.goes_with(actor, feminine=feminine)


def struck(scan: Scan, draft: Draft) -> bool:
    """Tell whether a count stands right behind a verb whose object is no person: its persons did it."""
    verb = scan.ending(draft.first, "strikes") if draft.kind in ("number", "vague") else None
    return verb is not None and bool(verb.entry.features.get("subject_behind")) and draft.whole is None
