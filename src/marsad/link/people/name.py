"""A personal name in its parts, each with its consonant skeletons: the sounds that spellings in either script share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from marsad.knowledge.personal_names import NameLore
from marsad.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc\u02bf\u02be`]?[^\W\d_]+)*")
_QUOTES = re.compile(r"['\u2019\u02bc\u02bf\u02be`]")
_TWICE = re.compile(r"([b-df-hj-np-tv-z])\1+")
_MOST = 12
"""Skeletons of a word at most."""
_GLUED = 5
"""Letters that a word must have for its first two to be taken for the article."""
_ARABIC = {"\u0627": "a", "\u0648": "u", "\u064a": "i"}
"""Long vowels of folded Arabic."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One part of a name, as one reader knows it: the same spelling is the same object.

    `letters` are its consonants as written, `vowels` what stands between them; of Arabic script only the long ones, as
    a, u, i.
    """

    spelling: str
    arabic: bool
    skeletons: frozenset[str]
    letters: str
    vowels: tuple[str, ...]
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a whole name: given name, those of father and forefathers, family name; kunyas apart."""

    given: Word | None
    middle: tuple[Word, ...] = ()
    family: Word | None = None
    kunya: tuple[Word, ...] = ()

    @property
    def script(self) -> bool:
        """Whether it is in Arabic script."""
        return self.given is not None and self.given.arabic


@dataclass(slots=True)
class Reader:
    """Reads names by what is known of them; every word is analysed once."""

    lore: NameLore
    _words: dict[str, Word] = field(default_factory=dict)
    starts: tuple[str, ...] = field(init=False)
    """Beginnings of compounds that hold an article: 'abdul'; in Arabic script with the article glued on."""

    def __post_init__(self) -> None:
        known = self.lore.joins_next
        glued = [start if start.isascii() else start + self.lore.article for start in known]
        held = [start for start in glued if known.get(start) != start]
        self.starts = tuple(sorted(held, key=lambda start: (-len(start), start)))

    def name(self, text: str) -> Name:
        """Return a name in its parts; without a word in it, one without a given name."""
        tokens, kunya = self._kunya(self._tokens(text))
        words = [self.word(token) for token in self._joined(tokens)]
        if not words:
            return Name(None, kunya=kunya)
        return Name(words[0], tuple(words[1:-1]), words[-1] if len(words) > 1 else None, kunya)

    def word(self, token: str) -> Word:
        """Return a word of a name, analysed."""
        if token not in self._words:
            self._words[token] = self._analyse(token)
        return self._words[token]

    def _tokens(self, text: str) -> list[str]:
        bare = "".join(char for char in unicodedata.normalize("NFKC", text) if fold(char))
        words = [_plain(word) for word in _WORD.findall(bare)]
        named = [word for word in words if word]
        return [word for word in named if fold(word) not in self.lore.titles] or named

    def _kunya(self, tokens: list[str]) -> tuple[list[str], tuple[Word, ...]]:
        """Part kunyas from the name; a name that is nothing but a kunya has no other word."""
        out: list[str] = []
        kunya: list[Word] = []
        place = 0
        while place < len(tokens):
            if fold(tokens[place]) in self.lore.kunya and place + 1 < len(tokens):
                end = place + 1
                while end < len(tokens) - 1 and _either(fold(tokens[end]), self.lore):
                    end += 1
                kunya.append(self.word(self._joined(tokens[place + 1 : end + 1])[0]))
                place = end + 1
            else:
                out.append(tokens[place])
                place += 1
        return out, tuple(kunya)

    def _joined(self, tokens: list[str]) -> list[str]:
        """Drop articles and 'son of', join compound names: 'Abd al-Rahman', 'Salah al-Din' are one word each."""
        lore, out, waiting = self.lore, list[str](), ""
        for token in tokens:
            folded = fold(token)
            if waiting and folded not in lore.articles:
                out.append(waiting + self._bare(token, shortest=len(self.lore.article) + 1))
                waiting = ""
            elif folded in lore.joins_before and out:
                out[-1] += self._bare(token)
            elif folded in lore.joins_next:
                waiting = lore.joins_next[folded]
            elif folded not in lore.patronymic and folded not in lore.articles:
                out.append(self._unglued(token))
        out += [waiting] if waiting else []
        return out or tokens[:1]

    def _bare(self, token: str, *, shortest: int = _GLUED) -> str:
        """Return a word without its article."""
        article = self.lore.article
        glued = fold(token).startswith(article) and len(token) >= shortest
        return token[len(article) :] if glued else token

    def _unglued(self, token: str) -> str:
        """Return a compound that is written as one word ('Abdulrahman') as it is joined from several."""
        folded = fold(token)
        if not folded.startswith(self.starts):
            return token
        for start in self.starts:
            rest = token[len(start) :]
            if folded.startswith(start) and len(rest) > 1:
                canonical = self.lore.joins_next.get(start) or self.lore.joins_next[start[: -len(self.lore.article)]]
                return canonical + rest
        return token

    def _analyse(self, token: str) -> Word:
        arabic = not token[0].isascii() and "ARABIC" in unicodedata.name(token[0], "")
        ids = self.lore.equal.get(fold(token), frozenset())
        bare = token if ids or not arabic else self._bare(token)
        skeletons, letters, vowels = _sounds(bare, arabic, self.lore)
        if not arabic and not ids:
            skeletons |= self._without_article(bare)
        return Word(fold(bare), arabic, frozenset(skeletons) or frozenset({"-"}), letters, vowels, ids)

    def _without_article(self, token: str) -> set[str]:
        """Return the skeletons of a Latin word that may have the article glued to it."""
        out: set[str] = set()
        if len(token) >= _GLUED + 1 and token[:2] in self.lore.articles:
            out |= _sounds(token[2:], False, self.lore)[0]
        return out


