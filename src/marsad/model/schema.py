"""JSON Schemas of what the commands give, made from the nouns themselves, so that they are never out of date."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.model.listings import Contradictions, Control, Incidents, Matching, Victims
from marsad.model.noun import Noun
from marsad.model.reading import SCHEMA_VERSION, Reading
from marsad.model.toll import TollTable

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Refused(Noun, frozen=True, kw_only=True):
    """A document that can't be read, in its place among the readings."""

    id: str
    error: str


OUTPUTS: dict[str, tuple[type[Noun], ...]] = {
    "read": (Reading, Refused),
    "toll": (TollTable,),
    "contradictions": (Contradictions,),
    "incidents": (Incidents,),
    "control": (Control,),
    "people-list": (Victims,),
    "people-match": (Matching,),
}
"""What a value may be: a line of `read --format jsonl`; of the others the whole of `--format json`."""


def json_schema(output: str) -> dict[str, Any]:
    """Return the JSON Schema of an output; `output` is a key of `OUTPUTS`."""
    found, parts = msgspec.json.schema_components(OUTPUTS[output], schema_hook=_anything, ref_template="#/$defs/{name}")
    body: dict[str, Any] = found[0] if len(found) == 1 else {"anyOf": list(found)}
    title = f"marsad {output}, schema_version {SCHEMA_VERSION}"
    return {"$schema": DIALECT, "title": title, **body, "$defs": parts}


def _anything(kind: type) -> dict[str, Any]:
    """Say of a value of any JSON type that it is one.  Raises NotImplementedError for every other type."""
    if kind is object:
        return {"description": "any JSON value"}
    raise NotImplementedError(f"no JSON Schema for {kind}; write it here")
