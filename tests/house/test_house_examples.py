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
