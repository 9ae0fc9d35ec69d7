"""One ledger in a file and in a server's database: whatever leaves it is the same, byte for byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from marsad.publish.exports import format_names

from .conftest import Run

TEXTS = {
    "a": "At least 5 civilians, among them 2 children, were killed by shelling in Idlib city on Friday, 9 March 2018.",
    "b": "Idlib, 10 March 2018: the number of civilians killed by Friday's shelling of Idlib city rose to 7.",
    "c": "Aleppo, 11 March 2018: 3 fighters were killed and 4 wounded in clashes at Darat Izza. Regime forces took it.",
}
TAKEN = (
    *(f"export {name} --out export.{name}" for name in format_names()),
    "export evidence --id a --out bag",
    "publish release --despite seen --out release",
    "publish site --from release --out site",
    "publish bulletin --from 2018-03-01 --to 2018-03-31 --out bulletin.txt",
    "publish report --period 2018-03 --out report.pdf",
)
SAID = ("toll", "toll --by incident", "incidents", "control", "contradictions", "search killed", "verify")


NOON = dt.datetime(2018, 4, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def two(run: Run, folder: Path, database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A ledger with bulletins, a claim entered by hand and a decision, restored into a file and into a server.

    The ledger's clock stands still: what is done to one and then to the other is done at the same time.
    """
    clock = SimpleNamespace(UTC=dt.UTC, datetime=SimpleNamespace(now=lambda zone: NOON))
    monkeypatch.setattr("marsad.ledger.opened.dt", clock)
    monkeypatch.setenv("MARSAD_OPERATOR", "R.")
    for number, (name, text) in enumerate(TEXTS.items()):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run("add", f"{name}.txt", "--published", f"2018-03-{11 + number}", "--source", "sohr").code == 0
    by = ("--who", "R.", "--why", "an interview", "--visibility", "public")
    day = ("--from", "2018-03-09", "--to", "2018-03-09", "--place", "Idlib")
    claim = ("--quote", "two more were found", "--harm", "killed", "--value", "2", *day)
    assert run("enter", "claim", *claim, *by).code == 0
    assert run("review", "accept", "c#c1", "--who", "R.", "--why", "seen").code == 0
    assert run("backup", "copy.backup").code == 0
    made = {"sqlite": str(folder / "same.db"), "postgresql": database()}
    for url in made.values():
        assert run("restore", "copy.backup", "--ledger", url).code == 0
    return made


def test_every_export_a_release_its_site_and_what_is_said_are_the_same_bytes(
    two: dict[str, str], run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, dict[str, bytes]] = {}
    for engine, url in two.items():
        out = folder / engine
        out.mkdir()
        monkeypatch.setenv("MARSAD_LEDGER", url)
        monkeypatch.chdir(out)
        said = {verb: run(*verb.split(), "--format", "json").out.encode() for verb in SAID}
        for verb in TAKEN:
            done = run(*verb.split())
            assert done.code == 0, (engine, verb, done.err)
        left = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        found[engine] = said | left
    here, there = found.values()
    assert sorted(here) == sorted(there)
    assert len(here) > len(TAKEN) + len(SAID)
    assert [name for name in here if here[name] != there[name]] == []
