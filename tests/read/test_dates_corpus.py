"""Dates and lengths of time: every line of their corpora, in both languages, is a promise of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.read.dates import DatesFound, read_dates
from marsad.read.numbers import read_numbers
from marsad.read.scan import Scan

Item = dict[str, Any]


def _read(text: str, lang: str, published: str | None) -> DatesFound:
    scan = Scan(text, lang, load_lore().voice(lang, None).lexicon)
    return read_dates(scan, read_numbers(scan), dt.date.fromisoformat(published) if published else None)


def _items(found: DatesFound) -> list[Item]:
    items: list[Item] = [msgspec.to_builtins(item) for item in (*found.dates, *found.durations)]
    return items


def _lines(part: str) -> list[Any]:
    out = []
    for lang in ("ar", "en"):
        corpus = read_yaml(Path(HOME) / "languages" / lang / "date" / "corpus.yml")
        for n, line in enumerate(corpus[part], 1):
            published = line.get("published", corpus["published"])
            out.append(pytest.param(lang, published, line, id=f"{lang}-{n}"))
    return out


def _touches(item: Item, text: str, quote: str) -> bool:
    start = text.index(quote)
    return bool(item["span"][0] < start + len(quote) and start < item["span"][1])


def _agrees(item: Item, want: Item) -> bool:
    window = want.get("window", {})
    if any(item.get("window", {}).get(key) != value for key, value in window.items()):
        return False
    return all(item.get(key) == value for key, value in want.items() if key not in ("quote", "window"))


@pytest.mark.parametrize(("lang", "published", "line"), _lines("reads"))
def test_reads_what_the_corpus_says_and_nothing_else(lang: str, published: str | None, line: Item) -> None:
    """Each expected time is there with its value, and no other time is read into the line."""
    items = _items(_read(line["text"], lang, published))
    for want in line["gives"]:
        touched = [item for item in items if _touches(item, line["text"], want["quote"])]
        assert any(_agrees(item, want) for item in touched), (want, items)
    assert len(items) == len(line["gives"]), items


@pytest.mark.parametrize(("lang", "published", "line"), _lines("refuses"))
def test_refuses_what_only_looks_like_a_time(lang: str, published: str | None, line: Item) -> None:
    """Names, counts, ages and ordinary words give no date and no length."""
    assert _items(_read(line["text"], lang, published)) == [], line["why"]
