"""Faults in packs and gazetteer: sides, dates, sources, examples of actors; parents, kinds, points of places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.knowledge.compile import LANGUAGES
from marsad.knowledge.finding import Findings
from marsad.knowledge.lexicon import Entry, Lexicon, folded_words
from marsad.knowledge.spec import ActorSpec, OrthographySpec, PackSpec
from marsad.model.terms import PLACE_KINDS
from marsad.text.tokens import tokenize

ACTOR_KINDS = frozenset(
    {
        *("umbrella", "force", "brigade", "militia", "faction", "group", "state", "institution", "commander", "police"),
        *("community", "description"),
    }
)
SOURCE_KINDS = frozenset({"monitor", "ministry", "agency", "channel", "state_media", "un"})
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def lint_packs(findings: Findings) -> None:
    """Note the faults of all packs under the folder, and of its gazetteer."""
    home = findings.home
    gazetteer = home / "gazetteer" / "places.tsv"
    rows = findings.table(gazetteer) if gazetteer.exists() else []
    known = {row["id"] for row in rows if row.get("id")}
    _places(findings, gazetteer, rows, known)
    sides = _closed_sides(findings)
    for path in sorted(home.glob("packs/[!_]*/pack.yml")):
        frame: PackSpec | None = findings.yaml(path, PackSpec)
        if frame is not None:
            _frame(findings, path, frame, sides)
        _pack(findings, path.parent, sides, known)


def _closed_sides(findings: Findings) -> frozenset[str]:
    """Return the project's sides: those that the report has names for."""
    path = findings.home / "messages" / "report.en.yml"
    words: dict[str, Any] = findings.yaml(path, dict[str, Any]) or {}
    return frozenset(words.get("sides") or ())


def _pack(findings: Findings, folder: Path, sides: frozenset[str], gazetteer: set[str]) -> None:
    actors = folder / "actors.yml"
    if actors.exists():
        specs: list[ActorSpec] = findings.yaml(actors, list[ActorSpec]) or []
        raw: list[dict[str, Any]] = findings.yaml(actors, list[dict[str, Any]]) if specs else []
        _actors(findings, actors, specs, raw, sides)
    places = folder / "places.tsv"
    if places.exists():
        rows = findings.table(places)
        _places(findings, places, rows, gazetteer | {row["id"] for row in rows if row.get("id")})


def _frame(findings: Findings, path: Path, frame: PackSpec, sides: frozenset[str]) -> None:
    if frame.id != path.parent.name:
        findings.add(path, None, "the id {id!r} is not the folder's name", id=frame.id)
    _known(findings, path, "sides", frame.sides, sides)
    for name, told in (("umbrella", frame.umbrella), ("opponents", frame.opponents)):
        _known(findings, path, name, [*told, *(side for inside in told.values() for side in inside)], frame.sides)
    _known(findings, path, "bombers", frame.bombers, frame.sides)
    findings.once(path, [source.id for source in frame.sources])
    for source in frame.sources:
        _known(findings, path, source.id, [source.kind], SOURCE_KINDS)
        _known(findings, path, source.id, [source.side] if source.side else [], frame.sides)
        if not source.ar and not source.en:
            findings.add(path, source.id, "no spelling; add one under `ar` or `en`")
    findings.once(path, [said.id for said in frame.assertions])
    for said in frame.assertions:
        _known(findings, path, said.id, [said.side] if said.side else [], frame.sides)
        if not said.why.strip() or (said.most is not None and said.most < said.least):
            findings.add(path, said.id, "an assertion says whence it is known, and `most` is not below `least`")
    for lang in LANGUAGES:
        if not frame.cues.get(lang):
            findings.add(path, "cues", "no cue in {lang!r}; without one no text in it finds the pack", lang=lang)


def _known(findings: Findings, path: Path, entry: str, given: Iterable[str], known: Iterable[str]) -> None:
    allowed = sorted(known)
    for one in dict.fromkeys(given):
        if one not in allowed:
            findings.add(
                path, entry, "{value!r} is unknown; choose one of {known}", value=one, known=", ".join(allowed)
            )


def _actors(
    findings: Findings, path: Path, specs: list[ActorSpec], raw: list[dict[str, Any]], sides: frozenset[str]
) -> None:
    findings.once(path, [spec.id for spec in specs])
    ids = {spec.id for spec in specs}
    lexicons = {lang: _lexicon(findings, lang, specs) for lang in LANGUAGES}
    for spec, told in zip(specs, raw, strict=True):
        periods = [] if isinstance(spec.side, str) else spec.side
        _known(findings, path, spec.id, [spec.side] if isinstance(spec.side, str) else [p.side for p in periods], sides)
        _known(findings, path, spec.id, [spec.kind], ACTOR_KINDS)
        _dated(findings, path, spec, told)
        if not spec.source:
            findings.add(path, spec.id, "no source; name where the entry can be checked")
        if spec.parent is not None and spec.parent not in ids:
            findings.add(path, spec.id, "the parent {parent!r} is no entry of this file", parent=spec.parent)
        if spec.loaded and spec.parent is None:
            findings.add(path, spec.id, "a loaded name without `parent`; name the neutral entry")
        _spelled(findings, path, spec)
        _examples(findings, path, spec, lexicons)


