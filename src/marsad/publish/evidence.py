"""An evidence package: what a document was, how it came in, what was read and decided of it, and the proof of that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from marsad.knowledge.files import HOME, read_yaml
from marsad.ledger.items import Head
from marsad.ledger.proving import StoredCapture, StoredRevision
from marsad.model.decision import Decision
from marsad.model.lineage import Lineage
from marsad.model.noun import Noun
from marsad.model.reading import Reading
from marsad.publish.paper import render
from marsad.publish.words import LANGUAGES, Words, load_words

ENDINGS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "application/json": "json",
    "application/xml": "xml",
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "text/csv": "csv",
}
"""What a file's name ends in; names come from no outside."""


class Testimony(Noun, frozen=True, kw_only=True):
    """All that the ledger holds of one document.  `readings` and `texts` by name and by revision."""

    document: str
    address: str | None
    revisions: tuple[StoredRevision, ...]
    captures: tuple[StoredCapture, ...]
    readings: dict[str, Reading]
    texts: dict[int, str]
    originals: dict[str, bytes]
    decisions: tuple[Decision, ...]
    withheld: int
    """Decisions about it that are restricted: the chain has them, the package shows nothing of them."""
    lineage: tuple[Lineage, ...]
    chain: bytes
    head: Head
    made: str
    """When the package was made, UTC."""
    by: str


class SheetWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words for the sheet (`knowledge/messages/evidence.LANG.yml`)."""

    text: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a phrase."""
        return self.text[key].format(**values)


@cache
def load_sheet_words(lang: str) -> SheetWords:
    """Return the words of a language."""
    return msgspec.convert(read_yaml(HOME / "messages" / f"evidence.{lang}.yml"), SheetWords)


def original_name(revision: StoredRevision) -> str:
    """Return the file name of a revision's original."""
    return f"{revision.number}-{revision.sha256[:16]}.{ENDINGS.get(revision.media_type, 'bin')}"


def payload(told: Testimony, checker: bytes) -> dict[str, bytes]:
    """Return the files of the package by their paths; `checker` is the program that checks the chain."""
    files = {f"originals/{original_name(one)}": told.originals[one.sha256] for one in told.revisions}
    files |= {f"texts/{number}.txt": text.encode() for number, text in told.texts.items()}
    files |= {
        "captures.json": _json(told.captures),
        "readings.json": _json(told.readings),
        "decisions.json": _json(told.decisions),
        "lineage.json": _json(told.lineage),
        "head.json": _json(told.head),
        "chain.jsonl": told.chain,
        "check_chain.py": checker,
        "sheet.html": sheet(told).encode(),
    }
    return files


def about(told: Testimony) -> Mapping[str, str]:
    """Return what the bag says of itself."""
    return {
        "External-Identifier": told.document,
        "External-Description": f"Evidence on {told.address or told.document}",
        "Bagging-Date": told.made[:10],
        "Bag-Software-Agent": told.by,
        "Ledger-Head": f"{told.head.seq} {told.head.head}",
    }


def sheet(told: Testimony) -> str:
    """Return the page for people, in both languages: it asks nothing of the network and runs no script."""
    last = told.revisions[-1].number
    names = [name for name in told.readings if name.startswith(f"{told.document}@{last}:")]
    pairs: list[tuple[SheetWords, Words]] = [(load_sheet_words(lang), load_words(lang)) for lang in LANGUAGES]
    return render(
        "evidence.html.j2",
        ("report.css",),
        told=told,
        pairs=pairs,
        reading=told.readings[names[-1]] if names else None,
        original_name=original_name,
    )


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2) + b"\n"
