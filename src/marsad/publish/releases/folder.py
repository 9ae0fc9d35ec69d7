"""A release's files in a folder that was not there before, or empty: whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from marsad.errors import UsageError
from marsad.publish.releases.files import File


def check_empty(folder: Path) -> None:
    """Raise `UsageError` for a folder that has something in it, a file, and a path in no folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError.of("{path}: is there already and not empty; name a new folder", path=folder)
    if not folder.absolute().parent.is_dir():
        raise UsageError.of("{path}: there is no folder {folder}; make it first", path=folder, folder=folder.parent)


def write_files(folder: Path, files: Iterable[File]) -> None:
    """Write files into a new folder.  Raises `UsageError` where they cannot be written; then nothing is there."""
    check_empty(folder)
    place = folder.absolute()
    staged = Path(tempfile.mkdtemp(dir=place.parent, prefix=".marsad-"))
    try:
        staged.chmod(0o755)
        for file in files:
            path = staged / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
        if place.exists():
            place.rmdir()
        staged.rename(place)
    except OSError as error:
        raise UsageError.of("{path}: cannot be written: {error}", path=folder, error=error.strerror) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
