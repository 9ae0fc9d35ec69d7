"""What must be so for marsad to work here: the installation, its knowledge, the ledger, the keys, the disk."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from marsad.errors import MarsadError
from marsad.model.noun import Noun

State = Literal["ok", "note", "fault"]

OLDEST_PYTHON = (3, 11)
LEAST_FREE = 500_000_000
"""Bytes that must be free where the ledger lies, at the least; and as much as the ledger takes, for its backup."""
PROBE = "3 civilians were killed in an airstrike on the town, among them 2 children."
NOT_FOR_USERS = frozenset({"dev", "all"})


class Check(Noun, frozen=True, kw_only=True):
    """One thing that was looked at.  `fault`: something will not work; `note`: something optional is not there.

    `template` with `values` says what was found, in English the key of its translations; `remedy`, filled likewise,
    what to do.
    """

    name: str
    state: State
    template: str
    values: dict[str, str] = msgspec.field(default_factory=dict)
    remedy: str | None = None


def _check(name: str, state: State, template: str, remedy: str | None = None, **values: object) -> Check:
    said = {key: str(value) for key, value in values.items()}
    return Check(name=name, state=state, template=template, values=said, remedy=remedy)


def checks(ledger: str, keys: Path, *, wait: float, verify: bool = True) -> Iterator[Check]:
    """Yield every check, the installation first.  `ledger` is its path or address, `keys` the folder of keys."""
    yield _python()
    yield from _sqlite()
    yield _reader()
    yield _knowledge()
    yield from _extras()
    yield _keys(keys)
    yield from _ledger(ledger, wait, verify)
    yield _disk(ledger)


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return _check("python", "fault", "Python {version}", "install Python 3.11 or newer", version=found)
    return _check("python", "ok", "Python {version}", version=found)


def _sqlite() -> Iterator[Check]:
    from marsad.ledger import features

    version = features.sqlite_version()
    if features.is_recent():
        yield _check("sqlite", "ok", "SQLite {version}", version=version)
    else:
        yield _check(
            "sqlite", "fault", "SQLite {version}", "install a Python with SQLite 3.36 or newer", version=version
        )
    if features.has_full_text():
        yield _check("search", "ok", "SQLite has full-text search (FTS5)")
    else:
        remedy = "install a Python whose SQLite has FTS5; all but `marsad search` works without"
        yield _check("search", "fault", "SQLite has no full-text search (FTS5)", remedy)


def _reader() -> Check:
    """Read and reckon a sentence: the knowledge loads, the solver answers."""
    from marsad.pipeline import read_text
    from marsad.read import scan

    try:
        found = {toll.lo for toll in read_text(PROBE, lang="en", published="2018-06-09").tolls}
    except (MarsadError, ImportError) as error:
        return _check("reader", "fault", "reading and reckoning fail: {error}", "install marsad again", error=error)
    if 3 not in found:
        return _check("reader", "fault", "a sample sentence is misread", "install marsad again")
    told = "a sample sentence is read and reckoned (solver {version})"
    if Path(scan.__file__).suffix == ".so":
        told = "a sample sentence is read by the compiled reader, and reckoned (solver {version})"
    return _check("reader", "ok", told, version=_version("highspy"))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "?"


def _knowledge() -> Check:
    from marsad.knowledge.files import HOME
    from marsad.knowledge.lint import lint

    faults = len(lint(HOME))
    if faults:
        return _check(
            "knowledge",
            "fault",
            "{count} faults in the words and packs",
            "`marsad knowledge lint` names them",
            count=faults,
        )
    return _check("knowledge", "ok", "words and packs are sound")


def _extras() -> Iterator[Check]:
    """Look for what the optional extras need, by the package's own metadata."""
    try:
        needs = importlib.metadata.requires("marsad") or []
    except importlib.metadata.PackageNotFoundError:
        yield _check("extras", "note", "marsad runs from its source folder, uninstalled", "pip install .")
        return
    extras: dict[str, set[str]] = {}
    for line in needs:
        extra = re.search(r"extra\s*==\s*['\"]([\w-]+)['\"]", line)
        if extra and extra[1] not in NOT_FOR_USERS:
            extras.setdefault(extra[1], set()).add(re.split(r"[\s\[<>=!~;(]", line, maxsplit=1)[0])
    for name, packages in sorted(extras.items()):
        missing = sorted(package for package in packages if _version(package) == "?")
        if missing:
            yield _check(
                f"extra.{name}",
                "note",
                "not installed: {missing}",
                "pip install 'marsad[{extra}]'",
                missing=", ".join(missing),
                extra=name,
            )
        else:
            yield _check(f"extra.{name}", "ok", "installed")


def _keys(folder: Path) -> Check:
    """Look whether there are keys, and whether others may read the private ones."""
    private = sorted(folder.glob("*.key")) if folder.is_dir() else []
    if not private:
        return _check("keys", "note", "no keys in {folder}", "marsad key new NAME", folder=folder)
    loose = [path.name for path in private if path.stat().st_mode & 0o077]
    if loose:
        paths = " ".join(str(folder / name) for name in loose)
        return _check(
            "keys",
            "fault",
            "others may read private keys: {names}",
            "chmod 600 {paths}",
            names=", ".join(loose),
            paths=paths,
        )
    return _check("keys", "ok", "{count} keys in {folder}", count=len(private), folder=folder)


def _ledger(ledger: str, wait: float, verify: bool) -> Iterator[Check]:
    from marsad.ledger import Store, engine
    from marsad.ledger.tables import SCHEMA

    try:
        place = engine.locate(ledger)
        if not place.exists:
            yield _check("ledger", "note", "there is no ledger at {place}", "marsad init", place=place)
            return
        with Store.open(ledger, wait=wait, older=True) as store:
            schema = store.schema
            if schema < SCHEMA:
                yield _check(
                    "ledger", "fault", "{place}: schema {schema}, {wanted} is needed", "marsad upgrade",
                    place=place, schema=schema, wanted=SCHEMA,
                )  # fmt: skip
            else:
                yield _check("ledger", "ok", "{place}: opens, schema {schema}", place=place, schema=schema)
            if verify:
                found = store.verify()
                state: State = "ok" if found.ok else "fault"
                remedy = None if found.ok else "`marsad verify` names them; restore a backup"
                template = "{checked} entries and rows recomputed, {bad} not as they were sealed"
                yield _check("seals", state, template, remedy, checked=found.checked, bad=len(found.bad))
    except MarsadError as error:
        yield Check(
            name="ledger", state="fault", template=error.template or str(error),
            values={key: str(value) for key, value in error.values.items()},
        )  # fmt: skip


def _disk(ledger: str) -> Check:
    path = (
        Path.cwd() if "://" in ledger and not ledger.startswith("sqlite:") else Path(ledger.removeprefix("sqlite:///"))
    )
    folder = next(parent for parent in (path.absolute().parent, *path.absolute().parents) if parent.is_dir())
    free, size = shutil.disk_usage(folder).free, path.stat().st_size if path.is_file() else 0
    needed = max(LEAST_FREE, size)
    state: State = "fault" if free < needed else "ok"
    remedy = "make room for {needed} MB" if free < needed else None
    mega = 1_000_000
    template = "{free} MB free in {folder}"
    return _check("disk", state, template, remedy, free=free // mega, folder=folder, needed=needed // mega)
