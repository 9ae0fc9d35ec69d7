"""Spellings of place names: what folds alike, what is a variant of a transliteration, what is an ordinary word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

SPELLINGS = 4
"""Spellings kept of a name in one script."""

ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
"""Letters of Arabic alone: Persian and Urdu letters (pe, che, gaf, farsi ye, keheh ...) do not match."""
ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u0652\u0670\u200c-\u200f]")
ARABIC_ARTICLE = "\u0627\u0644"
_ARABIC_FOLDS = str.maketrans(
    {"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0649": "\u064a"}
    | {"\u0629": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a"}
)
_LATIN_SPECIAL = str.maketrans(
    {"\u02bb": "'", "\u02bc": "'", "\u2018": "'", "\u2019": "'", "\u02bf": "'", "\u0131": "i"}
    | {"\u0142": "l", "\u00f8": "o", "\u00d8": "O", "\u0111": "d", "\u00df": "ss", "\u0141": "L"}
)
_LATIN_ARTICLE = re.compile(r"^(al|el|ad|an|ar|as|ash|at|az)[ -]")


def fold_arabic(name: str) -> str:
    """Return the spelling that the reader compares by: no marks, one alef, ya and ta marbuta.

    A single word loses its article.
    """
    folded = ARABIC_MARKS.sub("", name).translate(_ARABIC_FOLDS)
    if " " not in folded and folded.startswith(ARABIC_ARTICLE) and len(folded) > 3:
        return folded[2:]
    return folded


def to_ascii(name: str) -> str:
    """Return the name in plain ASCII letters: signs of transliteration and accents dropped."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_LATIN_SPECIAL))
    return "".join(c for c in decomposed if c.isascii())


def skeleton(name: str) -> str:
    """Return the consonants of a transliterated name, without the Arabic article, to tell variants from other names."""
    bare = _LATIN_ARTICLE.sub("", to_ascii(name).lower())
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouwy' -]", "", bare.replace("q", "k").replace("kh", "h")))


def key_of(name: str) -> str:
    """Return what two spellings of one name share: the folded Arabic, else the Latin skeleton."""
    return fold_arabic(name) if ARABIC_NAME.fullmatch(ARABIC_MARKS.sub("", name)) else skeleton(name)


def read_words(path: Path) -> frozenset[str]:
    """Return the word list at `path`, folded; lines that start with `#` are remarks."""
    lines = path.read_text("utf-8").splitlines()
    return frozenset(fold_arabic(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


def distinct(names: Iterable[str], key: Mapping[str, str]) -> list[str]:
    """Return `names` in order, the first of each spelling that folds alike; at most SPELLINGS."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(key[name], name)
    return list(seen.values())[:SPELLINGS]


def arabic_names(alternates: Iterable[str], ordinary: frozenset[str], chief: str = "") -> list[str]:
    """Return the Arabic spellings among names of any script: `chief` first, ordinary words last."""
    found = [ARABIC_MARKS.sub("", name).strip() for name in alternates]
    names = sorted({name for name in found if ARABIC_NAME.fullmatch(name) and len(name) > 1})
    tails = {name.split(" ", 1)[1] for name in names if " " in name} & set(names)
    names = [name for name in names if not (" " in name and name.split(" ", 1)[1] in tails)]
    names.sort(
        key=lambda name: (
            name != chief,
            fold_arabic(name) in ordinary,
            name[:2] != ARABIC_ARTICLE,
            name.count(" "),
            name,
        )
    )
    return distinct(names, {name: fold_arabic(name) for name in names})


def english_names(name: str, alternates: Iterable[str], variants: bool) -> list[str]:
    """Return the English name, its accented form and, if asked for, other transliterations of it."""
    plain = to_ascii(name)
    dotted = any(0x1E00 <= ord(c) <= 0x1EFF or 0x02B0 <= ord(c) <= 0x02FF or c in "\u0101\u012b\u016b" for c in name)
    names = [plain] if dotted or name == plain else [plain, name]
    if variants:
        bones = skeleton(plain)
        names += sorted(
            a
            for a in alternates
            if a.isascii() and a.istitle() and len(a) > 4 and len(bones) > 1 and skeleton(a) == bones
        )
    return distinct((n for n in names if "|" not in n), {n: re.sub("[^a-z]", "", n.lower()) or n for n in names})
