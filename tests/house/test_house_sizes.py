"""Files stay small and well named, and words live in data."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pytest

from marsad.knowledge.files import HOME, read_tsv, read_yaml

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/marsad"
HARD_CAP = 400
MEDIAN_CAP = 160
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
NAMES_WITHOUT_A_PURPOSE = {"util", "utils", "misc", "helper", "helpers", "common", "core", "manager", "stuff"}

PYTHON = sorted(SRC.rglob("*.py"))
LORE = sorted(path for path in HOME.rglob("*") if path.suffix in (".yml", ".yaml", ".tsv"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_over_the_hard_cap() -> None:
    assert {str(path): lines(path) for path in PYTHON if lines(path) > HARD_CAP} == {}


def test_the_usual_file_is_short() -> None:
    assert statistics.median(lines(path) for path in PYTHON) <= MEDIAN_CAP


def test_no_arabic_stands_in_python() -> None:
    """Whatever a linguist can correct, she corrects without Python."""
    guilty = [str(path) for path in PYTHON if ARABIC.search(path.read_text(encoding="utf-8"))]
    assert guilty == []


def test_no_room_is_named_without_a_purpose() -> None:
    guilty = [
        str(path)
        for top in (SRC, ROOT / "tests", ROOT / "bench")
        for path in top.rglob("*")
        if path.stem.lower() in NAMES_WITHOUT_A_PURPOSE
    ]
    assert guilty == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path in PYTHON if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "r'"))]
    assert silent == []


@pytest.mark.parametrize("path", LORE, ids=lambda path: str(path.relative_to(HOME)))
def test_every_data_file_loads(path: Path) -> None:
    """A file of knowledge that can't be read is found here, with its name."""
    content = read_yaml(path) if path.suffix != ".tsv" else read_tsv(path)
    assert content, "an empty file says nothing: fill it or remove it"
