"""Files on the command line to documents, with what the user says of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from marsad.cli.shell.session import session
from marsad.collect.files import Found, Given, Limits, read_files
from marsad.errors import UsageError


def documents(
    files: Sequence[str], published: str | None, source: str | None, lang: str | None, pack: str | None
) -> Iterator[Found]:
    """Yield the documents of `files`.  Raises `UsageError` for a language or pack that there isn't."""
    check(lang, pack)
    given = Given(published=published, source=source, lang=lang, pack=pack)
    limits = Limits(max_bytes=session().number("max_bytes"))
    return read_files(files, sys.stdin.buffer, given, limits)


def check(lang: str | None, pack: str | None) -> None:
    """Raise `UsageError` for a language or pack that there isn't."""
    from marsad.knowledge import load_lore
    from marsad.knowledge.compile import LANGUAGES

    if lang is not None and lang not in LANGUAGES:
        raise UsageError.of(
            "there are no readers for the language {lang!r}; there are: {known}", lang=lang, known=", ".join(LANGUAGES)
        )
    if pack is not None and pack not in load_lore().packs:
        raise UsageError.of(
            "there is no pack {pack!r}; there are: {known}", pack=pack, known=", ".join(sorted(load_lore().packs))
        )
