"""A linguist adds a spelling, a local expert an actor and a town, and no Python is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.knowledge.files import HOME
from marsad.knowledge.lint import lint
from marsad.knowledge.lore import Lore
from marsad.model import Document, Reading
from marsad.read import read

Edit = Callable[[str, str, str], None]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the knowledge: languages, messages, gazetteer, the sample pack."""
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    for name in ("languages", "messages", "gazetteer", "packs/sample"):
        shutil.copytree(HOME / name, tmp_path / "home" / name)
    return tmp_path / "home"


@pytest.fixture
def edit(home: Path) -> Edit:
    def go(file: str, old: str, new: str) -> None:
        path = home / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return go


def reading(home: Path, text: str) -> Reading:
    return read(Document(id="x", text=text, sha256="0", published="2021-03-12", pack="sample"), Lore(home))


def test_a_spelling_is_added_to_the_lexicon(home: Path, edit: Edit) -> None:
    """'snuffed out', which no lexicon knows, becomes a word of killing; its clitics and marks come by themselves."""
    text = "زُهقت أرواح 5 مدنيين في قصف على تلمارا."
    assert not any(claim.harm == "killed" for claim in reading(home, text).claims)
    edit("languages/ar/harm/lexicon.yml", '    - "قتل"\n', '    - "قتل"\n    - "زهقت أرواح"\n')
    (claim,) = reading(home, text).claims
    assert (claim.harm, claim.value, claim.text) == ("killed", 5, "5 مدنيين")
    (claim,) = reading(home, "وزهقت أرواح خمسة مدنيين.").claims
    assert (claim.harm, claim.value) == ("killed", 5)
    assert lint(home) == []


def test_an_actor_is_added_to_the_pack(home: Path, edit: Edit) -> None:
    text = "قتل 7 من لواء الصقور الزرق في تلمارا."
    assert all(claim.group.side != "opposition" for claim in reading(home, text).claims)
    edit(
        "packs/sample/actors.yml",
        "- id: xw_army\n",
        """- id: xw_blue_hawks
  side: opposition
  kind: brigade
  name_en: "Blue Hawks Brigade"
  from: "2020"
  to: null
  source: "Invented for a test"
  ar:
    - "لواء الصقور الزرق"
  en:
    - "Blue Hawks Brigade"
  example:
    - "انسحب لواء الصقور الزرق من القرية."

- id: xw_army
""",
    )
    (claim,) = reading(home, text).claims
    assert (claim.group.side, claim.group.actors) == ("opposition", ("xw_blue_hawks",))
    assert lint(home) == []


def test_a_town_is_added_to_the_pack(home: Path) -> None:
    text = "قتل 3 مدنيين في قصف على الزنبقية."
    assert "xw_zanbaqiyya" not in {place.gazetteer for place in reading(home, text).places}
    path = home / "packs/sample/places.tsv"
    header, first, *rows = path.read_text(encoding="utf-8").splitlines()
    told = {"id": "xw_zanbaqiyya", "name_en": "Zanbaqiyya", "kind": "town", "lat": "-33.1", "lon": "-14.5"}
    told |= {"radius_km": "2", "country": "XW", "ar": "الزنبقية", "en": "Zanbaqiyya"}
    row = "\t".join(told.get(column, "") for column in header.split("\t"))
    path.write_text("\n".join([header, first, row, *rows]) + "\n", encoding="utf-8")
    found = reading(home, text)
    (place,) = found.places
    assert (place.gazetteer, place.kind, place.lat) == ("xw_zanbaqiyya", "town", -33.1)
    assert found.claims[0].place == place.id
    assert lint(home) == []
