"""The commands that measure give tables: every part a row with its median, projections by their own rule."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


def test_a_part_is_measured_in_a_process_of_its_own_and_is_rows_of_the_table() -> None:
    command = [sys.executable, str(BENCH / "table.py"), "--parts", "adding", "--documents", "40"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout.splitlines()
    assert "Python" in said[0] and "load" in said[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in said if line.startswith("| adding")]
    assert [row[1] for row in rows] == ["added, readings there", "verified", "memory of a process at most"]
    assert all(float(row[2].split()[0].replace(",", "")) > 0 for row in rows)


@pytest.mark.parametrize(("power", "times"), [(1, 10), (2, 100), (0.5, 10)])
def test_growth_is_projected_by_its_exponent_and_never_below_linear(
    power: float, times: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    growth = importlib.import_module("growth")
    steps = ("add", "link", "reckon")
    found = [
        {"documents": n, "clock": 600.0, "memory": 100.0, "file": 1.0 * n} | dict.fromkeys(steps, 2.0 * n**power)
        for n in (100, 1_000)
    ]
    lines = growth.table(found, [10_000])
    exponents, projected = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[-2:])
    assert exponents[:4] == ["exponent", *[f"{power:.2f}"] * 3]
    assert [float(cell.replace(",", "")) for cell in projected[1:4]] == pytest.approx(
        [round(found[-1]["add"] * times, 1)] * 3
    )
    assert projected[0] == "10,000 (projected)"
