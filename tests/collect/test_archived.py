"""A web archive as a file: what `read` and `add` take out of it is what collecting does, and nothing of it is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from marsad.collect.files import Found, Limits, Unread, read_archive, read_files
from marsad.collect.material import Material
from marsad.gathering import Gathering
from marsad.model import Document
from marsad.pipeline import Ledger

from .given import warc

A = "https://example.org/"
WORDS = "Five civilians were killed in an airstrike on Douma on 9 June 2018."


def page(n: int) -> tuple[str, str, bytes]:
    return f"{A}{n}", "text/html", f"<html><body><p>{WORDS} {n}</p></body></html>".encode()


def read(path: Path, limits: Limits | None = None) -> list[Found]:
    return list(read_files([str(path)], io.BytesIO(), limits=limits))


def test_documents_have_the_ids_addresses_and_texts_that_collecting_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc([page(1), page(2), (f"{A}3", "image/gif", b"GIF89a")]))
    found = [one for one in read(path) if isinstance(one, Document)]
    with Ledger(tmp_path / "marsad.db") as ledger:
        list(Gathering(ledger).material(Material(path.name, path.read_bytes(), str(path))))
        kept = {one.id: (one.address, ledger.store.text(one.id)) for one in ledger.documents()}
    assert {one.id: (one.address, one.text) for one in found} == kept
    assert len(kept) == 2
    assert [one.id for one in read_archive(path.read_bytes(), "x/a.warc.gz")] == [one.id for one in found]


def test_a_page_that_was_archived_twice_is_two_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc([page(1), page(1)], packed=False))
    first, second = read(path)
    assert isinstance(second, Document)
    assert second.id == f"{first.id}#2"
    assert second.address == f"{A}1#2"


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc([page(1), (f"{A}2", "text/html", b"<html></html>"), page(3)]))
    assert [isinstance(one, Unread) for one in read(path)] == [False, True, False]
    assert "holds no text" in str(read(path)[1].error)  # type: ignore[union-attr]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("missing", [0.1, 0.5, 0.95])
def test_of_an_archive_that_is_cut_short_no_half_page_is_taken_for_a_whole(
    tmp_path: Path, packed: bool, missing: float
) -> None:
    path, last = tmp_path / "a.warc.gz", warc([page(2)], packed=packed)
    path.write_bytes(warc([page(1)], packed=packed) + last[: int(len(last) * (1 - missing))])
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Unread)
    assert "a.warc.gz: is no web archive that can be read" in str(second.error)


def test_an_archive_that_swells_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    body = b"<p>" + b"x" * 900
    path.write_bytes(warc([(f"{A}{n}", "text/html", body) for n in range(80)]))
    found = read(path, Limits(max_bytes=1_000))
    assert len(found) < 60
    assert "swells beyond measure" in str(found[-1].error)  # type: ignore[union-attr]


def test_an_archive_within_an_archive_is_opened_a_few_times_only(tmp_path: Path) -> None:
    inner = warc([page(1)])
    for n in range(2, 8):
        inner = warc([(f"{A}{n}.warc.gz", "text/plain", inner)])
    path = tmp_path / "a.warc.gz"
    path.write_bytes(inner)
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert "packed too deep" in str(found.error)
