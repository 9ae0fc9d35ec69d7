"""Folding and tokens: one spelling for the same word, and every offset exact in the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.fold import FoldMemo, fold, fold_text
from marsad.text.segment import passages, sentences
from marsad.text.tokens import number_value, tokenize

ANY = st.text(max_size=200)
ARABIC = st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=120)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("قُتِلَ", "قتل"),  # marks
        ("مـــدنيين", "مدنيين"),  # tatweel
        ("إدلب", "ادلب"),  # hamza on alef
        ("آب", "اب"),
        ("غارة", "غاره"),  # ta marbuta
        ("مصطفى", "مصطفي"),  # alef maqsura
        ("مسؤول", "مسوول"),
        ("مئة", "ميه"),
        ("کابل", "كابل"),  # Persian kaf
        ("٣٠", "30"),
        ("۳۰", "30"),
        ("\u200fقتل\u200e", "قتل"),  # bidi controls
        ("ﻗﺘﻞ", "قتل"),  # presentation forms
        ("ISIS", "isis"),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, same: str) -> None:
    """Marks, tatweel, hamza seats, ya, ta marbuta, digits, controls and presentation forms make no difference."""
    assert fold(written) == same


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded word folds to itself."""
    assert fold(fold(text)) == fold(text)


@given(st.one_of(ANY, ARABIC))
def test_folded_text_points_back_into_the_original(text: str) -> None:
    """Each folded character comes from the original character that its offset names."""
    folded, offsets = fold_text(text)

    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert all(char in fold(text[at]) for char, at in zip(folded, offsets, strict=False))


def test_a_mark_after_an_apostrophe_inside_a_word_changes_no_token() -> None:
    """A word is the same with and without vowel marks, also where an apostrophe stands in it."""
    memo = FoldMemo()
    assert tokenize("نصب’اَلقلمون", memo).folds == tokenize("نصب’القلمون", memo).folds


@given(st.one_of(ANY, ARABIC))
@settings(max_examples=200)
def test_tokens_are_exact_pieces_of_the_text(text: str) -> None:
    """Tokens stand in order, never overlap, and fold from just the characters that they span."""
    memo = FoldMemo()
    tokens = tokenize(text, memo)
    end = 0
    for i in range(len(tokens)):
        start, stop = tokens.span(i, i + 1)
        assert end <= start < stop <= len(text)
        assert tokens.quote(i, i + 1) == text[start:stop]
        if tokens.kinds[i] != "l":
            assert tokens.folds[i] == fold(text[start:stop])
        end = stop


def test_glued_number_is_a_token_of_its_own() -> None:
    """A number glued to a word or a particle is found with its own offsets."""
    text = "بينهم82 و٣٬٤٠٠ #دير_الزور"
    tokens = tokenize(text, FoldMemo())

    numbers = [tokens.quote(i, i + 1) for i, kind in enumerate(tokens.kinds) if kind == "n"]

    assert numbers == ["82", "٣٬٤٠٠"]


@pytest.mark.parametrize(
    ("digits", "value"),
    [("30", 30), ("12,500", 12500), ("3٬400", 3400), ("1.254", 1254), ("2.5", None), ("", None), ("9" * 30, None)],
)
def test_digits_have_their_value(digits: str, value: int | None) -> None:
    """Thousands separators are no fractions, a fraction is no whole number, absurd lengths are none."""
    assert number_value(digits) == value


def test_full_stop_of_an_initial_ends_no_sentence() -> None:
    """An initial keeps its sentence together; a full stop, a question mark and a line break end it."""
    text = "قضى سامر ح. في كمين. هل قتل غيره؟\nنعم"
    tokens = tokenize(text, FoldMemo())

    found = [tokens.quote(first, last) for first, last in sentences(tokens)]

    assert found == ["قضى سامر ح. في كمين.", "هل قتل غيره؟", "نعم"]


@given(ANY)
def test_passages_hold_every_line_with_something_on_it(text: str) -> None:
    """No line with a visible character is lost."""
    spans = passages(text)

    assert [text[a:b] for a, b in spans] == [line for line in text.split("\n") if line.strip()]
