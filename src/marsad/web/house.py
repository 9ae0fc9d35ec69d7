"""What the handlers share, and the one shape of every error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from marsad.accounts.visitor import Visitor
from marsad.chronicle.part import Part
from marsad.errors import ConflictError, LedgerError, MarsadError, UsageError
from marsad.link.access import Withheld, withheld
from marsad.web.asked import BeingMadeError, DeniedError, NotFoundError
from marsad.web.room import Room

AGAIN = "30"
"""Seconds after which it is worth asking again for what is being reckoned."""
Handler = Callable[[Request], Awaitable[Response]]


class Doorkeeper(Protocol):
    """Who says who asks: the gate of the local mode, or that of the team mode."""

    @property
    def team(self) -> bool:
        """Whether there are accounts."""

    @property
    def cookie(self) -> str:
        """The name of the session's cookie."""

    def refusal(self, request: Request) -> str | None:
        """Return the code of the error with which nobody is answered who asks so, None for everybody else."""

    def visitor(self, request: Request) -> Visitor | None:
        """Return who asks, None where there is no session."""


class House:
    """What the handlers share: the rooms, who keeps the door, and the language in which a newcomer is met."""

    def __init__(self, room: Room, gate: Doorkeeper, lang: str) -> None:
        self.room = room
        self.gate = gate
        self.lang = lang
        self._masked = room.without_names()
        self._part: tuple[Withheld, Room, Room] | None = None

    def room_of(self, visitor: Visitor) -> Room:
        """Return the ledger as a visitor may see it: whole, or as if what is restricted were not there."""
        whole, masked = self.room, self._masked
        if not visitor.may("restricted"):
            with self.room.lock:
                hidden = self.room.whole("withheld", lambda: withheld(self.room.ledger.store.decisions()))
                if hidden:
                    whole, masked = self._without(hidden)
        return whole if visitor.may("names") else masked

    def _without(self, hidden: Withheld) -> tuple[Room, Room]:
        if self._part is None or self._part[0] != hidden:
            self.close()
            part = Room(Part(self.room.ledger, hidden))
            self._part = hidden, part, part.without_names()
        return self._part[1:]

    def close(self) -> None:
        """Let go of the part of the ledger that those see who may not see the whole."""
        if self._part is not None:
            self._part[1].ledger.close()
            self._part = None


def visitor_of(request: Request) -> Visitor:
    """Return who asks, as the guard found out.  Raises `HTTPException` where nobody was asked to say so."""
    found = request.scope.get("marsad_visitor")
    if not isinstance(found, Visitor):
        raise HTTPException(401)
    return found


def is_data(path: str) -> bool:
    """Tell whether a program asks, which gets errors as JSON."""
    return path.startswith("/api/") or path.endswith((".json", ".csv"))


def error_answer(house: House, request: Request, status: int, code: str, error: MarsadError | None = None) -> Response:
    """Return the one shape of every error: {error: {status, code, message}}, or a page that says it."""
    from marsad.web.pages import render_error, standpoint

    stand = standpoint(request, house.lang)
    message = stand.wording.error(error) if error is not None else stand.wording.say(f"error_{code}")
    headers = {"Retry-After": AGAIN} if code == "making" else None
    if is_data(request.url.path):
        body = msgspec.json.encode({"error": {"status": status, "code": code, "message": message}})
        return Response(body, status, headers, media_type="application/json")
    page = render_error(stand, status, message, making=code == "making")
    return Response(page, status, headers, media_type="text/html; charset=utf-8")


def status_of(error: Exception) -> tuple[int, str]:
    """Return the status and the code that an error has."""
    if isinstance(error, HTTPException):
        known = {401: "session", 403: "right", 404: "missing", 405: "method"}
        return error.status_code, known.get(error.status_code, "form")
    if isinstance(error, DeniedError):
        return 403, "right"
    if isinstance(error, NotFoundError):
        return 404, "missing"
    if isinstance(error, ConflictError):
        return 409, "conflict"
    if isinstance(error, UsageError):
        return 400, "request"
    if isinstance(error, BeingMadeError):
        return 503, "making"
    return (503, "ledger") if isinstance(error, LedgerError) else (422, "answer")


def refused(house: House) -> Any:
    """Return what answers for an error that was raised on purpose."""

    async def handle(request: Request, error: Exception) -> Response:
        status, code = status_of(error)
        return error_answer(house, request, status, code, error if isinstance(error, MarsadError) else None)

    return handle


def broken(house: House) -> Any:
    """Return what answers for an error that nobody foresaw; nothing of it is told."""

    async def handle(request: Request, error: Exception) -> Response:
        return error_answer(house, request, 500, "broken")

    return handle
