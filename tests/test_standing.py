"""What a process loaded stands after the first item, and no item is lost, doubled or fetched before it is asked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from marsad.standing import YOUNG, let_stand, standing


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_is_there_stands_and_what_comes_later_is_looked_at() -> None:
    let_stand()
    stood = gc.get_freeze_count()
    assert stood > 1_000
    assert gc.get_threshold()[0] == YOUNG
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() > 0


def test_items_come_one_by_one_and_what_the_first_had_loaded_stands() -> None:
    gc.unfreeze()
    fetched: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(3):
            fetched.append(number)
            yield number

    items = standing(numbers())
    assert gc.get_freeze_count() == 0
    assert next(items) == 0
    assert fetched == [0]
    assert gc.get_freeze_count() > 1_000
    assert list(items) == [1, 2]


def test_of_no_items_there_is_none() -> None:
    assert list(standing([])) == []
