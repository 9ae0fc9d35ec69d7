"""Sentences of a table: a key and its parameters, put into words by a language's templates."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from marsad.model import TollTable

Messages = Mapping[str, str]
"""Templates by key, as in `knowledge/messages/reckon.*.yml`; names in braces are filled in."""


def sentence(messages: Messages, reason: str, params: Mapping[str, str]) -> str:
    """Return the sentence; without a template, the key and its parameters in plain order."""
    template = messages.get(reason)
    if template is None:
        return f"{reason}: " + ", ".join(f"{name}={value}" for name, value in sorted(params.items()))
    return template.format_map(params)


def in_words(table: TollTable, messages: Messages) -> TollTable:
    """Return the table with all its sentences in the language of `messages`."""
    rows = tuple(
        msgspec.structs.replace(
            row,
            contributions=tuple(
                msgspec.structs.replace(one, sentence=sentence(messages, one.reason, one.params))
                for one in row.contributions
            ),
        )
        for row in table.rows
    )
    disputes = tuple(
        msgspec.structs.replace(one, sentence=sentence(messages, one.reason, one.params))
        for one in table.contradictions
    )
    return msgspec.structs.replace(table, rows=rows, contradictions=disputes)
