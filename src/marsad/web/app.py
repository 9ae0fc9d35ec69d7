"""The application: the guard before everything, a door for every address, and one shape for every error."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.accounts.visitor import Visitor
from marsad.errors import MarsadError
from marsad.web.doors import doors, route
from marsad.web.gate import HEADERS
from marsad.web.house import Doorkeeper, House, broken, error_answer, is_data, refused
from marsad.web.room import Room

STEPS = {"code": "/login/code", "enrol": "/account/totp", "change": "/account/password"}
"""Where a login that is not complete goes on."""


def make_app(room: Room, gate: Doorkeeper, lang: str = "en") -> Guard:
    """Return the application, behind its guard; it is to be closed."""
    house = House(room, gate, lang)
    found = doors(house)
    handlers: dict[Any, Any] = {MarsadError: refused(house), HTTPException: refused(house), Exception: broken(house)}
    routes = [route(house, door) for door in found]
    free = frozenset(door.path.partition("{")[0] for door in found if "open" in door.rights)
    return Guard(Starlette(routes=routes, exception_handlers=handlers), house, free)


class Guard:
    """Before any door: whose machine is asked, who asks, how far the login went.  After it: the headers."""

    def __init__(self, app: ASGIApp, house: House, free: frozenset[str]) -> None:
        self.app = app
        self.house = house
        self.free = free

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in there]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        answer = await self._before(request, scope)
        await (answer or self.app)(scope, receive, sent)

    def close(self) -> None:
        """Let go of what was made beside the ledger."""
        self.house.close()

    async def _before(self, request: Request, scope: Scope) -> Response | None:
        """Return the answer for who comes no further, None for who may go to the doors."""
        house, path = self.house, scope["path"]
        code = house.gate.refusal(request)
        if code is not None:
            return error_answer(house, request, 400, code)
        if any(path == one or (one.endswith("/") and len(one) > 1 and path.startswith(one)) for one in self.free):
            return None
        ask = house.gate.visitor
        visitor = await run_in_threadpool(ask, request) if house.gate.team else ask(request)
        if visitor is None:
            if house.gate.team and request.method == "GET" and not is_data(path):
                return RedirectResponse(f"/login?to={quote(path)}", 303)
            return error_answer(house, request, 401, "session")
        scope["marsad_visitor"] = visitor
        return self._on_the_way(request, visitor)

    def _on_the_way(self, request: Request, visitor: Visitor) -> Response | None:
        step = STEPS.get(visitor.stage)
        if step is None or request.url.path.startswith(step) or request.url.path == "/logout":
            return None
        if request.method == "GET" and not is_data(request.url.path):
            return RedirectResponse(step, 303)
        return error_answer(self.house, request, 401, "session")
