"""How fast tolls are reckoned: `python bench/reckon_speed.py [--scale]`.  Processor time of one core.

The year is generated (bench/generated_year.py says with what mix): 5,000 incidents and about 20,000 claims, one in a
hundred totals wrong, with the monthly totals of two sides.  `--scale` also reckons 1,000 to 1,000,000 claims.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from generated_year import World, generate
from read_speed import machine

from marsad.model import Scope, Statement, Window
from marsad.reckon.ask import Question, questions
from marsad.reckon.case import Case, Filled
from marsad.reckon.fill import fill
from marsad.reckon.proof import proof
from marsad.reckon.system import Row, System
from marsad.reckon.table import contradictions, prepared, toll_table

T = TypeVar("T")
QUERIES = (("killed", None), ("killed", "civilians"), ("injured", None), ("injured", "civilians"))


def main() -> None:
    """Print the machine and the figures."""
    print(machine())
    world = generate(5_000, 20_000, seed=1, wrong=0.01, monthly=True)
    print(f"{len(world.truth):,} incidents, {len(world.statements):,} claims, all with proofs; processor seconds:")
    case = timed("admitting the claims (once for all questions)", lambda: prepared(world.statements), 0)
    filled = timed("every incident's bounds, 4 queries, both ends", lambda: incident_rows(case), 3)
    asked = [one.question for one in filled]
    found = timed("every contradiction in these rows", lambda: contradictions(case, asked, filled), 1)
    months = timed("24 monthly totals", lambda: month_rows(case), 1)
    print(f"({len(filled):,} rows, {len(found):,} contradictions, {len(months)} months)")
    explanation()
    narrow(world)
    larger = generate(9_000, 110_000, seed=1, wrong=0.01)
    timed(f"{len(larger.statements):,} claims, the whole table by incident", lambda: whole(larger.statements), 30)
    if "--scale" in sys.argv:
        for claims in (1_000, 10_000, 100_000, 1_000_000):
            year = generate(claims // 4, claims, seed=1, wrong=0.01)
            timed(
                f"{len(year.statements):,} claims of {claims // 4:,} incidents", lambda y=year: whole(y.statements), 0
            )


def timed(what: str, do: Callable[[], T], wanted: float) -> T:
    """Do it once and print the processor time, and what is wanted of it."""
    start = time.process_time()
    result = do()
    taken = time.process_time() - start
    print(f"  {what}: {taken:.2f}" + (f" (wanted below {wanted:g})" if wanted else ""))
    return result


def incident_rows(case: Case) -> list[Filled]:
    """The rows of four queries for each incident."""
    asked = (
        Question(harm, side, Window(), incident=incident)  # type: ignore[arg-type]
        for incident in case.incidents
        for harm, side in QUERIES
    )
    return [one for question in asked for one in fill(case, question)]


def month_rows(case: Case) -> list[Filled]:
    """The rows of two sides by month, in which incidents and the monthly totals meet."""
    asked = [
        question
        for side in ("civilians", "government")
        for question in questions(case.incidents, case.places, Scope(harm="killed", side=side), ("month",), {})
    ]
    return [one for question in asked for one in fill(case, question)]


def whole(statements: list[Statement]) -> int:
    """The whole table of a year by incident and side, contradictions too."""
    return len(toll_table(statements, Scope(), by="incident,side").rows)


def explanation() -> None:
    """Print how long one explanation takes of a system whose sets cross (the cascade's last stages)."""
    crossing = System(
        (
            Row("regime", frozenset(range(6)), 20, 20),
            Row("army", frozenset({0, 1}), 12, 12),
            Row("army officers", frozenset({0}), 3, 3),
            Row("officers", frozenset({0, 2, 4}), 5, 5),
            Row("foreigners", frozenset({4, 5}), 6, None),
        )
    )
    proof(crossing, {4, 5}, "hi")  # the solver is loaded once
    start = time.process_time()
    for _ in range(100):
        proof(crossing, {4, 5}, "hi")
    taken = (time.process_time() - start) / 100
    print(f"  one explanation of sets that cross: {1000 * taken:.1f} ms (wanted below 5 ms)")


def narrow(world: World) -> None:
    """Print how long a question about one incident takes whose statements were chosen by the caller."""
    incident = max(world.truth, key=lambda name: sum(s.incident == name for s in world.statements[:2000]))
    chosen = [statement for statement in world.statements if statement.incident == incident]
    start = time.process_time()
    toll_table(chosen, Scope())
    taken = time.process_time() - start
    print(f"  a question of one incident, its {len(chosen)} statements given: {1000 * taken:.1f} ms")


if __name__ == "__main__":
    main()
