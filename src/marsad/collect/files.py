"""Files to documents: text, HTML, JSON, JSONL, web archives; what cannot be read is named in its place."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from marsad.collect import html, records
from marsad.collect.decoding import decode
from marsad.errors import MarsadError, UnreadableDocumentError
from marsad.ids import sha256
from marsad.model.document import Document

STDIN = "-"
_HTML = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
ARCHIVES = (".warc", ".warc.gz")
"""How the names of web archives end."""


@dataclass(frozen=True)
class Given:
    """What the user says of documents that do not say it themselves."""

    published: str | None = None
    source: str | None = None
    lang: str | None = None
    pack: str | None = None


@dataclass(frozen=True)
class Unread:
    """A document that could not be read, and why."""

    id: str
    error: MarsadError


Found = Document | Unread


@dataclass(frozen=True)
class Limits:
    """What a file may weigh, in bytes; a JSONL file as a whole may weigh anything."""

    max_bytes: int = 20_000_000


def read_files(
    names: Iterable[str], stdin: BinaryIO, given: Given | None = None, limits: Limits | None = None
) -> Iterator[Found]:
    """Yield the documents of files in their order; `-` is `stdin`.

    A text file's id is its stem.  A repeated id gets `#2`, `#3`, ...
    """
    taken: dict[str, int] = {}
    limits = limits or Limits()
    for name in names:
        for named in _named(_read_file(name, stdin, limits), taken):
            yield _complete(named, given) if given and isinstance(named, Document) else named


def read_archive(data: bytes, name: str, limits: Limits | None = None) -> Iterator[Found]:
    """Yield the documents of a web archive that is at hand, as `read_files` yields those of the file of that name."""
    origin = _Origin(name, Path(name).stem or name, name, Path(name).suffix.lower())
    yield from _named(_read_stream(io.BytesIO(data), origin, limits or Limits()), {})


def _named(every: Iterable[Found], taken: dict[str, int]) -> Iterator[Found]:
    """Yield what one file holds, each under a name of its own."""
    within: dict[str, int] = {}
    for found in every:
        yield _once(_apart(found, within), taken)


def _once(found: Found, taken: dict[str, int]) -> Found:
    name = found.id
    while name in taken:
        taken[found.id] += 1
        name = f"{found.id}#{taken[found.id]}"
    taken[name] = 1
    if name == found.id:
        return found
    return msgspec.structs.replace(found, id=name) if isinstance(found, Document) else Unread(name, found.error)


def _apart(found: Found, within: dict[str, int]) -> Found:
    """Give records of one name in one file addresses of their own."""
    if not isinstance(found, Document) or found.address is None:
        return found
    times = within[found.address] = within.get(found.address, 0) + 1
    return found if times == 1 else msgspec.structs.replace(found, address=f"{found.address}#{times}")


def _complete(document: Document, given: Given) -> Document:
    return msgspec.structs.replace(
        document,
        published=document.published or given.published,
        source=document.source or given.source,
        lang=document.lang or given.lang,
        pack=document.pack or given.pack,
    )


def _read_file(name: str, stdin: BinaryIO, limits: Limits) -> Iterator[Found]:
    shown = os.fsencode(name).decode("utf-8", "replace")
    if name == STDIN:
        yield from _read_stream(stdin, _Origin("stdin", "stdin", None, ""), limits)
        return
    path = Path(name)
    origin = _Origin(shown, Path(shown).stem or shown, os.path.abspath(shown), path.suffix.lower())  # noqa: PTH100
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, origin, limits)
    except OSError as error:
        yield Unread(origin.stem, _unopened(shown, error))


@dataclass(frozen=True)
class _Origin:
    """Where bytes come from: the name to show, the stem, the address, the suffix."""

    name: str
    stem: str
    address: str | None
    suffix: str

    def record_address(self, record: str) -> str | None:
        return f"{self.address}#{record}" if self.address else None


def _unopened(name: str, error: OSError) -> UnreadableDocumentError:
    if isinstance(error, FileNotFoundError):
        return UnreadableDocumentError.of("{name}: there is no such file; check the path", name=name)
    if isinstance(error, IsADirectoryError):
        return UnreadableDocumentError.of("{name}: is a folder; name the files in it: {name}/*", name=name)
    return UnreadableDocumentError.of(
        "{name}: cannot be opened ({reason}); check its rights", name=name, reason=error.strerror or error
    )


def _read_stream(stream: BinaryIO, origin: _Origin, limits: Limits) -> Iterator[Found]:
    if origin.suffix in _LINES:
        yield from _read_lines(_bounded_lines(stream, limits), origin, limits)
        return
    if origin.name.lower().endswith(ARCHIVES):
        yield from _read_archive(stream, origin, limits)
        return
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        yield Unread(origin.stem, _too_large(origin.name, limits))
        return
    kind = _sniffed(data) if origin.address is None else origin.suffix
    if kind == ".json":
        yield from _read_json(data, origin)
    elif kind == ".jsonl":
        yield from _read_lines(iter(data.splitlines(keepends=True)), origin, limits)
    else:
        yield _read_page(data, origin)


def _read_archive(stream: BinaryIO, origin: _Origin, limits: Limits) -> Iterator[Found]:
    from marsad.collect.archived import archived, heaviest  # its adapters stand on this module

    most = heaviest(limits)
    data = stream.read(most + 1)
    if len(data) > most:
        yield Unread(origin.stem, _too_large(origin.name, Limits(most)))
    else:
        yield from archived(data, origin.name, origin.stem, limits)


def _sniffed(data: bytes) -> str:
    """Return the suffix that nameless bytes would have had, were they JSON."""
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")) and records.is_json(data):
        return ".json"
    return ".jsonl" if start.startswith(b'{"') else ""


def _read_page(data: bytes, origin: _Origin) -> Found:
    is_html = origin.suffix in _HTML or (origin.suffix != ".txt" and html.looks_like_html(data))
    try:
        text = html.extract(data, origin.name) if is_html else decode(data, origin.name)
    except UnreadableDocumentError as error:
        return Unread(origin.stem, error)
    return Document(
        id=origin.stem,
        text=text,
        sha256=sha256(data),
        address=origin.address,
        media_type="text/html" if is_html else "text/plain",
        extracted=is_html,
        data=data,
    )


def _read_json(data: bytes, origin: _Origin) -> Iterator[Found]:
    try:
        parts = records.split(data, origin.name)
    except UnreadableDocumentError as error:
        yield Unread(origin.stem, error)
        return
    single = len(parts) == 1
    for number, part in enumerate(parts, 1):
        where = origin.name if single else f"{origin.name}, document {number}"
        yield _record(part, where, origin, origin.stem if single else f"{origin.stem}:{number}")


def _read_lines(stream: Iterator[bytes], origin: _Origin, limits: Limits) -> Iterator[Found]:
    for number, line in records.lines(stream):
        where = f"{origin.name}, line {number}"
        if len(line) > limits.max_bytes:
            yield Unread(f"{origin.stem}:{number}", _too_large(where, limits))
        else:
            yield _record(line, where, origin, f"{origin.stem}:{number}")


def _bounded_lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Yield lines; of one that is too long only as much as shows that it is."""
    while line := stream.readline(limits.max_bytes + 2):
        yield line
        while len(line) > limits.max_bytes and not line.endswith(b"\n") and line:
            line = stream.readline(limits.max_bytes + 2)


def _record(data: bytes, where: str, origin: _Origin, fallback: str) -> Found:
    try:
        document = records.parse(data, where)
    except UnreadableDocumentError as error:
        return Unread(records.name_of(data) or fallback, error)
    return msgspec.structs.replace(document, address=origin.record_address(document.id))


def _too_large(where: str, limits: Limits) -> UnreadableDocumentError:
    return UnreadableDocumentError.of(
        "{where}: larger than {limit} bytes; split it, or allow more (MARSAD_MAX_BYTES)",
        where=where,
        limit=limits.max_bytes,
    )
