"""Claim systems derived by hand give the bounds found on paper, and say how sure they are."""

from __future__ import annotations

import pytest
from reckon_build import UMBRELLA as ALLIES
from reckon_build import claim, days, told
from reckon_paper import Limits, Paper

from marsad.model import Scope
from marsad.reckon.cascade import bounds, feasible
from marsad.reckon.conflict import conflicts, relaxation
from marsad.reckon.proof import proof
from marsad.reckon.soft import about, cuts, heaping_unit
from marsad.reckon.system import Row, System
from marsad.reckon.table import toll_table

UMBRELLA = {"government": ALLIES["government"] | {"iraqi_militia"}}

# A bulletin's breakdown: Syrian commanders (Sc) and others (So), Hezbollah, Iraqis, and the rest (Iranians, Asians).
ALL = "Sc So Hz Iq Ir As"


def breakdown(total_hi: int | None) -> Paper:
    return Paper(
        ALL,
        {
            "total": (ALL, 30, total_hi),
            "syrians": ("Sc So", 16, 16),
            "commander": ("Sc", 1, None),
            "hezbollah": ("Hz", 1, None),
            "iraqis": ("Iq", 5, 5),
        },
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ALL, (30, None)),
        ("Hz Iq Ir As", (14, None)),
        ("Ir As", (0, None)),
        ("Hz Ir As", (9, None)),
        ("So", (0, 15)),
    ],
)
def test_t1_rest_is_not_forced_but_rest_with_hezbollah_is(query: str, expected: Limits) -> None:
    assert breakdown(None).of(query) == expected


@pytest.mark.parametrize(("query", "expected"), [("Ir As", (0, 8)), ("Hz", (1, 9)), ("Hz Iq Ir As", (14, 14))])
def test_t1b_an_exact_total_closes_the_rest(query: str, expected: Limits) -> None:
    assert breakdown(30).of(query) == expected


def test_t2_a_running_toll_contains_the_earlier_window() -> None:
    first, both = "S1 H1 I1 R1", "S1 H1 I1 R1 S2 H2 I2 R2"
    paper = Paper(
        both,
        {
            "one": (first, 30, None),
            "one syrians": ("S1", 16, None),
            "one hezbollah": ("H1", 1, None),
            "one iraqis": ("I1", 5, None),
            "two": (both, 42, 42),
            "two syrians": ("S1 S2", 20, 20),
            "two hezbollah": ("H1 H2", 7, 7),
            "two iraqis": ("I1 I2", 5, 5),
        },
    )
    assert paper.of("R1 R2") == (10, 10)
    assert paper.of("S2 H2 I2 R2") == (0, 12)
    assert paper.of("I2") == (0, 0)
    assert paper.of("S2") == (0, 4)
    assert paper.of(first) == (30, 42)
    assert paper.of(both) == (42, 42), "never a sum of running totals"


def test_t3_two_margins_give_frechet_bounds() -> None:
    paper = Paper(
        "ca cn fa fn",
        {"killed": ("ca cn fa fn", 50, 50), "civilians": ("ca cn", 30, 30), "air": ("ca fa", 28, 28)},
    )
    assert paper.of("ca") == (8, 28)
    assert paper.of("fn") == (0, 20)
    assert paper.guarantee("ca") == "exact-TU"


PARITY = {"ab": ("a b", 1, 1), "bc": ("b c", 1, 1), "ac": ("a c", 1, 1)}


def test_t4_a_contradiction_of_whole_numbers_only_is_found() -> None:
    paper = Paper("a b c", dict(PARITY))
    assert not feasible(paper.system())
    found = conflicts(paper.system())
    assert found.minimal == (("ab", "bc", "ac"),)
    assert set(found.corrections) == {("ab",), ("bc",), ("ac",)}
    assert found.complete


def test_t4b_whole_numbers_sharpen_a_linear_bound() -> None:
    paper = Paper("a b c", {**PARITY, "ac": ("a c", 0, 1)})
    assert paper.of("b") == (1, 1)
    assert paper.of("a b c") == (1, 1)
    assert paper.of("a b c", sharp=False) == (1, 1)


