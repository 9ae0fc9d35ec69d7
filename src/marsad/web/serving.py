"""Listening on loopback: the port is taken before anything else is loaded, so that the link holds at once."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable

from marsad.errors import UsageError
from marsad.web.gate import Gate
from marsad.web.room import Room

HOST = "127.0.0.1"
USUAL = 8765
"""The port that is taken where none is asked for and it is free."""


def check() -> None:
    """Load what listens.  Raises ModuleNotFoundError where the extra `web` is not installed."""
    import starlette.routing  # noqa: F401
    import uvicorn  # noqa: F401


def serve(room: Room, *, port: int | None, lang: str, browser: bool, say: Callable[[str], None]) -> None:
    """Answer until interrupted; `say` gets the link once the port listens.  Raises `UsageError` for a taken port."""
    import uvicorn

    from marsad.web.app import make_app

    gate = Gate()
    with _listening(port) as listening:
        link = f"http://{HOST}:{listening.getsockname()[1]}/open?key={gate.key}"
        config = uvicorn.Config(
            make_app(room, gate, lang),
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
        )
        say(link)
        if browser:
            webbrowser.open(link)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int | None) -> socket.socket:
    for wanted in (USUAL, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, wanted))
        except OSError:
            listening.close()
            continue
        listening.listen(128)
        return listening
    raise UsageError.of("port {port} is taken or not allowed; name another with --port, or 0 for any", port=port)
