"""The toll of a narrow scope, reckoned from what may enter it, is the one reckoned from everything."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from worlds import documents, put

from marsad.chronicle import Chronicle
from marsad.chronicle.scoped import scoped
from marsad.errors import UsageError
from marsad.knowledge.placenames import contained
from marsad.model import Scope, Window
from marsad.pipeline import Ledger


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def chronicle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronicle]:
    place = str(tmp_path_factory.mktemp("world") / "marsad.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres").database()
    with Ledger(place) as ledger:
        put(ledger, documents(400, seed=4))
        yield Chronicle(ledger)


def scopes(chronicle: Chronicle, count: int) -> Iterator[Scope]:
    chance = random.Random(9)
    every = chronicle.statements()
    for _ in range(count):
        one = chance.choice([s for s in every if s.place is not None and s.claim.window.start is not None])
        assert one.place is not None and one.claim.window.start is not None
        start = one.claim.window.start - dt.timedelta(days=chance.randrange(4))
        window = Window(start=start, end=start + dt.timedelta(days=chance.randrange(40)))
        place = chance.choice([None, one.place.gazetteer, *one.place.parents[:1]])
        yield Scope(harm="killed", place=place, window=chance.choice([window, Window()]) if place else window)


def test_a_narrow_scopes_toll_is_that_of_the_whole_ledger(chronicle: Chronicle) -> None:
    every = contained(chronicle.statements())
    fewer = 0
    for scope in scopes(chronicle, 40):
        narrow, asked = scoped(chronicle, scope)
        assert asked.place == scope.place
        fewer += len(narrow) < len(every)
        assert chronicle.ledger.toll(asked, statements=narrow) == chronicle.ledger.toll(scope, statements=every), scope
    assert fewer == 40


def test_a_place_that_no_text_names_and_a_side_that_nobody_named_are_refused(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="no text in the ledger names a place"):
        scoped(chronicle, Scope(place="Atlantis"))
    with pytest.raises(UsageError, match="there is no side"):
        scoped(chronicle, Scope(side="atlanteans"))


def test_a_place_is_found_by_its_name_in_the_texts(chronicle: Chronicle) -> None:
    narrow, asked = scoped(chronicle, Scope(place="GOV3"))
    assert asked.place == "GOV3" and narrow
    assert all(s.place is None or s.place.gazetteer == "gov3" or "gov3" in s.place.parents for s in narrow if s.place)
