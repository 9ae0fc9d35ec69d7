"""One pass over the hits of a scan: the names, and the words beside names by the token where they end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from marsad.knowledge.lexicon import Hit
from marsad.read.actors import ActorMention
from marsad.read.places.name import Name
from marsad.read.scan import Scan

_SILENT = frozenset(
    {
        "actor",
        "place_border",
        "place_common",
        "place_front",
        "place_homograph",
        "place_party_after",
        "place_refuse_after",
        "place_start",
    }
)
"""Classes whose longer phrases do not swallow a name in them."""
_LIST_REACH = 6
_PRIORITY = {
    "place_party": 0,
    "place_refuse": 1,
    "place_kind": 2,
    "place_rural": 3,
    "place_near": 4,
    "place_bank": 5,
    "place_edge": 6,
    "place_adjective_side": 7,
    "place_side": 8,
    "place_between": 9,
    "place_prep": 10,
    "place_inside": 11,
    "place_unit": 12,
    "place_of": 13,
    "place_the": 14,
    "place_with": 15,
    "place_title": 16,
}
"""Which reading of equally long words before a name is tried first; classes not listed say nothing of it."""
_TELLING = _SILENT.union(_PRIORITY, ("place",))
"""Classes of which a single word matters; of others only phrases do, which may swallow a name."""


class Words:
    """The names in text order; `ends[i]` are the words that end right before token i, the most telling first."""

    def __init__(self, scan: Scan, actors: Sequence[ActorMention]) -> None:
        self.scan = scan
        self.names: list[Name] = []
        self.kinds: list[Hit] = []
        self.fronts: list[int] = []
        self.borders: list[int] = []
        self.sources: list[Hit] = []
        self.ends: dict[int, list[Hit]] = {}
        self._actors = [(a.first, a.last, a.kind) for a in actors]
        self._actor_firsts = [a.first for a in actors]
        self._collect()
        self._kind_firsts = [hit.first for hit in self.kinds]
        for hits in self.ends.values():
            if len(hits) > 1:
                hits.sort(key=_telling)

    def _collect(self) -> None:
        """Note the phrases of each token; a token whose phrases are single words, each of another class, by classes."""
        done = cover = hard = 0
        ends, beside, silent, telling = self.ends, _PRIORITY, _SILENT, _TELLING
        scan = self.scan
        several = {*scan.longer_at, *scan.again}
        for cls in beside:
            for i, hit in scan.firsts(cls).items():
                if i not in several and not hit.clitics.suffix:
                    ends.setdefault(i + 1, []).append(hit)
        self.kinds = [
            hit for i, hit in scan.firsts("place_kind").items() if i not in several and not hit.clitics.suffix
        ]
        self.fronts = [i for i in scan.firsts("place_front") if i not in several]
        self.borders = [i for i in scan.firsts("place_border") if i not in several]
        for i in sorted(several.union(scan.firsts("place"))):
            hits = scan.hits[i]
            named = i not in several
            for hit in hits if not named else ():
                last, cls = hit.last, hit.entry.cls
                if last == i + 1 and cls not in telling:
                    continue
                if cls in beside:
                    if not hit.clitics.suffix:
                        ends.setdefault(last, []).append(hit)
                        if cls == "place_kind":
                            self.kinds.append(hit)
                elif cls == "place":
                    named = True
                elif cls in silent:
                    if cls == "place_front":
                        self.fronts.append(i)
                    elif cls == "place_border":
                        self.borders.append(i)
                elif last - i > 1:
                    if cls == "source":
                        self.sources.append(hit)
                    elif cls == "place_cover":
                        hard = max(hard, last)
                    else:
                        cover = max(cover, last)
            if named and i >= done:
                done = self._name(hits, hard, cover) or done
        self.kinds.sort(key=attrgetter("first"))
        self.fronts.sort()
        self.borders.sort()

    def _name(self, hits: list[Hit], hard: int, cover: int) -> int | None:
        """Keep the longest name among `hits`, with all that it may mean; return where it ends, None without one."""
        named: list[Hit] = []
        for hit in hits:
            if hit.entry.cls != "place":
                continue
            if named:
                if _alike(hit, named[0]):
                    named.append(hit)
            elif not hit.clitics.suffix and (self.scan.lang != "en" or self._has_capital(hit)):
                named.append(hit)
        if not named:
            return None
        first, done = named[0].first, named[0].last
        name = Name(first, done, named, first, done)
        if done <= hard or (done <= cover and not self._after_in(first)):
            name.refused = "place.inside_phrase"
        self._judge_ranges(name)
        self.names.append(name)
        return done

    def _has_capital(self, hit: Hit) -> bool:
        text, starts = self.scan.text, self.scan.tokens.starts
        return any(text[starts[i]].isupper() for i in range(hit.first, hit.last))

    def many_before(self, at: int) -> bool:
        """Tell whether a plural type word ('the towns of') stands a few words before token `at`, in its sentence."""
        i = bisect_left(self._kind_firsts, at)
        for hit in self.kinds[max(0, i - 2) : i]:
            if hit.entry.features.get("many") and at - hit.last <= _LIST_REACH:
                return self.scan.sentence_of(hit.first) == self.scan.sentence_of(at)
        return False

    def _judge_ranges(self, name: Name) -> None:
        """Refuse a name inside a longer actor's or publisher's name, but for 'the mission of X in Y'."""
        actor = self.actor_over(name.first, name.last)
        if actor is not None:
            exact = actor[0] == name.first and actor[1] == name.last
            if exact and actor[2] == "state":
                name.state = True
            else:
                name.refused = "place.inside_actor"
        for source in reversed(self.sources[-3:]):
            inside = source.first <= name.first and name.last <= source.last
            if inside and not (self._after_in(name.first) and name.first - 1 > source.first):
                name.refused = "place.inside_source"

    def _after_in(self, first: int) -> bool:
        """'The mission of X in Y': Y is a place though it stands inside a longer name."""
        before = self.scan.at(first - 1, "place_prep")
        return before is not None and before.entry.features["role"] == "in"

    def actor_over(self, first: int, last: int) -> tuple[int, int, str] | None:
        """Return the actor's name that holds tokens [first, last), or None."""
        at = bisect_left(self._actor_firsts, first + 1) - 1
        if at >= 0 and self._actors[at][1] >= last:
            return self._actors[at]
        return None


def _alike(hit: Hit, other: Hit) -> bool:
    return hit.last == other.last and hit.clitics == other.clitics


def _telling(hit: Hit) -> tuple[int, int]:
    return hit.first, _PRIORITY[hit.entry.cls]
