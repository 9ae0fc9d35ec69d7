"""Every Python of this machine that marsad runs on takes the same words and numbers from a text.

Debian 12's own Python (3.11.2) once took 26 for 6, and no test showed it, for all ran in another.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from marsad.text.fold import FoldMemo
from marsad.text.tokens import tokenize

ROOT = Path(__file__).parents[2]
OLDEST = (3, 11)
ASK_VERSION = "import sys; print(*sys.version_info[:3])"
TOKENS = """
import json, sys
from marsad.text.fold import FoldMemo
from marsad.text.tokens import tokenize
told = [tokenize(text, FoldMemo()) for text in json.load(sys.stdin)]
json.dump([[one.starts, one.ends, one.folds, one.kinds] for one in told], sys.stdout)
"""


def run(python: str, code: str, given: str = "") -> str:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [python, "-S", "-B", "-c", code]
    done = subprocess.run(command, input=given, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False)
    return done.stdout if done.returncode == 0 else ""


def pythons() -> dict[str, str]:
    """Return the path of one Python of each version from 3.11 that the machine has."""
    names = ["python3", *(f"python3.{minor}" for minor in range(OLDEST[1], OLDEST[1] + 9))]
    folders = [*os.environ["PATH"].split(os.pathsep), "/usr/bin", "/usr/local/bin"]
    found: dict[str, str] = {}
    for name in names:
        for folder in dict.fromkeys(folders):
            path = shutil.which(name, path=folder)
            version = run(path, ASK_VERSION).split() if path is not None else []
            if path is not None and version and tuple(int(part) for part in version[:2]) >= OLDEST:
                found.setdefault(".".join(version), path)
    return found


FOUND = pythons()


@pytest.mark.parametrize("version", sorted(FOUND))
def test_a_text_has_the_same_tokens(version: str) -> None:
    paths = sorted((ROOT / "tests/gold").glob("*/*.json"))
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in paths if path.name != "seed.json"]
    texts += ["26 killed, 1,200 hurt, 2.5 km, M23 and G5", "'s5 \u0966 9", "اللواء 444، و\u200f120\u200e جريحاً"]
    mine = [tokenize(text, FoldMemo()) for text in texts]
    theirs = json.loads(run(FOUND[version], TOKENS, json.dumps(texts)))
    assert [[one.starts, one.ends, one.folds, one.kinds] for one in mine] == theirs
