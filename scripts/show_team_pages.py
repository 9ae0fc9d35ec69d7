"""Pictures of the pages of accounts, both languages, by day and by night, into docs/pages.

`python scripts/show_team_pages.py` with Debian's Chromium, over a ledger of its own with invented members.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pyotp
from playwright.sync_api import sync_playwright
from show_pages import FLAGS, SIZE, write_sheet

MEMBERS = {"rana": "admin", "sami": "reviewer", "huda": "analyst", "karim": "viewer"}
PASSWORD = "copper lantern orchard"


def main() -> None:
    """Serve a team and write the sheets."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "team.db")
        marsad = [sys.executable, "-m", "marsad.cli"]
        subprocess.run([*marsad, "init", ledger], check=True)
        for name, role in MEMBERS.items():
            add = [*marsad, "user", "add", name, "--role", role, "--password-stdin", "--ledger", ledger]
            subprocess.run(add, input=f"{PASSWORD}\n", text=True, check=True)
        command = [*marsad, "serve", "--team", "--port", "0", "--ledger", ledger]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            _show(server.stdout.readline().strip())
        finally:
            server.terminate()
            server.wait()


def _show(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(base_url=base, viewport={"width": SIZE[0], "height": SIZE[1]})
        page = context.new_page()
        write_sheet(page, "login", "/login")
        page.goto("/login")
        page.locator("[name=name]").fill("rana")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("form.entrance button").click()
        write_sheet(page, "totp", "/account/totp")
        secret = page.locator(".secret").inner_text()
        page.locator("[name=code]").fill(pyotp.TOTP(secret).now())
        page.locator("form.entrance button").click()
        page.locator(".codes").wait_for()
        for name, path in (("account", "/account"), ("password", "/account/password"), ("accounts", "/admin/accounts")):
            write_sheet(page, name, path)
        browser.close()


if __name__ == "__main__":
    main()
