"""JSON documents: objects with `id, text, published?, source?, lang?, conflict?`; other keys are ignored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import msgspec

from marsad.collect.decoding import checked
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.model.document import Document

MEDIA_TYPE = "application/json"


class _Record(msgspec.Struct):
    id: str
    text: str
    published: str | None = None
    source: str | None = None
    lang: str | None = None
    conflict: str | None = None


class _Named(msgspec.Struct):
    id: str


def split(data: bytes, name: str) -> list[bytes]:
    """Return the exact bytes of each record of a JSON file: the object itself, or the elements of a list.

    Raises `UnreadableDocumentError` for a file that is neither.
    """
    body = data.removeprefix(b"\xef\xbb\xbf").strip()
    if not body.startswith(b"["):
        return [body]
    try:
        return [bytes(part).strip() for part in msgspec.json.decode(body, type=list[msgspec.Raw])]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(body, name, error) from error


def is_json(data: bytes) -> bool:
    """Tell whether `data` is one JSON value."""
    try:
        msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def lines(stream: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of every line that isn't blank."""
    for number, line in enumerate(stream, 1):
        stripped = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if stripped:
            yield number, stripped


def name_of(data: bytes) -> str | None:
    """Return the `id` of a record, even of one that is otherwise wrong; None where it has none."""
    try:
        return msgspec.json.decode(data, type=_Named).id or None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def parse(data: bytes, where: str) -> Document:
    """Return the document in a record; its original is the record as it stands.

    `where` names file and line.  Raises `UnreadableDocumentError` naming the key or byte that is wrong.
    """
    try:
        record = msgspec.json.decode(data, type=_Record)
    except msgspec.ValidationError as error:
        raise UnreadableDocumentError.of(
            "{where}: {error}; a document needs `id` and `text`, both strings", where=where, error=error
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _malformed(data, where, error) from error
    if not record.id.strip():
        raise UnreadableDocumentError.of("{where}: `id` is empty; give every document a name", where=where)
    return Document(
        id=record.id,
        text=checked(record.text, where),
        sha256=sha256(data),
        published=check_published(record.published, where),
        source=record.source or None,
        lang=record.lang or None,
        pack=record.conflict or None,
        media_type=MEDIA_TYPE,
        data=data,
    )


def check_published(value: str | None, where: str) -> str | None:
    """Return a day or moment of publication as given.  Raises `UnreadableDocumentError` where it is neither."""
    if not value:
        return None
    try:
        dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise UnreadableDocumentError.of(
            "{where}: published is {value!r}; write a day as 2018-06-09, or a moment as 2018-06-09T20:15:00+03:00",
            where=where,
            value=value,
        ) from error
    return value


def _malformed(data: bytes, where: str, error: Exception) -> UnreadableDocumentError:
    """Say what is wrong in the words of the slower parser, which knows line and column."""
    try:
        json.loads(data)
    except (ValueError, RecursionError) as better:
        error = better
    return UnreadableDocumentError.of(
        "{where}: is no JSON ({error}); one object in a .json file, or one a line in a .jsonl file",
        where=where,
        error=error,
    )
