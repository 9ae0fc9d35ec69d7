"""The verbs in a row: the only hands, with `review`, that write the ledger.

`read_text` and `read_document` need no ledger.  `Ledger` is the ledger as the Python API shows it: add, then ask.
The rooms are imported where they are used, so that each command pays only for what it does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, Unpack

import msgspec

from marsad.adding import Outcome, add_all
from marsad.collect.files import Unread
from marsad.errors import MarsadError
from marsad.ids import sha256
from marsad.model.derivation import Derivation
from marsad.model.document import Document
from marsad.model.reading import Reading
from marsad.model.statement import Statement
from marsad.model.terms import Policy
from marsad.model.toll import Scope, TollOptions, TollTable
from marsad.text.title import title_of

if TYPE_CHECKING:
    from marsad.knowledge.lore import Lore
    from marsad.ledger import Head, StoredDocument, StoredReading, Verification
    from marsad.ledger.search import SearchPage
    from marsad.ledger.stamps import Roots
    from marsad.link.decided import Decided
    from marsad.model.decision import Decision

Made = TypeVar("Made")


def read_text(
    text: str,
    *,
    published: str | dt.date | None = None,
    source: str | None = None,
    lang: str | None = None,
    pack: str | None = None,
) -> Reading:
    """Read one bulletin (`marsad.read`).  Raises `UsageError` for a language or pack that there isn't."""
    day = published.isoformat() if isinstance(published, dt.date) else published
    document = Document(
        id="text", text=text, sha256=sha256(text.encode()), published=day, source=source, lang=lang, pack=pack
    )
    return read_document(document)


def read_document(document: Document, lore: Lore | None = None) -> Reading:
    """Return a document's reading, its own tolls reckoned.

    A conflict that no pack knows is left to the words of the text.  Raises `UsageError` for an unknown language.
    """
    from marsad.read import read
    from marsad.reckon.document import document_tolls
    from marsad.reckon.lead import lead

    lore = lore or _load_lore()
    if document.pack is not None and document.pack not in lore.packs:
        document = msgspec.structs.replace(document, pack=None)
    reading = read(document, lore)
    tolls = document_tolls(reading, umbrella=lore.umbrella(reading.pack), lead=lead(document.text))
    return msgspec.structs.replace(reading, tolls=tolls)


def read_all(found: Iterable[Document | Unread], lore: Lore | None = None) -> Iterator[Reading | Unread]:
    """Read documents in their order; one that cannot be read stays in its place with the reason."""
    return _each(found, partial(read_document, lore=lore or _load_lore()))


def explain_all(found: Iterable[Document | Unread], lore: Lore | None = None) -> Iterator[Derivation | Unread]:
    """Read documents in their order as `read_all` does, each with the derivation of its reading."""
    from marsad.read.explain import explain

    known = lore or _load_lore()
    return _each(found, lambda document: explain(document, read_document(document, known), known))


def _each(found: Iterable[Document | Unread], do: Callable[[Document], Made]) -> Iterator[Made | Unread]:
    for item in found:
        try:
            yield item if isinstance(item, Unread) else do(item)
        except MarsadError as error:
            yield Unread(item.id, error)


def statements_of(stored: StoredReading, text: str, lore: Lore) -> Iterator[Statement]:
    """Yield the claims of a reading in their context; sources are folded to one id each."""
    from marsad.reckon.lead import lead

    reading = stored.reading
    places = {place.id: place for place in reading.places}
    publisher = lore.fold_source(reading.source, reading.pack)
    first = lead(text)
    for claim, plain in zip(reading.claims, first.measured(reading.claims), strict=True):
        yield Statement(
            key=f"{stored.document}#{claim.id}",
            document=stored.document,
            claim=claim,
            published=reading.published.day,
            source=publisher,
            claimant=lore.fold_source(claim.claimant, reading.pack) or publisher,
            place=places.get(claim.place) if claim.place else None,
            headline=plain.span[1] <= first.title,
            unread=claim.span[0] - plain.span[0],
        )


