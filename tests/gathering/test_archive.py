"""A paginated archive on a real server: all its pages are followed, however many; watched, the old ones seldom."""

from __future__ import annotations

import datetime as dt
import inspect
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from collect.site import Site, running

from marsad.collect.files import Given
from marsad.collect.material import Way
from marsad.collect.web import Allowed, Fetcher, Pace
from marsad.gathering import Step, Target, ahead
from marsad.gathering.targets import Means, collect
from marsad.pipeline import Ledger

EVERY = dt.timedelta(hours=1)
BEGAN = dt.datetime(2018, 6, 9, tzinfo=dt.UTC)
FRAMES = 250
"""Calls inside one another that following may take, whatever the length of the archive."""


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


def report(site: Site, number: int) -> None:
    words = f"At least {number + 3} civilians were killed by shelling of the town number {number} on Friday."
    site.put(f"/r{number}", f"<html><body><article><p>{words}</p></article></body></html>", ETag=f'"{number}"')


def lay(site: Site, reports: list[int], each: int, *, ring: bool = False) -> None:
    """Put an archive, `each` reports a page, the newest first; in a ring the last page leads to the first."""
    for number in reports:
        report(site, number)
    pages = [reports[at : at + each] for at in range(0, len(reports), each)]
    for at, numbers in enumerate(pages, 1):
        links = "".join(f'<li><a class="r" href="/r{number}">report</a></li>' for number in numbers)
        after = at + 1 if at < len(pages) else 1
        more = f'<a rel="next" href="/list{after}">older</a>' if after > 1 or ring else ""
        site.put(f"/list{at}", f"<!DOCTYPE html><html><body><ul>{links}</ul>{more}</body></html>")


def steps(ledger: Ledger, site: Site, every: dt.timedelta | None = None) -> Iterator[Step]:
    pace = Pace(1000)
    way = Way(adapter="archive", links="a.r", following="a[rel=next]")
    target = Target("site", f"{site.url}/list1", way, Given())
    return collect(
        ledger,
        target,
        Means(pace, loopback=True),
        Fetcher(Allowed.of([site.url], loopback=True), pace=pace),
        every,
    )


def test_every_page_is_followed_and_a_ring_ends(site: Site, either: str) -> None:
    lay(site, list(range(12)), 5, ring=True)
    with Ledger(either) as ledger:
        assert Counter(step.result for step in steps(ledger, site)) == {"new": 12}
        assert [path for path in site.paths() if path.startswith("/list")] == ["/list1", "/list2", "/list3"]
        assert Counter(step.result for step in steps(ledger, site)) == {"unchanged": 12}


def test_how_long_an_archive_is_makes_nothing_deeper(site: Site, tmp_path: Path) -> None:
    lay(site, list(range(120)), 1)
    usual = sys.getrecursionlimit()
    with Ledger(tmp_path / "l.db") as ledger:
        sys.setrecursionlimit(len(inspect.stack(0)) + FRAMES)
        try:
            told = Counter(step.result for step in steps(ledger, site))
        finally:
            sys.setrecursionlimit(usual)
    assert told == {"new": 120}


def test_where_following_ends_is_said(site: Site, either: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "MOST_PAGES", 2)
    lay(site, list(range(6)), 2)
    with Ledger(either) as ledger:
        told = list(steps(ledger, site))
    assert Counter(step.result for step in told) == {"new": 4, "skipped": 1}
    assert [(step.address, step.why) for step in told if step.result == "skipped"] == [
        (f"{site.url}/list3", ahead.TOO_LONG)
    ]


def test_a_run_that_was_cut_off_asks_no_page_of_the_archive_again(site: Site, either: str) -> None:
    lay(site, list(range(30)), 5)
    with Ledger(either) as ledger:
        list(islice(steps(ledger, site), 10))
    with Ledger(either) as ledger:
        list(steps(ledger, site))
        assert len(ledger.documents()) == 30
    times = Counter(path for path in site.paths() if path not in ("/robots.txt", "/list1"))
    assert set(times.values()) == {1}


def test_watched_old_pages_are_asked_once_a_day_and_nothing_new_is_missed(site: Site, either: str) -> None:
    now = BEGAN
    lay(site, list(range(20, 0, -1)), 4)
    with Ledger(either, clock=lambda: now) as ledger:
        for _ in range(4):
            list(steps(ledger, site, EVERY))
            now += EVERY
        times = Counter(path for path in site.paths() if path.startswith("/list"))
        assert (times["/list1"], {times[f"/list{at}"] for at in range(2, 6)}) == (4, {1})
        lay(site, list(range(26, 0, -1)), 4)
        told = Counter(step.result for step in steps(ledger, site, EVERY))
        assert told["new"] == 6, "what came in meanwhile fills more than the first page"
        times = Counter(path for path in site.paths() if path.startswith("/list"))
        assert [times[f"/list{at}"] for at in range(1, 6)] == [5, 2, 2, 1, 1], "until a page names nothing new"
        now += dt.timedelta(days=1)
        list(steps(ledger, site, EVERY))
        times = Counter(path for path in site.paths() if path.startswith("/list"))
        assert [times[f"/list{at}"] for at in range(1, 7)] == [6, 3, 3, 2, 2, 1]
