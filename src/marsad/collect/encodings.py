"""The encoding of what the network gives: headers lie, so the bytes decide; a mixture is read in part, and says so."""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.collect.decoding import decode, is_arabic
from marsad.errors import UnreadableDocumentError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{1,40})""", re.IGNORECASE)
_LEGACY = "cp1256"


class Decoded(NamedTuple):
    """Text, and what had to be guessed or replaced (None: nothing)."""

    text: str
    note: str | None = None


def decode_any(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """Return the text of a page: by its mark, as UTF-8, as declared, as Arabic windows-1256, else line by line.

    Raises `UnreadableDocumentError` for bytes that are no text.
    """
    if 0 in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise UnreadableDocumentError.of("{name}: is no text", name=name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf")):
        return Decoded(decode(data, name))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    legacy = data.decode(_LEGACY, "replace")
    visible = re.sub(r"<[^>]*>", " ", legacy)
    arabic = is_arabic(visible)
    if arabic and not _has_unicode(data):
        return Decoded(legacy)
    found = _DECLARED.search(data[:2048])
    for declared in (charset, found.group(1).decode("ascii") if found else None):
        if declared and not declared.lower().replace("_", "-").startswith("utf"):
            try:
                return Decoded(decode(data, name, declared))
            except (UnreadableDocumentError, LookupError):
                continue
    return _line_by_line(data, name, arabic=arabic)


def _has_unicode(data: bytes) -> bool:
    """Tell whether a line is UTF-8 beyond ASCII, which a line of words in another encoding hardly ever is."""
    for line in data.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False


def _line_by_line(data: bytes, name: str, *, arabic: bool) -> Decoded:
    """Return the text of a mixture; `arabic`: taken for windows-1256 it would be Arabic as a whole."""
    lines, guessed, lost = [], 0, 0
    for line in data.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            legacy = line.decode(_LEGACY, "replace")
            known = arabic or is_arabic(re.sub(r"<[^>]*>", " ", legacy))
            guessed, lost = guessed + known, lost + (not known)
            lines.append(legacy if known else line.decode("utf-8", "replace"))
    if lost > len(lines) / 2:
        raise UnreadableDocumentError.of("{name}: is no text", name=name)
    return Decoded("".join(lines), f"mixed encodings: {guessed} lines read as windows-1256, {lost} with letters lost")