def reckon(
    statements: Sequence[Statement],
    scope: Scope | None = None,
    *,
    by: str | Iterable[str] = "side",
    policy: Policy = "lead",
    as_of: dt.date | None = None,
    known_at: dt.datetime | None = None,
    umbrella: Mapping[str, frozenset[str]] | None = None,
    lang: str = "en",
    names: Mapping[str, str] | None = None,
    **options: Unpack[TollOptions],
) -> TollTable:
    """Link statements to incidents, where they are not yet, and reckon the toll of a scope (`marsad.reckon`).

    `by` names what the rows are broken down by, as 'side' or 'side,place'; `lang` is the language of the reasons, in
    which `names` calls the sources.  `options` are explained in docs/policies.md.
    Raises `UsageError` for an unknown breakdown or policy, `SolverError` where no bound could be found.
    """
    from marsad.knowledge.sentences import load_sentences
    from marsad.link import link_incidents
    from marsad.reckon.table import toll_table

    return toll_table(
        statements if all(statement.incident for statement in statements) else link_incidents(statements),
        scope or Scope(),
        by=_parts(by),
        policy=policy,
        as_of=as_of,
        known_at=known_at.isoformat() if known_at else None,
        umbrella=umbrella or {},
        messages=load_sentences(lang),
        names=names or {},
        **options,
    )


def _parts(by: str | Iterable[str]) -> tuple[str, ...]:
    """Return the parts of a breakdown, as 'side,place' or one by one."""
    return tuple(part.strip() for part in by.split(",") if part.strip()) if isinstance(by, str) else tuple(by)


