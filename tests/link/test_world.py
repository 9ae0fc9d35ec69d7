"""On a generated world of known truth linking joins what is one, in bounded work, and says where it was bounded."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from link_world import World, scores, world

from marsad.link import linked
from marsad.link.blocks import FIRST, Blocks
from marsad.link.wording import wording


@pytest.fixture(scope="module")
def made() -> World:
    return world(2_000, seed=7)


def test_precision_and_recall_hold(made: World) -> None:
    found = linked(made.statements, wordings=[wording(name, text) for name, text in made.texts.items()])
    given = {s.key: s.incident or "" for s in found.statements if s.key in made.truth}
    precision, recall = scores(made.truth, given)
    assert precision >= 0.97
    assert recall >= 0.89


def test_the_order_of_statements_is_irrelevant(made: World) -> None:
    few = [s for s in made.statements if s.document < "d000400"]
    wanted = linked(few)
    random.Random(2).shuffle(few)
    assert linked(few) == wanted


def test_a_crowded_block_costs_no_more_than_its_first_for_each() -> None:
    blocks = Blocks()
    met = [len(blocks.meet(number, [("place", 1, "capital")])) for number in range(1_000)]
    assert max(met) == FIRST
    assert blocks.crowded == 1_000 - FIRST
