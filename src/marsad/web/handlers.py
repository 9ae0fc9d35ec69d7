"""What answers at the doors of views: data, pages, tables, pictures, and the one form that decides."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.web.answers import tagged, write_csv
from marsad.web.asked import read_query
from marsad.web.forms import FormError, read_form
from marsad.web.gate import is_ours
from marsad.web.house import Handler, House, error_answer, visitor_of
from marsad.web.routes import View
from marsad.web.views.desk import decide
from marsad.web.views.tolls import toll_cells

YEAR = 365 * 24 * 3600


async def _answer(house: House, view: View, request: Request, *, page: bool) -> Any:
    asked = read_query(view.parameters, request.query_params) | dict(request.path_params)
    visitor = visitor_of(request)

    def ask() -> Any:
        room = house.room_of(visitor)
        with room.shelf.asking():
            return ((view.shown if page else None) or view.answer)(room, asked)

    return await run_in_threadpool(ask), asked


def data(house: House, view: View) -> Handler:
    """Return what answers a view as JSON."""

    async def handle(request: Request) -> Response:
        found, _ = await _answer(house, view, request, page=False)
        return tagged(request, msgspec.json.encode(found), "application/json")

    return handle


def page(house: House, view: View) -> Handler:
    """Return what answers a view as a page."""

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


def toll_csv(house: House, view: View) -> Handler:
    """Return what answers tolls as a table."""

    async def handle(request: Request) -> Response:
        table, _ = await _answer(house, view, request, page=False)
        header, rows = toll_cells(table)
        return tagged(request, write_csv(header, rows), "text/csv; charset=utf-8")

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
        response = tagged(request, body.encode(), "text/html; charset=utf-8", vary="cookie")
        response.headers["content-security-policy"] = policy
        return response

    return handle


def picture(house: House, view: View) -> Handler:
    """Return what answers an estimate's pictures."""

    async def handle(request: Request) -> Response:
        from marsad.web.pages import standpoint
        from marsad.web.views.estimates import picture

        found, _ = await _answer(house, view, request, page=False)
        lang, name = standpoint(request, house.lang).lang, request.path_params["picture"]
        body = await run_in_threadpool(picture, house.room, found, name, lang)
        return tagged(request, body, "image/svg+xml", vary="cookie")

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
