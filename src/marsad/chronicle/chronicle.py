"""The ledger as one account: brought up to date with what is new, then asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

import msgspec

from marsad.blocks import Engine, Serial
from marsad.chronicle import listing, rows, uncounted
from marsad.chronicle.anew.stages import FIRST, Anew
from marsad.chronicle.fold import Fold
from marsad.chronicle.incidents import Teller
from marsad.knowledge.placenames import with_containers
from marsad.ledger import StoredReading, cached
from marsad.ledger.cached import Cache
from marsad.ledger.making import Making
from marsad.link import Link, wording
from marsad.link.control import Timeline, timelines
from marsad.link.decided import decided
from marsad.link.judge import NONE, VERDICTS, Judgements, incident_id, judgements
from marsad.link.subevents import sub_events
from marsad.model import Decision, PlaceMention, Statement, SubEvent
from marsad.model.incident import Incident, IncidentToll
from marsad.pipeline import Ledger, statements_of
from marsad.reckon.feasible import can_all_hold, clashes
from marsad.text.title import title_of

T = TypeVar("T")

MANY = 300
"""New documents from which on everything is linked anew at once, where they are also a tenth of the ledger."""


PLACES = 8
"""Places whose changes of control are read together."""


class Chronicle:
    """A ledger with its incidents.  Every question is answered from tables that are up to date.

    `engine` is where much that is new is linked and reckoned; the tables are the same on each.
    """

    def __init__(self, ledger: Ledger, engine: Engine | None = None) -> None:
        self.ledger = ledger
        self.engine: Engine = engine or Serial()
        self.umbrella: Mapping[str, frozenset[str]] = ledger.umbrella()
        self.feasible = can_all_hold(self.umbrella)

    def refresh(self) -> int:
        """Take in what is new in the ledger; return how many documents that touched.  Raises `LedgerError`."""
        return sum(touched for touched, _, _ in self.catch_up())

    def catch_up(self) -> Iterator[tuple[int, int, int]]:
        """Take in what is new in the ledger, step by step.  Raises `LedgerError`.

        Yields how many documents the step touched, how many documents' worth of work is done, and how many there are.
        """
        with self.ledger.store.cache() as cache:
            if cache.seen() == cache.head:
                return
        while (touched := self.ledger.store.derive(self._take_in)) is None:
            yield from self._link_anew(Anew(self))
        yield touched, touched, touched

    @contextmanager
    def tables(self) -> Iterator[Cache]:
        """Give the derived tables in one transaction, whole and up to date.  Raises `LedgerError`.

        Where somebody else begins to make them anew after they were brought up to date, they are brought up again.
        """
        while True:
            self.refresh()
            with self.ledger.store.cache() as cache:
                if cache.seen() is not None:
                    yield cache
                    return

    def derived(self, do: Callable[[Cache], T]) -> T:
        """Do something in whole tables that are up to date, and that it may write.  Raises `LedgerError`."""
        while True:
            self.refresh()
            done = self.ledger.store.derive(lambda cache: None if cache.seen() is None else (do(cache),))
            if done is not None:
                return done[0]

    def _take_in(self, cache: Cache) -> int | None:
        """Take in what is new; None where everything must be made anew."""
        seen = cache.seen()
        if seen == cache.head:
            return 0
        touched = None if seen is None else self._news(cache, seen)
        if touched is None:
            if seen is not None:
                Making(cache).begin(FIRST)
            return None
        self._fold(cache, touched)
        cache.note(cache.head)
        return len(touched)

    def rebuild(self) -> int:
        """Make the tables anew; return how many documents they hold."""
        touched = sum(touched for touched, _, _ in self._link_anew(Anew(self, fresh=True)))
        return touched + self.refresh()

    def _link_anew(self, anew: Anew) -> Iterator[tuple[int, int, int]]:
        for done, of_all in anew.steps():
            yield 0, done, of_all
        yield anew.documents, anew.documents, anew.documents

    def _news(self, cache: Cache, seen: int) -> set[str] | None:
        """Return the documents that new entries touch, None where everything must be made anew."""
        found: set[str] = set()
        made: set[str] = set()
        for kind, item in cache.news(seen):
            if kind == "readings":
                found.add(item.rpartition("@")[0])
            elif kind == "decisions":
                made.add(item)
            elif kind in ("tombstones", "erasures", "schema_versions"):
                return None
        if len(found) >= MANY and len(found) * 10 >= cache.documents():
            return None
        held = {decision.id: decision for decision in self.ledger.store.decisions()} if made else {}
        for id in made:
            decision = held.get(id)
            while decision is not None:
                found |= {decision.id, *(subject.rpartition("#")[0] or subject for subject in decision.subjects)}
                decision = held.get(decision.reverses or "")
        return found

    def _fold(self, cache: Cache, touched: Iterable[str]) -> None:
        decisions = self.ledger.store.decisions()
        fold = Fold(cache, self.feasible)
        pending = set(touched)
        for document in sorted(pending):
            fold.take_out(document)
            stored = cache.reading(document)
            text = cache.text(document, stored.revision) if stored else None
            told = wording.wording(document, text, wording.day_of(stored.reading)) if stored and text else None
            fold.put_in(document, *self._told(document, stored, text, decisions), told)
        judged = self.judged(cache, decisions)
        pairs = {key for kind in (judged.same, judged.different, judged.unsure) for pair in kind for key in pair}
        asked = {key for key in pairs if key.partition("#")[0] in pending} | self._leaders(cache, pending)
        fold.finish(judged, asked)

    def _leaders(self, cache: Cache, names: set[str]) -> set[str]:
        """Return the leading scenes of the incidents among the names that decisions are about."""
        wanted = {name for name in names if name.startswith("i-")}
        return {row.scene for row in cache.find(cached.names, "id", wanted)}

    def _told(
        self, document: str, stored: StoredReading | None, text: str | None, decisions: list[Decision]
    ) -> tuple[list[Statement], list[SubEvent]]:
        """Return statements and sub-events of one document, as decisions leave them."""
        lore = self.ledger.lore
        read = list(statements_of(stored, text, lore)) if stored and text is not None else []
        held = decided(read, decisions, fold=lore.fold_source).statements
        statements = [statement for statement in held if statement.document == document]
        events = (
            list(sub_events(document, stored.reading, lore.fold_source(stored.reading.source, stored.reading.pack)))
            if stored
            else []
        )
        return statements, events

    def judged(self, cache: Cache, decisions: list[Decision]) -> Judgements:
        """Return the judgements on pairs, by scenes."""
        pairs = [decision for decision in decisions if decision.verdict in VERDICTS or decision.verdict == "undo"]
        if not pairs:
            return NONE
        subjects = {subject for decision in pairs for subject in decision.subjects}
        of = {row.key: row.scene for row in cache.find(cached.statements, "key", subjects)}
        named = [subject for subject in subjects if subject.startswith("i-")]
        of |= {row.id: row.scene for row in cache.find(cached.names, "id", named)}
        return judgements(decisions, of)

    def statements(
        self, *, place: str | None = None, start: dt.date | None = None, end: dt.date | None = None
    ) -> list[Statement]:
        """Return the statements of all incidents that touch a place and days, with their incidents, by key.

        `place` is an id or a name, of the place itself or of one that contains it.
        """
        with self.tables() as cache:
            leaders = (leader for _, leader in cache.within(*listing.scope(start, end, place)))
            found = cache.told(leaders)
        named = (
            msgspec.structs.replace(rows.statement_of(row.body), incident=incident_id(row.leader)) for row in found
        )
        return sorted(named, key=lambda statement: statement.key)

    def incidents(
        self,
        *,
        place: str | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        id: str | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[list[Incident], int | None]:
        """Return incidents that touch a place and days, the newest first, and where the next ones begin.

        `place` is an id or a name, of the place itself or of one that contains it; `id` asks for one incident, by its
        id or the key of one of its claims.  Raises `UsageError` for an id that the ledger does not have.
        """
        scope = listing.scope(start, end, place)

        def asked(cache: Cache) -> tuple[list[Incident], int | None]:
            listed = listing.one(cache, id) if id is not None else listing.listed(cache, scope)
            part = list(islice(listed, offset, offset + limit + 1))
            return self._incidents(cache, part[:limit]), offset + limit if len(part) > limit else None

        return self.derived(asked)

    def claims_of(self, incident: Incident) -> list[Statement]:
        """Return the statements of an incident, in the order in which it names them."""
        with self.tables() as cache:
            found = {
                row.key: rows.statement_of(row.body) for row in cache.find(cached.statements, "key", incident.claims)
            }
        own = [found[key] for key in incident.claims if key in found]
        return [msgspec.structs.replace(one, incident=incident.id) for one in own]

    def led_by(self, leaders: Sequence[str]) -> list[Incident]:
        """Return the incidents that scenes lead, in the order given, each by the scene after which it is named."""
        return self.derived(lambda cache: self._incidents(cache, leaders))

    def _incidents(self, cache: Cache, shown: Sequence[listing.Listed]) -> list[Incident]:
        judged = self.judged(cache, self.ledger.store.decisions())
        leaders = [one for one in shown if isinstance(one, str)]
        found = [one for one in shown if not isinstance(one, str)]
        titles = self._titles(cache, {listing.key(one).partition("#")[0] for one in shown})
        counted = Teller(cache, self.umbrella, self.side_of(), judged).tell(leaders, titles)
        told = {one.id: one for one in (*counted, *uncounted.tell(cache, found, titles).values())}
        named = (told.get(incident_id(listing.key(one))) for one in shown)
        return [one for one in named if one is not None]

    def tolls(self, documents: Iterable[str]) -> dict[str, tuple[IncidentToll, ...]]:
        """Return the bounds of the incidents that documents tell of, by incident."""
        names = sorted(set(documents))

        def asked(cache: Cache) -> dict[str, tuple[IncidentToll, ...]]:
            leaders = sorted({row.leader for row in cache.find(cached.scenes, "document", names)})
            return Teller(cache, self.umbrella, {}, NONE).tolls(leaders)

        return {incident_id(leader): bounds for leader, bounds in self.derived(asked).items()}

    def timelines(self, place: str | None = None) -> tuple[Timeline, ...]:
        """Return who held each place when; `place` an id or a name, of the place itself or of one that contains it."""
        with self.tables() as cache:
            told = cache.control(place.casefold() if place else None)
            events = [rows.event_of(row.body) for row in told]
        found = timelines(events)
        return found if place is None else tuple(line for line in found if is_in(line.place, place))

    def timelines_in_order(self) -> Iterator[Timeline]:
        """Yield what `timelines` returns of all places, reading only what is asked for: a few places at a time."""
        after = ""
        while True:
            with self.tables() as cache:
                told = cache.control_after(after, PLACES)
            if not told:
                return
            yield from timelines(rows.event_of(row.body) for row in told)
            after = max(row.place for row in told)

    def doubtful(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Yield the pairs of reports that may be one and that nobody has judged, the likeliest first, and why.

        Why: by each feature that was compared, how far the two are alike in it and the bits that this weighs.
        """
        with self.tables() as cache:
            judged = self.judged(cache, self.ledger.store.decisions())
        known, after = {*judged.same, *judged.different, *judged.unsure}, 0
        while True:
            with self.tables() as cache:
                page = cache.unsure(after, cached.MANY)
                leader = {row.scene: row.leader for row in cache.find(cached.scenes, "scene", _ends(page))}
            if not page:
                return
            for row in page:
                if (row.first, row.second) not in known and leader[row.first] != leader[row.second]:
                    yield row.first, row.second, _reasons(rows.link_of(*row))
            after += len(page)

    def events(self, keys: Iterable[str]) -> dict[str, SubEvent]:
        """Return sub-events by their keys."""
        with self.tables() as cache:
            return {row.key: rows.event_of(row.body) for row in cache.find(cached.events, "key", keys)}

    def titles(self, documents: Iterable[str]) -> dict[str, str | None]:
        """Return the first lines of documents."""
        with self.ledger.store.cache() as cache:
            return self._titles(cache, set(documents))

    def named(self, name: str) -> str:
        """Return the claim by which a judgement names an incident: the one given, or of an id the first told.

        Raises `UsageError` where the ledger has neither.
        """
        with self.tables() as cache:
            leader = listing.leader(cache, name)
        return leader if name.startswith("i-") else name

    def clash(self, first: str, second: str) -> tuple[tuple[str, ...], ...]:
        """Return the sets of claims that could not all hold if two incidents, named by claims, were one."""
        with self.tables() as cache:
            found = cache.told({listing.leader(cache, name) for name in (first, second)})
        return clashes([rows.statement_of(row.body) for row in found], self.umbrella)

    def side_of(self) -> dict[str, str]:
        """Return the side that each source speaks for, where the packs name one."""
        specs = self.ledger.lore.packs.values()
        return {source.id: source.side for spec in specs for source in spec.sources if source.side}

    @staticmethod
    def _titles(cache: Cache, names: set[str]) -> dict[str, str | None]:
        """Return the first lines of documents by name, None for claims entered by hand."""
        texts = cache.read_texts(names)
        return {name: title_of(texts[name]) if name in texts else None for name in sorted(names)}


def _ends(links: Iterable[Any]) -> set[str]:
    return {key for row in links for key in (row.first, row.second)}


def _reasons(link: Link) -> dict[str, str]:
    return {one.feature: f"{one.value} ({one.bits:+g})" for one in link.why}


def is_in(place: PlaceMention, name: str) -> bool:
    """Tell whether a place goes by a name, or lies in one that has the id."""
    whole = with_containers(place)
    names = {place.gazetteer, place.name_en, place.name_ar, place.text, *whole.parents}
    return name.casefold() in {one.casefold() for one in names if one}
