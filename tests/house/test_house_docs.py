"""The papers of the house: commands, words and decisions are written down, and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import marsad
from marsad.cli.shell.group import load_verb, verb_names
from marsad.cli.shell.phrases import load_phrases
from marsad.model import terms
from marsad.publish import LANGUAGES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAPERS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
MADE = [DOCS / "reference" / name for name in ("verbs.md", "verbs.ar.md", "schemas.md", "python.md")]
"""Pages that the site's build makes (scripts/site_pages.py)."""
VOCABULARY = [
    *("source", "document", "revision", "evidence", "mention", "claim", "claimant", "harm", "count", "hedge", "side"),
    *("actor", "incident", "place", "precision", "decision", "lineage", "scope", "toll", "bound", "contribution"),
    *("contradiction", "ledger", "entry", "supersede", "pack", "policy", "release"),
]


def test_the_readme_leads_with_the_two_commands() -> None:
    """A visitor sees within twenty lines what to install and what to type."""
    top = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:20])
    for needed in ("make demo", "make test", "python3-venv make git"):
        assert needed in top


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", verb_names())
def test_every_verb_has_help_with_an_example(verb: str, lang: str) -> None:
    words = load_phrases(lang).verbs[verb]
    assert words.summary
    assert words.help
    assert f"marsad {verb}" in words.example
    assert load_verb(verb).name == verb


@pytest.mark.parametrize("verb", verb_names())
def test_every_verb_stands_in_the_contract(verb: str) -> None:
    assert f"`marsad {verb}" in (DOCS / "contract.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["HARMS", "HEDGES", "CAUSES", "CHANGES", "PLACE_KINDS", "POLICIES"])
def test_the_contract_lists_what_the_model_lists(name: str) -> None:
    assert ", ".join(getattr(terms, name)) in (DOCS / "contract.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", VOCABULARY)
def test_every_word_of_the_vocabulary_is_explained_in_both_languages(word: str) -> None:
    rows = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    row = next((row for row in rows if row.startswith(f"| {word} |")), "")
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert len(cells) == 4
    assert all(cells)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", paper.read_text(encoding="utf-8")):
        if paper.parent / target in MADE:
            continue
        assert (paper.parent / target).exists(), f"{paper.name} links to {target}, which isn't there"
        within = DOCS not in paper.parents or DOCS in (paper.parent / target).resolve().parents
        assert within, f"{paper.name} links to {target}, which is no page of the site (docs/)"


def test_the_notice_speaks_of_every_file_of_licences_in_the_package() -> None:
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    told = [path.relative_to(ROOT / "src/marsad") for path in (ROOT / "src").rglob("LICEN*.md")]
    assert len(told) >= 3
    assert [str(path) for path in told if str(path) not in notice] == []


def test_decisions_are_numbered_without_gaps_and_have_a_status() -> None:
    records = sorted(path for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert all("Status:" in path.read_text(encoding="utf-8") for path in records)


def test_the_changelog_knows_this_version_or_what_comes_next() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{marsad.__version__}]" in text
    assert re.search(r"### (Added|Changed|Fixed|Removed|Deprecated|Security)\n- ", text)
