"""Finding adapters, and the one that fits."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

from marsad.collect.material import Material, Way
from marsad.errors import UnreadableDocumentError, UsageError


@cache
def adapters() -> tuple[ModuleType, ...]:
    """Return every adapter, in the order in which they are asked."""
    room = importlib.import_module("marsad.collect.adapters")
    names = [info.name for info in pkgutil.iter_modules(room.__path__) if not info.name.startswith("_")]
    found = [importlib.import_module(f"{room.__name__}.{name}") for name in names]
    found += [point.load() for point in entry_points(group="marsad.adapters")]
    return tuple(sorted(found, key=lambda one: (one.ORDER, one.NAME)))


def choose(material: Material, way: Way) -> ModuleType:
    """Return the adapter that a source names, else the first that accepts the material.

    Raises `UsageError` for a name that there isn't, `UnreadableDocumentError` for material of no known kind.
    """
    for one in adapters():
        if way.adapter == one.NAME or (way.adapter is None and one.accepts(material)):
            return one
    if way.adapter is not None:
        known = ", ".join(one.NAME for one in adapters())
        raise UsageError.of("there is no adapter {name!r}; there are: {known}", name=way.adapter, known=known)
    raise UnreadableDocumentError.of("{name}: is of no kind that can be read", name=material.name)
