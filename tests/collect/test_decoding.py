"""Encodings: what is text is read exactly, what is not is refused with the byte and the remedy."""

from __future__ import annotations

import pytest

from marsad.collect.decoding import decode
from marsad.errors import UnreadableDocumentError

ARABIC = "قُتل 12 عنصراً من قوات النظام، أمس الجمعة\r\nفي ريف دير الزور – سوريا"
PLAIN = "قتل 12 عنصرا من قوات النظام، أمس الجمعة\r\nفي ريف دير الزور"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_unicode_is_read_exactly_and_a_byte_order_mark_is_no_text(encoding: str) -> None:
    data = b"\xfe\xff" + ARABIC.encode("utf-16-be") if encoding == "utf-16-be" else ARABIC.encode(encoding)
    assert decode(data, "x") == ARABIC


@pytest.mark.parametrize("text", [PLAIN, "قتلى وجرحى", PLAIN + " (Café, Paris)"])
def test_windows_1256_is_read_where_it_makes_arabic(text: str) -> None:
    assert decode(text.encode("cp1256"), "x") == text


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        decode(data, "in/a.txt")
    assert str(caught.value).startswith("in/a.txt: ")
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        "Trois civils tués à l'école, près d'Alep".encode("cp1252"),
        "Трое мирных жителей погибли в результате обстрела".encode("cp1251"),
        PLAIN.encode("iso-8859-6", "replace"),
        ARABIC.encode().replace("قوات".encode(), b"\xd9"),
        b"\xd9\x82\xd8\xaa\xd9\x84 \xff",
        bytes(range(128, 256)),
    ],
    ids=["french", "russian", "iso-8859-6", "utf-8 with a hole", "utf-8 with a stray byte", "noise"],
)
def test_other_encodings_are_refused_and_not_guessed(data: bytes) -> None:
    assert "save it again as UTF-8" in refused(data)


def test_the_byte_that_is_wrong_is_named() -> None:
    assert "byte 3 is 0xff" in refused(b"abc\xff")


def test_a_cut_utf16_file_is_refused() -> None:
    assert "UTF-16 at byte" in refused(ARABIC.encode("utf-16")[:-1])


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", b"plain\0text", "a\0b".encode("utf-16")])
def test_binary_files_are_refused(data: bytes) -> None:
    assert "is no text" in refused(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_files_are_refused(data: bytes) -> None:
    assert "is empty" in refused(data)
