"""The other chains and pairs of the gold bulletins: after the whole chain, in any order, tolls are as reckoned by hand.

Who speaks is set as the texts say it: agencies that quote a monitor speak for the monitor.
"""

from __future__ import annotations

import datetime as dt
import random

import msgspec
import pytest
from gold_statements import UMBRELLA, statements

from marsad.model import Scope, Statement
from marsad.reckon.table import toll_table

Toll = tuple[int, int | None]

VOICES = {
    "A-06": "sohr", "A-07": "network", "A-08": "sohr", "A-09": "sohr",
    "A-10": "sohr", "A-11": "sohr", "A-12": "sohr", "A-13": "sohr",
    "A-21": "agency", "A-22": "sohr", "A-23": "sohr", "A-24": "sohr",
    "A-35": "sohr", "A-36": "sohr", "A-37": "sohr", "A-46": "sohr", "A-47": "sohr",
    "B-02": "who", "B-03": "who", "B-04": "who",
    "B-10": "regional head", "B-11": "emergency service",
    "B-17": "pentagon", "B-40": "iraqi army", "B-29": "rebels' media", "B-30": "doctors",
}  # fmt: skip
OTHERS = {
    ("A-36", "c10"): "state media",
    ("B-17", "c6"): "residents", ("B-17", "c7"): "rescuers",
    ("B-40", "c2"): "residents", ("B-40", "c3"): "airwars", ("B-30", "c4"): "rebels' media",
}  # fmt: skip
"""Figures that a text quotes as another's."""

APART = {"A-21": "turkish post", "A-24": "idlib in march"}
"""Documents that tell of a happening of their own within their chain."""

CHAINS: dict[str, tuple[tuple[str, ...], dict[tuple[str, str], Toll]]] = {
    # The last bulletin: 332 dead since 20 January, 79 of the prison's guards and forces, 7 civilians, 246 of the group
    # (the 22 other bodies that it tells of may be among them).
    "hasakah": (
        ("A-06", "A-07", "A-08", "A-09"),
        {("killed", "sdf"): (79, 79), ("killed", "civilians"): (7, 7), ("killed", "islamic_state"): (246, 246)},
    ),
    # The last day's totals since 19 June contain 13, 24 and 21, 28, 40 of the days before; only the combatants' own
    # side says 'at least'.  Wounded civilians: 'more than 150' is 151; the government's 'more than 20' are of one day.
    "daraa": (
        ("A-10", "A-11", "A-12", "A-13"),
        {
            ("killed", "government"): (123, None),
            ("killed", "opposition"): (84, 84),
            ("killed", "civilians"): (132, 132),
            ("injured", "civilians"): (151, None),
            ("injured", "government"): (21, None),
        },
    ),
    # A union: 12 to 26 February (218 and 259 dead, in which the ten and six of the 25th are) and 29 February to
    # 2 March (19, and at least 27) are apart and add up; the 12 civilians of 10 February come before the 75.
    "idlib": (
        ("A-21", "A-22", "A-23", "A-24"),
        {
            ("killed", "government"): (218 + 19, None),
            ("killed", "opposition"): (259 + 27, None),
            ("killed", "civilians"): (75 + 12, None),
            ("killed", "turkey"): (5, 5),
        },
    ),
    # A week later the count of 25 July is 142 civilians and 116 local fighters; 67 attackers up to 1 August.
    "sweida": (
        ("A-35", "A-36", "A-37"),
        {
            ("killed", "civilians"): (142, 142),
            ("killed", "allied_militia"): (116, 116),
            ("killed", "islamic_state"): (67, 67),
        },
    ),
    # 469 on the 23rd and 21 more on the 24th are the 490 since the 18th, not 980.
    "ghouta": (("A-46", "A-47"), {("killed", "civilians"): (490, None)}),
    # 174, 205, 264 since 4 April: one count that grows; nobody splits the dead by party but for the civilians.
    "tripoli": (
        ("B-02", "B-03", "B-04"),
        {
            ("killed", "mixed"): (264, 264),
            ("injured", "mixed"): (1266, 1266),
            ("killed", "civilians"): (21, None),
            ("injured", "civilians"): (69, 69),
        },
    ),
    # Two officials: the later and more detailed one counts 41 while persons are missing, so that there may be more.
    "dnipro": (("B-10", "B-11"), {("killed", "unknown"): (41, None), ("injured", "unknown"): (79, 79)}),
    # The inquiry leads, with civilians and gunmen apart; persons are not traced.
    "mosul": (("B-17", "B-40"), {("killed", "civilians"): (105, None), ("killed", "islamic_state"): (2, 2)}),
}


def told(name: str) -> list[Statement]:
    return [
        msgspec.structs.replace(
            s,
            claimant=OTHERS.get((s.document, s.claim.id)) or VOICES[s.document],
            incident=APART.get(s.document, name),
        )
        for document in CHAINS[name][0]
        for s in statements(document, name)
    ]


def bounds(given: list[Statement], as_of: dt.date | None = None) -> dict[tuple[str, str], Toll]:
    found = toll_table(given, Scope(), umbrella=UMBRELLA, as_of=as_of)
    return {(row.harm, row.side or ""): (row.lo, row.hi) for row in found.rows}


@pytest.mark.parametrize("name", CHAINS)
def test_after_the_whole_chain_the_toll_is_the_last_documents_or_the_union(name: str) -> None:
    found = bounds(told(name))
    assert {key: found.get(key) for key in CHAINS[name][1]} == CHAINS[name][1]


@pytest.mark.parametrize("name", CHAINS)
def test_the_order_in_which_a_chain_arrives_is_irrelevant(name: str) -> None:
    every = told(name)
    wanted = toll_table(every, Scope(), umbrella=UMBRELLA)
    for seed in range(2):
        shuffled = list(every)
        random.Random(seed).shuffle(shuffled)
        assert toll_table(shuffled, Scope(), umbrella=UMBRELLA) == wanted


@pytest.mark.parametrize("name", CHAINS)
def test_a_reprint_of_any_document_adds_nothing(name: str) -> None:
    every = told(name)
    wanted = bounds(every)
    for document in CHAINS[name][0]:
        again = [
            msgspec.structs.replace(s, document=f"{document}-again", key=f"{document}-again#{s.claim.id}")
            for s in every
            if s.document == document
        ]
        assert bounds(every + again) == wanted, document


def test_publishers_of_one_running_count_carry_it_on_and_only_its_minimum() -> None:
    """With three publishers instead of one the lead is another, yet the longer count's dead contain the shorter's."""
    every = [
        msgspec.structs.replace(s, claimant=s.document)
        for s in told("tripoli")
        if s.document != "B-04" or s.claim.id in ("c1", "c2")
    ]
    assert bounds([s for s in every if s.document != "B-04"])["killed", "mixed"] == (205, None)
    assert bounds(every)["killed", "mixed"] == (264, None)
    assert bounds(every)["injured", "mixed"] == (1266, None)
