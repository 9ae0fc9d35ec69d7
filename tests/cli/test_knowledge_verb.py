"""`marsad knowledge lint`: exit code 1 where anything is wrong, for people and programs."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.cli.shell.phrases import load_phrases
from marsad.knowledge.files import HOME

from .conftest import Run

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a pack of a side that nobody knows."""
    home = tmp_path / "broken"
    shutil.copytree(HOME / "packs/sample", home / "packs/sample")
    shutil.copytree(HOME / "messages", home / "messages")
    path = home / "packs/sample/actors.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("side: opposition", "side: martians", 1), encoding="utf-8")
    return home


def test_sound_knowledge_is_exit_code_0_and_with_check_silence(run: Run) -> None:
    said = run("knowledge", "lint")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("nothing is wrong in ")
    assert (run("knowledge", "lint", "--check").code, run("knowledge", "lint", "--check").out) == (0, "")


def test_a_fault_is_exit_code_1_and_named_with_file_and_entry(run: Run, broken: Path) -> None:
    for options in ((), ("--check",)):
        said = run("knowledge", "lint", broken, *options)
        assert said.code == 1
        line = next(line for line in said.out.splitlines() if "martians" in line)
        assert "packs/sample/actors.yml" in line
        assert "xw_sanawbar_front" in line


def test_programs_get_the_same(run: Run, broken: Path) -> None:
    whole = run("knowledge", "lint", broken, "--format", "json")
    assert whole.code == 1
    assert whole.json["ok"] is False
    (fault,) = [one for one in whole.json["findings"] if "martians" in one["why"]]
    assert (fault["file"], fault["entry"]) == ("packs/sample/actors.yml", "xw_sanawbar_front")
    assert fault in run("knowledge", "lint", broken, "--format", "jsonl").lines
    rows = list(csv.DictReader(io.StringIO(run("knowledge", "lint", broken, "--format", "csv").out)))
    assert fault in rows
    assert run("knowledge", "lint", "--format", "json").json["findings"] == []


def test_it_speaks_arabic(run: Run, broken: Path) -> None:
    assert "'martians' غير معروف" in run("--lang", "ar", "knowledge", "lint", broken).out


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_help_names_what_is_looked_for(run: Run, lang: str) -> None:
    said = (
        run("knowledge", "lint", "--help", "--lang", lang)
        if lang == "en"
        else run("--lang", lang, "knowledge", "--help")
    )
    words = load_phrases(lang).verbs["knowledge lint" if lang == "en" else "knowledge"]
    assert all(line in said.out for line in words.example.splitlines())


def test_without_a_verb_of_its_own_the_use_is_wrong(run: Run) -> None:
    assert run("knowledge").code == 2
    assert run("knowledge", "dream").code == 2


LOCATIONS = (
    "admin1Name_en,admin1Pcode,LocationName_en,LocationName_ar,Location_Pcode,Latitude_y,Longitude_x\n"
    "Marjan,SY77,Tall Yaqut,تل الياقوت,C9001,35.1,38.1\n"
    "Marjan,SY77,Nowhere,لا مكان,C9002,,\n"
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_GAZETTEERS", str(tmp_path / "own"))
    return tmp_path / "own"


def test_a_gazetteer_is_imported_listed_found_and_removed(run: Run, write: Write, own: Path) -> None:
    made = run("knowledge", "gazetteer", "import", write("locations.csv", LOCATIONS), "--format", "json")
    assert made.code == 0
    assert (made.json["form"], made.json["places"], made.json["new"]) == ("ocha", 2, 2)
    assert made.json["skipped"] == [{"where": "locations.csv, line 3", "why": "no id, no name or no point"}]
    (listed,) = run("knowledge", "gazetteer", "list", "--format", "json").json["gazetteers"]
    assert (listed["name"], listed["places"], listed["path"]) == ("locations", 2, str(own / "locations.tsv"))
    (place,) = run("knowledge", "gazetteer", "find", "تل الياقوت", "--format", "json").json["results"]
    assert place == {"id": "ocha:C9001", "place": "Tall Yaqut", "kind": "village", "country": "SY"}
    assert run("knowledge", "gazetteer", "remove", "locations").code == 0
    assert run("knowledge", "gazetteer", "list", "--format", "json").json["gazetteers"] == []


def test_what_is_no_list_of_places_is_a_clear_error_in_both_languages(run: Run, write: Write, own: Path) -> None:
    said = run("knowledge", "gazetteer", "import", write("x.json", "{}"))
    assert (said.code, said.out) == (3, "")
    assert "x.json: neither a GeoJSON record" in said.err
    assert "ليس سجل GeoJSON" in run("--lang", "ar", "knowledge", "gazetteer", "import", write("x.json", "{}")).err
    assert run("knowledge", "gazetteer", "remove", "nothing").code == 2
