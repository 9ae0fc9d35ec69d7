"""Every line of the claim corpora reads as a linguist wrote it down, and every refusal stays one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marsad.ids import sha256
from marsad.knowledge import load_lore
from marsad.knowledge.files import HOME, read_yaml
from marsad.model import Claim, Document, Reading
from marsad.read import read

DIMENSIONS = (
    "number",
    "hedge",
    "harm",
    "person",
    "breakdown",
    "cause",
    "unit",
    "actors",
    "structure",
    "denial",
)


def _lines(kind: str) -> list[Any]:
    out = []
    for path in sorted((HOME / "languages").glob("*/*/corpus.yml")):
        if path.parent.name not in DIMENSIONS:
            continue
        content = read_yaml(path)
        for number, line in enumerate(content[kind], 1):
            name = f"{path.parent.parent.name}/{path.parent.name}/{kind}:{number}"
            out.append(pytest.param(path.parent.parent.name, content, line, id=name))
    return out


def _read(lang: str, content: dict[str, Any], line: dict[str, Any]) -> Reading:
    text = line["text"]
    published = line.get("published", content.get("published"))
    pack = line.get("pack", content.get("pack"))
    return read(
        Document(id="line", text=text, sha256=sha256(text.encode()), published=published, lang=lang, pack=pack),
        load_lore(),
    )


def _touches(span: tuple[int, int], text: str, quote: str) -> bool:
    start = text.find(quote)
    assert start >= 0, f"the quote {quote!r} is not in the text"
    return span[0] < start + len(quote) and start < span[1]


def _says(claim: Claim, wanted: dict[str, Any], reading: Reading, text: str) -> bool:
    for key, value in wanted.items():
        if key == "quote":
            continue
        if key == "part_of" and value is None:
            if claim.part_of is not None:
                return False
        elif key == "part_of":
            whole = next((c for c in reading.claims if c.id == claim.part_of), None)
            if whole is None or not _touches(whole.span, text, value):
                return False
        elif key in Claim.__struct_fields__:
            if getattr(claim, key) != value:
                return False
        elif getattr(claim.group, key) != value:
            return False
    return True


@pytest.mark.parametrize(("lang", "content", "line"), _lines("reads"))
def test_line_reads(lang: str, content: dict[str, Any], line: dict[str, Any]) -> None:
    """The line gives the counts that stand beside it, one claim each, and no others."""
    text = line["text"]
    reading = _read(lang, content, line)
    free = list(reading.claims)
    for wanted in line["gives"]:
        found = next(
            (c for c in free if _touches(c.span, text, wanted["quote"]) and _says(c, wanted, reading, text)), None
        )
        assert found is not None, f"no claim {wanted} among {[c.to_json().decode() for c in reading.claims]}"
        free.remove(found)
    assert not free, f"claims that nobody wrote down: {[(c.text, c.harm, c.value) for c in free]}"


@pytest.mark.parametrize(("lang", "content", "line"), _lines("refuses"))
def test_line_refuses(lang: str, content: dict[str, Any], line: dict[str, Any]) -> None:
    """No claim touches the words that are none, for the reason that stands beside them."""
    assert line["why"].strip()
    reading = _read(lang, content, line)
    quote = line.get("quote", line["text"])
    touching = [c.text for c in reading.claims if _touches(c.span, line["text"], quote)]
    assert not touching


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_corpus_refuses_enough(lang: str, dimension: str) -> None:
    """Each corpus has at least one refusal to three readings."""
    content = read_yaml(Path(HOME) / "languages" / lang / dimension / "corpus.yml")
    assert 3 * len(content["refuses"]) >= len(content["reads"]) > 0
