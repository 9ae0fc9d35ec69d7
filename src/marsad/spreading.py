"""Reading spread over processes or machines: documents and readings as rows of bytes, read anywhere, in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from marsad import errors
from marsad.adding import Outcome, planned, write_all
from marsad.blocks import Engine, in_blocks, map_blocks
from marsad.collect import records
from marsad.collect.files import ARCHIVES, Unread, read_archive
from marsad.errors import MarsadError, UnreadableDocumentError
from marsad.model.document import Document
from marsad.model.reading import Reading
from marsad.pipeline import Ledger, read_document

if TYPE_CHECKING:
    from marsad.adding import Prepared
    from marsad.blocks.spark import Written
    from marsad.ledger import Plan

Item = TypeVar("Item")
ENDED = "{id}: the process that read it ended: {why}"
RECORD = "record"
"""What a record without a name is called: rows of a cluster have no line numbers."""


class Answer(msgspec.Struct, frozen=True):
    """What became of one document: the JSON of its reading, or the error."""

    id: str
    reading: msgspec.Raw = msgspec.Raw(b"null")
    kind: str = ""
    """The error's class; empty where there is a reading."""
    message: str = ""
    template: str | None = None
    values: dict[str, str | int | float | None] = {}

    def opened(self) -> Reading | Unread:
        """Return the reading or the error that it carries."""
        told = self.told()
        return told if isinstance(told, Unread) else Reading.from_json(bytes(told))

    def told(self) -> msgspec.Raw | Unread:
        """Return the JSON of the reading, as it came, or the error."""
        if not self.kind:
            return self.reading
        kind = getattr(errors, self.kind)
        error: MarsadError = kind(self.message, template=self.template, values=dict(self.values))
        return Unread(self.id, error)


def row_of(document: Document) -> bytes:
    """Return a document as a row."""
    return msgspec.msgpack.encode(document)


def read_rows(rows: Sequence[bytes]) -> list[bytes]:
    """Return an encoded `Answer` for each document, in order: the work that is mapped."""
    return [msgspec.json.encode(_answer(msgspec.msgpack.decode(row, type=Document))) for row in rows]


def lost_row(row: bytes, why: str) -> bytes:
    """Return the answer for a document at which the reading process ended."""
    document = msgspec.msgpack.decode(row, type=Document)
    error = UnreadableDocumentError.of(ENDED, id=document.id, why=why)
    return msgspec.json.encode(_refusal(document.id, error))


def read_on_cluster(source: str, target: str) -> Written:
    """Read the records of files on a cluster and write the readings (see `blocks.spark.map_files`)."""
    from marsad.blocks.spark import map_files, spark_session

    session = spark_session()
    if source.lower().rstrip("/*").endswith(ARCHIVES):
        return map_files(session, source, target, read_found, lost_found, told_line, open_archive)
    return map_files(session, source, target, read_records, lost_record, told_line)


class _Found(msgspec.Struct):
    """What lay in a web archive: a document, or the error in its place."""

    id: str
    document: Document | None = None
    error: str = ""


def open_archive(path: str, data: bytes) -> Iterator[bytes]:
    """Yield what lies in a web archive as rows."""
    for one in read_archive(data, path):
        if isinstance(one, Document):
            found = _Found(one.id, msgspec.structs.replace(one, data=b""))
        else:
            found = _Found(one.id, error=str(one.error))
        yield msgspec.msgpack.encode(found)


def read_found(rows: Sequence[bytes]) -> list[bytes]:
    """Return a line of JSON lines for what lay in a web archive: a reading, or the id and the error."""
    found = (msgspec.msgpack.decode(row, type=_Found) for row in rows)
    return [_line(_refused(one) if one.document is None else _answer(one.document)) for one in found]


def lost_found(row: bytes, why: str) -> bytes:
    """Return the line for a document of a web archive at which the reading process ended."""
    name = msgspec.msgpack.decode(row, type=_Found).id
    return _line(_refusal(name, UnreadableDocumentError.of(ENDED, id=name, why=why)))


def _refused(one: _Found) -> Answer:
    return _refusal(one.id, UnreadableDocumentError(one.error))


