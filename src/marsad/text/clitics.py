"""Clitics: the spellings of a folded Arabic word with a conjunction, preposition or article glued to it.

A search for 'civilians' finds 'and for the civilians'.  The spellings are made from the word that is looked for, not
taken off the words that are found: nothing that merely begins like a clitic (a 'minister', whose first letter is also
'and') is ever cut.
"""

from __future__ import annotations

_AND, _SO = "\u0648", "\u0641"
_WITH, _TO = "\u0628", "\u0644"
_AS = "\u0643"
_THE = "\u0627\u0644"
_TO_THE = "\u0644\u0644"
_CONJUNCTIONS = ("", _AND, _SO)
_ARTICLES = (_THE, _WITH + _THE, _AS + _THE, _TO_THE)
_SHORTEST = 3
"""Letters of a word that single letters may be glued to: before shorter ones they make other words."""


def without_article(word: str) -> str:
    """Return a folded Arabic word without its article and what is glued before that; a word without one is itself."""
    return _without_article(word)[0] if "\u0621" <= word[:1] <= "\u064a" else word


def glued(word: str) -> tuple[str, ...]:
    """Return the spellings of a folded word with and without what may be glued before it, itself first.

    A word that comes with the article is found without it, too.  A word of another script is only itself.
    """
    if not ("\u0621" <= word[:1] <= "\u064a"):
        return (word,)
    found = [word]
    for bare in _without_article(word):
        found.append(bare)
        if len(bare) < _SHORTEST and bare.startswith(_TO):
            continue  # the name of God is no 'to him' with an article
        for conjunction in _CONJUNCTIONS:
            found += [conjunction + start + bare for start in _ARTICLES]
            found += [conjunction + _TO + bare] if bare.startswith(_TO) else []
            if len(bare) >= _SHORTEST:
                found += [conjunction + start + bare for start in ("", _WITH, _TO)]
    return tuple(dict.fromkeys(found))


def _without_article(word: str) -> tuple[str, ...]:
    """Return a word without its article and what stands before that, where what is left is a word.

    After 'to the' the word itself may begin with the second of the two letters.
    """
    for conjunction in _CONJUNCTIONS:
        for start in _ARTICLES:
            bare = word.removeprefix(conjunction + start)
            if len(bare) < len(word) and len(bare) >= _SHORTEST:
                return (bare, _TO + bare) if start == _TO_THE else (bare,)
    return (word,)
