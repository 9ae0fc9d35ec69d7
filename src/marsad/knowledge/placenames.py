"""Places by any of their names: what a user means by `--place`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad.errors import UsageError
from marsad.knowledge.files import HOME, read_tsv
from marsad.knowledge.ownplaces import own_files
from marsad.model.place import PlaceMention
from marsad.model.statement import Statement
from marsad.text.tokens import plain

Files = tuple[tuple[Path, int], ...]
"""The tables of places, each with when it was written last (nanoseconds): what is kept of them is theirs alone."""


class Named(NamedTuple):
    """A place of the gazetteer or of a pack."""

    id: str
    name: str
    kind: str
    country: str


def find_places(name: str, home: Path = HOME) -> tuple[tuple[Named, ...], ...]:
    """Return the places that go by `name`, the nearest match first: id, chief name, any spelling, any folded spelling.

    Each group is sorted by id and may be empty; a place stands only in its first.
    """
    return tuple(_groups(name, home))


def _groups(name: str, home: Path = HOME) -> Iterator[tuple[Named, ...]]:
    """Yield the groups of `find_places`, each found only when it is asked for."""
    wanted, seen = name.strip().casefold(), set[str]()
    files = _files(home)
    every = _spelled(files)
    for match in (
        lambda: (one for one in every if one.place.id.casefold() == wanted),
        lambda: (one for one in every if wanted in one.chief),
        lambda: (one for one in every if wanted in one.names),
        lambda: _folded(files).get((plain(name), wanted[:1].isascii()), ()),
    ):
        found = {one.place.id: one.place for one in match() if one.place.id not in seen}
        seen |= set(found)
        yield tuple(place for _, place in sorted(found.items()))


class _Spelled(NamedTuple):
    """A place with its chief names and all of them, in small letters."""

    place: Named
    chief: tuple[str, str]
    names: tuple[str, ...]


@lru_cache(maxsize=2)
def _spelled(files: Files) -> tuple[_Spelled, ...]:
    return tuple(
        _Spelled(
            Named(row["id"], row["name_en"], row["kind"], row["country"]),
            (row["name_en"].casefold(), row["ar"].partition("|")[0]),
            tuple(_names(row)),
        )
        for row in _rows(files)
    )


@lru_cache(maxsize=2)
def _folded(files: Files) -> dict[tuple[str, bool], list[_Spelled]]:
    """Return the places by their folded spellings, those in Latin letters apart."""
    found: dict[tuple[str, bool], list[_Spelled]] = {}
    for one in _spelled(files):
        for name in one.names:
            found.setdefault((plain(name), name[:1].isascii()), []).append(one)
    return found


def place_meant(name: str, knows: Callable[[str], bool], says: Callable[[str], bool]) -> str:
    """Return the id of the place that `name` means among those that `knows` tells to be spoken of.

    The name itself is returned where only the texts have it, as `says` tells of it in small letters.  Raises
    `UsageError` for a name that nothing goes by, and for one that several places go by that are spoken of.
    """
    for group in _groups(name):
        found = [place for place in group if knows(place.id)]
        if len(found) == 1:
            return found[0].id
        if found:
            listed = ", ".join(f"{place.id} ({place.name}, {place.kind})" for place in found)
            raise UsageError.of("several places go by {place!r}; name one by its id: {known}", place=name, known=listed)
    if says(name.casefold()):
        return name
    raise UsageError.of("no text in the ledger names a place {place!r}, or one in it", place=name)


@cache
def containers(home: Path = HOME) -> dict[str, tuple[str, ...]]:
    """Return for each place all places that contain it, nearest first."""
    direct = {row["id"]: [one for one in row["parent"].split("|") if one] for row in _rows(_files(home))}
    return {key: tuple(_climb(key, direct)) for key in direct}


def contained(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements with all places, however far up, that contain theirs."""
    return [
        one if one.place is None else msgspec.structs.replace(one, place=with_containers(one.place))
        for one in statements
    ]


def with_containers(place: PlaceMention) -> PlaceMention:
    """Return a place with all places, however far up, that contain it."""
    above = containers()
    near = place.parents or ((place.gazetteer,) if place.gazetteer else ())
    far = dict.fromkeys([*place.parents, *(one for key in near for one in above.get(key, ()))])
    return msgspec.structs.replace(place, parents=tuple(far))


def _climb(key: str, direct: dict[str, list[str]]) -> Iterator[str]:
    seen, level = {key}, direct.get(key, [])
    while level:
        fresh = [one for one in dict.fromkeys(level) if one not in seen]
        seen |= set(fresh)
        yield from fresh
        level = [above for one in fresh for above in direct.get(one, [])]


def _files(home: Path) -> Files:
    own = own_files() if home == HOME else []
    paths = [*sorted([*home.glob("gazetteer/*.tsv"), *home.glob("packs/*/places.tsv")]), *own]
    return tuple((path, path.stat().st_mtime_ns) for path in paths)


def _rows(files: Files) -> Iterator[dict[str, str]]:
    for path, _ in files:
        for row in read_tsv(path):
            if "id" in row and "name_en" in row:
                yield row


def _names(row: dict[str, str]) -> list[str]:
    return [name.strip().casefold() for column in ("ar", "en") for name in row[column].split("|") if name.strip()]
