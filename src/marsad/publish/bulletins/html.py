"""A bulletin's page as HTML: one file without script, each number with the claims that force it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.publish.bulletins.bulletin import Page, Section
from marsad.publish.paper import render


class _Piece(NamedTuple):
    text: str
    claims: str = ""


class _Part(NamedTuple):
    name: str
    heading: str
    lines: list[list[_Piece]]


def render_page(page: Page, *, draft: str | None = None) -> str:
    """Return the page; `draft` says above it that it is none yet."""
    sections = [_Part(one.name, one.heading, _lines(page, one)) for one in page.sections]
    return render("bulletin.html.j2", ("bulletin.css",), page=page, sections=sections, draft=draft)


def _lines(page: Page, section: Section) -> list[list[_Piece]]:
    out, at = [], section.span[0]
    for line in page.text[slice(*section.span)].split("\n\n"):
        out.append(_pieces(page, at, at + len(line)))
        at += len(line) + 2
    return [line for line in out if line]


def _pieces(page: Page, first: int, last: int) -> list[_Piece]:
    out = []
    for link in page.links:
        start, end = link.span
        if first <= start and end <= last and start >= first:
            out += [_Piece(page.text[first:start]), _Piece(link.text, " ".join(link.claims))]
            first = end
    return [piece for piece in [*out, _Piece(page.text[first:last])] if piece.text]
