"""A generated bulletin, read by marsad, says what it was made from: number by number, in both languages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from marsad.issuing.readback import Difference, compared, found_in, made_from
from marsad.model import Document
from marsad.pipeline import read_document
from marsad.publish.bulletins.numerals import Writing

sys.path.insert(0, str(Path(__file__).parents[1] / "publish" / "bulletins"))

from generated_tolls import LAST, generated, text_of

STRAYS = 2
"""Of a thousand English bulletins, in so many a reader may give nameless persons the side that is named around."""


def read_otherwise(seed: int, lang: str, writing: Writing) -> tuple[int, list[Difference]]:
    pack, told = generated(seed)
    text = text_of(told, lang, writing, pack)
    document = Document(id="back", text=text, sha256="0", published=LAST.isoformat(), lang=lang, pack=pack)
    made = made_from(told)
    return len(made), compared(made, found_in(read_document(document)))


def hold(seeds: range, lang: str, writing: Writing) -> int:
    """Check the bulletins of `seeds`; return how many figures they have."""
    figures, strays = 0, 0
    for seed in seeds:
        count, found = read_otherwise(seed, lang, writing)
        figures += count
        nameless = lang == "en" and all(one.field == "side" and one.told is None for one in found)
        assert not found or nameless, (seed, lang, writing, found)
        strays += bool(found)
    assert strays <= STRAYS * len(seeds) / 1000 + 1, strays
    return figures


@pytest.mark.parametrize("writing", ["digits", "indic", "words"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_sample_of_bulletins_is_read_back_as_it_was_told(lang: str, writing: Writing) -> None:
    assert hold(range(5_000, 5_250), lang, writing) > 900


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_ten_thousand_tolls_are_read_back_as_they_were_told(lang: str) -> None:
    assert hold(range(3_000), lang, "digits") > 10_000
