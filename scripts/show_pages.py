"""Pictures of every page, both languages, by day and by night, into docs/pages: one sheet for each page.

`python scripts/show_pages.py LEDGER` with Debian's Chromium.  They are kept small: half size, 64 colours.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).parents[1] / "docs" / "pages"
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAGES = {
    "overview": "/",
    "tolls": "/tolls?harm=killed&side=civilians",
    "incidents": "/incidents",
    "incident": "/incidents/{incident}",
    "documents": "/documents",
    "document": "/documents/{document}",
    "search": "/search?q=12",
    "contradictions": "/contradictions?limit=4",
    "control": "/control",
    "sources": "/sources",
    "estimate": "/estimate",
    "review": "/review?limit=4",
    "releases": "/releases",
    "codebook": "/codebook",
}
SIZE = (1100, 800)


def main(ledger: str, document: str) -> None:
    """Serve a ledger and write the sheets."""
    OUT.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "marsad.cli", "serve", "--no-browser", "--port", "0", "--ledger", ledger]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        link = server.stdout.readline().strip()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            _show(browser, link, document)
    finally:
        server.terminate()


def _show(browser: Browser, link: str, document: str) -> None:
    base = link.partition("/open")[0]
    width, height = SIZE
    context = browser.new_context(base_url=base, viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(link)
    incident = page.request.get("/api/v1/incidents").json()["results"][0]["id"]
    for name, path in PAGES.items():
        write_sheet(page, name, path.format(incident=incident, document=document))


def write_sheet(page: Page, name: str, at: str) -> None:
    """Write the sheet of one page: English and Arabic, by day and by night."""
    width, height = SIZE
    sheet = Image.new("RGB", (width, height))
    for column, lang in enumerate(("en", "ar")):
        for row, scheme in enumerate(("light", "dark")):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{at}{'&' if '?' in at else '?'}lang={lang}")
            if name == "overview":
                page.locator(".canvas[data-drawn=yes]").wait_for()
                page.wait_for_timeout(1500)
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            half = shot.resize((width // 2, height // 2), Image.Resampling.LANCZOS)
            sheet.paste(half, (column * width // 2, row * height // 2))
    sheet.quantize(64).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--document", default="A-01")
    given = parser.parse_args()
    main(given.ledger, given.document)
