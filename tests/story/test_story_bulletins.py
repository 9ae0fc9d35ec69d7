"""The shipped bulletins themselves: complete, and fit to be quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import BULLETINS, EXPECTED, Expected

from marsad.errors import KnowledgeError
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.knowledge.files import HOME


def test_the_index_names_every_file_and_the_expert_read_each() -> None:
    files = {path.stem for path in (HOME / "packs/sample/bulletins").glob("*.txt")}
    assert {document.id for document in shipped_bulletins()} == files == set(EXPECTED)


def test_one_day_has_at_least_eleven_bulletins() -> None:
    days = [document.published for document in shipped_bulletins()]
    assert max(days.count(day) for day in days) >= 11


@pytest.mark.parametrize("name", EXPECTED)
def test_the_expert_quotes_exact_words(name: str) -> None:
    for items in (EXPECTED[name].claims, EXPECTED[name].not_claims, EXPECTED[name].control, EXPECTED[name].dates):
        for item in items:
            start, end = Expected.span(BULLETINS[name].text, item)
            assert BULLETINS[name].text[start:end] == item["quote"]


def test_an_index_without_its_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "packs/ghost/bulletins"
    folder.mkdir(parents=True)
    (folder / "index.yml").write_text(
        '- file: gone.txt\n  published: "2021-03-11"\n  source: "x"\n  lang: en\n', encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"gone\.txt: cannot be read, though index\.yml names it"):
        shipped_bulletins("ghost", tmp_path)
