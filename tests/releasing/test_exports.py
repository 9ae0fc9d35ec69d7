"""Every exit: ids, bounds and evidence survive, other programs read it, and nothing that is not public leaves."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import hxl
import openpyxl
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet
import pyogrio
import pytest
import rdflib
from followthemoney import model as ftm_model

from marsad.adding import Outcome
from marsad.collect.files import Unread
from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.ledger.confidential import Vault, hide
from marsad.model import Document
from marsad.pipeline import Ledger
from marsad.publish.dataset import Dataset, Made, Source
from marsad.publish.exports import acled, format_names, load_format, ucdp_ged
from marsad.publish.flat import COLUMNS, csv_bytes
from marsad.releasing import gathered

from .conftest import entered

CANARIES = ("CANARYQUOTE", "CANARYWHY", "CANARYWHO", "CANARYEVIDENCE", "CANARYSOURCE", "CANARYLABEL", "CANARYHOUSE")
TEXTS = {
    "=one": "At least 5 civilians, including a child, were killed by shelling in Idlib city on Friday, 9 March 2018.",
    "two": "CANARYQUOTE: 12 members of the regime forces were killed in clashes near al-Bukamal on 10 March 2018.",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path = tmp_path_factory.mktemp("ledger") / "marsad.db"
    with Ledger(path) as ledger:
        list(ledger.add(documents()))
        ledger.store.append_decision(entered("internal"))
        vault = Vault(path.parent / "confidential.keys")
        vault.make("2018-03-12T00:00:00Z")
        closed, hidden = hide(entered("restricted"), vault)
        decided = len(ledger.store.decisions())
        assert ledger.store.append_decisions([closed], decided=decided, hidden=[hidden])
        return gathered(ledger)


def documents() -> Iterator[Document | Unread]:
    for name, text in TEXTS.items():
        yield Document(
            id=name, text=text, sha256=sha256(text.encode()), published="2018-03-11", source="sohr", lang="en",
            pack="syria",
        )  # fmt: skip


def render(name: str, data: Dataset) -> Made:
    return load_format(name)(data)


def table(made: Made) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.data.decode())))


def readable(name: str, made: Made, folder: Path) -> str:
    """Return all that a file says as one text, by a library that is not ours where the file is no text."""
    path = folder / name
    path.write_bytes(made.data)
    if name == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    if name == "parquet":
        return json.dumps(pyarrow.parquet.read_table(path).to_pylist())
    if name in ("sqlite", "gpkg"):
        with sqlite3.connect(path) as connection:
            said = "\n".join(connection.iterdump())
        connection.close()
        return said
    return made.data.decode()


def test_the_ledger_holds_what_the_exits_are_asked_for(data: Dataset) -> None:
    tolls = {(t.harm, t.side, t.lo, t.hi) for one in data.incidents for t in one.tolls}
    assert {("killed", "civilians", 5, None), ("killed", "government", 12, 12)} <= tolls


@pytest.mark.parametrize("name", format_names())
def test_ids_bounds_and_evidence_survive(name: str, data: Dataset, tmp_path: Path) -> None:
    said = readable(name, render(name, data), tmp_path)
    for one in data.incidents:
        if name not in ("ucdp-ged", "acled") or (one.start and one.total("killed")):
            assert one.id in said
            for key in one.keys():  # noqa: SIM118
                assert key.lstrip("=") in said
    assert "12" in said


@pytest.mark.parametrize("name", format_names())
def test_nothing_that_is_not_public_leaves(name: str, data: Dataset, tmp_path: Path) -> None:
    """Values planted in internal and restricted entries, and in the words of a text, are in no output."""
    made = render(name, data)
    said = readable(name, made, tmp_path)
    for canary in (*CANARIES, "7654321", "35.12345"):
        assert canary not in said
        assert canary.encode() not in made.data


@pytest.mark.parametrize("name", format_names())
def test_the_same_data_are_the_same_bytes(name: str, data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in another year."""
    now, made = time.time(), render(name, data).data
    monkeypatch.setattr(time, "time", lambda: now + 4e7)
    assert render(name, data).data == made


@pytest.mark.parametrize("name", ["csv", "hxl", "ucdp-ged", "acled"])
def test_no_cell_is_a_formula_and_none_is_cut(name: str, data: Dataset) -> None:
    assert all(not (cell or "").startswith(("=", "@")) for row in table(render(name, data)) for cell in row.values())
    long = "=" + "x" * 100_000
    assert long in csv_bytes([[long]]).decode()
    assert csv_bytes([[long, -1.5]]).startswith(b"'=")
    assert csv_bytes([[-1.5]]) == b"-1.5\r\n"


def test_ucdp_has_its_columns_and_its_order_of_bounds(data: Dataset) -> None:
    rows = table(render("ucdp-ged", data))
    assert len(ucdp_ged.COLUMNS) == 49
    assert list(rows[0]) == list(ucdp_ged.COLUMNS)
    for row in rows:
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"] or row["best"])
        classes = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[name]) for name in classes) == int(row["best"])
        assert f"i-{int(row['id']):012x}" == row["relid"]
        assert "marsad" in row["code_status"]
    assert {(row["low"], row["high"], row["date_prec"]) for row in rows} >= {("5", "", "1"), ("12", "12", "1")}


def test_acled_divides_a_toll_of_several_days_and_loses_nobody(data: Dataset) -> None:
    one = next(one for one in data.incidents if one.start and (t := one.total("killed")) and t.lo == 5)
    import msgspec

    assert one.start is not None
    longer = msgspec.structs.replace(one, end=one.start + dt.timedelta(days=2))
    rows = table(acled.render(msgspec.structs.replace(data, incidents=(longer,))))
    assert len(acled.COLUMNS) == 31
    assert [int(row["fatalities"]) for row in rows] == [3, 1, 1]
    assert all("divided evenly" in row["notes"] and one.id in row["event_id_cnty"] for row in rows)


