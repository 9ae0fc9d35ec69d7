"""The exits: each format is one file here, found by its name, or an entry point of the group `marsad.exports`.

A format is a module with `render(dataset) -> Made`: values in, bytes out.  An underscore in the file's name is a hyphen
in the format's.
"""

from __future__ import annotations

import importlib.metadata
import pkgutil
from collections.abc import Callable
from importlib import import_module

from marsad.errors import UsageError
from marsad.publish.dataset import Dataset, Made

Render = Callable[[Dataset], Made]


def format_names() -> list[str]:
    """Return the names of all formats: those of this folder, and those that other packages bring."""
    return sorted({*_own(), *_brought()})


def load_format(name: str) -> Render:
    """Return what renders a format.  Raises `UsageError` for one that there is not."""
    if name in _own():
        render: Render = import_module(f"{__name__}.{_own()[name]}").render
        return render
    brought = _brought()
    if name in brought:
        found: Render = brought[name].load().render
        return found
    raise UsageError.of("{name}: no such format; there are: {known}", name=name, known=", ".join(format_names()))


def missing(library: str, extra: str) -> UsageError:
    """Return the error that says which extra brings a library."""
    return UsageError.of(
        "this format needs {library}; install it with: pip install 'marsad[{extra}]'", library=library, extra=extra
    )


def _own() -> dict[str, str]:
    return {module.name.replace("_", "-"): module.name for module in pkgutil.iter_modules(__path__)}


def _brought() -> dict[str, importlib.metadata.EntryPoint]:
    return {point.name: point for point in importlib.metadata.entry_points(group="marsad.exports")}
