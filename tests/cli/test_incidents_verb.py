"""`marsad incidents` and `marsad control`: lists, one whole, judgements written and taken back, in both languages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .conftest import Run

GOLD = Path(__file__).parents[1] / "gold" / "open"
BUKAMAL = [GOLD / f"A-0{n}.json" for n in (1, 2, 3, 5)]
ELSEWHERE = [GOLD / "A-10.json", GOLD / "A-11.json"]
WHY = ("--why", "read both", "--who", "A. Analyst")


@pytest.fixture
def filled(run: Run) -> Run:
    assert run("add", *BUKAMAL, *ELSEWHERE).code == 0
    return run


def main_incident(run: Run) -> dict[str, object]:
    results = run("incidents", "--format", "json").json["results"]
    return max(results, key=lambda one: len(one["documents"]))  # type: ignore[no-any-return]


def test_a_chain_of_bulletins_is_one_incident_that_says_why(filled: Run) -> None:
    found = main_incident(filled)
    assert set(found["documents"]) >= {"A-01", "A-03", "A-05"}  # type: ignore[call-overload]
    assert found["merges"]
    for merge in found["merges"]:  # type: ignore[attr-defined]
        assert merge["verdict"] == "same"
        assert merge["score"] == pytest.approx(sum(one["bits"] for one in merge["why"]), abs=0.1)
    assert {one["kind"] for one in found["lineage"]} & {"updates", "includes"}  # type: ignore[attr-defined]


def test_scope_and_pages(filled: Run) -> None:
    every = filled("incidents", "--format", "json").json
    assert every["next"] is None
    first = filled("incidents", "--limit", "1", "--format", "json").json
    assert first["next"] == 1
    second = filled("incidents", "--limit", "1", "--next", "1", "--format", "json").json
    assert [first["results"][0]["id"], second["results"][0]["id"]] == [one["id"] for one in every["results"][:2]]
    june = filled("incidents", "--from", "2018-06-20", "--format", "json").json["results"]
    assert june and all(one["to"] >= "2018-06-20" for one in june)
    daraa = filled("incidents", "--place", "Daraa Governorate", "--format", "json").json["results"]
    assert daraa and {d for one in daraa for d in one["documents"]} <= {"A-10", "A-11"}


def test_two_judged_different_part_and_come_together_again_when_it_is_taken_back(filled: Run) -> None:
    before = main_incident(filled)
    links = {(m["first"], m["second"]) for m in before["merges"]}  # type: ignore[attr-defined]
    a, b = sorted(links)[0]
    entry = filled("incidents", "--different", a, b, *WHY, "--format", "json").json["rows"][0]
    homes = [filled("incidents", key, "--format", "json").json["results"][0] for key in (a, b)]
    assert homes[0]["id"] != homes[1]["id"]
    apart = {(m["first"], m["second"]): m for m in homes[0]["apart"]}
    assert apart[a, b]["verdict"] == "different"
    assert apart[a, b]["decision"] == entry["decision"]
    assert filled("incidents", "--undo", entry["decision"], *WHY).code == 0
    assert main_incident(filled) == before


def test_unsure_keeps_both_ways_as_scenarios(filled: Run) -> None:
    before = main_incident(filled)
    a, b = sorted((m["first"], m["second"]) for m in before["merges"])[0]  # type: ignore[attr-defined]
    assert filled("incidents", "--unsure", a, b, *WHY).code == 0
    found = filled("incidents", a, "--format", "json").json["results"][0]
    (kept,) = [m for m in found["apart"] if (m["first"], m["second"]) == (a, b)]
    assert kept["verdict"] == "unsure"
    assert kept["scenario"]


def test_a_judgement_needs_a_reason_a_name_and_incidents_that_are_there(filled: Run) -> None:
    assert filled("incidents", "--same", "A-01#c1", "A-10#c1", "--who", "A. Analyst").code == 2
    assert filled("incidents", "--same", "A-01#c1", "gone#c1", *WHY).code == 2
    assert filled("incidents", "--same", "A-01#c1", "A-01#c1", *WHY).code == 2
    assert filled("incidents", "nothing").code == 2


def test_the_same_is_refused_where_the_claims_cannot_all_hold(run: Run, write: object) -> None:
    first = "Beirut, 3 May 2019\nShelling on the village of Nahtah on 3 May 2019 killed exactly 9 civilians.\n"
    assert callable(write)
    one = write("one.txt", first)
    two = write("two.txt", first.replace("killed exactly 9", "killed exactly 4").replace("Beirut, 3", "Beirut, 5"))
    for path, day in ((one, "2019-05-03"), (two, "2019-05-05")):
        assert run("add", path, "--published", day, "--source", "SOHR").code == 0
    said = run("incidents", "--same", "one#c1", "two#c1", *WHY)
    assert said.code == 2
    assert "--unsure" in said.err
    assert run("incidents", "--unsure", "one#c1", "two#c1", *WHY).code == 0


def test_control_says_who_held_a_place_on_a_day(filled: Run) -> None:
    found = filled("control", "--place", "Al-Bukamal", "--on", "2018-06-09", "--format", "json").json
    assert found["next"] is None
    assert ("islamic_state", "held") in {(one["holder"], one["state"]) for one in found["results"]}
    for one in found["results"]:
        assert one["evidence"] and one["snippet"] and one["document"]
        assert (one["from"] or "") <= "2018-06-09" <= (one["to"] or "9999")
    rows = list(csv.DictReader(io.StringIO(filled("control", "--format", "csv").out)))
    assert {row["state"] for row in rows} <= {"held", "contested", "unknown"}


@pytest.mark.parametrize("verb", ["incidents", "control"])
def test_tables_speak_both_languages(filled: Run, verb: str) -> None:
    english, arabic = filled(verb), filled("--lang", "ar", verb)
    assert english.code == arabic.code == 0
    assert english.out != arabic.out
    one = main_incident(filled)["id"]
    assert filled("incidents", str(one)).code == filled("--lang", "ar", "incidents", str(one)).code == 0


def test_an_empty_scope_is_no_zero(filled: Run) -> None:
    assert "no count of zero" in filled("incidents", "--from", "2030-01-01").out
    assert filled("control", "--place", "Nowhere", "--format", "json").json["results"] == []
