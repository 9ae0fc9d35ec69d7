"""Letters in pictures, read by Debian's tesseract with its Arabic words; where it is missing, how to install it."""

from __future__ import annotations

from marsad.collect import confined
from marsad.errors import UnreadableDocumentError

LANGUAGES = "ara+eng"
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
    try:
        said = confined.run([program, "{}", "stdout", "-l", LANGUAGES], data, name=name, most=most, suffix=suffix)
    except confined.ConfinedError as error:
        raise UnreadableDocumentError.of(
            "{name}: its letters cannot be read ({reason}); it needs: apt-get install tesseract-ocr tesseract-ocr-ara",
            name=name,
            reason=error.values.get("reason", error),
        ) from error
    return said.decode("utf-8", "replace").replace("\f", "\n").strip()
