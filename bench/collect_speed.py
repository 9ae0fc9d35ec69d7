"""How fast collected material is taken apart, without the network, by CPU time on one core: feeds, pages, Telegram."""

from __future__ import annotations

import json
import time

from marsad.collect.adapters import choose
from marsad.collect.material import Material, Way

WORDS = "At least 3 civilians were killed by shelling of the town of Douma on Friday. " * 20
PAGE = (
    f"<!DOCTYPE html><html><body>{'<nav><a href=x>menu</a></nav>' * 40}<div id=text><p>{WORDS}</p></div></body></html>"
)
FEED = "<rss><channel>{}</channel></rss>".format(
    "".join(
        f"<item><title>t</title><link>https://a.example/{n}</link><description>{WORDS[:300]}</description>"
        "<pubDate>Sat, 09 Jun 2018 10:00:00 GMT</pubDate></item>"
        for n in range(5_000)
    )
)
MESSAGES = [{"id": n, "type": "message", "date_unixtime": "1528538400", "text": WORDS[:300]} for n in range(20_000)]
TELEGRAM = json.dumps({"name": "m", "type": "public_channel", "id": 7, "messages": MESSAGES})


def rate(material: Material, way: Way, times: int) -> float:
    """Return items a CPU second."""
    begun, count = time.process_time(), 0
    for _ in range(times):
        count += sum(1 for _ in choose(material, way).items(material, way))
    return count / (time.process_time() - begun)


def main() -> None:
    page = Material("page", PAGE.encode(), "https://a.example/1", "text/html", id="a")
    feed = Material("f", FEED.encode(), "https://a.example/f", id="f")
    chat = Material("t", TELEGRAM.encode(), "/result.json", id="t")
    print(f"feed items      {rate(feed, Way(), 3):10,.0f} /s (target 5,000)")
    print(f"pages, selector {rate(page, Way(text='#text'), 500):10,.0f} /s (target 1,000)")
    print(f"pages, guessed  {rate(page, Way(), 500):10,.0f} /s")
    print(f"Telegram        {rate(chat, Way(), 2):10,.0f} /s (target 20,000)")


if __name__ == "__main__":
    main()
