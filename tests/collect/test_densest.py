"""The report on a page that names nothing: where most words outside links stand; a note where others are left out."""

from __future__ import annotations

import time

import pytest

from marsad.collect.adapters import choose
from marsad.collect.adapters.page import LEFT_OUT
from marsad.collect.material import Material, Piece, Way
from marsad.errors import UnreadableDocumentError

LINKS = "".join(f'<li><a href="/{n}">Three killed elsewhere</a></li>' for n in range(20))
PARAGRAPHS = "".join(
    f"<p>At least {n} civilians were killed by shelling of the town of Douma on day {n}.</p>" for n in range(9)
)


def read(body: str) -> Piece:
    material = Material(
        "page", f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "https://a.example/1", id="a"
    )
    (piece,) = choose(material, Way()).items(material, Way())
    assert isinstance(piece, Piece)
    return piece


def test_menus_and_related_links_are_no_part_of_it() -> None:
    piece = read(
        f"<div><ul>{LINKS}</ul></div><div><h1>Douma</h1><div>{PARAGRAPHS}</div><div><ul>{LINKS}</ul></div></div>"
    )
    assert piece.document.text.startswith("Douma\n\nAt least 0 civilians")
    assert "elsewhere" not in piece.document.text
    assert piece.document.text.count("At least") == 9
    assert (piece.state, piece.note) == ("complete", None)


def test_one_long_paragraph_is_never_taken_for_the_whole() -> None:
    piece = read(f"<div><p>{'At least 3 were killed in Douma. ' * 40}</p><p>And 5 more in Homs.</p></div>")
    assert "And 5 more in Homs" in piece.document.text


def test_what_is_left_out_is_said() -> None:
    piece = read(
        f"<div><div>{PARAGRAPHS}</div><div><p>And 5 more in Homs, where shelling went on all night.</p></div></div>"
    )
    assert "Homs" not in piece.document.text
    assert (piece.state, piece.note) == ("partial", LEFT_OUT)


def test_a_table_of_the_old_web_is_read() -> None:
    cells = f"<td><ul>{LINKS}</ul></td><td><font><b>Douma</b></font><br>{PARAGRAPHS.replace('p>', 'font>')}</td>"
    piece = read(f"<table><tr>{cells}</tr></table>")
    assert piece.document.text.startswith("Douma")
    assert "elsewhere" not in piece.document.text


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 900 + "3 killed in Douma, it is said" * 3,
        "<div><a href=x>y</a>3 killed" * 200_000,
        "<ul><li><a>x</a>" * 60_000,
    ],
    ids=["deep", "many", "lists"],
)
def test_hostile_markup_takes_no_time(hostile: str) -> None:
    begun = time.process_time()
    try:
        read(hostile)
    except UnreadableDocumentError as error:
        assert "page" in str(error)
    assert time.process_time() - begun < 10
