"""No layer of the gold texts scores below what was reached before (`bench/floors.json`)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from gold_floors import SETS, floors, languages, scores  # type: ignore[import-not-found]


@pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in SETS for lang in languages(name)])
def test_no_layer_falls_below_its_floor(name: str, lang: str) -> None:
    floor = floors()[name][lang]
    reached = scores(name, lang)
    assert {layer: value for layer, value in reached.items() if value < floor[layer]} == {}
