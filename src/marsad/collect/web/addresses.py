"""Which hosts may be asked, and at which network addresses: a name is looked up once, and that address is used."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from marsad.collect.web.answer import BlockedError, FetchError
from marsad.errors import UsageError

Resolve = Callable[[str, int], Sequence[str]]
_PORTS = {"http": 80, "https": 443}
_LONGEST_URL = 4_000
_SAFE = "/%:=&?~#+!$,;'@()*[]"
_SIX_TO_FOUR = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True)
class Allowed:
    """What may be asked: hosts with what is below them, on the usual ports or those named."""

    hosts: frozenset[str]
    ports: frozenset[int] = frozenset()
    loopback: bool = False

    @classmethod
    def of(cls, urls: Sequence[str], *, domains: Sequence[str] = (), loopback: bool = False) -> Allowed:
        """Allow the hosts of addresses, and domains that somebody registered, with everything below them.

        Raises `UsageError` for a domain under which everybody may register, as `co.uk`.
        """
        parts = [split_url(url) for url in urls]
        hosts = {str(part.hostname).lower() for part in parts}
        hosts |= {_registered(domain) for domain in domains}
        hosts |= {host.removeprefix("www.") for host in hosts if host.count(".") > 1}
        return cls(frozenset(hosts), frozenset(port_of(part) for part in parts), loopback)

    def check(self, url: str) -> SplitResult:
        """Return the parts of an address.  Raises `BlockedError` where it may not be asked."""
        parts = split_url(url)
        host = str(parts.hostname).lower()
        if not any(host == known or (host.endswith("." + known) and not _is_address(known)) for known in self.hosts):
            raise BlockedError.of("{url}: the host {host} is not allowed", url=url, host=host)
        if port_of(parts) not in {80, 443, *self.ports}:
            raise BlockedError.of("{url}: the port {port} is not allowed", url=url, port=port_of(parts))
        return parts


def _registered(domain: str) -> str:
    """Return a domain in small letters.  Raises `UsageError` where it isn't one that somebody registered."""
    import pslr

    try:
        host = domain.strip().strip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not host or "/" in host or pslr.privatesuffix(host) is None:
        raise UsageError.of(
            "{domain!r} is no domain that somebody registered; write one as monitor.example", domain=domain
        )
    return host


def split_url(url: str) -> SplitResult:
    """Return the parts of a web address.  Raises `BlockedError` for one that is none, or that carries a password."""
    try:
        parts = urlsplit(url)
        port_of(parts)
        host = parts.hostname
    except ValueError as error:
        raise BlockedError.of("{url}: is no web address", url=url[:200]) from error
    if parts.scheme not in _PORTS or not host or len(url) > _LONGEST_URL or any(ord(char) < 33 for char in url):
        raise BlockedError.of("{url}: is no web address", url=url[:200])
    if parts.username is not None or parts.password is not None:
        raise BlockedError.of("{host}: the address carries a user or password, which is never sent", host=host)
    return parts


def port_of(parts: SplitResult) -> int:
    """Return the port of an address, named or usual.  Raises `ValueError` for one that is none."""
    return parts.port or _PORTS.get(parts.scheme, 0)


def normal(url: str, base: str = "") -> str:
    """Return an address as it is kept: whole, the fragment cut off, other letters than ASCII escaped.

    Raises `BlockedError` for one that is no web address.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    except (ValueError, UnicodeError) as error:
        raise BlockedError.of("{url}: is no web address", url=url[:200]) from error
    if parts.username is not None or parts.password is not None:
        raise BlockedError.of("{host}: the address carries a user or password, which is never sent", host=host)
    shown = f"[{host}]" if ":" in host else host
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    whole = urlunsplit((parts.scheme.lower(), shown + port, path, query, ""))
    split_url(whole)
    return whole


def pinned(parts: SplitResult, *, loopback: bool, resolve: Resolve | None = None) -> str:
    """Return the network address to connect to: the first of the host's, all of which must be public.

    Raises `BlockedError` where one is private, link-local or otherwise none of the public network's, `FetchError`
    where the host has no address.
    """
    host, port = str(parts.hostname), port_of(parts)
    found = (resolve or lookup)(host, port)
    if not found:
        raise FetchError.of("{host}: has no network address; check the name", host=host)
    for one in found:
        if not loopback and is_loopback(one):
            raise BlockedError.of(
                "{host}: leads to {address}, which is this machine; --allow-loopback asks it all the same",
                host=host,
                address=one,
            )
        if not is_allowed(one, loopback=loopback):
            raise BlockedError.of("{host}: leads to {address}, which is no public address", host=host, address=one)
    return found[0]


def lookup(host: str, port: int) -> list[str]:
    """Return the network addresses of a host.  Raises `FetchError` where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError.of("{host}: has no network address; check the name", host=host) from error
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def is_allowed(address: str, *, loopback: bool) -> bool:
    """Tell whether a network address is public (or, where that is allowed, of this machine)."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is None and any(parsed in net for net in _SIX_TO_FOUR):
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_allowed(str(inner), loopback=loopback)
        if parsed.teredo is not None:
            return False
    if parsed.is_loopback:
        return loopback
    return parsed.is_global and not parsed.is_multicast


def is_loopback(address: str) -> bool:
    """Tell whether a network address is of this machine."""
    return ipaddress.ip_address(address).is_loopback


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
