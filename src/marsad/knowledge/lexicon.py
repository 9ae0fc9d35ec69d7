"""The lexicon: phrases of folded words in a trie, found through the clitics that a language glues on."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from marsad.knowledge.spec import OrthographySpec
from marsad.text.fold import FoldMemo
from marsad.text.tokens import Tokens, tokenize

Node = dict[str, Any]
"""word -> Node, and "" -> list of entry numbers that end here."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What a phrase means: its lexeme id, its class, its features."""

    id: str
    cls: str
    features: dict[str, Any]


class Clitics(NamedTuple):
    """What was glued to a word, folded; empty where nothing was."""

    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    suffix: str = ""


BARE = Clitics()


class Hit(NamedTuple):
    """A phrase of the lexicon at tokens [first, last)."""

    first: int
    last: int
    entry: Entry
    clitics: Clitics


class Lexicon:
    """A trie over folded words with the orthography of its language.

    `entries` and `root` are plain data, so that a compiled lexicon is read back without building anything.
    """

    MEMO_LIMIT = 200_000

    def __init__(self, orthography: OrthographySpec, entries: list[Entry], root: Node, words: set[str]) -> None:
        self.orthography = orthography
        self.entries = entries
        self.root = root
        self.words = words
        self.memo = FoldMemo()
        fold = self.memo.__getitem__
        self._prefixes = _prefixes(orthography, fold)
        self._article = fold(orthography.article) if orthography.article else ""
        self._suffixes = sorted((fold(s) for s in orthography.suffixes), key=len, reverse=True)
        self._restore = {fold(k): fold(v) for k, v in orthography.suffix_restore.items()}
        self.abbreviations = frozenset(fold(a) for a in orthography.abbreviations)
        self.particles = frozenset(prefix for prefix, _ in self._prefixes if prefix)
        """Glued-on letters and the article when they stand alone before digits."""
        self._analyses: dict[str, tuple[tuple[str, Clitics], ...]] = {}

    def add(self, entry: Entry, form: str) -> None:
        """Add one spelling of `entry`; a spelling without a word raises ValueError."""
        tokens = tokenize(form, self.memo)
        if not len(tokens):
            raise ValueError(f"entry {entry.id!r}: the spelling {form!r} has no word in it")
        node = self.root
        for word in tokens.folds:
            node = node.setdefault(word, {})
            self.words.add(word)
        numbers = node.setdefault("", [])
        if self.entries and self.entries[-1] is entry:
            number = len(self.entries) - 1
        else:
            self.entries.append(entry)
            number = len(self.entries) - 1
        if number not in numbers:
            numbers.append(number)

    def analyses(self, word: str) -> tuple[tuple[str, Clitics], ...]:
        """Return the readings of a folded word as (stem, clitics), the whole word first; () where none is known."""
        known = self._analyses.get(word)
        if known is None:
            known = tuple(self._analyse(word)) if len(word) <= FoldMemo.LONGEST else ()
            if len(self._analyses) >= self.MEMO_LIMIT:
                self._analyses.clear()
            self._analyses[word] = known
        return known

    def unprefixed(self, word: str) -> list[str]:
        """Return what is left of a folded word after each particle that it may begin with."""
        return [word[len(p) :] for p in self.particles if word.startswith(p) and len(word) - len(p) >= 2]

    def _analyse(self, word: str) -> list[tuple[str, Clitics]]:
        out: dict[tuple[str, Clitics], None] = {}
        if word in self.words:
            out[(word, BARE)] = None
        for prefix, clitics in self._prefixes:
            if prefix and not (word.startswith(prefix) and len(word) - len(prefix) >= 2):
                continue
            rest = word[len(prefix) :]
            if prefix and rest in self.words:
                out[(rest, clitics)] = None
            if self._article and clitics.article and not prefix.endswith(self._article):
                whole = self._article + rest  # a contraction hides the article of a form that is written with it
                if whole in self.words:
                    out[(whole, clitics._replace(article=False))] = None
            for stem, suffix in self._without_suffix(rest):
                out[(stem, clitics._replace(suffix=suffix))] = None
        return list(out)

    def _without_suffix(self, word: str) -> list[tuple[str, str]]:
        out = []
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= 2:
                stem = word[: -len(suffix)]
                if stem in self.words:
                    out.append((stem, suffix))
                restored = self._restore.get(stem[-1:])
                if restored is not None and stem[:-1] + restored in self.words:
                    out.append((stem[:-1] + restored, suffix))
        return out

    def hits_at(self, tokens: Tokens, i: int) -> list[Hit]:
        """Return the phrases that begin at token `i`, longest first.

        Of equals the plainest goes first, but a pronoun that is written as one (`his son`, not `daughter`, where
        folding makes them alike) before all.
        """
        out: list[Hit] = []
        for stem, clitics in self.analyses(tokens.folds[i]):
            node = self.root.get(stem)
            if node is not None:
                self._walk(tokens, i, i + 1, node, clitics, out)
        written = _last_letter(tokens.text, tokens.starts[i], tokens.ends[i], self.memo)
        if any(hit.clitics.suffix for hit in out):  # a ta marbuta is no pronoun
            out = [hit for hit in out if not hit.clitics.suffix or self.memo[written] == written]
        if len(out) > 1:
            out.sort(key=lambda hit: (-hit.last, hit.clitics.suffix != written, _glued(hit.clitics)))
        return out

    def _walk(self, tokens: Tokens, first: int, at: int, node: Node, clitics: Clitics, out: list[Hit]) -> None:
        for number in node.get("", ()):
            out.append(Hit(first, at, self.entries[number], clitics))
        if at >= len(tokens) or clitics.suffix:
            return
        word = tokens.folds[at]
        if not word:  # a lone tatweel folds to nothing, and "" is where the entries stand
            return
        following = node.get(word)
        if following is not None:
            self._walk(tokens, first, at + 1, following, clitics, out)
        if len(node) > 1 or "" not in node:
            for stem, more in self.analyses(word):
                if stem != word and not more.preposition and not more.suffix and not more.conjunction and stem in node:
                    self._walk(tokens, first, at + 1, node[stem], clitics, out)


def _last_letter(text: str, start: int, end: int, memo: FoldMemo) -> str:
    """Return the last letter of the word at [start, end) as written, marks and controls passed over."""
    while end - 1 > start and not memo[text[end - 1]]:
        end -= 1
    return text[end - 1]


def _glued(clitics: Clitics) -> int:
    return len(clitics.conjunction) + len(clitics.preposition) + clitics.article + 2 * len(clitics.suffix)


def _prefixes(orthography: OrthographySpec, fold: Any) -> list[tuple[str, Clitics]]:
    conjunctions = ["", *(fold(c) for c in orthography.conjunctions)]
    prepositions = ["", *(fold(p) for p in orthography.prepositions)]
    article = fold(orthography.article) if orthography.article else ""
    out: dict[str, Clitics] = {}
    for conjunction in conjunctions:
        for preposition in prepositions:
            out.setdefault(conjunction + preposition, Clitics(conjunction, preposition))
            if article:
                out.setdefault(conjunction + preposition + article, Clitics(conjunction, preposition, True))
        for glued, parts in orthography.contractions.items():
            preposition = fold(parts[0])
            out.setdefault(conjunction + fold(glued), Clitics(conjunction, preposition, True))
    return sorted(out.items(), key=lambda item: len(item[0]))
