"""The demo's ledger is released, and its release is made again byte for byte after reckoning every figure anew."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

from marsad.knowledge.bulletins import shipped_bulletins
from marsad.pipeline import Ledger
from marsad.publish.releases.folder import write_files
from marsad.publish.releases.reading import read_release
from marsad.releasing import find, issue, rebuilt, recompute


def numbers(text: str) -> Counter[int]:
    """Return the numbers from three on, without the name of a hash: one and two are words in Arabic."""
    return Counter(n for n in map(int, re.findall(r"\d+", text.replace("SHA-256", ""))) if n > 2)


def test_the_demos_release_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    with Ledger(tmp_path / "demo.db") as ledger:
        assert all(outcome.error is None for outcome in ledger.add(shipped_bulletins()))
        made = issue(ledger, as_of=dt.date(2021, 3, 31), despite="a demonstration")
        again = rebuilt(ledger, find(ledger, "latest"))
        assert {file.path: file.data for file in again} == {file.path: file.data for file in made.files}
        assert list(recompute(ledger)(ledger.store.releases()[0])) == []
    papers = {file.path: file.data.decode() for file in again if file.path.startswith("README")}
    assert numbers(papers["README.ar.md"]) == numbers(papers["README.en.md"])
    assert len(numbers(papers["README.en.md"])) > 20
    write_files(tmp_path / "release", again)
    assert read_release(tmp_path / "release").release == made.release
