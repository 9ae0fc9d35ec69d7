"""Reprints are found by their wording, and other texts are not."""

from __future__ import annotations

import random

from marsad.link.wording import alike, resemblance, wording

WORDS = [f"word{n}" for n in range(400)]


def text(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_a_reprint_with_another_headline_meets_its_original() -> None:
    original = text(1)
    pages = [wording("a", original), wording("b", "Another headline entirely\n" + original), wording("c", text(2))]
    assert {pair: round(share, 1) for pair, share in alike(pages, 0.4).items()} == {("a", "b"): 1.0}


def test_changed_figures_show_in_the_wording() -> None:
    words = text(3).split()
    changed = ["31" if n % 10 == 0 else word for n, word in enumerate(words)]
    assert 0.4 < resemblance(wording("a", " ".join(words)), wording("b", " ".join(changed))) < 0.7


def test_short_and_empty_texts_resemble_nothing() -> None:
    assert alike([wording("a", ""), wording("b", ""), wording("c", "two words"), wording("d", "two words")], 0.0) == {}


def test_spellings_of_arabic_letters_make_no_difference() -> None:
    plain = " ".join(
        ["\u0623\u062d\u0645\u062f \u0642\u062a\u0644 \u0641\u064a \u0627\u0644\u0642\u0631\u064a\u0629"] * 3
    )
    vowelled = plain.replace("\u0623", "\u0627").replace("\u0642\u062a\u0644", "\u0642\u064f\u062a\u0650\u0644")
    assert resemblance(wording("a", plain), wording("b", vowelled)) == 1.0


def test_the_order_of_documents_is_irrelevant() -> None:
    pages = [wording(f"d{n}", text(n // 3) + f" tail {n}") for n in range(30)]
    shuffled = list(pages)
    random.Random(1).shuffle(shuffled)
    assert alike(shuffled, 0.4) == alike(pages, 0.4)
    assert len(alike(pages, 0.4)) == 30
