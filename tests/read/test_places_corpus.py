"""Every line of the place corpora is read, or refused, as it says."""

from __future__ import annotations

from typing import Any

import pytest
from places_home import read

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.model.place import PlaceMention

CORPORA = {lang: read_yaml(HOME / "languages" / lang / "place" / "corpus.yml") for lang in ("ar", "en")}


def lines(part: str) -> list[Any]:
    return [
        pytest.param(lang, line, id=f"{lang}-{n}")
        for lang, corpus in CORPORA.items()
        for n, line in enumerate(corpus[part], 1)
    ]


def over(line: dict[str, Any], quote: str | None, lang: str) -> list[PlaceMention]:
    text = line["text"]
    pack = line["pack"] if "pack" in line else CORPORA[lang]["pack"]
    found = read(load_lore(), text, lang, pack)
    if quote is None:
        return list(found.mentions)
    start = text.index(quote)
    return [m for m in found.mentions if m.span[0] < start + len(quote) and start < m.span[1]]


@pytest.mark.parametrize(("lang", "line"), lines("reads"))
def test_a_line_is_read(lang: str, line: dict[str, Any]) -> None:
    for given in line["gives"]:
        mentions = over(line, given["quote"], lang)
        wanted = {key: value for key, value in given.items() if key != "quote"}
        shown = [{key: getattr(m, key) for key in wanted} for m in mentions]
        assert wanted in shown, f"{given['quote']}: {shown}"


@pytest.mark.parametrize(("lang", "line"), lines("refuses"))
def test_a_line_is_refused(lang: str, line: dict[str, Any]) -> None:
    assert not over(line, line.get("quote"), lang), line["why"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_there_is_a_refusal_to_three_readings(lang: str) -> None:
    assert 3 * len(CORPORA[lang]["refuses"]) >= len(CORPORA[lang]["reads"])
