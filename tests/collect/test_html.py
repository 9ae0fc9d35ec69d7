"""HTML: what a reader sees is read, furniture and hostile markup are not."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from marsad.collect import read_files
from marsad.collect.html import extract
from marsad.errors import UnreadableDocumentError
from marsad.model import Document

PAGE = """<!DOCTYPE html>
<html dir="rtl"><head><title>Site</title><style>p { color: red }</style></head><body>
<nav>12 more</nav><header><h1>ثلاثة <b>قتلى</b> في إدلب</h1></header>
<p>قُتل <em>3</em> مدنيين،
   بينهم طفل<br>وأصيب 5 آخرون.</p><script>var killed = 99;</script>
<ul><li>2 رجال<li>طفل</ul><table><tr><td>إدلب<td>3</table>
<div hidden>70 killed</div><aside>26</aside><footer>1000</footer></body></html>"""


def test_blocks_stand_on_lines_of_their_own_and_furniture_is_dropped() -> None:
    assert extract(PAGE.encode(), "x") == (
        "ثلاثة قتلى في إدلب\n\nقُتل 3 مدنيين، بينهم طفل\nوأصيب 5 آخرون.\n\n2 رجال\nطفل\n\nإدلب 3"
    )


def test_words_broken_only_by_markup_stay_whole() -> None:
    assert extract("<p>بين<b>هم</b>82 <i>و</i>احد</p>".encode(), "x") == "بينهم82 واحد"


def test_text_cannot_become_markup() -> None:
    assert extract(b"<p>&lt;script&gt;3 killed&lt;/script&gt;</p>", "x") == "<script>3 killed</script>"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1256">', "cp1256"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', "cp1256"),
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("", "cp1256"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names_or_shows(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>قتل ثلاثة مدنيين</p></body></html>"
    assert extract(page.encode(encoding), "x") == "قتل ثلاثة مدنيين"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 300_000 + "3 killed",
        "<ul><li>" * 100_000 + "3 killed",
        "<" * 500_000 + "3 killed",
        "<p>" * 100_000 + "3 killed",
        "<a href='" * 50_000 + "3 killed",
        "<!--" * 100_000 + "3 killed",
        "<svg><script>3 killed</svg>" * 100,
        "&#x110000;&#0;&bogus;" * 1_000,
    ],
    ids=["deep", "deep list", "angles", "paragraphs", "attributes", "comments", "foreign", "entities"],
)
def test_hostile_markup_is_read_or_refused_quickly(hostile: str) -> None:
    start = time.process_time()
    try:
        assert "\0" not in extract(hostile.encode(), "x")
    except UnreadableDocumentError as error:
        assert str(error).startswith("x: ")
    assert time.process_time() - start < 5


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        extract(b"<html><body><script>1</script></body></html>", "x")


def test_a_page_is_known_by_its_suffix_or_its_first_words(tmp_path: Path) -> None:
    for name in ("a.html", "b.htm", "c", "d.txt"):
        (tmp_path / name).write_text("<!doctype html><p>3 killed</p>", encoding="utf-8")
    found = list(read_files([str(tmp_path / n) for n in ("a.html", "b.htm", "c", "d.txt")], io.BytesIO()))
    documents = [item for item in found if isinstance(item, Document)]
    assert [item.extracted for item in documents] == [True, True, True, False]
    assert documents[0].text == "3 killed"
    assert documents[0].data == b"<!doctype html><p>3 killed</p>"
