"""docs/security.md: every requirement has its row, and every test that a row names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROWS = [
    row.strip("| ").split(" | ") for row in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
]
ASKED = {cells[0]: cells[-1] for cells in ROWS if re.fullmatch(r"[SF]\d+", cells[0])}


def test_every_requirement_has_a_row() -> None:
    assert list(ASKED) == [f"S{n}" for n in range(1, 43)] + [f"F{n}" for n in range(1, 10)]
    assert all(len(shown) > 20 for shown in ASKED.values())


def test_every_test_that_is_named_is_there() -> None:
    missing, named = [], 0
    for asked, shown in ASKED.items():
        path = ""
        for told, test in re.findall(r"`([\w/]*\.py)?::(test_\w+)`", shown):
            path, named = told or path, named + 1
            if f"def {test}(" not in (ROOT / "tests" / path).read_text(encoding="utf-8"):
                missing.append((asked, path, test))
    assert named > 60 and missing == []
