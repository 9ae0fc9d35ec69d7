"""A week of a monitor's site on a real server, watched every three hours by a clock of our own.

Everything is archived once, every change recorded, nothing forbidden fetched.
"""

from __future__ import annotations

import datetime as dt
import gzip
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from collect.site import Site, running

from marsad.collect.files import Given
from marsad.collect.material import Way
from marsad.collect.web import Allowed, Fetcher, Pace, WebLimits
from marsad.gathering import Round, Step, Target, Watch, Watched
from marsad.gathering.stopping import Stop, StopError
from marsad.gathering.targets import Means, collect
from marsad.ledger.captured import GONE
from marsad.pipeline import Ledger

BEGAN = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
EVERY = dt.timedelta(hours=3)
ROUNDS_A_DAY = 8
PAGE = """<html><body><article><h1>Shelling of {town}</h1>
<p>At least {count} civilians were killed by shelling of the town of {town} on Friday.</p></article>
{mark}</body></html>"""
WORDS = "قتل ثلاثة مدنيين في قصف على مدينة دوما يوم الجمعة الثامن من حزيران"


class Clock(Stop):
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGAN

    def sleep(self, seconds: float) -> None:
        if self.asked:
            raise StopError
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


def page(town: str, count: int, mark: str = "") -> str:
    return PAGE.format(town=town, count=count, mark=mark)


def put_feed(site: Site, *paths: str) -> None:
    entries = "".join(f"<item><link>{site.url}{path}</link></item>" for path in paths)
    text = f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'
    site.put("/feed", text, "application/rss+xml", ETag=f'"{hash(text)}"')


