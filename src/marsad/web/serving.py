"""Listening on loopback: the port is taken before anything else is loaded, so that the link holds at once."""

from __future__ import annotations

import ipaddress
import socket
import sys
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from marsad.errors import UsageError
from marsad.web.gate import NAMES, Gate
from marsad.web.house import Doorkeeper
from marsad.web.room import Room

HOST = "127.0.0.1"
if TYPE_CHECKING:
    from marsad.accounts.porter import Porter


class Team(NamedTuple):
    """How a team is served: on which address, under which name, behind which proxies."""

    porter: Porter
    host: str = HOST
    site: str | None = None
    proxies: frozenset[str] = frozenset()


TURN = 0.0005
"""Seconds after which a thread that reckons lets another go on: an answer passes through several threads."""
USUAL = 8765
"""The port that is taken where none is asked for and it is free."""


def check(*, team: bool = False) -> None:
    """Load what listens, and with `team` what accounts need.  Raises ModuleNotFoundError without the extra `web`."""
    if team:
        pass
    import starlette.routing  # noqa: F401
    import uvicorn  # noqa: F401


def serve_team(room: Room, team: Team, *, port: int | None, lang: str, say: Callable[[str], None]) -> None:
    """Answer the members of a team until interrupted; `say` gets the address once the port listens.

    Raises `UsageError` for an address that others reach without a proxy before it, and for a taken port.
    """
    from marsad.web.teamgate import TeamGate

    if not team.proxies and not is_loopback(team.host):
        raise UsageError.of(
            "{host}: passwords would travel in the open; put a proxy with TLS before it and name it with "
            "--behind-proxy",
            host=team.host,
        )
    if team.proxies and not team.site:
        raise UsageError.of("behind a proxy the address that people type is needed; name it with --site")
    names = frozenset({team.site}) if team.site else NAMES
    gate = TeamGate(team.porter, names, team.proxies)
    with _listening(port, team.host) as listening:
        address = f"https://{team.site}/" if team.site else f"http://{team.host}:{listening.getsockname()[1]}/"
        say(address)
        _run(room, gate, lang, listening)


def serve(room: Room, *, port: int | None, lang: str, browser: bool, say: Callable[[str], None]) -> None:
    """Answer until interrupted; `say` gets the link once the port listens.  Raises `UsageError` for a taken port."""
    gate = Gate(room.operator)
    with _listening(port) as listening:
        link = f"http://{HOST}:{listening.getsockname()[1]}/open?key={gate.key}"
        say(link)
        if browser:
            webbrowser.open(link)
        _run(room, gate, lang, listening)


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _run(room: Room, gate: Doorkeeper, lang: str, listening: socket.socket) -> None:
    import uvicorn

    from marsad.web.app import make_app
    from marsad.web.attendant import Attendant

    app, attendant = make_app(room, gate, lang), Attendant(room)
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_keep_alive=75,  # a browser that asks again finds its connection open
        proxy_headers=False,  # the team gate reads them itself, from those who are trusted
    )
    turn = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    attendant.start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        attendant.stop()
        if room.shelf.past is not None:
            room.shelf.past.stop()
        app.close()
        sys.setswitchinterval(turn)


def _listening(port: int | None, host: str = HOST) -> socket.socket:
    for wanted in (USUAL, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, wanted))
        except OSError:
            listening.close()
            continue
        listening.listen(128)
        return listening
    raise UsageError.of("port {port} is taken or not allowed; name another with --port, or 0 for any", port=port)
