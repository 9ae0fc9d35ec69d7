"""A newcomer's day, in both languages: from a figure to its words, along the timeline, and one claim amended."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import House

LANGUAGES = ("en", "ar")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds: strings of script would need `eval`, which the policy forbids."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_leads_to_its_highlighted_sentence_and_back(page: Page, lang: str) -> None:
    page.goto(f"/?lang={lang}")
    page.locator("td.toll a").first.click()
    expect(page).to_have_url(re.compile("/tolls[?]harm="))
    page.locator("section.row .evidence a.key").first.click()
    expect(page).to_have_url(re.compile("/documents/.+#t-"))
    name = page.url.rpartition("#t-")[2]
    row = page.locator(f"tr[data-claim='{name}']")
    expect(row).to_have_class(re.compile("arrived"))
    words = page.locator(f"mark[data-claim~='{name}']").first
    expect(words).to_be_in_viewport()
    words.hover()
    expect(row).to_have_class(re.compile("lit"))
    row.locator("a[href*='/tolls']").first.click()
    expect(page).to_have_url(re.compile("/tolls[?]harm="))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brush_limits_list_and_map_alike_and_stands_in_the_address(page: Page, lang: str) -> None:
    page.goto(f"/?lang={lang}")
    expect(page.locator("ol.found > li").first).to_be_visible()
    whole = page.locator("#in-frame").inner_text()
    picture = page.locator("figure.timeline svg")
    box = picture.bounding_box()
    assert box is not None
    middle, high = box["x"] + box["width"] / 2, box["y"] + 40
    page.mouse.move(middle, high)
    page.mouse.down()
    page.mouse.move(middle + box["width"] * 0.3, high, steps=5)
    page.mouse.up()
    until(page, lambda: "from=" in page.url and page.locator("#in-frame").inner_text() != whole)
    chosen = re.findall(r"\d{4}-\d\d-\d\d", page.url)
    assert chosen == sorted(chosen) and len(chosen) == 2
    page.reload()
    expect(page.locator("input[type=date]").first).to_have_value(chosen[0])
    page.locator(".handle").first.press("ArrowUp")
    until(page, lambda: chosen[0] not in page.url)


def test_time_runs_from_right_to_left_in_arabic(page: Page) -> None:
    edges = {}
    for lang in LANGUAGES:
        page.goto(f"/?lang={lang}")
        first, last = page.locator(".handle").first, page.locator(".handle").last
        expect(first).to_be_visible()
        edges[lang] = [one.bounding_box() for one in (first, last)]
    assert edges["en"][0] and edges["en"][1] and edges["ar"][0] and edges["ar"][1]
    assert edges["en"][0]["x"] < edges["en"][1]["x"] and edges["ar"][0]["x"] > edges["ar"][1]["x"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_is_drawn_here_and_the_slider_shows_who_held_what(page: Page, lang: str) -> None:
    page.goto(f"/?lang={lang}")
    until(page, lambda: page.locator(".canvas[data-drawn=yes]").count() == 1)
    page.locator(".control button").click()
    expect(page.locator(".rows tbody tr").first).to_be_visible()
    before = page.locator(".control output").inner_text()
    page.locator(".control input[type=range]").press("PageDown")
    until(page, lambda: page.locator(".control output").inner_text() != before)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_contradiction_shows_both_sides_in_their_words(page: Page, lang: str) -> None:
    page.goto(f"/?lang={lang}")
    page.locator("p.frame a[href='/contradictions']").click()
    dispute = page.locator("article.dispute").first
    expect(dispute.locator("blockquote mark").first).to_be_visible()
    dispute.locator("a.key").first.click()
    expect(page).to_have_url(re.compile("/documents/.+#t-"))


def least(page: Page, harm: str, side: str) -> int:
    rows = page.request.get(f"/api/v1/tolls?harm={harm}&side={side}").json()["rows"]
    return next(int(row["lo"]) for row in rows if row["side"] == side)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_is_amended_the_toll_moves_and_undoing_brings_it_back(page: Page, lang: str) -> None:
    rows = page.request.get("/api/v1/tolls?harm=killed&by=side").json()["rows"]
    row = next(row for row in rows if row["contributions"] and row["contributions"][0]["bound"] == "lo" and row["side"])
    side, key = row["side"], row["contributions"][0]["claim"]
    before = least(page, "killed", side)
    page.goto(f"/review?lang={lang}")
    form = page.locator("form").filter(has=page.locator("input[name=id]:visible")).first
    form.locator("input[name=id]").fill(key)
    form.locator("input[name=field]").fill("value")
    form.locator("input[name=value]").fill("7000")
    form.locator("button[value=amend]").click()
    expect(form.locator("input[name=why]:invalid")).to_have_count(1)
    form.locator("input[name=why]").fill("a misprint in the bulletin")
    form.locator("button[value=amend]").click()
    assert "/review/decide" not in page.url, page.locator("main").inner_text()
    until(page, lambda: least(page, "killed", side) != before)
    page.goto(f"/?lang={lang}")
    log = page.goto(f"/review?lang={lang}")
    assert log is not None and log.ok
    undo = page.locator("form").filter(has=page.locator("button[value=undo]")).first
    undo.locator("input[name=why]").fill("it was no misprint")
    undo.locator("button[value=undo]").click()
    until(page, lambda: least(page, "killed", side) == before)


def test_the_review_goes_by_keys_and_asks_for_a_reason_first(page: Page) -> None:
    page.goto("/review?lang=en")
    page.locator("body").press("j")
    task = page.locator("article.task").first
    expect(task).to_be_focused()
    page.keyboard.press("s")
    expect(task.locator("input[name=why]")).to_be_focused()


def test_without_script_the_overview_shows_still_pictures_with_tables(
    browser: Browser, house: House, session: list[dict[str, object]]
) -> None:
    context = browser.new_context(base_url=house.base, java_script_enabled=False)
    context.add_cookies(session)  # type: ignore[arg-type]  # as the browser gave them
    still = context.new_page()
    still.goto("/?lang=ar")
    for picture in ("figure.map path.coast", "figure.timeline rect.sharp"):
        expect(still.locator(picture).first).to_be_attached()
    expect(still.locator("#frame tbody a[href^='/incidents/']").first).to_be_visible()
    context.close()


def test_where_the_map_cannot_be_drawn_it_stands_still(
    browser: Browser, house: House, session: list[dict[str, object]]
) -> None:
    context = browser.new_context(base_url=house.base)
    context.add_cookies(session)  # type: ignore[arg-type]  # as the browser gave them
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    plain = context.new_page()
    plain.goto("/?lang=en")
    expect(plain.locator("ol.found > li").first).to_be_visible()
    expect(plain.locator("figure.map path.coast")).to_be_visible()
    context.close()
