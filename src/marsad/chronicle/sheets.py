"""Sheets: all that the accounts of some incidents are reckoned from, as rows of bytes that any process can reckon.

An account depends on the documents that tell of its incident, and on those that may take back a figure of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from marsad.blocks import Block
from marsad.chronicle import rows
from marsad.chronicle.entry import entry_of
from marsad.chronicle.works import answered
from marsad.ledger import accounted, cached
from marsad.ledger.cached import Cache
from marsad.link.judge import incident_id
from marsad.model import Statement
from marsad.reckon.account import account_of
from marsad.reckon.table import prepared

INCIDENTS = 10
"""Incidents of one sheet: they are told of by the same documents more often than not."""

Figure = tuple[str, int | None]
"""Harm and number."""


class Sheet(msgspec.Struct, array_like=True, gc=False):
    """What some incidents, by the scenes that lead them, are told by: the leader and the body of each statement."""

    name: str
    """The incidents' ids."""
    leaders: list[str]
    told: list[tuple[str, bytes]]
    umbrella: dict[str, frozenset[str]]

    def statements(self) -> list[Statement]:
        """Return the statements, each with its incident."""
        found = ((incident_id(leader), rows.statement_of(body)) for leader, body in self.told)
        return [msgspec.structs.replace(one, incident=incident) for incident, one in found]


_sheet = msgspec.msgpack.Decoder(Sheet)
_bodies = msgspec.msgpack.Decoder(list[bytes])


def reckon_rows(block: Block) -> list[bytes]:
    """Return for each encoded `Sheet` the encoded entries of its incidents: the work that is mapped."""
    return answered(block, lambda row: msgspec.msgpack.encode(_entries(_sheet.decode(row))))


def entries(body: bytes) -> list[bytes]:
    """Return the encoded entries of a sheet's incidents, in their order."""
    return _bodies.decode(body)


def sheet_rows(
    cache: Cache, leaders: Sequence[str], umbrella: Mapping[str, frozenset[str]], most: int = INCIDENTS
) -> Iterator[bytes]:
    """Yield the sheets of incidents as rows, at most so many incidents on each."""
    return map(msgspec.msgpack.encode, sheets(cache, leaders, umbrella, most))


def sheets(
    cache: Cache, leaders: Sequence[str], umbrella: Mapping[str, frozenset[str]], most: int = INCIDENTS
) -> Iterator[Sheet]:
    """Yield the sheets of incidents, at most so many on each."""
    telling: dict[str, set[str]] = defaultdict(set)
    for row in cache.find(cached.scenes, "leader", leaders):
        telling[row.leader].add(row.document)
    told = _told_by(cache, {document for some in telling.values() for document in some})
    taking = _taking_back(cache)
    told |= _told_by(cache, {document for some in taking.values() for document in some} - told.keys()) if taking else {}
    for at in range(0, len(leaders), most):
        part = list(leaders[at : at + most])
        own = {document for leader in part for document in telling[leader]}
        found = [one for document in sorted(own) for one in told[document]]
        back = {document for figure in _figures(found, taking) for document in taking[figure]} - own
        found += [one for document in sorted(back) for one in told[document]]
        yield Sheet(", ".join(map(incident_id, part)), part, found, dict(umbrella))


def _told_by(cache: Cache, documents: Collection[str]) -> dict[str, list[tuple[str, bytes]]]:
    """Return leader and body of the statements of documents, by document."""
    leader_of = {row.scene: row.leader for row in cache.find(cached.scenes, "document", documents)}
    found: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for row in cache.find(cached.statements, "document", documents):
        found[row.document].append((leader_of[row.scene], row.body))
    return found


def _taking_back(cache: Cache) -> dict[Figure, set[str]]:
    """Return the documents that take back a figure, by the figure."""
    keys = [key for key, _ in accounted.retracting(cache.connection)]
    found: dict[Figure, set[str]] = defaultdict(set)
    for row in cache.find(cached.statements, "key", keys):
        found[_figure(row.body)].add(row.document)
    return found


def _figures(told: Iterable[tuple[str, bytes]], taking: Mapping[Figure, object]) -> set[Figure]:
    """Return which of the figures that somebody takes back are told."""
    return {_figure(body) for _, body in told} & taking.keys() if taking else set()


def _figure(body: bytes) -> Figure:
    claim = rows.statement_of(body).claim
    return claim.harm, claim.value


def _entries(sheet: Sheet) -> list[bytes]:
    statements = sheet.statements()
    case = prepared(statements, umbrella=sheet.umbrella)
    told: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        told[one.incident or one.key].append(one)
    made = []
    for leader in sheet.leaders:
        name = incident_id(leader)
        own = sorted(told[name], key=lambda one: one.key)
        made.append(msgspec.msgpack.encode(entry_of(own, account_of(case, name))))
    return made
