"""`marsad collect` on a real server: everything once, every change recorded, nothing forbidden fetched."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from collect.site import Site, running

from marsad.ledger import Store

from .conftest import Run

PAGE = """<!DOCTYPE html><html><head><title>t</title>
<meta property="article:published_time" content="2018-06-09T10:00:00+03:00">
<meta property="og:site_name" content="The Monitor"></head><body><nav>Home</nav><article><h1>Shelling of Douma</h1>
<p>At least {count} civilians were killed by shelling of the town of Douma on Friday.</p>
<div class="share">Share 26</div></article><footer>Contact</footer></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


def feed(site: Site, *paths: str) -> str:
    entries = "".join(f"<item><title>x</title><link>{site.url}{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'


def test_a_page_is_kept_with_its_capture_and_asked_for_conditionally(run: Run, site: Site) -> None:
    site.put("/a", PAGE.format(count=3), ETag='"1"')
    said = run("collect", f"{site.url}/a", "--allow-loopback", "--format", "json", "--who", "R. Haddad")
    assert (said.code, said.json["fetched"], said.json["new"]) == (0, 1, 1), said.err
    with Store.open("marsad.db") as store:
        known = store.captured(f"{site.url}/a")
        assert known is not None
        assert (known.status, known.source, known.published) == (200, "The Monitor", "2018-06-09T10:00:00+03:00")
        assert store.original(known.sha256) == site.pages["/a"].body
        text = store.text(known.document)
    assert text.startswith("Shelling of Douma")
    assert not any(word in text for word in ("Home", "Share 26", "Contact"))
    again = run("collect", f"{site.url}/a", "--allow-loopback", "--format", "json")
    assert (again.json["fetched"], again.json["unchanged"], again.json["new"]) == (0, 1, 0)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert run("verify").code == 0


def test_a_week_of_a_site(run: Run, site: Site) -> None:
    """Edits, deletions, redirections, 429, 500, a wrong charset, a private address, a bomb, what robots.txt forbids."""
    words = "قتل ثلاثة مدنيين في قصف على مدينة دوما يوم الجمعة الثامن من حزيران"
    arabic = f"<html><body><article><p>{words}</p></article></body></html>"
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\n", "text/plain")
    site.put("/1", PAGE.format(count=3))
    site.put("/2", PAGE.format(count=5))
    site.put("/busy", PAGE.format(count=6)).failures = [(429, {"Retry-After": "0"}), (500, {})]
    site.put("/arabic", arabic.encode("cp1256"), "text/html; charset=iso-8859-1")
    site.put("/moved", b"").status = 302
    site.pages["/moved"].headers["Location"] = "/target"
    site.put("/target", PAGE.format(count=7))
    site.put("/inside", b"").status = 302
    site.pages["/inside"].headers["Location"] = "http://169.254.169.254/latest"
    site.put("/bomb", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    site.put("/secret", PAGE.format(count=9))
    paths = ("/1", "/2", "/busy", "/arabic", "/moved", "/inside", "/bomb", "/secret")
    site.put("/feed", feed(site, *paths), "application/rss+xml")
    week = [run("collect", f"{site.url}/feed", "--allow-loopback", "--format", "json")]
    assert (week[0].code, week[0].json["new"], week[0].json["blocked"]) == (0, 5, 3), week[0].err
    assert "/secret" not in site.paths()
    with Store.open("marsad.db") as store:
        held = store.captured(f"{site.url}/arabic")
        assert held is not None
        assert "مدينة دوما" in store.text(held.document)
    size = len(list_entries())
    week.append(run("collect", f"{site.url}/feed", "--allow-loopback", "--format", "json"))
    assert (week[1].json["unchanged"], week[1].json["new"], week[1].json["revised"]) == (5, 0, 0)
    assert len(list_entries()) == size, "the same again stores nothing"
    site.put("/1", PAGE.format(count=4))
    site.put("/2", PAGE.format(count=5).replace("Contact", "Contact us"))
    del site.pages["/busy"]
    site.put("/feed", feed(site, "/1", "/2", "/arabic", "/moved"), "application/rss+xml")
    week.append(run("collect", f"{site.url}/feed", "--allow-loopback", "--format", "json"))
    last = week[2].json
    assert (week[2].code, last["revised"], last["gone"], last["unchanged"]) == (0, 1, 1, 3), week[2].err
    with Store.open("marsad.db") as store:
        revised, gone = store.captured(f"{site.url}/1"), store.captured(f"{site.url}/busy")
        assert revised is not None
        assert gone is not None
        assert (revised.revision, gone.is_gone) == (2, True)
        assert "At least 3" in store.text(revised.document, 1)
        assert "At least 6" in store.text(gone.document)
    size = len(list_entries())
    run("collect", f"{site.url}/feed", "--allow-loopback", "--format", "json")
    assert len(list_entries()) == size
    assert run("verify").code == 0


def list_entries() -> list[bytes]:
    with Store.open("marsad.db") as store:
        return list(store.dump())


def test_this_machine_is_not_asked_without_leave(run: Run, site: Site) -> None:
    said = run("collect", f"{site.url}/a", "--format", "json")
    assert (said.code, said.json["blocked"], site.asked) == (0, 1, [])
    assert "--allow-loopback" in said.err
    assert run("collect", "http://user:secret@127.0.0.1/").code == 2


def test_a_page_that_cannot_be_read_is_kept_all_the_same(run: Run, site: Site) -> None:
    site.put("/a", "<html><body></body></html>")
    said = run("collect", f"{site.url}/a", "--allow-loopback", "--format", "json")
    assert (said.code, said.json["failed"]) == (3, 1)
    with Store.open("marsad.db") as store:
        known = store.captured(f"{site.url}/a")
        assert known is not None
        assert (store.text(known.document), store.original(known.sha256)) == ("", site.pages["/a"].body)


def test_of_what_is_partial_it_is_counted_and_said_what_is_missing(
    run: Run, write: Callable[[str, str], Path], folder: Path
) -> None:
    (folder / "in").mkdir()
    write(
        "in/a.csv", "id,text,published\n1,Three people were killed in Homs.,2018-06-09\n2,Two were killed.,some day\n"
    )
    said = run("collect", "in", "--format", "json")
    assert (said.json["new"], said.json["partial"]) == (2, 1)
    lines = run("collect", "in", "--format", "jsonl", "--ledger", "other.db").lines
    assert [(line["result"], line["state"]) for line in lines] == [("new", "complete"), ("new", "partial")]
    assert [line["note"] for line in lines] == [None, "the day 'some day' isn't understood; write 2018-06-09"]
    assert "partial 1" in run("collect", "in", "--ledger", "third.db").out


def _may_be_stopped() -> None:
    """A shell that runs the tests in the background has its children ignore Ctrl-C; this one must not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_run_that_is_stopped_says_that_it_goes_on_and_does(run: Run, site: Site) -> None:
    for path in ("/1", "/2", "/3"):
        site.put(path, PAGE.format(count=3))
    site.pages["/3"].pause = 60.0
    site.put("/feed", feed(site, "/1", "/2", "/3"), "application/rss+xml")
    command = [sys.executable, "-m", "marsad.cli", "collect", f"{site.url}/feed", "--allow-loopback"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stderr=pipe, stdout=pipe, text=True, preexec_fn=_may_be_stopped) as started:
        for _ in range(600):
            if "/3" in site.paths():
                break
            time.sleep(0.05)
        started.send_signal(signal.SIGINT)
        _, err = started.communicate(timeout=60)
    assert (started.returncode, "goes on where it was cut off" in err) == (130, True)
    site.pages["/3"].pause = 0.0
    again = run("collect", f"{site.url}/feed", "--allow-loopback", "--format", "json")
    assert (again.code, again.json["new"] + again.json["unchanged"]) == (0, 3)
    assert (site.paths().count("/1"), site.paths().count("/2")) == (1, 1)


def test_a_folder_without_files_says_so(run: Run, folder: Path) -> None:
    (folder / "in").mkdir()
    said = run("collect", "in")
    assert (said.code, "holds no files" in said.err) == (0, True)


def test_hostile_feeds_are_refused(run: Run, site: Site) -> None:
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><rss><channel>&a;&b;</channel></rss>'
    )
    site.put("/feed", bomb, "application/rss+xml")
    said = run("collect", f"{site.url}/feed", "--allow-loopback", "--format", "json")
    assert (said.code, said.json["failed"], said.json["new"]) == (3, 1, 0)
    assert "entities" in said.err


def test_a_folder_is_collected_and_again_unchanged(run: Run, write: Callable[[str, str], Path], folder: Path) -> None:
    (folder / "in").mkdir()
    write("in/a.html", PAGE.format(count=3))
    write("in/b.jsonl", '{"id": "x", "text": "Two people were killed in Homs."}\n{"text": 1}\n')
    said = run("collect", "in", "--format", "json")
    assert (said.code, said.json["new"], said.json["failed"]) == (3, 2, 1)
    again = run("collect", "in", "--format", "json")
    assert (again.json["new"], again.json["unchanged"]) == (0, 2)


def test_a_bar_says_how_much_there_is_to_do(site: Site, folder: Path) -> None:
    """On a terminal; with the pages that the lists named as its end."""
    pages = [f"/{number}" for number in range(30)]
    for number, path in enumerate(pages):
        site.put(path, PAGE.format(count=number + 3))
    site.put("/feed", feed(site, *pages), "application/rss+xml")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "marsad.cli", "collect", f"{site.url}/feed", "--allow-loopback"]
    started = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, cwd=folder)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65_536):
            shown += piece
    except OSError:
        pass  # the terminal is closed with the program
    finally:
        os.close(ours)
    assert started.wait(timeout=60) == 0
    assert b"/30" in shown
    assert re.search(rb"\d:\d\d:\d\d", shown) is not None
