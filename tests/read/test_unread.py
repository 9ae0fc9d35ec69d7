"""No number of a text is lost: it is in a claim, a time, a place, a name, or ignored, or shown as unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from marsad.ids import sha256
from marsad.knowledge import load_lore
from marsad.knowledge.files import HOME, read_yaml
from marsad.model import Document, Reading
from marsad.read import read
from marsad.read.actors import read_actors
from marsad.read.explain import UNREAD, unread
from marsad.read.scan import Scan

GOLD = Path(__file__).parent.parent / "gold"
DIGITS = re.compile(r"\d+")
LOST_AT_MOST = 40
"""Numbers of all corpora and gold texts that nothing accounts for; most are words like 'the number of those who'."""


def documents() -> Iterator[Document]:
    for path in sorted(GOLD.glob("*/*.json")):
        raw = msgspec.json.decode(path.read_bytes())
        yield Document(id=path.stem, text=raw["text"], sha256="0", published=raw.get("published"), lang=raw["lang"])
    for path in sorted((HOME / "languages").glob("*/*/corpus.yml")):
        content = read_yaml(path)
        for line in content["reads"] + content["refuses"]:
            published = line.get("published", content.get("published"))
            yield Document(
                id=str(path),
                text=line["text"],
                sha256=sha256(line["text"].encode()),
                published=str(published) if published else None,
                lang=path.parent.parent.name,
                pack=line.get("pack", content.get("pack")),
            )


def told(document: Document, reading: Reading) -> set[int]:
    """The characters that the reading accounts for; 'AK-47' is a thing's name."""
    voice = load_lore().voice(reading.lang, reading.pack)
    scan = Scan(document.text, reading.lang, voice.lexicon)
    out = {i for actor in read_actors(scan, voice, None) for i in range(*scan.span(actor.first, actor.last))}
    out.update(i for unit in scan.all("unit") for i in range(*scan.span(unit.first, unit.last)))
    for items in (reading.claims, reading.ignored, reading.dates, reading.durations, reading.places):
        for item in items:
            out.update(range(*item.span))
    return out


def test_every_digit_of_the_corpora_and_of_gold_is_accounted_for_or_shown_as_unread() -> None:
    lost = 0
    for document in documents():
        reading = read(document, load_lore())
        shown = unread(document, reading, load_lore())
        known = told(document, reading) | {i for item in shown for i in range(*item.span)}
        for digits in DIGITS.finditer(document.text):
            assert not known.isdisjoint(range(*digits.span())), (document.id, document.text, digits)
        lost += len(shown)
    assert lost <= LOST_AT_MOST


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Version 1.2.2020.5 was installed.", "2020.5"),
        ("A share of 0.7 of it went there.", "0.7"),
        ("Five men were killed, and he is number seventeen of the list.", None),
    ],
)
def test_what_no_rule_could_put_together_is_shown(text: str, lost: str | None) -> None:
    document = Document(id="d", text=text, sha256="0", published="2018-06-09", lang="en")
    shown = unread(document, read(document, load_lore()), load_lore())
    assert all(item.why == UNREAD for item in shown)
    assert (lost in [item.text for item in shown]) if lost else not shown
