"""`knowledge lint`: the shipped data is sound, and each fault in a broken copy is found with its file and entry."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.cli.shell.phrases import load_phrases
from marsad.knowledge import finding
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.finding import Finding
from marsad.knowledge.lint import lint

SIDES = Path(__file__).parents[1] / "gold/sides.txt"
Change = Callable[[str], str]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small whole knowledge: both languages, the sample pack, the gazetteer."""
    home = tmp_path_factory.mktemp("lore") / "knowledge"
    for name in ("languages", "messages", "gazetteer", "packs/sample"):
        shutil.copytree(HOME / name, home / name)
    return home


def found_after(copy: Path, file: str, change: Change) -> list[Finding]:
    path = copy / file
    kept = path.read_text(encoding="utf-8")
    broken = change(kept)
    assert broken != kept
    path.write_text(broken, encoding="utf-8")
    try:
        return lint(copy)
    finally:
        path.write_text(kept, encoding="utf-8")


def replace(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


def test_the_shipped_knowledge_is_sound() -> None:
    assert [(one.file, one.entry, one.message) for one in lint()] == []


def test_a_sound_copy_is_sound(copy: Path) -> None:
    assert lint(copy) == []


ACTORS, PLACES, PACK = "packs/sample/actors.yml", "packs/sample/places.tsv", "packs/sample/pack.yml"
CORPUS, LEXICON = "packs/sample/corpus.yml", "languages/en/hedge/lexicon.yml"
ENTRY = "- id: hedge.test\n  class: hedge_pre\n  features:\n    hedge: {hedge}\n  forms:\n"
BREAKS = [
    (ACTORS, replace("id: xw_army", "id: xw_river_guard"), "xw_river_guard", "stands twice"),
    (ACTORS, replace("side: allied_militia", "side: martians"), "xw_river_guard", "'martians' is unknown"),
    (ACTORS, replace("kind: umbrella", "kind: choir"), "xw_government_and_allies", "'choir' is unknown"),
    (ACTORS, replace("  from: null\n  to: null\n", ""), "xw_government_forces", "no dates"),
    (ACTORS, replace('from: "2019-06-01"', 'from: "June"'), "xw_river_guard", "'June' is no date"),
    (
        ACTORS,
        replace('from: "2019-06-01"\n  to: null', 'from: "2020"\n  to: "2019"'),
        "xw_river_guard",
        "before it begins",
    ),
    (
        ACTORS,
        replace('  source: "Invented; tests/story/ says what each is"\n', ""),
        "xw_government_forces",
        "no source",
    ),
    (ACTORS, replace("parent: xw_sanawbar_front", "parent: xw_nobody"), "xw_terrorists_in_ministry_speech", "no entry"),
    (ACTORS, replace("  parent: xw_sanawbar_front\n", ""), "xw_terrorists_in_ministry_speech", "loaded name"),
    (ACTORS, replace("أعلن الجيش الوارفي مقتل", "أعلنت الشرطة مقتل"), "xw_army", "no spelling of the entry"),
    (ACTORS, replace('    - "River Guard"\n', '    - "River Guard"\n    - "River Guard"\n'), "xw_river_guard", "twice"),
    (ACTORS, replace("  kind: umbrella\n", ""), None, "can't be read"),
    (PLACES, lambda text: text + text.splitlines()[-1] + "\n", None, "stands twice"),
    (PACK, replace("  - allied_militia\n", "  - martians\n"), "sides", "'martians' is unknown"),
    (PACK, replace("    kind: monitor", "    kind: oracle"), "warifa_observatory", "'oracle' is unknown"),
    (PACK, replace("id: sample", "id: simple"), None, "not the folder's name"),
    (CORPUS, lambda text: text.split("refuses:")[0] + "refuses: []\n", None, "0 refusals"),
    (CORPUS, replace('quote: "المرقونة"', 'quote: "دمشق"'), "reads 1", "is not in the text"),
    (LEXICON, lambda text: text + ENTRY.format(hedge="at_least") + "    []\n", "hedge.test", "no spelling"),
    (LEXICON, lambda text: text + ENTRY.format(hedge="surely") + '    - "surely"\n', "hedge.test", "hedge is 'surely'"),
    (
        LEXICON,
        lambda text: text + ENTRY.format(hedge="exact") + '    - "so"\n    - "so"\n',
        "hedge.test",
        "'so' stands twice",
    ),
    (LEXICON, lambda text: text + ENTRY.format(hedge="exact") + '    - "\u00ab\u00bb"\n', "hedge.test", "has no word"),
    (LEXICON, lambda text: text + "- [", None, "can't be read"),
]


@pytest.mark.parametrize(("file", "change", "entry", "why"), BREAKS, ids=[f"{n}-{b[3]}" for n, b in enumerate(BREAKS)])
def test_each_fault_is_found_with_its_file_and_entry(
    copy: Path, file: str, change: Change, entry: str | None, why: str
) -> None:
    found = found_after(copy, file, change)
    assert [one for one in found if one.file == file and why in one.message and entry in (None, one.entry)], found


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("parent", "xw_atlantis", "'xw_atlantis' is no place"),
        ("kind", "castle", "'castle' is unknown"),
        ("lat", "", "half a point"),
        ("lat", "north", "no number"),
        ("lat", "95", "not on the globe"),
        ("radius_km", "-1", "above zero"),
        ("cue", "maybe", "cue is 'maybe'"),
    ],
)
def test_each_fault_of_a_place_is_found(copy: Path, column: str, value: str, why: str) -> None:
    def change(text: str) -> str:
        header, *rows = text.splitlines()
        cells = next(row for row in rows if row.startswith("xw_marquna\t")).split("\t")
        broken = list(cells)
        broken[header.split("\t").index(column)] = value
        return text.replace("\t".join(cells), "\t".join(broken))

    found = found_after(copy, PLACES, change)
    assert [one.entry for one in found if why in one.message] == ["xw_marquna"], found


def test_the_closed_list_of_sides_is_that_of_the_gold() -> None:
    """Sides are those that the report has names for; gold's list names no other."""
    gold = {line.split("\t")[0] for line in SIDES.read_text(encoding="utf-8").splitlines() if line}
    assert gold == set(read_yaml(HOME / "messages/report.en.yml")["sides"])


def test_every_fault_has_its_words_in_arabic() -> None:
    folder = Path(finding.__file__).parent
    templates = {
        node.args[2].value
        for name in ("finding.py", "lint.py", "lint_packs.py")
        for node in ast.walk(ast.parse((folder / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add"
        if len(node.args) == 3 and isinstance(node.args[2], ast.Constant)
    }
    assert len(templates) > 20
    assert templates - set(load_phrases("ar").translations) == set()
