"""A release's folder as values, for programs that have nothing else: checked against its manifest first."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad.errors import MarsadError
from marsad.ids import sha256
from marsad.publish.dataset import Dataset, Happening
from marsad.publish.releases.corrections import Corrections
from marsad.publish.releases.files import MANIFEST, RELEASE, SIGNATURE, Manifest, Signature
from marsad.publish.releases.release import Release


class Folder(NamedTuple):
    """What a folder of a release says."""

    release: Release
    corrections: Corrections
    manifest: Manifest
    signature: Signature


def read_release(folder: Path) -> Folder:
    """Return a release from its files.  Raises `MarsadError` naming the file that is missing or was changed."""
    manifest = Manifest.from_json(_read(folder, MANIFEST))
    signature = Signature.from_json(_read(folder, SIGNATURE))
    if signature.manifest != sha256(_read(folder, MANIFEST)):
        raise _changed(folder, MANIFEST)
    for listed in manifest.files:
        if sha256(_read(folder, listed.path)) != listed.sha256:
            raise _changed(folder, listed.path)
    said = msgspec.json.decode(_read(folder, RELEASE))
    happenings = tuple(
        msgspec.json.decode(line, type=Happening) for line in _read(folder, "incidents.jsonl").splitlines() if line
    )
    said["dataset"] = Dataset(as_of=said["as_of"], known_at=said["known_at"], incidents=happenings)
    return Folder(
        release=msgspec.convert(said, Release),
        corrections=Corrections.from_json(_read(folder, "corrections.json")),
        manifest=manifest,
        signature=signature,
    )


def _read(folder: Path, name: str) -> bytes:
    try:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise _changed(folder, name)
        return path.read_bytes()
    except OSError as error:
        raise MarsadError.of(
            "{path}: is no file of a release ({error}); make the release's folder again with --rebuild",
            path=folder / name,
            error=error.strerror,
        ) from error


def _changed(folder: Path, name: str) -> MarsadError:
    return MarsadError.of(
        "{path}: is not what the release's manifest says; make the release's folder again with --rebuild",
        path=folder / name,
    )
