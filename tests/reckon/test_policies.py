"""Each policy does what its sentence says, and every table says which was followed."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from reckon_build import UMBRELLA, claim, days, told

from marsad.knowledge.sentences import load_sentences
from marsad.model import Scope, Statement
from marsad.model.terms import POLICIES, About, Hedge
from marsad.reckon import policy as policies
from marsad.reckon.table import toll_table

PERIOD = Scope(harm="killed", window=days(1, 31))


def person(document: str, number: int, who: str, perhaps: str | None = None, side: str = "civilians") -> Statement:
    one = told(document, 12, [claim(f"c{number}", 1, side, days(11))], by=document)[0]
    return msgspec.structs.replace(one, person=who, perhaps=perhaps)


def two_lists(certain: int, possible: int) -> list[Statement]:
    """A list of 40 names and one of 35: `certain` of these are surely on both, `possible` more perhaps."""
    first = [person("list-a", n, f"a{n}") for n in range(40)]
    both = [person("list-b", n, f"a{n}") for n in range(certain)]
    maybe = [person("list-b", n, f"b{n}", f"a{n}") for n in range(certain, certain + possible)]
    return first + both + maybe + [person("list-b", n, f"b{n}") for n in range(certain + possible, 35)]


def test_named_only_counts_each_person_of_two_lists_once() -> None:
    """T10: 40 + 35 names, 25 links certain and 3 more possible: 47 to 50 persons."""
    (row,) = toll_table(two_lists(25, 3), PERIOD, policy="named-only").rows
    assert (row.lo, row.hi) == (40 + 35 - 28, 40 + 35 - 25)
    assert len([one for one in row.contributions if one.bound == "lo"]) == 47


def test_named_only_counts_nobody_without_a_name() -> None:
    unnamed = told("d1", 12, [claim("c1", 9, "civilians", days(11))])
    (row,) = toll_table([*unnamed, *two_lists(25, 0)[:3]], PERIOD, policy="named-only").rows
    assert (row.lo, row.hi) == (3, 3)
    assert toll_table(unnamed, PERIOD, policy="named-only").rows == ()


def test_a_withdrawn_name_counts_no_more() -> None:
    one = person("list-a", 1, "a1")
    gone = msgspec.structs.replace(one, claim=msgspec.structs.replace(one.claim, status="withdrawn"))
    assert toll_table([gone], PERIOD, policy="named-only").rows == ()


def test_named_only_is_asked_by_side() -> None:
    both = [person("list-a", 1, "a1"), person("list-a", 2, "a2", side="government")]
    rows = toll_table(both, PERIOD, policy="named-only", umbrella=UMBRELLA).rows
    assert {(row.side, row.lo) for row in rows} == {("civilians", 1), ("government", 1)}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("policy", POLICIES)
def test_every_table_says_its_policy_in_words(policy: str, lang: str) -> None:
    table = toll_table(two_lists(1, 1), PERIOD, policy=policy, messages=load_sentences(lang))
    assert table.policy == policy
    assert table.meaning == load_sentences(lang)[f"policy_{policy}"]


def test_the_policies_of_the_contract_are_those_that_are_offered() -> None:
    assert set(policies.POLICIES) == set(POLICIES)


def test_soft_words_are_read_as_the_table_says() -> None:
    about = told("d1", 12, [claim("c1", 60, window=days(11), hedge="about")])
    bounds = {}
    levels: tuple[About, ...] = get_args(About)
    for level in levels:
        table = toll_table(about, PERIOD, about=level)
        assert table.about == level
        bounds[level] = (table.rows[0].lo, table.rows[0].hi)
    assert bounds == {"stated": (54, 66), "1": (60, 60), "0.5": (54, 66), "0": (45, 75)}
    dozens = told("d1", 12, [claim("c1", 20, window=days(11), hedge="vague", value_max=99)])
    assert [(r.lo, r.hi) for r in toll_table(dozens, PERIOD).rows] == [(20, None)]
    assert [(r.lo, r.hi) for r in toll_table(dozens, PERIOD, vague="range").rows] == [(20, 99)]


def test_the_staircase_of_an_about_is_given_where_it_is_asked_for() -> None:
    about = told("d1", 12, [claim("c1", 60, window=days(11), hedge="about")])
    (row,) = toll_table(about, PERIOD, levels=True).rows
    assert [(one.level, one.lo, one.hi) for one in row.levels] == [("1", 60, 60), ("0.5", 54, 66), ("0", 45, 75)]
    firm = told("d2", 12, [claim("c1", 58, window=days(11))])
    assert toll_table(about + firm, PERIOD, levels=True).rows[0].levels == ()


def test_sentences_name_sources_as_the_reader_knows_them() -> None:
    one = told("d1", 12, [claim("c1", 9, window=days(11))])
    table = toll_table(one, PERIOD, messages=load_sentences("en"), names={"observatory": "The Observatory"})
    assert table.rows[0].contributions[0].sentence.startswith("The Observatory counts 9")
    assert table.rows[0].contributions[0].params["claimant"] == "observatory", "programs get the id"
    assert [proof.sentence for proof in table.rows[0].proofs] == [
        "This claim alone forces at least 9.",
        "This claim alone allows no more than 9.",
    ]


def lead_of(*documents: list[Statement]) -> tuple[int, int | None]:
    (row,) = toll_table([one for own in documents for one in own], PERIOD).rows
    return row.lo, row.hi


def test_who_prints_others_texts_again_leads_no_toll() -> None:
    """A portal prints the monitor's bulletin and the network's: more documents than either, and nothing of its own."""
    monitor = [
        told("m1", 11, [claim("c1", 9, window=days(11))], by="monitor"),
        told("m2", 13, [claim("c1", 14, window=days(11, 13))], by="monitor"),
    ]
    network = told("n1", 12, [claim("c2", 30, window=days(11, 12))], by="network")
    portal = [
        told("p1", 11, [claim("c1", 9, window=days(11))], by="portal"),
        told("p2", 13, [claim("c1", 14, window=days(11, 13))], by="portal"),
        told("p3", 12, [claim("c2", 30, window=days(11, 12))], by="portal"),
    ]
    assert lead_of(*monitor, network) == (14, 14)
    assert lead_of(*monitor, network, *portal) == (14, 14)


def test_a_text_printed_again_later_does_not_make_its_printer_the_latest_word() -> None:
    monitor = told("m1", 12, [claim("c1", 9, window=days(11))], by="monitor")
    network = told("n1", 11, [claim("c2", 30, window=days(11))], by="network")
    assert lead_of(monitor, network) == (9, 9)
    assert lead_of(monitor, network, told("p1", 20, [claim("c2", 30, window=days(11))], by="portal")) == (9, 9)


@pytest.mark.parametrize(("hedge", "least"), [("exact", 20), ("vague", 6)])
def test_another_voice_carries_a_running_total_on_by_a_number_only(hedge: Hedge, least: int) -> None:
    """A ministry's 20 since the same day, a day later, hold the observatory's 6; its 'dozens' are a rival's words."""
    parts = [claim(f"c{n}", 2, side, days(11)) for n, side in ((2, "civilians"), (3, "opposition"))]
    followed = told("d1", 11, [claim("c1", 6, window=days(11), hedge="at_least"), *parts])
    other = told("d2", 12, [claim("c1", 20, window=days(11, 12), hedge=hedge, cumulative=True)], by="ministry")
    table = toll_table([*followed, *other], PERIOD, by="side", umbrella=UMBRELLA)
    (row,) = (row for row in table.rows if row.side == "government")
    assert row.lo == least
