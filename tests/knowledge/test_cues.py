"""Cues: the pack of a text is that of whose words it has most."""

from __future__ import annotations

import msgspec
import pytest

from marsad.knowledge.cues import Cues, cue_words
from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.lore import load_lore
from marsad.knowledge.spec import OrthographySpec, PackSpec
from marsad.read.language import language_of


def cues(**packs: list[str]) -> Cues:
    specs = {name: _pack(name, words) for name, words in packs.items()}
    orthography = OrthographySpec(
        conjunctions=["و"], prepositions=["ب"], article="ال", contractions={"لل": ["ل", "ال"]}
    )
    return Cues(cue_words(specs, "ar"), Lexicon(orthography, [], {}, set()))


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


def test_a_name_that_two_conflicts_share_speaks_only_beside_a_cue_of_its_own() -> None:
    own, other = _pack("one", ["بيروت"]), _pack("two", ["طرابلس"])
    shared = PackSpec(
        id="one",
        name_en="one",
        name_ar="one",
        countries=[],
        timezone="UTC",
        cues=own.cues,
        cues_shared={"ar": ["طرابلس"]},
    )
    orthography = OrthographySpec(conjunctions=["و"], prepositions=["ب"], article="ال", contractions={})
    known = Cues(cue_words({"one": shared, "two": other}, "ar"), Lexicon(orthography, [], {}, set()))

    assert known.choose(["قتل", "خمسه", "في", "طرابلس"]) == "two"
    assert known.choose(["بيروت", "قتل", "خمسه", "في", "طرابلس"]) == "one"


def test_a_place_of_one_pack_alone_speaks_where_no_pack_has_a_cue() -> None:
    one = msgspec.structs.replace(_pack("one", ["بيروت"]), places={"ar": ["برعشيت", "النهر", "دبل"]})
    two = msgspec.structs.replace(_pack("two", ["صنعاء"]), places={"ar": ["النهر"]})
    orthography = OrthographySpec(conjunctions=["و"], prepositions=["ب"], article="ال", contractions={})
    known = Cues(cue_words({"one": one, "two": two}, "ar"), Lexicon(orthography, [], {}, set()))

    assert known.choose(["قتل", "خمسه", "في", "برعشيت"]) == "one"
    assert known.choose(["صنعاء", "قتل", "خمسه", "في", "برعشيت"]) == "two"
    assert known.choose(["قتل", "خمسه", "في", "النهر"]) is None
    assert known.choose(["دبل"]) is None


@pytest.mark.parametrize(
    ("text", "pack"),
    [
        ("بيروت - قُتل 5 أشخاص في اشتباكات في طرابلس وعكار.", "lebanon"),
        ("قُتل 5 أشخاص في اشتباكات في مدينة طرابلس.", "libya"),
        ("Beirut - Five people were killed in clashes in Tripoli.", "lebanon"),
        ("BEIRUT, June 8 (Reuters) - Five people were killed in Tripoli, Libya.", "libya"),
        ("قتل ثلاثة أشخاص على الضفة الغربية لنهر الفرات.", "syria"),
        ("قتل ثلاثة أشخاص في الضفة الغربية.", "palestine"),
        ("Three people died on the western bank of the Euphrates in Ramadi, Iraq.", "iraq"),
        ("أصيب ثلاثة أشخاص في برعشيت.", "lebanon"),
        ("قُتل سبعة في هجوم على إرينغيتي.", "drc"),
        ("Three people were wounded in Yater.", "lebanon"),
        ("Three people were wounded in a car park.", None),
    ],
)
def test_the_shipped_packs_share_names_by_what_stands_beside_them(text: str, pack: str | None) -> None:
    lore = load_lore()
    lang = language_of(text)
    assert lore.choose_pack(lore.tokens(text, lang), lang) == pack
