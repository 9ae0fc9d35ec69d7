"""Documents: what a source published, its text as captured, and what we were told about it."""

from __future__ import annotations

from marsad.model.noun import Noun


class Document(Noun, frozen=True, kw_only=True):
    """One published item as handed to the reader.

    `data` are the original bytes where there were any; `text` is what is read; `extracted` says that the text
    was taken out of other bytes (HTML), so that spans index the text and not the file.
    """

    id: str
    text: str
    sha256: str
    published: str | None = None
    source: str | None = None
    lang: str | None = None
    pack: str | None = None
    address: str | None = None
    """Where it stands (path or URL): the same address with other bytes is a new revision."""
    media_type: str = "text/plain"
    extracted: bool = False
    data: bytes = b""
