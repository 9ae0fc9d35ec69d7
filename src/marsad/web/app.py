"""The application: the gate before everything, one handler for every view, and one shape for every error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.errors import ConflictError, LedgerError, MarsadError, UsageError
from marsad.web.answers import tagged, write_csv
from marsad.web.api import openapi
from marsad.web.asked import NotFoundError, read_query
from marsad.web.assets import asset
from marsad.web.gate import COOKIE, HEADERS, OPEN, Gate, is_local
from marsad.web.room import Room
from marsad.web.routes import VIEWS, View
from marsad.web.views.desk import decide
from marsad.web.views.tolls import toll_cells

LONGEST_FORM = 65_536
"""Bytes of a form at most."""
YEAR = 365 * 24 * 3600

Handler = Callable[[Request], Awaitable[Response]]


class House:
    """What the handlers share: the room, the gate, and the language in which a newcomer is met."""

    def __init__(self, room: Room, gate: Gate, lang: str) -> None:
        self.room = room
        self.gate = gate
        self.lang = lang


def make_app(room: Room, gate: Gate, lang: str = "en") -> ASGIApp:
    """Return the application, behind its gate."""
    house = House(room, gate, lang)
    routes = [Route("/healthz", _health), Route("/open", _opening(house)), Route("/", _overview(house))]
    routes += [Route("/static/{name:path}", asset), Route("/api/v1/openapi.json", _described)]
    routes.append(Route("/review/decide", _decide(house), methods=["POST"]))
    for view in VIEWS:
        routes.append(Route(f"/api/v1/{view.path}", _data(house, view)))
        routes.append(Route(f"/{view.path}.json", _data(house, view)))
        if view.name == "tolls":
            routes.append(Route("/tolls.csv", _toll_csv(house, view)))
        if view.name == "document":
            routes.append(Route("/derivations/{id:path}", _derivation(house)))
        if view.name == "estimate":
            routes.append(Route("/estimate/{picture}.svg", _picture(house, view)))
        if view.page:
            routes.append(Route(f"/{view.path}", _page(house, view)))
    handlers: dict[Any, Any] = {MarsadError: _refused(house), HTTPException: _refused(house), Exception: _broken(house)}
    return _Guard(Starlette(routes=routes, exception_handlers=handlers), house)


class _Guard:
    """Before any route: whose machine is asked, and whether the session is there.  After it: the headers."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
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

        if not is_local(request.headers.get("host", "")):
            await _error(self.house, request, 400, "host")(scope, receive, sent)
        elif scope["path"] not in OPEN and not self.house.gate.admits(request.cookies.get(COOKIE)):
            await _error(self.house, request, 401, "session")(scope, receive, sent)
        else:
            await self.app(scope, receive, sent)


async def _health(request: Request) -> Response:
    return Response("ok\n", media_type="text/plain")


async def _described(request: Request) -> Response:
    return tagged(request, msgspec.json.encode(openapi(VIEWS)), "application/json")


def _opening(house: House) -> Handler:
    async def handle(request: Request) -> Response:
        session = house.gate.open(request.query_params.get("key", ""))
        if session is None:
            if house.gate.admits(request.cookies.get(COOKIE)):
                return RedirectResponse("/", 303)
            return _error(house, request, 401, "session")
        response = RedirectResponse("/", 303)
        response.set_cookie(COOKIE, session, httponly=True, samesite="lax", path="/")
        return response

    return handle


def _overview(house: House) -> Handler:
    return _page(house, VIEWS[0])


def _asked(request: Request, view: View) -> dict[str, Any]:
    return read_query(view.parameters, request.query_params) | dict(request.path_params)


async def _answer(house: House, view: View, request: Request, *, page: bool) -> Any:
    asked = _asked(request, view)

    def ask() -> Any:
        with house.room.lock:
            return ((view.shown if page else None) or view.answer)(house.room, asked)

    return await run_in_threadpool(ask), asked


def _data(house: House, view: View) -> Handler:
    async def handle(request: Request) -> Response:
        found, _ = await _answer(house, view, request, page=False)
        return tagged(request, msgspec.json.encode(found), "application/json")

    return handle


def _page(house: House, view: View) -> Handler:
    async def handle(request: Request) -> Response:
        from marsad.web.pages import render_page, standpoint

        found, asked = await _answer(house, view, request, page=True)
        stand = standpoint(request, house.lang)
        body = await run_in_threadpool(render_page, house, view, request, stand, found, asked)
        response = tagged(request, body.encode(), "text/html; charset=utf-8", vary="cookie")
        for name, value in stand.chosen.items():
            response.set_cookie(f"marsad_{name}", value, max_age=YEAR, samesite="lax", httponly=True)
        return response

    return handle


def _toll_csv(house: House, view: View) -> Handler:
    async def handle(request: Request) -> Response:
        table, _ = await _answer(house, view, request, page=False)
        header, rows = toll_cells(table)
        return tagged(request, write_csv(header, rows), "text/csv; charset=utf-8")

    return handle


def _derivation(house: House) -> Handler:
    async def handle(request: Request) -> Response:
        from marsad.web.derivations import derivation_page
        from marsad.web.pages import standpoint

        lang = standpoint(request, house.lang).lang

        def make() -> tuple[str, str]:
            with house.room.lock:
                return derivation_page(house.room, request.path_params["id"], lang)

        body, policy = await run_in_threadpool(make)
        response = tagged(request, body.encode(), "text/html; charset=utf-8", vary="cookie")
        response.headers["content-security-policy"] = policy
        return response

    return handle


def _picture(house: House, view: View) -> Handler:
    async def handle(request: Request) -> Response:
        from marsad.web.pages import standpoint
        from marsad.web.views.estimates import picture

        found, _ = await _answer(house, view, request, page=False)
        lang, name = standpoint(request, house.lang).lang, request.path_params["picture"]
        body = await run_in_threadpool(picture, house.room, found, name, lang)
        return tagged(request, body, "image/svg+xml", vary="cookie")

    return handle


def _decide(house: House) -> Handler:
    async def handle(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LONGEST_FORM:
                return _error(house, request, 413, "large")
        try:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=40))
        except ValueError:
            return _error(house, request, 400, "form")
        if not house.gate.may_write(form.get("csrf", ""), request.headers):
            return _error(house, request, 403, "token")

        def write() -> None:
            with house.room.lock:
                decide(house.room, form)

        await run_in_threadpool(write)
        return RedirectResponse("/review", 303)

    return handle


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, {404: "missing", 405: "method"}.get(error.status_code, "form")
    if isinstance(error, NotFoundError):
        return 404, "missing"
    if isinstance(error, ConflictError):
        return 409, "conflict"
    if isinstance(error, UsageError):
        return 400, "request"
    return (503, "ledger") if isinstance(error, LedgerError) else (422, "answer")


def _refused(house: House) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        status, code = _status(error)
        return _error(house, request, status, code, error if isinstance(error, MarsadError) else None)

    return handle


def _broken(house: House) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        return _error(house, request, 500, "broken")

    return handle


def _error(house: House, request: Request, status: int, code: str, error: MarsadError | None = None) -> Response:
    """Return the one shape of every error: {error: {status, code, message}}, or a page that says it."""
    from marsad.web.pages import render_error, standpoint

    stand = standpoint(request, house.lang)
    message = stand.wording.error(error) if error is not None else stand.wording.say(f"error_{code}")
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        body = msgspec.json.encode({"error": {"status": status, "code": code, "message": message}})
        return Response(body, status, media_type="application/json")
    return Response(render_error(stand, status, message), status, media_type="text/html; charset=utf-8")
