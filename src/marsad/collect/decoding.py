"""Bytes to text: UTF-8, UTF-16 by its mark, windows-1256 where the bytes make Arabic words; else a clear refusal.

Nothing is translated: offsets into the text are offsets into exactly what was decoded (a byte order mark is no text).
"""

from __future__ import annotations

import codecs

from marsad.errors import UnreadableDocumentError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = "cp1256"
_FIRST_LETTER, _LAST_LETTER = "\u0621", "\u064a"
_MOJIBAKE = frozenset("\u0637\u0638")
"""Tah and zah: rare letters, but what the first bytes of Arabic in UTF-8 look like in windows-1256."""
_LEAST_LETTERS = 6
_LEAST_SHARE = 0.9
_MOST_MOJIBAKE = 0.2


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of `data`; `declared` is an encoding that the file itself names (HTML), tried first.

    Raises `UnreadableDocumentError` naming `name`, the byte where reading failed, and the remedy.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return checked(_decode_as(data, encoding, name), name)
    if declared is not None and not declared.lower().startswith("utf-16") and _knows(declared):
        return checked(_decode_as(data, declared, name), name)
    try:
        return checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        return _decode_legacy(data, name, error)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError.of(
            "{name}: not valid {encoding} at byte {offset}, though the file says that it is; save it again as UTF-8",
            name=name,
            encoding=encoding.removesuffix("-sig").upper(),
            offset=error.start,
        ) from error


def _decode_legacy(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    if 0 in data:
        raise _binary(name, data.index(0)) from error
    text = data.decode(_LEGACY, "replace")
    if not is_arabic(text):
        raise UnreadableDocumentError.of(
            "{name}: neither UTF-8 nor Arabic windows-1256 (byte {offset} is {byte:#04x}); save it again as UTF-8",
            name=name,
            offset=error.start,
            byte=data[error.start],
        ) from error
    return text


def is_arabic(text: str) -> bool:
    """Tell whether text decoded from windows-1256 makes sense as Arabic.

    Asked for are some letters beyond ASCII, nine in ten of them Arabic, few of the two letters that betray UTF-8 taken
    for windows-1256, and no control characters.
    """
    if any(ord(char) < 32 and char not in "\t\n\r\f\v" for char in text) or "\ufffd" in text:
        return False
    letters = [char for char in text if ord(char) > 127 and char.isalpha()]
    arabic = [char for char in letters if _FIRST_LETTER <= char <= _LAST_LETTER]
    if len(arabic) < _LEAST_LETTERS or len(arabic) < _LEAST_SHARE * len(letters):
        return False
    return sum(char in _MOJIBAKE for char in arabic) <= _MOST_MOJIBAKE * len(arabic)


def checked(text: str, name: str) -> str:
    """Return `text`.  Raises `UnreadableDocumentError` where it is empty or binary."""
    if "\0" in text:
        raise _binary(name, text.index("\0"))
    if not text.strip():
        raise UnreadableDocumentError.of("{name}: is empty; there is nothing to read in it", name=name)
    return text


def _binary(name: str, offset: int) -> UnreadableDocumentError:
    return UnreadableDocumentError.of(
        "{name}: is no text (a zero byte at {offset}); give text, HTML, or JSON documents", name=name, offset=offset
    )


def _knows(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding  # the stdlib's own flag: excludes 'rot13' and its like
    except LookupError:
        return False
