"""A large ledger for the measurements: bulletins of the sentences of the shipped and gold ones, put together anew.

Every document has four to eight sentences with other numbers, a few words that no other has, and six claims that
nobody read out of it.  The same seed makes the same ledger.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from marsad.ids import sha256
from marsad.knowledge.files import HOME
from marsad.ledger import Capture, Store, append
from marsad.ledger.items import Plan
from marsad.model import Claim, Document, Published, Reading, Tool
from marsad.model.group import Group
from marsad.model.place import PlaceMention
from marsad.model.time import Window

ROOT = Path(__file__).parents[1]
LETTERS = "\u0627\u0628\u062a\u062f\u0631\u0633\u0639\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064a"
FIRST = dt.date(2012, 1, 1)
DAYS = 4_000
CLAIMS = 6
SOURCES = [f"Monitor {n}" for n in range(40)]
SIDES = ("government", "opposition", "civilians", "unknown")
BATCH = 500
"""Documents in one transaction: the measurements that follow are of what is in the ledger, not of how it came in."""


def sentences() -> list[tuple[str, str]]:
    """Return (language, sentence) of every text that the repository holds."""
    texts = []
    for path in sorted((ROOT / "tests/gold").glob("*/*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict) and "text" in found:
            texts.append(found["text"])
    texts += [path.read_text(encoding="utf-8") for path in sorted(HOME.glob("packs/*/bulletins/*.txt"))]
    out = []
    for text in texts:
        lang = "ar" if re.search("[\u0600-\u06ff]", text) else "en"
        out += [(lang, part.strip()) for part in re.split(r"(?<=[.!\u061f])\s+|\n+", text) if len(part.strip()) > 40]
    return out


def documents(count: int, seed: int = 1) -> Iterator[tuple[Document, Reading]]:
    """Yield documents with their readings, `CLAIMS` claims each."""
    draw = random.Random(seed)
    known = sentences()
    by_lang = {lang: [s for other, s in known if other == lang] for lang in ("ar", "en")}
    for number in range(count):
        lang = "ar" if draw.random() < 0.8 else "en"
        parts = [_renumbered(draw.choice(by_lang[lang]), draw) for _ in range(draw.randrange(4, 9))]
        parts.append(" ".join("".join(draw.choices(LETTERS, k=draw.randrange(4, 9))) for _ in range(2)))
        text = "\n".join(parts)
        day = (FIRST + dt.timedelta(days=draw.randrange(DAYS))).isoformat()
        yield _made(f"d{number:06}", text, lang, day, draw)


def _renumbered(sentence: str, draw: random.Random) -> str:
    return re.sub(r"\d+", lambda found: str(draw.randrange(1, 10 ** len(found[0]))), sentence)


def _made(name: str, text: str, lang: str, day: str, draw: random.Random) -> tuple[Document, Reading]:
    source = draw.choice(SOURCES)
    data = text.encode()
    document = Document(
        id=name,
        text=text,
        sha256=sha256(data),
        data=data,
        published=day,
        source=source,
        lang=lang,
        address=f"/in/{name}",
    )
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    places = tuple(
        PlaceMention(
            id=f"p{n}",
            span=words[at],
            text=text[slice(*words[at])],
            name_en=f"Place {draw.randrange(3000)}",
            gazetteer=f"geonames:{draw.randrange(3000)}",
            lat=36.0,
            lon=37.0,
            kind="town",
        )
        for n, at in enumerate(sorted(draw.sample(range(len(words)), 2)), 1)
    )
    starts = sorted(draw.sample(range(len(words) - 2), min(CLAIMS, len(words) - 2)))
    claims = tuple(
        Claim(
            id=f"c{n}",
            span=(words[at][0], words[at + 2][1]),
            text=text[words[at][0] : words[at + 2][1]],
            harm=draw.choice(("killed", "killed", "injured", "detained")),
            value=draw.randrange(1, 60),
            group=Group(side=draw.choice(SIDES)),
            window=Window(start=dt.date.fromisoformat(day), end=dt.date.fromisoformat(day)),
            place=draw.choice(("p1", "p2")),
            rule="count.harm.number",
        )
        for n, at in enumerate(starts, 1)
    )
    reading = Reading(
        id=name,
        lang=lang,
        published=Published(value=day, how="given"),
        source=source,
        pack="syria",
        sha256=document.sha256,
        claims=claims,
        places=places,
        made_by=Tool(reader="marsad 0.1.0 made", pack="syria made", gazetteer="made"),
    )
    return document, reading


def fill(store: Store, count: int, seed: int = 1) -> int:
    """Put `count` documents into a ledger and return the bytes of their texts."""
    size = 0
    batch: list[tuple[Document, Reading]] = []
    for document, reading in documents(count, seed):
        size += len(document.data)
        batch.append((document, reading))
        if len(batch) == BATCH:
            _put(store, batch)
            batch = []
    _put(store, batch)
    return size


def _put(store: Store, batch: list[tuple[Document, Reading]]) -> None:
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with store._writing() as connection:
        for document, reading in batch:
            planned = Plan(result="added", document=document, number=1)
            append.append_document(connection, planned, reading, Capture(tool="made"), at)
