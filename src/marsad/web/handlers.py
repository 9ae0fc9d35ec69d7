"""What answers at the doors of views: data, pages, tables, pictures, and the one form that decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.web.answers import tagged, write_csv
from marsad.web.asked import read_query
from marsad.web.bodies import Body, body_of
from marsad.web.forms import FormError, read_form
from marsad.web.gate import is_ours
from marsad.web.house import Handler, House, error_answer, visitor_of
from marsad.web.room import Room
from marsad.web.routes import View
from marsad.web.views.desk import decide
from marsad.web.views.tolls import toll_cells

YEAR = 365 * 24 * 3600


def _asked(view: View, request: Request) -> dict[str, Any]:
    return read_query(view.parameters, request.query_params) | dict(request.path_params)


async def _answer(house: House, view: View, request: Request) -> Any:
    asked = _asked(view, request)

    def ask() -> Any:
        room = house.room_of(visitor_of(request))
        with room.shelf.asking():
            return view.answer(room, asked)

    return await run_in_threadpool(ask)


async def _body(house: House, view: View, request: Request, key: object, make: Callable[[Room], bytes]) -> Body:
    """Return an answer as bytes: those that were made before of the same state of the ledger, where the view is kept.

    `key` is all that the answer depends on, besides the ledger and which part of it the visitor sees.
    """

    def find() -> Body:
        room = house.room_of(visitor_of(request))
        if view.kept:
            return room.shelf.body((view.name, room.masked, key), lambda: make(room))
        with room.shelf.asking():
            return body_of(make(room))

    return await run_in_threadpool(find)


def data(house: House, view: View) -> Handler:
    """Return what answers a view as JSON."""

    async def handle(request: Request) -> Response:
        asked = _asked(view, request)
        key = tuple(asked.items())
        body = await _body(house, view, request, key, lambda room: msgspec.json.encode(view.answer(room, asked)))
        return tagged(request, body, "application/json")

    return handle


def page(house: House, view: View) -> Handler:
    """Return what answers a view as a page."""

    async def handle(request: Request) -> Response:
        from marsad.web.pages import render_page, standpoint

        asked, stand, url = _asked(view, request), standpoint(request, house.lang), request.url

        def make(room: Room) -> bytes:
            found = (view.shown or view.answer)(room, asked)
            return render_page(house, view, request, stand, found, asked).encode()

        key = (url.path, url.query, stand.wording.lang, stand.wording.eastern, visitor_of(request))
        body = await _body(house, view, request, key, make)
        response = tagged(request, body, "text/html; charset=utf-8", vary="cookie")
        for name, value in stand.chosen.items():
            response.set_cookie(f"marsad_{name}", value, max_age=YEAR, samesite="lax", httponly=True)
        return response

    return handle


def toll_csv(house: House, view: View) -> Handler:
    """Return what answers tolls as a table."""

    async def handle(request: Request) -> Response:
        header, rows = toll_cells(await _answer(house, view, request))
        return tagged(request, body_of(write_csv(header, rows)), "text/csv; charset=utf-8")

    return handle


def derivation(house: House) -> Handler:
    """Return what answers how a document was read."""

    async def handle(request: Request) -> Response:
        from marsad.web.derivations import derivation_page
        from marsad.web.pages import standpoint

        lang, visitor = standpoint(request, house.lang).lang, visitor_of(request)

        def make() -> tuple[str, str]:
            room = house.room_of(visitor)
            with room.shelf.asking():
                return derivation_page(room, request.path_params["id"], lang)

        body, policy = await run_in_threadpool(make)
        response = tagged(request, body_of(body.encode()), "text/html; charset=utf-8", vary="cookie")
        response.headers["content-security-policy"] = policy
        return response

    return handle


def picture(house: House, view: View) -> Handler:
    """Return what answers an estimate's pictures."""

    async def handle(request: Request) -> Response:
        from marsad.web.pages import standpoint
        from marsad.web.views.estimates import picture

        found = await _answer(house, view, request)
        lang, name = standpoint(request, house.lang).lang, request.path_params["picture"]
        body = await run_in_threadpool(picture, house.room, found, name, lang)
        return tagged(request, body_of(body), "image/svg+xml", vary="cookie")

    return handle


def decision(house: House) -> Handler:
    """Return what takes a decision down, in the name of who sent it."""

    async def handle(request: Request) -> Response:
        visitor = visitor_of(request)
        try:
            form = await read_form(request)
        except FormError as error:
            return error_answer(house, request, error.status, error.code)
        if not is_ours(form.get("csrf", ""), visitor, request.headers):
            return error_answer(house, request, 403, "token")

        def write() -> None:
            with house.room.lock:
                decide(house.room, form, visitor, seen=house.room_of(visitor))

        await run_in_threadpool(write)
        return RedirectResponse("/review", 303)

    return handle
