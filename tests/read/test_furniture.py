"""Page furniture: every line of its corpus, and the promise that any text is survived."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.read.furniture import Furniture, read_furniture
from marsad.read.numbers import read_numbers
from marsad.read.scan import Scan


def _read(text: str, lang: str) -> tuple[Scan, list[Furniture]]:
    scan = Scan(text, lang, load_lore().voice(lang, "syria").lexicon)
    return scan, read_furniture(scan, read_numbers(scan))


def _lines(part: str) -> list[Any]:
    out = []
    for lang in ("ar", "en"):
        corpus = read_yaml(HOME / "languages" / lang / "furniture" / "corpus.yml")
        out += [pytest.param(lang, line, id=f"{lang}-{n}") for n, line in enumerate(corpus[part], 1)]
    return out


@pytest.mark.parametrize(("lang", "line"), _lines("reads"))
def test_reads_what_the_corpus_says(lang: str, line: dict[str, Any]) -> None:
    """Each piece of furniture is found over its words, with its reason."""
    scan, found = _read(line["text"], lang)
    spans = [(scan.span(item.first, item.last), item.why) for item in found]
    for want in line["gives"]:
        start = line["text"].index(want["quote"])
        end = start + len(want["quote"])
        assert any(s <= start and end <= e and why == want["why"] for (s, e), why in spans), (want, spans)


@pytest.mark.parametrize(("lang", "line"), _lines("refuses"))
def test_refuses_what_the_corpus_refuses(lang: str, line: dict[str, Any]) -> None:
    """No number of the bulletin is taken for furniture."""
    assert _read(line["text"], lang)[1] == [], line["why"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="12:+#_@./wشارك sharesby\n", max_size=60), st.sampled_from(["ar", "en"]))
def test_any_text_gives_ranges_inside_the_text(text: str, lang: str) -> None:
    """Nothing is raised, and ranges are token ranges of the text."""
    scan, found = _read(text, lang)
    assert all(0 <= item.first < item.last <= len(scan) for item in found)
