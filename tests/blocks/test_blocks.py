"""Every backend gives the same answers in the same order, and loses no row where a process ends."""

from __future__ import annotations

import pytest

from marsad.blocks import Engine, Processes, Serial, in_blocks, map_blocks

from .works import POISON, fragile, lost, pids, raising, turned

ROWS = [f"row {n}".encode() for n in range(500)]
ENGINES: list[Engine] = [Serial(), Processes(1), Processes(2)]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_answers_are_the_same_on_every_engine(engine: Engine) -> None:
    answers = [row for block in map_blocks(turned, in_blocks(ROWS, 7), engine, lost) for row in block]
    assert answers == [row[::-1] for row in ROWS]


def test_where_a_process_is_killed_only_the_poisoned_rows_are_lost() -> None:
    rows = list(ROWS)
    rows[123] = rows[400] = POISON
    answers = [row for block in map_blocks(fragile, in_blocks(rows, 50), Processes(2), lost) for row in block]
    assert answers == [b"lost poison" if row == POISON else row[::-1] for row in rows]


def test_what_the_work_raises_is_raised() -> None:
    for engine in ENGINES:
        with pytest.raises(ValueError, match="7 rows"):
            list(map_blocks(raising, in_blocks(ROWS[:7]), engine, lost))


def test_blocks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def counted() -> list[list[bytes]]:
        return (taken.append(n) or [b"x"] for n in range(1_000))  # type: ignore[return-value,func-returns-value]

    answers = map_blocks(turned, counted(), Processes(2), lost)
    next(answers)
    assert len(taken) < 20


def test_a_block_is_no_heavier_than_allowed_but_for_a_single_row() -> None:
    rows = [b"a" * 40, b"b" * 40, b"c" * 400, b"d", b"e"]
    assert [len(block) for block in in_blocks(rows, most=3, weight=100)] == [2, 1, 2]
    assert list(in_blocks([])) == []


def test_workers_stay_within_a_with_block_and_end_with_it() -> None:
    with Processes(1) as workers:
        found = [row for _ in range(2) for block in map_blocks(pids, [[b"x"]], workers, lost) for row in block]
        assert found[0] == found[1]
        broken = list(map_blocks(fragile, [[POISON]], workers, lost))
        assert broken == [[b"lost poison"]]
        again = next(map_blocks(pids, [[b"x"]], workers, lost))
        assert again != found[:1]
    apart = [next(map_blocks(pids, [[b"x"]], workers, lost)) for _ in range(2)]
    assert apart[0] != apart[1]
