"""The whole ledger as lines: the same bytes from every engine, and the same ledger again from the lines."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Callable
from pathlib import Path

from marsad.ledger import Store
from marsad.model import Decision

from .conftest import Clock, make_document, put


def fill(store: Store) -> None:
    """Arabic, line ends, HTML, revisions, a decision, a release, an erasure: something of everything."""
    put(store, make_document("b", "قُتِلَ ٣ مدنيين\r\n", published="2018-06-09", source="المرصد"))
    put(store, make_document("a", "4 killed", data=b"<p>4 killed</p>", extracted=True))
    put(store, make_document("B", "5 killed", address=None))
    put(store, make_document("b", "ten\n" * 3000))
    put(store, make_document("é", "6 killed"))
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    store.append_decision(Decision(id="d1", verdict="same", subjects=("a#c1",), who="R.", when=when, why="seen"))
    store.append_release("2018-06", b'{"lo": 3}')
    store.note("exported", actor="R.", item="2018-06", detail={"to": "csv"})
    put(store, make_document("z", "to be erased"))
    store.erase("z", who="R.", second="S.", why="safety")


def test_two_engines_give_the_same_bytes(path: Path, database: Callable[[], str]) -> None:
    given = []
    for url in (str(path), database()):
        with Store.create(url, clock=Clock())[0] as store:
            fill(store)
            given.append(b"".join(store.dump()))
            assert store.verify().ok
            assert [d.id for d in store.documents()] == ["B", "a", "b", "é"]
    assert given[0] == given[1]
    assert given[0].count(b"\n") == 41


def test_the_chain_can_be_checked_from_the_lines_alone(store: Store) -> None:
    """As docs/ledger.md shows it: with a JSON reader, zlib and SHA-256, without marsad."""
    fill(store)
    first, *lines, end = store.dump()
    assert json.loads(first)["format"] == "marsad-ledger-1"
    shared = base64.b64decode(json.loads(first)["dictionary"])
    last = bytes(32).hex()
    for number, line in enumerate(lines, 1):
        entry, row = json.loads(line).values()
        assert (entry["seq"], entry["previous"]) == (number, last)
        said = [entry[name] for name in ("seq", "kind", "item", "content", "previous", "at")]
        assert hashlib.sha256(compact(said)).hexdigest() == entry["hash"]
        if row is not None:
            assert hashlib.sha256(compact([entry["kind"], sealed(row, shared)])).hexdigest() == entry["content"]
        last = entry["hash"]
    assert json.loads(end) == {"entries": len(lines), "head": last}


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sealed(row: dict[str, object], shared: bytes) -> dict[str, object]:
    out = dict(row)
    for name in {"bytes", "text", "body"} & set(row):
        if isinstance(row[name], str):
            stored = base64.b64decode(str(row[name]))
            plain = zlib.decompressobj(zdict=shared).decompress(stored)
            out[name] = "/".join(hashlib.sha256(data).hexdigest() for data in (plain, stored))
    later = {"url", "clock", "network", "state", "note"}
    return {name: value for name, value in out.items() if value is not None or name not in later}