def read_records(rows: Sequence[bytes]) -> list[bytes]:
    """Return a line of JSON lines for the document in each JSON record: its reading, or its id and the error."""
    return [_line(_record_answer(row)) for row in rows]


def lost_record(row: bytes, why: str) -> bytes:
    """Return the line for a record at which the reading process ended."""
    name = records.name_of(row) or RECORD
    return _line(_refusal(name, UnreadableDocumentError.of(ENDED, id=name, why=why)))


def told_line(line: bytes) -> tuple[str | None, str | None, str | None]:
    """Return id, reading and error of a line, as columns; the reading is the JSON of the contract."""
    said = msgspec.json.decode(line, type=_Line)
    return said.id, None if said.error is not None else line.decode(), said.error


class _Line(msgspec.Struct):
    id: str
    error: str | None = None


def _line(answer: Answer) -> bytes:
    return msgspec.json.encode({"id": answer.id, "error": answer.message}) if answer.kind else bytes(answer.reading)


def _record_answer(row: bytes) -> Answer:
    try:
        return _answer(records.parse(row, RECORD))
    except MarsadError as error:
        return _refusal(records.name_of(row) or RECORD, error)


def answers(documents: Iterable[Document], engine: Engine) -> Iterator[Answer]:
    """Yield what became of each document, in order, read on `engine`."""
    for block in map_blocks(read_rows, in_blocks(map(row_of, documents)), engine, lost_row):
        for answer in block:
            yield msgspec.json.decode(answer, type=Answer)


def read_over(found: Iterable[Document | Unread], engine: Engine) -> Iterator[Reading | Unread]:
    """Read documents on `engine`; what was no document stays in its place.  The answers are those of `read_all`."""
    for told in told_over(found, engine):
        yield told if isinstance(told, Unread) else Reading.from_json(bytes(told))


def told_over(found: Iterable[Document | Unread], engine: Engine) -> Iterator[msgspec.Raw | Unread]:
    """Yield what `read_over` does, each reading as its JSON: who only hands it on need not open it."""
    for item, answer in _beside(found, lambda one: one if isinstance(one, Document) else None, engine):
        if answer is not None:
            yield answer.told()
        elif isinstance(item, Unread):
            yield item


def add_over(
    ledger: Ledger, found: Iterable[Document | Unread], engine: Engine, *, batch: int = 1
) -> Iterator[Outcome]:
    """Read documents on `engine`, append them here, and yield what became of each in their order."""
    plans = (planned(ledger.store, item) for item in found)
    prepared = _prepared(_beside(plans, lambda plan: None if isinstance(plan, Outcome) else plan.document, engine))
    return write_all(ledger.store, prepared, lambda one: read_document(one, ledger.lore), batch=batch)


def _prepared(plans: Iterable[tuple[Outcome | Plan, Answer | None]]) -> Iterator[Prepared]:
    for plan, answer in plans:
        if isinstance(plan, Outcome):
            yield plan
        elif answer is not None:
            reading = answer.opened()
            if isinstance(reading, Unread):
                yield Outcome(plan.document.id, "refused", reading.error)
            else:
                yield plan, reading


def _beside(
    items: Iterable[Item], document_of: Callable[[Item], Document | None], engine: Engine
) -> Iterator[tuple[Item, Answer | None]]:
    """Yield each item, in order, with the answer to its document where it has one."""
    waiting: deque[tuple[Item, bool]] = deque()

    def documents() -> Iterator[Document]:
        for item in items:
            document = document_of(item)
            waiting.append((item, document is not None))
            if document is not None:
                yield document

    for answer in answers(documents(), engine):
        while not waiting[0][1]:
            yield waiting.popleft()[0], None
        yield waiting.popleft()[0], answer
    yield from ((item, None) for item, _ in waiting)


def _answer(document: Document) -> Answer:
    try:
        return Answer(document.id, msgspec.Raw(read_document(document).to_json()))
    except MarsadError as error:
        return _refusal(document.id, error)


def _refusal(name: str, error: MarsadError) -> Answer:
    values = {key: _plain(value) for key, value in error.values.items()}
    return Answer(name, kind=type(error).__name__, message=str(error), template=error.template, values=values)


def _plain(value: object) -> str | int | float | None:
    return value if isinstance(value, (str, int, float)) or value is None else str(value)
