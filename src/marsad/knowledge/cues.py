"""Cues: the words by which a text shows which conflict, and so which pack, it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.spec import PackSpec
from marsad.text.tokens import plain

_DATELINE = 3
"""Words at the start that may be an agency's office ('BEIRUT, June 8 -') and weigh half as cues."""

_Cue = tuple[list[str], list[str]]
"""The folded words of a cue, and the packs that it speaks for."""


class Cues:
    """The cues of all packs in one language."""

    MEMO_LIMIT = 20_000

    def __init__(self, packs: Mapping[str, PackSpec], lang: str, lexicon: Lexicon) -> None:
        by_words: dict[tuple[str, ...], list[str]] = {}
        for name, spec in packs.items():
            for cue in spec.cues.get(lang, ()):
                by_words.setdefault(tuple(plain(cue).split()), []).append(name)
        self._by_first: dict[str, list[_Cue]] = {}
        for words, names in by_words.items():
            if words:
                self._by_first.setdefault(words[0], []).append((list(words), names))
        self._lexicon = lexicon
        self._known: dict[str, tuple[_Cue, ...]] = {}

    def choose(self, words: Sequence[str]) -> str | None:
        """Return the pack whose cues the folded `words` have most of, or None.  Ties fall to the first name."""
        found: dict[str, int] = {}
        known = self._known
        for i, word in enumerate(words):
            begun = known.get(word)
            for cue, names in self._begun(word) if begun is None else begun:
                if len(cue) == 1 or words[i + 1 : i + len(cue)] == cue[1:]:
                    for name in names:
                        found[name] = found.get(name, 0) + (1 if i < _DATELINE else 2)
        return min(found, key=lambda name: (-found[name], name)) if found else None

    def _begun(self, word: str) -> tuple[_Cue, ...]:
        """Return the cues that `word` may begin, with or without what is glued to it; remembered."""
        stems = (word, *self._lexicon.unprefixed(word))
        begun = tuple(cue for stem in stems for cue in self._by_first.get(stem, ()))
        if len(self._known) >= self.MEMO_LIMIT:
            self._known.clear()
        self._known[word] = begun
        return begun
