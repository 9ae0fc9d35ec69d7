"""Verification names the very item, whatever was done to it behind the guards."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.ids import sha256
from marsad.ledger import Bad, Store
from marsad.model import Decision, Document

from .conftest import Back

ORIGINAL = sha256(b"3 killed in a")


@pytest.fixture
def full(url: str, document: Callable[..., Document], add: Callable[..., str]) -> str:
    """A closed ledger of three documents, two revisions and a decision."""
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    with Store.create(url)[0] as store:
        for name in "abc":
            add(store, document(name=name, text=f"3 killed in {name}", published="2018-06-09"))
        add(store, document(name="b", text="<p>4 killed", data=b"<p>4 killed</p>", extracted=True))
        store.append_decision(Decision(id="d1", verdict="same", subjects=("a#c1",), who="R.", when=when, why="seen"))
    return url


def tamper(url: str, *statements: str, **values: object) -> list[Bad]:
    """Do what a forger with the database in hand would do, and return what is found."""
    door = Back(url)
    door.tamper(*statements, **values)
    door.engine.dispose()
    with Store.open(url) as store:
        found = store.verify()
    assert found.ok is not bool(found.bad)
    return list(found.bad)


def names(bad: list[Bad]) -> set[tuple[str, str]]:
    return {(item.kind, item.id) for item in bad}


def test_an_untouched_ledger_is_sound(full: str) -> None:
    with Store.open(full) as store:
        found = store.verify()
    assert (found.ok, found.bad) == (True, ())
    rows = 1 + 4 + 3 + 4 + 4 + 4 + 1  # schema, originals, documents, revisions, captures, readings, decision
    assert found.checked == 2 * rows
    assert len(found.head) == 64


@pytest.mark.parametrize(
    ("table", "column", "where", "item"),
    [
        ("originals", "bytes", f"sha256 = '{ORIGINAL}'", ORIGINAL),
        ("readings", "body", "document = 'a'", "a@1:1"),
        ("revisions", "text", "document = 'b' AND number = 2", "b@2"),
        ("decisions", "body", "id = 'd1'", "d1"),
    ],
)
def test_one_flipped_byte_anywhere_in_compressed_content_is_named(
    full: str, back: Back, table: str, column: str, where: str, item: str
) -> None:
    (packed,) = back.rows(f"SELECT {column} FROM {table} WHERE {where}")[0]
    for place in range(0, len(packed), max(1, len(packed) // 12)):
        flipped = bytearray(packed)
        flipped[place] ^= 0x40
        found = tamper(full, f"UPDATE {table} SET {column} = :new WHERE {where}", new=bytes(flipped))
        assert names(found) == {(table, item)}, place


def test_content_exchanged_for_other_content_well_packed_is_named(full: str) -> None:
    other = zlib.compress(b"30 killed in a")
    found = tamper(full, f"UPDATE originals SET bytes = :new WHERE sha256 = '{ORIGINAL}'", new=other)
    assert names(found) == {("originals", ORIGINAL)}


@pytest.mark.parametrize(
    ("statement", "kind", "item"),
    [
        ("UPDATE revisions SET published = '2018-06-01' WHERE document = 'a'", "revisions", "a@1"),
        ("UPDATE revisions SET source = 'another' WHERE document = 'c'", "revisions", "c@1"),
        ("UPDATE documents SET address = '/elsewhere' WHERE id = 'a'", "documents", "a"),
        ("UPDATE captures SET operator = 'nobody' WHERE document = 'c'", "captures", "c@1:1"),
        (
            "UPDATE readings SET at = '2001-01-01T00:00:00.000000Z' WHERE document = 'b' AND revision = 1",
            "readings",
            "b@1:1",
        ),
        ("UPDATE originals SET size = size + 1 WHERE sha256 = '" + ORIGINAL + "'", "originals", ORIGINAL),
    ],
)
def test_one_edited_column_is_named(full: str, statement: str, kind: str, item: str) -> None:
    assert names(tamper(full, statement)) == {(kind, item)}


def test_text_that_is_none_is_named(path: Path, document: Callable[..., Document], add: Callable[..., str]) -> None:
    with Store.create(path)[0] as store:
        add(store, document(name="c"))
    found = tamper(str(path), "UPDATE revisions SET source = CAST(x'ff41' AS TEXT) WHERE document = 'c'")
    assert names(found) == {("revisions", "c@1")}


def test_a_deleted_row_is_named(full: str) -> None:
    found = tamper(full, "DELETE FROM readings WHERE document = 'a'")
    assert names(found) == {("readings", "a@1:1")}
    assert "was deleted" in found[0].why


def test_an_inserted_row_is_named(full: str) -> None:
    found = tamper(
        full,
        "INSERT INTO readings SELECT document, revision, 2, reader, pack, gazetteer, published, body, at, entry "
        "FROM readings WHERE document = 'a'",
    )
    assert names(found) == {("readings", "a@1:2")}
    assert "was put in" in found[0].why


def test_an_edited_entry_is_named(full: str) -> None:
    found = tamper(full, "UPDATE entries SET at = '2001-01-01T00:00:00.000000Z' WHERE seq = 3")
    assert names(found) == {("entries", "3 (documents a)")}


def test_an_entry_sealed_anew_after_an_edit_breaks_the_next_one(full: str, back: Back) -> None:
    from marsad.ledger.chain import entry_hash

    kind, item, content, previous = back.rows("SELECT kind, item, content, previous FROM entries WHERE seq = 3")[0]
    sealed = entry_hash(3, kind, item, content, previous, "2001-01-01T00:00:00.000000Z")
    found = tamper(full, "UPDATE entries SET at = '2001-01-01T00:00:00.000000Z', hash = :new WHERE seq = 3", new=sealed)
    assert names(found) == {("entries", "4 (revisions a@1)")}


def test_a_deleted_entry_is_named_by_the_gap_and_by_its_row(full: str) -> None:
    found = tamper(full, "DELETE FROM entries WHERE seq = 3")
    assert ("documents", "a") in names(found)
    assert any(item.kind == "entries" and "entries 3 to 3" in item.why for item in found)


def test_a_cut_off_end_of_the_chain_is_named_by_its_rows(full: str) -> None:
    assert ("decisions", "d1") in names(tamper(full, "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)"))


def test_an_inserted_entry_is_named(full: str) -> None:
    found = tamper(
        full,
        "INSERT INTO entries SELECT seq + 1, 'documents', 'z', content, hash, hash, at FROM entries "
        "WHERE seq = (SELECT max(seq) FROM entries)",
    )
    assert ("documents", "z") in names(found)
    assert any(item.kind == "entries" and item.id.endswith("(documents z)") for item in found)


def test_exchanged_entries_are_named(full: str) -> None:
    found = tamper(
        full,
        "UPDATE entries SET seq = 1000 WHERE seq = 4",
        "UPDATE entries SET seq = 4 WHERE seq = 5",
        "UPDATE entries SET seq = 5 WHERE seq = 1000",
    )
    assert {("entries", "4 (captures a@1:1)"), ("entries", "5 (revisions a@1)")} <= names(found)


def test_the_head_changes_with_every_document(
    full: str, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    with Store.open(full) as store:
        before = store.verify().head
        add(store, document(name="d"))
        assert store.verify().head != before


def test_a_file_damaged_below_the_tables_is_reported_and_not_a_crash(
    path: Path, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    with Store.create(path)[0] as store:
        for name in "abc":
            add(store, document(name=name, text=f"3 killed in {name}"))
    data = bytearray(path.read_bytes())
    page = data.find(zlib.compress(b"3 killed in a", 6)) // 4096 * 4096
    data[page : page + 100] = b"\xff" * 100
    path.write_bytes(bytes(data))
    with Store.open(path) as store:
        found = store.verify()
    assert not found.ok
    assert "file" in {item.kind for item in found.bad}
