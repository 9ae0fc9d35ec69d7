"""The generated year of bench/generated_year.py, for tests that need a known truth."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

PATH = Path(__file__).parents[2] / "bench" / "generated_year.py"


@cache
def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generated_year", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generated_year"] = module
    spec.loader.exec_module(module)
    return module


def year(incidents: int, claims: int, **more: Any) -> Any:
    """A world: its statements and its truth."""
    return _module().generate(incidents, claims, **more)
