"""The whole ledger as JSON lines, the same bytes from every engine: what a backup holds and a court can check.

First line: {"format": "marsad-ledger-1", "schema": N, "dictionary": D}, D in base64 being the dictionary of zlib
streams that ask for one.  Then one line an entry in the chain's order:
{"entry": {seq, kind, item, content, previous, hash, at}, "row": {...}}; digests in hex, bytes as stored in base64,
`row` null where the row was erased or is missing.  Last line: {"entries": N, "head": hash}, by which a file that was
cut short is known.  Tables named `cache_...` are derived and left out.
"""

from __future__ import annotations

import heapq
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, LargeBinary, Table, select

from marsad.errors import LedgerError
from marsad.ledger import engine
from marsad.ledger.chain import START
from marsad.ledger.dictionary import DICTIONARY
from marsad.ledger.layout import present, version
from marsad.ledger.tables import VOUCHED, entries

FORMAT = "marsad-ledger-1"
DIGESTS = ("content", "previous", "hash")
PORTION = 500
SHARED = b64encode(DICTIONARY).decode()

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(dict[str, Any])


def lines(connection: Connection) -> Iterator[bytes]:
    """Yield the ledger line by line, each with its newline; memory does not grow with the ledger."""
    yield encode({"format": FORMAT, "schema": version(connection), "dictionary": SHARED})
    found = heapq.merge(
        *(rows(connection, table, columns) for table, columns in present(connection)), key=itemgetter(0, 1)
    )
    number, kind, row = next(found, _END)
    count, head = 0, START
    names = [str(column.name) for column in entries.columns]
    for values in engine.rows(connection, select(entries).order_by(entries.c.seq)):
        entry = dict(zip(names, values, strict=True))
        while number < entry["seq"]:
            number, kind, row = next(found, _END)
        mine = (number, kind) == (entry["seq"], entry["kind"])
        count, head = count + 1, entry["hash"]
        entry.update((name, entry[name].hex()) for name in DIGESTS)
        yield encode({"entry": entry, "row": row if mine else None})
    yield encode({"entries": count, "head": head.hex()})


_END: tuple[float, str, dict[str, Any]] = (float("inf"), "", {})


def encode(line: dict[str, Any]) -> bytes:
    """Return a line with its newline: JSON with sorted keys."""
    return _encoder.encode(line) + b"\n"


def rows(
    connection: Connection, table: Table, columns: list[Column[Any]], where: ColumnElement[bool] | None = None
) -> Iterator[tuple[float, str, Any]]:
    """Yield entry, kind and columns of a table's rows in the chain's order, bytes in base64."""
    names = [str(column.name) for column in columns]
    binary = [str(column.name) for column in columns if isinstance(column.type, LargeBinary)]
    kind = str(table.name)
    query = select(*columns).order_by(table.c.entry)
    for values in engine.rows(connection, query) if where is None else connection.execute(query.where(where)):
        said = dict(zip(names, values, strict=True))
        for name in binary:
            if said[name] is not None:
                said[name] = b64encode(said[name]).decode()
        yield said.pop("entry"), kind, said


def load(connection: Connection, found: Iterable[bytes]) -> None:
    """Write what `lines` gave, its first line left out, into a ledger that is laid out and empty.

    Raises `LedgerError` where it is no dump, or was cut short.
    """
    waiting: dict[str, list[dict[str, Any]]] = {}
    count, head, last = 0, START.hex(), None
    for number, line in enumerate(found, 2):
        said = _parse(line, number)
        if "entry" not in said:
            last = said
            continue
        entry = said["entry"]
        head = entry["hash"].hex()
        _take(waiting, entry, said["row"])
        count += 1
        if count % PORTION == 0:
            _write(connection, waiting)
    if last != {"entries": count, "head": head}:
        raise LedgerError.of("the backup is cut short after {count} entries; take another", count=count)
    _write(connection, waiting)


def first_line(line: bytes) -> int:
    """Return the version of the layout that a dump was made from.  Raises `LedgerError` where it is no dump."""
    try:
        said = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(1, error) from error
    if said.get("format") != FORMAT or not isinstance(said.get("schema"), int):
        raise _malformed(1, f"format {said.get('format')!r}")
    return int(said["schema"])


def _parse(line: bytes, number: int) -> dict[str, Any]:
    try:
        said = _decoder.decode(line)
        if "entry" in said:
            entry = said["entry"]
            entry.update((name, bytes.fromhex(entry[name])) for name in DIGESTS)
            if not {"kind", "seq"} <= entry.keys() or "row" not in said:
                raise _malformed(number, "no kind, seq or row")
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise _malformed(number, error) from error
    return said


def _malformed(number: int, why: object) -> LedgerError:
    return LedgerError.of(
        "line {number} is no line of a ledger's dump ({why}); take another backup", number=number, why=why
    )


def _take(waiting: dict[str, list[dict[str, Any]]], entry: dict[str, Any], row: dict[str, Any] | None) -> None:
    waiting.setdefault(str(entries.name), []).append(entry)
    if row is not None and entry["kind"] in _TABLES:
        waiting.setdefault(entry["kind"], []).append(_restored(entry["kind"], row, entry["seq"]))


_TABLES = {str(table.name): table for table in VOUCHED}
_BINARY = {
    name: [str(column.name) for column in table.columns if isinstance(column.type, LargeBinary)]
    for name, table in _TABLES.items()
}


def _restored(kind: str, row: dict[str, Any], seq: int) -> dict[str, Any]:
    for name in _BINARY[kind]:
        if row.get(name) is not None:
            row[name] = b64decode(row[name])
    row["entry"] = seq
    return row


def _write(connection: Connection, waiting: dict[str, list[dict[str, Any]]]) -> None:
    """Insert what waits, entries first and parents before children."""
    for table in (entries, *VOUCHED):
        rows = waiting.pop(str(table.name), None)
        if rows:
            engine.insert_all(connection, table, rows)
