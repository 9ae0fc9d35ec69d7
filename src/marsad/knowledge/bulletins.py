"""The bulletins that a pack ships with (`bulletins/index.yml`): for the demo, the tutorial and the story test."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from marsad.errors import KnowledgeError
from marsad.ids import sha256
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert
from marsad.model.document import Document
from marsad.model.terms import Harm


class BulletinSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of `index.yml`: the file, and who published it when."""

    file: str
    published: str
    source: str
    lang: str


class QuestionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """One question of `questions.yml`: a harm within a period, its titles, and whether it is also asked day by day."""

    id: str
    title_en: str
    title_ar: str
    harm: Harm
    start: dt.date
    end: dt.date
    daily: bool = False

    @property
    def titles(self) -> dict[str, str]:
        """The question's titles by language."""
        return {"ar": self.title_ar, "en": self.title_en}


def shipped_questions(pack: str = "sample", home: Path = HOME) -> tuple[QuestionSpec, ...]:
    """Return what the demo asks of the pack's bulletins.  Raises `KnowledgeError` where the file is malformed."""
    path = home / "packs" / pack / "bulletins" / "questions.yml"
    specs: list[QuestionSpec] = convert(read_yaml(path) or [], list[QuestionSpec], str(path))
    return tuple(specs)


def shipped_bulletins(pack: str = "sample", home: Path = HOME) -> tuple[Document, ...]:
    """Return the pack's bulletins in the order of its index.

    Raises `KnowledgeError` where the pack has no index, the index is malformed, or names a file that isn't there.
    """
    folder = home / "packs" / pack / "bulletins"
    index = folder / "index.yml"
    specs: list[BulletinSpec] = convert(read_yaml(index) or [], list[BulletinSpec], str(index))
    return tuple(_document(folder / spec.file, spec) for spec in specs)


def _document(path: Path, spec: BulletinSpec) -> Document:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read, though index.yml names it: {error}") from error
    return Document(
        id=path.stem,
        text=text,
        sha256=sha256(data),
        published=spec.published,
        source=spec.source,
        lang=spec.lang,
        address=path.name,
        data=data,
    )
