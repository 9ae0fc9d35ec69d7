"""One JSON object a line: an incident with all that is public of it."""

from __future__ import annotations

import msgspec

from marsad.model.reading import SCHEMA_VERSION
from marsad.publish.dataset import Dataset, Made


def render(dataset: Dataset) -> Made:
    """Return the lines."""
    lines = [
        msgspec.json.encode({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(one)}) + b"\n"
        for one in dataset.incidents
    ]
    return Made(data=b"".join(lines), written=len(lines))
