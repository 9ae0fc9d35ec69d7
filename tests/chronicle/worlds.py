"""A small generated world, as `bench/link_world.py` makes it, in a ledger."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

import msgspec

from marsad.chronicle import Chronicle
from marsad.ledger import accounted, cached
from marsad.model import Document, Reading, TollRow
from marsad.pipeline import Ledger


def _load() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "link_world.py"
    spec = importlib.util.spec_from_file_location("link_world", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["link_world"] = module
    spec.loader.exec_module(module)
    return module


link_world = _load()
Pair = tuple[Document, Reading]


def documents(count: int, seed: int = 1) -> list[Pair]:
    return list(link_world.readings_of(link_world.world(count, seed)))


def put(ledger: Ledger, pairs: Iterable[Pair]) -> None:
    for document, reading in pairs:
        assert ledger.store.append(ledger.store.plan(document), reading)


def tables(chronicle: Chronicle) -> dict[str, list[tuple[object, ...]]]:
    """All rows that linking writes, by table."""
    names = (
        *(cached.statements, cached.places, cached.scenes, cached.blocks, cached.links, cached.bands, cached.alike),
        *(cached.events, cached.names, cached.days, accounted.retractions),
    )
    with chronicle.ledger.store.cache() as cache:
        return {table.name: sorted(map(tuple, cache.every(table)), key=repr) for table in names}


def bare(rows: Sequence[TollRow]) -> list[TollRow]:
    """Rows with their figures alone, without what binds them."""
    return [msgspec.structs.replace(row, claims=(), contributions=(), proofs=()) for row in rows]
