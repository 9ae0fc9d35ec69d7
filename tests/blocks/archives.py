"""Web archives as tests write them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable


def warc(pages: Iterable[tuple[str, str]], *, media: str = "text/html") -> bytes:
    """Return a packed web archive of addresses and what stood there, one member a record."""
    out = b""
    for url, body in pages:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n{body}".encode()
        told = f"WARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-06-09T10:00:00Z\r\n"
        told += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n"
        out += gzip.compress(f"WARC/1.0\r\n{told}\r\n".encode() + answer + b"\r\n\r\n")
    return out
