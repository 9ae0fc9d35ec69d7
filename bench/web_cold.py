"""How long the overview takes in a cold browser, until it can be used: the list is there, the timeline takes a brush.

`python bench/web_cold.py LEDGER [--times N]`, with Debian's Chromium.  Every time `marsad serve` starts anew on the
ledger and a browser that has nothing kept opens its link.  Said are milliseconds of the wall from the link to the
page's first line of text, to the list and timeline of the app, and to the map being drawn, with the machine's load.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from playwright.sync_api import Playwright, sync_playwright

FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
STEPS = {"text": "h1", "usable": "figure.timeline svg", "map": ".canvas[data-drawn=yes]"}


def main(ledger: str, times: int) -> None:
    """Print a line for each time, and the medians."""
    found = []
    with sync_playwright() as playwright:
        for _ in range(times):
            found.append(once(playwright, ledger))
            print(*(f"{name} {value:6.0f} ms" for name, value in found[-1].items()), flush=True)
    middle = {name: sorted(one[name] for one in found)[times // 2] for name in found[0]}
    print("median", *(f"{name} {value:.0f} ms" for name, value in middle.items()), f"load {os.getloadavg()[0]:.1f}")


def once(playwright: Playwright, ledger: str) -> dict[str, float]:
    """Return the milliseconds after which each step was reached."""
    command = [sys.executable, "-m", "marsad.cli", "serve", "--no-browser", "--port", "0", "--ledger", ledger]
    begun = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    try:
        assert server.stdout is not None
        link = server.stdout.readline().strip()
        said = {"serve": (time.perf_counter() - begun) * 1000}
        page = browser.new_page(viewport={"width": 1100, "height": 800})
        page.set_default_timeout(60_000)
        start = time.perf_counter()
        page.goto(link, wait_until="commit")
        for name, selector in STEPS.items():
            page.locator(selector).first.wait_for()
            said[name] = (time.perf_counter() - start) * 1000
        return said
    finally:
        browser.close()
        server.terminate()
        server.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    main(given.ledger, given.times)
