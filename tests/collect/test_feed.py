"""Feeds as they really come: several formats, malformed, cut short, in other encodings, hostile."""

from __future__ import annotations

import pytest

from marsad.collect.adapters import choose
from marsad.collect.files import Unread
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way
from marsad.errors import UnreadableDocumentError

A = "https://a.example/"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><title>One</title><link rel="self" href="/self"/><link rel="alternate" href="/1"/><id>i</id>
<published>2018-06-09T10:00:00+03:00</published><updated>2019-01-01T00:00:00Z</updated></entry>
<entry><title>Two</title><id>https://a.example/id</id><author><name>The desk</name></author>
<summary>Short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two <b>killed</b> in Homs</p>
</div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>A</title><link>https://a.example/1</link>
<dc:date>2018-06-09T10:00:00+03:00</dc:date></item></rdf:RDF>"""
WORDS = "قتل ثلاثة مدنيين في قصف على مدينة دوما يوم الجمعة الثامن من حزيران"


def items(data: str | bytes) -> list[Item]:
    body = data.encode() if isinstance(data, str) else data
    material = Material("f", body, f"{A}feed", "application/rss+xml", id="f")
    return list(choose(material, Way()).items(material, Way()))


def rss(inner: str, end: str = "</channel></rss>") -> str:
    return f'<rss version="2.0"><channel>{inner}{end}'


def test_atom_follows_the_alternate_link_and_an_entry_without_one_is_a_document() -> None:
    link, piece = items(ATOM)
    assert link == Link(f"{A}1", "2018-06-09T10:00:00+03:00")
    assert isinstance(piece, Piece)
    assert piece.document.text == "Two\n\nTwo killed in Homs", "the id of an Atom entry is no address"
    assert piece.author == "The desk"
    assert b'"summary":' in piece.document.data


def test_rdf() -> None:
    assert items(RDF) == [Link(f"{A}1", "2018-06-09T10:00:00+03:00")]


def test_a_guid_is_an_address_unless_it_says_that_it_is_none() -> None:
    other = '<item><title>Two killed</title><guid isPermaLink="false">https://a.example/9</guid></item>'
    link, piece = items(rss(f"<item><title>A</title><guid>{A}9</guid></item>{other}"))
    assert link == Link(f"{A}9")
    assert isinstance(piece, Piece)


def test_a_malformed_feed_is_read_and_it_is_said() -> None:
    found = items(rss(f"<item><title>A & B &nbsp; \x0b</title><link>{A}1?a=1&b=2</link></item>"))
    assert found[0] == Link(f"{A}1?a=1&b=2")
    assert isinstance(found[1], Skipped)
    assert "no well-formed XML" in found[1].why


def test_of_a_feed_that_was_cut_short_the_last_entry_is_left_out_and_told() -> None:
    found = items(rss(f"<item><link>{A}1</link></item><item><title>Two</title><link>{A}12", end=""))
    assert found[0] == Link(f"{A}1")
    assert isinstance(found[1], Unread)
    assert "cut short" in str(found[1].error)
    assert len(found) == 2


@pytest.mark.parametrize("declared", [' encoding="windows-1256"', ' encoding="utf-8"', ""])
def test_the_bytes_tell_the_encoding_whatever_is_declared(declared: str) -> None:
    """`feedparser` by itself takes undeclared windows-1256 for windows-1252, and the words are lost."""
    (piece,) = items(f'<?xml version="1.0"{declared}?>{rss(f"<item><title>{WORDS}</title></item>")}'.encode("cp1256"))
    assert isinstance(piece, Piece)
    assert piece.document.text == WORDS


ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_parsed(encoding: str) -> None:
    """`feedparser` by itself expands entities of a document's own."""
    material = Material("f", (ENTITIES + rss("<item><title>&a;&b;</title></item>")).encode(encoding), f"{A}f", id="f")
    with pytest.raises(UnreadableDocumentError, match="entities"):
        list(choose(material, Way(adapter="feed")).items(material, Way()))


def test_what_is_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="inside one another"):
        items(rss("<a>" * 5_000))


def test_an_entry_keeps_its_bytes_from_run_to_run() -> None:
    data = rss("<item><title>Two killed</title><guid isPermaLink='false'>x</guid><category>c</category></item>")
    first, second = (items(data)[0] for _ in range(2))
    assert isinstance(first, Piece)
    assert first == second
    assert first.document.data == b'{"content":"","id":"x","title":"Two killed"}'
