"""The page of an incident calls its sources by name, in the reader's language."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pytest

from marsad.ids import sha256
from marsad.model import Document
from marsad.pipeline import Ledger
from marsad.web.app import make_app
from marsad.web.gate import Gate
from marsad.web.room import Room
from marsad.web.wording import Wording

TEXT = "قُتل 3 مدنيين بقصف على مدينة المرقونة أمس الجمعة، وفق مرصد الوارفة لحقوق الإنسان."
NAMES = {"en": "Warifa Observatory for Human Rights", "ar": "مرصد الوارفة لحقوق الإنسان"}


async def page_of_first(ledger: Ledger, lang: str) -> str:
    """Open a session and return the page of the first incident."""
    gate = Gate()
    transport = httpx.ASGITransport(make_app(Room(ledger), gate))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        await client.get(f"/open?key={gate.key}")
        (first,) = (await client.get("/api/v1/incidents")).json()["results"]
        return (await client.get(f"/incidents/{first['id']}?lang={lang}")).text


@pytest.mark.parametrize("lang", NAMES)
def test_independent_sources_are_called_by_name(tmp_path: Path, lang: str) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        list(ledger.add([Document(id="a", text=TEXT, sha256=sha256(TEXT.encode()), published="2021-03-13")]))
        page = asyncio.run(page_of_first(ledger, lang))
    told = re.search(rf"<dt>{Wording(lang).say('independent')}</dt><dd>(.*?)</dd>", page)
    assert told is not None
    assert f"<bdi>{NAMES[lang]}</bdi>" in told[1]
