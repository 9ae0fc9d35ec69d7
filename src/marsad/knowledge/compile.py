"""From YAML and TSV to one compiled lexicon a language, and what each pack adds to it.

Compiled forms are kept in the user's cache folder under a stamp of the data files and of the code that compiles them;
where that can't be written, the lexicon is built anew each time: slower, never different.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import read_tsv, read_yaml
from marsad.knowledge.lexicon import Entry, Lexicon, Node, Phrase, folded_words
from marsad.knowledge.spec import ActorSpec, EvidenceSpec, LexemeSpec, OrthographySpec, PackSpec, RiverSpec, convert
from marsad.model.place import Place
from marsad.text.fold import FoldMemo

LANGUAGES = ("ar", "en")
INHABITED = frozenset({"city", "town", "village", "camp"})
"""The kinds of places whose names may tell of which conflict a text is."""
_ROOM = Path(__file__).parent
COMPILERS = [
    *(_ROOM / name for name in ("compile.py", "cues.py", "lexicon.py", "phrase.py", "spec.py")),
    *(_ROOM.parent / "text" / name for name in ("fold.py", "tokens.py")),
]
"""The code on which compiled forms depend."""


class Frame(msgspec.Struct, frozen=True):
    """What is known before any text is read: the packs, the words by which texts show them, the data's digests."""

    packs: dict[str, PackSpec]
    cues: dict[str, dict[str, list[str]]]
    """By language the cues of all packs (`cues.cue_words`)."""
    lore_digest: str
    pack_digests: dict[str, str]
    gazetteer_digest: str


class CompiledPlace(msgspec.Struct, frozen=True):
    """A gazetteer entry with what the resolver weighs."""

    place: Place
    cue: bool = False
    rank: int = 0


class CompiledLanguage(msgspec.Struct):
    """One language: its lexicon as plain data, with the places of the gazetteer that its entries name."""

    orthography: OrthographySpec
    entries: list[Entry]
    root: Node
    words: list[str]
    places: dict[str, CompiledPlace]
    own: list[str]
    """Ids of places that only the user's own gazetteers have."""
    evidence: dict[str, float]
    """What each piece of evidence for a link weighs."""

    def lexicon(self) -> Lexicon:
        """Return the lexicon."""
        return Lexicon(self.orthography, self.entries, self.root, set(self.words))


class Course(msgspec.Struct, frozen=True):
    """A river's course downstream as points (latitude, longitude); it is `winding` times as long as their lines."""

    points: tuple[tuple[float, float], ...]
    winding: float


class CompiledPack(msgspec.Struct):
    """What a pack adds to a language: entries with their spellings in folded words, actors, places, rivers' courses."""

    phrases: list[Phrase]
    actors: dict[str, ActorSpec]
    places: dict[str, CompiledPlace]
    courses: dict[str, Course]


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
    own = folder / "places.tsv"
    rows = [row for row in read_tsv(own) if row.get("cue") != "yes"] if own.exists() else []
    return msgspec.structs.replace(spec, places={lang: _names(rows, lang) for lang in LANGUAGES})


def _names(rows: Iterable[Mapping[str, str]], lang: str) -> list[str]:
    """Return what the inhabited places of `rows` are called in `lang`."""
    return [name for row in rows if row["kind"] in INHABITED for name in row[lang].split("|") if name]


def compile_language(home: Path, lang: str, own: Iterable[Path] = ()) -> CompiledLanguage:
    """Build the lexicon of `lang` with the gazetteer and the user's `own` ones.

    Raises `KnowledgeError` naming file and entry.
    """
    lexicon = _word_lexicon(home, lang)
    places: dict[str, CompiledPlace] = {}
    shipped = home / "gazetteer" / "places.tsv"
    further: list[str] = []
    for path in (shipped, *own):
        for phrase, place in _places(path, lang, lexicon.memo, set()):
            _enter(lexicon, phrase)
            if path != shipped and place.place.id not in places:
                further.append(place.place.id)
            places.setdefault(place.place.id, place)
    evidence = _evidence(home / "languages" / lang)
    words = sorted(lexicon.words)
    return CompiledLanguage(lexicon.orthography, lexicon.entries, lexicon.root, words, places, further, evidence)


def _evidence(base: Path) -> dict[str, float]:
    """Return the weights of a language's evidence.  Raises `KnowledgeError` for an id that comes twice."""
    found: dict[str, float] = {}
    for path in sorted(base.glob("*/evidence.yml")):
        entries: list[EvidenceSpec] = convert(read_yaml(path) or [], list[EvidenceSpec], str(path))
        for entry in entries:
            if entry.id in found:
                raise KnowledgeError(f"{path}, entry {entry.id!r}: this evidence has a weight already; keep one")
            found[entry.id] = entry.weight
    return found


