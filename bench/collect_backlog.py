"""A backlog collected once, killed half way and begun again, from a server on this machine.

Pages a CPU second, and that none comes whole twice.

python bench/collect_backlog.py [PAGES]
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE = """<!DOCTYPE html><html><head><meta property="article:published_time" content="2018-06-{day:02}"></head><body>
<article><h1>Shelling of a town, {number}</h1><p>At least {dead} civilians were killed by shelling of the town of Douma
on Friday, among them {women} women. The report bears the number {number}, and its words are its own: {words}.</p>
</article></body></html>"""
PORTS = """
import http.server, sys
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        with open('asked.log', 'a') as out: out.write(self.path + ' ' + str(_[2]) + chr(10))
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""


def fill(folder: Path, pages: int, address: str) -> None:
    """Write pages and a sitemap of them."""
    for number in range(pages):
        words = " ".join(f"w{number * 7 + n}" for n in range(20))
        text = PAGE.format(day=number % 28 + 1, number=number, dead=number % 40 + 3, women=number % 3 + 2, words=words)
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    entries = "".join(f"<url><loc>{address}/{number}.html</loc></url>" for number in range(pages))
    (folder / "map.xml").write_text(f"<urlset>{entries}</urlset>", encoding="utf-8")


def main() -> None:
    """Collect, kill, collect again, and print what that took."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = subprocess.Popen([sys.executable, "-c", PORTS], cwd=folder, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            address = f"http://127.0.0.1:{int(server.stdout.readline())}"
            fill(folder, pages, address)
            measure(folder, address, pages)
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def measure(folder: Path, address: str, pages: int) -> None:
    """Run the two collections."""
    command = [
        sys.executable,
        "-m",
        "marsad.cli",
        "collect",
        f"{address}/map.xml",
        "--allow-loopback",
        "--format",
        "json",
    ]
    log = folder / "asked.log"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    first = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    while first.poll() is None and (not log.exists() or log.read_text().count("\n") < pages / 2):
        time.sleep(0.2)
    first.kill()
    first.wait()
    at = log.read_text().count(".html")
    said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    counts = json.loads(said.stdout)
    whole = [line.split()[0] for line in log.read_text().splitlines() if ".html" in line and line.endswith(" 200")]
    print(f"pages {pages:,}, killed after {at:,}; then new {counts['new']:,}, unchanged {counts['unchanged']:,}")
    print(f"{pages / seconds:,.0f} pages a CPU second (fetched, archived, read, appended, compared, indexed)")
    print(f"pages that came whole twice: {len(whole) - len(set(whole))}; peak {after.ru_maxrss / 1024:,.0f} MB")
    print(f"ledger {os.stat(folder / 'marsad.db').st_size / pages / 1024:.1f} kB a page")  # noqa: PTH116


if __name__ == "__main__":
    main()
