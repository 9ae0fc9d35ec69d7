"""What tests of all rooms share: no settings of the person who runs them; a PostgreSQL server for who asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres_server import Server, running

os.environ["MARSAD_GAZETTEERS"] = "/nonexistent/gazetteers"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with running(os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid():x}")) as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> Iterator[Callable[[], str]]:
    """Make empty databases, each with its address; they are dropped after the test."""
    made: list[str] = []

    def go() -> str:
        made.append(postgres.database())
        return made[-1]

    yield go
    for address in made:
        postgres.drop(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: the same tests on both engines."""
    if request.param == "sqlite":
        return str(tmp_path / "marsad.db")
    made: str = request.getfixturevalue("database")()
    return made
