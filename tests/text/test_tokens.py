"""Tokens: a word is the same word wherever it stands, and what stands beside it changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import FoldMemo
from marsad.text.tokens import Tokens, tokenize

_PIECES = st.sampled_from(
    [
        "قتل",
        "المدنيين،",
        "مُدَنِيّين",
        "12",
        "٣٤٥",
        "(الجيش)",
        "Aleppo",
        "Syria's",
        "al-Bab",
        "12,500",
        "v2",
        "«",
        ".",
        "...",
        "x_1",
        "!",
    ]
)
"""What a text may hold between spaces."""


def told(tokens: Tokens) -> list[tuple[str, str, str]]:
    return [
        (tokens.text[start:end], fold, kind)
        for start, end, fold, kind in zip(tokens.starts, tokens.ends, tokens.folds, tokens.kinds, strict=True)
    ]


@given(st.lists(_PIECES, max_size=12), st.sampled_from([" ", "\n", "  "]))
def test_a_text_has_the_tokens_of_its_pieces(pieces: list[str], between: str) -> None:
    """What opens a text, follows a space and stands before a mark is told by different rules, to the same end."""
    memo = FoldMemo()
    whole = told(tokenize(between.join(pieces), memo))
    alone = [told(tokenize(piece, memo)) for piece in pieces]

    assert [one for one in whole if one[2] != "l"] == [one for piece in alone for one in piece]


def test_marks_that_end_a_word_are_tokens_of_their_own() -> None:
    for mark in (".", ",", "،", ";", ":", "!", ")"):
        assert told(tokenize(f"in Aleppo{mark} قرب حلب{mark} too", FoldMemo())) == [
            ("in", "in", "w"),
            ("Aleppo", "aleppo", "w"),
            (mark, mark, "p"),
            ("قرب", "قرب", "w"),
            ("حلب", "حلب", "w"),
            (mark, mark, "p"),
            ("too", "too", "w"),
        ]
