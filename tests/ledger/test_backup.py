"""A backup, taken while the ledger is in use, becomes the same ledger again on either engine, or nothing at all."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.errors import LedgerError
from marsad.ledger import KeyRing, Store, backup

from .conftest import make_document, put
from .test_dump import fill


@pytest.fixture
def full(store: Store) -> Store:
    fill(store)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.backup"


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str]]:
    """A new place on each engine."""
    database: Callable[[], str] = request.getfixturevalue("database")
    yield [str(tmp_path / "again.db"), database()]


def restore(file: Path, url: str, key: Path | None = None) -> Store:
    with backup.lines_of(file, key) as lines:
        return Store.restore(url, lines)


def test_it_restores_into_either_engine_with_an_identical_export(full: Store, file: Path, elsewhere: list[str]) -> None:
    backup.write(file, full.dump())
    for url in elsewhere:
        with restore(file, url) as again:
            assert again.verify().ok
            assert b"".join(again.dump()) == b"".join(full.dump())
            assert put(again, make_document("new", "9 killed")) == "added"
            assert again.verify().ok


def test_it_is_one_state_of_a_ledger_that_goes_on(full: Store, url: str, file: Path, elsewhere: list[str]) -> None:
    """A document that is added in the middle of the copying is in it whole or not at all."""
    lines = full.dump()
    first = [next(lines) for _ in range(5)]
    with Store.open(url) as other:
        put(other, make_document("late", "7 killed"))
    backup.write(file, [*first, *lines])
    with restore(file, elsewhere[0]) as again:
        assert again.verify().ok
        assert "late" not in {document.id for document in again.documents()}


def test_an_encrypted_backup_opens_with_its_key_only(
    full: Store, file: Path, tmp_path: Path, elsewhere: list[str]
) -> None:
    ring = KeyRing(tmp_path / "keys")
    mine, other = ring.make("vault", purpose="backups"), ring.make("other", purpose="backups")
    backup.write(file, full.dump(), [mine.public])
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    with pytest.raises(LedgerError, match="name the file of its key"):
        restore(file, elsewhere[0])
    with pytest.raises(LedgerError, match="cannot be decrypted"):
        restore(file, elsewhere[0], other.path)
    with restore(file, elsewhere[0], mine.path) as again:
        assert b"".join(again.dump()) == b"".join(full.dump())


def test_nothing_readable_is_left_by_an_encrypted_backup(full: Store, file: Path, tmp_path: Path) -> None:
    mine = KeyRing(tmp_path / "keys").make("vault", purpose="backups")
    recipient = mine.path.with_suffix(".recipient")
    backup.write(file, full.dump(), [str(recipient)])
    assert b"monitor" not in file.read_bytes() and b"entry" not in file.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize("part", [0.05, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("locked", [False, True])
def test_a_backup_cut_short_restores_nothing(
    full: Store, file: Path, tmp_path: Path, elsewhere: list[str], part: float, locked: bool
) -> None:
    mine = KeyRing(tmp_path / "keys").make("vault", purpose="backups")
    backup.write(file, full.dump(), [mine.public] if locked else [])
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * part)])
    for url in elsewhere:
        with pytest.raises(LedgerError):
            restore(file, url, mine.path)
        with pytest.raises(LedgerError, match="there is no ledger"):
            Store.open(url)


def test_a_backup_whose_last_lines_are_missing_restores_nothing(full: Store, file: Path, elsewhere: list[str]) -> None:
    lines = list(full.dump())
    backup.write(file, lines[:-3])
    with pytest.raises(LedgerError, match="cut short"):
        restore(file, elsewhere[0])


def test_a_changed_backup_restores_nothing(full: Store, file: Path, elsewhere: list[str]) -> None:
    lines = [line.replace(b"2018-06-09", b"2018-06-08") for line in full.dump()]
    backup.write(file, lines)
    for url in elsewhere:
        with pytest.raises(LedgerError, match="not sound"):
            restore(file, url)
        with pytest.raises(LedgerError, match="there is no ledger"):
            Store.open(url)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no backup at all", "is no backup"),
        (b"", "is no backup"),
        (gzip.compress(b"{}\n"), "no line of a ledger"),
        (gzip.compress(b'{"format":"marsad-ledger-1","schema":99}\n'), "newer marsad"),
        (gzip.compress(b'{"format":"marsad-ledger-1","schema":2}\n{"entry":{}}\n'), "no line of a ledger"),
        (gzip.compress(b'{"format":"marsad-ledger-1","schema":2}\n[1]\n'), "no line of a ledger"),
    ],
    ids=["words", "nothing", "no format", "newer schema", "no entry", "no mapping"],
)
def test_what_is_no_backup_is_refused(file: Path, elsewhere: list[str], content: bytes, message: str) -> None:
    file.write_bytes(content)
    with pytest.raises(LedgerError, match=message):
        restore(file, elsewhere[0])


def test_a_ledger_that_is_there_is_not_touched(full: Store, file: Path, url: str) -> None:
    backup.write(file, full.dump())
    before = b"".join(full.dump())
    with pytest.raises(LedgerError, match="there is something already"):
        restore(file, url)
    assert b"".join(full.dump()) == before


def test_a_backup_that_cannot_be_written_leaves_nothing(full: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(LedgerError, match="cannot be written"):
        backup.write(folder / "nowhere" / "x.backup", full.dump())

    def broken() -> Iterator[bytes]:
        yield from list(full.dump())[:3]
        raise OSError(28, os.strerror(28))

    (folder / "x.backup").write_bytes(b"the one before")
    with pytest.raises(LedgerError, match="No space left"):
        backup.write(folder / "x.backup", broken())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"x.backup": b"the one before"}
