"""Nothing in the code is what bandit warns of, but where the line says so and pyproject.toml says why."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_bandit_finds_nothing() -> None:
    command = [sys.executable, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", "src", "deploy", "-f", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    told = json.loads(done.stdout)
    assert [f"{one['filename']}:{one['line_number']} {one['test_id']}" for one in told["results"]] == []
    assert told["errors"] == []
