"""`marsad toll` and `contradictions`: what is printed of a reckoned table, in every format and both languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[[str, str | bytes], Path]

FIRST = "المرصد السوري: قُتل ما لا يقل عن 30 من قوات النظام و21 من تنظيم داعش في البوكمال أمس الجمعة"
LATER = "المرصد السوري: قُتل ما لا يقل عن 7 مدنيين في قصف على إدلب اليوم الأحد"


@pytest.fixture
def filled(run: Run, write: Write) -> None:
    said = run("add", write("first.txt", FIRST), "--published", "2018-06-09", "--source", "sohr")
    assert said.code == 0
    assert run("add", write("later.txt", LATER), "--published", "2018-06-17", "--source", "sohr").code == 0


@pytest.mark.usefixtures("filled")
class TestToll:
    def test_json_is_the_contract(self, run: Run) -> None:
        said = run("toll", "--harm", "killed", "--by", "side", "--format", "json")
        assert said.code == 0
        assert {"schema_version", "as_of", "known_at", "policy", "rows", "contradictions", "residual"} <= set(said.json)
        rows = {row["side"]: row for row in said.json["rows"]}
        keys = {"harm", "side", "place", "from", "to", "lo", "hi", "guarantee", "claims", "overlaps"}
        assert all(keys <= set(row) for row in rows.values())
        assert (rows["government"]["lo"], rows["government"]["hi"]) == (30, None)
        assert rows["civilians"]["lo"] == 7
        assert all(claim.partition("#")[0] == "first" for claim in rows["government"]["claims"])

    def test_as_of_leaves_out_what_was_published_later(self, run: Run) -> None:
        table = run("toll", "--harm", "killed", "--as-of", "2018-06-16", "--format", "json").json
        assert table["as_of"] == "2018-06-16"
        assert "civilians" not in {row["side"] for row in table["rows"]}

    def test_known_at_leaves_out_what_was_added_later(self, run: Run) -> None:
        table = run("toll", "--known-at", "2018-06-30", "--format", "json").json
        assert table["rows"] == []
        assert table["known_at"].startswith("2018-06-30T23:59")
        assert run("toll", "--known-at", "2999-01-01", "--format", "json").json["rows"]

    @pytest.mark.parametrize(("lang", "words"), [("en", "at least 30 killed"), ("ar", "30 قتيلاً على الأقل")])
    def test_a_minimum_is_called_a_minimum(self, run: Run, lang: str, words: str) -> None:
        said = run("toll", "--harm", "killed", "--side", "government", "--lang", lang)
        assert said.code == 0
        assert words in said.out

    @pytest.mark.parametrize("lang", ["en", "ar"])
    def test_explain_prints_the_binding_claims_in_their_words(self, run: Run, lang: str) -> None:
        said = run("toll", "--harm", "killed", "--side", "government", "--explain", "--lang", lang)
        assert "first#" in said.out
        assert "30 من قوات النظام" in said.out

    def test_a_scope_without_claims_is_said_to_be_no_zero(self, run: Run) -> None:
        said = run("toll", "--harm", "abducted")
        assert said.code == 0
        assert "no count of zero" in said.out

    def test_a_side_that_nobody_knows_is_wrong_use(self, run: Run) -> None:
        said = run("toll", "--side", "goverment")
        assert said.code == 2
        assert "government" in said.err

    def test_csv_has_one_row_for_each_row(self, run: Run) -> None:
        rows = list(csv.DictReader(io.StringIO(run("toll", "--harm", "killed", "--format", "csv").out)))
        assert {(row["side"], row["lo"], row["hi"]) for row in rows} >= {("government", "30", "")}

    def test_lines_say_what_each_of_them_is(self, run: Run) -> None:
        lines = run("toll", "--harm", "killed", "--format", "jsonl").lines
        assert {line["kind"] for line in lines} <= {"row", "contradiction"}
        assert any(line["row"]["side"] == "government" for line in lines if line["kind"] == "row")

    def test_rows_may_be_broken_down_twice(self, run: Run) -> None:
        rows = run("toll", "--harm", "killed", "--by", "side,incident", "--format", "json").json["rows"]
        assert all(row["incident"] for row in rows)

    @pytest.mark.parametrize("place", ["البوكمال", "Abu Kamal", "sy.bukamal", "Deir ez-Zor Governorate"])
    def test_a_place_goes_by_any_of_its_names_and_holds_what_lies_in_it(self, run: Run, place: str) -> None:
        rows = run("toll", "--harm", "killed", "--place", place, "--format", "json").json["rows"]
        assert {row["side"]: row["lo"] for row in rows} == {"government": 30, "islamic_state": 21}

    def test_a_country_holds_all_that_lies_in_it(self, run: Run) -> None:
        rows = run("toll", "--harm", "killed", "--place", "Syria", "--format", "json").json["rows"]
        assert {row["side"] for row in rows} == {"government", "islamic_state", "civilians"}

    def test_a_place_that_no_text_names_is_wrong_use(self, run: Run) -> None:
        said = run("toll", "--place", "Atlantis")
        assert said.code == 2
        assert "no text in the ledger names a place 'Atlantis'" in said.err

    def test_a_row_shows_the_name_of_its_place_in_the_language_of_the_table(self, run: Run) -> None:
        assert "Al-Bukamal" in run("toll", "--harm", "killed", "--by", "place").out
        assert "البوكمال" in run("toll", "--harm", "killed", "--by", "place", "--lang", "ar").out

    def test_contradictions_are_none_here(self, run: Run) -> None:
        said = run("contradictions", "--format", "json")
        assert said.code == 0
        assert said.json == {"schema_version": "1", "results": [], "next": None}
        assert "No claim contradicts another" in run("contradictions").out


def test_a_long_list_of_binding_claims_is_cut_for_people_and_whole_for_programs(run: Run, write: Write) -> None:
    for number in range(9):
        text = f"قُتل {number + 2} مدنيين في قصف على إدلب اليوم"
        run("add", write(f"d{number}.txt", text), "--published", f"2019-0{number + 1}-09", "--source", "sohr")
    (row,) = run("toll", "--harm", "killed", "--format", "json").json["rows"]
    assert row["lo"] == sum(range(2, 11))
    assert len(row["claims"]) == 9
    assert "… +3" in run("toll", "--harm", "killed").out


RIVAL = "ذكرت وسائل إعلام النظام أن 9 من قوات النظام قُتلوا في البوكمال أمس الجمعة"


def test_contradictions_name_their_claims_and_words_and_are_no_failure(run: Run, write: Write) -> None:
    text = f"{FIRST}\n\n{FIRST.replace('30', '34').replace('ما لا يقل عن ', '')}. {RIVAL}"
    run("add", write("a.txt", text), "--published", "2018-06-09", "--source", "sohr")
    said = run("contradictions", "--format", "json")
    assert said.code == 0
    assert said.json["results"]
    for result in said.json["results"]:
        assert result["document"] == "a"
        assert result["title"] == FIRST
        assert text[slice(*result["span"])] == result["snippet"]
        assert result["sentence"]
        assert all(key.startswith("a#") for key in result["claims"])
    shown = run("toll", "--harm", "killed")
    assert shown.code == 0
    assert said.json["results"][0]["sentence"] in shown.out
    lines = run("contradictions", "--format", "jsonl").lines
    assert [line["id"] for line in lines] == [result["id"] for result in said.json["results"]]
