"""What is restricted stands nowhere in clear in the derived tables either, and is counted all the same."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from marsad.chronicle import Chronicle
from marsad.ledger.confidential import Vault
from marsad.model import EnteredClaim, Group, Place, Window
from marsad.pipeline import Ledger
from marsad.review.desk import Desk
from marsad.review.signature import Signature

CLAIM = EnteredClaim(
    quote="canary-quote",
    harm="killed",
    value=7,
    group=Group(side="civilians", label="canary-label"),
    window=Window(start=dt.date(2018, 3, 9), end=dt.date(2018, 3, 9)),
    place=Place(id="", name_en="canary-house", lat=35.12345, lon=36.12345),
    source="canary-source",
    published=dt.date(2018, 3, 11),
)
BY = Signature(who="R.", why="canary-why", evidence=("canary-evidence",), visibility="restricted")


def test_no_restricted_value_stands_in_the_derived_tables(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "keys" / "confidential.keys")
    vault.make("2018-03-12T00:00:00Z")
    with Ledger(tmp_path / "marsad.db") as ledger:
        Desk(ledger.store, vault).enter_claims([(CLAIM, BY)])
        told = list(Chronicle(ledger).statements())
        list(Chronicle(ledger).incidents())
    assert [statement.claim.value for statement in told] == [7]
    content = b"".join(path.read_bytes() for path in tmp_path.glob("marsad.db*"))
    found = sorted(set(re.findall(rb"canary-\w+", content.lower())))
    assert found == []
    assert b"35.12345" not in content
