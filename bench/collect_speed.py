"""How fast collected material is taken apart, without the network, by CPU time on one core, beside trafilatura.

Feeds, pages (by selector, and guessed where none is given), Telegram; and how much of the report, and of what else,
each reader of pages gives on six layouts.  `pip install 'marsad[bench]'` for the comparison.
"""

from __future__ import annotations

import importlib.util
import json
import re
import time
from collections import Counter
from collections.abc import Callable

from collect_pages import REPORT, Laid, pages

from marsad.collect.adapters import choose
from marsad.collect.material import Material, Piece, Way

WORDS = "At least 3 civilians were killed by shelling of the town of Douma on Friday. " * 20
FEED = "<rss><channel>{}</channel></rss>".format(
    "".join(
        f"<item><title>t</title><link>https://a.example/{n}</link><description>{WORDS[:300]}</description>"
        "<pubDate>Sat, 09 Jun 2018 10:00:00 GMT</pubDate></item>"
        for n in range(5_000)
    )
)
MESSAGES = [{"id": n, "type": "message", "date_unixtime": "1528538400", "text": WORDS[:300]} for n in range(20_000)]
TELEGRAM = json.dumps({"name": "m", "type": "public_channel", "id": 7, "messages": MESSAGES})
HTML_MESSAGES = "".join(
    f'<div class="message default clearfix" id="message{n}"><div class="body"><div class="date details" '
    f'title="09.06.2018 13:00:00 UTC+03:00"></div><div class="text">{WORDS[:300]}</div></div></div>'
    for n in range(1_000)
)
TELEGRAM_HTML = (
    '<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="text bold">m</div></div>'
    f"{HTML_MESSAGES}</div></body></html>"
)
WORD = re.compile(r"\w+")


def rate(times: int, do: Callable[[], int]) -> float:
    """Return items a CPU second."""
    begun, count = time.process_time(), 0
    for _ in range(times):
        count += do()
    return count / (time.process_time() - begun)


def items(material: Material, way: Way) -> int:
    """Take material apart and return how many items it has."""
    return sum(1 for _ in choose(material, way).items(material, way))


def ours(page: Laid, *, selected: bool) -> str:
    """Return what marsad takes for the report."""
    material = Material("page", page.html.encode(), "https://a.example/1", "text/html", id="a")
    way = Way(text=page.selector) if selected else Way()
    (piece,) = choose(material, way).items(material, way)
    assert isinstance(piece, Piece)
    return piece.document.text


def shares(text: str) -> tuple[float, float]:
    """Return which share of the report's words is there (recall), and which of what is there is the report's."""
    wanted, found = Counter(WORD.findall(" ".join(REPORT))), Counter(WORD.findall(text))
    common = sum((wanted & found).values())
    return common / wanted.total(), common / max(found.total(), 1)


def readers() -> dict[str, Callable[[Laid], str]]:
    """Return the readers of pages by name."""
    out: dict[str, Callable[[Laid], str]] = {
        "marsad, selector": lambda page: ours(page, selected=True),
        "marsad, guessed": lambda page: ours(page, selected=False),
    }
    if importlib.util.find_spec("trafilatura") is not None:
        import trafilatura

        out["trafilatura"] = lambda page: trafilatura.extract(page.html, include_comments=False) or ""
    return out


def main() -> None:
    """Print speed, then quality."""
    feed = Material("f", FEED.encode(), "https://a.example/f", id="f")
    chat = Material("t", TELEGRAM.encode(), "/result.json", id="t")
    web_chat = Material("t", TELEGRAM_HTML.encode(), "/messages.html", id="t")
    print(f"feed items             {rate(3, lambda: items(feed, Way())):10,.0f} /s (target 5,000)")
    print(f"Telegram, JSON         {rate(2, lambda: items(chat, Way())):10,.0f} /s (target 20,000)")
    print(f"Telegram, HTML         {rate(3, lambda: items(web_chat, Way())):10,.0f} /s")
    laid = pages()
    for name, reader in readers().items():
        speed = rate(30, lambda reader=reader: sum(1 for page in laid if reader(page)))  # type: ignore[misc]
        print(f"pages, {name:16}{speed:10,.0f} /s" + (" (target 1,000)" if "selector" in name else ""))
    print("\nrecall and precision of the report's words")
    for page in laid:
        said = "   ".join(f"{name} {r:.2f} {p:.2f}" for name, do in readers().items() for r, p in [shares(do(page))])
        print(f"{page.name:24} {said}")


if __name__ == "__main__":
    main()
