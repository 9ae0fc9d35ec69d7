"""A picture's file: each kind by its name, each format by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from marsad.errors import UsageError
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.exports import missing
from marsad.publish.pictures.sheet import Sheet, drawing
from marsad.publish.pictures.values import Picture
from marsad.publish.pictures.words import PictureWords

KINDS = ("toll", "sides", "multiples", "map", "control")
"""Kinds of pictures; each is a module of this room."""
SUFFIXES = ("png", "svg", "pdf")


def check_drawable(suffix: str) -> str:
    """Return a suffix without its dot.  Raises `UsageError` for no format of ours, and where matplotlib is missing."""
    name = suffix.lower().removeprefix(".")
    if name not in SUFFIXES:
        raise UsageError.of(
            "{suffix}: a picture is written as {known}; name the file so",
            suffix=suffix or "-",
            known=", ".join(SUFFIXES),
        )
    try:
        import_module("matplotlib")
    except ImportError as error:
        raise missing("matplotlib", "pictures") from error
    return name


def draw(picture: Picture, suffix: str, lang: str, writing: Writing = "digits", *, bare: bool = False) -> bytes:
    """Return the picture in a language; `bare` leaves head and foot to the page that it stands on.

    The same values give the same bytes.  Raises `UsageError` where matplotlib is missing.
    """
    with drawing():
        sheet = Sheet(picture, PictureWords(lang, writing), bare=bare)
        own: Callable[[Sheet, Picture], None] = import_module(f"marsad.publish.pictures.{picture.kind}").draw
        own(sheet, picture)
        return sheet.saved(suffix)
