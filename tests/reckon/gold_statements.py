"""Gold readings as statements of a ledger, linked: what the table is tested on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from gold_readings import GOLD, document, reading

from marsad.model import Statement
from marsad.reckon.lead import lead

UMBRELLA = {"government": frozenset({"allied_militia", "iran", "iraqi_militia", "hezbollah"})}
SHARED = Path("/work/shared/gold/open")
LEADS = {"A-01": "sohr", "A-02": "sohr", "seed": "sohr", "A-03": "sohr", "A-04": "network", "A-05": "sohr"}
"""Whom each bulletin of the chain follows: the agency's two attribute their figures to the Observatory."""

OTHERS = {("A-05", "c9"): "pro-government media", ("A-04", "c3"): "regime media"}


def statements(name: str, incident: str = "bukamal") -> list[Statement]:
    """The statements of one gold document; skips the test where it may not be copied and is not there."""
    folder = GOLD if (GOLD / f"{name}.json").exists() else SHARED
    if not (folder / f"{name}.json").exists():
        pytest.skip(f"{name}.json is not in this checkout")
    doc = document(name, folder)
    read = reading(doc)
    places = {place.id: place for place in read.places}
    title = lead(doc["text"]).title
    return [
        Statement(
            key=f"{name}#{claim.id}",
            document=name,
            claim=claim,
            published=read.published.day,
            source=read.source,
            claimant=OTHERS.get((name, claim.id)) or claim.claimant or LEADS.get(name),
            place=places.get(claim.place or ""),
            incident=incident,
            headline=claim.span[0] < title,
        )
        for claim in read.claims
    ]


def chain(names: Iterable[str]) -> list[Statement]:
    return [statement for name in names for statement in statements(name)]
