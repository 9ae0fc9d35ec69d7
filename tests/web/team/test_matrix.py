"""Role by door: every door of the application stands here with who may go through it; one that doesn't is a failure."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from marsad.accounts.roles import ROLES
from marsad.web.doors import doors
from marsad.web.gate import Gate
from marsad.web.house import House

from .conftest import Team, form, log_in

ALL = "viewer analyst reviewer editor admin"
QUEUE = "analyst reviewer editor"
NOBODY = "nobody everybody"
"""Doors before the login are open to whoever asks."""

OF_VIEWS = {
    **dict.fromkeys(("overview", "tolls", "incidents", "incidents/{id:path}", "documents", "documents/{id:path}"), ALL),
    **dict.fromkeys(("search", "contradictions", "control", "sources", "estimate", "releases", "codebook"), ALL),
    **dict.fromkeys(("frame", "claims"), ALL),
    "review": QUEUE,
}
WITHOUT_PAGE = {"frame", "claims"}

MATRIX: dict[tuple[str, str], str] = {
    ("GET", "/healthz"): NOBODY,
    ("GET", "/static/{name:path}"): NOBODY,
    ("GET", "/login"): NOBODY,
    ("POST", "/login"): NOBODY,
    ("GET", "/"): ALL,
    ("GET", "/api/v1/openapi.json"): ALL,
    ("GET", "/tolls.csv"): ALL,
    ("GET", "/derivations/{id:path}"): ALL,
    ("GET", "/estimate/{picture}.svg"): ALL,
    ("POST", "/review/decide"): QUEUE,
    ("GET", "/login/code"): ALL,
    ("POST", "/login/code"): ALL,
    ("GET", "/account/totp"): ALL,
    ("POST", "/account/totp"): ALL,
    ("GET", "/account/totp.svg"): ALL,
    ("GET", "/account/password"): ALL,
    ("POST", "/account/password"): ALL,
    ("GET", "/account"): ALL,
    ("POST", "/account"): ALL,
    ("POST", "/logout"): ALL,
    ("GET", "/admin/accounts"): "admin",
    ("POST", "/admin/accounts"): "admin",
    ("POST", "/admin/unseal"): "admin",
    **{("GET", f"/api/v1/{path}"): roles for path, roles in OF_VIEWS.items()},
    **{("GET", f"/{path}.json"): roles for path, roles in OF_VIEWS.items()},
    **{("GET", f"/{path}"): roles for path, roles in OF_VIEWS.items() if path not in WITHOUT_PAGE},
}


def filled(path: str) -> str:
    return path.replace("{id:path}", "open").replace("{name:path}", "web.css").replace("{picture}", "models")


def test_every_door_stands_in_the_matrix_and_no_other(team: Team) -> None:
    found = [(door.method, door.path) for door in doors(House(team.room, team.gate, "en"))]
    assert len(found) == len(set(found)), "a door stands twice"
    assert set(found) == set(MATRIX)


def test_the_local_mode_has_no_door_of_accounts(team: Team) -> None:
    found = {(door.method, door.path) for door in doors(House(team.room, Gate(), "en"))}
    assert {path for _, path in found} - {path for _, path in MATRIX} == {"/open"}
    assert not any(path.startswith(("/log", "/account", "/admin")) for _, path in found)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_goes_through_its_doors_and_no_others(team: Team, role: str) -> None:
    client = team.entered(role)
    token = form(client)
    wrong = []
    for (method, path), roles in MATRIX.items():
        if path == "/logout":
            continue  # ends the session that the others need
        allowed = roles == NOBODY or role in roles.split()
        asked = client.get(filled(path)) if method == "GET" else client.post(filled(path), data=token)
        denied = asked.status_code == 403 and path != "/login"
        if denied == allowed or asked.status_code >= 500:
            wrong.append((method, path, asked.status_code))
    assert wrong == []


def test_nobody_goes_through_any_door_but_the_first(team: Team) -> None:
    client = team.client()
    wrong = []
    for (method, path), roles in MATRIX.items():
        if roles == NOBODY:
            continue
        asked = client.get(filled(path)) if method == "GET" else client.post(filled(path), data={"csrf": "x"})
        turned = asked.status_code == 401 or asked.headers.get("location", "").startswith("/login?to=")
        if not turned:
            wrong.append((method, path, asked.status_code))
    assert wrong == []


def test_a_login_that_is_half_done_goes_nowhere_else(strict: Team) -> None:
    from .conftest import log_in

    client = strict.client()
    log_in(client, "editor", strict.password("editor"))
    for (method, path), roles in MATRIX.items():
        if roles == NOBODY or path.startswith("/account/totp") or path == "/logout":
            continue
        asked = (
            client.get(filled(path))
            if method == "GET"
            else client.post(filled(path), data=form(client, "/account/totp"))
        )
        assert asked.status_code == 401 or asked.headers.get("location") == "/account/totp", (method, path)


@pytest.mark.parametrize("role", ROLES)
def test_every_form_needs_the_token_of_its_session(team: Team, role: str) -> None:
    client, other = team.entered(role), team.entered(role)
    for method, path in MATRIX:
        if method != "POST" or (role not in MATRIX[method, path].split() and MATRIX[method, path] != NOBODY):
            continue
        for data in ({}, {"csrf": "x"}, form(other)):
            assert client.post(path, data=data).status_code == 403, (path, data)
        if path != "/login":
            away = client.post(path, data=form(client), headers={"origin": "https://evil.example"})
            assert away.status_code == 403, path
            away = client.post(path, data=form(client), headers={"sec-fetch-site": "cross-site"})
            assert away.status_code == 403, path


def bearer(team: Team, name: str, *scopes: str) -> httpx.Client:
    client = team.client()
    token, _ = team.porter.make_token(name, scopes, 30, "", by="test")  # type: ignore[arg-type]  # scopes by name
    client.headers["authorization"] = f"Bearer {token}"
    return client


@pytest.mark.parametrize("role", ROLES)
def test_a_token_never_does_more_than_its_account_and_scopes(team: Team, role: str) -> None:
    reads, reviews = bearer(team, role, "read"), bearer(team, role, "read", "review")
    assert reads.get("/api/v1/tolls").status_code == 200
    assert reads.get("/api/v1/review").status_code == 403
    assert reviews.get("/api/v1/review").status_code == (200 if role in QUEUE.split() else 403)
    for path in ("/account", "/admin/accounts"):
        assert reviews.get(path).status_code == reviews.post(path).status_code == 403
    assert reviews.post("/account/password", data={"password": "x"}).status_code == 403


def test_a_token_ends_by_its_day_by_being_taken_back_and_with_its_account(team: Team) -> None:
    first, second, third = (bearer(team, "viewer", "read") for _ in range(3))
    id = first.headers["authorization"].split("_")[1]
    team.porter.revoke_token(id, by="test")
    assert first.get("/api/v1/codebook").status_code == 401
    assert second.get("/api/v1/codebook").status_code == 200
    team.staff.disable("viewer", by="test")
    assert second.get("/api/v1/codebook").status_code == 401
    team.staff.enable("viewer", by="test")
    assert third.get("/api/v1/codebook").status_code == 401, "disabling took the tokens back"
    fourth = bearer(team, "viewer", "read")
    team.clock.on(days=31)
    assert fourth.get("/api/v1/codebook").status_code == 401


def test_a_reviewer_never_edits_and_an_analyst_takes_back_only_own_decisions(team: Team) -> None:
    analyst, reviewer, editor = (team.entered(role) for role in ("analyst", "reviewer", "editor"))

    def decided(client: httpx.Client, verdict: str, id: str, **more: str) -> int:
        found = client.post("/review/decide", data=form(client, verdict=verdict, id=id, why="because", **more))
        return found.status_code

    key = editor.get("/api/v1/claims?document=open").json()["results"][0]["key"]
    amending = {"field": "value", "value": "4", "who": "somebody else"}
    assert decided(reviewer, "amend", key, **amending) == 403
    assert decided(reviewer, "restrict", "open") == decided(analyst, "restrict", "open") == 403
    assert decided(analyst, "accept", key) == 403
    assert decided(editor, "amend", key, **amending) == 303
    made = editor.get("/api/v1/review").json()["log"][0]
    assert made["who"] == "editor", "a decision carries the account's name, whatever the form says"
    assert decided(analyst, "undo", made["id"]) == 403
    assert decided(reviewer, "undo", made["id"]) == 303
    assert decided(analyst, "amend", key, **amending) == 303
    own = editor.get("/api/v1/review").json()["log"][0]
    assert own["who"] == "analyst" and decided(analyst, "undo", own["id"]) == 303


def test_a_read_only_team_reads_and_decides_nothing(team: Team) -> None:
    editor, before = team.entered("editor"), team.porter.make_token("editor", ("review",), 1, "", by="test")[0]
    key = editor.get("/api/v1/claims?document=open").json()["results"][0]["key"]
    decision = form(editor, verdict="accept", id=key, why="because")
    team.porter.rules = replace(team.porter.rules, mode="read-only")
    for client in (editor, team.entered("reviewer")):
        assert client.get("/api/v1/claims").status_code == client.get("/").status_code == 200
        assert client.get("/review").status_code == client.get("/api/v1/review").status_code == 403
        assert client.post("/review/decide", data=decision).status_code == 403
    with_token = {"authorization": f"Bearer {before}"}
    assert team.client().get("/api/v1/tolls", headers=with_token).status_code == 200
    assert team.client().get("/api/v1/review", headers=with_token).status_code == 403
    assert team.ledger.store.decisions() == []
    assert team.entered("admin").get("/admin/accounts").status_code == 200


def test_a_closed_team_lets_administrators_in_and_tells_nobody_why(team: Team) -> None:
    editor, token = team.entered("editor"), team.porter.make_token("editor", ("read",), 1, "", by="test")[0]
    assert editor.get("/api/v1/tolls").status_code == 200
    team.porter.rules = replace(team.porter.rules, mode="closed")
    assert editor.get("/api/v1/tolls").status_code == 401
    assert team.client().get("/api/v1/tolls", headers={"authorization": f"Bearer {token}"}).status_code == 401
    refused, wrong = (log_in(team.client(), "viewer", p) for p in (team.password("viewer"), "wrong wrong wrong"))
    assert refused.status_code == wrong.status_code == 401
    assert team.entered("admin").get("/admin/accounts").status_code == 200
    team.porter.rules = replace(team.porter.rules, mode="normal")
    assert team.entered("viewer").get("/").status_code == 200


def test_who_may_not_see_names_sees_none(team: Team) -> None:
    editor, viewer = team.entered("editor"), team.entered("viewer")
    key = editor.get("/api/v1/claims?document=open").json()["results"][0]["key"]
    data = form(editor, verdict="amend", id=key, why="because", field="value", value="4")
    assert editor.post("/review/decide", data=data).status_code == 303
    for path in ("/documents/open", "/api/v1/documents/open", "/releases", "/api/v1/releases"):
        assert "editor" in editor.get(path).text
        shown = viewer.get(path).text
        assert "editor" not in shown and "because" in shown, path
    assert "editor" not in viewer.get("/").text


def test_further_fields_of_a_form_give_no_rights(team: Team) -> None:
    viewer = team.entered("viewer")
    more = {"role": "admin", "account": "admin", "stage": "full", "scope_review": "1", "unsealed": "9999999999"}
    passwords = {
        "password": team.password("viewer"),
        "new": "four herons cross a ford",
        "again": "four herons cross a ford",
    }
    assert viewer.post("/account/password", data=form(viewer, **more, **passwords)).status_code == 303
    assert [one.role for one in team.staff.list() if one.name == "viewer"] == ["viewer"]
    made = viewer.post("/account", data=form(viewer, **more, days="9", password=passwords["new"]))
    assert made.status_code == 200
    with team.ledger.store.register() as register:
        assert [one.account for one in register.tokens()] == ["viewer"]
    assert viewer.get("/api/v1/review").status_code == viewer.get("/admin/accounts").status_code == 403


def test_accounts_are_changed_only_with_the_password_again(team: Team) -> None:
    admin = team.entered("admin")
    for act in ("add", "reset", "role", "disable", "enable"):
        data = form(admin, act=act, name="viewer", role="editor", password="wrong wrong wrong")
        assert admin.post("/admin/accounts", data=data).status_code == 401
    assert [(one.role, one.state) for one in team.staff.list() if one.name == "viewer"] == [("viewer", "active")]
    own = team.password("admin")
    made = admin.post("/admin/accounts", data=form(admin, act="add", name="nour", role="analyst", password=own))
    first = made.text.partition('secret">')[2].partition("<")[0]
    assert made.status_code == 200 and made.headers["cache-control"] == "no-store"
    client = team.client()
    from .conftest import log_in

    assert log_in(client, "nour", first).status_code == 303
    assert client.get("/").headers["location"] == "/account/password", "it is changed first"
