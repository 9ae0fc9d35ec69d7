"""Cues: the words by which a text shows which conflict, and so which pack, it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import compress, count

from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.spec import PackSpec
from marsad.text.memo import Memo
from marsad.text.tokens import plain

_DATELINE = 3
"""Words at the start that may be an agency's office ('BEIRUT, June 8 -') and weigh half as cues."""
_SHARED = "~"
"""Before the name of a pack for which a cue speaks only beside one of the pack's own."""
_PLACED = "@"
"""Before the name of a pack for which the name of one of its places speaks, where no pack has a cue."""
_LEAST = {"ar": 4}
_LEAST_ELSEWHERE = 5
"""Letters at least of a place's name that tells the conflict alone; shorter ones are too often other words."""
_SILENT = 20_000
"""Words without a cue that are remembered, about."""

_Cue = tuple[list[str], list[str]]
"""The folded words of a cue, and the packs that it speaks for."""
_Begun = tuple[list[list[str]], dict[str, list[_Cue]]]
"""What a word begins: the packs for which it speaks alone, and by the next word the rest of longer cues."""


class Cues:
    """The cues of all packs in one language, as `cue_words` gives them."""

    def __init__(self, by_words: Mapping[str, list[str]], lexicon: Lexicon) -> None:
        by_first: dict[str, list[_Cue]] = {}
        for cue, names in by_words.items():
            words = cue.split(" ")
            by_first.setdefault(words[0], []).append((words, names))
        self._begun = Memo(partial(_begun, lexicon, by_first), 20_000)
        self._silent: set[str] = set()
        """Words that begin no cue, as nearly all do: a text is rid of them at one stroke."""

    def choose(self, words: Sequence[str]) -> str | None:
        """Return the pack whose cues the folded `words` have most of, or None.  Ties fall to the first name."""
        found: dict[str, int] = {}
        telling = {*words} - self._silent
        begun = {word: cues for word in telling if (cues := self._begun[word]) is not None}
        self._silence(telling - begun.keys())
        for i in list(compress(count(), map(begun.__contains__, words))):
            alone, longer = begun[words[i]]
            weight = 1 if i < _DATELINE else 2
            fits = [(1, names) for names in alone]
            for following, names in longer.get(words[i + 1], ()) if i + 1 < len(words) else ():
                if words[i + 1 : i + 1 + len(following)] == following:
                    fits.append((1 + len(following), names))
            for names in _told(fits) if len(fits) > 1 else [names for _, names in fits]:
                _add(found, names, weight)
        own = {name: amount for name, amount in found.items() if name[0] not in _SHARED + _PLACED}
        for name in own:
            own[name] += found.get(_SHARED + name, 0)
        if not own:
            own = {name[1:]: amount for name, amount in found.items() if name[0] == _PLACED}
        return min(own, key=lambda name: (-own[name], name)) if own else None

    def _silence(self, words: set[str]) -> None:
        """Remember words that begin no cue."""
        if words:
            if len(self._silent) >= _SILENT:
                self._silent.clear()
            self._silent.update(word for word in words if len(word) <= Memo.LONGEST)


def cue_words(packs: Mapping[str, PackSpec], lang: str) -> dict[str, list[str]]:
    """Return for each cue of a language, in folded words, the packs that it speaks for, marked by how it does."""
    by_words: dict[str, list[str]] = {}
    for name, spec in packs.items():
        for cue in spec.cues.get(lang, ()):
            by_words.setdefault(plain(cue), []).append(name)
    for name, spec in packs.items():
        for cue in spec.cues_shared.get(lang, ()):
            by_words.setdefault(plain(cue), []).append(_SHARED + name)
    _add_places(by_words, packs, lang)
    by_words.pop("", None)
    return by_words


def _told(fits: list[tuple[int, list[str]]]) -> list[list[str]]:
    """Return for whom cues at one word speak: the shorter only for packs that the longest speaks for, too.

    'The western bank of the Euphrates' is no word for the West Bank.
    """
    longest = max(length for length, _ in fits)
    known = {name.lstrip(_SHARED + _PLACED) for length, names in fits if length == longest for name in names}
    return [names if n == longest else [x for x in names if x.lstrip(_SHARED + _PLACED) in known] for n, names in fits]


def _add_places(by_words: dict[str, list[str]], packs: Mapping[str, PackSpec], lang: str) -> None:
    """Add the places' names that one pack alone has and that are no cue already."""
    whose: dict[str, set[str]] = {}
    least = _LEAST.get(lang, _LEAST_ELSEWHERE)
    for pack, spec in packs.items():
        for name in spec.places.get(lang, ()):
            whose.setdefault(plain(name), set()).add(pack)
    for words, owners in whose.items():
        if len(owners) == 1 and words not in by_words and len(words.replace(" ", "")) >= least:
            by_words[words] = [_PLACED + name for name in owners]


def _add(found: dict[str, int], names: list[str], weight: int) -> None:
    for name in names:
        found[name] = found.get(name, 0) + weight


def _begun(lexicon: Lexicon, by_first: Mapping[str, list[_Cue]], word: str) -> _Begun | None:
    """Return the cues that `word` may begin, with or without what is glued to it; None where it begins none."""
    cues = [
        cue for stem in (word, *lexicon.unprefixed(word), *lexicon.uncontracted(word)) for cue in by_first.get(stem, ())
    ]
    if not cues:
        return None
    longer: dict[str, list[_Cue]] = {}
    for words, names in cues:
        if len(words) > 1:
            longer.setdefault(words[1], []).append((words[1:], names))
    return [names for words, names in cues if len(words) == 1], longer
