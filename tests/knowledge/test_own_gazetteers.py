"""Gazetteers that a user has: three forms in, one table out, joined with what is known; readings use them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from marsad.errors import KnowledgeError, UsageError
from marsad.knowledge.files import HOME, read_tsv
from marsad.knowledge.importing import Imported, import_gazetteer, list_gazetteers, remove_gazetteer
from marsad.knowledge.lore import Lore
from marsad.model import Document, PlaceMention
from marsad.read import read


def dumped(number: int, name: str, alternates: str, lat: str, lon: str, feature: str, people: int = 0) -> str:
    """Return a line of a GeoNames dump: nineteen columns."""
    kind, code = feature.split(".")
    cells = [str(number), name, name, alternates, lat, lon, kind, code, "SY", "", "77", "", "", "", str(people)]
    return "\t".join([*cells, "", "300", "Asia/Damascus", "2020-01-01"]) + "\n"


GEONAMES = "".join(
    [
        dumped(901, "Nahr al Marjan", "نهر المرجان", "35.5", "38.5", "H.STM"),
        dumped(902, "Muhafazat al Marjan", "Marjan Governorate,محافظة المرجان", "35.4", "38.4", "A.ADM1"),
        dumped(903, "Zumurrudah", "زمردة الشرقية,Zomorroda,Zumurruda", "35.3", "38.3", "P.PPL", 12_000),
        dumped(904, "Funduq", "", "35.2", "38.2", "S.HTL"),
        dumped(905, "Nowhere", "", "x", "38.2", "P.PPL"),
        dumped(906, "Al Bab", "الباب", "36.371", "37.516", "P.PPL", 130_000),
    ]
)
UNITS = ["admin1Name_en", "admin1Name_ar", "admin1Pcode", "admin2Name_en", "admin2Name_ar", "admin2Pcode"]
OWN = ["LocationName_en", "LocationName_ar", "Location_Pcode", "location_type", "Latitude_y", "Longitude_x"]
ABOVE = ["Marjan", "المرجان", "SY77", "Yaqut", "منطقة الياقوت", "SY7701"]
OCHA = "".join(
    ",".join(cells) + "\n"
    for cells in (
        [*UNITS, *OWN],
        [*ABOVE, "Tall Yaqut (Marjan)", "تل الياقوت - المرجان", "C9001", "Community", "35.1", "38.1"],
        [*ABOVE, "Fayruz Quarter", "حي الفيروز", "C9002", "Neighbourhood", "35.3", "38.3"],
        [*ABOVE, "Without a point", "بلا نقطة", "C9003", "Community", "", ""],
    )
)
WOF_FEATURE = {
    "type": "Feature",
    "properties": {
        "wof:id": 77001,
        "wof:name": "Kahraman",
        "wof:placetype": "locality",
        "wof:country": "SY",
        "wof:population": 250_000,
        "name:ara_x_preferred": ["كهرمان العليا"],
        "name:eng_x_variant": ["Upper Kahraman"],
        "lbl:latitude": 35.6,
        "lbl:longitude": 38.6,
        "wof:hierarchy": [{"country_id": 1, "region_id": 77}],
    },
    "geometry": {"type": "Point", "coordinates": [38.6, 35.6]},
}
WOF_LIST = [
    {"id": 1, "type": "country", "name": "Syria", "conc": {"iso:code": "SY"}, "ar": [], "en": [], "lat": 35, "lon": 38},
    {
        **{"id": 77002, "type": "locality", "name": "Lu'lu'", "ar": ["لؤلؤة الغربية"], "en": ["Lulua West"]},
        **{"lat": 35.7, "lon": 38.7, "pop": None, "hier": {"country_id": 1}},
    },
    {"id": 77003, "type": "campus", "name": "School", "ar": [], "en": [], "lat": 35.7, "lon": 38.7, "hier": {}},
    {"id": None, "type": "locality", "name": "No id", "ar": [], "en": [], "lat": 35.7, "lon": 38.7, "hier": {}},
    "no record",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder for the user's gazetteers; compiled lore goes to a cache of its own."""
    monkeypatch.setenv("MARSAD_GAZETTEERS", str(tmp_path / "own"))
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "own"


def rows(made: Imported) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_tsv(made.path)}


