"""The derivation as a page: each text with its marks, each mark with its place in the list, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from marsad.knowledge.rules import load_rules
from marsad.model.claim import Claim
from marsad.model.derivation import ClaimDerivation, Derivation, LexiconHit, Origin
from marsad.publish.highlight import Mark, Piece, pieces
from marsad.publish.paper import render
from marsad.publish.steps import Item, items_of, said_features, said_item, said_origin, telling
from marsad.publish.words import load_words

NUMBERS = ("ignored", "unread")


class Link(NamedTuple):
    """Another claim of the same document, by its anchor (empty where the page doesn't show it)."""

    anchor: str
    claim: Claim


class ClaimCard(NamedTuple):
    """One claim with everything that led to it."""

    anchor: str
    found: ClaimDerivation
    whole: Link | None
    parts: tuple[Link, ...]
    telling: tuple[LexiconHit, ...]
    also: tuple[str, ...]
    """Entries that matter to other readers only."""


class ItemLine(NamedTuple):
    """One item with its place in the page."""

    anchor: str
    item: Item
    value: str


class Sheet(NamedTuple):
    """One document."""

    anchor: str
    found: Derivation
    pieces: tuple[Piece, ...]
    claims: tuple[ClaimCard, ...]
    others: tuple[ItemLine, ...]
    numbers: tuple[ItemLine, ...]


def render_derivations(found: Sequence[Derivation], lang: str) -> str:
    """Return the derivations as one HTML page in `lang` that asks nothing of the network and runs no script."""
    words, told = load_words(lang), load_rules(lang)
    sheets = [_sheet(number, one, lang) for number, one in enumerate(found, 1)]
    return render(
        "explain.html.j2",
        ("head.css", "report.css", "explain.css"),
        sheets=sheets,
        words=words,
        told=told,
        features=said_features,
        origin_value=lambda origin, sheet: said_origin(origin, sheet.found, words),
        origin_link=_origin_link,
    )


def write_derivations(path: Path, found: Sequence[Derivation], lang: str) -> None:
    """Write the page to `path`, making its folder where it isn't there."""
    page = render_derivations(found, lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def _sheet(number: int, found: Derivation, lang: str) -> Sheet:
    words, told = load_words(lang), load_rules(lang)
    name = f"d{number}"
    shown = {one.claim.id for one in found.claims}
    known = {claim.id: Link(f"{name}-{claim.id}" if claim.id in shown else "", claim) for claim in found.reading.claims}
    cards = tuple(_card(one, known) for one in found.claims)
    lines = tuple(
        ItemLine(f"{name}-x{n}", item, said_item(item, found, words, told)) for n, item in enumerate(items_of(found), 1)
    )
    marks = [Mark(f"t-{c.anchor}", c.found.claim.span, "claim", f"#c-{c.anchor}") for c in cards]
    marks += [Mark(f"t-{line.anchor}", line.item.span, line.item.kind, f"#c-{line.anchor}") for line in lines]
    return Sheet(
        anchor=name,
        found=found,
        pieces=tuple(pieces(found.text, marks)),
        claims=cards,
        others=tuple(line for line in lines if line.item.kind not in NUMBERS),
        numbers=tuple(line for line in lines if line.item.kind in NUMBERS),
    )


def _card(found: ClaimDerivation, known: dict[str, Link]) -> ClaimCard:
    claim = found.claim
    return ClaimCard(
        anchor=known[claim.id].anchor,
        found=found,
        whole=known.get(claim.part_of or ""),
        parts=tuple(known[part] for part in found.parts),
        telling=tuple(telling(found)),
        also=tuple(dict.fromkeys(f"{hit.text} ({hit.cls})" for hit in found.words if not hit.telling)),
    )


def _origin_link(origin: Origin, sheet: Sheet) -> str | None:
    """Return the anchor of what an origin names: a claim, or a mark of exactly its words; None where there is none."""
    if origin.how == "whole":
        return next((f"c-{card.anchor}" for card in sheet.claims if card.found.claim.id == origin.text), None)
    return next((f"c-{line.anchor}" for line in sheet.others if line.item.span == origin.span), None)
