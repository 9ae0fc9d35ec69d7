"""Bulletins, pictures and reports tell no sex and no age of few persons, nor do two of their figures together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from marsad.ids import sha256
from marsad.issuing import BulletinDesk, compose
from marsad.issuing.picturing import picture, shown
from marsad.issuing.reporting import report
from marsad.model import Document
from marsad.pipeline import Ledger
from marsad.publish.bulletins.bulletin import Bulletin
from marsad.publish.bulletins.page import build_page
from marsad.publish.printed import content
from marsad.releasing import issue

MONTH = (dt.date(2018, 3, 1), dt.date(2018, 3, 31))
PLACES = {9: "Idlib city", 16: "Homs city", 23: "Hama city"}
Kinds = dict[str, tuple[int, int | None]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "few.db") as opened:
        yield opened


def told(day: int, whole: int, women: int, children: int) -> Document:
    """Return a bulletin on one day's dead, at an address of its own: another text there revises it."""
    text = (
        f"{whole} civilians, including {women} women and {children} children, were killed by shelling in "
        f"{PLACES[day]} on {day} March 2018."
    )
    return Document(
        id=f"of-{day}", text=text, sha256=sha256(text.encode()), published="2018-03-31", source="sohr", lang="en",
        pack="syria", address=f"https://monitor.example/{day}",
    )  # fmt: skip


def drawn(ledger: Ledger) -> Kinds:
    """Return the kinds of civilians of a picture of the month."""
    found = picture(shown(ledger, start=MONTH[0], end=MONTH[1]), "sides")
    return {row.group: (row.lo, row.hi) for row in found.rows if row.group}


def printed(bulletin: Bulletin) -> Mapping[tuple[str | None, str | None], int | None]:
    """Return what a bulletin says of women and children, of its own days and those before."""
    parts = [part for one in (*bulletin.totals, *bulletin.background) for f in one.figures for part in f.parts]
    return {(p.group.sex, p.group.age): p.value for p in parts if p.group.sex or p.group.age}


def published(ledger: Ledger, start: dt.date, end: dt.date) -> Bulletin:
    desk, made = BulletinDesk(ledger.store), compose(ledger, start=start, end=end)
    desk.draft(made, who="ana")
    desk.approve(made.id, who="ben")
    desk.publish(made.id, who="ben")
    return made


def test_enough_persons_are_told_of(ledger: Ledger) -> None:
    list(ledger.add([told(9, 20, 5, 4)]))
    assert drawn(ledger) == {"women": (5, 5), "children": (4, 4)}
    assert printed(compose(ledger, start=MONTH[0], end=MONTH[1])) == {("f", "adult"): 5, (None, "child"): 4}


@pytest.mark.parametrize(("whole", "women", "children"), [(20, 2, 4), (20, 5, 1), (10, 5, 4), (11, 5, 4)])
def test_few_are_not_nor_is_what_leaves_few_over(ledger: Ledger, whole: int, women: int, children: int) -> None:
    """Two women, a single child, or one or two who are neither: nobody is told apart, in no output and no language."""
    list(ledger.add([told(9, whole, women, children)]))
    made = compose(ledger, start=MONTH[0], end=MONTH[1])
    assert drawn(ledger) == {}
    assert printed(made) == {}
    for lang, words in (("en", ("women", "child")), ("ar", ("نساء", "امرأ", "أطفال", "طفل"))):
        texts = build_page(made, lang).text, str(content(report(ledger, "2018-03"), lang)["rows"])
        assert [word for word in words for text in texts if word in text] == [], lang


def test_a_sum_tells_of_nobody_whose_own_row_withholds_it(ledger: Ledger) -> None:
    """The rows of the second day show no sex: the month's sum is of the first alone, and only a minimum."""
    list(ledger.add([told(9, 20, 5, 4), told(16, 20, 1, 6)]))
    assert drawn(ledger) == {"women": (5, None), "children": (4, None)}
    assert printed(compose(ledger, start=MONTH[0], end=MONTH[1])) == {("f", "adult"): 5, (None, "child"): 4}


@pytest.mark.parametrize(("later", "says"), [(6, False), (7, False), (8, True), (5, True)])
def test_a_bulletin_beside_an_earlier_one_of_the_same_days_tells_of_no_few(
    ledger: Ledger, later: int, says: bool
) -> None:
    list(ledger.add([told(9, 20, 5, 4)]))
    first = published(ledger, *MONTH)
    list(ledger.add([told(9, 20, later, 4)]))
    again = compose(ledger, start=MONTH[0], end=MONTH[1], before=first, corrects=first.id, why="a revision")
    assert printed(again).get(("f", "adult")) == (later if says else None)
    assert ("women" in drawn(ledger)) == says


def test_a_bulletin_of_more_days_tells_of_no_few_that_were_added(ledger: Ledger) -> None:
    """Two days' women are told together; of a day whose women are few, not even by what a longer period adds."""
    list(ledger.add([told(9, 20, 5, 4), told(16, 20, 5, 4)]))
    published(ledger, dt.date(2018, 3, 1), dt.date(2018, 3, 12))
    assert printed(compose(ledger, start=MONTH[0], end=MONTH[1])) == {("f", "adult"): 10, (None, "child"): 8}
    list(ledger.add([told(9, 20, 6, 4)]))
    assert printed(compose(ledger, start=dt.date(2018, 3, 1), end=dt.date(2018, 3, 14))) == {}
    list(ledger.add([told(9, 20, 5, 4), told(16, 20, 1, 4)]))
    assert printed(compose(ledger, start=MONTH[0], end=MONTH[1])) == {("f", "adult"): 5, (None, "child"): 4}


def test_what_a_release_withholds_beside_the_one_before_a_bulletin_and_a_picture_withhold_too(ledger: Ledger) -> None:
    list(ledger.add([told(9, 20, 5, 4), told(23, 20, 3, 3)]))
    assert drawn(ledger)["women"][0] == 8
    issue(ledger, as_of=MONTH[1], despite="a test")
    list(ledger.add([told(9, 20, 6, 4)]))
    for _ in range(2):
        assert drawn(ledger)["women"] == (3, None)
        assert printed(compose(ledger, start=MONTH[0], end=MONTH[1]))[("f", "adult")] == 3
        issue(ledger, as_of=MONTH[1], despite="a test")
