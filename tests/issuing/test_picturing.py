"""Pictures show what was reckoned, the same in both languages, no finer than the sources, and byte for byte again."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

from marsad.errors import UsageError
from marsad.ids import sha256
from marsad.issuing.picturing import Shown, picture, shown
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.knowledge.lore import load_lore
from marsad.model import Document
from marsad.pipeline import Ledger
from marsad.publish.pictures import KINDS, Picture, check_drawable, draw
from marsad.publish.pictures.colours import MARKERS, SIDES, Palette
from marsad.publish.pictures.rows import flat
from marsad.publish.words import LANGUAGES


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with Ledger(tmp_path_factory.mktemp("ledger") / "shipped.db") as ledger:
        list(ledger.add(shipped_bulletins()))
        yield shown(ledger)


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def numbers(text: str) -> Counter[int]:
    """Return the numbers of a text from three on: one and two are words in Arabic."""
    return Counter(n for n in map(int, re.findall(r"\d+", text)) if n > 2)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_bytes_that_other_programs_open(told: Shown, kind: str) -> None:
    found = picture(told, kind)
    assert found.to_json() == picture(told, kind).to_json()
    for lang in LANGUAGES:
        made = {suffix: draw(found, suffix, lang) for suffix in ("png", "svg", "pdf")}
        assert made == {suffix: draw(found, suffix, lang) for suffix in made}
        assert Image.open(io.BytesIO(made["png"])).size == (1500, 990)
        assert ElementTree.fromstring(made["svg"]).tag.endswith("svg")
        assert len(pypdfium2.PdfDocument(made["pdf"])) == 1
        for data in made.values():
            assert b"CreationDate" not in data
            assert str(dt.date.today().year).encode() + b"-" not in data or str(dt.date.today().year) in found.as_of


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_and_english_pictures_show_equal_numbers(told: Shown, kind: str) -> None:
    found = picture(told, kind)
    english = numbers(pdf_text(draw(found, "pdf", "en")))
    assert sum(english.values()) > 5
    assert english == numbers(pdf_text(draw(found, "pdf", "ar")))
    indic = pdf_text(draw(found, "pdf", "ar", "indic"))
    assert english == numbers(indic)
    assert re.search("[٠-٩]", indic)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_its_sources_standpoint_and_what_a_minimum_is(told: Shown, kind: str) -> None:
    text = " ".join(pdf_text(draw(picture(told, kind), "pdf", "en")).split())
    for said in (
        "Sources (documents): Warifa Observatory",
        "As published by the end of",
        "Policy: lead source",
        "marsad",
    ):
        assert said in text
    assert ("A minimum is a minimum" in text) == (kind != "control")


def test_the_bounds_are_those_of_the_toll(told: Shown) -> None:
    table = told.ledger.toll(by="side")
    reckoned = {(row.side, row.lo, row.hi, row.claims) for row in table.rows if row.harm == "killed"}
    shown_ = {(row.side, row.lo, row.hi, row.claims) for row in picture(told, "sides").rows if row.side}
    assert {(side, lo) for side, lo, _, _ in shown_} == {(side, lo) for side, lo, _, _ in reckoned}
    over_time = picture(told, "toll")
    (whole,) = over_time.rows
    (last,) = over_time.steps[-1].until
    assert (last.lo, last.hi) == (whole.lo, whole.hi)
    assert all(a.until[0].lo <= b.until[0].lo for a, b in zip(over_time.steps, over_time.steps[1:], strict=False))
    assert all(row[7] is not None for row in flat(over_time))


def test_a_period_that_is_long_is_drawn_in_months_and_years(told: Shown) -> None:
    for days, unit in ((45, "day"), (46, "month"), (365 * 4, "month"), (365 * 6, "year")):
        end = dt.date(2021, 3, 23)
        made = picture(shown(told.ledger, start=end - dt.timedelta(days=days - 1), end=end), "toll")
        assert made.unit == unit
        assert made.steps[0].start == made.window.start and made.steps[-1].end == made.window.end
        assert all(b.start - a.end == dt.timedelta(days=1) for a, b in zip(made.steps, made.steps[1:], strict=False))


def test_a_place_of_the_held_is_an_area_and_never_a_point(tmp_path: Path) -> None:
    text = "4 civilians were detained by the regime forces in al-Bukamal on Friday, 9 March 2018."
    with Ledger(tmp_path / "held.db") as ledger:
        document = Document(
            id="held", text=text, sha256=sha256(text.encode()), published="2018-03-11", source="sohr", lang="en",
            pack="syria",
        )  # fmt: skip
        list(ledger.add([document]))
        (mark,) = picture(shown(ledger), "map", "detained").marks
    assert mark.radius_km is not None and mark.radius_km > 50
    assert "Bukamal" not in str(mark)


def test_few_women_and_children_are_in_no_picture(tmp_path: Path) -> None:
    def made(women: int) -> Picture:
        text = f"10 civilians, among them {women} women and 4 children, were killed by shelling in Idlib on March 9."
        with Ledger(tmp_path / f"{women}.db") as ledger:
            document = Document(
                id="few", text=text, sha256=sha256(text.encode()), published="2018-03-11", source="sohr", lang="en",
                pack="syria",
            )  # fmt: skip
            list(ledger.add([document]))
            return picture(shown(ledger), "sides")

    assert {row.group for row in made(3).rows} == {None, "women", "children"}
    assert {row.group for row in made(2).rows} == {None}


def test_sides_of_a_picture_have_colours_of_their_own() -> None:
    for pack in ("syria", "yemen", "sudan"):
        own = load_lore().packs[pack].sides[: len(SIDES)]
        palette = Palette(own)
        assert len({palette.colour(side) for side in own}) == len(own)
        assert len({palette.marker(side) for side in own}) == len(own) <= len(MARKERS)


def test_what_cannot_be_drawn_is_refused_with_what_can(told: Shown) -> None:
    with pytest.raises(UsageError, match="png, svg, pdf"):
        check_drawable(".gif")
    with pytest.raises(UsageError, match="lies before"):
        shown(told.ledger, start=dt.date(2022, 1, 1), end=dt.date(2021, 1, 1))
    empty = picture(shown(told.ledger, start=dt.date(2001, 1, 1), end=dt.date(2001, 1, 3)), "map")
    assert "Nothing was documented" in pdf_text(draw(empty, "pdf", "en"))
