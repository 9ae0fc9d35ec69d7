"""Files to documents: names, addresses, originals, and what is refused without stopping the rest."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from marsad.collect import Found, Given, Limits, Unread, read_files
from marsad.ids import sha256
from marsad.model import Document


def gather(
    *names: Path | str, stdin: bytes = b"", given: Given | None = None, limits: Limits | None = None
) -> list[Found]:
    return list(read_files([str(name) for name in names], io.BytesIO(stdin), given, limits))


def only(*names: Path | str, stdin: bytes = b"", given: Given | None = None) -> Document:
    (found,) = gather(*names, stdin=stdin, given=given)
    assert isinstance(found, Document), found
    return found


def refusal(*names: Path | str, limits: Limits | None = None) -> str:
    (found,) = gather(*names, limits=limits)
    assert isinstance(found, Unread), found
    return str(found.error)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_files_id_is_its_stem_and_its_bytes_are_kept(tmp_path: Path) -> None:
    data = "قتل ٣ مدنيين\r\nفي إدلب\n".encode()
    path = write(tmp_path, "sat.1.txt", data)
    document = only(path)
    assert (document.id, document.data, document.sha256) == ("sat.1", data, sha256(data))
    assert document.text == data.decode()
    assert document.address == str(path)
    assert not document.extracted


def test_repeated_ids_are_counted_in_input_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{folder}/a.txt", f"{folder} killed") for folder in ("1", "2", "3")]
    assert [found.id for found in gather(*paths)] == ["a", "a#2", "a#3"]


def test_the_address_does_not_depend_on_the_present_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "in/a.txt", "3 killed")
    monkeypatch.chdir(tmp_path / "in")
    assert only("a.txt").address == only("../in/./a.txt").address == str(path)


def test_standard_input_is_a_document_without_an_address() -> None:
    document = only("-", stdin="قتل 3".encode())
    assert (document.id, document.address, document.text) == ("stdin", None, "قتل 3")


@pytest.mark.parametrize("indent", [None, 2])
def test_standard_input_may_hold_json_documents(indent: int | None) -> None:
    assert only("-", stdin=json.dumps({"id": "x", "text": "3 killed"}, indent=indent).encode()).id == "x"


def test_standard_input_may_hold_json_lines() -> None:
    found = gather("-", stdin=b'{"id": "x", "text": "3 killed"}\n{"id": "y"}\n')
    assert [(item.id, isinstance(item, Document)) for item in found] == [("x", True), ("y", False)]


def test_a_bulletin_that_begins_with_a_bracket_is_text() -> None:
    assert only("-", stdin=b"[Agency] 3 killed").text == "[Agency] 3 killed"


def test_a_json_document_gives_the_known_keys_and_ignores_the_rest(tmp_path: Path) -> None:
    record = {
        "id": "A-01",
        "text": "3 killed",
        "published": "2018-06-09",
        "source": "monitor",
        "lang": "en",
        "conflict": "syria",
        "claims": [{"quote": "3 killed", "value": 3}],
        "tolls": "anything",
    }
    document = only(write(tmp_path, "whatever.json", json.dumps(record)))
    assert (document.id, document.text, document.published) == ("A-01", "3 killed", "2018-06-09")
    assert (document.source, document.lang, document.pack) == ("monitor", "en", "syria")
    assert document.sha256 == sha256(document.data) == sha256(json.dumps(record).encode())


def test_a_json_list_gives_every_element_with_its_exact_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "two.json", '[ {"id" : "a", "text":"1"} ,{"id":"b","text":"2"}]')
    first, second = gather(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.data, second.data) == (b'{"id" : "a", "text":"1"}', b'{"id":"b","text":"2"}')
    assert first.address != second.address


def test_a_bad_line_is_named_in_its_place_and_the_others_are_read(tmp_path: Path) -> None:
    rows = [
        '{"id": "a", "text": "1 killed"}',
        "{broken",
        "",
        '{"id": "c"}',
        '{"id": "d", "text": ""}',
        '{"id": "e", "text": "5 killed", "published": "yesterday"}',
        '{"id": 6, "text": "6 killed"}',
        '{"id": "g", "text": "7 killed"}',
    ]
    found = gather(write(tmp_path, "in.jsonl", "\n".join(rows)))
    assert [item.id for item in found] == ["a", "in:2", "c", "d", "e", "in:7", "g"]
    errors = {item.id: str(item.error) for item in found if isinstance(item, Unread)}
    assert "line 2" in errors["in:2"]
    assert "`text`" in errors["c"]
    assert "is empty" in errors["d"]
    assert "yesterday" in errors["e"]
    assert "line 7" in errors["in:7"]
    assert len(errors) == 5


def test_records_of_one_name_in_one_file_are_two_documents_at_two_addresses(tmp_path: Path) -> None:
    path = write(tmp_path, "in.jsonl", '{"id": "a", "text": "1"}\n{"id": "a", "text": "2"}\n')
    first, second = gather(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, second.id) == ("a", "a#2")
    assert first.address != second.address


def test_what_the_user_says_fills_what_documents_leave_open(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '{"id": "a", "text": "1", "source": "agency"}')
    document = only(path, given=Given(published="2018-06-09", source="monitor", lang="ar", pack="syria"))
    assert (document.published, document.source) == ("2018-06-09", "agency")
    assert (document.lang, document.pack) == ("ar", "syria")


def test_a_missing_file_a_folder_and_an_empty_file_do_not_stop_the_rest(tmp_path: Path) -> None:
    found = gather(
        tmp_path / "none.txt", tmp_path, write(tmp_path, "e.txt", " \n"), write(tmp_path, "a.txt", "3 killed")
    )
    assert [isinstance(item, Document) for item in found] == [False, False, False, True]
    said = [str(item.error) for item in found if isinstance(item, Unread)]
    assert "no such file" in said[0]
    assert "is a folder" in said[1]
    assert "is empty" in said[2]
    assert "none.txt" in said[0]


def test_a_large_file_is_refused_with_the_setting_that_allows_it(tmp_path: Path) -> None:
    path = write(tmp_path, "big.txt", "x" * 2_000)
    assert "MARSAD_MAX_BYTES" in refusal(path, limits=Limits(max_bytes=1_999))
    assert isinstance(gather(path, limits=Limits(max_bytes=2_000))[0], Document)


def test_a_hundred_megabytes_are_refused_by_default_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert "larger than 20000000 bytes" in refusal(path)


def test_a_jsonl_file_may_be_larger_than_any_of_its_documents_may(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"d{n}", "text": "x" * 100}) for n in range(50)]
    rows.insert(25, json.dumps({"id": "big", "text": "x" * 5_000}))
    found = gather(write(tmp_path, "in.jsonl", "\n".join(rows)), limits=Limits(max_bytes=1_000))
    assert len(found) == 51
    assert [item.id for item in found if isinstance(item, Unread)] == ["in:26"]


def test_a_file_name_that_is_no_utf8_is_still_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:  # noqa: PTH123
        stream.write(b"3 killed")
    document = only(os.fsdecode(name))
    document.to_json()
    assert document.id == "caf\ufffd"
