"""`marsad demo` does the main job and leaves a page that can be questioned."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from story import BULLETINS

MARSAD = Path(sys.executable).parent / "marsad"


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(MARSAD), "demo", *arguments], capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "not" / "there" / "yet"


@pytest.fixture(scope="module")
def printed(out: Path) -> str:
    done = demo("--out", str(out))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_it_prints_bounds_reasons_and_contradictions_in_both_languages(printed: str) -> None:
    for said in ("at least 29 killed", "29 قتيلاً على الأقل", "Contradictions", "تناقضات", "رقم منافس"):
        assert said in printed


def test_every_reason_shows_its_words_and_where_they_stand(printed: str) -> None:
    assert "بلغ 29 على الأقل" in printed
    assert "[مرصد الوارفة لحقوق الإنسان, 2021-03-15, 07-marquna-correction]" in printed


def test_it_leaves_a_page_and_a_ledger_that_holds_every_bulletin(printed: str, out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert all(name in page for name in BULLETINS)
    assert "الحدّ الأدنى" in page
    assert (out / "demo.db").exists()


def test_run_again_it_says_the_same(printed: str, out: Path) -> None:
    page = (out / "report.html").read_bytes()
    assert demo("--out", str(out)).stdout == printed
    assert (out / "report.html").read_bytes() == page


def test_for_programs_it_prints_one_json_value(printed: str, out: Path) -> None:
    value = json.loads(demo("--out", str(out), "--format", "json").stdout)
    assert value["schema_version"] == "1"
    assert set(value["documents"]) == set(BULLETINS)
    assert [row["side"] for row in value["questions"][0]["toll"]["rows"]]
    assert len(value["questions"][0]["by_day"]) == 5


def test_a_folder_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    done = demo("--out", str(tmp_path / "taken"))
    assert done.returncode == 2
    assert "taken" in done.stderr
    assert "Traceback" not in done.stderr
