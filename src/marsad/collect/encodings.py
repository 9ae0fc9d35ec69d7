"""The encoding of what the network gives: headers lie, so the bytes decide; a mixture is read in part, and says so."""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.collect.decoding import decode, is_arabic
from marsad.errors import UnreadableDocumentError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{1,40})""", re.IGNORECASE)
_LEGACY = "cp1256"
_PIECE = re.compile(rb"[^\n>]*[\n>]|[^\n>]+")
"""A line, or what stands before the end of a tag: a page may be one line."""
_MOST_LOST = 0.1
"""Share of the letters that may be lost of what is still text."""


class Decoded(NamedTuple):
    """Text, and what had to be guessed or replaced (None: nothing)."""

    text: str
    note: str | None = None


def decode_any(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """Return the text of a page: by its mark, as UTF-8, as declared, as Arabic windows-1256, else piece by piece.

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
    return _piece_by_piece(data, name, arabic=arabic)


def _has_unicode(data: bytes) -> bool:
    """Tell whether a piece is UTF-8 beyond ASCII, which words in another encoding hardly ever are."""
    return any(_is_unicode(piece) for piece in _PIECE.findall(data) if not piece.isascii())


def _is_unicode(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _piece_by_piece(data: bytes, name: str, *, arabic: bool) -> Decoded:
    """Return the text of a mixture, its lines and what stands between two tags each by itself.

    `arabic`: taken for windows-1256 it would be Arabic as a whole.  Raises `UnreadableDocumentError` where more than a
    tenth of the letters would be lost.
    """
    pieces = _PIECE.findall(data)
    is_known = any(_is_legacy(piece) for piece in pieces)
    texts, guessed, lost = [], 0, 0
    for piece in pieces:
        try:
            texts.append(piece.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            text = piece.decode("utf-8", "replace")
        known = arabic or _is_legacy(piece) or (is_known and _is_short_legacy(piece))
        guessed, lost = guessed + known, lost + (0 if known else text.count("\ufffd"))
        texts.append(piece.decode(_LEGACY, "replace") if known else text)
    whole = "".join(texts)
    if lost > _MOST_LOST * sum(map(str.isalpha, re.sub(r"<[^>]*>", " ", whole))):
        return Decoded(decode(data, name))
    return Decoded(whole, f"mixed encodings: {guessed} pieces read as windows-1256, {lost} letters lost")


def _is_legacy(piece: bytes) -> bool:
    return not piece.isascii() and not _is_unicode(piece) and is_arabic(piece.decode(_LEGACY, "replace"))


def _is_short_legacy(piece: bytes) -> bool:
    """Tell whether all letters beyond ASCII are Arabic ones of windows-1256, and nothing of it is UTF-8."""
    letters = [char for char in piece.decode(_LEGACY, "replace") if char > "\x7f" and char.isalpha()]
    broken = [char for char in piece.decode("utf-8", "replace") if char > "\x7f"]
    return bool(letters) and all("\u0600" <= one <= "\u06ff" for one in letters) and set(broken) == {"\ufffd"}
