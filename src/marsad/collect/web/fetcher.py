"""One request, safely: every hop is checked anew, bytes are counted as they unpack, and nothing of ours is sent on."""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from collections.abc import Mapping
from urllib.parse import SplitResult

from marsad import __version__
from marsad.collect.web import robots
from marsad.collect.web.addresses import Allowed, Resolve, is_loopback, normal, pinned, port_of
from marsad.collect.web.answer import Answer, BlockedError, FetchError, WebLimits
from marsad.collect.web.connecting import Plain, Secure
from marsad.collect.web.pace import Pace

AGENT = "marsad"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_AGAIN = frozenset((429, 500, 502, 503, 504))
_BUSY = frozenset((429, 503))
"""Answers after which the whole host is left alone for a while."""
_CHUNK = 65_536
_CLIENT_ERRORS = range(400, 500)
_SERVER_ERRORS = 500


class Fetcher:
    """Asks allowed hosts.  One for a whole run: it remembers each host's robots.txt and pace."""

    def __init__(
        self,
        allowed: Allowed,
        *,
        limits: WebLimits | None = None,
        pace: Pace | None = None,
        resolve: Resolve | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.allowed, self.limits, self.pace = allowed, limits or WebLimits(), pace or Pace()
        self._resolve, self._context = resolve, context or ssl.create_default_context()
        self._robots: dict[tuple[str, int], robots.Robots] = {}
        self._resting: dict[str, float] = {}

    def forget(self) -> None:
        """Ask for robots.txt anew: rules change while a long run goes on."""
        self._robots.clear()

    def fetch(self, url: str, validators: Mapping[str, str] | None = None) -> Answer:
        """Return the answer of an address, after redirections and what a busy server asks us to wait.

        `validators` are the headers `etag` and `last-modified` of an earlier answer: 304 says that it still holds.
        Raises `BlockedError` and `FetchError`.
        """
        return self._follow(normal(url), _conditions(validators or {}), polite=True)

    def post(self, url: str, body: bytes, kind: str) -> Answer:
        """Return a service's answer to `body` of the media type `kind`, asked once and sent on nowhere.

        A service that was named for it is no page: its host's robots.txt isn't asked.  Raises `BlockedError` and
        `FetchError`.
        """
        here = normal(url)
        parts = self.allowed.check(here)
        address = pinned(parts, loopback=self.allowed.loopback, resolve=self._resolve)
        self.pace.wait(str(parts.hostname), loopback=is_loopback(address))
        return self._once(url, here, parts, address, {"Content-Type": kind, "Accept": "*/*"}, body)

    def _follow(self, url: str, conditions: Mapping[str, str], *, polite: bool) -> Answer:
        asked, here = url, url
        for _ in range(self.limits.redirects + 1):
            answer = self._patiently(asked, here, conditions, polite=polite)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            there = normal(target, here)
            if here.startswith("https:") and not there.startswith("https:"):
                raise BlockedError.of("{url}: is sent on without encryption to {there}", url=asked, there=there)
            here = there
        raise BlockedError.of("{url}: sent on more than {limit} times", url=asked, limit=self.limits.redirects)

    def _patiently(self, asked: str, url: str, conditions: Mapping[str, str], *, polite: bool) -> Answer:
        parts = self.allowed.check(url)
        self._refuse_resting(str(parts.hostname), url)
        for attempt in range(self.limits.attempts):
            address = pinned(parts, loopback=self.allowed.loopback, resolve=self._resolve)
            here = is_loopback(address)
            if polite:
                self._ask_robots(parts, url, loopback=here)
            self.pace.wait(str(parts.hostname), loopback=here)
            last = attempt + 1 == self.limits.attempts
            try:
                answer = self._once(asked, url, parts, address, conditions)
            except FetchError:
                if last:
                    raise
                self.pace.sleep(self.pace.back_off(attempt, None, loopback=here))
                continue
            if answer.status not in _AGAIN:
                return answer
            pause = self.pace.back_off(attempt, answer.headers.get("retry-after"), loopback=here)
            if last or pause > self.limits.longest_wait:
                if answer.status in _BUSY:
                    self._resting[str(parts.hostname)] = self.pace.clock() + pause
                return answer
            self.pace.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _refuse_resting(self, host: str, url: str) -> None:
        """Raise `FetchError`, asking nothing, while a host that had too much of us is to be left alone."""
        left = self._resting.get(host, 0.0) - self.pace.clock()
        if left > 0:
            raise FetchError.of(
                "{url}: the host asked to be left alone for {seconds:.0f} s more", url=url, seconds=left
            )

    def _ask_robots(self, parts: SplitResult, url: str, *, loopback: bool) -> None:
        host = str(parts.hostname)
        key = (host, port_of(parts))
        if key not in self._robots:
            self._robots[key] = self._fetch_robots(normal("/robots.txt", url))
            self.pace.slow_down(host, self._robots[key].delay)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        if not self._robots[key].allows(path):
            raise BlockedError.of("{url}: robots.txt asks programs to stay away", url=url)

    def _fetch_robots(self, url: str) -> robots.Robots:
        try:
            answer = self._follow(url, {}, polite=False)
        except BlockedError:
            return robots.Robots()
        if answer.status >= _SERVER_ERRORS:
            return robots.NOTHING
        return robots.Robots() if answer.status in _CLIENT_ERRORS else robots.parse(answer.body, AGENT)

    def _once(
        self,
        asked: str,
        url: str,
        parts: SplitResult,
        address: str,
        conditions: Mapping[str, str],
        content: bytes | None = None,
    ) -> Answer:
        port, host = port_of(parts), str(parts.hostname)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection = (
            Secure(host, address, port, self.limits.silence, self._context)
            if parts.scheme == "https"
            else Plain(host, address, port, self.limits.silence)
        )
        sent = {
            "User-Agent": f"{AGENT}/{__version__}",
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        deadline = time.monotonic() + self.limits.seconds
        try:
            connection.request("GET" if content is None else "POST", path or "/", content, sent)
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            body = self._body(url, response, headers.get("content-encoding", ""), deadline)
            return Answer(asked, url, response.status, headers, body)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            said = str(error) or type(error).__name__
            raise FetchError.of("{url}: could not be fetched ({reason})", url=url, reason=said) from error
        finally:
            connection.close()

    def _body(self, url: str, response: http.client.HTTPResponse, encoding: str, deadline: float) -> bytes:
        """Return the unpacked body.  Raises `BlockedError` where it is too large or takes too long."""
        limit = self.limits.max_bytes
        unpack = _unpacker(url, encoding)
        out = bytearray()
        while chunk := response.read1(_CHUNK):
            if time.monotonic() > deadline:
                raise BlockedError.of("{url}: takes longer than {limit} s", url=url, limit=self.limits.seconds)
            while True:
                out += chunk if unpack is None else unpack.decompress(chunk, limit + 1 - len(out))
                if len(out) > limit:
                    raise BlockedError.of("{url}: holds more than {limit} bytes", url=url, limit=limit)
                if unpack is None or not unpack.unconsumed_tail:
                    break
                chunk = unpack.unconsumed_tail
        if response.length:
            raise FetchError.of("{url}: could not be fetched ({reason})", url=url, reason="the end is missing")
        return bytes(out)


def _unpacker(url: str, encoding: str) -> zlib._Decompress | None:
    named = encoding.strip().lower()
    if named in ("", "identity"):
        return None
    if named in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    raise FetchError.of("{url}: could not be fetched ({reason})", url=url, reason=f"packed as {named[:40]}")


def _conditions(validators: Mapping[str, str]) -> dict[str, str]:
    pairs = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
    return {sent: validators[kept] for kept, sent in pairs if validators.get(kept)}
