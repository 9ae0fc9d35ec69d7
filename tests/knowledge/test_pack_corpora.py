"""Every line of every pack's corpus is read, or refused, as it says."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.read.actors import read_actors
from marsad.read.language import language_of
from marsad.read.numbers import read_numbers
from marsad.read.places import read_places
from marsad.read.scan import Scan

Found = list[tuple[tuple[int, int], str | None]]
"""Span and id of each mention."""

CORPORA = {
    path.parent.name: read_yaml(path)
    for path in sorted(HOME.glob("packs/*/corpus.yml"))
    if not path.parent.name.startswith("_")
}


def lines(part: str) -> list[Any]:
    return [
        pytest.param(pack, line, id=f"{pack}-{n}")
        for pack, corpus in CORPORA.items()
        for n, line in enumerate(corpus[part], 1)
    ]


def mentions(pack: str, text: str) -> dict[str, Found]:
    lang = language_of(text)
    voice = load_lore().voice(lang, pack)
    scan = Scan(text, lang, voice.lexicon)
    actors = read_actors(scan, voice, None)
    places = read_places(scan, voice, actors, read_numbers(scan)).mentions
    return {
        "actor": [(scan.tokens.span(one.first, one.last), one.actor) for one in actors],
        "place": [(one.span, one.gazetteer) for one in places],
    }


def over(found: Found, text: str, quote: str) -> list[str | None]:
    start = text.index(quote)
    return [key for span, key in found if span[0] < start + len(quote) and start < span[1]]


@pytest.mark.parametrize(("pack", "line"), lines("reads"))
def test_a_line_is_read(pack: str, line: dict[str, Any]) -> None:
    """Each name is read as the entry that the line gives, once, and as nothing else."""
    found = mentions(pack, line["text"])
    for kind in ("actor", "place"):
        for given in line.get(f"{kind}s", ()):
            assert over(found[kind], line["text"], given["quote"]) == [given["id"]], f"{given}: {found[kind]}"


@pytest.mark.parametrize(("pack", "line"), lines("refuses"))
def test_a_line_is_refused(pack: str, line: dict[str, Any]) -> None:
    """The quote is an ordinary word here."""
    assert not over(mentions(pack, line["text"])[line["as"]], line["text"], line["quote"]), line["why"]


@pytest.mark.parametrize("pack", sorted(set(CORPORA) - {"sample"}))
def test_a_corpus_has_fifteen_lines_and_a_refusal_to_three_readings(pack: str) -> None:
    reads, refuses = CORPORA[pack]["reads"], CORPORA[pack]["refuses"]
    assert len(reads) + len(refuses) >= 15
    assert len(refuses) >= 5
    assert 3 * len(refuses) >= len(reads)
