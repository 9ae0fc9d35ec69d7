"""Why something waits for review is said in the language of the page."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pytest
from markupsafe import escape

from marsad.knowledge.bulletins import shipped_bulletins
from marsad.pipeline import Ledger
from marsad.web.app import make_app
from marsad.web.gate import Gate
from marsad.web.room import Room

ISOLATES = re.compile("[\u2066\u2069]")
TAGS = re.compile("<[^>]*>")
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.mark.parametrize(("kind", "least"), [("contradiction", 2), ("merge", 1)])
def test_reasons_are_in_the_language_of_the_page(tmp_path: Path, kind: str, least: int) -> None:
    async def go(room: Room) -> list[httpx.Response]:
        gate = Gate("Rima")
        transport = httpx.ASGITransport(app=make_app(room, gate))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            await client.get("/open", params={"key": gate.key})
            return [
                await client.get(f"{path}kind={kind}&limit=100")
                for path in ("/api/v1/review?", "/review?lang=en&", "/review?lang=ar&")
            ]

    with Ledger(tmp_path / "review.db") as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
        data, english, arabic = asyncio.run(go(Room(ledger)))
    results = data.json()["results"]
    assert len(results) >= least and all(one["reason"] and one["params"] for one in results)
    for one in results:
        if kind == "contradiction":
            assert str(escape(one["why"])) in TAGS.sub("", ISOLATES.sub("", english.text)) and LATIN.search(one["why"])
            assert str(escape(one["why"])) not in TAGS.sub("", arabic.text)
        else:
            assert all(value in arabic.text and name in one["why"] for name, value in one["params"].items())
