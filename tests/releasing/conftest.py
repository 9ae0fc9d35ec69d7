"""Small ledgers of invented documents, settled so that nothing stands in a release's way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.collect.files import Unread
from marsad.ids import sha256
from marsad.model import Decision, Document, EnteredClaim, Group, Place, Window
from marsad.pipeline import Ledger

TEXTS = {
    "one": "At least 5 civilians were killed by shelling in Idlib city on Friday, 9 March 2018.",
    "two": "12 members of the regime forces were killed in clashes near al-Bukamal on 10 March 2018.",
}


def documents(texts: dict[str, str] | None = None) -> Iterator[Document | Unread]:
    """Yield documents of a monitor, by their ids."""
    for name, text in (TEXTS if texts is None else texts).items():
        yield Document(
            id=name, text=text, sha256=sha256(text.encode()), published="2018-03-11", source="sohr", lang="en",
            pack="syria",
        )  # fmt: skip


def entered(visibility: Any, value: int = 7654321, why: str = "CANARYWHY", **claim: Any) -> Decision:
    """Return a claim entered by hand, with words that must not leave where it is not public."""
    said = EnteredClaim(
        quote="CANARYQUOTE",
        harm="killed",
        value=value,
        group=Group(side="civilians", label="CANARYLABEL"),
        window=Window(start=dt.date(2018, 3, 9), end=dt.date(2018, 3, 9)),
        place=claim.pop("place", Place(id="", name_en="CANARYHOUSE", lat=35.12345, lon=36.12345)),
        source="CANARYSOURCE",
        published=dt.date(2018, 3, 11),
        **claim,
    )
    made = Decision(
        id="", verdict="enter", subjects=(), who="CANARYWHO", when=dt.datetime(2018, 3, 12, tzinfo=dt.UTC),
        why=f"{why} {visibility}", evidence=("CANARYEVIDENCE",), visibility=visibility, claim=said,
    )  # fmt: skip
    return made.named()


def judged(verdict: Any, subjects: Iterable[str], visibility: Any = "public", **more: Any) -> Decision:
    """Return a decision on claims."""
    return Decision(
        id="", verdict=verdict, subjects=tuple(subjects), who="Analyst", when=dt.datetime(2018, 3, 12, tzinfo=dt.UTC),
        why=more.pop("why", "seen"), visibility=visibility, **more,
    ).named()  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "marsad.db") as made:
        list(made.add(documents()))
        yield made
