"""`people`: lists in and out, who is one person, the toll by name, and a name that is gone from every output."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
WHO = ("--why", "register of March", "--who", "Rima")
NORTH = """name,father,age,date,place,consent,visibility,other spelling
سالم المرقوني,إدريس,41,2021-03-09,xw_marquna,public,public,Salem al-Marquni
محمد الطلمري,خالد,33,2021-03-09,xw_marquna,internal,,
فاطمة زيتوني,حسين,9,2021-03-09,xw_marquna,public,public,
"""
SOUTH = """full name,father's name,age,date
Salem Marqouni,Idriss,41,2021-03-10
Mahmoud Talmari,Khaled,33,2021-03-09
Hoda Jawhari,Suleiman,50,2021-03-09
"""


@pytest.fixture(autouse=True)
def ledger(here: str, run: Run, write: Write) -> str:
    for name, text in (("North register", NORTH), ("South list", SOUTH)):
        rows = text.replace("\n", f",{name}\n", 1).splitlines()
        table = [f"{rows[0].rpartition(',')[0]},list", *(f"{row},{name}" for row in rows[1:])]
        said = run("enter", "victim", write("list.csv", "\n".join(table)), *WHO)
        assert said.code == 0, said.err
    return here


def ids(run: Run) -> dict[str, str]:
    found = run("people", "list", "--format", "json").json["results"]
    return {one["name"]: one["id"] for one in found}


def test_two_lists_are_matched_and_their_union_has_bounds(run: Run) -> None:
    found = run("people", "match", "--format", "json").json
    assert (found["lo"], found["hi"], found["overlap"]) == (4, 5, [1, 2])
    assert found["lists"] == {"North register": 3, "South list": 3}
    assert sorted(link["grade"] for link in found["links"]) == ["certain", "possible"]


def test_a_toll_by_name_counts_each_person_once_and_says_how_many_each_list_names(run: Run) -> None:
    table = run("toll", "--policy", "named-only", "--harm", "killed", "--format", "json").json
    assert table["policy"] == "named-only"
    assert [(row["lo"], row["hi"], row["guarantee"]) for row in table["rows"]] == [(4, 5, "exact-TU")]
    march = run("toll", "--policy", "named-only", "--from", "2021-03-09", "--to", "2021-03-09", "--format", "json").json
    assert [(row["lo"], row["hi"]) for row in march["rows"]] == [(4, 5)]
    here = run("toll", "--policy", "named-only", "--place", "Marquna", "--format", "json").json["rows"]
    assert [(row["lo"], row["hi"]) for row in here] == [(3, 5)]
    assert "North register" in run("toll", "--policy", "named-only", "--explain").out
    assert run("toll", "--policy", "named-only", "--by", "incident").code == 2


def test_a_person_decides_on_a_pair_and_takes_it_back(run: Run) -> None:
    found = ids(run)
    pair = (found["محمد الطلمري"], found["Mahmoud Talmari"])
    said = run("people", "judge", "same", *pair, *WHO, "--format", "json")
    assert run("people", "match", "--format", "json").json["hi"] == 4
    run("review", "undo", said.json["rows"][0]["decision"], *WHO)
    assert run("people", "match", "--format", "json").json["hi"] == 5
    run("people", "judge", "different", *pair, *WHO)
    assert run("people", "match", "--format", "json").json["lo"] == 5
    assert run("people", "judge", "same", pair[0], pair[0], *WHO).code == 2


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_goes_out_and_comes_in_with_all_spellings(run: Run, folder: Path, ledger: str, suffix: str) -> None:
    path = folder / f"out.{suffix}"
    assert run("people", "export", "--out", path, "--audience", "internal").code == 0
    assert run("people", "export", "--out", path, "--audience", "internal").code == 2
    said = run("enter", "victim", path, *WHO, "--ledger", "other.db", "--format", "json")
    assert (said.code, said.json["taken"]) == (0, 6), said.err
    before, after = outline(run, ledger), outline(run, "other.db")
    assert before == after
    assert ("سالم المرقوني", "Salem al-Marquni") in {one[:2] for one in after}


def outline(run: Run, ledger: str) -> list[tuple[str, ...]]:
    found = run("people", "list", "--format", "json", "--ledger", ledger).json["results"]
    return sorted(tuple(str(v) for name, v in one.items() if name != "id") for one in found)


def test_only_what_may_be_published_is_exported_by_default(run: Run, folder: Path) -> None:
    """Consent and visibility of an adult: not the minor, not the one without consent, not those of unknown consent."""
    said = run("people", "export", "--out", folder / "out.csv")
    rows = list(csv.DictReader(io.StringIO((folder / "out.csv").read_text(encoding="utf-8-sig"))))
    assert [row["name"] for row in rows] == ["سالم المرقوني"]
    assert "5" in said.err
    assert not {"father", "mother", "note", "consent"} & set(rows[0])


def test_a_removed_name_is_in_no_output_and_the_person_stays_counted(run: Run, folder: Path) -> None:
    id = ids(run)["سالم المرقوني"]
    asked = run("people", "remove", id, "--why", "the family asks", "--who", "Rima", "--format", "json")
    assert asked.json["rows"][0]["pending"]
    decision = asked.json["rows"][0]["decision"]
    assert [one["id"] for one in run("review", "--kind", "second", "--format", "json").json["results"]] == [decision]
    assert run("review", "accept", decision, *WHO).code == 2
    assert run("review", "accept", decision, "--why", "form seen", "--who", "Omar").code == 0
    run("people", "export", "--out", folder / "out.xlsx", "--audience", "internal")
    book = openpyxl.load_workbook(folder / "out.xlsx").worksheets[0]
    written = " ".join(str(cell) for row in book.iter_rows(values_only=True) for cell in row)
    outputs = [
        *(run("people", "list", "--format", form).out for form in FORMS),
        *(run("people", "list", "--audience", "public", "--format", form).out for form in FORMS),
        *(run("people", "match", "--format", form).out for form in FORMS),
        *(run("review", "log", "--format", form).out for form in FORMS),
        *(run("review", "--format", form).out for form in FORMS),
        run("toll", "--policy", "named-only", "--explain").out,
        written,
    ]
    assert all("المرقوني" not in text and "al-Marquni" not in text for text in outputs)
    assert run("people", "match", "--format", "json").json["hi"] == 5
    assert run("verify").code == 0


FORMS = ("table", "json", "jsonl", "csv")


def test_a_removed_name_is_gone_from_every_list_that_surely_names_the_person(run: Run, write: Write) -> None:
    """Also from a list that comes in afterwards with another spelling; who only perhaps is the same stays."""
    run("people", "remove", ids(run)["سالم المرقوني"], "--why", "the family asks", "--who", "Rima")
    assert not {"سالم المرقوني", "Salem Marqouni"} & set(ids(run))
    later = "name,father,age,date,list\nSaalem Al-Marqooni,Idris,41,2021-03-09,Third\nSalem Marquni,,,,Third\n"
    assert run("enter", "victim", write("later.csv", later), *WHO).code == 0
    assert {"Saalem Al-Marqooni", "Salem Marquni"} & set(ids(run)) == {"Salem Marquni"}


def test_no_cell_of_an_export_is_a_formula(run: Run, folder: Path) -> None:
    name = '=HYPERLINK("x")'
    run("enter", "victim", "--name", name, "--age", "40", "--consent", "public", "--visibility", "public", *WHO)
    run("people", "export", "--out", folder / "out.csv")
    run("people", "export", "--out", folder / "out.xlsx")
    assert "'=HYPERLINK" in (folder / "out.csv").read_text(encoding="utf-8-sig")
    sheet = openpyxl.load_workbook(folder / "out.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == name} == {"s"}
    said = run("enter", "victim", folder / "out.csv", *WHO, "--ledger", "other.db")
    assert said.code == 0
    assert any(name in one for one in outline(run, "other.db"))


def test_a_missing_matcher_is_named_with_the_line_that_installs_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    said = run("people", "match", "--matcher", "splink")
    assert (said.code, "pip install 'marsad[people]'" in said.err) == (2, True)
