"""The words of releases and of the public site: knowledge/messages/release.LANG.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the methodology: its heading and its paragraphs."""

    title: str
    text: tuple[str, ...]


class ReleaseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words."""

    lang: str
    text: dict[str, str]
    counted: dict[str, str]
    """What each number of `Release.counted` counts."""
    method: dict[str, Section]
    limits: tuple[str, ...]
    files: dict[str, str]
    columns: dict[str, str]
    """What a column means, by its name in our own tables."""
    changes: dict[str, str]
    reasons: dict[str, str]
    fields: dict[str, str]
    kinds: dict[str, str]
    """What stands in a release's way."""
    verdicts: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the fixed phrase `key`.  Raises `KnowledgeError` for one that the language lacks."""
        if key not in self.text:
            raise KnowledgeError(f"messages/release.{self.lang}.yml: no text {key!r}; add it to every language")
        return self.text[key].format(**values)


@cache
def load_release_words(lang: str, home: Path = HOME) -> ReleaseWords:
    """Return the words in `lang`.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    path = home / "messages" / f"release.{lang}.yml"
    found: ReleaseWords = convert(read_yaml(path), ReleaseWords, str(path))
    return found
