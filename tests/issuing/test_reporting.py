"""A report is printed from the ledger: whole, the same in both languages, searchable, and byte for byte again."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest

from marsad.errors import UsageError
from marsad.issuing import BulletinDesk, compose
from marsad.issuing.reporting import period, report
from marsad.pipeline import Ledger
from marsad.publish.printed import Report, check_printable, content, printed
from marsad.publish.words import LANGUAGES

DAY = dt.date(2021, 3, 31)
HOSTILE = '#panic("x") $1^2$ \\ <b> = _*'


@pytest.fixture
def month(ledger: Ledger) -> Report:
    return report(ledger, "2021-03")


def pages(data: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(data)]


def numbers(text: str) -> Counter[int]:
    """Return the numbers from three on: one and two are words in Arabic."""
    return Counter(n for n in map(int, re.findall(r"\d+", text)) if n > 2)


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a report's content but its pictures, which have a test of their own."""
    if isinstance(value, str):
        yield "" if value.startswith("<?xml") else value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def test_a_report_has_all_its_parts_on_numbered_pages(month: Report) -> None:
    found = pages(printed(content(month, "en"), DAY))
    whole = " ".join(found)
    for said in (
        *("Report of March 2021", "Toll over time", "Incidents"),
        *("Who held what", "Control", "Corrections", "Method", "Limits of these figures", "Sources"),
        *("A minimum is a minimum", "As published by the end of"),
    ):
        assert said in whole, said
    assert all(f"Page {number} of {len(found)}" in page for number, page in enumerate(found, 1))
    for row in content(month, "en")["rows"]:
        assert row["said"] in whole and set(row["claims"]) <= set(whole.split())
    for one in month.happenings:
        assert one.id in whole


def test_the_same_ledger_gives_the_same_bytes(month: Report) -> None:
    for lang in LANGUAGES:
        made = printed(content(month, lang), DAY)
        assert made == printed(content(month, lang), DAY)
        about = pypdfium2.PdfDocument(made).get_metadata_dict()
        assert about["CreationDate"].startswith("D:20210331")
        assert b"pdfuaid" in made and b"pdfaid" in made


def test_arabic_and_english_reports_tell_equal_numbers(month: Report) -> None:
    english = numbers(" ".join(strings(content(month, "en"))))
    assert len(english) > 25
    assert numbers(" ".join(strings(content(month, "ar")))) == english
    indic = " ".join(strings(content(month, "ar", "indic")))
    assert numbers(indic) == english
    assert re.search("[٠-٩]", indic)
    printed_ = " ".join(pages(printed(content(month, "ar"), DAY)))
    assert {row.lo for row in month.rows if row.lo > 2} <= set(numbers(printed_))


def test_the_pages_have_no_word_and_no_figure_of_their_own(month: Report) -> None:
    """With every string of the content replaced nothing else is printed but the numbers of the pages."""

    def blank(value: Any) -> Any:
        if isinstance(value, str):
            return "Q" if not value.startswith("<?xml") else value
        if isinstance(value, dict):
            return {key: blank(one) for key, one in value.items()}
        return [blank(one) for one in value] if isinstance(value, list | tuple) else value

    made = blank(content(month, "en")) | {"lang": "en", "page_number": "1"}
    found = pages(printed(made, DAY))
    for number, page in enumerate(found, 1):
        assert set(re.findall(r"[^\W\d_]", page)) == {"Q"}
        assert Counter(re.findall(r"\d+", page)) == Counter([str(number), str(len(found))])


def test_no_word_from_outside_is_read_as_a_command(ledger: Ledger) -> None:
    made = report(ledger, "2021-03-12", publisher=HOSTILE)
    assert made.unit == "day" and {one.kind for one in made.pictures} == {"sides", "control"}
    assert HOSTILE in pages(printed(content(made, "en"), DAY))[0]


def test_corrections_of_the_period_are_told_with_their_reason(ledger: Ledger) -> None:
    desk = BulletinDesk(ledger.store)
    start, end = dt.date(2021, 3, 1), dt.date(2021, 3, 14)
    first = compose(ledger, start=start, end=end)
    again = compose(ledger, start=start, end=end, before=first, corrects=first.id, why="A LATE REPORT")
    for one in (first, again):
        desk.draft(one, who="ana")
        desk.approve(one.id, who="ben")
        desk.publish(one.id, who="ben")
    for lang in LANGUAGES:
        whole = str(content(report(ledger, "2021-03"), lang))
        assert "A LATE REPORT" in whole and first.id in whole and again.id in whole
        assert "A LATE REPORT" not in str(content(report(ledger, "2021-04"), lang))
    printed_ = " ".join(pages(printed(content(report(ledger, "2021-03"), "en"), DAY)))
    assert f"Bulletin {first.id} was corrected by {again.id}: A LATE REPORT" in printed_


@pytest.mark.parametrize("asked", ["2021", "2021-13", "2021-02-30", "March", ""])
def test_a_period_that_is_none_is_refused(asked: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM"):
        period(asked)


def test_the_month_of_the_newest_document_is_the_default(ledger: Ledger) -> None:
    assert report(ledger).bulletin.window == period("2021-03")[1]


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"marsad\[report\]"):
        check_printable()
