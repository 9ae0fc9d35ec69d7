"""What the tests of issuing share: a ledger of the shipped bulletins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.knowledge.bulletins import shipped_bulletins
from marsad.pipeline import Ledger


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the shipped bulletins, made once; no test changes it."""
    path = tmp_path_factory.mktemp("ledger") / "shipped.db"
    with Ledger(path) as ledger:
        list(ledger.add(shipped_bulletins()))
    return path


@pytest.fixture
def ledger(shipped: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of it that a test may change."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(shipped.read_bytes())
    with Ledger(copy) as opened:
        yield opened
