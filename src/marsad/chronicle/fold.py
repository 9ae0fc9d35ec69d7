"""Taking documents into the derived tables, one by one or all at once; the outcome is the same.

A document touches its own scenes, the scenes that share a block with them, and, where a block is crowded, the scene
that it pushes out of the first ones.  Only the components in which a link came or went are settled again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from marsad.chronicle import accounts, rows
from marsad.ledger import accounted, cached
from marsad.ledger.cached import Cache
from marsad.link import Link, wording
from marsad.link.blocks import FIRST, names
from marsad.link.cluster import components, settle
from marsad.link.compare import SIMILAR, compare
from marsad.link.features import Features, features
from marsad.link.incidents import Feasible
from marsad.link.judge import NONE, Judgements, Pair
from marsad.link.scene import scenes
from marsad.link.wording import Wording
from marsad.model import Statement, SubEvent


def partners(members: Sequence[str], name: str, first: int) -> set[str]:
    """Return the members of a block that one of them is compared with: one of the two must be among the first."""
    at = members.index(name)
    return set(members if at < first else members[:first]) - {name}


def pushed(members: Sequence[str], names_: Collection[str], first: int) -> set[str]:
    """Return the members that are among the first only without `names_`."""
    return set([one for one in members if one not in names_][:first]) - set(members[:first])


class Fold:
    """One change of the tables: documents put in or taken out, then everything that they touch settled."""

    def __init__(self, cache: Cache, feasible: Feasible | None = None) -> None:
        self.cache = cache
        self.feasible = feasible
        self.again: set[str] = set()
        """Scenes whose links must be found again."""
        self.reworded: set[str] = set()
        """Documents whose reprints must be found again."""
        self.touched: set[str] = set()
        """Scenes whose component must be settled again."""
        self.gone: set[str] = set()
        """Leading scenes of the incidents that documents were taken out of."""
        self.retracting: list[Statement] = []
        """Statements that take a figure back, of documents that were put in or taken out."""

    def take_out(self, document: str) -> None:
        """Take a document's rows out, and note what that touches."""
        cache = self.cache
        old = cache.find(cached.scenes, "document", [document])
        gone = {row.scene for row in old}
        for members in cache.members({block for row in old for block in names(rows.features_of(row.body))}):
            self.again |= pushed(members, gone, FIRST)
        for row in cache.find(cached.bands, "document", [document]):
            self.reworded |= pushed(cache.meeting(row.band), {document}, wording.FIRST)
        self.reworded.discard(document)
        for link in self._links(gone):
            self.touched |= {link.first, link.second}
        self.touched |= {row.scene for row in cache.find(cached.scenes, "leader", [row.leader for row in old])}
        self._note_retractions(document)
        self.gone |= {row.leader for row in old}
        for table in (cached.statements, cached.places, cached.scenes, cached.events, accounted.retractions):
            cache.take_out(table, "document", [document])
        cache.take_out(cached.days, "leader", {row.leader for row in old})
        for row in old:
            cache.leave(row.rank, names(rows.features_of(row.body)))
        cache.take_out(cached.names, "scene", gone)
        for table, names_ in ((cached.links, gone), (cached.alike, [document])):
            cache.take_out(table, "first", names_)
            cache.take_out(table, "second", names_)
        cache.take_out(cached.bands, "document", [document])
        self.again -= gone
        self.touched -= gone

    def put_in(
        self, document: str, statements: Sequence[Statement], events: Sequence[SubEvent], told: Wording | None
    ) -> None:
        """Put a document's rows in, and note what that touches; `told` is the wording of its text."""
        cache = self.cache
        found = scenes(statements)
        cache.put(cached.statements, list(rows.statement_rows(found)))
        cache.put(accounted.retractions, list(rows.retraction_rows(statements)))
        self._note_retractions(document)
        cache.put(cached.places, list(rows.place_rows(statements, events)))
        cache.put(cached.events, rows.event_rows(events))
        for scene in map(features, found):
            cache.put(cached.scenes, [rows.scene_row(scene, scene.key)])
            cache.put(cached.names, list(rows.name_rows([scene.key])))
            cache.put(cached.blocks, rows.block_rows(scene))
            for members in cache.members(names(scene)):
                self.again |= pushed(members, {scene.key}, FIRST)
            self.again.add(scene.key)
        if told is not None:
            bands = sorted(set(told.bands))
            cache.put(cached.bands, [{"band": band, "document": document} for band in bands])
            for band in bands:
                self.reworded |= pushed(cache.meeting(band), {document}, wording.FIRST)
            self.reworded.add(document)

    def _note_retractions(self, document: str) -> None:
        keys = [row.key for row in self.cache.find(accounted.retractions, "document", [document])]
        found = self.cache.find(cached.statements, "key", keys)
        self.retracting += [rows.statement_of(row.body) for row in found]

    def _reword(self) -> None:
        """Find the reprints of documents again; the scenes of all whose reprints changed are linked again."""
        cache = self.cache
        for document in sorted(self.reworded):
            before = self._alike({document})
            met: set[str] = set()
            for row in cache.find(cached.bands, "document", [document]):
                beside = [cache.meeting(row.band + step) for step in (-wording.NEXT, wording.NEXT)]
                met |= wording.partners(cache.meeting(row.band), beside, document)
            now: dict[Pair, float] = {}
            mine = wording.wording(document, cache.text(document) if met else "")
            for other in sorted(met):
                share = wording.resemblance(mine, wording.wording(other, cache.text(other)))
                if share >= SIMILAR:
                    now[min(document, other), max(document, other)] = share
            changed = {name for pair in set(before) ^ set(now) for name in pair}
            for column in ("first", "second"):
                cache.take_out(cached.alike, column, [document])
            cache.put(cached.alike, [{"first": a, "second": b, "share": share} for (a, b), share in now.items()])
            self.again |= {row.scene for row in cache.find(cached.scenes, "document", changed)}

    def finish(self, judged: Judgements = NONE, judged_again: Iterable[str] = ()) -> dict[str, str]:
        """Find the links of the scenes that were touched again and settle them; return leaders that changed."""
        self._reword()
        self._relink()
        self.touched |= set(judged_again)
        whole = self._component(self.touched, judged)
        if not whole:
            accounts.forget(self.cache, self.gone, self.retracting)
            return {}
        found = {row.scene: row for row in self.cache.find(cached.scenes, "scene", whole)}
        told = {key: rows.features_of(row.body) for key, row in found.items()}
        links = [link for link in self._links(told) if link.first in told and link.second in told]
        leaders: dict[str, str] = {}
        for group in components(told, links, judged):
            own = set(group)
            part = [link for link in links if link.first in own]
            leaders |= settle({key: told[key] for key in group}, part, judged, self._by_scenes())[0]
        changed = {key: leader for key, leader in leaders.items() if found[key].leader != leader}
        self.cache.lead(changed)
        stale = {*changed.values(), *(found[key].leader for key in changed)}
        stale |= {leaders[key] for key in self.touched & set(leaders)}
        self.cache.take_out(cached.tolls, "leader", stale)
        self.cache.put_in_order(stale)
        accounts.forget(self.cache, stale | self.gone, self.retracting)
        return changed

    def _relink(self) -> None:
        cache = self.cache
        for link in self._links(self.again):
            self.touched |= {link.first, link.second}
        cache.take_out(cached.links, "first", self.again)
        cache.take_out(cached.links, "second", self.again)
        mine = {row.scene: rows.features_of(row.body) for row in cache.find(cached.scenes, "scene", self.again)}
        pairs: set[Pair] = set()
        for scene in mine.values():
            met: set[str] = set()
            for members in cache.members(names(scene)):
                met |= partners(members, scene.key, FIRST)
            met |= self._of_alike(scene.document)
            pairs |= {(min(scene.key, other), max(scene.key, other)) for other in met if other != scene.key}
        known = {**mine, **self._features({key for pair in pairs for key in pair} - set(mine))}
        alike = self._alike({known[key].document for pair in pairs for key in pair})
        made: list[Link] = []
        for first, second in sorted(pairs):
            a, b = known[first], known[second]
            found = compare(a, b, alike.get((min(a.document, b.document), max(a.document, b.document)), 0.0))
            if found is not None:
                made.append(found)
                self.touched |= {first, second}
        cache.put(cached.links, [rows.link_row(link) for link in made])
        self.touched |= set(mine)

    def _of_alike(self, document: str) -> set[str]:
        pairs = self._alike({document})
        others = {name for pair in pairs for name in pair} - {document}
        return {row.scene for row in self.cache.find(cached.scenes, "document", others)}

    def _alike(self, documents: Collection[str]) -> dict[Pair, float]:
        found = self.cache.find(cached.alike, "first", documents) + self.cache.find(cached.alike, "second", documents)
        return {(row.first, row.second): row.share for row in found}

    def _features(self, keys: Collection[str]) -> dict[str, Features]:
        return {row.scene: rows.features_of(row.body) for row in self.cache.find(cached.scenes, "scene", keys)}

    def _links(self, keys: Collection[str]) -> list[Link]:
        found = self.cache.find(cached.links, "first", keys) + self.cache.find(cached.links, "second", keys)
        unique = {(row.first, row.second): row for row in found}
        return [rows.link_of(*row) for _, row in sorted(unique.items())]

    def _component(self, seeds: Collection[str], judged: Judgements) -> set[str]:
        """Return all scenes that links connect with some."""
        known = {row.scene for row in self.cache.find(cached.scenes, "scene", seeds)}
        edge = set(known)
        while edge:
            near = {key for link in self._links(edge) if link.verdict == "same" for key in (link.first, link.second)}
            near |= {key for pair in judged.same if set(pair) & edge for key in pair}
            edge = {row.scene for row in self.cache.find(cached.scenes, "scene", near - known)}
            known |= edge
        return known

    def _by_scenes(self) -> Callable[[Collection[str], Collection[str]], bool] | None:
        if self.feasible is None:
            return None
        ask = self.feasible

        def feasible(ours: Collection[str], theirs: Collection[str]) -> bool:
            found = self.cache.find(cached.statements, "scene", {*ours, *theirs})
            return ask([rows.statement_of(row.body) for row in found])

        return feasible
