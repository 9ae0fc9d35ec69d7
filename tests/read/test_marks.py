"""A text is read alike with Arabic marks and tatweel or without: everything but where it stands and what is quoted."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model import Document
from marsad.pipeline import read_document
from marsad.text.fold import MARKS, TATWEEL, fold

GOLD = Path(__file__).parents[1] / "gold" / "open"
EVERY = [chr(code) for code in range(0x600, 0x900) if re.fullmatch(f"[{MARKS}]", chr(code))]
USUAL = [*"\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670", TATWEEL]
INSIDE = re.compile("(?<=[\u0621-\u063f\u0641-\u064a])(?=[\u0621-\u063f\u0641-\u064a])")
TEXT = """
قتل مقتل 30 ٣ خمسة وعشرين مدنياً بينهم أطفال (طفل) ، . والبقية من عناصر التنظيم في البوكمال منذ أمس الجمعة فجر اليوم
فجرا جرح وأصيب 7 جنود النظام بقصف جوي على حلب، قال المرصد إن ارتفع عدد القتلى إلى 12 سيطر الجيش مدينة إدلب منهم
الأول كانون الثاني 2018 خلال 24 ساعة لم نفى اختطف اعتقل killed 5 people in Homs
"""
PLACED = {"span", "start", "end", "text", "label", "quote", "sha256", "why"}
"""What tells where something stands or quotes it."""


def marked(text: str, chance: random.Random, marks: list[str]) -> str:
    """Write marks and tatweel between the letters of words."""
    return INSIDE.sub(lambda _: "".join(chance.choices(marks, k=chance.choice((0, 0, 1, 2)))), text)


def said(value: Any) -> Any:
    """Return what a reading says, without places and quotes; names are folded."""
    if isinstance(value, dict):
        return {key: said(item) for key, item in value.items() if key not in PLACED}
    if isinstance(value, (list, tuple)):
        return [said(item) for item in value]
    return " ".join(map(fold, value.split())) if isinstance(value, str) else value


def reading_of(text: str, **more: Any) -> Any:
    return said(msgspec.to_builtins(read_document(Document(id="d", text=text, sha256=sha256(text.encode()), **more))))


@given(st.lists(st.sampled_from([*TEXT.split(), "\n"]), max_size=40).map(" ".join), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_marks_and_tatweel_anywhere_in_words_change_nothing(text: str, chance: random.Random) -> None:
    plain = reading_of(text, published="2018-06-09")
    found = reading_of(marked(text, chance, USUAL), published="2018-06-09")
    assert found == plain


def bulletins() -> list[Any]:
    out = [pytest.param(d.text, d.published, d.source, id=d.id) for d in shipped_bulletins() if d.lang == "ar"]
    for path in sorted(GOLD.glob("*.json"))[::5]:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["lang"] == "ar":
            out.append(pytest.param(record["text"], record["published"], record.get("source"), id=path.stem))
    return out


@pytest.mark.parametrize(("text", "published", "source"), bulletins())
@pytest.mark.parametrize("marks", [USUAL, EVERY], ids=["usual", "every"])
def test_a_vocalised_bulletin_is_read_as_the_plain_one(
    text: str, published: str, source: str | None, marks: list[str]
) -> None:
    plain = reading_of(text, published=published, source=source)
    assert reading_of(marked(text, random.Random(7), marks), published=published, source=source) == plain


def test_the_script_of_a_text_is_told_by_its_letters() -> None:
    """Tatweel is no letter: it does not make a text Arabic."""
    text = "قتل killed"
    assert reading_of(text.replace("قت", "ق" + 40 * TATWEEL + "ت"))["lang"] == reading_of(text)["lang"] == "en"


def test_who_is_cited_with_marks_and_without_is_one_voice() -> None:
    """His name is the plain one."""
    text = "قال ناشطون إن 12 مدنيا قتلوا في حلب. وقال نَاشـطُون إن 4 منهم أطفال."
    reading = read_document(Document(id="d", text=text, sha256=sha256(text.encode()), published="2018-06-09"))
    voices = [claim.claimant for claim in reading.claims]
    assert len(voices) == 2
    assert set(voices) == {"ناشطون"}
