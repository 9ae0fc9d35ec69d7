"""Samples of the charts, the printed report and the public site of a ledger, in both languages, into docs/pages.

`python scripts/show_prints.py LEDGER` with the extra `report`, and Debian's Chromium for the site.  They are kept
small: few colours, no more pixels than a page of a document shows.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright
from show_pages import FLAGS, OUT

LANGUAGES = ("en", "ar")
CHARTS = ("toll", "sides", "multiples", "map", "control")
WIDTH = 750
PHONE, TALL = 390, 900
SITE = ("index.html", "map.html", "incidents.html")


def main(ledger: str, period: str) -> None:
    """Write the samples of a ledger and a period."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for kind in CHARTS:
            for lang in LANGUAGES:
                run(ledger, "chart", kind, "--lang", lang, "--out", str(home / f"{kind}.{lang}.png"))
            beside(f"chart-{kind}", [Image.open(home / f"{kind}.{lang}.png") for lang in LANGUAGES])
        for lang in LANGUAGES:
            path = home / f"report.{lang}.pdf"
            run(ledger, "publish", "report", "--period", period, "--lang", lang, "--out", str(path))
            pages = pypdfium2.PdfDocument(path)
            beside(f"report-{lang}", [pages[number].render(scale=1.4).to_pil() for number in range(2)])
        copy = home / "copy.db"
        copy.write_bytes(Path(ledger).read_bytes())
        run(str(copy), "publish", "release", "--despite", "a sample")
        run(str(copy), "publish", "site", "--release", "latest", "--out", str(home / "site"))
        beside("site", phones(home / "site"))


def run(ledger: str, *words: str) -> None:
    """Run a command as anybody would."""
    subprocess.run([sys.executable, "-m", "marsad.cli", *words, "--ledger", ledger], check=True)


def phones(site: Path) -> Sequence[Image.Image]:
    """Return pages of the site as a telephone shows them, by day in the one language, by night in the other."""
    found: list[Image.Image] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": PHONE, "height": TALL})
        for lang, scheme in (("ar", "light"), ("en", "dark")):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for name in SITE:
                page.goto((site / lang / name).as_uri())
                found.append(Image.open(io.BytesIO(page.screenshot())))
    return found


def beside(name: str, pictures: Sequence[Image.Image]) -> None:
    """Write pictures side by side as one sheet."""
    width = min(WIDTH, pictures[0].width)
    height = width * pictures[0].height // pictures[0].width
    sheet = Image.new("RGB", (width * len(pictures), height), "white")
    for column, picture in enumerate(pictures):
        part = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(part, (column * width, 0))
    sheet.quantize(96).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("ledger")
    asked.add_argument("--period", default="2021-03")
    given = asked.parse_args()
    main(given.ledger, given.period)
