"""One claim as every view shows it: who said what where, in which words, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from marsad.model.statement import Statement
from marsad.model.toll import TollTable
from marsad.publish.passage import passage
from marsad.web.room import Room


def claim_of(room: Room, statement: Statement) -> dict[str, Any]:
    """Return a statement's fields with the sentence around its quote and the id of its incident."""
    return room.kept(("claim", statement.key), lambda: _claim(room, statement))


def claims_of(room: Room, statements: Iterable[Statement]) -> dict[str, dict[str, Any]]:
    """Return many statements as `claim_of` does, by key; their texts are fetched together."""
    told = list(statements)
    texts = room.read_texts(one.document for one in told)

    def made(one: Statement) -> dict[str, Any]:
        return room.kept(("claim", one.key), lambda: _claim(room, one, texts.get(one.document)))

    return {one.key: made(one) for one in told}


def _claim(room: Room, statement: Statement, text: str | None = None) -> dict[str, Any]:
    claim = statement.claim
    start, end = claim.span
    if text is not None and text[start:end] == claim.text:
        before, quote, after = passage(text, claim.span)
    else:
        before, quote, after = _sentence(room, statement)
    return {
        "key": statement.key,
        "document": statement.document,
        "published": statement.published,
        "source": statement.source,
        "claimant": statement.claimant,
        "incident": statement.incident,
        "sentence": {"before": before, "quote": quote, "after": after},
        "claim": claim,
        "place": statement.place,
    }


def _sentence(room: Room, statement: Statement) -> tuple[str, str, str]:
    """Return the words around a quote; a claim entered by hand has none but its own."""
    stored = room.reading(statement.document)
    if stored is None:
        return "", statement.claim.text, ""
    text = room.text(stored)
    start, end = statement.claim.span
    if text[start:end] != statement.claim.text:
        return "", statement.claim.text, ""
    return tuple(passage(text, statement.claim.span))  # type: ignore[return-value]  # a passage is three texts


def binding(table: TollTable) -> dict[str, list[dict[str, Any]]]:
    """Return by claim which figures it binds, and by which reason."""
    out: dict[str, list[dict[str, Any]]] = {}
    for row in table.rows:
        told = {one.claim: one for one in row.contributions}
        for key in dict.fromkeys((*told, *row.claims)):
            out.setdefault(key, []).append({"row": row, "contribution": told.get(key)})
    return out


def standing_of(statement: Statement, bound: Iterable[str], table: TollTable) -> str:
    """Return in a word what became of a claim: used, or why it is not.

    used | background | superseded | withdrawn | denied | rival | conflict | decrease | slack (a tighter claim holds).
    """
    claim = statement.claim
    if statement.key in bound:
        return "used"
    if claim.background:
        return "background"
    if claim.status != "stated":
        return str(claim.status)
    return next((one.kind for one in table.contradictions if statement.key in one.claims), "slack")


def plain(value: object) -> Any:
    """Return a value as JSON's."""
    return msgspec.to_builtins(value)
