"""Making and opening: what is refused, and how clearly."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Store, engine
from marsad.model import Document, Reading


def test_making_a_ledger_where_one_is_changes_nothing(path: Path) -> None:
    Store.create(path)[0].close()
    before = path.read_bytes()
    again, made = Store.create(path)
    again.close()
    assert made is False
    assert path.read_bytes() == before


def test_everything_lies_in_one_file(path: Path, document: Callable[..., Document], add: Callable[..., str]) -> None:
    with Store.create(path)[0] as store:
        add(store, document())
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_address_and_a_path_name_the_same_ledger(path: Path) -> None:
    Store.create(f"sqlite:///{path}")[0].close()
    Store.open(path).close()


def test_a_new_ledger_that_was_cut_off_before_its_tables_is_made_whole(path: Path) -> None:
    place = engine.locate(path)
    unfinished = engine.connect(place, wait=1, create=True)
    engine.prepare(unfinished, place)
    unfinished.dispose()
    assert path.stat().st_size > 0
    store, made = Store.create(path)
    store.close()
    assert made is True


@pytest.mark.parametrize("opening", [Store.open, Store.create])
def test_a_file_of_another_kind_is_refused(path: Path, opening: Callable[[Path], object]) -> None:
    path.write_bytes(b"this is a diary, no database\n" * 100)
    with pytest.raises(LedgerError, match="is not a ledger"):
        opening(path)
    assert path.read_bytes().startswith(b"this is a diary")


@pytest.mark.parametrize("opening", [Store.open, Store.create])
def test_a_database_of_another_program_is_refused(path: Path, opening: Callable[[Path], object]) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    with pytest.raises(LedgerError, match="is not a ledger"):
        opening(path)


def test_no_ledger_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is no ledger; make one with `marsad init`"):
        Store.open(path)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="nowhere first"):
        Store.create(tmp_path / "nowhere" / "marsad.db")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Store.open(tmp_path)


@pytest.mark.parametrize("url", ["mysql://host/x", "", "sqlite:///"])
def test_an_address_of_no_known_engine_is_refused(url: str) -> None:
    with pytest.raises(LedgerError, match="sqlite:///path"):
        Store.open(url)


def test_a_newer_schema_is_refused(path: Path) -> None:
    Store.create(path)[0].close()
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO schema_versions (version, tool, entry) VALUES (99, 'marsad 9', 1)")
    raw.close()
    with pytest.raises(LedgerError, match=r"newer marsad \(schema 99"):
        Store.open(path)


def test_a_locked_ledger_says_so(
    path: Path, document: Callable[..., Document], read: Callable[[Document], Reading]
) -> None:
    Store.create(path)[0].close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path, wait=0.05) as store:
        planned = store.plan(document())
        with pytest.raises(LedgerError, match="locked by another program"):
            store.append(planned, read(planned.document))
    other.execute("ROLLBACK")
    other.close()


def test_a_read_only_ledger_can_be_read_and_says_why_it_takes_nothing(
    path: Path,
    document: Callable[..., Document],
    add: Callable[..., str],
    read: Callable[[Document], Reading],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Store.create(path)[0] as store:
        add(store, document())
    monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK)  # root may write anywhere
    with Store.open(path) as store:
        assert len(list(store.readings())) == 1
        planned = store.plan(document(name="b"))
        with pytest.raises(LedgerError, match="read-only"):
            store.append(planned, read(planned.document))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_damaged_file_says_what_to_do(path: Path, document: Callable[..., Document], add: Callable[..., str]) -> None:
    with Store.create(path)[0] as store:
        for n in range(50):
            add(store, document(name=f"d{n}", text=f"{n} killed " * 200))
    data = bytearray(path.read_bytes())
    data[4096 * 4 :] = b"\xa5" * (len(data) - 4096 * 4)
    path.write_bytes(bytes(data))
    with pytest.raises(LedgerError, match="marsad verify"), Store.open(path) as store:
        list(store.readings())


def test_opening_takes_less_than_a_fifth_of_a_second(path: Path) -> None:
    Store.create(path)[0].close()
    Store.open(path).close()
    start = time.perf_counter()
    Store.open(path).close()
    assert time.perf_counter() - start < 0.2
