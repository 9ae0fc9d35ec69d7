"""Who is one person: what must agree, what keeps apart, and that neither order nor duplicates change a toll."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_build import LORE, MARQUNA, TALMARA, day, grade, matched, victim

from marsad.link.people.match import Matched, PersonLink, match
from marsad.link.people.pairing import largest_pairing
from marsad.link.people.union import union
from marsad.model import Decision, Place, Victim, Window

NAME = "سالم إدريس المرقوني"
GIVEN = ["سالم", "محمد", "محمود", "خالد", "فاطمة", "يوسف", "حسن", "حسين"]
LATIN = ["Salem", "Mohamed", "Mahmoud", "Khaled", "Fatima", "Youssef", "Hassan", "Hussein"]
FAMILY = ["المرقوني", "الطلمري", "خطيب", "نجار"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"window": day(9)}, {"window": day(11)}, "certain"),
        ({"window": day(9)}, {"window": day(25)}, "possible"),
        ({"place": MARQUNA}, {"place": MARQUNA}, "certain"),
        ({"place": MARQUNA}, {"place": TALMARA}, "possible"),
        ({"age": 40}, {"age": 41}, "certain"),
        ({"age": 40}, {"age": 60}, "possible"),
        ({"age": 40}, {}, "possible"),
        ({"sex": "m", "window": day(9)}, {"sex": "f", "window": day(9)}, None),
        ({"father": ("إدريس",), "age": 40}, {"father": ("Idris",), "age": 40}, "certain"),
        ({"father": ("إدريس",), "age": 40}, {"father": ("خليل",), "age": 40}, None),
        ({"mother": ("هدى",), "age": 40}, {"mother": ("Mona",), "age": 40}, None),
    ],
)
def test_what_is_told_beside_the_name_decides(one: dict[str, Any], other: dict[str, Any], expected: str | None) -> None:
    assert grade(victim(NAME, "A", **one), victim(NAME, "B", **other)) == expected
    assert grade(victim(NAME, "B", **other), victim(NAME, "A", **one)) == expected


def test_without_a_fathers_name_place_day_and_age_must_all_agree() -> None:
    full: dict[str, Any] = {"place": MARQUNA, "window": day(9), "age": 40}
    assert grade(victim("سالم المرقوني", "A", **full), victim("Salem al-Marquni", "B", **full)) == "certain"
    for left in full:
        less = {name: value for name, value in full.items() if name != left}
        assert grade(victim("سالم المرقوني", "A", **full), victim("Salem al-Marquni", "B", **less)) == "possible"


@given(st.sampled_from(["خليل", "ياسر", "حسن", "Khalil", "Yasser"]))
def test_different_fathers_are_different_persons(father: str) -> None:
    about: dict[str, Any] = {"place": MARQUNA, "window": day(9), "age": 40}
    one = victim("سالم المرقوني", "A", father=("إدريس",), **about)
    assert grade(one, victim("سالم المرقوني", "B", father=(father,), **about)) is None


def test_a_slip_of_the_pen_is_possible_where_the_rest_agrees() -> None:
    about: dict[str, Any] = {"place": MARQUNA, "window": day(9)}
    assert grade(victim(NAME, "A", **about), victim("سالم إدريس المرقوتي", "B", **about)) == "possible"
    assert grade(victim(NAME, "A"), victim("سالم إدريس المرقوتي", "B")) is None


def test_a_list_vouches_for_its_own_entries_but_not_for_its_copies() -> None:
    assert grade(victim(NAME, "A"), victim(NAME, "A")) is None
    assert grade(victim(NAME, "A", age=40), victim(NAME, "A", age=40)) == "certain"


def test_a_person_decides_before_all_features() -> None:
    one, other = victim(NAME, "A", age=40), victim(NAME, "B", age=40)
    third = victim("يوسف نجار", "B")

    def judged(verdict: Any, *subjects: str) -> Decision:
        when = dt.datetime(2021, 3, 9, tzinfo=dt.UTC)
        return Decision(id=f"d-{verdict}", verdict=verdict, subjects=subjects, who="A", when=when, why="w")

    made = [judged("different", one.id, other.id), judged("same", one.id, third.id)]
    found = match([one, other, third], LORE, made).links
    assert [(link.first, link.second, link.grade) for link in found] == [(one.id, third.id, "certain")]
    assert match([one, other], LORE, [judged("unsure", other.id, one.id)]).links[0].grade == "possible"


def lists_of_t10() -> list[Victim]:
    """40 names and 35 names: 25 certain pairs and three that are only possible (no parent, no day)."""
    out = []
    for number in range(47):
        name = f"{GIVEN[number % 8]} {FAMILY[number // 8 % 4]}"
        about: dict[str, Any] = {"father": (FATHERS[number],), "window": day(9)} if number < 25 else {}
        if number < 40:
            out.append(victim(name if number < 25 else f"{THIRDS[number]}", "North register", **about))
    for number in range(35):
        name = f"{LATIN[number % 8]} {FAMILY[number // 8 % 4]}"
        about = {"father": (FATHERS[number],), "window": day(10)} if number < 25 else {}
        out.append(
            victim(name if number < 25 else THIRDS[number if number < 28 else number + 20], "South list", **about)
        )
    return out


FATHERS = [f"{a}{b}" for a in "بتجدرسعفكم" for b in ("الم", "ريد", "نوح", "قيس", "زيد")]
THIRDS = [f"{a}ازن {b}" for b in ("عنجر", "لوبان", "صقلان", "دفقان", "فكران", "بجكان", "مسران") for a in "بحخفقكمو"]


def test_t10_two_lists_their_overlap_and_what_no_list_names() -> None:
    """Toll mathematics, system T10: 40 + 35 names, 25 certain and 28 possible links, a total of at most 60."""
    found = union(matched(*lists_of_t10()))
    assert found.sizes == {"North register": 40, "South list": 35}
    assert (found.overlap, found.lo, found.hi, found.sharp) == ((25, 28), 47, 50, True)
    assert found.only["North register"] == (12, 15)
    assert found.residual(0, 60) == (0, 13)


def test_t10_is_what_the_reckoning_says_of_the_same_rows() -> None:
    from marsad.reckon.cascade import bounds
    from marsad.reckon.system import Row, System

    found = union(matched(*lists_of_t10()))
    assert found.overlap is not None
    only_a, both, only_b, unnamed = range(4)
    rows = (
        Row("A", frozenset({only_a, both}), found.sizes["North register"], found.sizes["North register"]),
        Row("B", frozenset({only_b, both}), found.sizes["South list"], found.sizes["South list"]),
        Row("overlap", frozenset({both}), *found.overlap),
        Row("total", frozenset({only_a, both, only_b, unnamed}), 0, 60),
    )
    system = System(rows)
    asked = ({only_a, both, only_b}, {unnamed}, {only_a})
    said = [bounds(system, cells) for cells in asked]
    assert [(b.lo, b.hi) for b in said if b] == [(47, 50), (0, 13), (12, 15)]


people = st.builds(
    lambda given, family, father, when, age, place, name: victim(
        f"{given} {family}", name, father=(father,) if father else (), window=when, age=age, place=place
    ),
    st.sampled_from(GIVEN[:4] + LATIN[:3]),
    st.sampled_from(FAMILY[:2]),
    st.sampled_from([None, "إدريس", "Idris", "خليل"]),
    st.sampled_from([Window(), day(9), day(10), day(29)]),
    st.sampled_from([None, 20, 21, 60]),
    st.sampled_from([None, MARQUNA, TALMARA]),
    st.sampled_from(["A", "B", "C"]),
)


@given(st.lists(people, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_changes_nothing(listed: list[Victim], chance: random.Random) -> None:
    expected = union(matched(*listed))
    mixed = listed[:]
    chance.shuffle(mixed)
    assert union(matched(*mixed)) == expected


@given(st.lists(people, min_size=1, max_size=10), st.data())
@settings(max_examples=60, deadline=None)
def test_a_certain_duplicate_never_raises_a_toll(listed: list[Victim], data: st.DataObject) -> None:
    """A copy of an entry that carries enough to be certain, in the same list or another, adds nobody."""
    chosen = data.draw(st.sampled_from(listed))
    whole = msgspec.structs.replace(chosen, father=("إدريس",), window=day(9), age=20, place=MARQUNA)
    listed = [whole if one is chosen else one for one in listed]
    copy = msgspec.structs.replace(whole, id="v-copy", list=data.draw(st.sampled_from([whole.list, "D"])))
    before, after = union(matched(*listed)), union(matched(*listed, copy))
    assert after.hi <= before.hi
    assert after.lo <= before.hi


def test_a_copy_of_an_entry_that_is_surely_two_others_adds_nobody() -> None:
    """The entry is surely one of another list, which is surely a second of the entry's own: a copy changes nothing."""
    names: dict[str, Any] = {"father": ("إدريس",), "age": 20}
    own = victim("محمود الطلمري", "B", **names, window=day(9), place=MARQUNA)
    other = victim("محمود الطلمري", "A", **names)
    second = victim("محمود الطلمري", "B", **names, place=TALMARA)
    copy = msgspec.structs.replace(own, id="v-copy", list="D")
    before, after = union(matched(own, other, second)), union(matched(own, other, second, copy))
    assert before.ambiguous
    assert (after.lo, after.hi) == (before.lo, before.hi)


