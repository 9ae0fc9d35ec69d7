"""What the standards ask (docs/ledger.md): every requirement has its row, and every row tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = dict(re.findall(r"^\| ([AE]\d) \| (.+)$", (ROOT / "docs/ledger.md").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("asked", [*(f"A{n}" for n in range(1, 10)), *(f"E{n}" for n in range(1, 8))])
def test_a_requirement_is_shown_by_tests_that_are_there(asked: str) -> None:
    path, named = Path("none"), list[str]()
    for file, name in re.findall(r"`([^`:]*)::([^`]+)`", ROWS[asked]):
        path = ROOT / file if file else path
        assert f"def {name}(" in path.read_text(encoding="utf-8"), (file, name)
        named.append(name)
    assert named, "a row without a test"
