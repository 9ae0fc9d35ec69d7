"""What is known of personal names: how letters sound in either script, which words are no name, which are one.

Data: `names/letters.tsv` (a spelling, where in the word it holds, its sounds; '-' is none), `names/words.yml`,
`names/equal.yml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_tsv, read_yaml
from marsad.knowledge.spec import convert
from marsad.text.fold import fold

Places = tuple[tuple[str, ...] | None, tuple[str, ...] | None, tuple[str, ...] | None]
"""Sounds of a spelling at the beginning of a word, anywhere, at its end; None where it has none of its own."""
_WHERE = ("first", "any", "last")


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `names/words.yml`."""

    kunya: list[str]
    patronymic: list[str]
    article: list[str]
    titles: list[str]
    joins_next: list[list[str]]
    joins_before: list[str]


class NameLore(msgspec.Struct, frozen=True):
    """All that is known of names, in the forms in which it is asked for; words are folded."""

    letters: dict[str, Places]
    longest: int
    kunya: frozenset[str]
    patronymic: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    joins_next: dict[str, str]
    """Words that join with the next one, and what they are taken for."""
    joins_before: frozenset[str]
    equal: dict[str, frozenset[int]]
    """Numbers of the entries of `equal.yml` in which a folded spelling stands."""
    article: str
    """The article as it is glued to a word in Arabic script."""


@cache
def load_names(home: Path = HOME) -> NameLore:
    """Return what is known of names.  Raises `KnowledgeError` naming the file that is malformed."""
    folder = home / "names"
    words: NameWords = convert(read_yaml(folder / "words.yml"), NameWords, str(folder / "words.yml"))
    same: list[list[str]] = convert(read_yaml(folder / "equal.yml"), list[list[str]], str(folder / "equal.yml"))
    letters = _letters(folder / "letters.tsv")
    equal: dict[str, set[int]] = {}
    for number, spellings in enumerate(same):
        for spelling in spellings:
            equal.setdefault(fold(spelling).replace("'", ""), set()).add(number)
    plain = ("kunya", "patronymic", "article", "titles", "joins_before")
    sets = {name: frozenset(fold(word) for word in getattr(words, name)) for name in plain}
    return NameLore(
        letters=letters,
        longest=max(map(len, letters)),
        kunya=sets["kunya"],
        patronymic=sets["patronymic"],
        articles=sets["article"],
        titles=sets["titles"],
        joins_next={fold(word): line[0] for line in words.joins_next for word in line},
        joins_before=sets["joins_before"],
        equal={spelling: frozenset(numbers) for spelling, numbers in equal.items()},
        article=fold(words.article[0]),
    )


def _letters(path: Path) -> dict[str, Places]:
    found: dict[str, list[tuple[str, ...] | None]] = {}
    for row in read_tsv(path):
        if row["where"] not in _WHERE or not row["sounds"]:
            raise KnowledgeError(f"{path}, {row['spelling']}: `where` is first, any or last, `sounds` one or more")
        sounds = tuple(sound.replace("-", "") for sound in row["sounds"].split("|"))
        found.setdefault(row["spelling"], [None, None, None])[_WHERE.index(row["where"])] = sounds
    return {spelling: (places[0], places[1], places[2]) for spelling, places in found.items()}
