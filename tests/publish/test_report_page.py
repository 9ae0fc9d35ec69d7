"""The page as a whole: self-contained, bilingual, safe, and linked both ways."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from made_by_hand import report_input, text_of

from marsad.errors import UsageError
from marsad.publish import ReportInput, render_report, write_report


class Page(HTMLParser):
    """Ids, inner links, tags and the text of one class."""

    VOID = frozenset({"meta", "link", "br", "line", "path", "circle", "polyline"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value and value.startswith("#"):
                self.links.append(value[1:])
            elif name in ("href", "src", "srcset", "action", "data"):
                self.addresses.append(value or "")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html() -> str:
    return render_report(report_input())


def test_every_tag_is_closed_every_id_is_unique_and_every_link_has_its_target(html: str) -> None:
    page = Page(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(html: str) -> None:
    page = Page(html)
    assert page.addresses == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert "content=\"default-src 'none'; style-src 'sha256-" in html
    assert "@import" not in html
    assert "url(" not in html


def test_the_style_sheet_is_the_one_that_the_policy_admits(html: str) -> None:
    import base64
    import hashlib

    found = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html


def test_figures_and_sentences_link_both_ways(html: str) -> None:
    page = Page(html)
    for lang in ("ar", "en"):
        assert f"{lang}-q1-1" in page.ids
        assert f"{lang}-q1-1" in page.links  # from the claim's line to the figure
    assert page.links.count("t-d2-1") >= 4  # from both languages' figures and contradictions to the words
    assert "c-d2-1" in page.links  # from the words to the claim's line


def test_bounds_are_said_in_both_languages(html: str) -> None:
    assert "17 قتيلاً على الأقل" in html
    assert "at least 17 killed" in html


def test_the_quote_is_marked_inside_its_sentence(html: str) -> None:
    assert '<mark class="binding">مدنيان اثنان</mark> جراء سقوط قذائف' in html


def test_ignored_numbers_stand_with_their_reason(html: str) -> None:
    assert '<bdi class="ignored">82</bdi> <bdi class="why" lang="ar">عيار</bdi> / ' in html
    assert '<bdi class="why" lang="en">calibre</bdi>' in html


def test_the_full_text_is_shown_unchanged(html: str) -> None:
    shown = re.findall(r'<p class="full"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert re.sub(r"<[^>]*>", "", shown[0]) == text_of("01-marquna-thursday")


def test_text_from_documents_is_never_taken_for_markup() -> None:
    given = report_input()
    first = msgspec.structs.replace(given.readings[0], source="<script>alert(1)</script>")
    hostile = ReportInput(questions=given.questions, readings=(first, *given.readings[1:]), texts=given.texts)
    page = render_report(hostile)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_reading_without_its_text_is_refused() -> None:
    given = report_input()
    with pytest.raises(UsageError, match="no text for the reading '01-marquna-thursday'"):
        render_report(ReportInput(questions=given.questions, readings=given.readings, texts={}))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write_report(tmp_path / "a" / "report.html", report_input())
    write_report(tmp_path / "b.html", report_input())
    assert (tmp_path / "a" / "report.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_claimant_is_named_only_where_it_is_not_the_publisher() -> None:
    """'Quoting the Observatory' in the Observatory's own bulletin would say nothing."""
    given = report_input()
    first = given.readings[0]
    claims = tuple(msgspec.structs.replace(claim, claimant="observatory") for claim in first.claims)
    own = msgspec.structs.replace(first, claims=claims)
    known = msgspec.structs.replace(
        given,
        readings=(own, *given.readings[1:]),
        names={"observatory": {"ar": "المرصد", "en": "the Observatory"}},
        spellings={"observatory": (str(first.source),)},
    )
    assert "quoting the Observatory" not in render_report(known)
    assert "quoting the Observatory" in render_report(msgspec.structs.replace(known, spellings={}))