def test_t4c_rounding_alone_is_no_proof() -> None:
    two: dict[str, tuple[str, int, int | None]] = {**PARITY, "ac": ("a c", 0, 1)}
    two |= {f"{name}'": (" ".join(f"{c}'" for c in cells.split()), lo, hi) for name, (cells, lo, hi) in two.items()}
    everything = "a b c a' b' c'"
    joined = Paper(everything, {**two, "bridge": (everything, 0, 99)})
    assert joined.of(everything) == (2, 2)
    assert joined.guarantee(everything) == "MILP-sharp"
    assert joined.of(everything, sharp=False) == (2, 3)
    assert joined.guarantee(everything, sharp=False) == "LP-rounded"
    assert Paper(everything, two).of(everything) == (2, 2), "apart, each copy is solved by itself"


@pytest.mark.parametrize(
    ("share", "total", "children", "adults"),
    [(0.10, (18, 21), (1, 4), (14, 17)), (0.25, (17, 23), (0, 4), (13, 19))],
)
def test_t5_about_gives_nested_intervals(share: float, total: Limits, children: Limits, adults: Limits) -> None:
    paper = Paper(
        "child adult",
        {
            "about 20": ("child adult", *about(20, share)),
            "at least 17": ("child adult", 17, None),
            "children": ("child", 0, 4),
            "about 15 adults": ("adult", *about(15, share)),
        },
    )
    assert (paper.of("child adult"), paper.of("child"), paper.of("adult")) == (total, children, adults)


def test_t6_the_conflicting_claims_are_named_and_no_others() -> None:
    paper = Paper(
        "child woman man",
        {
            "total": ("child woman man", 8, 8),
            "children": ("child", 5, None),
            "women": ("woman", 4, None),
            "men": ("man", 2, None),
        },
    )
    found = conflicts(paper.system())
    assert found.minimal == (("total", "children", "women"),)
    assert set(found.corrections) == {("total",), ("children",), ("women",)}
    assert sum(relaxation(paper.system()).values()) == 3
    assert not feasible(paper.system().only(["total", "children", "women"])), "dropping the men mends nothing"


def test_t8_windows_that_cross() -> None:
    paper = Paper(
        "d1 d2 d3",
        {"d1": ("d1", 10, 10), "d1-2": ("d1 d2", 17, 17), "d1-3": ("d1 d2 d3", 20, None), "d2-3": ("d2 d3", 0, 12)},
    )
    assert paper.of("d2") == (7, 7)
    assert paper.of("d3") == (3, 5)
    assert paper.of("d1 d2 d3") == (20, 22)


def test_t9_a_month_limits_its_incidents_and_the_undocumented() -> None:
    paper = Paper(
        "A B C other", {"A": ("A", 10, 14), "B": ("B", 6, None), "C": ("C", 5, 5), "month": ("A B C other", 0, 30)}
    )
    assert paper.of("B") == (6, 15)
    assert paper.of("other") == (0, 9)
    assert paper.of("A B C other") == (21, 30)
    assert paper.of("A") == (10, 14)
    assert paper.guarantee("other") == "exact-tree"


def test_t10_the_union_of_two_lists() -> None:
    paper = Paper(
        "only1 only2 both unlisted",
        {
            "first list": ("only1 both", 40, 40),
            "second list": ("only2 both", 35, 35),
            "links": ("both", 25, 28),
            "ceiling": ("only1 only2 both unlisted", 0, 60),
        },
    )
    assert paper.of("only1 only2 both") == (47, 50)
    assert paper.of("unlisted") == (0, 13)
    assert paper.of("only1") == (12, 15)


def test_t11_attributes_that_cross() -> None:
    paper = Paper(
        "AO AX NOsy NXsy NOf NXf",
        {
            "regime": ("AO AX NOsy NXsy NOf NXf", 20, 20),
            "army": ("AO AX", 12, 12),
            "army officers": ("AO", 3, 3),
            "officers": ("AO NOsy NOf", 5, 5),
            "foreigners": ("NOf NXf", 6, None),
        },
    )
    assert paper.of("NOsy NOf") == (2, 2)
    assert paper.of("NOf NXf") == (6, 8)
    assert paper.of("NOf") == (0, 2)
    assert paper.of("NOsy NXsy") == (0, 2)
    assert paper.of("NXf") == (4, 6)


def test_t12_plural_words_give_two_at_least() -> None:
    paper = Paper(
        "Sy Iq Ir As",
        {
            "total": ("Sy Iq Ir As", 30, 30),
            "syrians": ("Sy", 16, 16),
            "iraqis": ("Iq", 5, 5),
            "iranians": ("Ir", 2, None),
            "asians": ("As", 2, None),
        },
    )
    assert paper.of("Ir") == (2, 7)
    assert paper.of("As") == (2, 7)


