"""What a target means: a source (by folder or name), a web address, a file or a folder of files; one run over it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from marsad.collect.files import Given
from marsad.collect.material import Material, Way
from marsad.collect.web import Allowed, Fetcher, Pace, WebLimits
from marsad.collect.web.addresses import normal
from marsad.errors import MarsadError, UnreadableDocumentError, UsageError
from marsad.gathering.asking import Gathering, Open
from marsad.gathering.steps import Extent, Step
from marsad.ids import sha256
from marsad.knowledge.sourcefile import SourceFile, find_source, load_source
from marsad.ledger.inquiries import Inquiry
from marsad.ledger.opened import stamp
from marsad.pipeline import Ledger

NO_FILES = "the folder holds no files (hidden ones and links aren't followed)"


@dataclass(frozen=True)
class Target:
    """Where collecting begins, how what is there is read, and how often it is looked at (None: as the user says)."""

    name: str
    start: str
    way: Way = field(default_factory=Way)
    given: Given = field(default_factory=Given)
    domains: tuple[str, ...] = ()
    every: dt.timedelta | None = None

    @property
    def is_web(self) -> bool:
        """Whether the network is asked."""
        return "://" in self.start


@dataclass
class Means:
    """What a run works with: the rate, whether this machine may be asked, and how waiting is left (`Stop.open`)."""

    pace: Pace
    loopback: bool = False
    operator: str | None = None
    open: Open = nullcontext


def find_target(target: str, home: Path, given: Given, *, max_bytes: int) -> Target:
    """Return what a target means; sources are looked for under `home`.  What is `given` wins over what a source says.

    Raises `UsageError` for a target that is none, `KnowledgeError` for a malformed source.
    """
    way = Way(max_bytes=max_bytes)
    if "://" in target:
        address = _address(target)
        return Target(address, address, way, given)
    folder = find_source(target, home)
    if folder is not None:
        return target_of(load_source(folder), folder, given, max_bytes=max_bytes)
    if not Path(target).exists():
        raise _no_target(target)
    return Target(target, target, way, given)


def target_of(source: SourceFile, folder: Path, given: Given, *, max_bytes: int) -> Target:
    """Return where collecting from a source begins; a file is looked for beside its `source.yml`."""
    said = Given(
        published=given.published,
        source=given.source or source.publisher,
        lang=given.lang or source.lang,
        pack=given.pack or source.pack,
    )
    start = _address(source.start) if "://" in source.start else str(folder / source.start)
    way = way_of(source, max_bytes=max_bytes)
    every = dt.timedelta(seconds=source.seconds)
    return Target(source.id, start, way, said, tuple(source.domains), every)


def way_of(source: SourceFile, *, max_bytes: int) -> Way:
    """Return how a source wants to be read."""
    selectors = source.selectors
    columns = {part: (named,) if isinstance(named, str) else tuple(named) for part, named in source.columns.items()}
    return Way(
        adapter=source.adapter,
        text=selectors.text,
        published=selectors.published,
        author=selectors.author,
        links=selectors.links,
        following=selectors.following,
        drop=tuple(selectors.drop),
        columns=columns,
        zone=source.zone,
        max_bytes=max_bytes,
    )


def fetcher_of(target: Target, means: Means) -> Fetcher | None:
    """Return what asks the network for a target: its host, and the domains that its source names.

    Raises `UsageError` where one of these is no domain that somebody registered.
    """
    if not target.is_web:
        return None
    allowed = Allowed.of([target.start], domains=target.domains, loopback=means.loopback)
    return Fetcher(allowed, limits=WebLimits(max_bytes=target.way.max_bytes), pace=means.pace)


def collect(
    ledger: Ledger,
    target: Target,
    means: Means,
    fetcher: Fetcher | None,
    every: dt.timedelta | None = None,
    extent: Extent | None = None,
) -> Iterator[Step]:
    """Yield what becomes of everything that a target holds or leads to.

    With `every` what isn't due yet is left alone: pages by their age, files that are as they were.  `extent` is told
    how much there is to do.
    Raises `UsageError` for a target that is none.
    """
    far = extent if extent is not None else Extent()
    gathering = Gathering(ledger, fetcher, target.way, target.given, means.operator, every, means.open, far)
    if target.is_web:
        yield from gathering.web(target.start)
        return
    paths = list(_files(Path(target.start)))
    far.expected = len(paths)
    if not paths:
        yield Step(target.start, "skipped", why=NO_FILES)
    for far.done, path in enumerate(paths):
        key, mark = f"file:{target.name}:{_whole(path)}", _mark(path, target)
        if every is not None and _is_same(ledger, key, mark):
            continue
        with means.open():
            pass  # between two files somebody may have asked to stop
        try:
            yield from gathering.material(_material(path, target.way.max_bytes))
        except UnreadableDocumentError as error:
            yield Step(str(path), "failed", error=error)
        if every is not None:
            at = stamp(ledger.store.now())
            ledger.store.note_inquiry(Inquiry(address=key, at=at, headers={"etag": mark}))


def _no_target(target: str) -> UsageError:
    return UsageError.of(
        "{target}: there is no such file, folder, source or web address; an address begins with https://,"
        " `marsad source list` names the sources",
        target=target,
    )


def _address(target: str) -> str:
    try:
        return normal(target)
    except MarsadError as error:
        raise UsageError.of("{target}: is no web address that can be asked", target=target[:200]) from error


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or every file under a folder in order; links to elsewhere and hidden files are left out."""
    if not path.exists():
        raise _no_target(str(path))
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = Path(folder) / name
            if not name.startswith(".") and not found.is_symlink() and found.is_file():
                yield found


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _whole(path: Path) -> str:
    return os.path.abspath(_shown(path))  # noqa: PTH100


def _mark(path: Path, target: Target) -> str:
    """Return what changes with a file, and with how its target reads it; '' where the file is gone."""
    try:
        found = path.stat()
    except OSError:
        return ""
    said = sha256(repr((target.way, target.given)).encode())
    return f"{found.st_mtime_ns}-{found.st_size}-{said[:12]}"


def _is_same(ledger: Ledger, key: str, mark: str) -> bool:
    before = ledger.store.inquiry(key)
    return before is not None and mark != "" and before.headers.get("etag") == mark


def _material(path: Path, most: int) -> Material:
    shown = _shown(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise UnreadableDocumentError.of(
            "{name}: cannot be opened ({reason}); check its rights", name=shown, reason=error.strerror
        ) from error
    if len(data) > most:
        raise UnreadableDocumentError.of(
            "{where}: larger than {limit} bytes; split it, or allow more (MARSAD_MAX_BYTES)", where=shown, limit=most
        )
    return Material(shown, data, _whole(path), id=Path(shown).stem or shown)
