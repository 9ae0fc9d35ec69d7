"""One sample of each kind of material, with what must come out of it: every adapter has one, or the contract fails."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from marsad.collect.material import Material, Way

SAMPLES = Path(__file__).parent / "samples"
WORDS = "قتل ثلاثة مدنيين في قصف على مدينة دوما يوم الجمعة الثامن من حزيران"
HTML = f"""<!DOCTYPE html><html><head><meta property="article:published_time" content="2018-06-09">
<meta name="author" content="The desk"></head><body><nav>Home</nav><article><h1>Douma</h1><p>{WORDS}</p></article>
</body></html>"""
TELEGRAM = {
    "name": "Monitor",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2018-06-09T10:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date_unixtime": "1528538400",
            "text": ["Three ", {"type": "bold", "text": "killed"}],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2018-06-09T14:00:00",
            "photo": "photos/../../x.jpg",
            "text": "Two killed",
        },
    ],
}
TELEGRAM_HTML = """<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="content">
<div class="text bold">Monitor</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">9 June 2018</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="09.06.2018 13:00:00 UTC+03:00">13:00</div>
<div class="from_name">Monitor</div><div class="text">Three <strong>killed</strong><br>in Homs</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="09.06.2018 13:05:00">13:05</div>
<div class="media_wrap clearfix"><a class="photo_wrap" href="photos/../../x.jpg"></a></div>
<div class="text">Two killed in Hama</div></div></div></div></div></div></body></html>"""


@dataclass(frozen=True)
class Sample:
    """`says`: words of every part that carries meaning; `links`: addresses; `count`: documents."""

    adapter: str
    material: Material
    count: int
    says: tuple[str, ...]
    links: tuple[str, ...] = ()
    way: Way = field(default_factory=Way)
    published: str | None = None
    is_partial: bool = False


def warc(
    pages: Iterable[tuple[str, str, bytes]], *, packed: bool = True, status: str = "200 OK", kind: str = "response"
) -> bytes:
    """Return a web archive of addresses with their media types and bodies."""
    out = b""
    for url, media, body in pages:
        is_answer = kind == "response"
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body if is_answer else body
        told = f"WARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-06-09T10:00:00Z\r\n"
        told += f"Content-Type: {'application/http; msgtype=response' if is_answer else media}\r\n"
        told += f"Content-Length: {len(answer)}\r\n"
        record = f"WARC/1.0\r\n{told}\r\n".encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def workbook() -> bytes:
    """Return a workbook of two rows with words and one without."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["No.", "Report", "Day", "Clerk"], [7, WORDS, "2018-06-09", "x"], [8, "Two killed", "then", "y"], [9]):
        sheet.append(row)
    book.create_sheet("Notes").append(["seen"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _material(name: str, data: str | bytes, media: str = "", address: str = "") -> Material:
    body = data.encode() if isinstance(data, str) else data
    return Material(name, body, address or f"/in/{name}", media, None, name.partition(".")[0])


A = "https://a.example/"
COLUMNS = {"id": ("No.",), "text": ("Report",), "published": ("Day",)}
FEED = (
    f"<rss><channel><item><link>{A}1</link></item><item><title>By itself</title><guid>x</guid></item></channel></rss>"
)
SITEMAP = f"<urlset><url><loc>{A}1</loc></url><url><loc>{A}2</loc></url></urlset>"
LIST = '<!DOCTYPE html><html><body><a class="r" href="/1">x</a><a class="next" href="/list?p=2">next</a></body></html>'
RECORDS = json.dumps({"id": "x", "text": WORDS, "published": "2018-06-09", "source": "M"})

GIVEN = (
    Sample("feed", _material("f", FEED, "application/rss+xml", f"{A}feed"), 1, ("By itself",), (f"{A}1",)),
    Sample("sitemap", _material("s", SITEMAP, "application/xml", f"{A}map"), 0, (), (f"{A}1", f"{A}2")),
    Sample(
        "sitemap",
        _material("s.xml.gz", gzip.compress(SITEMAP.encode()), "application/gzip", f"{A}map.xml.gz"),
        0,
        (),
        (f"{A}1", f"{A}2"),
    ),
    Sample("sitemap", _material("s.txt", f"{A}1\r\n{A}2\r\n", "text/plain", f"{A}map.txt"), 0, (), (f"{A}1", f"{A}2")),
    Sample(
        "archive",
        _material("l", LIST, "text/html", f"{A}list"),
        0,
        (),
        (f"{A}1", f"{A}list?p=2"),
        Way(adapter="archive", links="a.r", following="a.next"),
    ),
    Sample("page", _material("p", HTML, "text/html", f"{A}1"), 1, ("Douma", WORDS), published="2018-06-09"),
    Sample("records", _material("r.jsonl", RECORDS), 1, (WORDS,), published="2018-06-09"),
    Sample("plain", _material("t.txt", WORDS), 1, (WORDS,)),
    Sample(
        "telegram", _material("result.json", json.dumps(TELEGRAM)), 2, ("Three killed", "Two killed"), is_partial=True
    ),
    Sample(
        "telegram-html",
        _material("messages.html", TELEGRAM_HTML),
        2,
        ("Three killed\nin Homs", "Two killed in Hama"),
        way=Way(zone="Asia/Damascus"),
        published="2018-06-09T13:00:00+03:00",
        is_partial=True,
    ),
    Sample(
        "warc",
        _material("a.warc.gz", warc([(f"{A}1", "text/html", HTML.encode()), (f"{A}2", "image/gif", b"GIF89a")])),
        1,
        (WORDS,),
        published="2018-06-09",
    ),
    Sample("pdf", _material("report.pdf", (SAMPLES / "report.pdf").read_bytes()), 1, ("قتل 16 مدنيا بينهم 3 أطفال",)),
    Sample(
        "image",
        _material("report.png", (SAMPLES / "report.png").read_bytes()),
        1,
        ("قتل 16 مدنيا بينهم 3 أطفال في قصف على مدينة دوما",),
        is_partial=True,
    ),
    Sample(
        "table",
        _material("t.xlsx", workbook()),
        2,
        (WORDS, "Two killed"),
        way=Way(columns=COLUMNS),
        published="2018-06-09",
        is_partial=True,
    ),
)
