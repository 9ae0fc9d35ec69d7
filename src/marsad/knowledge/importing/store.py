"""The user's own gazetteers: made from foreign lists, listed, taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from marsad.errors import KnowledgeError, UsageError
from marsad.ids import sha256
from marsad.knowledge.files import HOME, read_tsv
from marsad.knowledge.importing.geonames import is_geonames, read_geonames
from marsad.knowledge.importing.ocha import is_ocha, read_ocha
from marsad.knowledge.importing.rows import COLUMNS, Known, Row, Words, make_rows
from marsad.knowledge.importing.told import Skipped, Told
from marsad.knowledge.importing.wof import is_wof, read_wof
from marsad.knowledge.ownplaces import own_files, own_folder

READERS = {"geonames": (is_geonames, read_geonames), "ocha": (is_ocha, read_ocha), "wof": (is_wof, read_wof)}
CREDITS = {
    "geonames": "GeoNames, https://www.geonames.org, CC-BY 4.0",
    "ocha": "OCHA common operational dataset, https://data.humdata.org, see the data set's own licence",
    "wof": "Who's On First, https://whosonfirst.org, see LICENSE.md of its data (CC0, CC-BY and others by source)",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")


class Imported(NamedTuple):
    """What became of an import."""

    path: Path
    form: str
    places: int
    new: int
    joined: int
    known: int
    skipped: list[Skipped]


class Listed(NamedTuple):
    """One of the user's gazetteers."""

    name: str
    path: Path
    places: int
    form: str
    credit: str


def import_gazetteer(
    paths: Sequence[Path],
    *,
    name: str | None = None,
    form: str | None = None,
    country: str | None = None,
    folder: Path | None = None,
    home: Path = HOME,
) -> Imported:
    """Turn foreign lists into a gazetteer of the user's, in place of an earlier one of that name.

    `form` is 'geonames', 'ocha' or 'wof', else known by the first file.  `country` keeps its places only.  Raises
    `UsageError` for a name that can't be one, `KnowledgeError` where a file can't be read or holds no place.
    """
    form = form or _form(paths[0])
    name = name or re.sub("[^a-z0-9_-]+", "-", paths[0].stem.lower()).strip("-_") or form
    if not _NAME.fullmatch(name):
        raise UsageError.of("a gazetteer's name has small letters, digits, - and _ only: {name!r}", name=name)
    target = (folder or own_folder()) / f"{name}.tsv"
    places, skipped = _read(paths, form, country)
    if not places:
        raise KnowledgeError.of("{path}: no place in it could be used", path=paths[0])
    known = Known(row for path in _tables(home, folder, target) for row in read_tsv(path))
    made = make_rows(places, known, Words.load(home, _lexicon(home)))
    _write(target, made.rows)
    note = {"form": form, "credit": CREDITS[form], "files": [[p.name, sha256(p.read_bytes())] for p in paths]}
    target.with_suffix(".json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    new = len(made.rows) - made.joined
    return Imported(target, form, len(places), new, made.joined, made.known, skipped)


def list_gazetteers(folder: Path | None = None) -> list[Listed]:
    """Return the user's gazetteers by name."""
    out = []
    for path in own_files(folder):
        try:
            note = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        except (OSError, json.JSONDecodeError, UnicodeDecodeError):
            note = {}  # a table put there by hand
        out.append(Listed(path.stem, path, len(read_tsv(path)), note.get("form", ""), note.get("credit", "")))
    return out


def remove_gazetteer(name: str, folder: Path | None = None) -> Path:
    """Take one of the user's gazetteers away.  Raises `UsageError` for one that there isn't."""
    path = next((one for one in own_files(folder) if one.stem == name), None)
    if path is None:
        known = ", ".join(one.stem for one in own_files(folder)) or "-"
        raise UsageError.of("there is no gazetteer {name!r}; there are: {known}", name=name, known=known)
    path.unlink()
    path.with_suffix(".json").unlink(missing_ok=True)
    return path


def _form(path: Path) -> str:
    for form, (fits, _) in READERS.items():
        if fits(path):
            return form
    raise UsageError.of("{path}: not known as {forms}; name its form with --as", path=path, forms=", ".join(READERS))


def _read(paths: Sequence[Path], form: str, country: str | None) -> tuple[list[Told], list[Skipped]]:
    places: dict[str, Told] = {}
    skipped: list[Skipped] = []
    for path in paths:
        for one in READERS[form][1](path):
            if isinstance(one, Skipped):
                skipped.append(Skipped(f"{path.name}, {one.where}", one.why))
            elif country is None or one.country in ("", country.upper()):
                told = one if one.country or country is None else one._replace(country=country.upper())
                places.setdefault(told.id, told)
    return list(places.values()), skipped


def _tables(home: Path, folder: Path | None, target: Path) -> list[Path]:
    shipped = sorted([*home.glob("gazetteer/places.tsv"), *home.glob("packs/[!_]*/places.tsv")])
    return [*shipped, *(path for path in own_files(folder) if path != target)]


def _lexicon(home: Path) -> frozenset[str]:
    """Return the folded words of the lexicons, places left out: a name that is one of them needs a cue."""
    from marsad.knowledge.compile import LANGUAGES, lexicon_words

    return frozenset(word for lang in LANGUAGES for word in lexicon_words(home, lang))


def _write(target: Path, rows: Sequence[Row]) -> None:
    """Write the table whole or not at all."""
    text = "\n".join("\t".join(row) for row in [COLUMNS, *([row[c] for c in COLUMNS] for row in rows)]) + "\n"
    temporary = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
    except OSError as error:
        raise KnowledgeError.of("{path}: cannot be written: {error}", path=target, error=error.strerror) from error
