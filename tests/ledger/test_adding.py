"""What adding does: documents, revisions, names, and what is kept of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from marsad.errors import LedgerError
from marsad.ids import sha256
from marsad.ledger import Store
from marsad.model import Decision, Document, Reading

from .conftest import Back

Make = Callable[..., Document]
Add = Callable[..., str]


def test_the_same_file_twice_changes_nothing(store: Store, back: Back, document: Make, add: Add) -> None:
    assert add(store, document()) == "added"
    before = back.count("entries")
    assert add(store, document()) == "unchanged"
    assert back.count("entries") == before


def test_another_text_at_the_same_address_is_a_revision(store: Store, document: Make, add: Add) -> None:
    add(store, document(text="3 killed"))
    assert add(store, document(text="4 killed")) == "revised"
    (kept,) = store.documents()
    assert (kept.id, kept.revisions) == ("a", 2)
    assert [store.text("a", n) for n in (1, 2)] == ["3 killed", "4 killed"]
    (latest,) = store.readings()
    assert latest.revision == 2


def test_a_text_that_goes_back_to_what_it_was_is_a_third_revision(store: Store, document: Make, add: Add) -> None:
    for text in ("3 killed", "4 killed", "3 killed"):
        add(store, document(text=text))
    assert store.documents()[0].revisions == 3
    assert store.text("a") == "3 killed"


def test_two_files_of_one_stem_get_two_names(store: Store, document: Make, add: Add) -> None:
    add(store, document(address="/one/a.txt"))
    assert add(store, document(text="5 killed", address="/two/a.txt")) == "added"
    assert [d.id for d in store.documents()] == ["a", "a#2"]
    assert add(store, document(text="6 killed", address="/two/a.txt")) == "revised"
    assert store.text("a#2") == "6 killed"


def test_a_name_that_ends_in_a_number_is_counted_on(store: Store, document: Make, add: Add) -> None:
    for place, text in enumerate(("1 killed", "2 killed", "3 killed")):
        add(store, document(name="a" if place == 0 else "a#2", text=text, address=f"/{place}/a.txt"))
    assert [d.id for d in store.documents()] == ["a", "a#2", "a#3"]


def test_the_same_bytes_under_the_same_name_elsewhere_are_no_second_document(
    store: Store, document: Make, add: Add
) -> None:
    add(store, document(address="/one/a.txt"))
    assert add(store, document(address="/moved/a.txt")) == "unchanged"


def test_the_same_bytes_under_another_name_are_a_document_of_their_own_with_one_original(
    store: Store, back: Back, document: Make, add: Add
) -> None:
    add(store, document(name="a"))
    assert add(store, document(name="b")) == "added"
    assert back.count("originals") == 1


def test_what_was_said_of_a_document_holds_until_something_else_is_said(store: Store, document: Make, add: Add) -> None:
    add(store, document(published="2018-06-09", source="monitor"))
    assert add(store, document()) == "unchanged"
    assert add(store, document(published="2018-06-10")) == "revised"
    (kept,) = store.documents()
    assert (kept.published, kept.source) == ("2018-06-10", "monitor")


def test_originals_come_back_byte_for_byte(store: Store, document: Make, add: Add) -> None:
    data = b"\xff\xfe" + "قتل 3\r\n".encode("utf-16-le") + bytes(range(256))
    add(store, document(text="whatever was decoded", data=data))
    assert store.original(sha256(data)) == data
    assert store.text("a") == "whatever was decoded"


def test_line_ends_and_marks_of_a_text_survive(store: Store, document: Make, add: Add) -> None:
    text = "قُتِلَ ٣\r\n\u200fمدنيين\n\n\ttab"
    add(store, document(text=text))
    assert store.text("a") == text


def test_the_plan_falls_when_another_program_was_quicker(
    store: Store, url: str, document: Make, add: Add, read: Callable[[Document], Reading]
) -> None:
    planned = store.plan(document())
    with Store.open(url) as other:
        add(other, document(text="9 killed"))
    assert store.append(planned, read(planned.document)) is False
    assert store.text("a") == "9 killed"


def test_decisions_are_kept_in_their_order(store: Store) -> None:
    when = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
    first = Decision(id="d2", verdict="same", subjects=("a#c1", "b#c1"), who="R.", when=when, why="one strike")
    second = Decision(
        id="d1", verdict="different", subjects=("a#c1", "b#c1"), who="S.", when=when, why="two", reverses="d2"
    )
    store.append_decision(first)
    store.append_decision(second)
    assert store.decisions() == [first, second]


def test_bytes_under_a_hash_that_is_not_theirs_are_refused(
    store: Store, back: Back, document: Make, read: Callable[[Document], Reading]
) -> None:
    planned = store.plan(document(sha256=sha256(b"other")))
    with pytest.raises(LedgerError, match="SHA-256"):
        store.append(planned, read(planned.document))
    assert back.count("documents") == 0
