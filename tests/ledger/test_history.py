"""What was published by a day, and what was known at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

import msgspec

from marsad.ledger import Store
from marsad.model import Document, Tool


class Clock(Protocol):
    now: dt.datetime


def day(number: int) -> dt.date:
    return dt.date(2018, 6, number)


def texts(store: Store, **when: object) -> list[str]:
    return [store.text(r.document, r.revision) for r in store.readings(**when)]  # type: ignore[arg-type]


def test_as_of_leaves_out_what_was_published_later(
    store: Store, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    add(store, document(name="a", text="3", published="2018-06-09"))
    add(store, document(name="b", text="4", published="2018-06-10"))
    assert texts(store, as_of=day(8)) == []
    assert texts(store, as_of=day(9)) == ["3"]
    assert texts(store, as_of=day(10)) == ["3", "4"]
    assert texts(store) == ["3", "4"]


def test_as_of_a_day_before_a_revision_gives_the_text_before_it(
    store: Store, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    add(store, document(text="3", published="2018-06-09"))
    add(store, document(text="4", published="2018-06-11"))
    assert texts(store, as_of=day(10)) == ["3"]
    assert texts(store, as_of=day(11)) == ["4"]


def test_an_inferred_day_of_publication_counts_like_a_given_one(
    store: Store, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    add(store, document(text="3"), published="2018-06-05")
    assert texts(store, as_of=day(4)) == []
    assert texts(store, as_of=day(5)) == ["3"]


def test_a_document_of_unknown_date_was_published_by_the_day_it_was_captured(
    store: Store, clock: Clock, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    clock.now = dt.datetime(2018, 6, 20, 12, tzinfo=dt.UTC)
    add(store, document(text="3"))
    assert texts(store, as_of=day(19)) == []
    assert texts(store, as_of=day(20)) == ["3"]


def test_known_at_gives_what_the_ledger_held_at_that_moment(
    store: Store, clock: Clock, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    add(store, document(text="3"))
    clock.now += dt.timedelta(hours=2)
    add(store, document(text="4"))
    add(store, document(name="b", text="7"))
    between = clock.now - dt.timedelta(hours=1)
    assert texts(store, known_at=between) == ["3"]
    assert texts(store, known_at=between - dt.timedelta(hours=2)) == []
    assert texts(store, known_at=clock.now) == ["4", "7"]


def test_the_pack_of_a_document_is_that_of_its_last_reading(
    store: Store, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    for name in ("a", "b"):
        add(store, document(name=name, text=name))
    assert store.packs_of() == {"a": "none", "b": "none"} and store.packs_of(["b", "x"]) == {"b": "none"}
    (stored,) = [one for one in store.readings() if one.document == "a"]
    made_by = Tool(reader="test 2", pack="syria 1f2e", gazetteer="g1")
    assert store.append_reading(stored, msgspec.structs.replace(stored.reading, made_by=made_by))
    assert store.packs_of() == {"a": "syria", "b": "none"} and store.packs_of(["a"]) == {"a": "syria"}
