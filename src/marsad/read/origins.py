"""Where a claim's values come from: its own words, its sentence, its whole, or the text around.

A reading keeps values, not the way to them; here the words that give a value are looked for in the order in which the
readers prefer them, and only words that agree with the value are named.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.model.claim import Claim
from marsad.model.derivation import Aspect, How, Origin
from marsad.model.evidence import Span
from marsad.model.reading import Reading
from marsad.model.time import Window
from marsad.read.actors import read_actors
from marsad.read.attribution import Attribution, claimant_at, read_attribution
from marsad.read.dates import read_dates
from marsad.read.dates.found import TimeFound
from marsad.read.numbers import read_numbers
from marsad.read.scan import Scan

Place = tuple[int, int]
"""Tokens [first, last)."""
_TOTAL = "total."
"""Before the entry that a toll is the number of."""
_HARM_CLASSES = frozenset({"harm_verb", "harm_noun", "harm_label", "casualty_noun", "person", "self_verb", "toll_noun"})


class Origins:
    """Answers for the claims of one reading; `scan` and `voice` must be those that it was read with."""

    def __init__(self, scan: Scan, voice: Voice, reading: Reading) -> None:
        self.scan = scan
        self.reading = reading
        self.claims = {claim.id: claim for claim in reading.claims}
        self.places = {place.id: place for place in reading.places}
        self.day = reading.published.day
        self.actors = read_actors(scan, voice, self.day)
        self.times = read_dates(scan, read_numbers(scan), self.day).times
        self.attributions = read_attribution(scan, voice)
        self._entries: dict[str, list[Place]] = {}
        self._by_harm: dict[str, dict[str, list[Place]]] = {}
        self._by_cause: dict[str, list[Place]] = {}
        self._by_side: dict[str, list[Place]] = {}
        for hits in scan.hits:
            for hit in hits:
                self._note(hit)
        for actor in self.actors:
            self._by_side.setdefault(actor.side, []).append((actor.first, actor.last))
        for places in (*self._by_side.values(), *self._by_cause.values()):
            places.sort()
        self._all_harm: dict[str, list[Place]] = {}

    def _note(self, hit: Hit) -> None:
        """Note what a phrase may be the origin of."""
        told, place = hit.entry.features, (hit.first, hit.last)
        self._entries.setdefault(hit.entry.id, []).append(place)
        if hit.entry.cls in _HARM_CLASSES and "harm" in told:
            self._by_harm.setdefault(told["harm"], {}).setdefault(hit.entry.id, []).append(place)
        if hit.entry.cls == "person" and told.get("civ") is True:
            self._by_side.setdefault("civilians", []).append(place)
        for name in ("cause", "cause_hint"):
            if isinstance(told.get(name), str):
                self._by_cause.setdefault(told[name], []).append(place)

    def of(self, claim: Claim) -> tuple[Origin, ...]:
        """Return where the claim's values come from; a value that is unknown has no origin."""
        found = (
            self._harm(claim),
            self._side(claim, claim.group.side, "side"),
            self._window(claim),
            self._place(claim),
            self._cause(claim),
            self._side(claim, claim.perpetrator, "perpetrator"),
            self._claimant(claim),
        )
        return tuple(origin for origin in found if origin is not None)

    def nearest_entry(self, claim: Claim, entry: str) -> Place | None:
        """Return the tokens of the nearest phrase of `entry` in the claim's sentence, or None."""
        return self._near(claim, self._entries.get(entry, ()))

    def _harm(self, claim: Claim) -> Origin:
        """Only words that a rule of the claim names are given; a harm taken from elsewhere says so."""
        names = {name for rule in (claim.rule or "").split() for name in rule.split("+")}
        whole = self.claims.get(claim.part_of or "")
        if "harm.by_noun" in names:
            places = [place for place in self._all_of(claim.harm) if self._inside(claim, place[0])]
        else:
            of_harm = self._by_harm.get(claim.harm, {})
            told = {name.removeprefix(_TOTAL) for name in names if name in of_harm or name.startswith(_TOTAL)}
            places = sorted(place for entry in told for place in self._entries.get(entry, ()))
        if places or whole is None or whole.harm != claim.harm:
            return self._nearest(claim, "harm", claim.harm, places)
        return Origin(what="harm", value=claim.harm, how="whole", text=whole.id)

    def _side(self, claim: Claim, side: str | None, what: Aspect) -> Origin | None:
        if side is None:
            return None
        places = self._by_side.get(side, ())
        own: Callable[[Claim], str | None] = _perpetrator if what == "perpetrator" else _side
        return self._nearest(claim, what, side, places, own, whole_first=True)

    def _window(self, claim: Claim) -> Origin | None:
        window = claim.window
        if window.start is None and window.end is None:
            return None
        shown = "/".join(str(day or "..") for day in dict.fromkeys((window.start, window.end)))
        times = [(time.first, time.last) for time in self.times if _tells(time, window, self.day)]
        origin = self._nearest(claim, "window", shown, times, lambda c: c.window)
        if origin.how == "reckoned" and window.start == window.end == self.day:
            return Origin(what="window", value=shown, how="published")
        return origin

    def _place(self, claim: Claim) -> Origin | None:
        mention = self.places.get(claim.place or "")
        if mention is None:
            return None
        first, last = self.scan.span(*self._sentence(claim))
        how: How = "sentence" if first <= mention.span[0] < last else "text"
        if mention.rule == "place.dateline" or mention.relation == "dateline":
            how = "dateline"
        elif claim.span[0] <= mention.span[0] < claim.span[1]:
            how = "words"
        return Origin(what="place", value=mention.id, how=how, span=mention.span, text=mention.text)

    def _cause(self, claim: Claim) -> Origin | None:
        if claim.cause is None:
            return None
        return self._nearest(claim, "cause", claim.cause, self._by_cause.get(claim.cause, ()), lambda c: c.cause)

    def _claimant(self, claim: Claim) -> Origin:
        token = self._token(claim)
        if claim.claimant is None:
            source = self.reading.source
            return Origin(what="claimant", value=source or "", how="publisher", text=source)
        found = claimant_at(self.attributions, token)
        if found is None or found.claimant != claim.claimant:
            before = [a for a in self.attributions if a.claimant == claim.claimant and a.last <= token]
            found = before[-1] if before else None
        return self._cited(claim, found)

    def _cited(self, claim: Claim, found: Attribution | None) -> Origin:
        value = claim.claimant or ""
        if found is None:
            return Origin(what="claimant", value=value, how="reckoned")
        first, last = self._sentence(claim)
        return self._at("claimant", value, "sentence" if first <= found.first < last else "text", found)

    def _nearest(
        self,
        claim: Claim,
        what: Aspect,
        value: str,
        places: Sequence[Place],
        of_whole: Callable[[Claim], object] | None = None,
        *,
        whole_first: bool = False,
    ) -> Origin:
        """Return the nearest of `places`: in the claim's words, its sentence; then the whole's; then in the text.

        `places` are in text order.  `whole_first` asks the whole before the sentence, as the readers of sides do.
        """
        near = self._near(claim, places)
        if near is not None and self._inside(claim, near[0]):
            return self._at(what, value, "words", near)
        whole = self.claims.get(claim.part_of or "")
        inherits = of_whole is not None and whole is not None and of_whole(whole) == of_whole(claim)
        if near is not None and not (inherits and whole_first):
            return self._at(what, value, "sentence", near)
        if whole is not None and inherits:
            return Origin(what=what, value=value, how="whole", text=whole.id)
        at = bisect_left(places, (self._token(claim), 0))
        around = places[max(0, at - 1) : at + 1]
        if around:
            return self._at(what, value, "text", min(around, key=lambda place: self._gap(claim, place[0])))
        return Origin(what=what, value=value, how="reckoned")

    def _near(self, claim: Claim, places: Sequence[Place]) -> Place | None:
        """Return the nearest of `places` in the claim's sentence, or None."""
        first, last = self._sentence(claim)
        inside = places[bisect_left(places, (first, 0)) : bisect_left(places, (last, 0))]
        return min(inside, key=lambda place: self._gap(claim, place[0]), default=None)

    def _at(self, what: Aspect, value: str, how: How, place: Place | Attribution) -> Origin:
        span: Span = self.scan.span(place[0], place[1])
        return Origin(what=what, value=value, how=how, span=span, text=self.scan.quote(place[0], place[1]))

    def _all_of(self, harm: str) -> list[Place]:
        """Return the places of all words of a harm, in text order; sorted once."""
        if harm not in self._all_harm:
            entries = self._by_harm.get(harm, {})
            self._all_harm[harm] = sorted(place for places in entries.values() for place in places)
        return self._all_harm[harm]

    def _token(self, claim: Claim) -> int:
        return bisect_left(self.scan.tokens.starts, claim.span[0])

    def _sentence(self, claim: Claim) -> Place:
        return self.scan.sents[self.scan.sentence_of(self._token(claim))]

    def _inside(self, claim: Claim, token: int) -> bool:
        return claim.span[0] <= self.scan.tokens.starts[token] < claim.span[1]

    def _gap(self, claim: Claim, token: int) -> int:
        """Return how far token `token` lies from the claim's words, in characters."""
        at = self.scan.tokens.starts[token]
        return max(claim.span[0] - at, at - claim.span[1] + 1, 0)


def _side(claim: Claim) -> str | None:
    return claim.group.side


def _perpetrator(claim: Claim) -> str | None:
    return claim.perpetrator


def _tells(time: TimeFound, window: Window, published: dt.date | None) -> bool:
    """Tell whether the words of time give the window: the same days, or the day since which it runs to publication."""
    if time.window == window:
        return True
    start = time.window.start
    return start is not None and start == window.start and window.end in (None, published)
