"""No regular expression asks for what a Python that marsad runs on gets wrong."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import marsad

_parser: Any = importlib.import_module("re._parser")
BROKEN = ("POSSESSIVE_REPEAT", "ATOMIC_GROUP")
"""Python 3.11.0 to 3.11.4 (Debian 12 has 3.11.2) reads 26 as 6 with them: python/cpython issue 100061."""


def modules() -> list[str]:
    """Return the names of all modules but those that run something when they are imported."""
    found = (one.name for one in pkgutil.walk_packages(marsad.__path__, "marsad."))
    return sorted(name for name in found if "__main__" not in name and ".migrations" not in name)


def asked(tree: object) -> Iterator[str]:
    """Return the names of all that a parsed expression asks for."""
    if isinstance(tree, _parser.SubPattern):
        for one in tree.data:
            yield from asked(one)
    elif isinstance(tree, tuple | list):
        for one in tree:
            yield from asked(one)
    elif hasattr(tree, "name"):
        yield str(tree.name)


@pytest.mark.parametrize("name", modules())
def test_no_pattern_repeats_possessively(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        pytest.skip(f"a part that is not installed: {error}")
    for own, value in vars(module).items():
        if isinstance(value, re.Pattern):
            used = set(asked(_parser.parse(value.pattern, value.flags)))
            assert not used & set(BROKEN), f"{name}.{own}: {value.pattern!r}"


def test_one_that_does_is_found() -> None:
    assert set(BROKEN[:1]) <= set(asked(_parser.parse("a(?:b|c)*+d")))
    assert set(BROKEN[1:]) <= set(asked(_parser.parse("(?:x(?>a|b))")))
