"""The reader as a whole: robust on any text, exact in its quotes, and right on a real bulletin."""

from __future__ import annotations

import gc
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.ids import sha256
from marsad.knowledge import load_lore
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model import Document, Reading
from marsad.pipeline import read_document
from marsad.read import read

SEED = Path(__file__).parents[3] / "shared" / "gold" / "open" / "seed.json"
GOLD = Path(__file__).parents[1] / "gold" / "open"

ARABIC = """قتل مقتل 30 ٣ خمسة وعشرين مدنياً بينهم أطفال (طفل) ، . والبقية من عناصر التنظيم في البوكمال منذ أمس الجمعة"""
ENGLISH = """killed 12 of them civilians including a child since Friday in Mosul , . and the rest at least dozens"""
WORDS = st.sampled_from([*ARABIC.split(), *ENGLISH.split(), "\n"])
SENTENCES = st.lists(WORDS, max_size=40).map(" ".join)


def a_document(text: str, **more: Any) -> Document:
    return Document(id="d", text=text, sha256=sha256(text.encode("utf-8", "surrogatepass")), **more)


def spans_of(reading: Reading) -> list[tuple[tuple[int, int], str]]:
    layers = (reading.claims, reading.dates, reading.durations, reading.places, reading.control, reading.events)
    found = [(item.span, item.text) for layer in layers for item in layer]
    return found + [(item.span, item.text) for item in reading.ignored]


@given(st.one_of(st.text(max_size=300), SENTENCES))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_and_every_quote_is_exact(text: str) -> None:
    """Reading never raises, and what it quotes stands where it says."""
    reading = read(a_document(text, published="2018-06-09"), load_lore())

    for (start, end), quote in spans_of(reading):
        assert text[start:end] == quote


@pytest.mark.parametrize("text", ["a Hezbollah commander", "Two residents are unreachable since the"])
def test_a_text_may_end_where_more_is_awaited(text: str) -> None:
    assert read(a_document(text, lang="en", pack="syria"), load_lore()).ignored is not None


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_text_that_is_cut_anywhere_is_read(lang: str) -> None:
    documents = [document for document in shipped_bulletins() if document.lang == lang]
    for text in [document.text for document in documents]:
        for end in [match.end() for match in re.finditer(r"\S+", text)][::3]:
            read(a_document(text[:end], published="2018-06-09", lang=lang), load_lore())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\u202e\u202d\u200b\ufeff",
        "30",
        "\ud800 30 قتيلا",
        "قتل " * 2000,
        "بينهم " * 2000 + "30 قتيلا",
        "(" * 3000 + "12 قتيلا",
        "12 " * 3000,
        "a" * 1_000_000,
        "ق" * 1_000_000,
        "9" * 1_000_000,
        "killed 9,9,9,9,9,9,9,9",
        "\x00\x01 قتل 3 مدنيين",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_read(text: str) -> None:
    """Nothing in a text can stop the reader."""
    reading = read(a_document(text), load_lore())

    assert all(text[start:end] == quote for (start, end), quote in spans_of(reading))


def test_invisible_controls_hide_no_number() -> None:
    """Bidi and zero-width characters inside words and numbers are read through."""
    reading = read(a_document("مق\u200dتل \u202b30\u202c مد\u200bنياً", lang="ar"), load_lore())

    assert [(c.harm, c.value) for c in reading.claims] == [("killed", 30)]


def test_reading_goes_through_json_unchanged() -> None:
    """The contract's JSON holds everything that the reading holds."""
    text = "قتل 12 مدنياً بينهم طفلان في قصف على مدينة إدلب أمس الجمعة."
    reading = read_document(a_document(text, published="2018-06-09"))

    assert Reading.from_json(reading.to_json()) == reading


def the_seed() -> str:
    if not SEED.exists():
        pytest.skip("the real bulletin stays out of the project; it lies in ../shared")
    return str(json.loads(SEED.read_text(encoding="utf-8"))["text"])


def test_real_bulletin_tells_its_own_day() -> None:
    """The publication is inferred from a weekday, a day and 'last year 2017', with the reason."""
    published = read_document(a_document(the_seed())).published

    assert (published.value, published.how) == ("2018-06-09", "inferred")
    assert published.why is not None
    assert "2017" in published.why


def test_real_bulletin_gives_its_nine_claims() -> None:
    """Counts, hedges, sides and links of the real bulletin are those that an expert reads; the rest has no number."""
    reading = read_document(a_document(the_seed()))
    number = {claim.id: claim.value for claim in reading.claims}

    found = [(c.value, c.hedge, c.group.side, number.get(c.part_of or "")) for c in reading.claims]

    assert found == [
        (30, "exact", "government", None),
        (30, "at_least", "government", None),
        (16, "exact", "government", 30),
        (1, "exact", "government", 16),
        (1, "at_least", "hezbollah", 30),
        (5, "exact", "iraqi_militia", 30),
        (None, "exact", "iran", 30),
        (21, "at_least", "islamic_state", None),
        (10, "exact", "islamic_state", 21),
    ]
    assert [c.rest for c in reading.claims] == [False] * 6 + [True, False, False]


def test_real_bulletin_ignores_what_is_no_casualty() -> None:
    """A share count, a front's length and a length of time are ignored with a reason."""
    ignored = {item.text: item.why for item in read_document(a_document(the_seed())).ignored}

    assert {"26", "100", "48"} <= set(ignored)
    assert all(ignored.values())


def test_real_bulletin_has_its_four_dates() -> None:
    values = [date.value for date in read_document(a_document(the_seed())).dates]

    assert values == ["2018-06-08", "2018-06-08", "2017-12", "2018-06-05"]


def test_real_bulletin_has_both_tolls_with_the_claims_that_bind_them() -> None:
    """The government's side lost at least 30, the Islamic State at least 21."""
    reading = read_document(a_document(the_seed()))
    tolls = {toll.side: (toll.lo, toll.hi, toll.claims) for toll in reading.tolls}

    assert tolls["government"][:2] == (30, None)
    assert tolls["islamic_state"][:2] == (21, None)
    assert tolls["government"][2]
    assert tolls["islamic_state"][2]


@pytest.mark.parametrize("name", ["A-01", "A-02", "B-01", "B-02"])
def test_nothing_that_reading_made_waits_for_the_garbage_collector(name: str) -> None:
    """No object of a reading holds itself by a ring: all is freed at once, and nothing is left to be found."""
    record = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    document, lore = a_document(record["text"], published=record["published"], lang=record["lang"]), load_lore()
    read(document, lore)
    gc.collect()
    gc.disable()
    try:
        read(document, lore)
        assert gc.collect() == 0
    finally:
        gc.enable()
