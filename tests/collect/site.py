"""A monitor's site on this machine: what each path answers can be changed from one request to the next."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 64
CONDITIONS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))


@dataclass
class Page:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    failures: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    """Answers that are given first, one a request."""
    pause: float = 0.0
    """Seconds between two pieces of the body."""


@dataclass
class Site:
    url: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    given: list[tuple[str, bytes]] = field(default_factory=list)
    """Bodies that were given whole, with status 200."""

    def put(self, path: str, body: str | bytes, media: str = "text/html; charset=utf-8", **headers: str) -> Page:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(data, headers={"Content-Type": media, **named})
        return self.pages[path]

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site until the end of the block, encrypted where a context says how."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path, Page(status=404))
            status, headers, body = page.status, dict(page.headers), page.body
            if page.failures:
                status, headers = page.failures.pop(0)
                body = b""
            elif any(name in headers and self.headers.get(sent) == headers[name] for name, sent in CONDITIONS):
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for piece in range(0, len(body), PIECE) if page.pause else ():
                    self.wfile.write(body[piece : piece + PIECE])
                    self.wfile.flush()
                    time.sleep(page.pause)
                if not page.pause:
                    self.wfile.write(body)
            except OSError:
                return
            if status == 200:
                site.given.append((self.path, body))

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(f"{'http' if context is None else 'https'}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
