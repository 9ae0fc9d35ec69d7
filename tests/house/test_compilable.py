"""What `make fast` compiles can be compiled: mypyc drops what a struct says of itself, and nobody would see it here."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NOUN = re.compile(r"^class \w+\((?:msgspec\.)?(?:Struct|Noun)\b|^@dataclass", re.MULTILINE)


def hook() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    return found


def paths(patterns: list[str]) -> set[Path]:
    return {path for pattern in patterns for path in ROOT.glob(pattern)}


def test_structs_and_dataclasses_stand_in_rooms_that_are_not_compiled() -> None:
    """Move the noun to a room of its own and name it under `interpret` in pyproject.toml."""
    compiled = paths(hook()["compile"]) - paths(hook()["interpret"])
    assert len(compiled) > 100
    assert [str(path) for path in sorted(compiled) if NOUN.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_is_sought_in_a_tuple_made_on_the_spot_of_another() -> None:
    """`x in (*SOME, other)`: mypyc can't translate it, and says so only when a wheel is built."""
    found = []
    for path in sorted(paths(hook()["compile"]) - paths(hook()["interpret"])):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and any(map(_spreads, node.comparators)):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def _spreads(node: ast.expr) -> bool:
    told = isinstance(node, (ast.Tuple, ast.List, ast.Set))
    return told and any(isinstance(item, ast.Starred) for item in getattr(node, "elts", ()))


def test_every_room_that_is_named_is_there() -> None:
    for pattern in (*hook()["compile"], *hook()["interpret"]):
        assert list(ROOT.glob(pattern)), pattern
