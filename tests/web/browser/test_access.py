"""Everybody can read every page: no serious finding of axe, by day and by night, and nothing clipped on a telephone."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from marsad.web.routes import VIEWS

from .test_day import LANGUAGES, until

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run({resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})"
PAGES = [view.name for view in VIEWS if view.page]


def address(page: Page, name: str) -> str:
    view = next(one for one in VIEWS if one.name == name)
    if "{id" not in view.path:
        return f"/{view.path}" + ("?q=12" if name == "search" else "?harm=killed" if name == "tolls" else "")
    listed = page.request.get(f"/api/v1/{view.path.partition('/')[0]}").json()["results"]
    return f"/{view.path.partition('/')[0]}/" + (listed[0]["id"] if name == "incident" else "A-04")


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["day", "night"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_serious_on_any_page(page: Page, lang: str, dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    found = {}
    for name in PAGES:
        path = address(page, name)
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        if name == "overview":
            until(page, lambda: page.locator(".canvas[data-drawn=yes]").count() == 1)
        page.evaluate(AXE)
        for one in page.evaluate(RUN)["violations"]:
            if one["impact"] in ("serious", "critical"):
                found[name, one["id"]] = [node["html"][:120] for node in one["nodes"][:3]]
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_is_wider_than_a_telephone(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    wide = []
    for name in PAGES:
        path = address(page, name)
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        if name == "overview":
            expect(page.locator("ol.found > li").first).to_be_visible()
        if page.evaluate("document.documentElement.scrollWidth") > 376:
            wide.append(name)
    assert wide == []
