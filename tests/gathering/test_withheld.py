"""What is withheld from us (401, 403, 429, robots.txt, a check for people, a closed region) is recorded as blocked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from collect.site import Site, running

from marsad.collect.files import Given
from marsad.collect.material import Way
from marsad.collect.web import Allowed, Fetcher, Pace
from marsad.gathering import Step, Target
from marsad.gathering.targets import Means, collect
from marsad.ids import sha256
from marsad.pipeline import Ledger

PAGE = "<html><body><article><p>At least 3 civilians were killed by shelling of Douma.</p></article></body></html>"
CHECK = "<html><head><title>Just a moment...</title></head><body><p>Verify you are human</p></body></html>"
REGION = "<html><head><title>M</title></head><body><p>This content is not available in your country.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        one.put("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
        yield one


def run(ledger: Ledger, site: Site, path: str) -> list[Step]:
    pace = Pace(1000)
    fetcher = Fetcher(Allowed.of([site.url], loopback=True), pace=pace)
    target = Target("site", f"{site.url}{path}", Way(), Given())
    return list(collect(ledger, target, Means(pace, loopback=True), fetcher))


REFUSED = [
    ("/login", "", 401, "the server answers 401"),
    ("/closed", "<h1>Forbidden</h1>", 403, "the server answers 403"),
    ("/often", "", 429, "the server answers 429"),
    ("/legal", "", 451, "the server answers 451"),
    ("/private", PAGE, None, "robots.txt asks programs to stay away"),
    ("/check", CHECK, 200, "shows a check for people (captcha) in the place of the page"),
    ("/region", REGION, 200, "is withheld from where we ask"),
]


@pytest.mark.parametrize(("path", "body", "status", "why"), REFUSED, ids=[row[0] for row in REFUSED])
def test_an_unknown_page_that_is_withheld_stands_in_the_custody_record_once(
    site: Site, either: str, path: str, body: str, status: int | None, why: str
) -> None:
    site.put(path, body, Retry_After="0").status = status or 200
    with Ledger(either) as ledger:
        for _ in range(2):
            (step,) = run(ledger, site, path)
            assert step.result == "blocked"
        (act,) = [act for act in ledger.store.custody() if act.act == "blocked"]
        assert (act.item, act.detail["state"], act.detail.get("status")) == (f"{site.url}{path}", "blocked", status)
        assert why in str(act.detail["note"])
        assert ledger.documents() == []
        if body and status is not None:
            assert ledger.store.original(sha256(body.encode())) == body.encode(), "what came instead is kept"
        assert ledger.verify().ok


@pytest.mark.parametrize(("body", "status"), [("", 403), (CHECK, 200)])
def test_a_known_page_keeps_its_revision_and_is_there_again_later(
    site: Site, either: str, body: str, status: int
) -> None:
    site.put("/a", PAGE, ETag='"1"')
    with Ledger(either) as ledger:
        run(ledger, site, "/a")
        site.put("/a", body).status = status
        for _ in range(2):
            assert [step.result for step in run(ledger, site, "/a")] == ["blocked"]
        known = ledger.store.captured(f"{site.url}/a")
        assert known is not None
        assert (known.revision, known.state, known.is_blocked) == (1, "blocked", True)
        assert "Douma" in ledger.store.text(known.document)
        site.put("/a", PAGE, ETag='"1"')
        assert [step.result for step in run(ledger, site, "/a")] == ["unchanged"]
        states = [one.capture.state for one in ledger.store.history(known.document)[1] if one.capture is not None]
        assert states == ["complete", "blocked", "complete"]
        assert ledger.verify().ok