def _dated(findings: Findings, path: Path, spec: ActorSpec, told: dict[str, Any]) -> None:
    """An actor says from when to when; null says 'since before' or 'still'."""
    periods = [told, *(told["side"] if isinstance(told.get("side"), list) else [])]
    for period in periods:
        if not {"from", "to"} <= set(period):
            findings.add(path, spec.id, "no dates; write `from` and `to`, null where unknown or still so")
            continue
        start, end = (str(period[name]) if period[name] is not None else None for name in ("from", "to"))
        for day in (start, end):
            if day is not None and not _DAY.fullmatch(day):
                findings.add(path, spec.id, "{day!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD", day=day)
        if start and end and start > end:
            findings.add(path, spec.id, "it ends ({end}) before it begins ({start})", start=start, end=end)


def _spelled(findings: Findings, path: Path, spec: ActorSpec) -> None:
    if not spec.ar and not spec.en:
        findings.add(path, spec.id, "no spelling; add one under `ar` or `en`")
    for forms in (spec.ar, spec.en):
        for form in sorted({form for form in forms if forms.count(form) > 1}):
            findings.add(path, spec.id, "the spelling {form!r} stands twice; remove one", form=form)


def _examples(findings: Findings, path: Path, spec: ActorSpec, lexicons: dict[str, Lexicon | None]) -> None:
    if not spec.example:
        findings.add(path, spec.id, "no example; write a sentence that needs one of its spellings")
    for example in spec.example:
        found = [lexicon for lexicon in lexicons.values() if lexicon is not None]
        if found and not any(_meets(lexicon, example, spec.id) for lexicon in found):
            findings.add(path, spec.id, "no spelling of the entry is in its example {text!r}", text=example)


def _lexicon(findings: Findings, lang: str, specs: list[ActorSpec]) -> Lexicon | None:
    """Return a lexicon of the actors alone, so that examples are met as texts are: folded, clitics taken off."""
    path = findings.home / "languages" / lang / "orthography.yml"
    if not path.exists():
        return None
    orthography: OrthographySpec = findings.yaml(path, OrthographySpec) or OrthographySpec()
    lexicon = Lexicon(orthography, [], {}, set())
    for spec in specs:
        entry = Entry(spec.id, "actor", {})
        for form in getattr(spec, lang):
            if len(tokenize(form, lexicon.memo)):
                lexicon.enter(entry, folded_words(entry, form, lexicon.memo))
    return lexicon


def _meets(lexicon: Lexicon, text: str, entry: str) -> bool:
    tokens = tokenize(text, lexicon.memo)
    return any(hit.entry.id == entry for hits in lexicon.find(tokens).hits for hit in hits)


def _places(findings: Findings, path: Path, rows: list[dict[str, str]], known: set[str]) -> None:
    missing = {"id", "name_en", "kind", "lat", "lon", "radius_km", "parent", "ar", "en", "cue"} - set(
        rows[0] if rows else ()
    )
    if rows and missing:
        findings.add(path, None, "no column {names}; see packs/_template/places.tsv", names=", ".join(sorted(missing)))
        return
    findings.once(path, [row["id"] for row in rows])
    for row in rows:
        _known(findings, path, row["id"], [row["kind"]], PLACE_KINDS)
        for parent in filter(None, row["parent"].split("|")):
            if parent not in known:
                findings.add(
                    path, row["id"], "the parent {parent!r} is no place here or in the gazetteer", parent=parent
                )
        if not row["ar"] and not row["en"]:
            findings.add(path, row["id"], "no spelling; add one under `ar` or `en`")
        if row["cue"] not in ("", "yes"):
            findings.add(path, row["id"], "cue is {value!r}; write yes or nothing", value=row["cue"])
        _point(findings, path, row)


def _point(findings: Findings, path: Path, row: dict[str, str]) -> None:
    try:
        lat, lon, radius = (float(row[name]) if row[name] else None for name in ("lat", "lon", "radius_km"))
    except ValueError as error:
        findings.add(path, row["id"], "a coordinate is no number: {error}", error=str(error))
        return
    if (lat is None) != (lon is None):
        findings.add(path, row["id"], "half a point; give lat and lon, or neither")
    elif lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        findings.add(path, row["id"], "the point {lat}, {lon} is not on the globe", lat=lat, lon=lon)
    if radius is not None and radius <= 0:
        findings.add(path, row["id"], "radius_km is {radius}; write kilometres above zero", radius=radius)