class Ledger:
    """A ledger as the Python API shows it; made if there is none.  Use it in a `with` block."""

    def __init__(
        self,
        url: str | Path = "marsad.db",
        *,
        create: bool = True,
        wait: float = 10,
        older: bool = False,
        clock: Callable[[], dt.datetime] | None = None,
    ) -> None:
        from marsad.ledger import Store
        from marsad.ledger.opened import utc_now

        if create:
            self.store, self.made = Store.create(url, wait=wait, clock=clock or utc_now)
        else:
            self.store, self.made = Store.open(url, wait=wait, older=older, clock=clock or utc_now), False
        self._lore: Lore | None = None

    @property
    def lore(self) -> Lore:
        """The knowledge that new documents are read with."""
        if self._lore is None:
            self._lore = _load_lore()
        return self._lore

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring everything onto the disk and let go of the file."""
        self.store.close()

    def add(self, found: Iterable[Document | Unread], *, batch: int = 1) -> Iterator[Outcome]:
        """Read and append documents and yield what became of each (see `adding.add_all`)."""
        return add_all(self.store, found, lambda document: read_document(document, self.lore), batch=batch)

    def documents(self) -> list[StoredDocument]:
        """Return every document with its latest revision, by id."""
        return self.store.documents()

    def readings(self, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> Iterator[StoredReading]:
        """Yield each document's latest reading: published by the end of `as_of`, in the ledger at `known_at`."""
        return self.store.readings(as_of=as_of, known_at=known_at)

    def statements(self, *, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> list[Statement]:
        """Return the claims of the latest readings in their context, as decisions leave them, and the entered ones."""
        return list(self.decided(as_of=as_of, known_at=known_at).statements)

    def decided(
        self,
        *,
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        decisions: Sequence[Decision] | None = None,
    ) -> Decided:
        """Return the statements after all decisions (or those given), with the decisions that found no claim."""
        from marsad.link.decided import decided

        read = (
            statement
            for stored in self.readings(as_of=as_of, known_at=known_at)
            for statement in statements_of(stored, self.store.text(stored.document, stored.revision), self.lore)
        )
        held = self.store.decisions(known_at=known_at) if decisions is None else decisions
        return decided(read, held, fold=self.lore.fold_source, as_of=as_of)

    def linked(
        self,
        *,
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        decisions: Sequence[Decision] | None = None,
    ) -> tuple[Statement, ...]:
        """Return the statements with their incidents, by wording and the judgements of persons too.

        `decisions`: obey these alone instead of all that the ledger holds.
        """
        from marsad.link import link_incidents
        from marsad.link.wording import day_of, wording
        from marsad.reckon.feasible import can_all_hold

        held = self.store.decisions(known_at=known_at) if decisions is None else decisions
        statements = self.decided(as_of=as_of, known_at=known_at, decisions=held).statements
        read = self.readings(as_of=as_of, known_at=known_at)
        return link_incidents(
            statements,
            wordings=[
                wording(one.document, self.store.text(one.document, one.revision), day_of(one.reading)) for one in read
            ],
            decisions=held,
            feasible=can_all_hold(self.umbrella()),
        )

    def title(self, document: str) -> str:
        """Return a document's first line; of a claim entered by hand, its words.  Raises `LedgerError`."""
        said = next((d.claim for d in self.store.decisions() if d.id == document and d.claim), None)
        return title_of(said.quote if said else self.store.text(document))

    def toll(
        self,
        scope: Scope | None = None,
        *,
        by: str | Iterable[str] = "side",
        policy: Policy = "lead",
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        lang: str = "en",
        statements: Sequence[Statement] | None = None,
        **options: Unpack[TollOptions],
    ) -> TollTable:
        """Reckon the toll of a scope (DESIGN.md section 5); `statements` saves fetching them again.

        The other options are those of `reckon`.  The policy `named-only` asks the lists of victims.
        """
        if policy == "named-only" and statements is None:
            return self._named(scope or Scope(), _parts(by), as_of, known_at, lang)
        if statements is None:
            statements = self.linked(as_of=as_of, known_at=known_at)
        return reckon(
            statements,
            scope,
            by=by,
            policy=policy,
            as_of=as_of,
            known_at=known_at,
            umbrella=self.umbrella(),
            lang=lang,
            names=self.source_names(lang),
            **options,
        )

    def series(
        self, statements: Sequence[Statement], scope: Scope, days: Sequence[dt.date], *, policy: Policy = "lead"
    ) -> list[TollTable]:
        """Return the toll by side as it was known by the end of each day, of statements that are linked once."""
        from marsad.link import link_incidents
        from marsad.reckon.table import toll_table

        linked = statements if all(one.incident for one in statements) else link_incidents(statements)
        umbrella = self.umbrella()
        return [toll_table(linked, scope, policy=policy, as_of=day, umbrella=umbrella) for day in days]

    def source_names(self, lang: str) -> dict[str, str]:
        """Return what the sources that packs know are called in a language, by id."""
        sources = [source for pack in self.lore.packs.values() for source in pack.sources]
        spelled = {source.id: (source.ar, source.en) if lang == "ar" else (source.en, source.ar) for source in sources}
        return {name: (own or other)[0] for name, (own, other) in spelled.items() if own or other}

    def search(
        self,
        query: str,
        *,
        literal: bool = False,
        claims: bool = False,
        lang: str | None = None,
        source: str | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> SearchPage:
        """Return a page of the documents in which all words of a query stand, the newest published first.

        Words are folded and found with what Arabic glues before them; `"..."` is a phrase, `word*` a beginning.
        `literal`: as they are written.  `claims`: in what a claim quotes.  `source` is meant by any of its spellings.
        Raises `UsageError` for a query, cursor or limit that is none.
        """
        from marsad.ledger.search import Asked

        sources = None
        if source is not None:
            meant = self.lore.fold_source(source)
            sources = tuple(name for name in self.store.search_sources() if self.lore.fold_source(name) == meant)
        asked = Asked(
            query=query,
            literal=literal,
            claims=claims,
            lang=lang,
            sources=sources,
            start=start,
            end=end,
            limit=limit,
            cursor=cursor,
        )
        return self.store.search(asked)

    def _named(
        self, scope: Scope, by: tuple[str, ...], as_of: dt.date | None, known_at: dt.datetime | None, lang: str
    ) -> TollTable:
        from marsad.knowledge.personal_names import load_names
        from marsad.knowledge.sentences import load_sentences
        from marsad.link.people import matched, named_table

        found = matched(self.store.decisions(known_at=known_at), load_names())
        moment = known_at.isoformat() if known_at else None
        return named_table(
            found, scope, by=by, umbrella=self.umbrella(), as_of=as_of, known_at=moment, messages=load_sentences(lang)
        )

    def umbrella(self) -> dict[str, frozenset[str]]:
        """Return which sides are counted inside which, by all packs."""
        out: dict[str, frozenset[str]] = {}
        for pack in self.lore.packs:
            for side, parts in self.lore.umbrella(pack).items():
                out[side] = out.get(side, frozenset()) | parts
        return out

    def place(self, name: str, statements: Iterable[Statement]) -> str:
        """Return the id of the place that `name` means among those that the statements speak of.

        The name itself is returned where only the texts know it.  Raises `UsageError` for a name that nothing in
        the ledger goes by, and for one that several places of the ledger go by.
        """
        from marsad.knowledge.placenames import place_meant

        mentions = {place for statement in statements if (place := statement.place) is not None}
        known = {key for place in mentions for key in (place.gazetteer, *place.parents)}
        words = {text.casefold() for place in mentions for text in (place.text, place.name_en, place.name_ar) if text}
        return place_meant(name, known.__contains__, words.__contains__)

    def sides(self) -> frozenset[str]:
        """Return every side that a pack knows."""
        return frozenset(side for pack in self.lore.packs.values() for side in pack.sides)

    def verify(self, *, heads: Sequence[Head | str] = (), keys: Sequence[str] = (), roots: Roots = ()) -> Verification:
        """Recompute every hash, the chain, seals and stamps, and name what is wrong (see `Store.verify`)."""
        return self.store.verify(heads=heads, keys=keys, roots=roots)


def _load_lore() -> Lore:
    from marsad.knowledge import load_lore

    return load_lore()
