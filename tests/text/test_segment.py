"""Sentences: none is so long that reading it takes more than linear time."""

from __future__ import annotations

from marsad.knowledge.lore import load_lore
from marsad.text.segment import LONGEST, sentences
from marsad.text.tokens import tokenize


def test_what_has_no_full_stop_is_cut_at_a_comma() -> None:
    tokens = tokenize("seven men were killed, " * 1000, load_lore().voice("en", None).lexicon.memo)
    found = sentences(tokens)
    assert all(last - first <= LONGEST + 1 for first, last in found)
    assert all(tokens.folds[last - 1] == "," for _, last in found[:-1])
    assert [first for first, _ in found[1:]] == [last for _, last in found[:-1]]
    assert found[-1][1] == len(tokens)


def test_what_has_no_comma_either_is_cut_where_it_must_be() -> None:
    tokens = tokenize("word " * 2000, load_lore().voice("en", None).lexicon.memo)
    found = sentences(tokens)
    assert all(last - first <= LONGEST for first, last in found)
    assert found[-1][1] == len(tokens)
