"""Fuzzing of reading: `python bench/fuzz_reading.py --minutes 60` (or `--texts 2000`), seeded.

Inputs are the gold and shipped bulletins mutated, Unicode at random, and constructs known to be hostile.  Of each it
is asked that reading raises nothing but a `MarsadError`; that every span lies inside the text and every quote is what
stands there; that the same text with vowel marks and tatweel gives the same claims, dates and places; and
that no text takes more than its share of processor time.  What fails is printed with its seed; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator
from functools import cache
from typing import Any

from read_speed import originals

from marsad.errors import MarsadError
from marsad.ids import sha256
from marsad.knowledge.lore import load_lore
from marsad.model import Document, Reading
from marsad.pipeline import read_document

LONGEST = 6_000
"""Characters of one input at most."""
SECONDS = 0.4
"""Processor seconds that 1,000 characters may take (some 100 times the usual); shorter texts count as so many."""
_LETTER = ("\u0621", "\u064a")
"""The first and the last plain Arabic letter."""
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"
_BARE = ("\u0629", "\u0647")
"""Letters of which a mark after them could change nothing but which end words; left as they are."""
_PIECES = (
    "(", ")", "\u200f", "\u202e", "\u0640", "\ufeff", "\x00", "\ud7ff", "\U0001f600", "'s", "\u2019S5", "-", "\u2013",
    "12,500", "1.5", "9" * 40, "0", "\u0661\u0662", "%", ":", "::", "\n", "\n\n", "\t", ";", "\u061b", "\u060c", ".",
    "31 February 2018", "0000-00-00", "99/99/9999", " of them ", " among them ", " including ", " and ", " to ",
    " killed ", " rose to ", " a third of them ", " the rest ", " since ", " between ", " last ", "http://a.b/c?d=1 ",
)  # fmt: skip


def main() -> int:
    """Read until the time or the texts are used up; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0, help="processor minutes (default 60)")
    parser.add_argument("--texts", type=int, help="inputs at most")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default 0)")
    options = parser.parse_args()
    for lang in ("ar", "en"):
        read_document(originals(lang)[0], load_lore())  # the first text loads the words
    until = time.process_time() + 60 * options.minutes
    found = done = 0
    seed = options.seed
    while time.process_time() < until and (options.texts is None or done < options.texts):
        problem = check(seed)
        if problem is not None:
            found += 1
            print(f"seed {seed}: {problem}", flush=True)
        seed, done = seed + 1, done + 1
    print(f"{done} inputs, seeds {options.seed}-{seed - 1}: {found} failed")
    return 1 if found else 0


def check(seed: int) -> str | None:
    """Return what is wrong with the reading of the text of a seed, None where nothing is."""
    chance = random.Random(seed)
    lang = chance.choice(("ar", "en"))
    text = made(chance, lang)
    document = _document(text, chance, lang)
    start = time.process_time()
    try:
        reading = read_document(document, load_lore())
    except MarsadError:
        return None
    except Exception:  # noqa: BLE001 - whatever it is, it is what the fuzzing looks for
        return f"raised: {traceback.format_exc(limit=-3)}"
    taken = time.process_time() - start
    if taken > SECONDS * max(1.0, len(text) / 1000):
        return f"{taken:.2f} s for {len(text)} characters"
    return next(_misplaced(text, reading), None) or _changed_by_marks(document, reading, chance)


def made(chance: random.Random, lang: str) -> str:
    """Return a text: a bulletin mutated, Unicode at random, or one piece again and again."""
    kind = chance.random()
    if kind < 0.7:
        return _mutated(chance, lang)
    if kind < 0.85:
        return "".join(_character(chance) for _ in range(chance.randint(0, 400)))
    words = [chance.choice(_PIECES) for _ in range(chance.randint(1, 4))]
    return ("".join(words) * chance.randint(1, 1200))[:LONGEST]


@cache
def _bases(lang: str) -> list[Document]:
    return originals(lang)


def _mutated(chance: random.Random, lang: str) -> str:
    bases = _bases(lang if chance.random() < 0.9 else "en" if lang == "ar" else "ar")
    text = chance.choice(bases).text[: LONGEST // 2]
    for _ in range(chance.choice((0, 1, 3, 10, 40))):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + chance.choice((0, 1, 5, 40)))
        text = (text[:at] + _change(chance, text[at:to]) + text[to:])[:LONGEST] or " "
    return text


def _change(chance: random.Random, words: str) -> str:
    """Return what takes the place of some words."""
    kind = chance.randrange(6)
    if kind == 0:
        return ""
    if kind == 1:
        return words * 2
    if kind == 2:
        return chance.choice(_PIECES)
    if kind == 3:
        return _character(chance)
    if kind == 4:
        return " ".join(reversed(words.split(" ")))
    return str(chance.randint(0, 10 ** chance.randint(1, 12)))


def _character(chance: random.Random) -> str:
    low, high = chance.choice(((0, 0x7F), (0x600, 0x6FF), (0x2000, 0x206F), (0xFB50, 0xFEFF), (0, 0x10FFFF)))
    code = chance.randint(low, high)
    return " " if 0xD800 <= code <= 0xDFFF else chr(code)


def _document(text: str, chance: random.Random, lang: str) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    return Document(
        id="fuzz",
        text=text,
        sha256=digest,
        published=chance.choice((None, "2018-06-09", "0001-01-01", "9999-12-31")),
        lang=chance.choice((None, lang)),
    )


def _misplaced(text: str, reading: Reading) -> Iterator[str]:
    """Yield what stands at no place of the text, or not at the one that it names."""
    named = (*reading.claims, *reading.dates, *reading.durations, *reading.places, *reading.ignored)
    for item in (*named, *reading.control, *reading.events):
        start, end = item.span
        if not 0 <= start < end <= len(text):
            yield f"{type(item).__name__} at {item.span} of {len(text)} characters"
        quote: str | None = getattr(item, "text", None)
        if quote is not None and quote != text[start:end]:
            yield f"{type(item).__name__} at {item.span} quotes {quote!r}, not {text[start:end]!r}"


def _changed_by_marks(document: Document, reading: Reading, chance: random.Random) -> str | None:
    """Tell how the reading changes when marks and tatweel are written inside the words."""
    marked = _marked(document.text, chance)
    if marked == document.text:
        return None
    again = read_document(
        Document(id="fuzz", text=marked, sha256=document.sha256, published=document.published, lang=document.lang),
        load_lore(),
    )
    for what, one, other in zip(("claims", "dates", "places"), _said(reading), _said(again), strict=True):
        if one != other:
            return f"marks change the {what}: {one} / {other}"
    return None


def _marked(text: str, chance: random.Random) -> str:
    """Write a mark or a tatweel after letters that another Arabic letter follows."""
    out = []
    for here, then in zip(text, [*text[1:], ""], strict=False):
        out.append(here)
        inside = _LETTER[0] <= here <= _LETTER[1] and _LETTER[0] <= then <= _LETTER[1]
        if inside and here not in _BARE and here != "\u0640" and then != "\u0640" and chance.random() < 0.2:
            out.append(chance.choice(_MARKS))
    return "".join(out)


def _said(reading: Reading) -> tuple[list[Any], list[Any], list[Any]]:
    claims = [
        (c.harm, c.value, c.value_max, c.hedge, c.part_of, c.window, c.group.side, c.cause, c.status)
        for c in reading.claims
    ]
    return claims, [(d.value, d.precision) for d in reading.dates], [(p.name_en, p.kind) for p in reading.places]


if __name__ == "__main__":
    sys.exit(main())
