"""What a server answered, and the two ways in which there is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.errors import MarsadError


class BlockedError(MarsadError):
    """A policy forbids the request: the host, its address, robots.txt, or a limit.  Nothing was kept."""

    exit_code = 0


class FetchError(MarsadError):
    """A server could not be reached, or failed, or answered nonsense."""


@dataclass(frozen=True)
class WebLimits:
    """What one request may take.  Bytes are counted after unpacking, seconds from the first byte asked to the last."""

    max_bytes: int = 20_000_000
    seconds: float = 60.0
    silence: float = 20.0
    """Seconds that a server may keep silent."""
    redirects: int = 5
    attempts: int = 3
    longest_wait: float = 30.0
    """Seconds that a server may ask us to wait before we leave it for the next run."""


@dataclass(frozen=True)
class Answer:
    """One answer.  `url` is where it came from in the end; header names are in small letters."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type that the server names, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None
