"""The lore: everything that the readers know, loaded on demand and compiled once."""

from __future__ import annotations

from pathlib import Path

from marsad.errors import UsageError
from marsad.knowledge.compile import (
    LANGUAGES,
    Compiled,
    CompiledPlace,
    Frame,
    compile_lexicon,
    load_cached,
    load_pack_spec,
    store_cached,
)
from marsad.knowledge.files import HOME, data_files, digest, stamp
from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.spec import ActorSpec, PackSpec
from marsad.model.reading import Tool
from marsad.text.fold import FoldMemo, fold
from marsad.text.tokens import tokenize

_DATELINE = 3
"""Words at the start that may be an agency's office ('BEIRUT, June 8 -') and weigh half as cues."""
READER_VERSION = "0.1.0"
"""Raised whenever the same text may be read otherwise."""


class Voice:
    """One language with one pack: the lexicon, the actors and the places that its entries name."""

    def __init__(self, lang: str, pack: PackSpec | None, compiled: Compiled) -> None:
        self.lang = lang
        self.pack = pack
        self.lexicon = Lexicon(compiled.orthography, compiled.entries, compiled.root, set(compiled.words))
        self.actors: dict[str, ActorSpec] = compiled.actors
        self.places: dict[str, CompiledPlace] = compiled.places


class Lore:
    """All knowledge under one folder (the shipped one by default).

    A lore is a value for the readers: what it answers never changes while it lives.
    """

    def __init__(self, home: Path = HOME) -> None:
        self.home = home
        self._files = data_files(home)
        self._stamp = stamp(self._files)
        self._frame = self._load_frame()
        self._voices: dict[tuple[str, str | None], Voice] = {}
        self._cue_index: dict[str, dict[str, list[tuple[list[str], list[str]]]]] = {}
        self._source_names: dict[str, str] | None = None

    @property
    def packs(self) -> dict[str, PackSpec]:
        """The frames of all packs by id."""
        return self._frame.packs

    def pack(self, name: str) -> PackSpec:
        """Return one pack's frame.  Raises `UsageError` naming the packs that there are."""
        if name not in self.packs:
            raise UsageError(f"there is no pack {name!r}; there are: {', '.join(sorted(self.packs))}")
        return self.packs[name]

    def voice(self, lang: str, pack: str | None) -> Voice:
        """Return the lexicon of a language with a pack's words.  Raises `UsageError` for one that there isn't."""
        if lang not in LANGUAGES:
            raise UsageError(f"there is no language {lang!r}; there are: {', '.join(LANGUAGES)}")
        key = (lang, pack)
        if key not in self._voices:
            spec = self.pack(pack) if pack is not None else None
            name = f"lexicon.{lang}.{pack or 'none'}-{self._stamp}"
            compiled = load_cached(name, Compiled)
            if compiled is None:
                compiled = compile_lexicon(self.home, lang, pack)
                store_cached(name, compiled)
            self._voices[key] = Voice(lang, spec, compiled)
        return self._voices[key]

    def umbrella(self, pack: str | None) -> dict[str, frozenset[str]]:
        """Return which sides are counted inside which (DESIGN.md section 5); empty without a pack."""
        if pack is None or pack not in self.packs:
            return {}
        return {side: frozenset(parts) for side, parts in self.packs[pack].umbrella.items()}

    def fold_source(self, name: str | None) -> str | None:
        """Return the one id of a source by any of its spellings; unknown names fold to their own plain spelling."""
        if not name or not name.strip():
            return None
        if self._source_names is None:
            self._source_names = {
                _plain(form): source.id
                for spec in self.packs.values()
                for source in spec.sources
                for form in (source.id, *source.ar, *source.en)
            }
        plain = _plain(name)
        words = plain.split()
        for last in range(len(words), 0, -1):  # 'SOHR (Telegram)' is SOHR
            known = self._source_names.get(" ".join(words[:last]))
            if known is not None:
                return known
        return plain

    def choose_pack(self, text: str, lang: str) -> str | None:
        """Return the pack whose cues the text has most of, or None where it has none.  Ties fall to the first name."""
        voice = self.voice(lang, None).lexicon
        if lang not in self._cue_index:
            self._cue_index[lang] = self._cues(lang)
        index = self._cue_index[lang]
        words = tokenize(text, voice.memo).folds
        found: dict[str, int] = {}
        for i, word in enumerate(words):
            for stem in (word, *voice.unprefixed(word)):
                for cue, names in index.get(stem, ()):
                    if len(cue) == 1 or words[i + 1 : i + len(cue)] == cue[1:]:
                        for name in names:
                            found[name] = found.get(name, 0) + (1 if i < _DATELINE else 2)
        return min(found, key=lambda name: (-found[name], name)) if found else None

    def _cues(self, lang: str) -> dict[str, list[tuple[list[str], list[str]]]]:
        """Return the cues of all packs by their first word: (words, packs)."""
        by_words: dict[tuple[str, ...], list[str]] = {}
        for name, spec in self.packs.items():
            for cue in spec.cues.get(lang, ()):
                by_words.setdefault(tuple(_plain(cue).split()), []).append(name)
        index: dict[str, list[tuple[list[str], list[str]]]] = {}
        for words, names in by_words.items():
            if words:
                index.setdefault(words[0], []).append((list(words), names))
        return index

    def tool(self, pack: str | None) -> Tool:
        """Return the versions and digests that a reading must name."""
        pack_digest = self._frame.pack_digests.get(pack, "") if pack else ""
        return Tool(
            reader=f"marsad {READER_VERSION} {self._frame.lore_digest}",
            pack=f"{pack} {pack_digest}" if pack else "none",
            gazetteer=self._frame.gazetteer_digest,
        )

    def _load_frame(self) -> Frame:
        name = f"frame-{self._stamp}"
        frame: Frame | None = load_cached(name, Frame)
        if frame is None:
            folders = [p.parent for p in sorted((self.home / "packs").glob("*/pack.yml")) if p.parent.name[0] != "_"]
            languages = self.home / "languages"
            gazetteer = self.home / "gazetteer"
            frame = Frame(
                packs={folder.name: load_pack_spec(folder) for folder in folders},
                lore_digest=digest(data_files(languages), languages),
                pack_digests={folder.name: digest(data_files(folder), folder) for folder in folders},
                gazetteer_digest=digest(data_files(gazetteer), gazetteer) if gazetteer.exists() else "none",
            )
            store_cached(name, frame)
        return frame


def _plain(name: str) -> str:
    return " ".join(tokenize(fold(name), FoldMemo()).folds)


_SHIPPED: list[Lore] = []


def load_lore(home: Path | None = None) -> Lore:
    """Return the shipped lore (one for the process), or that of another folder."""
    if home is not None:
        return Lore(home)
    if not _SHIPPED:
        _SHIPPED.append(Lore())
    return _SHIPPED[0]
