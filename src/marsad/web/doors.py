"""Every address that is answered, with the right that it asks for: what has no right here is answered to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from marsad.accounts.roles import Right
from marsad.web import handlers
from marsad.web.answers import tagged
from marsad.web.api import openapi
from marsad.web.assets import asset
from marsad.web.bodies import body_of
from marsad.web.house import Handler, House, error_answer, visitor_of
from marsad.web.routes import VIEWS, View

Asked = Right | Literal["open", "stage"]
"""open: nobody needs to say who they are.  stage: a login that is not complete will do."""


class Door(NamedTuple):
    """One address with its method, the rights of which one is asked for, and what answers."""

    path: str
    rights: tuple[Asked, ...]
    handler: Handler
    method: str = "GET"


def doors(house: House) -> list[Door]:
    """Return every door of a house."""
    found = [*_common(house)]
    for view in VIEWS:
        found += _of_view(house, view)
    if house.gate.team:
        from marsad.web.entrance import account_doors

        found += account_doors(house)
    else:
        found.append(Door("/open", ("open",), _opening(house)))
    return found


def _common(house: House) -> Iterator[Door]:
    yield Door("/healthz", ("open",), _health)
    yield Door("/", ("read",), handlers.page(house, VIEWS[0]))
    # the page on which one says who one is must be dressed before anybody has
    yield Door("/static/{name:path}", ("open",) if house.gate.team else ("read",), asset)
    yield Door("/api/v1/openapi.json", ("read",), _described)
    yield Door("/review/decide", ("queue", "restrict"), handlers.decision(house), "POST")


def _of_view(house: House, view: View) -> Iterator[Door]:
    rights = (view.right,)
    yield Door(f"/api/v1/{view.path}", rights, handlers.data(house, view))
    yield Door(f"/{view.path}.json", rights, handlers.data(house, view))
    if view.name == "tolls":
        yield Door("/tolls.csv", rights, handlers.toll_csv(house, view))
    if view.name == "document":
        yield Door("/derivations/{id:path}", rights, handlers.derivation(house))
    if view.name == "estimate":
        yield Door("/estimate/{picture}.svg", rights, handlers.picture(house, view))
    if view.page:
        yield Door(f"/{view.path}", rights, handlers.page(house, view))


def route(house: House, door: Door) -> Route:
    """Return a door as the framework's route, which lets in only who has one of its rights."""

    async def guarded(request: Request) -> Response:
        if "open" in door.rights:
            return await door.handler(request)
        visitor = visitor_of(request)
        if "stage" not in door.rights and not visitor.may(*door.rights):  # type: ignore[arg-type]  # no others left
            return error_answer(house, request, 403, "right")
        return await door.handler(request)

    return Route(door.path, guarded, methods=[door.method])


async def _health(request: Request) -> Response:
    return Response("ok\n", media_type="text/plain")


async def _described(request: Request) -> Response:
    return tagged(request, body_of(msgspec.json.encode(openapi(VIEWS))), "application/json")


def _opening(house: House) -> Handler:
    async def handle(request: Request) -> Response:
        gate = house.gate
        session = gate.open(request.query_params.get("key", ""))  # type: ignore[attr-defined]  # the local gate's
        if session is None:
            if gate.visitor(request) is not None:
                return RedirectResponse("/", 303)
            raise HTTPException(401)
        response = RedirectResponse("/", 303)
        response.set_cookie(gate.cookie, session, httponly=True, samesite="lax", path="/")
        return response

    return handle
