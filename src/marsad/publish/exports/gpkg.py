"""A GeoPackage (OGC 12-128r19, version 1.4): the layer `incidents` of points, and the table `tolls`.

A GeoPackage is a SQLite file with a few tables of its own; the same data give the same bytes.
"""

from __future__ import annotations

import sqlite3
import struct

from marsad.publish.dataset import Dataset, Happening, Made
from marsad.publish.flat import COLUMNS, flat_rows

APPLICATION, VERSION = 0x47504B47, 10400
WGS84 = 4326
EPOCH = "1970-01-01"
"""Day of what was never dated."""
PLACES = 11
"""Columns of the layer."""
TYPES = {"lo": "INTEGER", "hi": "INTEGER", "lat": "DOUBLE", "lon": "DOUBLE"}
WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE incidents (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, incident TEXT, "from" TEXT, "to" TEXT, place TEXT,
  place_en TEXT, place_ar TEXT, place_precision TEXT, causes TEXT, claims TEXT);
"""


def render(dataset: Dataset) -> Made:
    """Return the file's bytes; an incident of unknown place has no geometry."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(f"PRAGMA application_id={APPLICATION}; PRAGMA user_version={VERSION}; {TABLES}")
        columns = ", ".join(f'"{name}" {TYPES.get(name, "TEXT")}' for name in COLUMNS)
        connection.execute(f"CREATE TABLE tolls (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {columns})")
        systems = [
            ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic", 0, "NONE", 0, "undefined", None),
            ("WGS 84", WGS84, "EPSG", WGS84, WKT, None),
        ]
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)
        at = f"{dataset.newest() or EPOCH}T00:00:00.000Z"
        contents = [("incidents", "features", "incidents", at, *_bounds(dataset), WGS84)]
        contents.append(("tolls", "attributes", "tolls", at, None, None, None, None, None))
        connection.executemany(
            "INSERT INTO gpkg_contents"
            " (table_name, data_type, identifier, last_change, min_x, min_y, max_x, max_y, srs_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            contents,
        )
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES ('incidents', 'geom', 'POINT', ?, 0, 0)", (WGS84,))
        rows = [_row(number, one) for number, one in enumerate(dataset.incidents, 1)]
        connection.executemany(f"INSERT INTO incidents VALUES ({', '.join('?' * PLACES)})", rows)  # nosec B608
        tolls = [(number, *row) for number, row in enumerate(flat_rows(dataset), 1)]
        connection.executemany(f"INSERT INTO tolls VALUES ({', '.join('?' * (len(COLUMNS) + 1))})", tolls)  # nosec B608
        connection.commit()
        return Made(data=connection.serialize(), written=len(rows))
    finally:
        connection.close()


def _row(number: int, one: Happening) -> tuple[object, ...]:
    spot = one.place
    return (
        number,
        _point(spot.lon, spot.lat) if spot and spot.lon is not None and spot.lat is not None else None,
        one.id,
        one.start.isoformat() if one.start else None,
        one.end.isoformat() if one.end else None,
        *((spot.gazetteer, spot.name_en, spot.name_ar, spot.precision) if spot else (None,) * 4),
        " ".join(one.causes),
        " ".join(one.keys()),
    )


def _point(lon: float, lat: float) -> bytes:
    """Return a point as the standard's blob: header without envelope, then little-endian WKB."""
    return struct.pack("<2sBBiBIdd", b"GP", 0, 1, WGS84, 1, 1, lon, lat)


def _bounds(dataset: Dataset) -> tuple[float | None, ...]:
    spots = [one.place for one in dataset.incidents if one.place]
    points = [(spot.lon, spot.lat) for spot in spots if spot.lon is not None and spot.lat is not None]
    if not points:
        return (None,) * 4
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)
