"""Whether a source gives what it promises: its saved samples, read as they would be, against what each must give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.collect.adapters import choose
from marsad.collect.files import Unread
from marsad.collect.material import Link, Material, Piece, Way, document_id
from marsad.collect.web import Allowed
from marsad.errors import KnowledgeError, MarsadError
from marsad.gathering.targets import way_of
from marsad.knowledge.sourcefile import Given, Sample, SourceFile

NAMED = ("published", "author", "source")


@dataclass(frozen=True)
class Fault:
    """What a sample does not give as promised; `template` is the English sentence, key of its translations."""

    template: str
    values: dict[str, object]


@dataclass(frozen=True)
class Checked:
    """One sample: which adapter read it, what it gave, and what is wrong with that."""

    file: str
    adapter: str
    documents: tuple[str, ...]
    """The texts."""
    links: int
    faults: tuple[Fault, ...]


def check_source(source: SourceFile, folder: Path, *, max_bytes: int) -> Iterator[Checked]:
    """Yield what each sample gives.

    Raises `KnowledgeError` where there is no sample or its file cannot be opened, `UsageError` for an unknown adapter,
    a malformed selector, an unknown time zone or a domain that nobody registered.
    """
    if not source.samples:
        raise KnowledgeError.of(
            "{path}: has no samples; save a page beside it and say what it must give", path=folder / "source.yml"
        )
    Allowed.of([source.start] if "://" in source.start else [], domains=source.domains)
    way = way_of(source, max_bytes=max_bytes)
    for sample in source.samples:
        yield _checked(sample, _material(sample, folder), way)


def _material(sample: Sample, folder: Path) -> Material:
    path = folder / sample.file
    if path.resolve().parent != folder.resolve():
        raise KnowledgeError.of("{path}: a sample lies beside its source.yml", path=sample.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnowledgeError.of("{path}: cannot be opened ({reason})", path=path, reason=error.strerror) from error
    address = sample.address or str(path.absolute())
    name = document_id(address) if sample.address else path.stem
    return Material(str(path), data, address, sample.media_type, None, name)


def _checked(sample: Sample, material: Material, way: Way) -> Checked:
    asked = way if sample.is_list else replace(way, adapter=None)
    adapter = choose(material, asked)
    pieces: list[Piece] = []
    links: list[str] = []
    faults: list[Fault] = []
    try:
        for item in adapter.items(material, asked):
            if isinstance(item, Piece):
                pieces.append(item)
            elif isinstance(item, Link):
                links.append(item.url)
            elif isinstance(item, Unread):
                faults.append(_unreadable(item.error))
    except MarsadError as error:
        faults.append(_unreadable(error))
    faults += _links(sample, links)
    if len(pieces) != len(sample.documents):
        values: dict[str, object] = {"found": len(pieces), "promised": len(sample.documents)}
        faults.append(Fault("gives {found} documents where {promised} are promised", values))
    for number, (piece, given) in enumerate(zip(pieces, sample.documents, strict=False), 1):
        faults += _document(number, piece, given)
    return Checked(sample.file, adapter.NAME, tuple(p.document.text for p in pieces), len(links), tuple(faults))


def _unreadable(error: MarsadError) -> Fault:
    return Fault(error.template or str(error).replace("{", "{{").replace("}", "}}"), dict(error.values))


def _links(sample: Sample, links: list[str]) -> Iterator[Fault]:
    for url in sample.links:
        if url not in links:
            yield Fault("leads to {count} addresses, {url} is none of them", {"count": len(links), "url": url})


def _document(number: int, piece: Piece, given: Given) -> Iterator[Fault]:
    text = piece.document.text
    for words in given.has:
        if words not in text:
            yield Fault("document {number}: lacks {words!r}", {"number": number, "words": words})
    for words in given.lacks:
        if words in text:
            yield Fault("document {number}: has {words!r}, which is none of it", {"number": number, "words": words})
    found = {
        "published": piece.document.published,
        "author": piece.author,
        "source": piece.document.source,
    }
    if piece.state != given.state:
        said: dict[str, object] = {
            "number": number,
            "found": piece.state,
            "promised": given.state,
            "note": piece.note or "",
        }
        yield Fault("document {number}: is {found}, promised is {promised}; {note}", said)
    for name in NAMED:
        promised = getattr(given, name)
        if promised is not None and promised != found[name]:
            values: dict[str, object] = {"number": number, "name": name, "found": found[name], "promised": promised}
            yield Fault("document {number}: {name} is {found!r}, promised is {promised!r}", values)
