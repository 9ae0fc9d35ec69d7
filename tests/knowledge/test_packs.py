"""The packs' registries are whole: ids, dates, sides, parents and points hold together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marsad.knowledge.files import HOME, read_tsv, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.knowledge.spec import ActorSpec, convert
from marsad.model.terms import PLACE_KINDS
from marsad.text.fold import FoldMemo, fold
from marsad.text.tokens import tokenize

PACKS = [path.parent for path in sorted(HOME.glob("packs/*/pack.yml")) if path.parent.name not in ("sample", "syria")]
NAMES = [path.name for path in PACKS]
COLUMNS = ["id", "name_en", "kind", "lat", "lon", "radius_km", "country", "parent", "ar", "en", "cue", "note"]
SIDES = {line.split("\t")[0] for line in (HOME.parents[2] / "tests/gold/sides.txt").read_text("utf-8").splitlines()}
GAZETTEER = read_tsv(HOME / "gazetteer" / "places.tsv")


def actors(pack: Path) -> list[ActorSpec]:
    path = pack / "actors.yml"
    return list(convert(read_yaml(path), list[ActorSpec], str(path)))


def words(text: str) -> str:
    return f" {' '.join(tokenize(fold(text), FoldMemo()).folds)} "


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_actors_are_dated_sourced_and_needed_by_their_examples(pack: Path) -> None:
    """Each entry has a source, an example with one of its spellings, a side of the closed list, and dates in order."""
    found = {spec.id: spec for spec in actors(pack)}
    for spec in found.values():
        sides = [spec.side] if isinstance(spec.side, str) else [period.side for period in spec.side]
        assert set(sides) <= SIDES, spec.id
        assert spec.source and spec.ar and spec.en and spec.example, spec.id
        assert not (spec.start and spec.end) or spec.start <= spec.end, spec.id
        assert spec.parent is None or spec.parent in found, spec.id
        assert not spec.loaded or spec.parent, f"{spec.id}: a loaded term names its neutral entry"
        spellings = [words(form).strip() for form in (*spec.ar, *spec.en)]
        for example in spec.example:
            assert any(form in words(example) for form in spellings), f"{spec.id}: {example}"


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_no_spelling_stands_for_two_actors(pack: Path) -> None:
    owner: dict[str, str] = {}
    for spec in actors(pack):
        for form in {words(form) for form in (*spec.ar, *spec.en)}:
            assert owner.setdefault(form, spec.id) == spec.id, form


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_places_have_known_kinds_parents_and_points(pack: Path) -> None:
    """Columns in order, ids single, parents known, points on the globe, names in both languages."""
    rows = read_tsv(pack / "places.tsv")
    known = {row["id"] for row in rows} | {row["id"] for row in GAZETTEER}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert list(row) == COLUMNS
        assert row["kind"] in PLACE_KINDS, row["id"]
        assert not row["parent"] or row["parent"] in known, row["id"]
        assert row["ar"] and row["en"] and row["cue"] in ("", "yes"), row["id"]
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row["id"]
        else:
            assert row["kind"] in ("river", "region", "desert", "other"), row["id"]


@pytest.mark.parametrize("pack", [name for name in NAMES if not name.startswith("_")])
def test_sides_of_a_frame_are_of_the_closed_list(pack: str) -> None:
    frame = load_lore().pack(pack)
    named = {*frame.umbrella, *frame.opponents}
    named |= {side for sides in (*frame.umbrella.values(), *frame.opponents.values()) for side in sides}
    assert named <= set(frame.sides) <= SIDES
    assert {source.side for source in frame.sources if source.side} <= set(frame.sides)


def test_the_gazetteer_is_small_and_single_with_arabic_names_of_arabic_letters() -> None:
    """Ids are single, parents known, points on the globe; Persian and Urdu letters are in no Arabic name."""
    ids = {row["id"] for row in GAZETTEER}
    assert len(ids) == len(GAZETTEER)
    assert (HOME / "gazetteer" / "places.tsv").stat().st_size <= 1_500_000
    foreign = re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9\u06d2\u0679]")
    for row in GAZETTEER:
        assert list(row) == [*COLUMNS, "rank"]
        assert not row["parent"] or row["parent"] in ids, row["id"]
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row["id"]
        assert not foreign.search(row["ar"]), row["id"]
