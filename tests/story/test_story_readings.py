"""Every shipped bulletin is read as an expert reads it."""

from __future__ import annotations

import pytest
from story import BULLETINS, EXPECTED, HERE, disagreements

from marsad.knowledge.files import read_yaml
from marsad.knowledge.lore import load_lore
from marsad.read import read

KNOWN: dict[str, list[str]] = read_yaml(HERE / "known_disagreements.yml") or {}
MOST_KNOWN = 18


@pytest.mark.parametrize("name", EXPECTED)
def test_the_bulletin_is_read_as_an_expert_reads_it(name: str) -> None:
    """Nothing but what `known_disagreements.yml` owns up to; what is mended must be struck out there."""
    document = BULLETINS[name]
    reading = read(document, load_lore())
    assert sorted(disagreements(document.text, EXPECTED[name], reading)) == sorted(KNOWN.get(name, []))


def test_few_disagreements_are_left() -> None:
    """The list may only shrink: lower this number with it."""
    assert sum(map(len, KNOWN.values())) <= MOST_KNOWN


@pytest.mark.parametrize("name", EXPECTED)
def test_numbers_that_count_no_victims_are_no_claims(name: str) -> None:
    """Share counts, calibres, distances, withdrawn and refuted figures."""
    text = BULLETINS[name].text
    reading = read(BULLETINS[name], load_lore())
    for item in EXPECTED[name].not_claims:
        start = EXPECTED[name].span(text, item)[0]
        touched = [c.text for c in reading.claims if c.status == "stated" and c.span[0] <= start < c.span[1]]
        assert touched == [], item["why"]