def test_a_proof_names_the_claims_that_force_a_bound() -> None:
    paper = breakdown(None)
    assert proof(paper.system(), paper.at(ALL), "lo") == (("total", "lo"),)
    assert proof(paper.system(), paper.at("Hz Ir As"), "lo") == (("total", "lo"), ("syrians", "hi"), ("iraqis", "hi"))
    assert proof(paper.system(), paper.at("So"), "hi") == (("syrians", "hi"), ("commander", "lo"))
    assert proof(paper.system(), paper.at("Ir As"), "lo") == ()


def test_a_contradictory_system_has_no_bounds() -> None:
    system = System((Row("a", frozenset({0}), 5, 5), Row("b", frozenset({0}), 0, 3)))
    assert bounds(system, {0}) is None
    assert bounds(system, {1}) is not None, "what no contradiction touches is still answered"


def test_a_cell_of_no_row_is_open() -> None:
    system = System((Row("a", frozenset({0}), 2, 3),))
    assert bounds(system, {0, 1}) == bounds(system, {1, 0})
    found = bounds(system, {0, 1})
    assert found is not None and (found.lo, found.hi) == (2, None)


def test_levels_of_about_are_nested() -> None:
    assert (heaping_unit(45), heaping_unit(60), heaping_unit(300), heaping_unit(43)) == (5, 10, 100, 1)
    levels = cuts(60)
    assert levels[1.0] == (60, 60)
    assert levels[0.0][0] <= levels[0.5][0] <= 60 <= levels[0.5][1] <= levels[0.0][1]


def test_t7_a_revised_number_contradicts_the_first_unless_the_first_is_taken_back() -> None:
    paper = Paper("x", {"first": ("x", 25, None), "revised": ("x", 19, 19)})
    found = conflicts(paper.system())
    assert found.minimal == (("first", "revised"),)
    assert set(found.corrections) == {("first",), ("revised",)}
    honoured = bounds(paper.system().only(["revised"]), {0})
    assert honoured is not None and (honoured.lo, honoured.hi) == (19, 19)


def test_every_casualtys_printed_example() -> None:
    """4 to 6 killed, 2 civilians, 1 or 2 combatants: nobody to three are of neither."""
    paper = Paper(
        "civilian combatant unassigned",
        {
            "killed": ("civilian combatant unassigned", 4, 6),
            "civilians": ("civilian", 2, 2),
            "combatants": ("combatant", 1, 2),
        },
    )
    assert paper.of("unassigned") == (0, 3)
    assert paper.guarantee("unassigned") == "exact-tree"


def test_t1_of_the_bulletins_own_words() -> None:
    """30 at least; 16 Syrians, among them a commander; a leader of Hezbollah at least; 5 Iraqis; and the rest."""
    words = [
        claim("c1", 30, window=days(9), hedge="at_least"),
        claim("c2", 16, window=days(9), part_of="c1", group={"nationality": "Syrian"}),
        claim("c3", 1, window=days(9), part_of="c2", group={"role": "senior commander"}),
        claim("c4", 1, "hezbollah", days(9), part_of="c1", hedge="at_least"),
        claim("c5", 5, "iraqi_militia", days(9), part_of="c1"),
        claim("c6", None, "allied_militia", days(9), part_of="c1", rest=True),
    ]
    rows = {r.side: r for r in toll_table(told("d1", 9, words), Scope(harm="killed"), umbrella=UMBRELLA).rows}
    assert (rows["government"].lo, rows["government"].hi) == (30, None)
    assert (rows["hezbollah"].lo, rows["hezbollah"].hi) == (1, None)
    assert rows["iraqi_militia"].lo == 5
    assert rows["allied_militia"].hi is None, "nothing limits the rest: Hezbollah's are unbounded, and so is the total"


def test_a_closed_total_closes_the_rest_in_the_bulletins_own_words() -> None:
    words = [
        claim("c1", 30, window=days(9)),
        claim("c2", 16, window=days(9), part_of="c1", group={"nationality": "Syrian"}),
        claim("c4", 1, "hezbollah", days(9), part_of="c1", hedge="at_least"),
        claim("c5", 5, "iraqi_militia", days(9), part_of="c1"),
        claim("c6", None, "allied_militia", days(9), part_of="c1", rest=True),
    ]
    rows = {r.side: r for r in toll_table(told("d1", 9, words), Scope(harm="killed"), umbrella=UMBRELLA).rows}
    assert (rows["allied_militia"].lo, rows["allied_militia"].hi) == (0, 8)
    assert (rows["hezbollah"].lo, rows["hezbollah"].hi) == (1, 9)
