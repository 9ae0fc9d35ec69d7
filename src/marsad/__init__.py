"""marsad (Arabic for observatory): from field reports to tolls that can be questioned.

The Python API mirrors the verbs: `read` one bulletin into claims with evidence, keep them in a
`Ledger`, `reckon` what is certain.  Everything is imported on first use, so that start-up stays quick.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "read", "reckon"]

_HOME = {"read": "marsad.pipeline", "reckon": "marsad.pipeline", "Ledger": "marsad.pipeline"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'marsad' has no attribute {name!r}")
