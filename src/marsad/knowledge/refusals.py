"""Pages that refuse in the place of what was asked for, told by their title, their words or their markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert
from marsad.text.fold import fold

_WORD = re.compile(r"\w+")
MOST = 800
"""Letters of a page above which words alone make it no refusal."""
FEWEST = 120
"""Letters of a page below which signs in its markup make it one: pages with a form for comments have them, too."""


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page as an example: its title, the text that a reader sees, its markup."""

    title: str
    text: str
    html: str = ""


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of refusal, why nothing came, how it is told, and pages that are one (`reads`) and that are none."""

    id: str
    why: str
    titles: list[str]
    words: list[str]
    reads: list[Shown]
    refuses: list[Shown]
    signs: list[str] = []


@cache
def load_refusals(home: Path = HOME) -> tuple[Refusal, ...]:
    """Return every kind of refusal.  Raises `KnowledgeError` where the file is malformed."""
    path = home / "collecting" / "refusals.yml"
    return tuple(convert(read_yaml(path), list[Refusal], str(path)))


def refusal(page: Shown, home: Path = HOME) -> Refusal | None:
    """Return which refusal a page is that does not say when it was published; None for a page as any other."""
    title, text = _folded(page.title), _folded(page.text)
    for kind, titles, words in _compiled(home):
        if title in titles or (len(text) <= MOST and any(each in text for each in words)):
            return kind
        if len(text) <= FEWEST and any(sign in page.html for sign in kind.signs):
            return kind
    return None


@cache
def _compiled(home: Path) -> tuple[tuple[Refusal, frozenset[str], tuple[str, ...]], ...]:
    return tuple(
        (kind, frozenset(map(_folded, kind.titles)), tuple(map(_folded, kind.words))) for kind in load_refusals(home)
    )


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