chained = st.lists(st.sampled_from(["A", "B", "C", "D"]), min_size=3, max_size=6)


@given(chained, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10), st.data())
@settings(max_examples=150, deadline=None)
def test_a_twin_in_a_list_of_a_twin_adds_nobody(
    where: list[str], pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Links of any shape, and an entry that is printed again, surely one with it and linked with all that it is linked
    with: in its own list or another, and again from there, nobody is added and no certain count falls."""
    names = [f"v{n}" for n in range(len(where))]
    links = {tuple(sorted((a % len(where), b % len(where)))) for a, b in pairs if a % len(where) != b % len(where)}
    grades = {pair: data.draw(st.sampled_from(["certain", "possible"])) for pair in sorted(links)}
    victims = [
        msgspec.structs.replace(victim("سالم"), id=name, list=own) for name, own in zip(names, where, strict=True)
    ]
    known: Links = {(names[a], names[b]): grade for (a, b), grade in grades.items()}
    before = union(made(victims, known))
    twin = names[data.draw(st.integers(0, len(where) - 1))]
    for step in range(data.draw(st.integers(1, 3))):
        copy = f"w{step}"
        beside = {other: grade for pair, grade in known.items() if twin in pair for other in pair if other != twin}
        known |= {pair_of(copy, other): grade for other, grade in {**beside, twin: "certain"}.items()}
        source = next(one for one in victims if one.id == twin)
        victims.append(
            msgspec.structs.replace(source, id=copy, list=data.draw(st.sampled_from([source.list, "E", "F"])))
        )
        twin = copy
        after = union(made(victims, known))
        assert (after.lo, after.hi) == (before.lo, before.hi), (victims, known)


Links = dict[tuple[str, str], str]


def pair_of(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def made(victims: list[Victim], links: Links) -> Matched:
    found = [PersonLink(a, b, grade, ()) for (a, b), grade in sorted(links.items())]  # type: ignore[arg-type]
    return Matched(tuple(sorted(victims, key=lambda one: one.id)), tuple(found))


@given(st.lists(people, max_size=10))
@settings(max_examples=60, deadline=None)
def test_a_union_lies_between_its_longest_list_and_all_entries(listed: list[Victim]) -> None:
    found = union(matched(*listed))
    assert max(found.sizes.values(), default=0) <= found.lo <= found.hi <= len(listed)
    assert sorted(id for ids in found.people for id in ids) == sorted(one.id for one in listed)


def test_two_certain_twins_of_one_entry_make_none_certain() -> None:
    """The other list says that they are two persons; which of them it is stays open."""
    one = victim("سالم المرقوني", "A", father=("إدريس",), age=40)
    twins = [victim("سالم المرقوني", "B", father=("إدريس",), age=age) for age in (38, 42)]
    found = union(matched(one, *twins))
    assert (found.lo, found.hi, len(found.ambiguous)) == (2, 3, 2)


def test_a_crowd_of_one_name_is_not_compared_in_pairs_and_stays_sound() -> None:
    crowd = [victim("محمد الطلمري", name) for name in ("A", "B") for _ in range(2000)]
    found = union(matched(*crowd))
    assert (found.lo, found.hi, found.sharp) == (2000, 4000, False)


@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), max_size=14))
def test_the_largest_pairing_is_the_largest(edges: set[tuple[str, str]]) -> None:
    def brute(left: list[tuple[str, str]]) -> int:
        if not left:
            return 0
        (a, b), *rest = left
        return max(brute(rest), 1 + brute([(x, y) for x, y in rest if x != a and y != b]))

    assert largest_pairing(edges) == brute(sorted(edges))


def test_places_without_an_entry_are_compared_by_name() -> None:
    here, there = (Place(id="", name_en=name) for name in ("Old mill", "New mill"))
    assert grade(victim(NAME, "A", place=here), victim(NAME, "B", place=here)) == "certain"
    assert grade(victim(NAME, "A", place=here), victim(NAME, "B", place=there)) == "possible"