def _either(word: str, lore: NameLore) -> bool:
    return word in lore.articles or word in lore.joins_next


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """Return a word in small letters without marks, accents and apostrophes; Arabic letters as they are written."""
    word = _QUOTES.sub("", word)
    if word.isascii():
        return word.lower()
    kept = "".join(char for char in word if fold(char))
    if any("\u0600" <= char <= "\u06ff" for char in kept):
        return kept
    parts = unicodedata.normalize("NFD", kept)
    return "".join(char for char in parts if not unicodedata.combining(char)).replace("\u0131", "i").lower()


def _sounds(token: str, arabic: bool, lore: NameLore) -> tuple[set[str], str, tuple[str, ...]]:
    """Return the skeletons of a word, its consonants as written, and the vowels before, between and after them."""
    word = token if arabic else _TWICE.sub(r"\1", token)
    alternatives: list[tuple[str, ...]] = []
    letters, vowels = "", [""]
    place = 0
    while place < len(word):
        spelling, sounds, final = _longest(word, place, lore)
        place += len(spelling)
        if sounds != ("",):
            alternatives.append(sounds)
        if sounds == ("",) or (final and sounds[0] in ("", "a", "i")):
            vowels[-1] += spelling
        else:
            letters += fold(spelling)
            vowels.append("")
    made = set[str]()
    for sounded in product(*alternatives):
        made.add("".join(sounded))
        if len(made) >= _MOST:
            break
    return made - {""}, letters, tuple(map(_long, vowels)) if arabic else tuple(vowels)


def _long(between: str) -> str:
    """Return the long vowel among the letters between two consonants, '' for none (hamza, ayn)."""
    return "".join(_ARABIC.get(char, "") for char in fold(between))[:1]


def _longest(word: str, place: int, lore: NameLore) -> tuple[str, tuple[str, ...], bool]:
    """Return the longest spelling at a place that is known there, its sounds, and whether it is a final one."""
    for length in range(min(lore.longest, len(word) - place), 0, -1):
        spelling = word[place : place + length]
        known = lore.letters.get(spelling) or lore.letters.get(fold(spelling))
        if known is None:
            continue
        first, anywhere, last = known
        if place + length == len(word) and place > 0 and last is not None:
            return spelling, last, True
        if place == 0 and first is not None:
            return spelling, first, False
        if anywhere is not None:
            return spelling, anywhere, False
    return word[place], ("",), False
