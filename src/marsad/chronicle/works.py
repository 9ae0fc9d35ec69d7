"""Works of linking and reckoning on any engine: the answers in order, or an error that names what could not be done.

A document that was read but not linked would be missing in every toll from then on, and nobody would see it.  So
nothing is left out: the run ends, what it finished is kept, and the same command goes on there.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from marsad.blocks import Block, Engine, in_blocks, map_blocks
from marsad.blocks.blocks import Work
from marsad.errors import LedgerError

ENDED = (
    "{name}: the process that worked on it ended ({why}); nothing is left out of the tables, so they are not finished:"
    " give the same command again, with fewer --jobs or more memory"
)
DAMAGED = "{name} is damaged ({error}); run `marsad verify`, or restore a backup"


class Answer(msgspec.Struct, array_like=True):
    """What a work gives for a row: its body, or the error as template and values."""

    body: bytes = b""
    template: str = ""
    values: dict[str, str] = {}


class _Named(msgspec.Struct, array_like=True):
    """What every row begins with: how it is called where it fails."""

    name: str


_answer = msgspec.msgpack.Decoder(Answer)
_named = msgspec.msgpack.Decoder(_Named)


def answered(rows: Block, do: Callable[[bytes], bytes]) -> list[bytes]:
    """Return an encoded `Answer` for each row: what a work does with its rows."""
    return [msgspec.msgpack.encode(_answered(row, do)) for row in rows]


def _answered(row: bytes, do: Callable[[bytes], bytes]) -> Answer:
    try:
        return Answer(do(row))
    except LedgerError as error:
        values = {key: str(value) for key, value in error.values.items()}
        return Answer(template=error.template or "{said}", values=values if error.template else {"said": str(error)})
    except zlib.error as error:
        return Answer(template=DAMAGED, values={"name": _named.decode(row).name, "error": str(error)})


def lost(row: bytes, why: str) -> bytes:
    """Return the answer for a row at which the process ended."""
    return msgspec.msgpack.encode(Answer(template=ENDED, values={"name": _named.decode(row).name, "why": why}))


def bodies(work: Work, rows: Iterable[bytes], engine: Engine, most: int) -> Iterator[bytes]:
    """Yield what a work gives for each row, in order; `most` rows are a block.

    Raises `LedgerError` at the first row that could not be worked on.
    """
    for answers in map_blocks(work, in_blocks(rows, most), engine, lost):
        for answer in map(_answer.decode, answers):
            if answer.template:
                raise LedgerError.of(answer.template, **answer.values)
            yield answer.body
