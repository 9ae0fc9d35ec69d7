"""Incidents as they are shown, from the rows of the derived tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from marsad.chronicle import rows
from marsad.ledger import cached
from marsad.ledger.cached import Cache
from marsad.link import Link
from marsad.link.control.timeline import place_key
from marsad.link.grades import attribution, corroboration
from marsad.link.judge import Judgements, Pair, incident_id
from marsad.link.lineage import lineages
from marsad.link.subevents import homes
from marsad.model import PlaceMention, Statement, SubEvent
from marsad.model.incident import Feature, Incident, IncidentToll, Merge
from marsad.model.nearness import radius
from marsad.reckon.table import bare

Umbrella = Mapping[str, frozenset[str]]


class Teller:
    """Builds incidents within one transaction."""

    def __init__(self, cache: Cache, umbrella: Umbrella, side_of: Mapping[str, str], judged: Judgements) -> None:
        self.cache = cache
        self.umbrella = umbrella
        self.side_of = side_of
        self.judged = judged

    def tell(self, leaders: Sequence[str], titles: Mapping[str, str | None]) -> list[Incident]:
        """Return the incidents that scenes lead, in the order given."""
        told = self._statements(leaders)
        tolls = self.tolls(leaders, told)
        scenes = self.cache.find(cached.scenes, "leader", leaders)
        merges, apart = self._merges({row.scene: row.leader for row in scenes}, told)
        documents = {s.document for group in told.values() for s in group}
        alike = self._alike(documents)
        events = self._events(documents, told)
        return [
            self._incident(
                leader, told[leader], tolls[leader], titles, events[leader], alike, merges[leader], apart[leader]
            )
            for leader in leaders
            if told[leader]
        ]

    def _incident(
        self,
        leader: str,
        told: list[Statement],
        tolls: tuple[IncidentToll, ...],
        titles: Mapping[str, str | None],
        events: list[str],
        alike: Mapping[Pair, float],
        merges: list[Merge],
        apart: list[Merge],
    ) -> Incident:
        lineage = lineages(told, alike)
        first = next((s for s in told if s.key == leader), told[0])
        fresh = [s for s in told if not s.claim.background] or told
        days = [d for s in fresh for d in (s.claim.window.start, s.claim.window.end) if d]
        return Incident(
            id=incident_id(leader),
            document=first.document,
            title=titles.get(first.document),
            snippet=first.claim.text,
            span=first.claim.span,
            start=min(days, default=None),
            end=max(days, default=None),
            precision="unknown" if not days else "day" if min(days) == max(days) else "range",
            place=main_place(fresh),
            causes=tuple(sorted({s.claim.cause for s in fresh if s.claim.cause})),
            tolls=tolls,
            corroboration=corroboration(told, lineage),
            attribution=attribution(told, self.side_of),
            documents=tuple(sorted({s.document for s in told})),
            claims=tuple(s.key for s in told),
            sub_events=tuple(events),
            lineage=lineage,
            merges=tuple(merges),
            apart=tuple(apart),
        )

    def _statements(self, leaders: Collection[str]) -> dict[str, list[Statement]]:
        told: dict[str, list[Statement]] = defaultdict(list)
        for row in self.cache.told(leaders):
            incident = incident_id(row.leader)
            told[row.leader].append(msgspec.structs.replace(rows.statement_of(row.body), incident=incident))
        for group in told.values():
            group.sort(key=lambda s: s.key)
        return told

    def tolls(
        self, leaders: Sequence[str], told: Mapping[str, list[Statement]] | None = None
    ) -> dict[str, tuple[IncidentToll, ...]]:
        """Return the bounds of incidents by harm and side; those not reckoned yet are, and kept."""
        known: dict[str, list[IncidentToll]] = defaultdict(list)
        done = set()
        for row in self.cache.find(cached.tolls, "leader", leaders):
            done.add(row.leader)
            if row.harm:
                known[row.leader].append(IncidentToll(harm=row.harm, side=row.side or None, lo=row.lo, hi=row.hi))
        missing = [leader for leader in leaders if leader not in done]
        given = self._statements(missing) if told is None else told
        kept: list[rows.Row] = []
        for leader in missing:
            known[leader] = list(reckoned(given[leader], self.umbrella))
            kept += [
                {"leader": leader, "harm": t.harm, "side": t.side or "", "lo": t.lo, "hi": t.hi} for t in known[leader]
            ] or [{"leader": leader, "harm": "", "side": "", "lo": 0, "hi": None}]
        self.cache.put(cached.tolls, kept)
        return {leader: tuple(sorted(known[leader], key=lambda t: (t.harm, t.side or ""))) for leader in leaders}

    def _merges(
        self, leader_of: dict[str, str], told: Mapping[str, list[Statement]]
    ) -> tuple[dict[str, list[Merge]], dict[str, list[Merge]]]:
        inside: dict[str, list[Merge]] = defaultdict(list)
        apart: dict[str, list[Merge]] = defaultdict(list)
        links = self.links(leader_of)
        judged = {**self.judged.same, **self.judged.different, **self.judged.unsure}
        pairs = sorted(set(links) | {pair for pair in judged if not leader_of.keys().isdisjoint(pair)})
        others = {scene for pair in pairs for scene in pair} - leader_of.keys()
        leader_of = leader_of | {row.scene: row.leader for row in self.cache.find(cached.scenes, "scene", others)}
        for first, second in pairs:
            if first not in leader_of or second not in leader_of:
                continue
            leaders = leader_of[first], leader_of[second]
            link, decision = links.get((first, second)), judged.get((first, second))
            verdict = _verdict((first, second), link, self.judged)
            made = Merge(
                first=first,
                second=second,
                verdict=verdict,
                score=link.score if link else None,
                why=_features(link),
                decision=decision,
            )
            if leaders[0] == leaders[1]:
                if leaders[0] in told:
                    inside[leaders[0]].append(made)
                continue
            for mine, other in (leaders, leaders[::-1]):
                if mine in told:
                    scenario = self._scenario(mine, other, told) if verdict == "unsure" and decision else ()
                    kept = msgspec.structs.replace(made, incident=incident_id(other), scenario=scenario)
                    apart[mine].append(kept)
        return inside, apart

    def _scenario(self, mine: str, other: str, told: Mapping[str, list[Statement]]) -> tuple[IncidentToll, ...]:
        theirs = told.get(other) or self._statements([other])[other]
        return reckoned([msgspec.structs.replace(s, incident="i-one") for s in (*told[mine], *theirs)], self.umbrella)

    def links(self, scenes: Iterable[str]) -> dict[Pair, Link]:
        """Return the links that scenes have a part in, by pair."""
        keys = list(scenes)
        found = self.cache.find(cached.links, "first", keys) + self.cache.find(cached.links, "second", keys)
        return {(row.first, row.second): rows.link_of(*row) for row in found}

    def _alike(self, documents: Collection[str]) -> dict[Pair, float]:
        return {(row.first, row.second): row.share for row in self.cache.find(cached.alike, "first", documents)}

    def _events(self, documents: Collection[str], told: Mapping[str, list[Statement]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        events: list[SubEvent] = [rows.event_of(r.body) for r in self.cache.find(cached.events, "document", documents)]
        leader_of = {incident_id(leader): leader for leader in told}
        home = homes(events, [s for group in told.values() for s in group])
        for key, incident in sorted(home.items()):
            found[leader_of[incident]].append(key)
        return found


def _features(link: Link | None) -> tuple[Feature, ...]:
    return tuple(Feature(feature=w.feature, value=w.value, bits=round(w.bits, 2)) for w in link.why) if link else ()


def _verdict(pair: Pair, link: Link | None, judged: Judgements) -> str:
    for verdict, known in (("same", judged.same), ("different", judged.different), ("unsure", judged.unsure)):
        if pair in known:
            return verdict
    return link.verdict if link else "unsure"


def reckoned(statements: Sequence[Statement], umbrella: Umbrella) -> tuple[IncidentToll, ...]:
    """Return the bounds that the statements of one incident allow, by harm and side."""
    rows_ = [one.row for one in bare(statements, umbrella)[1]]
    return tuple(IncidentToll(harm=row.harm, side=row.side, lo=row.lo, hi=row.hi) for row in rows_)


def main_place(statements: Sequence[Statement]) -> PlaceMention | None:
    """Return the place that most documents name, the narrower of equals; as the first of them, by id, names it."""
    named: dict[str, PlaceMention] = {}
    votes: Counter[str] = Counter()
    for document in sorted({s.document for s in statements}, reverse=True):
        own = {place_key(s.place): s.place for s in statements if s.document == document and s.place}
        named |= own
        votes.update(own.keys())
    best = min(votes, key=lambda key: (-votes[key], radius(named[key]), key), default=None)
    return named[best] if best is not None else None


def days(start: dt.date | None, end: dt.date | None) -> tuple[str | None, str | None]:
    """Return days as they stand in the tables."""
    return (start.isoformat() if start else None, end.isoformat() if end else None)
