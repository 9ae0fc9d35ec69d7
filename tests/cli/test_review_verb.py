"""`review`: the queue, and tolls that obey what is decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run, Said

BULLETIN = "10 civilians were killed in Aleppo on 9 March 2021, among them 4 children. Shells fell on 77 Xqz."
WHO = ("--why", "checked against the text", "--who", "Rima")


@pytest.fixture(autouse=True)
def ledger(run: Run, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MARSAD_OPERATOR", raising=False)
    assert run("add", write("b.txt", BULLETIN), "--published", "2021-03-10").code == 0


def toll(run: Run) -> tuple[int, int | None]:
    rows = run("toll", "--side", "civilians", "--format", "json").json["rows"]
    return (rows[0]["lo"], rows[0]["hi"]) if rows else (0, None)


def decision(said: Said) -> str:
    assert said.code == 0, said.err
    return str(said.json["rows"][0]["decision"])


def test_the_toll_follows_an_amendment_a_refusal_and_their_undoing_at_once(run: Run) -> None:
    assert toll(run) == (10, 10)
    amended = decision(run("review", "amend", "b#c1", "--set", "value=12", *WHO, "--format", "json"))
    assert toll(run) == (12, 12)
    refused = decision(run("review", "refuse", "b#c1", *WHO, "--saw", amended, "--format", "json"))
    assert toll(run)[0] == 4
    undone = decision(run("review", "undo", refused, *WHO, "--format", "json"))
    assert toll(run) == (12, 12)
    decision(run("review", "undo", undone, *WHO, "--format", "json"))
    assert toll(run)[0] == 4
    assert run("verify").code == 0


def test_the_ledger_of_then_knows_no_later_decision(run: Run) -> None:
    import datetime as dt

    moment = dt.datetime.now(dt.UTC).isoformat()
    decision(run("review", "amend", "b#c1", "--set", "value=12", *WHO, "--format", "json"))
    then = run("toll", "--side", "civilians", "--known-at", moment, "--format", "json").json["rows"][0]
    assert (then["lo"], toll(run)[0]) == (10, 12)


def test_an_unread_number_stands_in_the_queue_until_it_is_answered(run: Run) -> None:
    said = run("review", "--kind", "unread", "--format", "json").json
    (item,) = [one for one in said["results"] if one["why"] == "77"]
    assert (said["schema_version"], said["next"]) == ("1", None)
    assert item["id"].startswith("b#n") and "Shells fell on 77" in item["snippet"]
    read = ("review", "amend", item["id"], "--saw", item["saw"], "--set", "harm=injured", "--set", "value=77")
    assert run(*read, *WHO).code == 0
    assert run("review", "--kind", "unread", "--format", "json").json["results"] == []
    rows = run("toll", "--harm", "injured", "--format", "json").json["rows"]
    assert [row["lo"] for row in rows] == [77]


def test_a_skipped_item_comes_last_and_stays(run: Run, write: Callable[[str, str], Path]) -> None:
    run("add", write("c.txt", "Shells fell on 78 Xqz. Shells fell on 79 Xqz."))
    before = [one["id"] for one in run("review", "--kind", "unread", "--format", "json").json["results"]]
    assert run("review", "skip", before[0], *WHO).code == 0
    after = run("review", "--kind", "unread", "--format", "json").json["results"]
    assert [one["id"] for one in after] == [*before[1:], before[0]]
    assert after[-1]["skipped"] == 1


def test_another_text_of_a_document_opens_again_what_was_decided_on_it(
    run: Run, write: Callable[[str, str], Path]
) -> None:
    decision(run("review", "accept", "b#c1", *WHO, "--format", "json"))
    stale = ("review", "--kind", "stale", "--format", "json")
    assert run(*stale).json["results"] == []
    assert run("add", write("b.txt", BULLETIN.replace("10 civ", "14 civ")), "--published", "2021-03-10").code == 0
    assert "b#c1" in run(*stale).out


def test_the_queue_is_given_in_pages(run: Run, write: Callable[[str, str], Path]) -> None:
    run("add", write("c.txt", " ".join(f"Shells fell on {number} Xqz." for number in range(60, 70))))
    seen: list[str] = []
    start: int | None = 0
    while start is not None:
        said = run("review", "--kind", "unread", "--limit", "4", "--next", str(start), "--format", "json").json
        seen += [one["id"] for one in said["results"]]
        start = said["next"]
    assert len(seen) == len(set(seen)) == 11


def test_contradictions_are_in_the_queue_until_they_are_accepted(run: Run, write: Callable[[str, str], Path]) -> None:
    run("add", write("c.txt", BULLETIN.replace("10 civ", "11 civ")), "--published", "2021-03-10", "--source", "X")
    found = run("review", "--kind", "contradiction", "--format", "json").json["results"]
    assert found and found[0]["subjects"]
    assert run("review", "accept", found[0]["id"], *WHO).code == 0
    left = run("review", "--kind", "contradiction", "--format", "json").json["results"]
    assert found[0]["id"] not in [one["id"] for one in left]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["refuse", "b#c1", "--why", "x"], 2, "--who"),
        (["refuse", "b#c1", "--who", "x"], 2, "--why"),
        (["refuse", "b#c99", *WHO], 2, "nothing of that id"),
        (["amend", "b#c1", "--set", "colour=red", *WHO], 2, "no field"),
        (["amend", "b#c1", "--set", "value=many", *WHO], 2, "whole number"),
        (["amend", "b#c1", "--set", "value", *WHO], 2, "FIELD=VALUE"),
        (["undo", "d-0", *WHO], 2, "no such decision"),
        (["accept", "b#c1", "--saw", "b@7:1/-", *WHO], 3, "look again"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    run: Run, arguments: list[str], code: int, said: str
) -> None:
    answer = run("review", *arguments)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert run("review", "log", "--format", "json").json["results"] == []


def test_the_log_tells_who_decided_what_and_whether_it_stands(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_OPERATOR", "Omar")
    first = decision(run("review", "refuse", "b#c1", "--why", "counts vehicles", "--format", "json"))
    run("review", "undo", first, "--why", "no, persons")
    found = run("review", "log", "--format", "json").json["results"]
    assert [(one["verdict"], one["who"], one["stands"]) for one in found] == [
        ("refuse", "Omar", False),
        ("undo", "Omar", True),
    ]
    assert "counts vehicles" in run("review", "log", "b#c1").out
