"""Finding and reading the data files; the only room that knows YAML."""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path
from typing import Any

import yaml

from marsad.errors import KnowledgeError

HOME = Path(__file__).parent
"""Where the shipped knowledge lies."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file (None where empty).  Raises `KnowledgeError` with file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # nosec B506 # the safe loader, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, reason = mark.line + 1 if mark else 1, getattr(error, "problem", None) or str(error)
        raise KnowledgeError.of(
            "{path}, line {line}: not valid YAML: {reason}", path=path, line=line, reason=reason
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KnowledgeError.of("{path}: cannot be read ({reason})", path=path, reason=reason) from error


def read_tsv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file with a header.  Raises `KnowledgeError` for a row of wrong length."""
    out = []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, None)
        if header is None:
            raise KnowledgeError(f"{path}: empty; the first row must name the columns")
        for number, row in enumerate(rows, 2):
            if not row:
                continue
            if len(row) != len(header):
                raise KnowledgeError(f"{path}, line {number}: {len(row)} columns where the header has {len(header)}")
            out.append(dict(zip(header, row, strict=True)))
    return out


def data_files(home: Path) -> list[Path]:
    """Return every data file under `home`, sorted, caches and prose left out."""
    kept = {".yml", ".tsv"}
    return sorted(p for p in home.rglob("*") if p.suffix in kept and p.is_file())


def stamp(files: list[Path]) -> str:
    """Return a short hash of the files' names, sizes and times: it tells whether a compiled form is still good.

    Another Python has other tables of letters, so what it compiled is not taken over.
    """
    parts = [sys.version]
    for path in files:
        stat = path.stat()
        parts.append(f"{path}|{stat.st_size}|{stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def digest(files: list[Path], home: Path) -> str:
    """Return a short hash of the files' names and contents: two installations with the same lore have the same."""
    total = hashlib.sha256()
    for path in files:
        total.update(str(path.relative_to(home)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