def put(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def places(text: str, own: Path) -> list[PlaceMention]:
    lore = Lore(gazetteers=sorted(own.glob("*.tsv")))
    return list(read(Document(id="x", text=text, sha256="0", published="2018-06-09", pack="syria"), lore).places)


def test_a_geonames_dump_becomes_rows_with_kinds_parents_and_spellings(tmp_path: Path) -> None:
    made = import_gazetteer([put(tmp_path, "SY.txt", GEONAMES)])
    found = rows(made)
    assert (made.form, made.path.stem) == ("geonames", "sy")
    assert (found["gn:901"]["kind"], found["gn:902"]["kind"], found["gn:903"]["kind"]) == (
        *("river", "governorate", "town"),
    )
    assert found["gn:903"]["parent"] == "gn:902|cc:SY"
    assert found["gn:903"]["ar"] == "زمردة الشرقية"
    assert "gn:904" not in found, "a hotel is no place of bulletins"
    assert [(one.where, one.why) for one in made.skipped] == [("SY.txt, line 5", "no id, no name or no point")]


def test_a_place_that_is_known_is_not_listed_twice(tmp_path: Path) -> None:
    made = import_gazetteer([put(tmp_path, "SY.txt", GEONAMES)])
    assert "gn:906" not in rows(made), "Al-Bab stands in the Syrian pack"
    assert made.known == 1


def test_the_zip_of_a_dump_is_the_dump(tmp_path: Path) -> None:
    plain = import_gazetteer([put(tmp_path, "SY.txt", GEONAMES)], name="plain")
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", GEONAMES)
    remove = plain.path.read_bytes()
    remove_gazetteer("plain")
    assert import_gazetteer([tmp_path / "SY.zip"], name="zipped").path.read_bytes() == remove


def test_an_ocha_list_gives_settlements_and_the_units_that_hold_them(tmp_path: Path) -> None:
    made = import_gazetteer([put(tmp_path, "locations.csv", OCHA)], name="ocha")
    found = rows(made)
    assert (found["ocha:C9001"]["name_en"], found["ocha:C9001"]["ar"]) == ("Tall Yaqut", "تل الياقوت")
    assert found["ocha:C9001"]["parent"] == "ocha:SY7701|ocha:SY77|cc:SY"
    assert found["ocha:C9002"]["kind"] == "other"
    unit = found["ocha:SY77"]
    assert (unit["kind"], unit["lat"], unit["lon"]) == ("governorate", "35.200", "38.200"), (
        "the middle of its settlements"
    )
    assert len(made.skipped) == 1


@pytest.mark.parametrize("record", [WOF_FEATURE, {"type": "FeatureCollection", "features": [WOF_FEATURE]}])
def test_geojson_of_whos_on_first_is_read(tmp_path: Path, record: object) -> None:
    made = import_gazetteer([put(tmp_path, "one.geojson", json.dumps(record))])
    row = rows(made)["wof:77001"]
    assert (row["kind"], row["ar"], row["parent"]) == ("city", "كهرمان العليا", "wof:77|cc:SY")


def test_a_list_of_whos_on_first_is_read_and_its_country_known(tmp_path: Path) -> None:
    made = import_gazetteer([put(tmp_path, "list.json", json.dumps(WOF_LIST))])
    assert rows(made)["wof:77002"]["country"] == "SY"
    assert "wof:77003" not in rows(made)
    assert [one.where for one in made.skipped] == ["list.json, record 4", "list.json, record 5"]


def test_readings_use_the_gazetteer_and_name_it_by_digest(tmp_path: Path, folder: Path) -> None:
    text = "قتل 3 مدنيين في قصف على بلدة تل الياقوت."
    assert [place.gazetteer for place in places(text, folder)] == [None]
    made = import_gazetteer([put(tmp_path, "locations.csv", OCHA)], name="ocha")
    (place,) = places(text, folder)
    assert (place.gazetteer, place.lat, place.lon) == ("ocha:C9001", 35.1, 38.1)
    lore = Lore(gazetteers=[made.path])
    assert lore.tool(None).gazetteer.startswith(Lore().tool(None).gazetteer + " ocha ")


def test_a_word_that_is_also_a_village_needs_a_cue(tmp_path: Path, folder: Path) -> None:
    """Refusal: a list may hold a village called 'fighters'."""
    rows = OCHA.replace("Tall Yaqut (Marjan)", "Muqatilin").replace("تل الياقوت - المرجان", "مقاتلين")
    import_gazetteer([put(tmp_path, "locations.csv", rows)], name="ocha")
    assert places("قتل 3 مقاتلين في الاشتباكات.", folder) == []


def test_the_packs_own_places_go_before_imported_namesakes(tmp_path: Path, folder: Path) -> None:
    listed = OCHA.replace("Tall Yaqut (Marjan)", "Albukamal").replace("تل الياقوت - المرجان", "البوكمال")
    import_gazetteer([put(tmp_path, "locations.csv", listed)], name="ocha")
    (place,) = places("قتل 3 مدنيين في قصف على مدينة البوكمال.", folder)
    assert place.gazetteer == "sy.bukamal"


def test_an_import_under_the_same_name_replaces_the_earlier(tmp_path: Path) -> None:
    first = import_gazetteer([put(tmp_path, "SY.txt", GEONAMES)], name="mine")
    import_gazetteer([put(tmp_path, "list.json", json.dumps(WOF_LIST))], name="mine")
    assert "wof:77002" in rows(first)
    assert "gn:903" not in rows(first)
    (listed,) = list_gazetteers()
    assert (listed.name, listed.form) == ("mine", "wof")
    assert "Who's On First" in listed.credit
    remove_gazetteer("mine")
    assert list_gazetteers() == []


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("x.csv", b"\xff\xfe\x00\x01", KnowledgeError),
        ("x.csv", b"", KnowledgeError),
        ("x.csv", b"admin1Pcode,LocationName_en\nSY01,X\n", KnowledgeError),
        ("x.json", b"{", KnowledgeError),
        ("x.json", b"[" * 100_000, KnowledgeError),
        ("x.json", b'{"a": 1}', KnowledgeError),
        ("x.json", b"[]", KnowledgeError),
        ("x.txt", b"just words\n", UsageError),
    ],
)
def test_a_file_that_is_no_list_is_an_error_that_names_it(
    tmp_path: Path, folder: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=name):
        import_gazetteer([path])
    assert not folder.exists()


def test_a_name_that_would_leave_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        import_gazetteer([put(tmp_path, "SY.txt", GEONAMES)], name="../elsewhere")


def test_the_shipped_lore_of_another_folder_has_no_gazetteers_of_the_users(tmp_path: Path) -> None:
    import_gazetteer([put(tmp_path, "SY.txt", GEONAMES)])
    assert Lore(HOME).gazetteers == ()
