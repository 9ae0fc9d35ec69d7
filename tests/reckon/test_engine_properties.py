"""Whatever the claims, the engine keeps its promises (property tests)."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.reckon.atoms import atoms, cells_of
from marsad.reckon.attained import attained
from marsad.reckon.cascade import bounds, feasible
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.proof import proof
from marsad.reckon.solver import Program
from marsad.reckon.system import Bounds, Row, System

Draw = st.DrawFn
CELLS = 7


def limited(draw: Callable[[st.SearchStrategy[Any]], Any], name: str, cells: frozenset[int], truth: list[int]) -> Row:
    """A row that the truth satisfies."""
    total = sum(truth[cell] for cell in cells)
    lo = draw(st.integers(0, total))
    hi = draw(st.one_of(st.none(), st.integers(total, total + 6)))
    return Row(name, cells, lo, hi)


@st.composite
def true_systems(draw: Draw) -> tuple[System, list[int], frozenset[int]]:
    """Rows of any shape that one truth satisfies, the truth, and a query."""
    truth = draw(st.lists(st.integers(0, 9), min_size=CELLS, max_size=CELLS))
    sets = st.frozensets(st.integers(0, CELLS - 1), min_size=1)
    shapes = draw(st.lists(sets, min_size=1, max_size=7))
    rows = tuple(limited(draw, f"r{i}", cells, truth) for i, cells in enumerate(shapes))
    return System(rows), truth, draw(sets)


@st.composite
def nested_systems(draw: Draw) -> tuple[System, frozenset[int]]:
    """Rows over sets that are nested or apart (halvings of a whole), limits of any kind, and one of the sets."""
    sets = [frozenset(range(CELLS))]
    for _ in range(draw(st.integers(1, 6))):
        whole = draw(st.sampled_from(sets))
        inside = [s for s in sets if s < whole]
        left = sorted(whole.difference(*inside))
        if left:
            sets.append(frozenset(draw(st.sets(st.sampled_from(left), min_size=1))))
    rows = []
    for index, cells in enumerate(sets):
        lo = draw(st.integers(0, 12))
        rows.append(Row(f"r{index}", cells, lo, draw(st.one_of(st.none(), st.integers(lo, lo + 9)))))
    return System(tuple(rows)), draw(st.sampled_from(sets))


@st.composite
def any_systems(draw: Draw) -> System:
    sets = st.frozensets(st.integers(0, 3), min_size=1)
    rows = []
    for index, cells in enumerate(draw(st.lists(sets, min_size=2, max_size=6))):
        lo = draw(st.integers(0, 6))
        rows.append(Row(f"r{index}", cells, lo, draw(st.one_of(st.none(), st.integers(lo, lo + 3)))))
    return System(tuple(rows))


@given(nested_systems())
@settings(max_examples=60, deadline=None)
def test_the_tree_pass_equals_the_linear_program(case: tuple[System, frozenset[int]]) -> None:
    system, query = case
    found = bounds(system, query)
    program = Program(system.rows)
    least = program.optimum(dict.fromkeys(query, 1.0))
    if found is None or least is None:
        assert found is None and least is None
        return
    assert found.guarantee == "exact-tree"
    assert found.lo == ceil(least.value - 1e-6)
    if found.hi is not None:
        most = program.optimum(dict.fromkeys(query, 1.0), largest=True)
        assert most is not None and found.hi == floor(most.value + 1e-6)


@st.composite
def crossing_pairs(draw: Draw) -> tuple[System, frozenset[int]]:
    """Two sets that cross, limits of any kind, and some of their cells."""
    first, second, both = ({2 * part, 2 * part + 1} for part in range(3))
    rows = []
    for name, cells in (("first", first | both), ("second", second | both)):
        lo = draw(st.integers(0, 12))
        rows.append(Row(name, frozenset(cells), lo, draw(st.one_of(st.none(), st.integers(lo - 1, lo + 9)))))
    return System(tuple(rows)), draw(st.frozensets(st.integers(0, 5), min_size=1))


@given(crossing_pairs())
@settings(max_examples=100, deadline=None)
def test_two_crossing_sets_in_closed_form_equal_the_linear_program(case: tuple[System, frozenset[int]]) -> None:
    system, query = case
    found, program = bounds(system, query), Program(system.rows)
    least = program.optimum(dict.fromkeys(query, 1.0))
    if found is None or least is None:
        assert found is None and least is None and not feasible(system)
        return
    assert (found.lo, found.guarantee) == (round(least.value), "exact-TU") and feasible(system)
    capped = frozenset().union(*(row.cells for row in system.rows if row.hi is not None))
    assert (found.hi is None) == (not query <= capped)
    if found.hi is not None:
        most = program.optimum(dict.fromkeys(query, 1.0), largest=True)
        assert most is not None and found.hi == round(most.value)


@st.composite
def wholes_with_parts(draw: Draw) -> System:
    """A count of everybody and counts of some (one cell lies in none of them), limits of any kind."""
    sets = st.frozensets(st.integers(1, CELLS - 1), min_size=1)
    shapes = [frozenset(range(CELLS)), *draw(st.lists(sets, min_size=2, max_size=6))]
    rows = []
    for index, cells in enumerate(shapes):
        lo = draw(st.integers(0, 12 if index else 30))
        rows.append(Row(f"r{index}", cells, lo, draw(st.one_of(st.none(), st.integers(lo, lo + 4)))))
    return System(tuple(rows))


@given(wholes_with_parts())
@settings(max_examples=100, deadline=None)
def test_a_whole_whose_limits_are_attained_is_bounded_by_them_as_by_the_integer_program(system: System) -> None:
    every = frozenset(range(CELLS))
    found = attained(system.rows, every)
    if found is None:
        return
    program = Program(system.rows, integer=True)
    least, most = (
        program.optimum(dict.fromkeys(every, 1.0), largest=largest)
        if largest is False or found.hi is not None
        else None
        for largest in (False, True)
    )
    assert least is not None and found.lo == round(least.value)
    assert (most is None) == (found.hi is None)
    assert most is None or found.hi == round(most.value)


def test_many_crossing_parts_of_one_whole_need_no_program() -> None:
    every = frozenset(range(4096))
    limits = (23, 9, 3, 11, 2, 8, 3, 5, 69, 22, 19, 17)
    parts = [Row(f"p{n}", frozenset(c for c in every if c >> n & 1), k, k) for n, k in enumerate(limits)]
    assert attained((Row("all", every, 98, 98), *parts), every) == Bounds(98, 98, "exact-TU")
    assert attained((Row("all", every, 60, 60), *parts), every) is None


@given(true_systems())
@settings(max_examples=60, deadline=None)
def test_bounds_contain_the_truth_and_are_attained(case: tuple[System, list[int], frozenset[int]]) -> None:
    system, truth, query = case
    found = bounds(system, query)
    assert found is not None
    total = sum(truth[cell] for cell in query)
    assert found.lo <= total and (found.hi is None or total <= found.hi)
    for edge in {found.lo, found.hi} - {None}:
        assert feasible(System((*system.rows, Row("edge", query, edge or 0, edge))))


@given(true_systems(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_claim_that_holds_never_widens_a_bound(
    case: tuple[System, list[int], frozenset[int]], data: st.DataObject
) -> None:
    system, truth, query = case
    cells = data.draw(st.frozensets(st.integers(0, CELLS - 1), min_size=1))
    more = System((*system.rows, limited(data.draw, "more", cells, truth)))
    before, after = bounds(system, query), bounds(more, query)
    assert before is not None and after is not None
    assert after.lo >= before.lo
    assert before.hi is None or (after.hi is not None and after.hi <= before.hi)


@given(true_systems())
@settings(max_examples=40, deadline=None)
def test_a_proof_alone_gives_its_bound_and_no_part_of_it_does(case: tuple[System, list[int], frozenset[int]]) -> None:
    system, _, query = case
    whole = bounds(system, query)
    assert whole is not None
    for which in ("lo", "hi"):
        sides = proof(system, query, which)
        alone = bounds(system.halves(sides), query)
        assert alone is not None and getattr(alone, which) == getattr(whole, which)
        for left_out in sides:
            part = bounds(system.halves([side for side in sides if side != left_out]), query)
            assert part is not None and getattr(part, which) != getattr(whole, which)


@given(true_systems(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_claims_is_irrelevant(case: tuple[System, list[int], frozenset[int]], chance: object) -> None:
    system, _, query = case
    rows = list(system.rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert bounds(System(tuple(rows)), query) == bounds(system, query)


@given(any_systems())
@settings(max_examples=60, deadline=None)
def test_conflicts_are_minimal_and_corrections_mend(system: System) -> None:
    found = conflicts(system)
    assert (not found.minimal) == feasible(system)
    assert found.complete
    for core in found.minimal:
        assert not feasible(system.only(core))
        assert all(feasible(system.only(set(core) - {name})) for name in core)
    for dropped, kept in zip(found.corrections, found.scenarios, strict=True):
        assert feasible(system.only(kept))
        assert all(not feasible(system.only({*kept, name})) for name in dropped)


@given(any_systems())
@settings(max_examples=40, deadline=None)
def test_the_hull_of_scenarios_contains_each(system: System) -> None:
    several = scenario_bounds(system, {0, 1}, conflicts(system))
    if several:
        lo, hi = hull(several)
        assert all(lo <= b.lo and (hi is None or (b.hi is not None and b.hi <= hi)) for b in several)


@given(st.lists(st.dictionaries(st.sampled_from("xyz"), st.frozensets(st.sampled_from("012"), min_size=1)), max_size=5))
@settings(max_examples=80, deadline=None)
def test_atoms_are_the_membership_sets_of_all_cells(shapes: list[dict[str, frozenset[str]]]) -> None:
    boxes = {f"b{i}": box for i, box in enumerate(shapes)}
    found = atoms(dict.fromkeys("xyz", "012"), boxes)
    cells = [(x, y, z) for x in "012" for y in "012" for z in "012"]
    listed = {
        frozenset(
            k for k, box in boxes.items() if all(v in box.get(d, "012") for d, v in zip("xyz", cell, strict=True))
        )
        for cell in cells
    } - {frozenset()}
    assert set(found) == listed
    assert all(cells_of(found, name) for name in boxes)


def test_impossible_cells_hold_nobody() -> None:
    dimensions = {"age": ("child", "adult"), "rank": ("officer", "none")}
    boxes = {"all": {}, "officers": {"rank": frozenset({"officer"})}, "children": {"age": frozenset({"child"})}}
    void = {"age": frozenset({"child"}), "rank": frozenset({"officer"})}
    assert frozenset({"all", "officers", "children"}) in atoms(dimensions, boxes)
    assert frozenset({"all", "officers", "children"}) not in atoms(dimensions, boxes, [void])
