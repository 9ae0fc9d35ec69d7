"""On a generated world of known truth linking joins what is one, in bounded work, and says where it was bounded."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from marsad.link import linked
from marsad.link.blocks import FIRST, Blocks
from marsad.link.wording import wording


def _load() -> Any:
    path = Path(__file__).parents[2] / "bench" / "link_world.py"
    spec = importlib.util.spec_from_file_location("link_world", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["link_world"] = module
    spec.loader.exec_module(module)
    return module


link_world = _load()


@pytest.fixture(scope="module")
def made() -> Any:
    return link_world.world(2_000, seed=7)


def test_precision_and_recall_hold(made: Any) -> None:
    found = linked(made.statements, wordings=[wording(name, text) for name, text in made.texts.items()])
    given = {s.key: s.incident or "" for s in found.statements if s.key in made.truth}
    precision, recall = link_world.scores(made.truth, given)
    assert precision >= 0.97
    assert recall >= 0.89


def test_the_order_of_statements_is_irrelevant(made: Any) -> None:
    few = [s for s in made.statements if s.document < "d000400"]
    wanted = linked(few)
    random.Random(2).shuffle(few)
    assert linked(few) == wanted


def test_a_crowded_block_costs_no_more_than_its_first_for_each() -> None:
    blocks = Blocks()
    met = [len(blocks.meet(number, [("place", 1, "capital")])) for number in range(1_000)]
    assert max(met) == FIRST
    assert blocks.crowded == 1_000 - FIRST
