"""`enter`: claims, victims and corrections by hand, one by one and from tables, each row with its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
WHO = ("--why", "register of March", "--who", "Rima")
CLAIM = ("enter", "claim", "--harm", "killed", "--value", "3", "--side", "civilians", "--date", "2021-03-09")


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def tolls(run: Run, *more: str) -> list[tuple[str, int, int | None]]:
    rows = run("toll", *more, "--format", "json").json["rows"]
    return [(row["side"], row["lo"], row["hi"]) for row in rows]


def test_an_entered_claim_enters_the_toll_with_its_words(run: Run) -> None:
    said = run(*CLAIM, "--quote", "three neighbours", "--source", "Hospital register", *WHO, "--format", "json")
    assert said.code == 0, said.err
    key = said.json["rows"][0]["id"]
    row = run("toll", "--format", "json").json["rows"][0]
    assert (row["lo"], row["hi"], row["claims"]) == (3, 3, [key])
    assert "three neighbours" in run("toll", "--explain").out


def test_a_read_claim_is_corrected_and_withdrawn_without_being_erased(run: Run, write: Write) -> None:
    run("add", write("b.txt", "10 civilians were killed in Aleppo on 9 March 2021."), "--published", "2021-03-10")
    corrected = run("enter", "correction", "b#c1", "--set", "value=12", *WHO, "--format", "json")
    assert tolls(run) == [("civilians", 12, 12)]
    seen = corrected.json["rows"][0]["decision"]
    assert run("enter", "correction", "b#c1", "--withdraw", *WHO, "--saw", seen).code == 0
    assert tolls(run) == []
    assert [c["value"] for c in run("read", "b.txt", "--format", "jsonl").lines[0]["claims"]] == [10]


def test_the_good_rows_of_a_workbook_are_kept_and_the_others_are_named(run: Run, folder: Path) -> None:
    rows = [
        ("harm", "value", "side", "date", "quote", "place", "Weather"),
        ("killed", 3, "civilians", "2021-03-09", "three neighbours", "Aleppo", "rain"),
        ("killed", "many", "civilians", "2021-03-09", "many", None, None),
        (None,) * 7,
        ("sad", 1, None, None, "one", None, None),
        ("killed", 2, None, "09.03.2021", "two", None, None),
        ("killed", 4, "government", "2021-03-09", "four soldiers", None, None),
        ("killed", 4, "government", "2021-03-09", None, None, None),
    ]
    path = workbook(folder / "claims.xlsx", rows)
    said = run("enter", "claim", path, *WHO, "--format", "json")
    assert said.code == 3
    assert [(row["row"], row["result"]) for row in said.json["rows"]] == [
        (2, "taken"),
        (3, "refused"),
        (5, "refused"),
        (6, "refused"),
        (7, "taken"),
        (8, "refused"),
    ]
    assert all(row["error"] for row in said.json["rows"] if row["result"] == "refused")
    assert "Weather" in said.err
    assert sorted(tolls(run)) == [("civilians", 3, 3), ("government", 4, 4)]
    again = run("enter", "claim", path, *WHO, "--format", "json").json
    assert (again["taken"], again["unchanged"], again["refused"]) == (0, 2, 4)


def test_arabic_headings_are_known(run: Run, write: Write) -> None:
    text = "الضرر,العدد,الطرف,التاريخ,النص\nkilled,3,civilians,2021-03-09,ثلاثة من الجيران\n"
    assert run("enter", "claim", write("c.csv", text), *WHO).code == 0
    assert tolls(run) == [("civilians", 3, 3)]


def test_corrections_come_from_a_table_too(run: Run, write: Write) -> None:
    run("add", write("b.txt", "10 civilians were killed in Aleppo on 9 March 2021."), "--published", "2021-03-10")
    table = "claim,decision,value,reason\nb#c1,amend,12,the text says twelve\nb#c9,withdraw,,gone\n"
    said = run("enter", "correction", write("c.csv", table), *WHO, "--format", "json")
    assert (said.code, [row["result"] for row in said.json["rows"]]) == (3, ["taken", "refused"])
    assert tolls(run) == [("civilians", 12, 12)]
    assert "the text says twelve" in run("review", "log", "b#c1").out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.xlsx", None, "cannot be opened"),
        ("empty.csv", b"", "is empty"),
        ("zeros.csv", b"harm,value\n\0\0", "zero byte"),
        ("broken.xlsx", b"PK\x03\x04 broken", "no workbook"),
        ("strange.csv", b"colour,taste\nred,sweet\n", "no heading is known"),
    ],
)
def test_a_file_that_is_no_table_is_named(
    run: Run, write: Write, folder: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        write(name, content)
    answer = run("enter", "victim", folder / name, *WHO)
    assert (answer.code, said in answer.err) == (3, True), answer.err


def test_a_workbook_that_swells_is_refused(run: Run, folder: Path) -> None:
    import zipfile

    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    answer = run("enter", "victim", folder / "bomb.xlsx", *WHO)
    assert (answer.code, "swells" in answer.err or "no workbook" in answer.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claim", "--harm", "killed", "--value", "3"], "quote"),
        (["claim", "--harm", "killed", "--quote", "x"], "no value"),
        (["claim", "--harm", "killed", "--value", "3", "--value-max", "2", "--quote", "x"], "no count of persons"),
        (["victim", "--age", "4"], "needs a name"),
        (["victim", "--name", "Salem", "--age", "400"], "no age"),
        (["correction", "b#c1"], "--withdraw"),
    ],
)
def test_an_entry_that_is_none_is_wrong_use(run: Run, arguments: list[str], said: str) -> None:
    answer = run("enter", *arguments, *WHO)
    assert (answer.code in (2, 3), said in answer.err) == (True, True), answer.err
