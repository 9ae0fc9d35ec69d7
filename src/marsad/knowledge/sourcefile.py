"""A source as a folder without Python: `source.yml` says who publishes and how it is read, beside saved samples.

Folders are found by their path, by name under the folder of sources (the setting `sources`), and through the entry
point `marsad.sources`, whose package holds such folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

import msgspec

from marsad.errors import KnowledgeError, UsageError
from marsad.knowledge.files import read_yaml

FILE = "source.yml"
TEMPLATE = Path(__file__).parent / "sources" / "_template"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SPAN = re.compile(r"([1-9][0-9]{0,5})([smhd])")


class Selectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """CSS selectors of a page's parts; `links` and `following` are those of a list of pages."""

    text: str | None = None
    published: str | None = None
    author: str | None = None
    drop: list[str] = []
    links: str | None = None
    following: str | None = None


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one document of a sample must be: words that it has and lacks, and what is known of it."""

    has: list[str] = []
    lacks: list[str] = []
    published: str | None = None
    author: str | None = None
    source: str | None = None
    state: Literal["complete", "partial"] = "complete"


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_list": "list"}):
    """A saved file, where it stood, and what it must give.  `is_list`: it is what `start` leads to first."""

    file: str
    address: str | None = None
    media_type: str = ""
    is_list: bool = False
    documents: list[Given] = []
    links: list[str] = []


class SourceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`source.yml`: who publishes, on which terms, where, how often it is asked, and how it is read."""

    id: str
    publisher: str
    lang: str | None
    terms: str
    start: str
    zone: str
    every: str = "30m"
    pack: str | None = None
    adapter: str | None = None
    domains: list[str] = []
    selectors: Selectors = Selectors()
    columns: dict[str, str | list[str]] = {}
    samples: list[Sample] = []
    note: str | None = None

    @property
    def seconds(self) -> int:
        """How often it is asked, in seconds."""
        return span(self.every)

    def __post_init__(self) -> None:
        for name in ("id", "publisher", "terms", "start", "zone"):
            if not getattr(self, name).strip():
                raise ValueError(f"`{name}` is empty")
        span(self.every)


def span(text: str) -> int:
    """Return the seconds of '90s', '30m', '6h' or '1d'.  Raises `ValueError` for anything else."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time; write 90s, 30m, 6h or 1d")
    return int(found.group(1)) * _UNITS[found.group(2)]


def load_source(folder: Path) -> SourceFile:
    """Return what a folder says of its source.  Raises `KnowledgeError` naming the file and what is wrong in it."""
    path = folder / FILE
    content: Any = read_yaml(path) or {}
    try:
        found = msgspec.convert(content, SourceFile)
    except msgspec.ValidationError as error:
        raise KnowledgeError.of("{path}: {error}; see docs/sources.md", path=path, error=error) from error
    if found.id != folder.resolve().name:
        raise KnowledgeError.of(
            "{path}: the id is {id!r}, the folder {folder!r}; call both the same",
            path=path,
            id=found.id,
            folder=folder.resolve().name,
        )
    return found


def source_folders(home: Path) -> dict[str, Path]:
    """Return every source's folder by name: those under `home`, then those that packages bring."""
    out: dict[str, Path] = {}
    for folder in [home, *_brought()]:
        for path in sorted(folder.glob(f"*/{FILE}")) if folder.is_dir() else ():
            if not path.parent.name.startswith("_"):
                out.setdefault(path.parent.name, path.parent)
    return out


def _brought() -> Iterator[Path]:
    for point in entry_points(group="marsad.sources"):
        where = getattr(point.load(), "__file__", None)
        if where:
            yield Path(where).parent


def find_source(target: str, home: Path) -> Path | None:
    """Return the folder that a target means: its path, or a name under `home`; None where it is no source."""
    if (Path(target) / FILE).is_file():
        return Path(target)
    return source_folders(home).get(target)


def new_source(folder: Path) -> list[Path]:
    """Lay out a new source's folder from the template, and return the files written.

    Raises `UsageError` where there is something already, or the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError.of("{path}: is there already; name a new folder", path=folder)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(TEMPLATE.iterdir()):
            text = path.read_text(encoding="utf-8").replace("id: _template", f"id: {folder.resolve().name}")
            (folder / path.name).write_text(text, encoding="utf-8")
            written.append(folder / path.name)
    except OSError as error:
        raise UsageError.of("{path}: cannot be written ({reason})", path=folder, reason=error.strerror) from error
    return written
