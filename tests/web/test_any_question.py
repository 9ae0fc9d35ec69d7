"""Whatever is asked of the API, as its description allows it or not, is answered: never by an error of ours."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from marsad.knowledge.bulletins import shipped_bulletins
from marsad.pipeline import Ledger
from marsad.web.api import openapi
from marsad.web.app import make_app
from marsad.web.gate import Gate
from marsad.web.room import Room
from marsad.web.routes import VIEWS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the libraries below it
    import schemathesis
    from schemathesis import GenerationMode

SCHEMA = schemathesis.openapi.from_dict(openapi(VIEWS))
FEW, MANY = 6, 120
"""Questions of each address and kind: in every run, and in `make test-all`."""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What puts a question to the application, without a network."""
    with Ledger(tmp_path_factory.mktemp("any") / "any.db") as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
        gate = Gate()
        assert gate.key is not None
        app = make_app(Room(ledger), gate)
        inner = httpx.ASGITransport(app=app)
        session = gate.open(gate.key)

        def put(path: str, query: dict[str, Any]) -> httpx.Response:
            async def go() -> httpx.Response:
                async with httpx.AsyncClient(transport=inner, base_url="http://127.0.0.1") as client:
                    client.cookies.set(gate.cookie, session or "")
                    return await client.get(path, params=query)

            return asyncio.run(go())

        yield put
        app.close()


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["sampled", "whole"])
@pytest.mark.parametrize("kind", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("view", [view.path for view in VIEWS])
def test_no_question_breaks_the_api(ask: Any, view: str, kind: GenerationMode, many: bool) -> None:
    """Schemathesis makes questions from the description: those that it allows, and those that it does not."""
    path = f"/api/v1/{view.replace(':path', '')}"
    operation = SCHEMA[path]["GET"]

    @seed(7)
    @settings(
        max_examples=MANY if many else FEW,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=kind))
    def told(case: Any) -> None:
        answer = ask(case.formatted_path, {k: v for k, v in dict(case.query or {}).items() if v is not None})
        assert str(answer.status_code) in operation.definition.raw["responses"] or answer.status_code == 404, (
            answer.text
        )
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == {"status", "code", "message"}

    told()
