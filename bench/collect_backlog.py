"""A backlog collected once, killed half way and begun again, from a server on this machine that makes its pages up.

An index of sitemaps names the pages, as large sites have it.  Prints pages a CPU second and by the clock, memory, the
size of the ledger, and whether any page was asked for twice or is missing.

python bench/collect_backlog.py [PAGES]
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

LIST = 2_000
"""Pages that one sitemap names."""
SERVER = """
import collections, http.server, json, sys
sys.path.insert(0, {bench!r})
from collect_backlog import answer
asked = collections.Counter()
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/asked':
            times = [times for path, times in dict(asked).items() if path.startswith('/p/')]
            body = json.dumps([len(times), sum(times)]).encode()
        else:
            asked[self.path] += 1
            body = answer(self.path, {pages}, self.server.server_port)
        self.send_response(200 if body else 404)
        self.send_header('Content-Length', str(len(body)))
        kind = 'application/xml' if self.path.endswith('.xml') else 'text/html; charset=utf-8'
        self.send_header('Content-Type', kind)
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
server.daemon_threads = True
print(server.server_port, flush=True)
server.serve_forever()
"""
TOWNS = ("Douma", "Homs", "Hama", "Idlib", "Daraa", "Raqqa", "Afrin", "Manbij", "Saraqib", "Jisr al-Shughur")
SYLLABLES = ("ba", "shi", "ro", "ten", "mal", "ku", "des", "vo", "lin", "ra", "po", "gar")


def answer(path: str, pages: int, port: int) -> bytes:
    """Return the body at a path of the site; empty where there is nothing."""
    here = f"http://127.0.0.1:{port}"
    if path == "/index.xml":
        lists = -(-pages // LIST)
        rows = "".join(f"<sitemap><loc>{here}/map/{n}.xml</loc></sitemap>" for n in range(lists))
        return f"<sitemapindex>{rows}</sitemapindex>".encode()
    if path.startswith("/map/"):
        first = int(path[5:-4]) * LIST
        rows = "".join(f"<url><loc>{here}/p/{n}</loc></url>" for n in range(first, min(first + LIST, pages)))
        return f"<urlset>{rows}</urlset>".encode()
    return page(int(path[3:])) if path.startswith("/p/") else b""


def page(number: int) -> bytes:
    """Return one report, the same for the same number: a count, a place, a day, and some sixty words of its own."""
    chance = random.Random(number)
    words = " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(60))
    dead, town, day = chance.randint(3, 40), chance.choice(TOWNS), f"2018-06-{number % 28 + 1:02}"
    return f"""<!DOCTYPE html><html><head><meta property="article:published_time" content="{day}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Shelling of {town}</h1><p>At least {dead} civilians were killed
by shelling of the town of {town} on Friday, among them {chance.randint(1, 3)} women.</p><p>{words}</p></article></body>
</html>""".encode()


def main() -> None:
    """Collect, kill, collect again, and print what that took."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    code = SERVER.format(bench=str(Path(__file__).parent), pages=pages)
    with tempfile.TemporaryDirectory() as name:
        server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            measure(Path(name), f"http://127.0.0.1:{int(server.stdout.readline())}", pages)
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def asked(address: str) -> tuple[int, int]:
    """Return how many pages were asked for, and how often in all."""
    with urlopen(f"{address}/asked") as answered:
        distinct, times = json.load(answered)
    return distinct, times


def measure(folder: Path, address: str, pages: int) -> None:
    """Run the two collections."""
    command = [sys.executable, "-m", "marsad.cli", "collect", f"{address}/index.xml", "--allow-loopback"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    first = subprocess.Popen([*command, "--format", "json"], cwd=folder, stdout=subprocess.DEVNULL)
    try:
        while first.poll() is None and asked(address)[0] < pages / 2:
            time.sleep(0.5)
    finally:
        first.kill()
        first.wait()
    at, _ = asked(address)
    half = time.monotonic() - began
    said = subprocess.run([*command, "--format", "json"], cwd=folder, check=True, capture_output=True, text=True)
    whole = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    counts = json.loads(said.stdout)
    distinct, times = asked(address)
    print(f"pages {pages:,}, killed after {at:,} ({half:,.0f} s)")
    print(f"then new {counts['new']:,}, known {counts['unchanged']:,}, failed {counts['failed']:,}")
    print(f"{pages / seconds:,.0f} pages a CPU second (fetched, archived, read, appended, compared, indexed)")
    print(f"{whole:,.0f} s by the clock; CPU {seconds:,.0f} s; peak {after.ru_maxrss / 1024:,.0f} MB")
    print(f"pages asked for twice: {times - distinct}; missing: {pages - distinct}")
    print(f"ledger {os.stat(folder / 'marsad.db').st_size / pages / 1024:.1f} kB a page")  # noqa: PTH116


if __name__ == "__main__":
    main()
