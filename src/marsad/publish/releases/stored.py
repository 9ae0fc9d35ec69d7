"""A release as the ledger keeps it: its files, byte for byte, so that later words and programs change nothing in it."""

from __future__ import annotations

from functools import cached_property

import msgspec

from marsad.errors import MarsadError
from marsad.ids import sha256
from marsad.model.noun import Noun
from marsad.publish.dataset import Dataset, Happening
from marsad.publish.releases.corrections import Corrections
from marsad.publish.releases.files import (
    MANIFEST,
    RELEASE,
    SIGNATURE,
    File,
    Manifest,
    Signature,
    manifest_of,
    release_files,
    signature_file,
)
from marsad.publish.releases.release import Release


class Stored(Noun, frozen=True, kw_only=True, dict=True, gc=True):
    """The texts of a release's files, by path, manifest and signature among them."""

    texts: dict[str, str]

    @classmethod
    def of(cls, release: Release, changed: Corrections, signature: Signature) -> Stored:
        """Build it from what its files say."""
        made = release_files(release, changed)
        files = (*made, manifest_of(release, made), signature_file(signature))
        return cls(texts={file.path: file.data.decode() for file in files})

    @classmethod
    def given(cls, texts: dict[str, str]) -> Stored:
        """Build it from files.  Raises `MarsadError` naming the first that is missing or not what the manifest says."""
        stored = cls(texts=texts)
        bad = stored.changed()
        if bad is not None:
            raise MarsadError.of(
                "{path}: is not what the release's manifest says; make the release's folder again with --rebuild",
                path=bad,
            )
        return stored

    def changed(self) -> str | None:
        """Return the first file that is missing, or not as manifest and signature say; None where all are."""
        for name in (MANIFEST, SIGNATURE):
            if name not in self.texts:
                return name
        if self.signature.manifest != sha256(self.texts[MANIFEST].encode()):
            return MANIFEST
        for listed in self.manifest.files:
            if listed.path not in self.texts or sha256(self.texts[listed.path].encode()) != listed.sha256:
                return listed.path
        return None

    @cached_property
    def manifest(self) -> Manifest:
        """Which files belong to it, by hash."""
        return Manifest.from_json(self.texts[MANIFEST])

    @cached_property
    def signature(self) -> Signature:
        """The signature over the manifest."""
        return Signature.from_json(self.texts[SIGNATURE])

    @cached_property
    def release(self) -> Release:
        """What the files say, as values."""
        said = msgspec.json.decode(self.texts[RELEASE])
        lines = self.texts["incidents.jsonl"].splitlines()
        happenings = tuple(msgspec.json.decode(line, type=Happening) for line in lines if line)
        said["dataset"] = Dataset(as_of=said["as_of"], known_at=said["known_at"], incidents=happenings)
        return msgspec.convert(said, Release)

    @cached_property
    def corrections(self) -> Corrections:
        """What differs from the release before."""
        return Corrections.from_json(self.texts["corrections.json"])

    def files(self) -> tuple[File, ...]:
        """Return every file of the release, manifest and signature last."""
        kinds = {listed.path: listed.media_type for listed in self.manifest.files}
        return tuple(
            File(path, text.encode(), kinds.get(path, "application/json")) for path, text in self.texts.items()
        )
