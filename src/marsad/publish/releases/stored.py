"""A release as the ledger keeps it: everything that its files are made of."""

from __future__ import annotations

from marsad.model.noun import Noun
from marsad.publish.releases.corrections import Corrections
from marsad.publish.releases.files import File, Signature, manifest_of, release_files, signature_file
from marsad.publish.releases.release import Release


class Stored(Noun, frozen=True, kw_only=True):
    """The release, what it corrects, and the signature over its manifest."""

    release: Release
    corrections: Corrections
    signature: Signature

    def files(self) -> tuple[File, ...]:
        """Return every file of the release, manifest and signature last."""
        made = release_files(self.release, self.corrections)
        return (*made, manifest_of(self.release, made), signature_file(self.signature))
