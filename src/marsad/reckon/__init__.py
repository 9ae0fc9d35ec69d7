"""Claims and a scope in; the least and the greatest number that they allow out, with proofs.

- `reckon(statements, scope, **options)` = `toll_table`: the toll of a scope over many statements, row by row.
- `document_tolls(reading)`: the tolls of one document alone; `lead.lead(text)` tells it where the title ends.
- `in_words(table, messages)`: the same table with its sentences in another language.
- The engine beneath: a `System` of `Row`s over cells, `bounds`, `conflicts`, `proof.proof`, `atoms.atoms`.

Pure: no I/O, no clock.  The solver is loaded only where sets cross.
"""

from __future__ import annotations

from typing import Any

_HOME = {
    "Bounds": "system",
    "Row": "system",
    "System": "system",
    "bounds": "cascade",
    "conflicts": "conflict",
    "document_tolls": "document",
    "in_words": "sentence",
    "toll_table": "table",
}
__all__ = sorted([*_HOME, "reckon"])


def __getattr__(name: str) -> Any:
    """Load a function where it is first asked for: most commands need only one of them."""
    from importlib import import_module

    if name == "reckon":
        return import_module("marsad.reckon.table").toll_table
    if name in _HOME:
        return getattr(import_module(f"marsad.reckon.{_HOME[name]}"), name)
    raise AttributeError(f"module 'marsad.reckon' has no attribute {name!r}")
