"""marsad (Arabic for observatory): from field reports to tolls that can be questioned.

The Python API mirrors the verbs: `marsad.read(text)` one bulletin into claims with evidence, keep them in a
`marsad.Ledger`, `marsad.reckon(statements, scope)` what is certain, `marsad.estimate(histories)` the uncounted.
Everything is imported on first use, so that start-up stays quick.  `read`, `reckon` and `estimate` are also the names
of the rooms behind them: these packages can be called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "estimate", "read", "reckon"]

_CALLED = {
    "read": ("marsad.pipeline", "read_text"),
    "reckon": ("marsad.pipeline", "reckon"),
    "estimate": ("marsad.estimate.card", "estimate"),
}
"""Which function is meant where a room of this name is called: its module and its name."""


def _function(module: str, name: str) -> Any:
    from importlib import import_module

    return getattr(import_module(module), name)


class _Room(ModuleType):
    """A package that can be called as the verb that it is."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return _function(*_CALLED[self.__name__.rpartition(".")[2]])(*arguments, **named)


class _Marsad(ModuleType):
    """This package: a room that is imported, by whomever, becomes callable."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _CALLED and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Marsad


def __getattr__(name: str) -> Any:
    if name == "Ledger":
        return _function("marsad.pipeline", name)
    if name in _CALLED:
        from importlib import import_module

        return import_module(f"marsad.{name}")
    raise AttributeError(f"module 'marsad' has no attribute {name!r}")
