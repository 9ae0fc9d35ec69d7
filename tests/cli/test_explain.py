"""`marsad explain`: how a reading was reached, for a person, a program and a browser."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

MARSAD = [sys.executable, "-m", "marsad.cli"]
TEXT = "قُتل 3 مدنيين في قصف على بلدة الهول يوم 8 حزيران 2018. وأصيب 5 مدنيين."
Write = Callable[[str, "str | bytes"], Path]


@pytest.fixture
def bulletin(write: Write) -> Path:
    return write("a.txt", f"{TEXT}\n\n26\n")


def test_every_claim_has_its_words_lexicon_rules_and_origins(run: Run, bulletin: Path) -> None:
    said = run("explain", bulletin)
    assert said.code == 0
    lines = [line.strip() for line in said.out.splitlines()]
    assert "words     “3 مدنيين”  [5, 13)" in lines
    assert any(line.startswith("lexicon   مدنيين  person / person.civilian.pl") for line in lines)
    assert "rules     1. number: A number in digits or words." in lines
    assert any(line.startswith("harm      killed: by words of its sentence “قُتل”") for line in lines)
    assert any(line.startswith("window    2018-06-08: by words of its sentence") for line in lines)
    assert any(line.startswith("place     ") and "بلدة الهول" in line for line in lines)
    assert any(line.startswith("cause     ") and "“قصف”" in line for line in lines)


def test_numbers_that_count_nobody_are_visible_with_their_reason(run: Run, bulletin: Path) -> None:
    said = run("explain", bulletin)
    assert "number passed over: “26”  a line that holds only a number" in said.out
    assert "Every other number of the text is in a claim, a time, a place or a name." in said.out


def test_it_speaks_arabic(run: Run, bulletin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LANG", "ar")
    said = run("explain", bulletin)
    for words in ("1. number: عدد مكتوب بالأرقام أو بالكلمات.", "من كلمات جملته", "سطر ليس فيه إلا رقم"):
        assert words in said.out


def test_arabic_names_do_not_turn_the_day_of_a_change_of_control_round(run: Run, write: Write) -> None:
    taken = write("b.txt", "سيطر الجيش السوداني يوم الأحد 2 شباط 2025 على مدن بارا وأم روابة.\n")
    said = run("explain", taken, "--published", "2025-02-03")
    assert "gained, \u2068مدن بارا\u2069, \u2068أم روابة\u2069, 2025-02-02" in said.out


def test_one_claim_is_explained_alone(run: Run, bulletin: Path) -> None:
    steps = run("explain", bulletin, "--format", "json").json["steps"]
    names = [step["id"] for step in steps if step["kind"] == "claim"]
    assert len(names) == 2
    only = run("explain", bulletin, "--claim", names[1], "--format", "json").json["steps"]
    assert [step["id"] for step in only] == [names[1]]
    assert "passed over" not in run("explain", bulletin, "--claim", names[1]).out
    wrong = run("explain", bulletin, "--claim", "c99")
    assert wrong.code == 2
    assert "no document has a claim 'c99'" in wrong.err


def test_programs_get_every_step_with_its_place(run: Run, bulletin: Path) -> None:
    steps = run("explain", bulletin, "--format", "json").json["steps"]
    text = bulletin.read_text(encoding="utf-8")
    assert [step["start"] for step in steps] == sorted(step["start"] for step in steps)
    assert all(text[step["start"] : step["end"]] == step["text"] for step in steps)
    claim = next(step for step in steps if step["kind"] == "claim")
    assert {"words", "rules", "origins", "parts"} <= set(claim)
    assert all(rule["explanation"] for rule in claim["rules"])
    lines = run("explain", bulletin, "--format", "jsonl").lines
    assert lines == steps
    rows = list(csv.DictReader(io.StringIO(run("explain", bulletin, "--format", "csv").out)))
    assert [row["kind"] for row in rows] == [step["kind"] for step in steps]


def test_a_page_is_written_where_it_is_asked_for(run: Run, bulletin: Path, folder: Path) -> None:
    said = run("explain", bulletin, "--format", "html", "--out", "pages/a.html")
    assert said.code == 0
    assert said.out == ""
    page = (folder / "pages/a.html").read_text(encoding="utf-8")
    assert page == run("explain", bulletin, "--format", "html").out
    assert '<mark class="claim"><a href="#c-d1-c1">3 مدنيين</a></mark>' in page


def test_a_page_of_one_claim_has_no_dead_links(run: Run, bulletin: Path) -> None:
    page = run("explain", bulletin, "--claim", "c2", "--format", "html").out
    assert 'id="c-d1-c2"' in page
    assert 'href="#c-d1-c1"' not in page


def test_out_without_a_page_is_wrong_use(run: Run, bulletin: Path) -> None:
    said = run("explain", bulletin, "--out", "x.html")
    assert said.code == 2
    assert "--format html" in said.err


def test_what_cannot_be_read_is_named_and_the_rest_explained(run: Run, bulletin: Path) -> None:
    said = run("explain", "none.txt", bulletin)
    assert said.code == 3
    assert "no such file" in said.err
    assert "“3 مدنيين”" in said.out


def test_colour_survives_a_pipe_only_where_it_is_forced_and_then_marks_the_text(bulletin: Path) -> None:
    command = [*MARSAD, "explain", str(bulletin)]
    plain = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    forced = subprocess.run(command, env={**os.environ, "FORCE_COLOR": "1"}, capture_output=True, check=True).stdout
    assert "\x1b[" not in plain
    assert "\x1b[1;33m3 مدنيين\x1b[0m في" in forced.decode()


def test_a_reader_that_goes_away_is_no_error(write: Write) -> None:
    path = write("long.txt", "\n".join([TEXT] * 400))
    with subprocess.Popen([*MARSAD, "explain", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("lang", "stated", "said"),
    [
        ("en", 400, ("stated 400 km", "km along sy.euphrates", "the two do NOT agree")),
        ("en", 100, ("stated 100 km", "km along sy.euphrates", "the two agree")),
        ("ar", 400, ("المذكور 400 كم", "بمحاذاة sy.euphrates", "الاثنان غير متوافقين")),
    ],
)
def test_a_stated_length_of_a_front_is_shown_with_the_measured_one(
    run: Run,
    write: Write,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    stated: int,
    said: tuple[str, ...],
) -> None:
    monkeypatch.setenv("MARSAD_LANG", lang)
    front = f"استهدف جبهة بطول {stated} كلم موازية للضفة الغربية لنهر الفرات، من غرب البوكمال إلى شرق الميادين."
    path, page = write("front.txt", front), folder / "front.html"
    shown = run("explain", path, "--pack", "syria").out
    assert run("explain", path, "--pack", "syria", "--format", "html", "--out", page).code == 0
    for words in said:
        assert words in " ".join(shown.split())
        assert words in " ".join(page.read_text(encoding="utf-8").split())
