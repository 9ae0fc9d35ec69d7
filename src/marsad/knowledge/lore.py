"""The lore: everything that the readers know, loaded on demand and compiled once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from marsad.errors import UsageError
from marsad.knowledge.compile import (
    COMPILERS,
    LANGUAGES,
    CompiledLanguage,
    CompiledPack,
    CompiledPlace,
    Course,
    Frame,
    compile_language,
    compile_pack,
    load_cached,
    load_pack_spec,
    store_cached,
)
from marsad.knowledge.cues import Cues, cue_words
from marsad.knowledge.files import HOME, data_files, digest, stamp
from marsad.knowledge.lexicon import Lexicon
from marsad.knowledge.ownplaces import own_files
from marsad.knowledge.spec import ActorSpec, PackSpec
from marsad.model.reading import Tool
from marsad.text.tokens import Tokens, plain, tokenize

READER_VERSION = "0.1.0"
"""Raised whenever the same text may be read otherwise."""
_SOURCES = 10_000
"""Spellings of sources that are remembered at most."""


class Voice:
    """One language with one pack: the lexicon, the actors and places that its entries name, the courses of rivers.

    `evidence` gives what each piece of evidence for a link between two counts weighs.
    """

    def __init__(
        self,
        lang: str,
        pack: PackSpec | None,
        lexicon: Lexicon,
        actors: dict[str, ActorSpec],
        places: dict[str, CompiledPlace],
        courses: dict[str, Course] | None = None,
        evidence: dict[str, float] | None = None,
    ) -> None:
        self.lang = lang
        self.pack = pack
        self.lexicon = lexicon
        self.actors = actors
        self.places = places
        self.courses = courses or {}
        self.evidence = evidence or {}
        self._by_name: dict[str, ActorSpec] | None = None

    def named(self, spelling: str) -> ActorSpec | None:
        """Return the actor of which `spelling` (see `text.tokens.plain`) is a whole name, the first of several."""
        if self._by_name is None:
            self._by_name = {}
            for actor in self.actors.values():
                for form in getattr(actor, self.lang):
                    self._by_name.setdefault(plain(form), actor)
        return self._by_name.get(spelling)


class Lore:
    """All knowledge under one folder (the shipped one by default), with further gazetteers of the user's.

    A lore is a value for the readers: what it answers never changes while it lives.
    """

    def __init__(self, home: Path = HOME, gazetteers: Sequence[Path] = ()) -> None:
        self.home = home
        self.gazetteers = tuple(gazetteers)
        self._stamp = stamp([*data_files(home), *self.gazetteers, *COMPILERS])
        self._frame = self._load_frame()
        self._voices: dict[tuple[str, str | None], Voice] = {}
        self._own_places: dict[str, frozenset[str]] = {}
        self._cues: dict[str, Cues] = {}
        self._umbrellas = {
            pack: {side: frozenset(parts) for side, parts in spec.umbrella.items()} for pack, spec in self.packs.items()
        }
        self._source_names: dict[str | None, dict[str, str]] = {}
        self._folded: dict[tuple[str, str | None], str] = {}
        self._tools: dict[str | None, Tool] = {}

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
            self._voices[key] = self._plain_voice(lang) if pack is None else self._pack_voice(lang, pack)
        return self._voices[key]

    def _plain_voice(self, lang: str) -> Voice:
        name = f"lexicon.{lang}-{self._stamp}"
        compiled: CompiledLanguage | None = load_cached(name, CompiledLanguage)
        if compiled is None:
            compiled = compile_language(self.home, lang, self.gazetteers)
            store_cached(name, compiled)
        self._own_places[lang] = frozenset(compiled.own)
        return Voice(lang, None, compiled.lexicon(), {}, compiled.places, evidence=compiled.evidence)

    def _pack_voice(self, lang: str, pack: str) -> Voice:
        """Return the language's voice with the pack's words; both share what the pack does not change."""
        spec = self.pack(pack)
        base = self.voice(lang, None)
        name = f"lexicon.{lang}.{pack}-{self._stamp}"
        compiled: CompiledPack | None = load_cached(name, CompiledPack)
        if compiled is None:
            compiled = compile_pack(self.home, lang, pack, self._shipped(lang))
            store_cached(name, compiled)
        lexicon = base.lexicon.extended(compiled.phrases)
        places = base.places | compiled.places
        return Voice(lang, spec, lexicon, compiled.actors, places, compiled.courses, base.evidence)

    def _shipped(self, lang: str) -> dict[str, CompiledPlace]:
        """Return the places of the shipped gazetteer alone."""
        own = self._own_places[lang]
        return {key: place for key, place in self.voice(lang, None).places.items() if key not in own}

    def umbrella(self, pack: str | None) -> dict[str, frozenset[str]]:
        """Return which sides are counted inside which (DESIGN.md section 5); empty without a pack."""
        return self._umbrellas.get(pack or "", {})

    def fold_source(self, name: str | None, pack: str | None = None) -> str | None:
        """Return the one id of a source by any of its spellings; unknown names fold to their own plain spelling.

        'The ministry' is one conflict's own: `pack` says of which conflict the text is that has the name.
        """
        if not name or not name.strip():
            return None
        known = self._folded.get((name, pack))
        if known is None:
            if len(self._folded) >= _SOURCES:
                self._folded.clear()
            known = self._folded[name, pack] = self._fold_source(name, pack)
        return known

    def _fold_source(self, name: str, pack: str | None) -> str:
        spelling = plain(name)
        words = spelling.split()
        for names in (self._sources_of(pack), self._sources_of(None)):
            for last in range(len(words), 0, -1):  # 'SOHR (Telegram)' is SOHR
                known = names.get(" ".join(words[:last]))
                if known is not None:
                    return known
        return spelling

    def _sources_of(self, pack: str | None) -> dict[str, str]:
        """Return the ids of sources by plain spelling: all of a pack's, or without one those that hold anywhere."""
        if pack not in self._source_names:
            specs = [self.packs[pack]] if pack is not None and pack in self.packs else [*self.packs.values()]
            self._source_names[pack] = {
                plain(form): source.id
                for spec in specs
                for source in spec.sources
                for form in (source.id, *source.ar, *source.en)
                if pack in self.packs or form not in source.here
            }
        return self._source_names[pack]

    def tokens(self, text: str, lang: str) -> Tokens:
        """Return the tokens of a text, folded with the language's memory of words, which all its packs share."""
        return tokenize(text, self.voice(lang, None).lexicon.memo)

    def choose_pack(self, tokens: Tokens, lang: str) -> str | None:
        """Return the pack whose cues the text has most of, or None where it has none.  Ties fall to the first name."""
        if lang not in self._cues:
            self._cues[lang] = Cues(self._frame.cues[lang], self.voice(lang, None).lexicon)
        return self._cues[lang].choose(tokens.folds)

    def tool(self, pack: str | None) -> Tool:
        """Return the versions and digests that a reading must name."""
        known = self._tools.get(pack)
        if known is None:
            pack_digest = self._frame.pack_digests.get(pack, "") if pack else ""
            known = self._tools[pack] = Tool(
                reader=f"marsad {READER_VERSION} {self._frame.lore_digest}",
                pack=f"{pack} {pack_digest}" if pack else "none",
                gazetteer=self._frame.gazetteer_digest,
            )
        return known

    def _load_frame(self) -> Frame:
        name = f"frame-{self._stamp}"
        frame: Frame | None = load_cached(name, Frame)
        if frame is None:
            folders = [p.parent for p in sorted((self.home / "packs").glob("*/pack.yml")) if p.parent.name[0] != "_"]
            languages = self.home / "languages"
            gazetteer = self.home / "gazetteer"
            packs = {folder.name: load_pack_spec(folder) for folder in folders}
            frame = Frame(
                packs=packs,
                cues={lang: cue_words(packs, lang) for lang in LANGUAGES},
                lore_digest=digest(data_files(languages), languages),
                pack_digests={folder.name: digest(data_files(folder), folder) for folder in folders},
                gazetteer_digest=self._gazetteer_digest(gazetteer),
            )
            store_cached(name, frame)
        return frame

    def _gazetteer_digest(self, folder: Path) -> str:
        """Return the digest of the shipped gazetteer, and of each of the user's by name."""
        shipped = digest(data_files(folder), folder) if folder.exists() else "none"
        return " ".join([shipped, *(f"{path.stem} {digest([path], path.parent)}" for path in self.gazetteers)])


_SHIPPED: list[Lore] = []


def load_lore(home: Path | None = None) -> Lore:
    """Return the shipped lore with the user's gazetteers (one for the process), or that of another folder alone."""
    if home is not None:
        return Lore(home)
    if not _SHIPPED:
        _SHIPPED.append(Lore(gazetteers=own_files()))
    return _SHIPPED[0]