def test_hxl_is_read_by_libhxl(data: Dataset) -> None:
    rows = csv.reader(io.StringIO(render("hxl", data).data.decode()))
    source = hxl.data(list(rows))
    assert len(source.columns) == len(COLUMNS)
    assert {row.get("#affected+num+min") for row in source} >= {"5", "12"}


def test_followthemoney_takes_every_entity(data: Dataset) -> None:
    for line in render("ftm", data).data.splitlines():
        given = json.loads(line)
        proxy = ftm_model.get_proxy(given, cleaned=False)
        assert {key: sorted(proxy.get(key)) for key in given["properties"]} == {
            key: sorted(set(said)) for key, said in given["properties"].items()
        }


def test_the_feed_is_well_formed_and_dated(data: Dataset) -> None:
    feed = feedparser.parse(render("feed", data).data)
    assert not feed.bozo
    assert len(feed.entries) == len(data.incidents)
    assert all(entry.updated == "2018-03-11T00:00:00Z" for entry in feed.entries)


def test_geojson_is_in_the_order_of_the_standard(data: Dataset) -> None:
    features = json.loads(render("geojson", data).data)["features"]
    for feature, one in zip(features, data.incidents, strict=True):
        assert one.place is not None
        assert feature["geometry"]["coordinates"] == [one.place.lon, one.place.lat]


def test_a_geopackage_is_read_by_gdal(data: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "tolls.gpkg"
    path.write_bytes(render("gpkg", data).data)
    assert sorted(pyogrio.list_layers(path)[:, 0]) == ["incidents", "tolls"]
    info = pyogrio.read_info(path, layer="incidents")
    assert (info["crs"], info["geometry_type"], info["features"]) == ("EPSG:4326", "Point", len(data.incidents))
    meta, _, points, fields = pyogrio.raw.read(path, layer="incidents")
    ids = fields[list(meta["fields"]).index("incident")]
    for id, point, one in zip(ids, points, data.incidents, strict=True):
        assert one.place is not None
        assert (id, struct.unpack("<BIdd", point)) == (one.id, (1, 1, one.place.lon, one.place.lat))
    meta, _, _, fields = pyogrio.raw.read(path, layer="tolls")
    columns = dict(zip(meta["fields"], fields, strict=True))
    assert list(columns) == list(COLUMNS)
    assert {5, 12} <= set(columns["lo"])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """What the demo's ledger publishes."""
    with Ledger(tmp_path_factory.mktemp("demo") / "demo.db") as ledger:
        assert all(outcome.error is None for outcome in ledger.add(shipped_bulletins()))
        return gathered(ledger)


def opened(name: str, path: Path) -> int:
    """Return how many rows or objects a program that is not ours finds in a file."""
    if name in ("csv", "ucdp-ged", "acled"):
        return int(pyarrow.csv.read_csv(path).num_rows)
    if name == "hxl":
        with path.open(encoding="utf-8") as file:
            return sum(1 for _ in hxl.data(list(csv.reader(file))))
    if name in ("geojson", "gpkg"):
        layer = None if name == "geojson" else "incidents"
        return int(pyogrio.read_info(path, layer=layer)["features"])
    if name == "xlsx":
        return int(openpyxl.load_workbook(path).worksheets[0].max_row) - 1
    if name == "parquet":
        return int(pyarrow.parquet.read_metadata(path).num_rows)
    if name == "sqlite":
        asked = [sys.executable, "-m", "datasette", "inspect", str(path)]
        done = subprocess.run(asked, capture_output=True, check=True)
        return int(json.loads(done.stdout)[path.stem]["tables"]["tolls"]["count"])
    if name == "feed":
        return len(feedparser.parse(path.read_bytes()).entries)
    if name == "ftm":
        return sum(1 for line in path.read_bytes().splitlines() if ftm_model.get_proxy(json.loads(line)).id)
    if name == "jsonld":
        graph = rdflib.Graph().parse(path, format="json-ld")
        return len(set(graph.subjects(rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"), None)))
    assert name == "jsonl"
    return int(pyarrow.json.read_json(path).num_rows)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
@pytest.mark.parametrize("name", format_names())
def test_what_the_demo_publishes_is_opened_by_another_program(name: str, demo: Dataset, tmp_path: Path) -> None:
    made = render(name, demo)
    path = tmp_path / f"demo.{'gpkg' if name == 'gpkg' else name}"
    path.write_bytes(made.data)
    assert opened(name, path) == made.written > 0


def test_provenance_leads_from_every_incident_to_a_hash(data: Dataset) -> None:
    graph = {node["@id"]: node for node in json.loads(render("jsonld", data).data)["@graph"]}
    incidents = [node for name, node in graph.items() if name.startswith("urn:marsad:incident:")]
    assert len(incidents) == len(data.incidents)
    for node in incidents:
        for claim in node["prov:wasDerivedFrom"]:
            document = graph[graph[claim["@id"]]["prov:hadPrimarySource"]["@id"]]
            assert len(document["marsad:sha256"]) == 64


def test_a_standpoint_leaves_out_what_was_published_later(tmp_path: Path) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        added: list[Outcome] = list(ledger.add(documents()))
        assert len(added) == len(TEXTS)
        assert gathered(ledger, as_of=dt.date(2018, 3, 10)).incidents == ()
        now, then = gathered(ledger), gathered(ledger, as_of=dt.date(2018, 3, 11))
    assert now.incidents == then.incidents
    assert all(isinstance(d, Source) for one in now.incidents for d in one.documents)
