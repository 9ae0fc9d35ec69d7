"""A file is written exactly where it was asked for: whole or not at all, and over nothing that was not named."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from marsad.errors import UsageError


def check_free(path: Path, *, force: bool) -> None:
    """Raise `UsageError` for a folder, a path in no folder, and without `force` one that is there already."""
    if path.is_dir():
        raise UsageError.of("{path}: is a folder; name a file", path=path)
    if not path.absolute().parent.is_dir():
        raise UsageError.of("{path}: there is no folder {folder}; make it first", path=path, folder=path.parent)
    if not force and os.path.lexists(path):
        raise UsageError.of("{path}: is there already; write over it with --force", path=path)


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file.  Raises `UsageError` where it cannot be written; then nothing was changed."""
    check_free(path, force=force)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=".marsad-", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        if force:
            temporary.replace(path)
        else:
            os.link(temporary, path)
    except FileExistsError as error:
        raise UsageError.of("{path}: is there already; write over it with --force", path=path) from error
    except OSError as error:
        raise UsageError.of("{path}: cannot be written: {error}", path=path, error=error.strerror) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
