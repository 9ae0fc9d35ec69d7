"""`marsad estimate HISTORIES.csv`: the contract, refusals, strata, pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
PUBLISHED = Path(__file__).parents[1] / "estimate" / "published_tables.json"
TABLES: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))


def table(name: str) -> str:
    lists, counts = TABLES[name]["lists"], TABLES[name]["counts"]
    return "\n".join([",".join([*lists, "count"]), *(",".join([*key, str(n)]) for key, n in counts.items())]) + "\n"


def test_kosovo_by_the_contract(run: Run, write: Write) -> None:
    said = run("estimate", write("kosovo.csv", table("kosovo_1999")), "--format", "json")
    assert (said.code, said.err) == (0, "")
    told = said.json
    assert told["estimate"] == pytest.approx(10_356, rel=0.001)
    assert told["interval"] == pytest.approx([9_002, 12_122], rel=0.01)
    assert (told["level"], told["refused"], told["observed"]) == (0.95, [], 4400)
    assert told["model"] == told["top_models"][0]["model"] == "EXH·ABA·OSCE, EXH·HRW, OSCE·HRW"
    assert told["averaged"]["median"] == pytest.approx(12_573, rel=0.01)
    assert "10,357" in told["doubts"][0]


def test_a_refusal_has_its_reasons_and_is_no_failure(run: Run, write: Write) -> None:
    path = write("uk.csv", table("uk_2013_5lists"))
    said = run("estimate", path, "--format", "json")
    assert said.code == 0
    assert (said.json["estimate"], said.json["interval"]) == (None, None)
    assert "the evidence is divided" in said.json["refused"][0]
    words = run("--lang", "ar", "estimate", write("two.csv", "A,B,count\n1,0,4\n1,1,2\n")).out
    assert "لا يمكن التقدير" in words


def test_whoever_asks_strictly_gets_no_figure_where_good_models_differ(run: Run, write: Write) -> None:
    said = run("estimate", write("kosovo.csv", table("kosovo_1999")), "--strict", "--format", "json")
    assert said.json["estimate"] is None
    assert "10,357 to 18,393" in said.json["refused"][0]
    assert said.json["top_models"][0]["estimate"] == pytest.approx(10_356.5, abs=0.1)


def test_each_stratum_has_its_own(run: Run, write: Write) -> None:
    rows = table("korea_palembang").splitlines()
    lines = [f"stratum,{rows[0]}", *(f"north,{row}" for row in rows[1:]), "south,1,0,0,7"]
    told = run("estimate", write("strata.csv", "\n".join(lines) + "\n"), "--format", "json").json["strata"]
    assert [one["stratum"] for one in told] == ["north", "south"]
    assert told[0]["estimate"] == pytest.approx(157.1667)
    assert told[1]["refused"]


def test_persons_may_stand_one_a_row(run: Run, write: Write) -> None:
    lines = ["A,B,C", *["1,0,0"] * 5, *["1,1,0"] * 4, *["0,1,1"] * 4, *["1,0,1"] * 4, *["1,1,1"] * 3]
    assert run("estimate", write("rows.csv", "\n".join(lines) + "\n"), "--format", "json").json["observed"] == 20


def test_pictures_are_drawn(run: Run, write: Write, folder: Path) -> None:
    said = run("--lang", "ar", "estimate", write("k.csv", table("kosovo_1999")), "--plots", folder / "pictures")
    assert said.code == 0
    for name in ("models.png", "posterior.png", "sensitivity.png"):
        assert (folder / "pictures" / name).read_bytes().startswith(b"\x89PNG")


GIVEN = ("سالم", "محمود", "إدريس", "طارق", "نوفل", "هيثم", "فراس", "بشار")
FAMILY = ("المرقوني", "الطلمري", "الزغريني", "الورّاق", "الصيّاح", "الحجلاني")
FATHER = ("خالد", "سليمان", "عدنان", "ياسين")


def test_the_ledgers_linked_lists_make_the_histories(run: Run, write: Write) -> None:
    """Three registers of invented persons; who is on which is fixed, so the histories are known."""
    persons = [(f"{g} {f}", father, 20 + i % 40) for i, (g, f, father) in enumerate(product(GIVEN, FAMILY, FATHER))]
    registers = {"A": range(0, 90), "B": range(60, 150), "C": (*range(80, 100), *range(140, 190))}
    for name, numbers in registers.items():
        rows = [f"{persons[i][0]},{persons[i][1]},{persons[i][2]},2021-03-09,{name}" for i in numbers]
        table = write(f"{name}.csv", "\n".join(["name,father,age,date,list", *rows]) + "\n")
        said = run("enter", "victim", table, "--why", "registers", "--who", "Rima")
        assert said.code == 0, said.err
    told = run("estimate", "--format", "json").json
    assert told["observed"] == 190
    assert told["lists"] == {"A": 90, "B": 90, "C": 70}
    assert told["overlaps"] == {"A·B": 30, "A·C": 10, "B·C": 30}
    assert told["estimate"] > 190
    assert told["linkage"]["persons"][1] == 190
    assert run("estimate", "--list", "nobody").code == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no column for a list"),
        (b"count\n3\n", "no column for a list"),
        (b"A,B,count\n1,x,3\n", "row 2, column B: 'x' is neither 0 nor 1"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_file_that_holds_no_histories_is_named(run: Run, write: Write, content: bytes, told: str) -> None:
    said = run("estimate", write("bad.csv", content))
    assert said.code == 3
    assert "bad.csv" in said.err
    assert told in said.err
