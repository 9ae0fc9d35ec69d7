"""A backlog: how much there is to do is known before the first page; a run that was cut off goes on where it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest
from collect.site import Site, running

from marsad.collect.files import Given
from marsad.collect.material import Way
from marsad.collect.web import Allowed, Fetcher, Pace
from marsad.gathering import Step, Target
from marsad.gathering.steps import Extent
from marsad.gathering.targets import Means, collect
from marsad.pipeline import Ledger

PAGES, LIST, CUT = 75, 25, 20


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        lists = [range(first, first + LIST) for first in range(0, PAGES, LIST)]
        for at, numbers in enumerate(lists):
            entries = "".join(f"<url><loc>{one.url}/{n}</loc></url>" for n in numbers)
            one.put(f"/map{at}", f"<urlset>{entries}</urlset>", "application/xml")
        named = "".join(f"<sitemap><loc>{one.url}/map{at}</loc></sitemap>" for at in range(len(lists)))
        one.put("/index", f"<sitemapindex>{named}</sitemapindex>", "application/xml")
        for n in range(PAGES):
            text = f"At least {n % 40 + 3} civilians were killed by shelling of the town number {n} on Friday."
            one.put(f"/{n}", f"<html><body><article><p>{text}</p></article></body></html>")
        yield one


def steps(ledger: Ledger, site: Site, extent: Extent | None = None) -> Iterator[Step]:
    pace = Pace(1000)
    fetcher = Fetcher(Allowed.of([site.url], loopback=True), pace=pace)
    target = Target("site", f"{site.url}/index", Way(), Given())
    return collect(ledger, target, Means(pace, loopback=True), fetcher, extent=extent)


def times(site: Site) -> Counter[str]:
    """Return how often each page and each list was asked for, but that with which a run begins: it always is."""
    return Counter(path for path in site.paths() if path not in ("/robots.txt", "/index"))


def test_how_much_there_is_to_do_is_known_before_the_first_page(site: Site, either: str) -> None:
    far = Extent()
    with Ledger(either) as ledger:
        told = steps(ledger, site, far)
        next(told)
        assert site.paths()[1:5] == ["/index", "/map0", "/map1", "/map2"]
        assert (far.expected, far.done < PAGES) == (PAGES, True)
        list(told)
        assert far.done == PAGES


def test_what_was_cut_off_is_gone_on_with_and_nothing_is_asked_twice(site: Site, either: str) -> None:
    """Without any validators; the run after that asks for everything again."""
    with Ledger(either) as ledger:
        list(islice(steps(ledger, site), CUT))
    asked = len(site.paths())
    with Ledger(either) as ledger:
        assert CUT <= len(ledger.documents()) < PAGES
        again = Counter(step.result for step in steps(ledger, site))
        assert again["new"] + again["unchanged"] == PAGES
        assert len(ledger.documents()) == PAGES
        assert set(times(site).values()) == {1}
        assert len(site.paths()) > asked
        third = Counter(step.result for step in steps(ledger, site))
        assert third == {"unchanged": PAGES}
        assert set(times(site).values()) == {2}
        assert ledger.verify().ok


def test_a_page_that_failed_before_the_end_is_asked_again(site: Site, either: str) -> None:
    site.pages["/3"].status = 500
    with Ledger(either) as ledger:
        list(islice(steps(ledger, site), CUT))
        del site.pages["/3"]
        site.put("/3", "<html><body><p>Five people were killed in Hama.</p></body></html>")
        list(steps(ledger, site))
        assert len(ledger.documents()) == PAGES
