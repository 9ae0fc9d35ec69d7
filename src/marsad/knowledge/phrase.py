"""The nouns of the lexicon: entries, what is glued to words, and phrases found in a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

Node = dict[str, Any]
"""word -> Node, and "" -> list of entry numbers that end here."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What a phrase means: its lexeme id, its class, its features."""

    id: str
    cls: str
    features: dict[str, Any]


Phrase = tuple[Entry, list[list[str]]]
"""An entry with its spellings, each as folded words."""


class Clitics(msgspec.Struct, frozen=True, gc=False):
    """What was glued to a word, folded; empty where nothing was."""

    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    suffix: str = ""


BARE = Clitics()


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A phrase of the lexicon at tokens [first, last).

    Hundreds are made of a bulletin: a struct is made in half the time of a named tuple, and no collector looks.
    """

    first: int
    last: int
    entry: Entry
    clitics: Clitics


class Word(msgspec.Struct, frozen=True, gc=False):
    """What the lexicon knows of a folded word, with what may be glued to it."""

    stems: tuple[str, ...] = ()
    """What the word may be inside a phrase: itself, or without its article."""
    signs: int = 0
    """One bit of the lexicon's `_SIGNS` for each of the stems."""
    alone: tuple[tuple[Entry, Clitics, str], ...] = ()
    """The phrases of this word alone, the plainest first; each with its class, or "" if one before is of it."""
    suffixed: bool = False
    """Whether a pronoun is glued to one of those."""
    longer: Mapping[str, list[tuple[Node, Clitics]]] = {}
    """Where longer phrases that begin with the word go on, by the word with which they do."""
    awaited: int = 0
    """The bits of those words: most words that follow are told apart by these alone."""
