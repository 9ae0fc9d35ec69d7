"""`marsad toll` over all of a large ledger sums what is kept of its incidents, and says what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.chronicle import whole
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.pipeline import Ledger

from .conftest import Run

LEFT_OUT = ("claims", "proofs", "contributions")


@pytest.fixture
def at_once(run: Run, here: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The table of the shipped bulletins, reckoned at once; from then on as many claims are many."""
    with Ledger(here) as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
    assert run("incidents", "--limit", "1").code == 0
    found = run("toll", "--by", "side", "--format", "json").json
    assert found["summed_of"] is None
    assert found["contradictions"]
    monkeypatch.setattr(whole, "MANY", 10)
    return found


def figures(table: Any) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in LEFT_OUT} for row in table["rows"]]


def test_the_figures_are_the_same_and_what_is_left_out_is_counted(run: Run, at_once: Any) -> None:
    found = run("toll", "--by", "side", "--format", "json").json
    assert figures(found) == figures(at_once)
    assert found["residual"] == at_once["residual"]
    assert found["not_listed"] == len(at_once["contradictions"])
    assert not any(row[name] for row in found["rows"] for name in LEFT_OUT)
    assert f"summed out of {found['summed_of']} incidents" in run("toll", "--by", "side").out


def test_explained_or_narrowed_it_is_reckoned_at_once(run: Run, at_once: Any) -> None:
    assert run("toll", "--by", "side", "--explain", "--format", "json").json == at_once
    assert run("toll", "--by", "side", "--to", "2018-06-12", "--format", "json").json["summed_of"] is None
    assert run("contradictions", "--format", "json").json["results"]


def test_a_side_that_nobody_named_is_refused_here_too(run: Run, at_once: Any) -> None:
    assert at_once["rows"]
    assert run("toll", "--side", "martians").code == 2
