"""A BagIt bag (RFC 8493): files with their SHA-256 in a manifest, so that every program for archives can check them."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from marsad.errors import UsageError
from marsad.publish.writing import check_free, write_whole

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def bag(payload: Mapping[str, bytes], about: Mapping[str, str]) -> dict[str, bytes]:
    """Return every file of a bag by its path: the payload under `data/`, the manifests, and what is said of it."""
    out = {f"data/{name}": data for name, data in payload.items()}
    size = sum(len(data) for data in out.values())
    said = {**about, "Payload-Oxum": f"{size}.{len(out)}"}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{key}: {' '.join(value.split())}\n" for key, value in said.items()).encode(),
        "manifest-sha256.txt": _manifest(out),
    }
    return {**tags, "tagmanifest-sha256.txt": _manifest(tags), **out}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def write_bag(path: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write a bag, whole or not at all: as a zip file where the path ends in `.zip`, else as a folder.

    Raises `UsageError` where something is there already, or nothing can be written.
    """
    if path.suffix.lower() == ".zip":
        check_free(path, force=force)
        write_whole(path, _zipped(files, path.stem), force=force)
        return
    if os.path.lexists(path) and not (force and path.is_dir() and (path / "bagit.txt").is_file()):
        raise UsageError.of("{path}: is there already; name a new folder", path=path)
    if not path.absolute().parent.is_dir():
        raise UsageError.of("{path}: there is no folder {folder}; make it first", path=path, folder=path.parent)
    try:
        temporary = Path(tempfile.mkdtemp(prefix=".marsad-", dir=path.absolute().parent))
        try:
            for name, data in files.items():
                (temporary / name).parent.mkdir(parents=True, exist_ok=True)
                (temporary / name).write_bytes(data)
            temporary.chmod(0o755)
            if path.is_dir():
                shutil.rmtree(path)
            temporary.rename(path)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise UsageError.of("{path}: cannot be written: {error}", path=path, error=error.strerror) from error


def _zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return the bag as a zip file, under one folder, the same bytes for the same bag."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data)
    return out.getvalue()
