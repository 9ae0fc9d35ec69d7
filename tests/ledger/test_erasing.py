"""A document is erased for someone's safety: by two persons, with a reason, wholly; the chain still holds."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import inspect

from marsad.errors import LedgerError, UsageError
from marsad.ids import sha256
from marsad.ledger import ErasedError, Store
from marsad.ledger.search import Asked
from marsad.model import Decision, Document

from .conftest import Back, make_document, put

Make = Callable[..., Document]
BY = {"who": "R.", "second": "S.", "why": "a witness is named in it"}
OTHER = b"<rss><item>other words here</item></rss>"
SECRET = "witness-canary-77 saw 3 killed"


@pytest.fixture
def full(store: Store) -> Store:
    """Three documents, one of two revisions to be erased, one that shares an original with it, decisions on both."""
    put(store, make_document("a", "3 killed"))
    put(store, make_document("b", SECRET))
    put(store, make_document("b", "shared words"))
    put(store, make_document("c", "shared words"))
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    for name, subject in (("d1", "a#c1"), ("d2", "b#c1")):
        store.append_decision(
            Decision(id=name, verdict="amend", subjects=(subject,), who="R.", when=when, why=f"says {SECRET}")
        )
    return store


def test_the_document_is_gone_and_a_tombstone_stands(full: Store) -> None:
    stone = full.erase("b", **BY)
    assert [d.id for d in full.documents()] == ["a", "c"]
    assert [d.id for d in full.decisions()] == ["d1"]
    assert full.tombstones() == [stone]
    assert (stone.document, stone.who, stone.second, stone.why) == ("b", "R.", "S.", BY["why"])
    assert stone.sha256 == (make_document("b", SECRET).sha256,)
    assert full.text("c") == "shared words"


def test_the_chain_still_holds(full: Store) -> None:
    before = full.verify()
    full.erase("b", **BY)
    after = full.verify()
    assert (before.ok, after.ok, after.bad) == (True, True, ())
    assert after.entries > before.entries
    put(full, make_document("d", "6 killed"))
    assert full.verify().ok


def test_nothing_of_it_is_left_in_the_file(path: Path) -> None:
    with Store.create(path)[0] as store:
        put(store, make_document("a", "3 killed"))
        put(store, make_document("b", SECRET, source="canary-source"))
        kept = zlib.compress(SECRET.encode(), 6)
        store.settle()
        assert kept in path.read_bytes() and b"canary-source" in path.read_bytes()
        store.erase("b", **BY)
        for file in path.parent.iterdir():
            data = file.read_bytes()
            assert kept not in data and b"canary" not in data, file


def test_nothing_of_it_is_left_in_the_tables(full: Store, back: Back) -> None:
    full.erase("b", **BY)
    for table in ("documents", "revisions", "captures", "readings", "originals"):
        column = {"documents": "id", "originals": "sha256"}.get(table, "document")
        assert "b" not in {row[0] for row in back.rows(f"SELECT {column} FROM {table}")}
    assert back.count("originals") == 2


def test_derived_tables_go_with_it_and_are_made_again(full: Store, back: Back) -> None:
    """The search index, its parts, and a table of anybody's: each may hold words of it."""
    assert full.search(Asked(query="canary")).results == ()
    assert [one.document for one in full.search(Asked(query="killed")).results] == ["a"]
    back.do("CREATE TABLE cache_links (words TEXT)", f"INSERT INTO cache_links VALUES ('{SECRET}')")
    full.erase("b", **BY)
    assert not [name for name in inspect(back.engine).get_table_names() if name.startswith("cache_")]
    assert [one.document for one in full.search(Asked(query="killed")).results] == ["a"]
    assert [one.document for one in full.search(Asked(query="shared")).results] == ["c"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"second": "R."}, "two different persons"),
        ({"second": " r. "}, "two different persons"),
        ({"second": ""}, "two different persons"),
        ({"who": ""}, "two different persons"),
        ({"why": " "}, "without a reason"),
    ],
)
def test_one_person_or_no_reason_erases_nothing(full: Store, changed: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        full.erase("b", **{**BY, **changed})
    assert len(full.documents()) == 3


def test_an_unknown_document_is_named(full: Store) -> None:
    with pytest.raises(LedgerError, match="holds no document 'z'"):
        full.erase("z", **BY)


def test_it_is_not_taken_in_again(full: Store) -> None:
    """Neither its bytes under another name, nor what stands at its address by now."""
    full.erase("b", **BY)
    with pytest.raises(ErasedError, match="was erased"):
        put(full, make_document("elsewhere", SECRET))
    with pytest.raises(ErasedError, match="was erased"):
        put(full, make_document("b", "a new text at the same address"))


def test_another_document_may_bear_its_name(full: Store) -> None:
    full.erase("b", **BY)
    assert put(full, make_document("b", "8 killed", address="/elsewhere/b.txt")) == "added"
    assert full.verify().ok
    full.erase("b", **BY)
    assert (full.verify().ok, len(full.tombstones())) == (True, 2)


def test_a_forger_with_a_tombstone_of_his_own_is_named(full: Store, back: Back) -> None:
    """The guards let a row go that an erasure names: writing one behind the ledger's back does not stay hidden."""
    (entry,) = back.rows("SELECT entry FROM readings WHERE document = 'a'")[0]
    back.tamper(
        "INSERT INTO tombstones (id, document, sha256, who, second, why, at, entry) "
        "VALUES ('t', 'a', '', 'x', 'y', 'z', 'now', 1)",
        f"INSERT INTO erasures (erased, tombstone, entry) VALUES ({entry}, 't', 1)",
    )
    back.do(f"DELETE FROM readings WHERE entry = {entry}")
    assert {(item.kind, item.id) for item in full.verify().bad} == {("tombstones", "t"), ("erasures", str(entry))}


def test_what_was_erased_and_put_back_is_named(full: Store, back: Back) -> None:
    kept = dict(back.rows("SELECT * FROM decisions WHERE id = 'd2'")[0]._mapping)
    full.erase("b", **BY)
    back.tamper("INSERT INTO decisions (id, body, at, entry) VALUES (:id, :body, :at, :entry)", **kept)
    (bad,) = full.verify().bad
    assert (bad.kind, bad.id) == ("decisions", "d2")
    assert "says it was erased" in bad.why


def test_releases_that_name_it_are_left_and_told(full: Store) -> None:
    full.append_release("2018-06", b'{"claims": ["b#c1"]}')
    assert full.erase("b", **BY).releases == ("2018-06",)
    assert [release.id for release in full.releases()] == ["2018-06"]


@pytest.mark.parametrize(
    "container",
    [
        f"<rss><item>{SECRET}</item></rss>".encode(),
        b'{"messages": [{"text": "witness-canary-77 saw 3 killed"}]}',
    ],
)
def test_a_feed_or_export_that_holds_its_words_goes_too(full: Store, container: bytes) -> None:
    for data in (container, OTHER):
        full.archive(msgspec.structs.replace(make_document("feed", ""), data=data, sha256=sha256(data)))
    before = full.verify()
    stone = full.erase("b", **BY)
    assert sha256(container) in stone.sha256
    assert full.original(sha256(OTHER)) == OTHER
    with pytest.raises(LedgerError):
        full.original(sha256(container))
    assert before.ok
    assert full.verify().ok
