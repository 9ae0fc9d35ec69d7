"""The page of a derivation: self-contained, safe, marked by kind, and linked both ways."""

from __future__ import annotations

import html as entities
import re

import pytest
from made_by_hand import report_input
from test_report_page import Page

from marsad.model import Claim, Ignored, Reading
from marsad.model.derivation import ClaimDerivation, Derivation, LexiconHit, Origin, RuleStep
from marsad.publish import LANGUAGES
from marsad.publish.derivation import render_derivations


def whole_derivation() -> Derivation:
    """Return the first reading of the report made by hand, each claim with a hit, a rule and two origins."""
    given = report_input()
    reading = given.readings[0]
    text = given.texts[reading.id]
    return Derivation(
        reading=reading, text=text, claims=tuple(_one(claim) for claim in reading.claims), unread=(_first_word(text),)
    )


def _one(claim: Claim) -> ClaimDerivation:
    hit = LexiconHit(span=claim.span, text=claim.text, id="person.x", cls="person", spelling="x", telling=True)
    other = LexiconHit(span=claim.span, text=claim.text, id="date.x", cls="date_of", spelling="x")
    origins = [Origin(what="harm", value=claim.harm, how="words", span=claim.span, text=claim.text)]
    if claim.part_of is not None:
        origins.append(Origin(what="cause", value="shelling", how="whole", text=claim.part_of))
    return ClaimDerivation(claim=claim, words=(hit, other), rules=(RuleStep(id="number"),), origins=tuple(origins))


def _first_word(text: str) -> Ignored:
    word = text.split()[0]
    return Ignored(span=(0, len(word)), text=word, why="no reader took this number")


@pytest.fixture(scope="module", params=LANGUAGES)
def html(request: pytest.FixtureRequest) -> str:
    return render_derivations([whole_derivation()], request.param)


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(html: str) -> None:
    page = Page(html)
    assert page.addresses == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert "content=\"default-src 'none'; style-src 'sha256-" in html
    assert "url(" not in html
    assert "@import" not in html


def test_every_link_has_its_target_and_text_and_list_lead_to_each_other(html: str) -> None:
    page = Page(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)
    listed = [name for name in page.ids if name.startswith("c-d1-")]
    assert len(listed) >= 5
    for name in listed:
        assert f"t-{name[2:]}" in page.links  # from the list to the text
    marked = [name for name in listed if name in page.links]  # from the text to the list
    assert len(marked) == len(listed)


def test_the_text_is_shown_unchanged_and_marked_by_kind(html: str) -> None:
    shown = re.findall(r'<p class="full"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert entities.unescape(re.sub(r"<[^>]*>", "", shown[0])) == whole_derivation().text
    for kind in ("claim", "ignored", "unread"):
        assert f'<mark class="{kind}">' in shown[0]
    assert 'dir="auto"' in html


def test_the_style_sheet_is_the_one_that_the_policy_admits_and_knows_the_dark(html: str) -> None:
    import base64
    import hashlib

    found = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert found
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html
    assert "prefers-color-scheme: dark" in found[1]


def test_entries_of_other_readers_are_folded_away(html: str) -> None:
    details = re.findall(r'<details class="also">(.*?)</details>', html, re.DOTALL)
    assert details
    assert all("date_of" in one and "person.x" not in one for one in details)


def test_the_page_has_the_direction_of_its_language() -> None:
    assert '<html lang="ar" dir="rtl">' in render_derivations([whole_derivation()], "ar")
    assert '<html lang="en" dir="ltr">' in render_derivations([whole_derivation()], "en")


def test_text_from_documents_is_never_taken_for_markup() -> None:
    text = "<script>alert(1)</script> 7 killed"
    published = report_input().readings[0].published
    reading = Reading(id="<b>", lang="en", published=published, sha256="0", ignored=(_first_word("<i>"),))
    page = render_derivations([Derivation(reading=reading, text=text)], "en")
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_same_derivation_gives_the_same_bytes() -> None:
    assert render_derivations([whole_derivation()], "ar") == render_derivations([whole_derivation()], "ar")
