"""One look at a text: tokens, sentences, and every phrase of the lexicon in it.  All readers share it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import compress
from operator import attrgetter

from marsad.knowledge.lexicon import Hit, Lexicon
from marsad.text.segment import sentences
from marsad.text.tokens import BREAK, NUMBER, Tokens, tokenize

_NONE: dict[int, Hit] = {}
_where = attrgetter("first")
_APOSTROPHES = frozenset("'\u2019")


class Scan:
    """The tokens of one text with the lexicon's phrases at each of them.

    `hits[i]` lists the phrases that begin at token i, longest first; `longer_at` are the tokens where phrases of more
    than one word begin, `again` those of which a class has several of one word; `sents` are token ranges [first, last).
    `digits` are the tokens that are numbers in digits, `signs` those that are neither words nor numbers: marks, and the
    ends of lines.
    """

    __slots__ = (
        "_all",
        "_begins",
        "_breaks",
        "_ends",
        "_first_of",
        "_headline",
        "_numbers",
        "_sentence_of",
        "_sign_folds",
        "_silent",
        "again",
        "digits",
        "hits",
        "lang",
        "lexicon",
        "longer_at",
        "sents",
        "signs",
        "text",
        "tokens",
    )

    def __init__(self, text: str, lang: str, lexicon: Lexicon, tokens: Tokens | None = None) -> None:
        self.text = text
        self.lang = lang
        self.lexicon = lexicon
        self.tokens: Tokens = tokenize(text, lexicon.memo) if tokens is None else tokens
        kinds = self.tokens.kinds
        others = self.tokens.others
        self.digits = [i for i in others if kinds[i] == NUMBER]
        self.signs = [i for i in others if kinds[i] != NUMBER]
        self.sents = sentences(self.tokens, lexicon.abbreviations, self.signs)
        self.hits, said, self.longer_at, self.again = lexicon.find(self.tokens)
        self._silent = lexicon.silent
        self._first_of = {**self._silent, **said}
        self._all: dict[str, list[Hit]] = {}
        self._begins: dict[str, list[int]] = {}
        self._ends: dict[str, dict[int, Hit]] = {}
        self._sentence_of: list[int] | None = None
        self._headline: int | None = None
        self._breaks: list[int] | None = None
        self._numbers: list[int] | None = None
        self._sign_folds = [self.tokens.folds[i] for i in self.signs]
        if "as_written" in said:
            self._tell_apart()
        if lang == "en":
            for i, hit in list(said.get("among", _NONE).items()):
                if self.owns(hit.last):
                    self._forget(i, {"among"})  # 'of the victims' colleagues'

    def pass_over(self, first: int, last: int) -> None:
        """Forget the phrases that begin at tokens [first, last); only before anything else has looked at the scan."""
        for i in range(first, last):
            for cls in {hit.entry.cls for hit in self.hits[i]}:
                del self._first_of[cls][i]
            self.hits[i] = []
        self.longer_at = [i for i in self.longer_at if not first <= i < last]

    def _tell_apart(self) -> None:
        """Let a word that a mark tells apart mean only what is written: the town of Ibb, or August.  Arabic."""
        for i, hit in list(self._first_of["as_written"].items()):
            said, features = {other.entry.cls for other in self.hits[i]}, hit.entry.features
            never = features.get("never")
            if never is not None and never not in said:
                continue
            composed = unicodedata.normalize("NFC", self.quote(i, i + 1))
            written = "".join([letter for letter in composed if not unicodedata.combining(letter)])
            means = features.get("means", [never] * len(features["spelt"]))
            for ending, cls in zip(features["spelt"], means, strict=True):
                if written.endswith(ending):
                    self._forget(i, {cls} if never else said - {cls, f"{cls}_homograph"})

    def owns(self, i: int) -> bool:
        """Tell whether an apostrophe alone stands before token `i` ('the victims' colleagues')."""
        gap = self._gap(i)
        return len(gap) > 1 and gap[0] in _APOSTROPHES and gap[1:].isspace()

    def possessive(self, i: int) -> bool:
        """Tell whether an apostrophe, an 's' behind it or not, stands before token `i`: what ends there owns it."""
        return not _APOSTROPHES.isdisjoint(self._gap(i))

    def _gap(self, i: int) -> str:
        """Return the characters between tokens `i` - 1 and `i`, which no token holds."""
        return self.text[self.tokens.ends[i - 1] : self.tokens.starts[i]] if 0 < i < len(self.tokens) else ""

    def _forget(self, i: int, classes: set[str]) -> None:
        """Forget the phrases of some classes at token `i`; only before anything else has looked at the scan."""
        for cls in classes & {hit.entry.cls for hit in self.hits[i]}:
            del self._first_of[cls][i]
        self.hits[i] = [hit for hit in self.hits[i] if hit.entry.cls not in classes]

    def __len__(self) -> int:
        return len(self.hits)

    def sentence_of(self, i: int) -> int:
        """Return the number of the sentence that holds token `i` (line breaks belong to the one before)."""
        if self._sentence_of is None:
            owner = [0] * len(self.tokens)
            for number, (first, last) in enumerate(self.sents):
                owner[first:last] = [number] * (last - first)
            self._sentence_of = owner
        return self._sentence_of[i]

    def marked(self, words: Set[str]) -> list[int]:
        """Return the tokens that are one of the marks `words`, left to right."""
        return list(compress(self.signs, map(words.__contains__, self._sign_folds)))

    @property
    def numbers(self) -> list[int]:
        """The tokens at which a number stands, in digits or words, left to right."""
        if self._numbers is None:
            self._numbers = sorted({*self.digits, *self.firsts("number")})
        return self._numbers

    @property
    def breaks(self) -> list[int]:
        """The tokens at which lines end."""
        if self._breaks is None:
            kinds = self.tokens.kinds
            self._breaks = [i for i in self.signs if kinds[i] == BREAK]
        return self._breaks

    @property
    def title(self) -> int:
        """The token at which the first line ends; 0 where there is but one."""
        return self.breaks[0] if self.breaks else 0

    @property
    def headline(self) -> int:
        """The token at which a headline ends: the first line, or a lone line, if no full stop closes it; else 0."""
        if self._headline is None:
            tokens = self.tokens
            end = self.breaks[0] if self.breaks else len(tokens)
            self._headline = 0 if end and tokens.folds[end - 1] == "." else end
        return self._headline

    def at(self, i: int, cls: str, second: str | None = None, third: str | None = None) -> Hit | None:
        """Return the longest phrase of one of these classes that begins at token `i`, or None (also past the end).

        The question that is asked most by far: plain arguments are passed in half the time that `*classes` takes, and
        that a class has its table, empty or not, is taken for granted; it is made where that is wrong (once a lexicon).
        """
        try:
            if second is None:
                return self._first_of[cls].get(i)
            first_of = self._first_of
            best = first_of[cls].get(i)
            hit = first_of[second].get(i)
            if hit is not None and (best is None or hit.last > best.last):
                best = hit
            if third is not None:
                hit = first_of[third].get(i)
                if hit is not None and (best is None or hit.last > best.last):
                    best = hit
            return best
        except KeyError as unsaid:
            self.firsts(unsaid.args[0])
            return self.at(i, cls, second, third)

    def any_at(self, i: int, *classes: str) -> Hit | None:
        """Return what `at` does, of any number of classes."""
        best: Hit | None = None
        for cls in classes:
            known = self._first_of.get(cls)
            hit = known.get(i) if known else None
            if hit is not None and (best is None or hit.last > best.last):
                best = hit
        return best

    def begins(self, first: int, last: int, *classes: str) -> bool:
        """Tell whether a phrase of one of these classes begins in tokens [first, last)."""
        for cls in classes:
            known = self._first_of.get(cls)
            if not known:
                continue
            starts = self._begins.get(cls)
            if starts is None:
                starts = self._begins[cls] = list(known)
            at = bisect_left(starts, first)
            if at < len(starts) and starts[at] < last:
                return True
        return False

    def firsts(self, cls: str) -> Mapping[int, Hit]:
        """Return the longest phrase of class `cls` by each token where one begins, left to right."""
        known = self._first_of.get(cls)
        if known is None:
            known = self._first_of[cls] = self._silent[cls] = _NONE
        return known

    def begun(self, classes: Iterable[str]) -> set[int]:
        """Return the tokens at which a phrase of one of these classes begins."""
        first_of = self._first_of
        return set[int]().union(*[first_of[cls] for cls in classes if cls in first_of])

    def all(self, cls: str) -> Sequence[Hit]:
        """Return the phrases of class `cls`, left to right, the longest at each place, none inside another."""
        known = self._first_of.get(cls)
        if not known:
            return ()
        found = self._all.get(cls)
        if found is None:
            if known.keys().isdisjoint(self.longer_at):  # none reaches beyond its word
                found = self._all[cls] = list(known.values())
                return found
            found = self._all[cls] = []
            last = 0
            for hit in known.values():
                if hit.first >= last:
                    found.append(hit)
                    last = hit.last
        return found

    def among(self, first: int, last: int, cls: str) -> Sequence[Hit]:
        """Return the phrases `all(cls)` that begin in tokens [first, last), left to right."""
        found = self.all(cls)
        return found[bisect_left(found, first, key=_where) : bisect_left(found, last, key=_where)] if found else ()

    def ending(self, i: int, cls: str) -> Hit | None:
        """Return the first of the phrases `all(cls)` that ends right before token `i`, or None."""
        if not self._first_of.get(cls):
            return None
        ends = self._ends.get(cls)
        if ends is None:
            ends = self._ends[cls] = {hit.last: hit for hit in reversed(self.all(cls))}
        return ends.get(i)

    def reads(self, i: int, name: str) -> bool:
        """Tell whether token `i` is one of the words that the language lists under `name` (also past the end)."""
        folds = self.tokens.folds
        return 0 <= i < len(folds) and folds[i] in self.lexicon.plain(name)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of tokens [first, last)."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def quote(self, first: int, last: int) -> str:
        """Return the original words of tokens [first, last)."""
        return self.tokens.quote(first, last)
