"""What the papers show is what the program does: the worked example and the tutorial's commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from collect.site import Site, running
from typed_commands import marsad, unknown_in

from marsad.knowledge.files import HOME
from marsad.ledger import Store

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EVERY_PAPER = sorted(
    [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(path for path in ROOT.glob("deploy/*") if path.is_file())]
)
BULLETIN = HOME / "packs/sample/bulletins/01-marquna-thursday.txt"
LINE = re.compile(r"^    (marsad .*)$", re.MULTILINE)
STEP = re.compile(
    r'^    (?P<command>marsad [^\n]*)$|^```text(?: title="(?P<file>[^"]+)")?\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
"""A paper's step: a command, a file that the reader saves, or what the command before it prints (parts of it)."""
PAPERS = {
    "docs/tutorial.md": 14,
    "docs/tutorial.ar.md": 14,
    "docs/method.md": 2,
    "docs/method.ar.md": 2,
    "README.md": 5,
}
"""Papers whose commands are run in their order, and how many there are at least."""
SPOKEN = re.compile(r"^(?: {4,}|ExecStart\w*=(?:\S*/)?)marsad (.*)$|`marsad ([^`]*)`", re.MULTILINE)
FENCED = re.compile(r"^```(?:sh|text)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A command of any paper or unit: on an indented line, in a fence, or in the text as code."""


def test_the_worked_example_is_what_explain_says(tmp_path: Path) -> None:
    """docs/reading-arabic.md: a bulletin, the derivation of its claim c4, and its numbers that count no victims."""
    bulletin, claim, numbers = re.findall(
        r"```text\n(.*?)\n```", (DOCS / "reading-arabic.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "bulletin.txt").write_text(bulletin + "\n", encoding="utf-8")
    assert claim in marsad(tmp_path, "explain", "bulletin.txt", "--claim", "c4").stdout
    assert numbers in marsad(tmp_path, "explain", "bulletin.txt").stdout


@pytest.mark.parametrize("paper", PAPERS)
def test_the_commands_of_a_paper_work_in_their_order(tmp_path: Path, paper: str) -> None:
    """In an empty folder, with the files that the paper gives; what it says is printed is printed."""
    (tmp_path / "bulletin.txt").write_bytes(BULLETIN.read_bytes())
    run, printed = 0, ""
    for step in STEP.finditer((DOCS.parent / paper).read_text(encoding="utf-8")):
        if step["file"]:
            (tmp_path / step["file"]).write_text(step["text"], encoding="utf-8")
        elif step["text"]:
            assert [line for line in step["text"].splitlines() if line not in printed.splitlines()] == []
        else:
            command = shlex.split(step["command"], comments=True)[1:]
            words = [name for word in command for name in (["bulletin.txt"] if word == "*.txt" else [word])]
            said = marsad(tmp_path, *words, lang="ar" if paper.endswith(".ar.md") else "en")
            assert (said.returncode, said.stderr.count("error")) == (0, 0), f"{command}: {said.stderr}"
            assert said.stdout or "--out" in words, command
            run, printed = run + 1, said.stdout
    assert run >= PAPERS[paper]


@pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda path: path.name)
def test_every_command_that_is_spoken_of_has_its_verb_and_its_options(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8").replace("\\\n", " ")
    text = FENCED.sub(lambda fence: re.sub("^", "    ", fence[1], flags=re.MULTILINE), text)
    for found in SPOKEN.finditer(text):
        said = (found[1] or found[2]).partition("  #")[0].replace("\u200e", "")
        assert not re.match(r"[a-z]", said) or unknown_in(said) == [], f"marsad {said}"


def test_the_check_of_commands_sees_what_is_not_there() -> None:
    """A guard that sees nothing would guard nothing."""
    assert unknown_in("tole --by side") == ["tole"]
    assert unknown_in("publish release --lead ID") == ["--lead"]
    assert unknown_in("key new office --for backups") == []


@pytest.mark.parametrize("paper", ["tutorial", "method"])
def test_the_arabic_paper_has_the_commands_of_the_english_one(paper: str) -> None:
    """But for the word that is searched for, which is of the language."""
    english, arabic = (LINE.findall((DOCS / f"{paper}{end}").read_text(encoding="utf-8")) for end in (".md", ".ar.md"))
    differing = [(one, other) for one, other in zip(english, arabic, strict=True) if one != other]
    assert all(one.startswith("marsad search ") and other.startswith("marsad search ") for one, other in differing)
    assert len(differing) <= 1


def post(site: Site) -> None:
    """Play the paper of docs/sources.md: two pages of its list, with the report that is saved there, and others."""
    page = (DOCS / "sources.md").read_text(encoding="utf-8").partition('page.html"\n')[2].partition("```")[0]
    for number, town in ((17, "Tell Marquna"), (16, "Ras Sanawbar"), (15, "Wadi Zahir")):
        site.put(f"/news/{number}", page.replace("Tell Marquna", town))
    links = ('<a href="/news/17">1</a><a href="/news/16">2</a>', '<a href="/news/15">3</a>')
    for path, inner in zip(("/news/", "/news/2"), links, strict=True):
        older = '<a class="older" href="/news/2">Older</a>' if path == "/news/" else ""
        site.put(path, f'<!DOCTYPE html><html><body><div class="reports">{inner}</div>{older}</body></html>')


def test_a_source_is_added_as_the_paper_says(tmp_path: Path) -> None:
    """docs/sources.md word by word, files and commands in their order; the network is played by a server here."""
    told: list[str] = []
    printed = ""
    with running() as site:
        post(site)
        for step in STEP.finditer((DOCS / "sources.md").read_text(encoding="utf-8")):
            if step["file"]:
                (tmp_path / step["file"]).write_text(step["text"], encoding="utf-8")
            elif step["text"]:
                assert [line for line in step["text"].splitlines() if line not in printed.splitlines()] == []
                told[-1] += " and shown"
            else:
                _, *words = shlex.split(step["command"])
                if words[0] in ("collect", "watch"):
                    saved = tmp_path / "sources/post/source.yml"
                    saved.write_text(saved.read_text(encoding="utf-8").replace("https://post.example", site.url))
                    words += ["--allow-loopback", *(["--rounds", "1"] if words[0] == "watch" else [])]
                said = marsad(tmp_path, *words)
                printed = said.stdout
                assert said.stderr.count("error") == 0, f"{words}: {said.stderr}"
                told.append(f"{words[0]} {words[1]} {said.returncode}")
    assert told == [
        "source new 0",
        "source check 0",
        "source new 0",
        "source check 1 and shown",
        "source check 0 and shown",
        "source list 0",
        "collect post 0",
        "watch post 0",
    ]
    with Store.open(tmp_path / "marsad.db") as store:
        texts = sorted(store.text(one.id) for one in store.documents())
        assert len(texts) == 3
        assert texts[1].startswith("Two killed in Tell Marquna\n\nTwo civilians were killed on Friday")
        assert not any(word in text for text in texts for word in ("Shared 26", "Nine killed", "12345"))
        assert {one.source for one in store.documents()} == {"The River Post"}


def test_a_table_is_a_source_as_the_paper_says(tmp_path: Path) -> None:
    text = (DOCS / "sources.md").read_text(encoding="utf-8")
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
