"""Cues: the pack of a text is that of whose words it has most."""

from __future__ import annotations

import pytest

from marsad.knowledge.cues import Cues
from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.spec import OrthographySpec, PackSpec


def cues(**packs: list[str]) -> Cues:
    specs = {name: _pack(name, words) for name, words in packs.items()}
    orthography = OrthographySpec(
        conjunctions=["و"], prepositions=["ب"], article="ال", contractions={"لل": ["ل", "ال"]}
    )
    return Cues(specs, "ar", Lexicon(orthography, [], {}, set()))


def _pack(name: str, words: list[str]) -> PackSpec:
    return PackSpec(id=name, name_en=name, name_ar=name, countries=[], timezone="UTC", cues={"ar": words})


@pytest.mark.parametrize(
    ("text", "pack"),
    [
        ("قصف في المنطقة الوسطى", "one"),
        ("قصف في المنطقة الشرقية من البلاد", "two"),
        ("قصف في المنطقة", None),
        ("قصف في المنطقة ثم الوسطى", None),
        ("قال وبالمنطقة الوسطى قتل", "one"),
        ("قصف تابع للمنطقة الوسطى", "one"),
        ("قصف دمشق", "two"),
        ("قصف دمشق المنطقة الوسطى", "one"),
        ("", None),
    ],
)
def test_cues_of_several_words_are_met_whole(text: str, pack: str | None) -> None:
    known = cues(one=["المنطقة الوسطى", "منطقة الوسطى"], two=["المنطقة الشرقية من البلاد", "دمشق"])
    folded = text.replace("ة", "ه").replace("ى", "ي").split()

    assert known.choose(folded) == known.choose(folded) == pack
