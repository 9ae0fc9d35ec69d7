"""The public site: from a release's files alone, safe, whole, and with the same figures in both languages."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from marsad.cli.shell.publishing.site import KEPT
from marsad.ledger.confidential import Vault, hide
from marsad.pipeline import Ledger
from marsad.publish.releases import Release
from marsad.publish.releases.folder import write_files
from marsad.publish.words import LANGUAGES
from marsad.releasing import issue

from .conftest import documents, entered, judged

CANARIES = (
    *("CANARYQUOTE", "CANARYWHY", "CANARYWHO", "CANARYEVIDENCE", "CANARYSOURCE", "CANARYLABEL", "CANARYHOUSE"),
    *("35.12345", "7654321", "CANARYTEXT", "CANARYJUDGED"),
)
TEXTS = {
    "one": "CANARYTEXT: at least 5 civilians were killed by shelling in Idlib city on Friday, 9 March 2018.",
    "two": "12 members of the regime forces were killed in clashes near al-Bukamal on 10 March 2018. CANARYTEXT",
    "three": "3 civilians were detained in al-Bukamal on 10 March 2018.",
    "four": "2 civilians, a woman and a child, were killed by gunfire in Homs on 8 March 2018.",
}


class Published:
    def __init__(self, folder: Path, release: Release) -> None:
        self.folder, self.release = folder, release
        self.files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    def pages(self) -> dict[str, str]:
        return {name: data.decode() for name, data in self.files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A second release, so that there are corrections and a retired id; with canaries in all that is not public."""
    home = tmp_path_factory.mktemp("site")
    with Ledger(home / "marsad.db") as ledger:
        list(ledger.add(documents(TEXTS)))
        for decision in (entered("internal"), judged("refuse", ["two#c1"], "internal", why="CANARYJUDGED")):
            ledger.store.append_decision(decision)
        vault = Vault(home / "confidential.keys")
        vault.make("2018-03-12T00:00:00Z")
        closed, hidden = hide(entered("restricted"), vault)
        decided = len(ledger.store.decisions())
        assert ledger.store.append_decisions([closed], decided=decided, hidden=[hidden])
        day = dt.date(2018, 3, 31)
        first = issue(ledger, as_of=day, despite="a test").release
        keys = [one.keys()[0] for one in first.dataset.incidents]
        ledger.store.append_decision(judged("same", keys[:2]))
        made = issue(ledger, as_of=day, despite="a test")
        assert made.release.retired
        write_files(home / "release", made.files)
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    command = [sys.executable, "-m", "marsad.publish.site", str(home / "release"), str(home / "site")]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    found = Published(home / "site", made.release)
    assert int(done.stdout) == len(found.pages())
    return found


def test_nothing_that_is_not_public_is_in_any_file(site: Published) -> None:
    assert len(site.files) > 40
    for name, data in site.files.items():
        for canary in CANARIES:
            assert canary.encode() not in data, (name, canary)


def test_the_woman_and_the_child_and_the_place_of_the_held_are_in_no_file(site: Published) -> None:
    """Two persons are too few for sex and age; of the detained only the governorate is shown."""
    assert site.release.counted["withheld_small"] >= 2
    (few,) = [one for one in site.release.dataset.incidents if "four#c1" in one.keys()]  # noqa: SIM118
    assert all(claim["group"][name] is None for claim in few.claims for name in ("sex", "age"))
    (held,) = [one for one in site.release.dataset.incidents if "three#c1" in one.keys()]  # noqa: SIM118
    assert "Bukamal" not in site.files[f"en/incident/{held.id}.html"].decode()


def cells(page: str) -> list[str]:
    return [unescape(cell).strip() for cell in re.findall(r'<td class="number"[^>]*>(.*?)</td>', page)]


def test_arabic_and_english_figures_are_equal_and_those_of_the_release(site: Published) -> None:
    pages, compared = site.pages(), 0
    opens = {"ar": "مفتوح", "en": "open"}
    for name, page in pages.items():
        lang, _, rest = name.partition("/")
        if lang == "en":
            english = [cell.replace(opens["en"], "…") for cell in cells(page)]
            assert english == [cell.replace(opens["ar"], "…") for cell in cells(pages[f"ar/{rest}"])], rest
            compared += len(english)
    assert compared > 40
    said = [str(x) if x is not None else "…" for t in site.release.whole() for x in (t.lo, t.hi)]
    assert [cell.replace(opens["en"], "…") for cell in cells(pages["en/index.html"])] == said
    named = {lang: {name.partition("/")[2] for name in pages if name.startswith(lang)} for lang in LANGUAGES}
    assert named["ar"] == named["en"]


class Outward(HTMLParser):
    """What a page refers to, and what a strict policy forbids in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forbidden: list[str] = []
        self.policy = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [link for name in ("href", "src") if (link := given.get(name))]
        self.forbidden += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        self.forbidden += (
            [tag] if tag in ("style", "iframe", "form") or (tag == "script" and "src" not in given) else []
        )
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given.get("content") or ""


def test_pages_need_nobody_else_and_every_link_leads_somewhere(site: Published) -> None:
    for name, page in site.pages().items():
        found = Outward(page)
        assert found.forbidden == [], name
        assert found.policy.startswith("default-src 'none'")
        assert "unsafe" not in found.policy
        for link in found.links:
            assert "//" not in link, (name, link)
            path, _, anchor = link.partition("#")
            target = os.path.normpath(Path(name).parent / path) if path else name
            assert target in site.files, (name, link)
            assert not anchor or f'id="{anchor}"' in site.files[target].decode(), (name, link)


def test_a_retired_id_has_a_page_that_leads_on(site: Published) -> None:
    for old, now in site.release.retired.items():
        for lang in LANGUAGES:
            page = site.files[f"{lang}/incident/{old}.html"].decode()
            assert all(f'href="{target}.html"' in page for target in now)


def test_the_search_knows_every_incident_in_both_languages(site: Published) -> None:
    for lang in LANGUAGES:
        index = site.files[f"{lang}/search-index.js"].decode()
        assert all(one.id in index for one in site.release.dataset.incidents)
        for word in ("Idlib", "إدلب", "Civilians", "المدنيون"):
            assert word in index


def test_the_site_has_no_handle_on_a_ledger() -> None:
    """Neither the ledger nor a driver of databases is loaded in the process that makes it."""
    code = (
        "import sys, marsad.publish.site.__main__ as m; "
        "print([n for n in sys.modules if n.startswith(('marsad.ledger', 'marsad.pipeline', 'sqlalchemy', 'sqlite3'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
