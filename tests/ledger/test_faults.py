"""The disk is full, read-only, the ledger locked, the server gone: a clear error, exit code 3, and no harm."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import string
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Store, engine

from .conftest import Back, make_document, make_reading, put
from .killing import MARSAD


def sound(url: str) -> list[str]:
    with Store.open(url) as store:
        found = store.verify()
        assert found.ok, found.bad[:3]
        return [document.id for document in store.documents()]


COUNT = 60


def documents(folder: Path) -> Path:
    """Texts of letters that hardly compress, which nobody reads long in."""
    path, draw = folder / "in.jsonl", random.Random(1)
    words = ("".join(draw.choices(string.ascii_letters, k=4000)) for _ in range(COUNT))
    rows = (json.dumps({"id": f"d{n:04}", "text": f"{n} killed. {word}"}) for n, word in enumerate(words))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_no_room_for_the_file_ends_with_3_and_the_ledger_is_sound(path: Path, tmp_path: Path) -> None:
    """The kernel refuses to let the file grow, as a full disk or a quota does."""
    Store.create(path)[0].close()
    given = documents(tmp_path)
    limit = path.stat().st_size + 100_000

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [*MARSAD, "add", str(given), "--format", "jsonl", "--ledger", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=small, check=False)
    assert done.returncode == 3
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    kept = sound(str(path))
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} <= set(kept)
    assert len(kept) < COUNT
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert len(sound(str(path))) == COUNT


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    """SQLite's own limit on pages gives the very error of a full disk."""
    path = tmp_path / "marsad.db"
    with Store.create(path)[0] as store:
        put(store, make_document("a"))
        raw = store._engine.raw_connection()
        pages = raw.driver_connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[union-attr]
        raw.driver_connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[union-attr]
        raw.close()
        with pytest.raises(LedgerError, match="the disk is full"):
            put(store, make_document("b", os.urandom(60_000).hex()))
    assert sound(str(path)) == ["a"]


def test_a_locked_ledger_says_so_on_both_engines(url: str, back: Back) -> None:
    with Store.create(url, wait=0.1)[0] as store:
        with back.engine.connect().execution_options(write=True) as other, other.begin():
            with pytest.raises(LedgerError, match="locked by another program"):
                put(store, make_document("a"))
            assert list(store.readings()) == []
        assert put(store, make_document("a")) == "added"
    assert sound(url) == ["a"]


def test_a_user_without_the_right_to_write_is_told(database: Callable[[], str]) -> None:
    url = database()
    with Store.create(url)[0] as store:
        put(store, make_document("a"))
    door = Back(url)
    name = f"reader_{os.getpid()}"
    door.do(f"CREATE ROLE {name} LOGIN", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    with Store.open(url.replace("postgres@", f"{name}@")) as store:
        assert len(list(store.readings())) == 1
        with pytest.raises(LedgerError, match="read-only"):
            put(store, make_document("b"))
    door.do(f"DROP OWNED BY {name}", f"DROP ROLE {name}")
    door.engine.dispose()
    assert sound(url) == ["a"]


def test_a_connection_that_breaks_is_named_and_nothing_is_harmed(database: Callable[[], str]) -> None:
    """The server ends every connection amid the work: what breaks is named, or done anew; the next use goes on."""
    url = database()
    door = Back(url)
    with Store.create(url)[0] as store:
        put(store, make_document("a"))
        planned = store.plan(make_document("b"))
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        door.rows(end + "AND pid <> pg_backend_pid()")
        try:
            written = store.append(planned, make_reading(planned.document))
        except LedgerError as error:
            assert "cannot be reached, or broke off" in str(error)
            written = False
        assert put(store, make_document("b")) == ("unchanged" if written else "added")
    door.engine.dispose()
    assert sound(url) == ["a", "b"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody@127.0.0.1:9/x",
        "postgresql://nobody@/x?host=/nowhere",
        "postgresql://nobody@nowhere.invalid/x",
    ],
)
def test_a_server_that_is_not_there_ends_with_3(url: str) -> None:
    done = subprocess.run([*MARSAD, "verify", "--ledger", url], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert "cannot be reached" in done.stderr


def test_a_database_that_is_not_there_or_is_another_programs_is_named(database: Callable[[], str]) -> None:
    url = database()
    with pytest.raises(LedgerError, match="there is no ledger"):
        Store.open(url)
    with pytest.raises(LedgerError, match="cannot be reached"):
        Store.open(url.replace("?", "_none?"))
    door = Back(url)
    door.do("CREATE TABLE songs (name TEXT)")
    door.engine.dispose()
    with pytest.raises(LedgerError, match="is not a ledger"):
        Store.create(url)


def test_a_password_is_never_printed() -> None:
    place = engine.locate("postgresql://r:canary@127.0.0.1:9/x")
    assert "canary" not in str(place)
    with pytest.raises(LedgerError) as caught:
        Store.open("postgresql://r:canary@127.0.0.1:9/x")
    assert "canary" not in str(caught.value)


def test_a_copy_without_its_log_is_sound_up_to_the_last_checkpoint(path: Path, tmp_path: Path) -> None:
    """What a careless copy of the file alone gives: an earlier whole state, never half of one."""
    with Store.create(path)[0] as store:
        put(store, make_document("a"))
        store.settle()
        put(store, make_document("b"))
        shutil.copy(path, tmp_path / "copy.db")
    assert sound(str(tmp_path / "copy.db")) == ["a"]
    assert sqlite3.connect(path).execute("SELECT count(*) FROM documents").fetchone()[0] == 2
