"""The lexicon: phrases of folded words in a trie, found through the clitics that a language glues on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from marsad.knowledge.phrase import BARE, Clitics, Entry, Hit, Node, Phrase, Word
from marsad.knowledge.spec import OrthographySpec
from marsad.text.fold import FoldMemo
from marsad.text.memo import Memo
from marsad.text.tokens import Tokens, tokenize

__all__ = ["BARE", "Clitics", "Entry", "Found", "Hit", "Lexicon", "Node", "Phrase", "folded_words"]


def _word(
    stems: tuple[str, ...], alone: Iterable[tuple[Entry, Clitics]], longer: Mapping[str, list[tuple[Node, Clitics]]]
) -> Word:
    told: list[tuple[Entry, Clitics, str]] = []
    classes = {_AGAIN}
    for entry, clitics in alone:
        told.append((entry, clitics, _AGAIN if entry.cls in classes else entry.cls))
        classes.add(entry.cls)
    suffixed = any(clitics.suffix for _, clitics, _ in told)
    return Word(stems, _signs(stems), tuple(told), suffixed, longer, _signs(longer))


def _signs(words: Iterable[str]) -> int:
    """Return the bits of words; two words may share one."""
    signs = 0
    for word in words:
        signs |= 1 << hash(word) % _SIGNS
    return signs


class Found(NamedTuple):
    """The phrases of a text."""

    hits: list[list[Hit]]
    """For each token the phrases that begin at it, longest first."""
    first_of: Mapping[str, dict[int, Hit]]
    """The first of these of each class, by token, left to right."""
    longer_at: list[int]
    """The tokens where phrases of more than one word begin."""
    again: Mapping[int, Hit]
    """The tokens of which some class has more than one phrase of that word alone."""


_AGAIN = ""
"""In the place of a class: the phrase is not the first of its class at its word."""
_SIGNS = 600
"""So many bits that few words pass for one of the hundred with which 'the' goes on; of 60 nearly all did."""
_NONE: dict[int, Hit] = {}
_SILENT: list[Hit] = []
_NOTHING: frozenset[str] = frozenset()
"""The phrases of a word that says nothing: one list for all such words, never written to."""
_END = Word()
"""What stands behind the last word: no phrase goes on there."""


class Lexicon:
    """A trie over folded words with the orthography of its language.

    `entries` and `root` are plain data, so that a compiled lexicon is read back without building anything.
    """

    def __init__(
        self,
        orthography: OrthographySpec,
        entries: list[Entry],
        root: Node,
        words: set[str],
        memo: FoldMemo | None = None,
    ) -> None:
        self.orthography = orthography
        self.entries = entries
        self.root = root
        self.words = words
        self.memo = FoldMemo() if memo is None else memo
        fold = self.memo.__getitem__
        self._prefixes = _prefixes(orthography, fold)
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._article = fold(orthography.article) if orthography.article else ""
        self._suffixes = sorted((fold(s) for s in orthography.suffixes), key=len, reverse=True)
        self._endings = tuple(self._suffixes)
        self._indefinite = fold(orthography.indefinite) if orthography.indefinite else None
        self._told_by = {name: tuple(map(fold, ends)) for name, ends in orthography.endings.items()}
        self._begun_by = {name: tuple(map(fold, starts)) for name, starts in orthography.beginnings.items()}
        self._plain = {name: frozenset(map(fold, words)) for name, words in orthography.words.items()}
        self._restore = {fold(k): fold(v) for k, v in orthography.suffix_restore.items()}
        self.abbreviations = frozenset(fold(a) for a in orthography.abbreviations)
        self.particles = frozenset(prefix for prefix in self._prefixes if prefix)
        """Glued-on letters and the article when they stand alone before digits."""
        self.contractions = frozenset(fold(form) for form in orthography.contractions)
        """Spellings of a preposition that the article is merged with."""
        self.silent: dict[str, dict[int, Hit]] = {}
        """Classes that were asked for in a text that had none of them: `Scan` notes them."""
        self._letters = any("written" in entry.features for entry in entries)
        self._known = Memo(self._look_up, 20_000)
        self._written: dict[tuple[str, str], Word] = {}
        self._own: set[int] = set()
        """Nodes that were made here, by identity; all others belong to the lexicon that this one extends."""

    def extended(self, phrases: Iterable[Phrase]) -> Lexicon:
        """Return this lexicon with more entries, each with its spellings as folded words.

        What does not change is shared, and this lexicon stays as it is.
        """
        more = Lexicon(self.orthography, list(self.entries), dict(self.root), set(self.words), self.memo)
        for entry, spellings in phrases:
            for folded in spellings:
                more.enter(entry, folded)
        return more

    def enter(self, entry: Entry, folded: list[str]) -> None:
        """Add one spelling of `entry`, given as its folded words."""
        node = self.root
        for word in folded:
            node = self._own_child(node, word)
            self.words.add(word)
        if not (self.entries and self.entries[-1] is entry):
            self.entries.append(entry)
        number = len(self.entries) - 1
        numbers = node.get("", [])
        if number not in numbers:
            node[""] = [*numbers, number]

    def _own_child(self, node: Node, word: str) -> Node:
        """Return what follows `word` after `node`, copied first where it is another lexicon's."""
        child: Node | None = node.get(word)
        if child is None or id(child) not in self._own:
            child = {} if child is None else dict(child)
            self._own.add(id(child))
            node[word] = child
        return child

    def unprefixed(self, word: str) -> list[str]:
        """Return what is left of a folded word after each particle that it may begin with."""
        return [word[n:] for n in self._prefix_lengths if 0 < n <= len(word) - 2 and word[:n] in self._prefixes]

    def uncontracted(self, word: str) -> list[str]:
        """Return a folded word with the article that a particle before it hides (in Arabic 'to the' in one)."""
        if not self._article:
            return []
        glued = ((word[:n], word[n:]) for n in self._prefix_lengths if 0 < n <= len(word) - 2)
        hidden = (
            rest
            for prefix, rest in glued
            if prefix in self._prefixes and self._prefixes[prefix].article and not prefix.endswith(self._article)
        )
        return [self._article + rest for rest in hidden]

    def ends_indefinite(self, word: str) -> bool:
        """Tell whether a folded word bears the ending of an indefinite noun (in Arabic the accusative's)."""
        return self._indefinite is not None and word.endswith(self._indefinite)

    def ends(self, word: str, name: str) -> bool:
        """Tell whether a folded word has one of the endings that the language lists under `name`."""
        return word.endswith(self._told_by.get(name, ()))

    def begins(self, word: str, name: str) -> bool:
        """Tell whether a folded word has one of the beginnings that the language lists under `name`."""
        return word.startswith(self._begun_by.get(name, ()))

    def plain(self, name: str) -> frozenset[str]:
        """Return the folded words that the language lists under `name`; none where it lists none."""
        return self._plain.get(name, _NOTHING)

    def ends_in_pronoun(self, word: str) -> bool:
        """Tell whether a folded word ends as one does with which a pronoun is written as one."""
        return word.endswith(self._endings)

    def lacks_ending(self, word: str) -> bool:
        """Tell whether a folded word stands without that ending, though the lexicon knows it with it."""
        if self._indefinite is None or word.endswith(self._indefinite):
            return False
        return any(f"{stem}{self._indefinite}" in self.words for stem in (word, *self.unprefixed(word)))

    def _look_up(self, word: str) -> Word:
        """Return what is known of a folded word."""
        if not word:  # a lone tatweel folds to nothing, and "" is where the entries stand
            return _END
        alone: list[tuple[Entry, Clitics]] = []
        longer: dict[str, list[tuple[Node, Clitics]]] = {}
        stems = [word]
        for stem, clitics in self.analyses(word) if len(word) <= Memo.LONGEST else ():
            node = self.root.get(stem)
            if node is not None:
                alone += [(self.entries[number], clitics) for number in node.get("", ())]
                for following in node if not clitics.suffix else ():
                    if following:
                        longer.setdefault(following, []).append((node[following], clitics))
            if stem != word and not clitics.preposition and not clitics.suffix and not clitics.conjunction:
                stems.append(stem)
        alone.sort(key=lambda item: _glued(item[1]))
        return _word(tuple(stems), alone, longer)

    def analyses(self, word: str) -> list[tuple[str, Clitics]]:
        """Return the readings of a folded word as (stem, clitics), the whole word first; [] where none is known."""
        out: dict[tuple[str, Clitics], None] = {}
        if word in self.words:
            out[(word, BARE)] = None
        suffixed = word.endswith(self._endings)
        for length in self._prefix_lengths:
            clitics = self._prefixes.get(word[:length])
            if clitics is None or (length and len(word) - length < 2):
                continue
            rest = word[length:]
            if length and rest in self.words:
                out[(rest, clitics)] = None
            if clitics.article and self._article and not word[:length].endswith(self._article):
                whole = self._article + rest  # a contraction hides the article of a form that is written with it
                if whole in self.words:
                    out[(whole, replace(clitics, article=False))] = None
            if suffixed:
                for stem, suffix in self._without_suffix(rest):
                    out[(stem, replace(clitics, suffix=suffix))] = None
        return list(out)

    def _without_suffix(self, word: str) -> list[tuple[str, str]]:
        out = []
        listed = word in self.words
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= 2:
                stem = word[: -len(suffix)]
                if listed and stem[-1:] == self._indefinite:
                    continue  # 'his two guards', which is listed: no pronoun follows an indefinite 'a guard'
                if stem in self.words:
                    out.append((stem, suffix))
                restored = self._restore.get(stem[-1:])
                if restored is not None and stem[:-1] + restored in self.words:
                    out.append((stem[:-1] + restored, suffix))
        return out

    def find(self, tokens: Tokens) -> Found:
        """Return the phrases in the text.

        Of equals the plainest goes first, but a pronoun that is written as one (`his son`, not `daughter`, where
        folding makes them alike) before all.
        """
        words = [*map(self._known.__getitem__, tokens.folds), _END]
        out = [_SILENT] * len(tokens.folds)
        by_class: dict[str, dict[int, Hit]] = defaultdict(dict)
        longer_at: list[int] = []
        for i, word in enumerate(words):
            last = i + 1
            if word.alone:
                if word.suffixed:
                    word = self._as_written(word, tokens, i)
                hits = out[i] = []
                for entry, clitics, cls in word.alone:
                    hit = Hit(i, last, entry, clitics)
                    hits.append(hit)
                    by_class[cls][i] = hit
            if word.awaited and word.awaited & words[last].signs:
                phrases = self._longer(words, i)
                if phrases and self._letters:
                    phrases = [hit for hit in phrases if self._spelt(hit, tokens)]
                if phrases:
                    longer_at.append(i)
                    for hit in reversed(phrases):
                        by_class[hit.entry.cls][i] = hit
                    out[i] = phrases + out[i]
        return Found(out, by_class, longer_at, by_class.pop(_AGAIN, _NONE))

    def _spelt(self, hit: Hit, tokens: Tokens) -> bool:
        """Tell whether a phrase's first word has the letter that its entry asks for, which folding takes away.

        Only so 'the imam of the mosque' and 'in front of the mosque' are two.
        """
        letter = hit.entry.features.get("written")
        return letter is None or str(letter) in tokens.text[tokens.starts[hit.first] : tokens.ends[hit.first]]

    def _longer(self, words: list[Word], i: int) -> list[Hit]:
        """Return the phrases of several words that begin at word `i`, the longest first."""
        phrases: list[Hit] = []
        longer = words[i].longer
        for stem in words[i + 1].stems:
            if stem in longer:
                for node, clitics in longer[stem]:
                    self._go_on(words, i, i + 2, node, clitics, phrases)
        if len(phrases) > 1:
            phrases.sort(key=_longest_and_plainest)
        return phrases

    def _as_written(self, word: Word, tokens: Tokens, i: int) -> Word:
        """Return a word that may carry a pronoun, its phrases in the order that its last letter as written tells."""
        written = _last_letter(tokens.text, tokens.starts[i], tokens.ends[i], self.memo)
        key = tokens.folds[i], written
        found = self._written.get(key)
        if found is None:
            alone = [(entry, clitics) for entry, clitics, _ in word.alone]
            if self.memo[written] != written:  # a ta marbuta is no pronoun
                alone = [item for item in alone if not item[1].suffix]
            found = _word(word.stems, sorted(alone, key=lambda item: item[1].suffix != written), word.longer)
            if len(self._written) >= 20_000:
                self._written.clear()
            self._written[key] = found
        return found

    def _go_on(self, words: list[Word], first: int, last: int, node: Node, clitics: Clitics, out: list[Hit]) -> None:
        """Gather the phrases from word `first` that end before word `last`, where `node` stands, or go on there."""
        for number in node.get("", ()):
            out.append(Hit(first, last, self.entries[number], clitics))
        for stem in words[last].stems:
            if stem in node:
                self._go_on(words, first, last + 1, node[stem], clitics, out)


def folded_words(entry: Entry, form: str, memo: FoldMemo) -> list[str]:
    """Return the folded words of a spelling of `entry`; one without a word raises ValueError."""
    words = tokenize(form, memo).folds
    if not words:
        raise ValueError(f"entry {entry.id!r}: the spelling {form!r} has no word in it")
    return words


def _longest_and_plainest(hit: Hit) -> tuple[int, int]:
    return -hit.last, _glued(hit.clitics)


def _last_letter(text: str, start: int, end: int, memo: FoldMemo) -> str:
    """Return the last letter of the word at [start, end) as written, marks and controls passed over."""
    while end - 1 > start and not memo[text[end - 1]]:
        end -= 1
    return text[end - 1]


def _glued(clitics: Clitics) -> int:
    return len(clitics.conjunction) + len(clitics.preposition) + clitics.article + 2 * len(clitics.suffix)


def _prefixes(orthography: OrthographySpec, fold: Any) -> dict[str, Clitics]:
    """Return what may be glued before a word, by its spelling; '' is nothing."""
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
    return out
