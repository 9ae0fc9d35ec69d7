"""A generated bulletin, read by marsad, says what it was made from: number by number, in both languages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from marsad.errors import UsageError
from marsad.issuing.readback import Difference, compared, found_in, made_from
from marsad.model import Document
from marsad.model.terms import HEDGES
from marsad.pipeline import read_document
from marsad.publish.bulletins.content import COUNTED, Figure, Told
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.forms import load_language
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.bulletins.prose import Prose

sys.path.insert(0, str(Path(__file__).parents[1] / "publish" / "bulletins"))

from generated_tolls import LAST, WRITINGS, generated, text_of


def read_otherwise(seed: int, lang: str, writing: Writing) -> tuple[int, list[Difference]]:
    pack, told = generated(seed)
    text = text_of(told, lang, writing, pack)
    document = Document(id="back", text=text, sha256="0", published=LAST.isoformat(), lang=lang, pack=pack)
    made = made_from(told)
    return len(made), compared(made, found_in(read_document(document)))


def hold(seeds: range, lang: str, writing: Writing | None = None) -> int:
    """Check the bulletins of `seeds`, in each writing by turns where none is named; return how many figures."""
    figures = 0
    for seed in seeds:
        count, found = read_otherwise(seed, lang, writing or WRITINGS[lang][seed % len(WRITINGS[lang])])
        figures += count
        assert found == [], (seed, lang, found)
    return figures


@pytest.mark.parametrize("writing", ["digits", "indic", "words"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_sample_of_bulletins_is_read_back_as_it_was_told(lang: str, writing: Writing) -> None:
    assert hold(range(500, 650), lang, writing) > 500


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_ten_thousand_tolls_are_read_back_as_they_were_told(lang: str) -> None:
    assert hold(range(3_000), lang) > 10_000


def test_what_is_told_has_every_wording() -> None:
    """Vague numbers, rests and every hedge are among the sample."""
    figures = [
        part
        for seed in range(500, 650)
        for told in generated(seed)[1]
        for figure in told.figures
        for part in (figure, *figure.parts)
    ]
    assert {figure.hedge for figure in figures} == set(HEDGES)
    assert any(figure.rest for figure in figures)
    assert {figure.harm for figure in figures} == set(COUNTED)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_could_not_be_read_back_is_not_told(lang: str) -> None:
    """An indefinite number is told only where words mean exactly it; 'other harm' has no words and is no figure."""
    prose = Prose(Counting(load_language(lang)))
    with pytest.raises(UsageError, match="no indefinite words mean 17-80"):
        prose.sentence(Told(figures=(Figure(harm="killed", value=17, value_max=80, hedge="vague"),)))
    assert "other" not in COUNTED and set(COUNTED) == set(load_language(lang).verbs)
