"""Every quote of the gold texts stands in its text word for word, and every whole is a claim of the same text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.glob("*/[A-Z]-*.json"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_quotes_and_links_of_the_annotation_hold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    quotes = [item["quote"] for kind in ("claims", "dates", "places", "control") for item in gold.get(kind, [])]
    assert [quote for quote in quotes if quote not in gold["text"]] == []
    names = {claim["id"] for claim in gold["claims"]}
    assert {claim["part_of"] for claim in gold["claims"]} - {None} <= names
