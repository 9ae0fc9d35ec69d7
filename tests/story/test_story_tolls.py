"""From the shipped bulletins to published figures, through the real command line, whatever the order of adding."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from story import BULLETINS, TOLLS

MARSAD = Path(sys.executable).parent / "marsad"
ORDERS = ["as published", "backwards", "shuffled"]
ASKED = [
    (story, answer["as_of"], side, side in answer.get("known_wrong", []))
    for story, told in TOLLS.items()
    for answer in told["answers"]
    for side in answer
    if side not in ("as_of", "known_wrong")
]
QUESTIONS = [(story, as_of, side) for story, as_of, side, _ in ASKED]
HELD = [
    pytest.param(
        *(story, as_of, side),
        marks=[pytest.mark.xfail(strict=True, reason="a known fault of the reader")] if wrong else [],
    )
    for story, as_of, side, wrong in ASKED
]


def marsad(*arguments: str) -> str:
    done = subprocess.run([str(MARSAD), *arguments], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def arranged(order: str) -> list[str]:
    names = list(BULLETINS)
    if order == "backwards":
        names.reverse()
    if order == "shuffled":
        random.Random(3).shuffle(names)
    return names


@pytest.fixture(scope="module", params=ORDERS)
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with every shipped bulletin, added in one of three orders."""
    folder = tmp_path_factory.mktemp("story")
    path = folder / "bulletins.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for name in arranged(request.param):
            document = BULLETINS[name]
            record = {
                "id": name,
                "text": document.text,
                "published": document.published,
                "source": document.source,
                "lang": document.lang,
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    ledger = str(folder / "story.db")
    marsad("init", "--ledger", ledger)
    marsad("add", str(path), "--ledger", ledger)
    return ledger


_ANSWERS: dict[tuple[str, str, str], dict[str, Any]] = {}


def ask(ledger: str, story: str, as_of: str) -> dict[str, Any]:
    key = (ledger, story, as_of)
    if key not in _ANSWERS:
        asked = TOLLS[story]["question"]
        out = marsad(
            *("toll", "--ledger", ledger, "--format", "json", "--harm", asked["harm"], "--by", asked["by"]),
            *("--from", asked["from"], "--to", asked["to"], "--as-of", as_of),
        )
        _ANSWERS[key] = json.loads(out)
    return _ANSWERS[key]


@pytest.mark.parametrize(("story", "as_of", "side"), HELD)
def test_the_published_bounds_are_those_reckoned_by_hand(ledger: str, story: str, as_of: str, side: str) -> None:
    answer = next(item for item in TOLLS[story]["answers"] if item["as_of"] == as_of)
    rows = {row["side"]: row for row in ask(ledger, story, as_of)["rows"]}
    assert side in rows
    got = {key: rows[side][key] for key in answer[side]}
    assert got == answer[side]


@pytest.mark.parametrize(("story", "as_of", "side"), QUESTIONS)
def test_every_bound_names_claims_that_bind_it(ledger: str, story: str, as_of: str, side: str) -> None:
    row = next(row for row in ask(ledger, story, as_of)["rows"] if row["side"] == side)
    assert row["claims"]
    assert all(key.split("#")[0] in BULLETINS for key in row["claims"])


@pytest.mark.parametrize("story", [story for story in TOLLS if "contradictions" in TOLLS[story]])
def test_disagreements_are_shown(ledger: str, story: str) -> None:
    """Each expected contradiction holds a claim of each of the two bulletins that disagree."""
    asked = TOLLS[story]["question"]
    shown = [
        {key.split("#")[0] for key in contradiction["claims"]}
        for contradiction in ask(ledger, story, asked["to"])["contradictions"]
    ]
    for expected in TOLLS[story]["contradictions"]:
        assert any(set(expected["between"]) <= documents for documents in shown), expected["what"]