def lexicon_words(home: Path, lang: str) -> frozenset[str]:
    """Return the folded words of the lexicons of `lang`, places and packs left out."""
    return frozenset(_word_lexicon(home, lang).words)


def _word_lexicon(home: Path, lang: str) -> Lexicon:
    base = home / "languages" / lang
    spelling = base / "orthography.yml"
    orthography: OrthographySpec = convert(read_yaml(spelling), OrthographySpec, str(spelling))
    lexicon = Lexicon(orthography, [], {}, set())
    for path in sorted(base.glob("*/lexicon.yml")):
        lexemes: list[LexemeSpec] = convert(read_yaml(path) or [], list[LexemeSpec], str(path))
        for lexeme in lexemes:
            entry = Entry(lexeme.id, lexeme.cls, lexeme.features)
            _enter(lexicon, _phrase(entry, lexeme.forms, path, lexicon.memo))
    return lexicon


def compile_pack(home: Path, lang: str, pack: str, known: Mapping[str, CompiledPlace]) -> CompiledPack:
    """Gather what `pack` adds to `lang`; `known` is the gazetteer.  Raises `KnowledgeError` as above."""
    folder, memo = home / "packs" / pack, FoldMemo()
    actors = _actors(folder / "actors.yml", lang, memo)
    named = _places(folder / "places.tsv", lang, memo, known)
    phrases = [phrase for phrase, _ in actors]
    phrases += [phrase for phrase, _ in named]
    phrases += _sources(folder, lang, memo)
    places = {place.place.id: place for _, place in named}
    courses = _courses(folder / "rivers.yml", {**known, **places})
    return CompiledPack(phrases, {spec.id: spec for _, spec in actors}, places, courses)


def _enter(lexicon: Lexicon, phrase: Phrase) -> None:
    entry, spellings = phrase
    for folded in spellings:
        lexicon.enter(entry, folded)


def _phrase(entry: Entry, forms: Iterable[str], path: Path, memo: FoldMemo) -> Phrase:
    try:
        return entry, [folded_words(entry, form, memo) for form in forms]
    except ValueError as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _actors(path: Path, lang: str, memo: FoldMemo) -> list[tuple[Phrase, ActorSpec]]:
    if not path.exists():
        return []
    specs: list[ActorSpec] = convert(read_yaml(path) or [], list[ActorSpec], str(path))
    out: list[tuple[Phrase, ActorSpec]] = []
    seen: set[str] = set()
    for spec in specs:
        if spec.id in seen:
            raise KnowledgeError(f"{path}, entry {spec.id!r}: the id stands twice; give one of them another")
        seen.add(spec.id)
        entry = Entry(spec.id, "actor", {"actor": spec.id, "kind": spec.kind})
        out.append((_phrase(entry, getattr(spec, lang), path, memo), spec))
    return out


def _sources(folder: Path, lang: str, memo: FoldMemo) -> list[Phrase]:
    return [
        _phrase(
            Entry(f"source.{source.id}", "source", {"source": source.id}),
            getattr(source, lang),
            folder / "pack.yml",
            memo,
        )
        for source in load_pack_spec(folder).sources
    ]


def _places(path: Path, lang: str, memo: FoldMemo, known: Container[str]) -> list[tuple[Phrase, CompiledPlace]]:
    if not path.exists():
        return []
    out: list[tuple[Phrase, CompiledPlace]] = []
    seen: set[str] = set()
    for row in read_tsv(path):
        place = _place(row, path)
        key = place.place.id
        if key in known or key in seen:
            raise KnowledgeError(f"{path}, entry {key!r}: the id stands twice; give one of them another")
        seen.add(key)
        forms = [form for form in row[lang].split("|") if form.strip()]
        out.append((_phrase(Entry(key, "place", {"place": key}), forms, path, memo), place))
    return out


def _courses(path: Path, places: Mapping[str, CompiledPlace]) -> dict[str, Course]:
    if not path.exists():
        return {}
    rivers: list[RiverSpec] = convert(read_yaml(path) or [], list[RiverSpec], str(path))
    out = {}
    for river in rivers:
        points = []
        for key in (river.id, *river.course):
            if key not in places:
                raise KnowledgeError(f"{path}, entry {river.id!r}: there is no place {key!r}; add it to places.tsv")
            place = places[key].place
            if key != river.id:
                if place.lat is None or place.lon is None:
                    raise KnowledgeError(f"{path}, entry {river.id!r}: the place {key!r} has no point")
                points.append((place.lat, place.lon))
        out[river.id] = Course(tuple(points), river.winding)
    return out


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
