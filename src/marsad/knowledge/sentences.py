"""Sentence templates of the reckoning, by language: why a claim moved a bound, why claims contradict."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert


class SentencesSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `messages/reckon.LANG.yml`."""

    lang: str
    sentences: dict[str, str]


@cache
def load_sentences(lang: str, home: Path = HOME) -> dict[str, str]:
    """Return the templates by key.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    path = home / "messages" / f"reckon.{lang}.yml"
    found: SentencesSpec = convert(read_yaml(path), SentencesSpec, str(path))
    return found.sentences
