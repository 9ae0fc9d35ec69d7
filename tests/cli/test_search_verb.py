"""`search`: one result a document, in every format, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]
SENTENCE = "قُتِلَ ٣ مدنيين في إدلب جراء غارة"
FOLDED = ["قتل", "3", "ادلب", "غاره", "مدنيين"]


@pytest.fixture
def ledger(run: Run, write: Write) -> None:
    write("a.txt", SENTENCE)
    write("b.txt", "At least 5 civilians were killed in an airstrike on the town.")
    assert run("add", "a.txt", "--published", "2018-06-09", "--source", "SOHR").code == 0
    assert run("add", "b.txt", "--published", "2018-06-10", "--source", "The Agency").code == 0


@pytest.mark.parametrize("query", FOLDED)
def test_arabic_is_folded_on_both_sides(run: Run, ledger: None, query: str) -> None:
    said = run("search", query, "--format", "json")
    assert said.code == 0
    (found,) = said.json["results"]
    assert (found["id"], found["document"], found["title"]) == ("a", "a", SENTENCE)
    assert SENTENCE[found["span"][0] : found["span"][1]] == found["snippet"]
    assert all(found["span"][0] <= start < end <= found["span"][1] for start, end in found["marks"])
    assert said.json["next"] is None


def test_words_may_stand_unquoted_beside_one_another(run: Run, ledger: None) -> None:
    assert [r["id"] for r in run("search", *FOLDED, "--format", "json").json["results"]] == ["a"]


def test_limits_by_language_source_and_period(run: Run, ledger: None) -> None:
    def found(*more: str) -> list[str]:
        return [result["id"] for result in run("search", "3*", "5*", *more, "--format", "json").json["results"]]

    assert run("search", "--lang", "en", "civilians", "--format", "json").json["results"][0]["id"] == "b"
    assert run("search", "--lang", "ar", "civilians", "--format", "json").json["results"] == []
    spelling = run("search", "قتل", "--source", "Syrian Observatory for Human Rights", "--format", "json")
    assert [result["source"] for result in spelling.json["results"]] == ["SOHR"]
    assert run("search", "قتل", "--from", "2018-06-10", "--format", "json").json["results"] == []
    assert found() == []


def test_pages_follow_by_the_cursor(run: Run, write: Write) -> None:
    for n in range(5):
        write(f"d{n}.txt", f"غارة رقم {n}")
    run("add", *(f"d{n}.txt" for n in range(5)))
    first = run("search", "غارة", "--limit", "3", "--format", "json").json
    second = run("search", "غارة", "--limit", "3", "--cursor", first["next"], "--format", "json").json
    assert sorted(r["id"] for r in (*first["results"], *second["results"])) == [f"d{n}" for n in range(5)]
    assert second["next"] is None
    assert "--cursor" in run("search", "غارة", "--limit", "3").out


def test_a_person_sees_the_words_marked(run: Run, ledger: None) -> None:
    assert "في **إدلب** جراء" in run("search", "ادلب").out
    assert "No document" in run("search", "nowhere").out


def test_every_format_gives_the_results(run: Run, ledger: None) -> None:
    (line,) = run("search", "قتل", "--format", "jsonl").lines
    assert line["id"] == "a"
    assert run("search", "قتل", "--format", "csv").out.splitlines()[0].startswith("id,title,snippet,start,end")


@pytest.mark.parametrize("query", ['"', "*", "AND", "'; drop table x", "\u202e", "(", "words:a"])
def test_a_hostile_query_ends_well(run: Run, ledger: None, query: str) -> None:
    said = run("search", query, "--format", "json")
    assert said.code == 0
    assert said.json["results"] == []


def test_wrong_use_ends_with_2_and_no_ledger_with_3(run: Run, ledger: None) -> None:
    assert run("search").code == 2
    assert run("search", "a", "--cursor", "x").code == 2
    assert run("search", "a", "--limit", "0").code == 2
    assert run("search", "غ" * 20_000).code == 2
    assert run("search", "a", "--from", "2018-06-10", "--to", "2018-06-09").code == 2
    assert run("search", "a", "--ledger", "none.db").code == 3


def test_search_speaks_arabic(run: Run, ledger: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LANG", "ar")
    assert "لا وثيقة" in run("search", "nowhere").out
    assert "الاستعلام" in run("search", "a" * 20_000).err
