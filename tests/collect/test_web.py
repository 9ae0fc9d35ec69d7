"""Safe fetching: private addresses, names that change, robots.txt, pauses, addresses from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from collect.site import Site, running
from marsad.collect.web import Allowed, BlockedError, Fetcher, FetchError, Pace, WebLimits
from marsad.collect.web.addresses import is_allowed, normal, pinned, split_url
from marsad.collect.web.pace import retry_after
from marsad.collect.web.robots import NOTHING, parse

PRIVATE = ["10.0.0.1", "192.168.1.1", "169.254.169.254", "127.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1"]
PRIVATE += ["fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "240.0.0.1", "::"]


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_connected_to(address: str) -> None:
    assert not is_allowed(address, loopback=False)
    with pytest.raises(BlockedError):
        pinned(split_url("http://a.example/"), loopback=False, resolve=lambda host, port: ["93.184.216.34", address])


def test_public_addresses_are_and_loopback_opens_nothing_else() -> None:
    assert is_allowed("93.184.216.34", loopback=False)
    assert is_allowed("2606:2800:220:1::1", loopback=False)
    assert is_allowed("127.0.0.1", loopback=True)
    assert not is_allowed("10.0.0.1", loopback=True)


def test_a_name_that_changes_between_requests_is_looked_up_and_checked_anew(site: Site) -> None:
    site.put("/a", "<p>x</p>")
    port = site.url.rpartition(":")[2]
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    allowed = Allowed.of([f"http://monitor.example:{port}/"], loopback=True)
    fetcher = Fetcher(allowed, resolve=lambda host, port: next(answers), pace=Pace(1000))
    assert fetcher.fetch(f"http://monitor.example:{port}/a").status == 200
    with pytest.raises(BlockedError, match=r"10\.0\.0\.1"):
        fetcher.fetch(f"http://monitor.example:{port}/a")
    assert site.paths() == ["/robots.txt", "/a"]


def test_a_redirection_to_a_name_that_leads_inside_is_not_followed(site: Site) -> None:
    """Though the name is below an allowed host."""
    port = site.url.rpartition(":")[2]
    site.put("/a", b"", Location=f"http://inner.monitor.example:{port}/b").status = 302
    site.put("/b", "<p>x</p>")
    places = {"monitor.example": ["127.0.0.1"], "inner.monitor.example": ["192.168.0.7"]}
    allowed = Allowed.of([f"http://monitor.example:{port}/"], loopback=True)
    fetcher = Fetcher(allowed, resolve=lambda host, port: places[host], pace=Pace(1000))
    with pytest.raises(BlockedError, match=r"192\.168\.0\.7"):
        fetcher.fetch(f"http://monitor.example:{port}/a")
    assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("url", ["http://other.example/", "http://a.example.evil.org/", "http://a.example:6379/"])
def test_other_hosts_and_ports_are_not_asked(url: str) -> None:
    with pytest.raises(BlockedError):
        Allowed.of(["https://a.example/feed"]).check(url)


def test_what_is_below_a_host_is_asked() -> None:
    assert Allowed.of(["https://www.a.example/feed"]).check("https://news.a.example/1").hostname == "news.a.example"


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://", "http://u:p@a.example/", "http://a.example:x/", "a b"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BlockedError):
        normal(url)


def test_an_address_is_kept_in_one_form() -> None:
    assert normal("HTTPS://A.example:443/خبر#x") == "https://a.example/%D8%AE%D8%A8%D8%B1"
    assert normal("../b?x=1", "https://a.example/c/d") == "https://a.example/b?x=1"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdfx", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: marsad\nDisallow:", "/a", True),
        ("User-agent: marsad\nUser-agent: other\nDisallow: /", "/a", False),
        ("Disallow: /", "/a", True),
    ],
)
def test_robots(rules: str, path: str, allowed: bool) -> None:
    assert parse(rules.encode(), "marsad").allows(path) is allowed
    assert not NOTHING.allows(path)


def test_one_request_a_second_and_host_with_jitter_and_what_robots_ask() -> None:
    slept: list[float] = []
    pace = Pace(1.0, clock=lambda: sum(slept), sleep=slept.append, chance=lambda: 0.5)
    for _ in range(3):
        pace.wait("a.example", loopback=False)
    pace.wait("b.example", loopback=False)
    pace.wait("127.0.0.1", loopback=True)
    assert slept == [1.125, 1.125]
    assert pace.back_off(1, None, loopback=False) == 2 * 1.125
    assert pace.back_off(1, "7", loopback=False) == 7


def test_retry_after_is_seconds_or_a_date() -> None:
    now = dt.datetime(2018, 6, 9, 10, tzinfo=dt.UTC)
    assert retry_after("Sat, 09 Jun 2018 10:00:30 GMT", now) == 30
    assert retry_after("nonsense", now) is None


def test_limits_of_size_and_redirections(site: Site) -> None:
    site.put("/large", b"x" * 2000)
    site.put("/loop", b"", Location="/loop").status = 302
    fetcher = Fetcher(Allowed.of([site.url], loopback=True), limits=WebLimits(max_bytes=1000))
    for path in ("/large", "/loop"):
        with pytest.raises(BlockedError):
            fetcher.fetch(site.url + path)


def test_nothing_of_ours_is_sent_on(site: Site) -> None:
    site.put("/a", "<p>x</p>")
    Fetcher(Allowed.of([site.url], loopback=True)).fetch(f"{site.url}/a")
    sent = {name.lower() for name in site.asked[-1][1]}
    assert sent == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_neither_cookies_nor_where_we_come_from_are_sent_on_and_a_password_is_refused(site: Site) -> None:
    site.put("/a", b"", Location="/b", Set_Cookie="session=1; Path=/").status = 302
    site.put("/b", "<p>x</p>")
    site.put("/c", b"", Location=site.url.replace("://", "://user:secret@") + "/b").status = 302
    fetcher = Fetcher(Allowed.of([site.url], loopback=True))
    assert fetcher.fetch(f"{site.url}/a").url == f"{site.url}/b"
    assert not {name.lower() for name in site.asked[-1][1]} & {"cookie", "referer", "authorization"}
    with pytest.raises(BlockedError, match="user or password"):
        fetcher.fetch(f"{site.url}/c")
    assert site.paths().count("/b") == 1


def test_a_server_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(FetchError):
        Fetcher(Allowed.of(["http://127.0.0.1:9/"], loopback=True)).fetch("http://127.0.0.1:9/")
