"""A ledger on a read-only disk answers like one that can be written, and nothing of it is touched."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.chronicle import Chronicle
from marsad.chronicle.book import AccountBook
from marsad.errors import LedgerError
from marsad.ids import sha256
from marsad.ledger import Store, engine
from marsad.ledger.search import Asked
from marsad.model import Document
from marsad.pipeline import Ledger

TEXTS = (
    "Aleppo, 8 June 2018: 3 civilians were killed in an airstrike on the town of Darat Izza.",
    "Idlib, 9 June 2018: 5 civilians were killed by shelling of Saraqib. Regime forces regained Saraqib.",
)


def add(path: Path | str, *texts: str) -> None:
    with Ledger(str(path), create=True) as ledger:
        for text in texts:
            name = f"d{len(ledger.documents())}"
            made = Document(id=name, text=text, sha256=sha256(text.encode()), published="2018-06-10")
            assert [one.result for one in ledger.add([made])] == ["added"]


def answers(path: Path | str) -> list[object]:
    with Ledger(str(path)) as ledger:
        chronicle = Chronicle(ledger)
        once = [
            chronicle.incidents(),
            [statement.key for statement in chronicle.statements()],
            chronicle.timelines(),
            ledger.store.search(Asked(query="civilians")),
            ledger.store.search_sources(),
        ]
        again = [chronicle.incidents(), ledger.store.search(Asked(query="civilians"))]
        assert again == [once[0], once[3]]
        book = AccountBook()
        book.refresh(chronicle)
        once.append(book.claims())
        assert ledger.store.verify().ok
    return once


@pytest.mark.parametrize("behind", [False, True], ids=["up to date", "behind"])
@pytest.mark.parametrize("derived", [False, True], ids=["never asked", "asked before"])
def test_the_same_answers_and_not_a_byte_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, derived: bool, behind: bool
) -> None:
    path, same = tmp_path / "marsad.db", tmp_path / "same.db"
    for each in (path, same):
        add(each, TEXTS[0])
        if derived:
            answers(each)
        if behind:
            add(each, TEXTS[1])
    expected = answers(same)
    before = path.read_bytes()
    access: Callable[..., bool] = os.access
    monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK and access(target, mode))  # root may write
    path.chmod(stat.S_IRUSR)
    assert answers(path) == expected
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["marsad.db", "same.db"]
    with Store.open(path) as store, pytest.raises(LedgerError, match="read-only"):
        store.note("exported", actor="R.")


@pytest.mark.parametrize("granted", ["before it was asked", "up to date", "behind"])
def test_a_role_that_may_only_read_asks_searches_and_verifies(database: Callable[[], str], granted: str) -> None:
    """Whatever the derived tables are like, whether it may read them or not; it leaves nothing behind."""
    url, same = database(), database()
    for each in (url, same):
        add(each, *TEXTS[:1])
        if granted != "before it was asked":
            answers(each)
    role = f"reads_{os.getpid()}"
    door = engine.connect(engine.locate(url), wait=5)
    with door.begin() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    for each in (url, same) if granted != "up to date" else ():
        add(each, TEXTS[1])
    expected = answers(same)
    if granted == "before it was asked":
        answers(url)
    before = tables(url)
    mine = url.replace("postgres@", f"{role}@")
    assert answers(mine) == expected
    assert tables(url) == before
    with Store.open(mine) as store, pytest.raises(LedgerError, match="read-only"):
        store.note("exported", actor="R.")
    with door.begin() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
        connection.exec_driver_sql(f"DROP OWNED BY {role}")
        connection.exec_driver_sql(f"DROP ROLE {role}")
    door.dispose()


def tables(url: str) -> list[tuple[str, int]]:
    door = engine.connect(engine.locate(url), wait=5)
    with door.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence <> 't' AND relname !~ '^(pg|sql)_'"
        )
        out = [
            (str(name), connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()) for (name,) in names
        ]
    door.dispose()
    return sorted(out)
