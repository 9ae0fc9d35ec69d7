"""What is restricted is, for who may not see it, not there: every answer is that of a ledger which never had it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.accounts.porter import UNSEALED, Rules
from marsad.web.routes import VIEWS

from .conftest import Team, documents, form

BLIND = ("viewer", "analyst", "admin")
SEEING = ("reviewer", "editor")
CANARIES = ("Canary", "Raqqa", "4107", "hidden desk")
"""Words and figures of the restricted document alone."""


def place_of(request: pytest.FixtureRequest, tmp_path: Path, name: str) -> str:
    if request.param == "sqlite":
        return str(tmp_path / f"{name}.db")
    made: str = request.getfixturevalue("database")()
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Team, Team]]:
    """A team one of whose documents is restricted, and one whose ledger never had it."""
    first, second = (Team(place_of(request, tmp_path, name), Rules(totp=False)) for name in ("with", "without"))
    told = list(documents())
    assert [one.error for one in first.ledger.add(told)] == [None, None]
    assert [one.error for one in second.ledger.add(told[:1])] == [None]
    yield first, second
    first.close()
    second.close()


def decided(client: httpx.Client, verdict: str, id: str, why: str = "their safety", **more: str) -> int:
    found = client.post("/review/decide", data=form(client, verdict=verdict, id=id, why=why, **more))
    return found.status_code


def addresses() -> list[str]:
    asked = ["overview", "frame", "tolls", "tolls?by=side,place,month", "incidents", "documents", "claims"]
    asked += ["search?q=civilians", "search?q=canary", "search?q=4107", "search?q=raqqa&claims=1", "contradictions"]
    asked += ["control", "sources", "estimate", "releases", "codebook", "documents/hidden", "documents/open"]
    asked += ["tolls?place=Raqqa", "claims?source=hidden+desk", "claims?document=hidden", "tolls?policy=per-source"]
    missing = {view.name for view in VIEWS} - {one.partition("?")[0].partition("/")[0] for one in asked}
    assert missing == {"document", "incident", "review"}, "a view that nobody asks here"
    return asked


@pytest.mark.parametrize("role", BLIND)
def test_every_answer_is_that_of_a_ledger_which_never_had_it(two: tuple[Team, Team], role: str) -> None:
    whole, without = two
    assert decided(whole.entered("editor"), "restrict", "hidden") == 303
    assert whole.entered("editor").get("/api/v1/overview").json()["documents"] == 2, "kept now for who sees the whole"
    here, there = whole.entered(role), without.entered(role)
    for path in addresses():
        mine, theirs = here.get(f"/api/v1/{path}"), there.get(f"/api/v1/{path}")
        assert (mine.status_code, mine.json()) == (theirs.status_code, theirs.json()), path
    for page in ("/", "/documents", "/incidents", "/search?q=canary", "/sources", "/releases", "/tolls.csv"):
        text, same = (re.sub(r'(name="csrf" value=")[^"]+', r"\1", one.get(page).text) for one in (here, there))
        assert text == same, page
        assert not [word for word in CANARIES if word in text.replace("q=canary", "")], page
    for path in ("/documents/hidden", "/derivations/hidden", "/documents/never"):
        assert here.get(path).status_code == there.get(path).status_code == 404
    if role == "analyst":
        mine, theirs = here.get("/api/v1/review").json(), there.get("/api/v1/review").json()
        assert mine == theirs and not [word for word in CANARIES if word in json.dumps(mine)]


def test_who_may_see_it_sees_it_and_opening_it_gives_it_back(two: tuple[Team, Team]) -> None:
    whole, _ = two
    editor, viewer = whole.entered("editor"), whole.entered("viewer")

    def totals(client: httpx.Client) -> Any:
        return [row["lo"] for row in client.get("/api/v1/tolls?harm=killed").json()["rows"]]

    before = totals(viewer)
    assert decided(editor, "restrict", "hidden") == 303
    for role in SEEING:
        assert totals(whole.entered(role)) == before == [4110]
        assert "Canary" in whole.entered(role).get("/documents/hidden?lang=en").text
    assert "Restricted:" in editor.get("/documents/hidden?lang=en").text
    assert totals(viewer) == [3]
    assert decided(editor, "open", "hidden") == 303
    assert totals(viewer) == before
    assert whole.ledger.store.verify().ok


def test_what_is_not_seen_cannot_be_decided_on_or_confirmed(two: tuple[Team, Team]) -> None:
    whole, _ = two
    editor, analyst = whole.entered("editor"), whole.entered("analyst")
    key = editor.get("/api/v1/claims?document=hidden").json()["results"][0]["key"]
    assert decided(editor, "amend", key, field="value", value="42") == 303
    made = next(one["id"] for one in editor.get("/api/v1/review").json()["log"])
    assert decided(editor, "restrict", "hidden") == 303
    for id in (key, "hidden#p1", made):
        seen, unknown = (
            analyst.post(
                "/review/decide", data=form(analyst, verdict=verdict, id=name, why="x", field="value", value="1")
            )
            for verdict, name in (
                ("undo" if id == made else "amend", id),
                ("undo" if id == made else "amend", id[::-1]),
            )
        )
        assert seen.status_code == unknown.status_code == 400
        assert seen.text.replace(id, "") == unknown.text.replace(id[::-1], "")
    assert analyst.get("/api/v1/review").json()["log"] == []


def test_new_documents_reach_those_who_see_a_part(two: tuple[Team, Team]) -> None:
    whole, without = two
    assert decided(whole.entered("editor"), "restrict", "hidden") == 303
    viewer, there = whole.entered("viewer"), without.entered("viewer")
    viewer.get("/api/v1/overview")
    from marsad.ids import sha256
    from marsad.model.document import Document

    text = "Two civilians were killed by shelling in Idlib on Saturday, 9 June 2018."
    for team in two:
        late = Document(id="late", text=text, sha256=sha256(text.encode()), published="2018-06-10", source="late desk")
        assert [one.error for one in team.ledger.add([late])] == [None]
    for path in addresses():
        assert viewer.get(f"/api/v1/{path}").json() == there.get(f"/api/v1/{path}").json(), path
    assert "late" in viewer.get("/api/v1/search?q=idlib").text


def test_an_administrator_sees_it_only_after_saying_why_for_a_while_and_for_the_record(two: tuple[Team, Team]) -> None:
    whole, _ = two
    assert decided(whole.entered("editor"), "restrict", "hidden") == 303
    admin = whole.entered("admin")
    own = {"password": whole.password("admin")}
    assert admin.post("/admin/unseal", data=form(admin, why="", **own)).status_code == 400
    assert admin.post("/admin/unseal", data=form(admin, why="a threat", password="wrong wrong")).status_code == 401
    assert admin.get("/documents/hidden").status_code == 404
    assert admin.post("/admin/unseal", data=form(admin, why="a threat", **own)).status_code == 303
    assert admin.get("/documents/hidden").status_code == 200
    assert whole.entered("admin").get("/documents/hidden").status_code == 404, "another session of the same account"
    whole.clock.on(seconds=UNSEALED + 1)
    assert admin.get("/documents/hidden").status_code == 404
    acts = [act for act in whole.ledger.store.acts() if act.act == "unsealed"]
    assert [(act.who, act.detail["why"]) for act in acts] == [("admin", "a threat")]


def test_a_second_account_is_needed_for_a_sensitive_decision(two: tuple[Team, Team]) -> None:
    from marsad.model import Victim
    from marsad.review import Desk
    from marsad.review.signature import Signature

    whole, _ = two
    by = Signature(who="editor", why="a list")
    entry = Desk(whole.ledger.store).enter_victims([(Victim(id="", names=("Invented Person",), age=9, list="l"), by)])[
        0
    ]
    assert entry.id is not None
    removed = Desk(whole.ledger.store).remove(entry.id, by)
    editor, reviewer = whole.entered("editor"), whole.entered("reviewer")
    assert removed.decision is not None
    assert decided(editor, "accept", removed.decision, who="somebody else") == 400
    assert decided(reviewer, "accept", removed.decision) == 303
