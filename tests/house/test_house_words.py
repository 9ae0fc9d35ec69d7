"""Words are data: no rule of reading compares the words of a text with words that stand in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = Path(__file__).parents[2] / "src" / "marsad"
READING = sorted(ROOMS.glob("read/**/*.py"))
OF_THE_TEXT = re.compile(r"\b(folds?|words?|spelt|quote|stem)\b")
"""Names under which rules hold what the text says."""
OF_THE_ENTRY = re.compile(r"features|\bentry\b|kinds?\b|\bcls\b|\blang\b")
"""... and what the lexicon says of it, whose values are no words of a language."""
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]")
ENDINGS = ("endswith", "startswith", "removesuffix", "removeprefix")


def compared(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the words of each comparison of the text's words with words in Python."""
    tables = {
        target.id: words_in(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ENDINGS:
            sides = [node.func.value, *node.args]
        else:
            continue
        told = [ast.unparse(side) for side in sides]
        if any(OF_THE_TEXT.search(side) and not OF_THE_ENTRY.search(side) for side in told):
            found = [word for side in sides for word in words_in(side) + tables.get(ast.unparse(side), [])]
            if found:
                yield node.lineno, found


def words_in(node: ast.expr) -> list[str]:
    """Return the constants of an expression that have a letter in them, line breaks and the like left out."""
    if isinstance(node, (ast.Subscript, ast.Attribute)) or (isinstance(node, ast.Call) and not _makes_a_set(node)):
        return []
    constants = (c.value for c in ast.walk(node) if isinstance(c, ast.Constant))
    return [value for value in constants if isinstance(value, str) and any(map(str.isalpha, value))]


def _makes_a_set(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set", "tuple")


@pytest.mark.parametrize("path", READING, ids=lambda path: str(path.relative_to(ROOMS)))
def test_no_rule_compares_the_text_with_words_that_stand_in_python(path: Path) -> None:
    """Move the word to a lexicon, or under `words` or `endings` of the language's orthography.yml."""
    assert list(compared(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_no_rule_has_arabic_letters() -> None:
    """What a particle or an ending is stands in orthography.yml; only what tells Arabic script may name its letters."""
    found = []
    for path in READING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ARABIC.search(node.value):
                found.append(f"{path.relative_to(ROOMS)}:{node.lineno}")
    assert [place for place in found if not place.startswith("read/language.py")] == []


@pytest.mark.parametrize(
    "rule",
    [
        'told = scan.tokens.folds[i] == "than"',
        'told = folds[i : i + 1] in (["no"], ["none"])',
        '_MOST = frozenset({"most", "many"})\ntold = scan.tokens.folds[i] in _MOST',
        'told = word.endswith("ing")',
        'told = "to" in field.folds[low:first]',
    ],
)
def test_such_a_comparison_is_found(rule: str) -> None:
    assert list(compared(ast.parse(rule)))


@pytest.mark.parametrize(
    "rule",
    [
        'told = scan.tokens.folds[i] == ","',
        'told = scan.tokens.kinds[i] == "w"',
        'told = hit.entry.features.get("kind") == "weapon"',
        'told = scan.reads(i, "compared")',
    ],
)
def test_marks_kinds_and_features_are_no_words(rule: str) -> None:
    assert list(compared(ast.parse(rule))) == []
