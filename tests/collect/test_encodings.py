"""Pages as servers give them: whatever is declared, the bytes decide; what is lost is little, counted, and said."""

from __future__ import annotations

import pytest

from marsad.collect.encodings import decode_any
from marsad.errors import UnreadableDocumentError

WORDS = "قتل ثلاثة مدنيين بينهم طفل في قصف على مدينة دوما يوم الجمعة، وأصيب 5"
OTHER = "وقتل خمسة آخرون في ريف حمص الشمالي"


@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-1", "windows-1256", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_the_bytes_decide_whatever_is_declared(encoding: str, charset: str | None) -> None:
    page = f"<html><body><p>{WORDS}</p></body></html>"
    assert decode_any(page.encode(encoding), "x", charset) == (page, None)


@pytest.mark.parametrize("between", ["\n", "</p><p>"], ids=["lines", "one line"])
@pytest.mark.parametrize("short", ["", "دوما", "أمس – في حلب"])
def test_a_mixture_is_read_piece_by_piece_and_said(between: str, short: str) -> None:
    """Also where the page is one line, and for pieces too short to tell an encoding by themselves."""
    parts = [WORDS.encode(), OTHER.encode("cp1256"), *([short.encode("cp1256")] if short else [])]
    found = decode_any(b"<p>" + between.encode().join(parts) + b"</p>", "x", "utf-8")
    assert found.text == "<p>" + between.join([WORDS, OTHER, *([short] if short else [])]) + "</p>"
    assert found.note is not None
    assert found.note.endswith("pieces read as windows-1256, 0 letters lost")


@pytest.mark.parametrize("whole", [WORDS, f"<html><body><p>{WORDS}</p></body></html>"])
def test_of_utf8_with_errors_only_the_broken_letters_are_lost(whole: str) -> None:
    data = whole.encode().replace("طفل".encode(), b"\xd8" + "فل".encode()).replace(b"5", b"\xff5")
    found = decode_any(data, "x")
    assert found.text == whole.replace("طفل", "\ufffdفل").replace("5", "\ufffd5")
    assert found.note is not None
    assert found.note.endswith("2 letters lost")


def test_quotation_marks_of_windows_in_english_lose_themselves_only() -> None:
    found = decode_any("“At least 3 were killed,” it said.".encode("cp1252"), "x")
    assert found.text == "\ufffdAt least 3 were killed,\ufffd it said."
    assert decode_any("“3 killed”".encode("cp1252"), "x", "windows-1252") == ("“3 killed”", None)


@pytest.mark.parametrize(
    "data",
    ["Трое мирных жителей погибли в результате обстрела".encode("cp1251"), bytes(range(128, 256)) * 3],
    ids=["russian", "noise"],
)
def test_where_most_would_be_lost_it_is_refused_with_the_byte_and_the_remedy(data: bytes) -> None:
    with pytest.raises(
        UnreadableDocumentError, match=r"x: neither UTF-8 nor .* \(byte \d+ is .*save it again as UTF-8"
    ):
        decode_any(data, "x")
