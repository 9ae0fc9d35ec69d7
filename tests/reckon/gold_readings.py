"""Gold annotations as readings: what a reader that never errs would hand to the reckoning."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from marsad.model import Claim, Group, PlaceMention, Published, Reading, Window

GOLD = Path(__file__).parents[1] / "gold" / "open"
_SPEAKER = re.compile(
    r"(?:according to|admitted by) (?:the )?(?P<a>[^();]+)"
    r"|\((?:the )?(?P<b>[^();]*(?:Observatory|source|claim|media|ministry)[^();]*)\)"
)
_NOT_FINAL = re.compile(
    r"قابل.{0,3} للازدياد|الحد الأدنى|مرشح.{0,3} للارتفاع"
    r"|true (?:figures?|number) (?:are|is) \w* ?higher|may rise|could rise"
)


def document(name: str, folder: Path = GOLD) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def reading(doc: dict[str, Any], *, claimants: bool = True, not_final: bool = True) -> Reading:
    """The gold reading of a document.

    Gold has no claimants and no 'the toll may rise': they are taken from the annotator's labels ('according to
    ...') and from the text's own words.
    """
    text = doc["text"]
    rises = not_final and _NOT_FINAL.search(text) is not None
    taken: set[tuple[int, int]] = set()
    claims = tuple(_claim(c, text, taken, claimants, rises) for c in doc["claims"])
    return Reading(
        id=doc["id"],
        lang=doc["lang"],
        published=Published(value=doc["published"], how="given"),
        source=doc["source"],
        sha256="0" * 64,
        claims=claims,
        places=tuple(_place(p, text) for p in doc["places"]),
    )


def _claim(c: dict[str, Any], text: str, taken: set[tuple[int, int]], claimants: bool, rises: bool) -> Claim:
    span = _span(c["quote"], text, taken)
    group = {k: v for k, v in c["group"].items() if k in Group.__struct_fields__}
    return Claim(
        id=c["id"],
        span=span,
        text=text[span[0] : span[1]],
        harm=c["harm"],
        value=None if c["rest"] and not re.search(r"\d", c["quote"]) else c["value"],
        value_max=c["value_max"],
        hedge=c["hedge"],
        group=Group(**group),
        part_of=c["part_of"],
        rest=c["rest"],
        cumulative=c["cumulative"],
        window=Window(start=_day(c["window"]["from"]), end=_day(c["window"]["to"], last=True)),
        place=c["place"],
        cause=c["cause"],
        perpetrator=c["perpetrator"],
        claimant=_claimant(c["group"].get("label") or "") if claimants else None,
        background=c["background"],
        open_ended=rises and c["harm"] in ("killed", "injured"),
    )


def _claimant(label: str) -> str | None:
    found = _SPEAKER.search(label)
    if found is None or "repeat" in label:
        return None
    name = (found["a"] or found["b"]).strip().lower()
    return "sohr" if name == "observatory" else name


def _span(quote: str, text: str, taken: set[tuple[int, int]]) -> tuple[int, int]:
    start = text.index(quote)
    while (start, start + len(quote)) in taken and text.find(quote, start + 1) >= 0:
        start = text.index(quote, start + 1)
    taken.add((start, start + len(quote)))
    return start, start + len(quote)


def _day(value: str | None, *, last: bool = False) -> dt.date | None:
    if value is None:
        return None
    year, month, day = (*(int(part) for part in value.split("-")), None, None)[:3]
    assert year is not None
    if month is None:
        return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
    if day is None:
        day = calendar.monthrange(year, month)[1] if last else 1
    return dt.date(year, month, day)


def _place(p: dict[str, Any], text: str) -> PlaceMention:
    start = text.index(p["quote"])
    return PlaceMention(
        id=p["id"],
        span=(start, start + len(p["quote"])),
        text=p["quote"],
        name_en=p["name_en"],
        kind=p["kind"],
        lat=p["lat"],
        lon=p["lon"],
    )
