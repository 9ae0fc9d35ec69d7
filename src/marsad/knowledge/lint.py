"""Faults in the data files that no shape can forbid: ids twice, words without spellings, corpora without refusals.

`lint` reads the files afresh and returns what is wrong in them; it changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.knowledge.compile import LANGUAGES
from marsad.knowledge.files import HOME
from marsad.knowledge.finding import Finding, Findings
from marsad.knowledge.lint_packs import lint_packs
from marsad.knowledge.spec import LexemeSpec, OrthographySpec
from marsad.model.terms import CAUSES, CHANGES, HARMS, HEDGES
from marsad.text.fold import FoldMemo
from marsad.text.tokens import tokenize

__all__ = ["Finding", "lint"]

MOST_READINGS = 3
"""Readings to one refusal at most: what is refused shows where a word ends."""
_CLOSED = {"harm": HARMS, "of_harm": HARMS, "cause": CAUSES, "cause_hint": CAUSES, "change": CHANGES, "hedge": HEDGES}


def lint(home: Path = HOME) -> list[Finding]:
    """Return what is wrong in the data files under `home`, by file."""
    findings = Findings(home)
    for lang in LANGUAGES:
        _language(findings, home / "languages" / lang)
    lint_packs(findings)
    for path in sorted([*home.glob("languages/*/*/corpus.yml"), *home.glob("packs/[!_]*/corpus.yml")]):
        _corpus(findings, path)
    return sorted(findings.found, key=lambda one: (one.file, one.entry or ""))


def _language(findings: Findings, folder: Path) -> None:
    spelling = folder / "orthography.yml"
    findings.yaml(spelling, OrthographySpec)
    owner: dict[str, Path] = {}
    for path in sorted(folder.glob("*/lexicon.yml")):
        lexemes: list[LexemeSpec] = findings.yaml(path, list[LexemeSpec]) or []
        findings.once(path, [lexeme.id for lexeme in lexemes])
        for lexeme in lexemes:
            if owner.setdefault(lexeme.id, path) != path:
                other = owner[lexeme.id].relative_to(folder)
                findings.add(path, lexeme.id, "the id stands in {other} too; give one of them another", other=other)
            _lexeme(findings, path, lexeme)


def _lexeme(findings: Findings, path: Path, lexeme: LexemeSpec) -> None:
    if not lexeme.forms:
        findings.add(path, lexeme.id, "no spelling; add one under `forms`, or remove the entry")
    spellings(findings, path, lexeme.id, lexeme.forms)
    for name, allowed in _CLOSED.items():
        value = lexeme.features.get(name)
        if value is not None and value not in allowed:
            findings.add(
                path,
                lexeme.id,
                "{name} is {value!r}; choose one of {known}",
                name=name,
                value=value,
                known=", ".join(allowed),
            )


def spellings(findings: Findings, path: Path, entry: str, forms: list[str]) -> None:
    """Note spellings without a word in them, and those that stand twice in one entry."""
    seen: set[str] = set()
    for form in forms:
        if not len(tokenize(form, FoldMemo())):
            findings.add(path, entry, "the spelling {form!r} has no word in it", form=form)
        if form in seen:
            findings.add(path, entry, "the spelling {form!r} stands twice; remove one", form=form)
        seen.add(form)


def _corpus(findings: Findings, path: Path) -> None:
    corpus: dict[str, Any] | None = findings.yaml(path, dict[str, Any])
    if corpus is None:
        return
    reads, refuses = corpus.get("reads") or [], corpus.get("refuses") or []
    if not reads or MOST_READINGS * len(refuses) < len(reads):
        findings.add(
            path,
            None,
            "{reads} readings and {refuses} refusals; write at least one refusal to {most} readings",
            reads=len(reads),
            refuses=len(refuses),
            most=MOST_READINGS,
        )
    for number, line in enumerate(reads, 1):
        _line(findings, path, f"reads {number}", line)
    for number, line in enumerate(refuses, 1):
        _line(findings, path, f"refuses {number}", line)
        if not line.get("why"):
            findings.add(path, f"refuses {number}", "no reason; say under `why` what it is instead")


def _line(findings: Findings, path: Path, name: str, line: dict[str, Any]) -> None:
    text = line.get("text") or ""
    if not text:
        findings.add(path, name, "no text; write a sentence under `text`")
    parts = [line, *(line.get("gives") or []), *(line.get("actors") or []), *(line.get("places") or [])]
    for quote in (part["quote"] for part in parts if part.get("quote")):
        if quote not in text:
            findings.add(path, name, "the quote {quote!r} is not in the text; quote the exact words", quote=quote)
