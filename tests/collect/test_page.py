"""Pages: the report apart from what stands around it; when it was published and by whom, wherever the page says so."""

from __future__ import annotations

import pytest

from marsad.collect.adapters import choose
from marsad.collect.material import Material, Piece, Way

WORDS = "At least 3 civilians were killed by shelling of the town of Douma on Friday, residents said."
ARTICLE = f"<article><h1>Shelling of Douma</h1><p>{WORDS}</p></article>"


def read(head: str = "", body: str = ARTICLE, way: Way | None = None) -> Piece:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    material = Material("p", page.encode(), "https://a.example/1", "text/html", id="p")
    (piece,) = choose(material, Way()).items(material, way or Way())
    assert isinstance(piece, Piece)
    return piece


DAYS = {
    "open graph": '<meta property="article:published_time" content="2018-06-09T10:00:00+03:00">',
    "name": '<meta name="DC.date" content="2018-06-09T10:00:00+03:00">',
    "itemprop": '<meta itemprop="datePublished" content="2018-06-09T10:00:00+03:00">',
    "linked data": '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": '
    '"2018-06-09T10:00:00+03:00"}</script>',
    "graph": '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"datePublished": '
    '"2018-06-09T10:00:00+03:00"}]}</script>',
}


@pytest.mark.parametrize("how", DAYS)
def test_the_moment_of_publication_is_the_metadatas(how: str) -> None:
    assert read(DAYS[how]).document.published == "2018-06-09T10:00:00+03:00"


def test_else_it_is_that_of_an_element_of_time() -> None:
    body = ARTICLE.replace("<p>", '<time datetime="2018-06-09T10:00:00">Saturday</time><p>', 1)
    assert read(body=body).document.published == "2018-06-09T10:00:00"
    assert read(body=body, way=Way(zone="Asia/Damascus")).document.published == "2018-06-09T10:00:00+03:00"
    assert read('<meta name="date" content="last week">').document.published is None


def test_author_and_publisher_are_the_metadatas() -> None:
    piece = read('<meta name="author" content="The desk"><meta property="og:site_name" content="The Monitor">')
    assert (piece.author, piece.document.source) == ("The desk", "The Monitor")


def test_selectors_win_over_metadata() -> None:
    head = '<meta name="author" content="Admin"><meta name="date" content="2020-01-01">'
    body = f'<div id="r"><b class="by">The desk</b><i class="day">2018-06-09</i><p>{WORDS}</p></div>'
    piece = read(head, body, Way(text="#r p", author=".by", published=".day"))
    assert (piece.document.text, piece.author, piece.document.published) == (WORDS, "The desk", "2018-06-09")


AROUND = {
    "share counts": '<div class="share-buttons">Shared 26 times</div>',
    "related links": '<div class="related-posts"><a href="/2">Nine killed in Homs</a><p>26</p></div>',
    "comments": '<div id="comments"><p>26 of my village were killed</p></div>',
    "a menu": '<ul class="menu"><li><a href="/2">26 reports</a></li></ul>',
    "a newsletter": '<section class="newsletter">26 subscribers</section>',
}


@pytest.mark.parametrize("what", AROUND)
@pytest.mark.parametrize("inside", [True, False], ids=["inside", "outside"])
def test_what_stands_around_the_report_is_no_part_of_it(what: str, inside: bool) -> None:
    body = ARTICLE.replace("</article>", f"{AROUND[what]}</article>") if inside else f"{ARTICLE}{AROUND[what]}"
    piece = read(body=body)
    assert piece.document.text == f"Shelling of Douma\n\n{WORDS}"
    assert piece.state == "complete"


def test_a_headline_that_is_repeated_around_the_report_stands_in_it_once() -> None:
    """In the title, the path to the page, and the list of the latest."""
    headline = "Shelling of Douma"
    body = f'<div class="breadcrumbs">News / {headline}</div>{ARTICLE}<aside><h3>{headline}</h3></aside>'
    assert read(f"<title>{headline} - The Monitor</title>", body).document.text.count(headline) == 1


def test_a_headline_above_the_element_of_the_report_is_put_before_it() -> None:
    body = f'<h1>Shelling of Douma</h1><div class="entry-content"><p>{WORDS}</p></div>'
    assert read(body=body).document.text == f"Shelling of Douma\n\n{WORDS}"


def test_a_selector_that_finds_nothing_any_more_is_said() -> None:
    piece = read(way=Way(text="#report"))
    assert (piece.state, piece.note) == ("partial", "nothing stands at the selector '#report'")
    assert WORDS in piece.document.text
