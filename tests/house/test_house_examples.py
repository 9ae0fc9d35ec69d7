"""What the papers show is what the program does: the worked example and the tutorial's commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.knowledge.files import HOME

DOCS = Path(__file__).parents[2] / "docs"
BULLETIN = HOME / "packs/sample/bulletins/01-marquna-thursday.txt"
LINE = re.compile(r"^    (marsad .*)$", re.MULTILINE)


def marsad(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "marsad.cli", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_worked_example_is_what_explain_says(tmp_path: Path) -> None:
    """docs/reading-arabic.md: a bulletin, the derivation of its claim c4, and its numbers that count no victims."""
    bulletin, claim, numbers = re.findall(
        r"```text\n(.*?)\n```", (DOCS / "reading-arabic.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "bulletin.txt").write_text(bulletin + "\n", encoding="utf-8")
    assert claim in marsad(tmp_path, "explain", "bulletin.txt", "--claim", "c4").stdout
    assert numbers in marsad(tmp_path, "explain", "bulletin.txt").stdout


@pytest.mark.parametrize("paper", ["docs/tutorial.md", "README.md"])
def test_the_commands_of_a_paper_work_in_their_order(tmp_path: Path, paper: str) -> None:
    """On a shipped bulletin under the name that the paper gives it, in an empty folder."""
    text = (DOCS.parent / paper).read_text(encoding="utf-8")
    commands = [shlex.split(line, comments=True)[1:] for line in LINE.findall(text)]
    assert len(commands) >= 5
    (tmp_path / "bulletin.txt").write_bytes(BULLETIN.read_bytes())
    for command in commands:
        words = [name for word in command for name in (["bulletin.txt"] if word == "*.txt" else [word])]
        said = marsad(tmp_path, *words)
        assert (said.returncode, said.stderr.count("error")) == (0, 0), f"{command}: {said.stderr}"
        assert said.stdout or "--out" in words, command
    assert (tmp_path / "reading.html").exists()


def test_a_source_is_added_as_the_paper_says(tmp_path: Path) -> None:
    """docs/sources.md as a new user follows it: the commands in their order, then a table as it stands there."""
    text = (DOCS / "sources.md").read_text(encoding="utf-8")
    commands = [shlex.split(line)[1:] for line in LINE.findall(text)]
    assert [command[1] for command in commands] == ["new", "check", "list", "check"]
    for command in commands:
        said = marsad(tmp_path, *command)
        assert (said.returncode, said.stderr) == (0, ""), f"{command}: {said.stdout}{said.stderr}"
    page = tmp_path / "sources/monitor/page.html"
    page.write_text(page.read_text(encoding="utf-8").replace('id="report"', 'id="other"'), encoding="utf-8")
    assert marsad(tmp_path, "source", "check", "monitor").returncode == 1, "a site that changed is noticed"
    table = re.search(r"^    id: ministry\n(?:    .*\n)+", text, re.MULTILINE)
    assert table is not None
    folder = tmp_path / "sources/ministry"
    (folder / "reports").mkdir(parents=True)
    (folder / "source.yml").write_text(re.sub(r"^    ", "", table.group(), flags=re.MULTILINE), encoding="utf-8")
    rows = "No.,Title,Report,Date,Clerk\n1,Gaza,3 killed in Gaza City,2018-06-09,x\n"
    (folder / "sample.csv").write_text(rows, encoding="utf-8")
    (folder / "reports/week.csv").write_text(rows + "2,Rafah,5 killed in Rafah,2018-06-10,x\n3,,,,\n", encoding="utf-8")
    assert marsad(tmp_path, "source", "check", "ministry").returncode == 0
    said = marsad(tmp_path, "collect", "ministry", "--format", "json")
    assert '"new": 2' in said.stdout, said.stderr
    assert marsad(tmp_path, "toll", "--harm", "killed", "--format", "json").returncode == 0
