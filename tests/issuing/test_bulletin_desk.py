"""A bulletin goes from draft through a second person to publication, and is corrected without being overwritten."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.errors import UsageError
from marsad.issuing import BulletinDesk, compose, differences
from marsad.pipeline import Ledger
from marsad.publish.bulletins.html import render_page
from marsad.publish.bulletins.page import build_page
from marsad.publish.words import LANGUAGES

START, END = dt.date(2021, 3, 1), dt.date(2021, 3, 14)


def test_the_way_of_a_bulletin_needs_two_persons_and_overwrites_nothing(ledger: Ledger) -> None:
    desk = BulletinDesk(ledger.store)
    made = compose(ledger, start=START, end=END)
    id = desk.draft(made, who="ana").bulletin.id
    with pytest.raises(UsageError):
        desk.approve(id, who=" Ana ")
    with pytest.raises(UsageError):
        desk.publish(id, who="ben")
    assert desk.approve(id, who="ben").state == "approved"
    assert desk.publish(id, who="ben").state == "published"
    with pytest.raises(UsageError):
        desk.to_correct(id, why=" ")
    wrong = desk.to_correct(id, why="a late report")
    better = compose(ledger, start=START, end=END, before=wrong, corrects=id, why="a late report")
    desk.draft(better, who="ben")
    assert desk.issue(id).corrected_by is None
    desk.approve(better.id, who="ana")
    desk.publish(better.id, who="ana")
    assert desk.issue(id).corrected_by == better.id
    assert desk.issue(id).bulletin == made
    assert better.id in build_page(better, "en").id and id in build_page(better, "en").text
    assert ledger.verify().ok
    assert ledger.store.releases() == []


def test_every_number_names_its_claims_and_stands_where_the_link_says(ledger: Ledger) -> None:
    made = compose(ledger, start=START, end=END)
    known = {statement.key for statement in ledger.statements()}
    told = {}
    for lang in LANGUAGES:
        page = build_page(made, lang)
        assert page.links
        for link in page.links:
            assert page.text[slice(*link.span)] == link.text
            assert link.claims and set(link.claims) <= known
        told[lang] = [(link.harm, link.value, link.value_max, link.hedge, link.claims) for link in page.links]
        assert page.title in page.text
        for link in page.links:
            assert f'<data value="{" ".join(link.claims)}">' in render_page(page)
    assert told["ar"] == told["en"]


def test_the_shipped_bulletins_period_is_read_back_as_it_was_told(ledger: Ledger) -> None:
    made = compose(ledger, start=START, end=END)
    assert {lang: differences(made, build_page(made, lang)) for lang in LANGUAGES} == {"ar": [], "en": []}


def test_the_form_is_a_monitors(ledger: Ledger) -> None:
    page = build_page(compose(ledger), "ar")
    names = [section.name for section in page.sections]
    assert names[:3] == ["title", "dateline", "toll"]
    assert {"incidents", "background", "sources", "limits"} <= set(names)
    assert "آذار/مارس" in page.text
