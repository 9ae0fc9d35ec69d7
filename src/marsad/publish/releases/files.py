"""The files of a release: the same bytes from the same values, everywhere and always."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from marsad.ids import sha256
from marsad.model.noun import Noun
from marsad.publish.exports import load_format
from marsad.publish.flat import Cell, csv_bytes
from marsad.publish.releases.corrections import Bound, Corrections
from marsad.publish.releases.dictionary import CORRECTIONS, TOTALS, dictionary
from marsad.publish.releases.paper import paper
from marsad.publish.releases.release import FORMAT, Release
from marsad.publish.words import LANGUAGES

MANIFEST, SIGNATURE, RELEASE = "manifest.json", "signature.json", "release.json"
DATA = {
    "tolls.csv": ("csv", "text/csv"),
    "incidents.jsonl": ("jsonl", "application/jsonl"),
    "incidents.geojson": ("geojson", "application/geo+json"),
    "tolls.hxl.csv": ("hxl", "text/csv"),
    "ucdp-ged.csv": ("ucdp-ged", "text/csv"),
    "acled.csv": ("acled", "text/csv"),
    "entities.ftm.json": ("ftm", "application/jsonl"),
    "provenance.jsonld": ("jsonld", "application/ld+json"),
    "feed.xml": ("feed", "application/atom+xml"),
}
"""Files of the dataset, by the format that makes them.  Those whose bytes depend on a library's version are no part."""


class File(NamedTuple):
    """One file: its path in the release, its bytes, what they are, how many rows or objects are in it."""

    path: str
    data: bytes
    media_type: str
    rows: int | None = None


class Listed(Noun, frozen=True, kw_only=True):
    """A line of the manifest."""

    path: str
    bytes: int
    sha256: str
    media_type: str
    rows: int | None = None


class Manifest(Noun, frozen=True, kw_only=True):
    """What belongs to a release, by hash.  `digest` of its bytes is what is signed and cited."""

    format: str = FORMAT
    id: str
    files: tuple[Listed, ...]


class Signature(Noun, frozen=True, kw_only=True):
    """An Ed25519 signature over `statement`; key and signature in hex, None where nobody signed."""

    format: str = FORMAT
    id: str
    manifest: str
    """SHA-256 of the manifest's bytes."""
    key: str | None = None
    signature: str | None = None

    def statement(self) -> bytes:
        """Return the bytes that are signed: the compact JSON of format, id and the manifest's hash."""
        return msgspec.json.encode([self.format, self.id, self.manifest])


def release_files(release: Release, changed: Corrections) -> tuple[File, ...]:
    """Return every file but manifest and signature, by path."""
    return tuple(sorted(_files(release, changed), key=lambda file: file.path))


def manifest_of(release: Release, files: tuple[File, ...]) -> File:
    """Return the manifest of the files."""
    listed = tuple(
        Listed(path=f.path, bytes=len(f.data), sha256=sha256(f.data), media_type=f.media_type, rows=f.rows)
        for f in files
    )
    return File(MANIFEST, _pretty(Manifest(id=release.id, files=listed)), "application/json", len(listed))


def signature_file(signature: Signature) -> File:
    """Return the file of a signature."""
    return File(SIGNATURE, _pretty(signature), "application/json")


def _files(release: Release, changed: Corrections) -> Iterator[File]:
    said = msgspec.to_builtins(release)
    said["dataset"] = None
    yield File(RELEASE, _pretty(said), "application/json")
    for lang in LANGUAGES:
        yield File(f"README.{lang}.md", paper(release, changed, lang).encode(), "text/markdown")
    words = list(dictionary())
    yield File("dictionary.csv", csv_bytes(words), "text/csv", len(words) - 1)
    yield File(
        "totals.csv",
        csv_bytes(
            [
                TOTALS,
                *(
                    (t.harm, t.side, t.month, t.lo, t.hi, t.guarantee, " ".join(t.claims), " ".join(t.overlaps))
                    for t in release.totals
                ),
            ]
        ),
        "text/csv",
        len(release.totals),
    )
    for path, (name, media_type) in DATA.items():
        made = load_format(name)(release.dataset)
        yield File(path, made.data, media_type, made.written)
    rows = list(_changed(changed))
    yield File("corrections.csv", csv_bytes([CORRECTIONS, *rows]), "text/csv", len(rows))
    yield File("corrections.json", _pretty(changed), "application/json", len(changed.incidents))
    yield File("retired.json", _pretty(release.retired), "application/json", len(release.retired))


def _changed(changed: Corrections) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the corrections log: one for each toll or field that differs, one for an incident without."""
    for one in changed.incidents:
        why = "; ".join(f"{reason.what}: {' '.join(reason.items)}".rstrip(": ") for reason in one.why)
        head: tuple[Cell, ...] = (one.incident, one.what, " ".join(one.now))
        rows: list[tuple[Cell, ...]] = [(t.harm, t.side, None, *_ends(t.before), *_ends(t.after)) for t in one.tolls]
        rows += [(None, None, name, then, None, now, None) for name, (then, now) in one.fields.items()]
        for row in rows or [(None,) * 7]:
            yield (*head, *row, why)
    for total in changed.totals:
        row = (total.harm, total.side, None, *_ends(total.before), *_ends(total.after))
        yield (None, "total", None, *row, None)


def _ends(bound: Bound | None) -> tuple[Cell, Cell]:
    return bound or (None, None)


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2) + b"\n"
