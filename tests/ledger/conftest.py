"""Hand-made documents and readings: the ledger keeps readings, it does not make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.ids import sha256
from marsad.ledger import Store
from marsad.model import Claim, Document, Published, Reading, Tool

Make = Callable[..., Document]


def make_document(name: str = "a", text: str = "3 killed", **more: object) -> Document:
    data = more.get("data", text.encode())
    assert isinstance(data, bytes)
    fields: dict[str, object] = {"address": f"/in/{name}.txt", "data": data, "sha256": sha256(data), **more}
    return Document(id=name, text=text, **fields)  # type: ignore[arg-type]


def make_reading(document: Document, published: str | None = None) -> Reading:
    day = published or document.published
    return Reading(
        id=document.id,
        lang="en",
        published=Published(value=day, how="given") if day else Published(),
        sha256=document.sha256,
        claims=(Claim(id="c1", span=(0, 1), text=document.text[:1], harm="killed", value=3),),
        made_by=Tool(reader="test 1", pack="none", gazetteer="g1"),
    )


def put(store: Store, document: Document, published: str | None = None) -> str:
    """Add a document as the pipeline does and return what became of it."""
    planned = store.plan(document)
    if planned.result != "unchanged":
        assert store.append(planned, make_reading(planned.document, published))
    return planned.result


class Clock:
    """A clock that tells the hour it is set to."""

    def __init__(self) -> None:
        self.now = dt.datetime(2018, 6, 9, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "marsad.db"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    made, _ = Store.create(path, clock=clock)
    with made:
        yield made


@pytest.fixture
def document() -> Make:
    return make_document


@pytest.fixture
def add() -> Callable[..., str]:
    return put


@pytest.fixture
def read() -> Callable[[Document], Reading]:
    return make_reading
