"""A web archive (WARC): every page in it, as it would have come from the network, with when it was fetched."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

from marsad.collect.files import Unread
from marsad.collect.material import Item, Material, Origin, Skipped, Way, Withheld, document_id
from marsad.collect.web.addresses import normal
from marsad.collect.web.answer import Answer, BlockedError
from marsad.errors import UnreadableDocumentError

NAME = "warc"
ORDER = 10
SWELLING = 50
"""How many times an archive may be larger unpacked than the limit for files."""
CUT = "it is cut short"
_AT_ONCE = 1_000_000
"""Bytes that are unpacked at once to see whether packed ones are whole."""
_GZIP = b"\x1f\x8b"
_TAKEN = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/json", "text/csv")
_FEEDS = ("xml", "rss", "atom")
_OK = 200
_WITHOUT_BODY = {
    "revisit": "the archive says that it was as before",
    "conversion": "was made of another record, which is read",
    "continuation": "is the rest of a record that was cut up",
}
"""Records that give no page, and why; those that only describe others (`request`, `metadata`, `warcinfo`) are none."""
_REFUSED = ("401", "402", "403", "407", "429", "451")


def accepts(material: Material) -> bool:
    """Tell whether the material is a web archive, packed or not."""
    packed = material.data.startswith(_GZIP) and material.address.lower().endswith(".warc.gz")
    return packed or material.data.startswith(b"WARC/")


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield the pages as material of their own; what isn't one is named as skipped.

    Raises `UnreadableDocumentError` for an archive that is malformed, cut short, or swells beyond measure.
    """
    total = 0
    try:
        for record in _records(material.data):
            item = _record(record, way)
            total += len(item.data) if isinstance(item, Material) else 0
            if total > SWELLING * way.max_bytes:
                raise UnreadableDocumentError.of("{name}: swells beyond measure when unpacked", name=material.name)
            if item is not None:
                yield item
    except (EOFError, ValueError, zlib.error, OSError) as error:
        raise UnreadableDocumentError.of(
            "{name}: is no web archive that can be read ({reason})", name=material.name, reason=error
        ) from error


def _records(data: bytes) -> Iterator[Any]:
    """Yield the records, with what the library says of odd ones kept off the terminal: it quotes the pages.

    Raises `ValueError` for one that is malformed.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    every = ArchiveIterator(io.BytesIO(data))
    found, begin = iter(every), 0
    while True:
        with redirect_stderr(io.StringIO()):
            try:
                record = next(found, None)
            except (ArchiveLoadFailed, AttributeError) as error:  # the latter of a record that names no address
                raise ValueError(str(error)[:200]) from error
        if record is None:
            break
        begin = every.offset
        yield record
        _check_whole(record)
    is_whole = _is_whole(data[begin:]) if data.startswith(_GZIP) else data[-4:].replace(b"\r", b"").endswith(b"\n\n")
    if not is_whole:  # the library passes over a record that ends within its headers
        raise ValueError(CUT)


def _check_whole(record: Any) -> None:
    """Raise `ValueError` for a record that ends before it should; what is left of it is read and thrown away."""
    record.raw_stream.read()
    if record.rec_headers.get_header("Content-Length") is None or record.raw_stream.limit > 0:
        raise ValueError(CUT)


def _is_whole(packed: bytes) -> bool:
    """Tell whether no member of packed bytes is cut short."""
    while packed:
        engine, rest = zlib.decompressobj(wbits=31), packed
        while rest and not engine.eof:
            engine.decompress(rest, _AT_ONCE)
            rest = engine.unconsumed_tail
        if not engine.eof:
            return False
        packed = engine.unused_data
    return True


def _record(record: Any, way: Way) -> Item | None:
    """Return what is in one record; None for what only describes others."""
    target = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type in _WITHOUT_BODY:
        return Skipped(target, _WITHOUT_BODY[record.rec_type])
    if record.rec_type not in ("response", "resource"):
        return None
    if record.rec_type == "response" and record.http_headers is None:
        return Skipped(target, "is no answer of a web server")
    if record.rec_type == "resource":
        status, headers = str(_OK), {"content-type": record.rec_headers.get_header("Content-Type") or ""}
    else:
        status = record.http_headers.get_statuscode()
        headers = {name.lower(): value for name, value in record.http_headers.headers}
    if status in _REFUSED:
        return Withheld(target.strip("<>"), f"the server answered: {status}", int(status))
    if status != str(_OK):
        return Skipped(target, f"the server answered: {status}")
    try:
        url = normal(target.strip("<>"))
    except BlockedError as error:
        return Skipped(target[:200], str(error))
    answer = Answer(url, url, _OK, headers, b"")
    if not _is_taken(answer.media_type):
        return Skipped(url, f"is of no kind that is read: {answer.media_type or '?'}")
    data = record.content_stream().read(way.max_bytes + 1)
    if len(data) > way.max_bytes:
        return Unread(
            url, UnreadableDocumentError.of("{url}: holds more than {limit} bytes", url=url, limit=way.max_bytes)
        )
    _check_whole(record)
    origin = Origin(record.rec_headers.get_header("WARC-Date") or "?", _OK, headers)
    return Material(url, data, url, answer.media_type, answer.charset, document_id(url), origin)


def _is_taken(media: str) -> bool:
    return media in _TAKEN or any(word in media for word in _FEEDS)
