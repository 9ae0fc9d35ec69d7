"""Cues: the words by which a text shows which conflict, and so which pack, it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.spec import PackSpec
from marsad.text.memo import Memo
from marsad.text.tokens import plain

_DATELINE = 3
"""Words at the start that may be an agency's office ('BEIRUT, June 8 -') and weigh half as cues."""

_Cue = tuple[list[str], list[str]]
"""The folded words of a cue, and the packs that it speaks for."""


class Cues:
    """The cues of all packs in one language."""

    def __init__(self, packs: Mapping[str, PackSpec], lang: str, lexicon: Lexicon) -> None:
        by_words: dict[tuple[str, ...], list[str]] = {}
        for name, spec in packs.items():
            for cue in spec.cues.get(lang, ()):
                by_words.setdefault(tuple(plain(cue).split()), []).append(name)
        by_first: dict[str, list[_Cue]] = {}
        for words, names in by_words.items():
            if words:
                by_first.setdefault(words[0], []).append((list(words), names))
        self._begun = Memo(partial(_begun, lexicon, by_first), 20_000)

    def choose(self, words: Sequence[str]) -> str | None:
        """Return the pack whose cues the folded `words` have most of, or None.  Ties fall to the first name."""
        found: dict[str, int] = {}
        begun = map(self._begun.__getitem__, words)
        for i, cues in [(i, cues) for i, cues in enumerate(begun) if cues]:
            for cue, names in cues:
                if len(cue) == 1 or words[i + 1 : i + len(cue)] == cue[1:]:
                    for name in names:
                        found[name] = found.get(name, 0) + (1 if i < _DATELINE else 2)
        return min(found, key=lambda name: (-found[name], name)) if found else None


def _begun(lexicon: Lexicon, by_first: Mapping[str, list[_Cue]], word: str) -> tuple[_Cue, ...]:
    """Return the cues that `word` may begin, with or without what is glued to it."""
    return tuple(cue for stem in (word, *lexicon.unprefixed(word)) for cue in by_first.get(stem, ()))
