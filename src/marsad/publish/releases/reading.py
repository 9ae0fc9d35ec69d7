"""A release's folder as values, for programs that have nothing else: checked against its manifest first."""

from __future__ import annotations

from pathlib import Path

import msgspec

from marsad.errors import MarsadError
from marsad.publish.releases.files import MANIFEST, SIGNATURE, Manifest
from marsad.publish.releases.stored import Stored


def read_release(folder: Path) -> Stored:
    """Return a release from its files.  Raises `MarsadError` naming the file that is missing or was changed."""
    texts = {MANIFEST: _read(folder, MANIFEST), SIGNATURE: _read(folder, SIGNATURE)}
    try:
        named = [listed.path for listed in Manifest.from_json(texts[MANIFEST]).files]
        return Stored.given({path: _read(folder, path) for path in named} | texts)
    except msgspec.DecodeError as error:
        raise MarsadError.of(
            "{path}: is no file of a release ({error}); make the release's folder again with --rebuild",
            path=folder / MANIFEST,
            error=error,
        ) from error


def _read(folder: Path, name: str) -> str:
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise OSError(0, "outside of the folder")
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise MarsadError.of(
            "{path}: is no file of a release ({error}); make the release's folder again with --rebuild",
            path=path,
            error=why,
        ) from error
