"""From YAML and TSV to one compiled lexicon a language and pack.

Compiled forms are kept in the user's cache folder under a stamp of the data files; where that can't be written, the
lexicon is built anew each time: slower, never different.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import read_tsv, read_yaml
from marsad.knowledge.lexicon import Entry, Lexicon
from marsad.knowledge.spec import ActorSpec, LexemeSpec, OrthographySpec, PackSpec, convert
from marsad.model.place import Place

LANGUAGES = ("ar", "en")


class Frame(msgspec.Struct, frozen=True):
    """What is known before any text is read: the packs, and the digests of the data."""

    packs: dict[str, PackSpec]
    lore_digest: str
    pack_digests: dict[str, str]
    gazetteer_digest: str


class CompiledPlace(msgspec.Struct, frozen=True):
    """A gazetteer entry with what the resolver weighs."""

    place: Place
    cue: bool = False
    rank: int = 0


class Compiled(msgspec.Struct):
    """One language and pack: its lexicon as plain data, with the actors and places that its entries name."""

    orthography: OrthographySpec
    entries: list[Entry]
    root: dict[str, Any]
    words: list[str]
    actors: dict[str, ActorSpec]
    places: dict[str, CompiledPlace]


def cache_folder() -> Path:
    """Return the folder for compiled lore: `MARSAD_CACHE`, else the user's cache folder."""
    own = os.environ.get("MARSAD_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "marsad"


def load_cached(name: str, kind: Any) -> Any:
    """Return the compiled value called `name`, or None where there is none or it can't be used."""
    try:
        data = (cache_folder() / name).read_bytes()
    except (OSError, RuntimeError):
        return None
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None  # written by another version: compiled anew


def store_cached(name: str, value: Any) -> None:
    """Keep `value` under `name`; whole or not at all.  A cache that can't be written is no error."""
    with contextlib.suppress(OSError, RuntimeError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        prefix = name.rsplit("-", 1)[0]
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.msgpack.encode(value))
        Path(temporary).replace(folder / name)
        for old in folder.glob(f"{prefix}-*"):
            if old.name != name:
                old.unlink(missing_ok=True)


def load_pack_spec(folder: Path) -> PackSpec:
    """Return the frame of the pack in `folder`."""
    path = folder / "pack.yml"
    spec: PackSpec = convert(read_yaml(path), PackSpec, str(path))
    return spec


def compile_lexicon(home: Path, lang: str, pack: str | None) -> Compiled:
    """Build the lexicon of `lang` with the words of `pack` in it.  Raises `KnowledgeError` naming file and entry."""
    base = home / "languages" / lang
    spelling = base / "orthography.yml"
    orthography: OrthographySpec = convert(read_yaml(spelling), OrthographySpec, str(spelling))
    lexicon = Lexicon(orthography, [], {}, set())
    actors: dict[str, ActorSpec] = {}
    places: dict[str, CompiledPlace] = {}
    for path in sorted(base.glob("*/lexicon.yml")):
        lexemes: list[LexemeSpec] = convert(read_yaml(path) or [], list[LexemeSpec], str(path))
        for lexeme in lexemes:
            _add(lexicon, Entry(lexeme.id, lexeme.cls, lexeme.features), lexeme.forms, path)
    _add_places(lexicon, places, home / "gazetteer" / "places.tsv", lang)
    if pack is not None:
        folder = home / "packs" / pack
        _add_actors(lexicon, actors, folder / "actors.yml", lang)
        _add_places(lexicon, places, folder / "places.tsv", lang)
        _add_sources(lexicon, folder, lang)
    return Compiled(orthography, lexicon.entries, lexicon.root, sorted(lexicon.words), actors, places)


def _add(lexicon: Lexicon, entry: Entry, forms: list[str], path: Path) -> None:
    for form in forms:
        try:
            lexicon.add(entry, form)
        except ValueError as error:
            raise KnowledgeError(f"{path}: {error}") from error


def _add_actors(lexicon: Lexicon, actors: dict[str, ActorSpec], path: Path, lang: str) -> None:
    if not path.exists():
        return
    specs: list[ActorSpec] = convert(read_yaml(path) or [], list[ActorSpec], str(path))
    for spec in specs:
        if spec.id in actors:
            raise KnowledgeError(f"{path}, entry {spec.id!r}: the id stands twice; give one of them another")
        actors[spec.id] = spec
        _add(lexicon, Entry(spec.id, "actor", {"actor": spec.id, "kind": spec.kind}), getattr(spec, lang), path)


def _add_sources(lexicon: Lexicon, folder: Path, lang: str) -> None:
    for source in load_pack_spec(folder).sources:
        forms = getattr(source, lang)
        _add(lexicon, Entry(f"source.{source.id}", "source", {"source": source.id}), forms, folder / "pack.yml")


def _add_places(lexicon: Lexicon, places: dict[str, CompiledPlace], path: Path, lang: str) -> None:
    if not path.exists():
        return
    for row in read_tsv(path):
        place = _place(row, path)
        if place.place.id in places:
            raise KnowledgeError(f"{path}, entry {place.place.id!r}: the id stands twice; give one of them another")
        places[place.place.id] = place
        forms = [form for form in row[lang].split("|") if form.strip()]
        _add(lexicon, Entry(place.place.id, "place", {"place": place.place.id}), forms, path)


def _place(row: dict[str, str], path: Path) -> CompiledPlace:
    def number(key: str) -> float | None:
        try:
            return float(row[key]) if row.get(key) else None
        except ValueError as error:
            raise KnowledgeError(f"{path}, entry {row.get('id')!r}: {key} is no number: {row[key]!r}") from error

    values = {
        "id": row["id"],
        "name_en": row["name_en"],
        "name_ar": row["ar"].split("|")[0] or None,
        "kind": row["kind"] or "other",
        "lat": number("lat"),
        "lon": number("lon"),
        "radius_km": number("radius_km"),
        "parents": tuple(p for p in row["parent"].split("|") if p),
        "country": row["country"] or None,
    }
    place: Place = convert(values, Place, f"{path}, entry {row['id']!r}")
    rank = row.get("rank") or "0"
    return CompiledPlace(place, row.get("cue") == "yes", int(float(rank)))
