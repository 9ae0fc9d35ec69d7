"""Speakers whom no list knows: 'a lawmaker said', 'a shopkeeper told reporters'; by where they stand.

English: the words before a plain verb of saying, from the beginning of its clause; Arabic: the words between the verb
and its 'that'.  A pronoun, a paper and what may be counted are no speakers; who shares a word with one who was cited
before is he.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.knowledge.lexicon import Hit
from marsad.read.claimants import Claimant
from marsad.read.clauses import Clauses
from marsad.read.scan import Scan
from marsad.text.clitics import without_article
from marsad.text.fold import fold, plain
from marsad.text.tokens import WORD

_LONGEST = 6
"""Words of a speaker at most."""
_ASIDE, _CLOSE = 12, 4
"""Tokens of an aside between speaker and verb at most, and of a speaker who stands within his clause."""
_TOLD_OF = ("attribution_verb", "attribution_phrase", "harm_verb", "toll_noun", "casualty_noun")
"""Classes of words that no speaker's name holds."""
_NO_SPEAKER = ("attribution_document", "no_speaker")
"""Classes of words with which none begins, or in English ends."""


def stranger(scan: Scan, clauses: Clauses, hit: Hit, known: Iterable[Claimant]) -> Claimant | None:
    """Return the speaker of the verb at `hit` whom no list knows, or None."""
    if scan.at(hit.first, "speaks") is None:
        return None
    span = _before(scan, clauses, hit) if scan.lang == "en" else _behind(scan, clauses, hit)
    return _speaker(scan, span, known)


def cited_stranger(scan: Scan, clauses: Clauses, hit: Hit, known: Iterable[Claimant]) -> Claimant | None:
    """Return who stands behind 'according to' at `hit` whom no list knows, or None."""
    if scan.at(hit.first, "cites") is None:
        return None
    start, last = hit.last, clauses.soft_last[hit.last - 1]
    if scan.lang == "en":
        article = scan.at(start, "number_article", "determiner")
        if article is None or article.entry.features.get("possessive"):
            return None
        start = article.last
        said = (i for i in range(start, last) if scan.at(i, "relative", "preposition", "attribution_when") is not None)
        last = next((i for i in said if i > start), last)
    while last > start and scan.tokens.kinds[last - 1] != WORD:
        last -= 1
    if scan.lang == "ar" and last - start == 1:
        word = scan.tokens.folds[start]
        if without_article(word) != word:
            return None  # 'according to the need'
    return _speaker(scan, _span(scan, start, last), known)


def _speaker(scan: Scan, span: tuple[int, int] | None, known: Iterable[Claimant]) -> Claimant | None:
    """Return the claimant whom the words name, one known by a word of his name before any other."""
    if span is None or scan.begins(span[0], span[1], *_TOLD_OF) or scan.at(span[0], *_NO_SPEAKER) is not None:
        return None
    if scan.ending(span[1], "attribution_document") is not None or scan.ending(span[1], "no_speaker") is not None:
        return None
    name = plain(scan.quote(*span))
    words = _words(name)
    for who in known:
        if words & _words(who.name):
            return who._replace(first=span[0], last=span[1])
    return Claimant(span[0], span[1], name, rival=False, named=False)


def _before(scan: Scan, clauses: Clauses, hit: Hit) -> tuple[int, int] | None:
    """English: the words from the beginning of the clause, that begin with an article or a noun of persons."""
    if scan.at(hit.last, "to") is not None or scan.at(hit.last, "attribution_passive") is not None:
        return None  # 'a man said to be a commander'
    last = _past_aside(scan, clauses, hit.first)
    first = clauses.soft_first[last - 1] if last else 0
    opened = scan.at(first, "clause_contrast", "and")
    first = opened.last if opened is not None else first
    article = scan.at(first, "number_article", "determiner") or _inner_article(scan, first, last)
    if article is not None and article.entry.features.get("possessive"):
        return None
    start = article.last if article is not None else first
    noun = scan.at(start, "person")
    plural = noun is not None and noun.entry.features.get("n") == "pl" and noun.last == last
    return _span(scan, start, last) if article is not None or plural else None


def _past_aside(scan: Scan, clauses: Clauses, verb: int) -> int:
    """Return where the speaker's words end: before the verb, or before an aside ('a lawmaker, by telephone, said')."""
    folds = scan.tokens.folds
    if folds[verb - 1 : verb] != [","]:
        return verb
    first, _ = scan.sents[scan.sentence_of(verb)]
    low = max(first, verb - 1 - _ASIDE)
    return next((i for i in range(verb - 2, low, -1) if folds[i] == "," and clauses.soft_first[i - 1] < i), verb)


def _inner_article(scan: Scan, first: int, last: int) -> Hit | None:
    """Return the article of 'on Monday the imam': close before the verb, with persons between."""
    for i in range(last - 1, max(first, last - _CLOSE - 1), -1):
        article = scan.at(i, "number_article", "determiner")
        if article is not None:
            return article if scan.begins(article.last, last, "person") else None
    return None


def _behind(scan: Scan, clauses: Clauses, hit: Hit) -> tuple[int, int] | None:
    """Arabic: the words between the verb and 'that'."""
    if hit.clitics.suffix or hit.clitics.preposition or hit.clitics.article:
        return None
    high = min(clauses.hard_last[hit.last - 1], hit.last + _LONGEST + 1)
    that = next((i for i in range(hit.last + 1, high) if scan.at(i, "attribution_that") is not None), None)
    if that is None or scan.begins(hit.last, that, "harm_noun"):
        return None  # 'reported the death of a prisoner who ...'
    return _span(scan, hit.last, that)


def _span(scan: Scan, first: int, last: int) -> tuple[int, int] | None:
    """Return the words if they are no more than a speaker has, and words alone."""
    plainly = all(scan.tokens.kinds[i] == WORD for i in range(first, last))
    return (first, last) if 0 < last - first <= _LONGEST and plainly else None


def _words(name: str) -> frozenset[str]:
    """Return the words of a name that may tell it again, without what is glued to them."""
    words = [fold(word) for word in name.split()]
    return frozenset([*words, *map(without_article, words)])
