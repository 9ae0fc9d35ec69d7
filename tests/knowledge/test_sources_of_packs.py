"""'The ministry' is one conflict's own: no text of another conflict is told by it."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_lore


@pytest.mark.parametrize("name", ["the defence ministry", "وزارة الدفاع", "المرصد", "the Observatory", "state media"])
def test_a_word_that_any_conflict_has_names_nobody_without_its_pack(name: str) -> None:
    lore = load_lore()
    known = {source.id for spec in lore.packs.values() for source in spec.sources}
    assert lore.fold_source(name) not in known
    assert lore.fold_source(name, "libya") not in known


def test_within_its_pack_it_names_its_source() -> None:
    lore = load_lore()
    assert lore.fold_source("the defence ministry", "sample") == "xw_ministry_of_defence"
    assert lore.fold_source("المرصد", "sample") == "warifa_observatory"
    assert lore.fold_source("المرصد", "syria") == "sohr"
    assert lore.fold_source("SOHR (Telegram)") == "sohr"


def test_every_such_word_is_one_of_its_sources_spellings() -> None:
    for spec in load_lore().packs.values():
        for source in spec.sources:
            assert set(source.here) <= {*source.ar, *source.en}
