"""Which total a count is a part of where several could hold it: not one of another place, and the mention beside it."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from marsad.knowledge import load_lore
from marsad.model import Document, Reading
from marsad.pipeline import read_document


def _read(text: str) -> Reading:
    return read_document(
        Document(
            id="t",
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            published=dt.date(2018, 7, 10).isoformat(),
            lang="ar",
            pack="syria",
        ),
        load_lore(),
    )


def _whole(reading: Reading, value: int) -> int | None:
    part = next(c for c in reading.claims if c.value == value)
    return next((c.value for c in reading.claims if c.id == part.part_of), None)


def test_a_count_of_a_day_is_no_part_of_the_running_total_of_another_place() -> None:
    text = (
        "قُتل 30 شخصاً اليوم في مدينة القامشلي. "
        "وفي درعا قُتل 12 شخصاً أمس، ليرتفع عدد القتلى في درعا منذ الأول من حزيران إلى 226 قتيلاً."
    )
    assert _whole(_read(text), 30) is None


def test_a_count_of_a_day_is_a_part_of_the_running_total_of_its_place() -> None:
    text = "قُتل 30 شخصاً اليوم في درعا. وارتفع عدد القتلى في درعا منذ الأول من حزيران إلى 226 قتيلاً."
    assert _whole(_read(text), 30) == 226


def test_parts_hang_on_the_mention_of_their_total_beside_them() -> None:
    reading = _read(
        "حصيلة الهجوم ترتفع إلى 104 قتلى\n\nقالت لجان إن عدد القتلى ارتفع إلى 104. ومن بين الضحايا 35 طفلاً."
    )
    part = next(c for c in reading.claims if c.value == 35)
    totals = [c.id for c in reading.claims if c.value == 104]
    assert len(totals) == 2
    assert part.part_of == totals[-1]


def test_what_two_voices_of_one_sentence_say_is_a_contradiction_and_no_part() -> None:
    text = "تضاربت الأنباء حول عدد القتلى، إذ تحدثت مصادر طبية عن 9 قتلى بينما قال شهود إن العدد يتجاوز 15."
    reading = _read(text)
    assert _whole(reading, 9) is None
    assert {claim.claimant for claim in reading.claims} == {"مصادر طبية", "شهود"}