def open_site(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\n", "text/plain")
    site.put("/1", page("Douma", 3), ETag='"1"')
    site.put("/2", page("Homs", 5), Last_Modified="Sat, 09 Jun 2018 00:00:00 GMT")
    site.put("/3", page("Idlib", 6))
    site.put("/busy", page("Hama", 7)).failures = [(429, {"Retry-After": "0"}), (500, {})]
    site.put("/arabic", f"<html><body><p>{WORDS}</p></body></html>".encode("cp1256"), "text/html; charset=iso-8859-1")
    mixed = (
        b"<html><body><p>Two killed in Homs.</p>\n<p>"
        + WORDS.encode("cp1256")
        + b"</p>\n<p>\xc3\xa9t\xc3\xa9</p></body></html>"
    )
    site.put("/mixed", mixed, "text/html; charset=utf-8")
    site.put("/moved", b"").status = 301
    site.pages["/moved"].headers["Location"] = "/target"
    site.put("/target", page("Raqqa", 8))
    site.put("/loop", b"").status = 302
    site.pages["/loop"].headers["Location"] = "/loop"
    site.put("/inside", b"").status = 302
    site.pages["/inside"].headers["Location"] = "http://169.254.169.254/latest"
    site.put("/elsewhere", b"").status = 302
    site.pages["/elsewhere"].headers["Location"] = "http://other.example/"
    site.put("/bomb", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    site.put("/slow", page("Daraa", 9) * 20).pause = 0.1
    site.put("/secret", page("Afrin", 10))
    site.put("/broken", b"", "text/html").status = 500


WEB = [
    f"/{name}"
    for name in [
        "1",
        "2",
        "3",
        "busy",
        "arabic",
        "mixed",
        "moved",
        "loop",
        "inside",
        "elsewhere",
        "bomb",
        "slow",
        "secret",
        "broken",
    ]
]


def watch(site: Site, place: Path | str, clock: Clock, rounds: int) -> list[Step | Round]:
    """Watch for so many rounds, as a program that was begun anew."""
    limits = WebLimits(max_bytes=1_000_000, seconds=0.5, redirects=3)
    with Ledger(place, clock=lambda: clock.now) as ledger:
        fetcher = Fetcher(Allowed.of([site.url], loopback=True), limits=limits, pace=Pace(1000))
        target = Target("site", f"{site.url}/feed", Way(max_bytes=1_000_000), Given(source="The Monitor"))
        means = Means(fetcher.pace, loopback=True, open=clock.open)
        watched = Watched("site", EVERY, lambda: collect(ledger, target, means, fetcher, EVERY))
        return list(Watch(ledger, [watched], clock, rounds, chance=lambda: 0.0).run())


def results(told: list[Step | Round]) -> Counter[str]:
    return Counter(f"{one.result} {one.address.rpartition('/')[2]}" for one in told if isinstance(one, Step))


def test_a_week(site: Site, either: str) -> None:
    place, clock = either, Clock()
    open_site(site)
    put_feed(site, *WEB)

    first = results(watch(site, place, clock, 1))
    new = {name.split()[1] for name in first if name.startswith("new ")}
    assert new == {"1", "2", "3", "busy", "arabic", "mixed", "moved"}
    blocked = {name.split()[1] for name in first if name.startswith("blocked ")}
    assert blocked == {"loop", "inside", "elsewhere", "bomb", "slow", "secret"}
    assert first["failed broken"] == 1

    saturday = watch(site, place, clock, ROUNDS_A_DAY)
    assert not {result for one in saturday if isinstance(one, Step) for result in (one.result,)} - {
        "unchanged",
        "blocked",
        "failed",
    }
    site.put("/1", page("Douma", 4), ETag='"2"')
    site.put("/3", page("Idlib", 6, "<footer>seen 26 times</footer>"))
    site.put("/broken", page("Aleppo", 11))
    site.put("/4", page("Manbij", 12))
    put_feed(site, *WEB, "/4")
    sunday = results(watch(site, place, clock, ROUNDS_A_DAY))
    assert (sunday["revised 1"], sunday["new broken"], sunday["new 4"], sunday["revised 3"]) == (1, 1, 1, 0)

    del site.pages["/2"]
    site.put("/busy", b"").status = 410
    put_feed(site, "/1", "/4", "/arabic")
    monday = results(watch(site, place, clock, 2 * ROUNDS_A_DAY))
    assert (monday["gone 2"], monday["gone busy"]) == (1, 1), "told once, though no list names them any more"

    site.put("/2", page("Homs", 5), Last_Modified="Wed, 13 Jun 2018 00:00:00 GMT")
    rest = results(watch(site, place, clock, 3 * ROUNDS_A_DAY))
    assert rest["unchanged 2"] >= 1, "it is there again, as it was"
    assert clock.now - BEGAN > dt.timedelta(days=6)

    given = [body.decode() for path, body in site.given if path == "/1"]
    assert given == [page("Douma", 3), page("Douma", 4)], "each version of a page with validators comes once"
    feeds = [body for path, body in site.given if path == "/feed"]
    assert len(feeds) == len(set(feeds)) == 3
    assert not any(path.startswith("/secret") for path in site.paths())
    check_ledger(site, place)


def check_ledger(site: Site, place: str) -> None:
    with Ledger(place) as ledger:
        store = ledger.store
        edited = store.captured(f"{site.url}/1")
        assert edited is not None
        assert edited.revision == 2
        assert "At least 3" in store.text(edited.document, 1)
        assert "At least 4" in store.text(edited.document, 2)
        assert store.reading(f"{edited.document}@1:1").claims[0].value == 3, "old claims stay with the old revision"
        counted = store.captured(f"{site.url}/3")
        assert counted is not None
        assert counted.revision == 1
        assert (counted.note or "").startswith("other bytes, the same text")
        gone, back = store.captured(f"{site.url}/busy"), store.captured(f"{site.url}/2")
        assert gone is not None
        assert back is not None
        assert (gone.note, gone.is_gone, back.is_gone, back.revision) == (GONE, True, False, 1)
        assert "مدينة دوما" in store.text(store.captured(f"{site.url}/arabic").document)  # type: ignore[union-attr]
        mixed = store.captured(f"{site.url}/mixed")
        assert mixed is not None
        assert "مدينة دوما" in store.text(mixed.document)
        assert "été" in store.text(mixed.document)
        assert (mixed.note or "").startswith("mixed encodings")
        assert len(store.documents()) == 9
        assert ledger.verify().ok


def test_what_is_not_due_is_not_asked(site: Site, tmp_path: Path) -> None:
    """Begun again at once, a watch waits until the time that was due before; a page is asked the rarer the older."""
    place, clock = tmp_path / "due.db", Clock()
    site.put("/1", page("Douma", 3), ETag='"1"')
    put_feed(site, "/1")
    watch(site, place, clock, 1)
    asked = len(site.asked)
    clock.asked = True
    assert watch(site, place, clock, 1) == []
    assert len(site.asked) == asked
    clock.asked = False
    watch(site, place, clock, 40)
    times = Counter(site.paths())
    assert times["/feed"] == 41
    assert 5 <= times["/1"] <= 16
    assert [body for path, body in site.given if path == "/1"] == [site.pages["/1"].body]
    assert len([body for path, body in site.given if path == "/feed"]) == 1, "a list that is as it was comes once"


def test_rounds_are_a_tenth_longer_at_random_and_robots_txt_is_asked_anew(site: Site, tmp_path: Path) -> None:
    clock, began, forgotten = Clock(), list[dt.datetime](), list[dt.datetime]()
    with Ledger(tmp_path / "l.db", clock=lambda: clock.now) as ledger:

        def begin() -> Iterator[Step]:
            began.append(clock.now)
            yield from ()

        watched = Watched("site", EVERY, begin, lambda: forgotten.append(clock.now))
        chances = iter((0.0, 0.5, 1.0, 0.0))
        list(Watch(ledger, [watched], clock, 4, chance=lambda: next(chances)).run())
    pauses = [after - before for before, after in pairwise(began)]
    assert pauses == [EVERY, EVERY * 1.05, EVERY * 1.1]
    assert forgotten == began[1:]


def test_what_robots_txt_forbids_later_is_not_asked_any_more(site: Site, tmp_path: Path) -> None:
    place, clock = tmp_path / "l.db", Clock()
    site.put("/1", page("Douma", 3))
    put_feed(site, "/1")
    with Ledger(place, clock=lambda: clock.now) as ledger:
        fetcher = Fetcher(Allowed.of([site.url], loopback=True), pace=Pace(1000))
        target = Target("site", f"{site.url}/feed")

        def begin() -> Iterator[Step]:
            yield from collect(ledger, target, Means(fetcher.pace, loopback=True, open=clock.open), fetcher, EVERY)
            site.put("/robots.txt", "User-agent: *\nDisallow: /1\n", "text/plain")

        watched = Watched("site", EVERY, begin, fetcher.forget)
        told = results(list(Watch(ledger, [watched], clock, 3, chance=lambda: 0.0).run()))
    assert (told["new 1"], told["blocked 1"], told["unchanged 1"]) == (1, 1, 0)
    assert site.paths().count("/1") == 1


def test_each_version_of_a_list_has_its_capture_in_the_custody_record(site: Site, either: str) -> None:
    place, clock = either, Clock()
    site.put("/1", page("Douma", 3), ETag='"1"')
    for paths in (["/1"], ["/1"], ["/1", "/2"]):
        put_feed(site, *paths)
        site.pages["/feed"].headers.pop("ETag")
        watch(site, place, clock, 2)
    with Ledger(place) as ledger:
        acts = [act for act in ledger.store.custody() if act.act == "captured"]
        assert [act.item for act in acts] == [f"{site.url}/feed"] * 2
        feeds = dict.fromkeys(body for path, body in site.given if path == "/feed")
        assert [ledger.store.original(str(act.detail["sha256"])) for act in acts] == list(feeds)
        assert [(act.detail["status"], act.detail["url"]) for act in acts] == [(200, f"{site.url}/feed")] * 2
        assert ledger.verify().ok


def test_a_host_that_has_too_much_of_us_is_left_alone(site: Site, either: str) -> None:
    place, clock = either, Clock()
    for path in ("/1", "/2", "/3"):
        site.put(path, b"", Retry_After="3600").status = 429
    put_feed(site, "/1", "/2", "/3")
    told = results(watch(site, place, clock, 1))
    assert told == {"blocked 1": 1, "failed 2": 1, "failed 3": 1}
    assert [path for path in site.paths() if path in ("/1", "/2", "/3")] == ["/1"]


def test_reprints_are_kept_and_said(site: Site, either: str) -> None:
    place, clock = either, Clock()
    site.put("/1", page("Douma", 3))
    site.put("/2", page("Douma", 3, "<p>Reprinted by permission</p>"))
    site.put("/3", page("Homs", 30))
    put_feed(site, "/1", "/2", "/3")
    told = watch(site, place, clock, 1)
    (repeated,) = (one for one in told if isinstance(one, Step) and one.result == "repeats")
    with Ledger(place) as ledger:
        names = {key: ledger.store.captured(f"{site.url}{key}") for key in ("/1", "/2")}
        first, second = (found.document for found in names.values() if found is not None)
        assert (repeated.document, repeated.earlier) == (second, first)
        (lineage,) = ledger.store.lineage(second)
        assert (lineage.kind, lineage.earlier, lineage.later) == ("repeats", first, second)
        assert len(ledger.store.documents()) == 3
