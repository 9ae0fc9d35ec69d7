"""Sentences of a table: a key and its parameters, put into words by a language's templates."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from marsad.model import TollTable

Messages = Mapping[str, str]
"""Templates by key, as in `knowledge/messages/reckon.*.yml`; names in braces are filled in."""


Names = Mapping[str, str]
"""What sources are called in a language, by id; others are called by their id."""

NO_NAMES: Names = {}
SPEAKERS = ("claimant", "lead")
"""Parameters that are ids of sources, several of them parted by commas."""


def sentence(messages: Messages, reason: str, params: Mapping[str, str], names: Names = NO_NAMES) -> str:
    """Return the sentence; without a template, the key and its parameters in plain order."""
    template = messages.get(reason)
    if names:
        said = {key: ", ".join(names.get(one, one) for one in params.get(key, "").split(", ")) for key in SPEAKERS}
        params = {**params, **{key: said[key] for key in SPEAKERS if key in params}}
    if template is None:
        return f"{reason}: " + ", ".join(f"{name}={value}" for name, value in sorted(params.items()))
    return template.format_map(params)


def in_words(table: TollTable, messages: Messages, names: Names = NO_NAMES) -> TollTable:
    """Return the table with all its sentences in the language of `messages`, the sources by their `names`."""
    rows = tuple(
        msgspec.structs.replace(
            row,
            contributions=tuple(
                msgspec.structs.replace(one, sentence=sentence(messages, one.reason, one.params, names))
                for one in row.contributions
            ),
            proofs=tuple(
                msgspec.structs.replace(one, sentence=sentence(messages, one.reason, one.params, names))
                for one in row.proofs
            ),
        )
        for row in table.rows
    )
    disputes = tuple(
        msgspec.structs.replace(one, sentence=sentence(messages, one.reason, one.params, names))
        for one in table.contradictions
    )
    meaning = sentence(messages, f"policy_{table.policy}", {})
    return msgspec.structs.replace(table, rows=rows, contradictions=disputes, meaning=meaning)
