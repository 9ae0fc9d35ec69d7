"""The demo's ledger is released, and its release is made again byte for byte after reckoning every figure anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from marsad.knowledge.bulletins import shipped_bulletins
from marsad.pipeline import Ledger
from marsad.publish.releases.folder import write_files
from marsad.publish.releases.reading import read_release
from marsad.releasing import find, issue, rebuilt, recompute


def test_the_demos_release_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    with Ledger(tmp_path / "demo.db") as ledger:
        assert all(outcome.error is None for outcome in ledger.add(shipped_bulletins()))
        made = issue(ledger, as_of=dt.date(2021, 3, 31), despite="a demonstration")
        again = rebuilt(ledger, find(ledger, "latest"))
        assert {file.path: file.data for file in again} == {file.path: file.data for file in made.files}
        assert list(recompute(ledger)(ledger.store.releases()[0])) == []
    write_files(tmp_path / "release", again)
    assert read_release(tmp_path / "release").release == made.release
