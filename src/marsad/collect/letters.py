"""Letters in pictures, read by Debian's tesseract with its Arabic words; where it is missing, how to install it."""

from __future__ import annotations

from marsad.collect import confined
from marsad.errors import UnreadableDocumentError

LANGUAGES = ("ara+eng", "ara", "eng")
"""Both tell which script the picture has; then it is read as that alone: of two, words are mistaken."""
NOTE = "read from a picture of letters; compare it with the original"


def read_letters(data: bytes, name: str, suffix: str, most: int) -> str:
    """Return the words in a picture, '' where there are none.

    Raises `UnreadableDocumentError` where tesseract isn't installed or breaks on the picture.
    """
    program = confined.tesseract()
    if program is None:
        raise UnreadableDocumentError.of(
            "{name}: is a picture; to read its letters install: apt-get install tesseract-ocr tesseract-ocr-ara",
            name=name,
        )
    text = _read(program, LANGUAGES[0], data, name, suffix, most)
    arabic = sum("\u0600" <= char <= "\u06ff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if not arabic or not latin:
        return text
    return _read(program, LANGUAGES[1] if arabic > latin else LANGUAGES[2], data, name, suffix, most)


def _read(program: str, languages: str, data: bytes, name: str, suffix: str, most: int) -> str:
    try:
        said = confined.run([program, "{}", "stdout", "-l", languages], data, name=name, most=most, suffix=suffix)
    except confined.ConfinedError as error:
        raise UnreadableDocumentError.of(
            "{name}: its letters cannot be read ({reason}); it needs: apt-get install tesseract-ocr tesseract-ocr-ara",
            name=name,
            reason=error.values.get("reason", error),
        ) from error
    return said.decode("utf-8", "replace").replace("\f", "\n").strip()
