"""Rules ask only for what the lexicons have: a class of words that nobody lists is asked for in vain, for ever."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.knowledge import load_lore
from marsad.knowledge.spec import OrthographySpec

ROOMS = Path(__file__).parents[2] / "src" / "marsad"
READING = sorted(ROOMS.glob("read/**/*.py"))
ASKS = {"at", "any_at", "begins", "ending", "all", "among", "firsts", "begun"}
"""What a scan is asked with the names of classes."""
Tables = dict[str, list[str]]


def strings(node: ast.expr, tables: Tables) -> list[str]:
    """Return the strings that an expression may be, those of the module's tables too."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Name):
        return tables.get(node.id, [])
    if isinstance(node, ast.Call):
        inner: list[ast.expr] = node.args if isinstance(node.func, ast.Name) else []
    elif isinstance(node, ast.IfExp):
        inner = [node.body, node.orelse]
    elif isinstance(node, ast.BinOp):
        inner = [node.left, node.right]
    else:
        inner = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]
    plain = isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Starred | ast.IfExp | ast.BinOp | ast.Call)
    return [word for one in inner for word in strings(one, tables)] if plain else []


def asked(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of each class that a module asks a scan, or an entry, for."""
    tables: Tables = {}
    for assigned in tree.body:
        for target in assigned.targets if isinstance(assigned, ast.Assign) else ():
            if isinstance(target, ast.Name) and isinstance(assigned, ast.Assign):
                tables[target.id] = strings(assigned.value, tables)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
            of_letters = ast.unparse(node.func.value).endswith("lexicon")  # `begins` asks a lexicon for endings
            words = [] if of_letters else [word for one in node.args for word in strings(one, tables)]
        elif isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("entry.cls"):
            words = [word for one in node.comparators for word in strings(one, tables)]
        else:
            continue
        yield from ((node.lineno, word) for word in words)


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The classes of both languages' lexicons, with the words of every pack."""
    lore = load_lore()
    voices = [lore.voice(lang, pack) for lang in ("ar", "en") for pack in (None, *lore.packs)]
    return {entry.cls for voice in voices for entry in voice.lexicon.entries}


@pytest.mark.parametrize("path", READING, ids=lambda path: str(path.relative_to(ROOMS)))
def test_every_class_that_is_asked_for_exists(path: Path, known: set[str]) -> None:
    """Name the class as the lexicon does, or teach it: a rule that asks for none can never hold."""
    found = asked(ast.parse(path.read_text(encoding="utf-8")))
    assert [(line, name) for line, name in found if name not in known] == []


def test_every_ending_and_word_that_is_asked_for_exists() -> None:
    """... and so do the lists of words, endings and beginnings of some language's orthography.yml."""
    lore = load_lore()
    written: list[OrthographySpec] = [lore.voice(lang, None).lexicon.orthography for lang in ("ar", "en")]
    known = {name for one in written for name in (*one.words, *one.endings, *one.beginnings)}
    missing = []
    for path in READING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of = ast.unparse(node.func)
            if of.endswith(("lexicon.begins", "lexicon.ends", "lexicon.plain", "scan.reads")):
                missing += [f"{path.name}:{node.lineno} {n}" for n in strings(node.args[-1], {}) if n not in known]
    assert missing == []


@pytest.mark.parametrize(
    "rule",
    [
        'told = scan.at(i, "harm_verb", "no_such") is not None',
        '_ENDS = ("and", "no_such")\ntold = scan.any_at(i, *_ENDS)',
        'told = hit.entry.cls in ("and", "no_such")',
        'told = scan.begins(i, j, "no_such" if arabic else "and")',
    ],
)
def test_a_class_that_nobody_lists_is_seen(rule: str, known: set[str]) -> None:
    assert [name for _, name in asked(ast.parse(rule)) if name not in known] == ["no_such"]
