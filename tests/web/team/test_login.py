"""Logging in: one error for all that is wrong, codes that count once, sessions that turn and end."""

from __future__ import annotations

import re
import time
from base64 import b32decode
from pathlib import Path
from typing import Any

import pytest

from marsad.accounts.porter import Rules
from marsad.accounts.throttle import MOST
from marsad.ledger.confidential import Vault

from .conftest import SITE, Team, form, log_in


def session(client: Any) -> str:
    return str(client.cookies.get("__Host-marsad", ""))


def test_who_is_nobody_is_led_to_the_login_and_programs_get_401(team: Team) -> None:
    client = team.client()
    answer = client.get("/tolls?harm=killed")
    assert answer.status_code == 303 and answer.headers["location"].startswith("/login?to=/tolls")
    assert client.get("/api/v1/tolls").status_code == 401
    assert client.get("/tolls.json").json()["error"]["code"] == "session"


def test_cookies_are_secure_and_the_session_turns_at_every_step(strict: Team) -> None:
    client = strict.client()
    answer = log_in(client, "editor", strict.password("editor"))
    told = answer.headers["set-cookie"]
    assert all(word in told for word in ("__Host-marsad=", "HttpOnly", "Secure", "SameSite=lax", "Path=/"))
    first = session(client)
    strict.secrets["editor"] = re.findall(r"secret\">([A-Z2-7]{32})<", client.get("/account/totp").text)[0]
    client.post("/account/totp", data=form(client, code=strict.code("editor")))
    assert session(client) not in ("", first)
    assert client.get("/").status_code == 200
    client.cookies.set("__Host-marsad", first, domain=SITE)
    assert client.get("/api/v1/codebook").status_code == 401


@pytest.mark.parametrize("name", ["editor", "nobody", "Disabled One", "viewer"])
def test_every_wrong_login_is_told_alike(team: Team, name: str) -> None:
    team.staff.disable("viewer", by="test")
    password = team.password("viewer") if name == "viewer" else "wrong wrong wrong"
    answer = log_in(team.client(), name, password)
    assert answer.status_code == 401
    assert "name, password or code is wrong" in answer.text and session(answer) == ""


def test_an_unknown_name_takes_as_long_as_a_wrong_password(team: Team) -> None:
    def taken(name: str) -> float:
        times = []
        for number in range(5):
            start = time.process_time()
            log_in(team.client(address=f"192.0.2.{number}"), name, "wrong wrong wrong")
            times.append(time.process_time() - start)
        return min(times)

    known, unknown = taken("editor"), taken("nobody")
    assert known > 0.01, "no password was checked"
    assert 0.5 < known / unknown < 2


def test_a_code_opens_once_and_so_does_a_recovery_code(strict: Team) -> None:
    client = strict.client()
    log_in(client, "editor", strict.password("editor"))
    strict.secrets["editor"] = re.findall(r"secret\">([A-Z2-7]{32})<", client.get("/account/totp").text)[0]
    code = strict.code("editor")
    page = client.post("/account/totp", data=form(client, code=code)).text
    spare = re.findall(r"secret\">([a-z0-9]{5}-[a-z0-9]{5})<", page)
    assert len(spare) == 10

    def tried(code: str) -> int:
        fresh = strict.client()
        log_in(fresh, "editor", strict.password("editor"))
        assert fresh.get("/api/v1/tolls").status_code == 401, "the second factor is still missing"
        return fresh.post("/login/code", data=form(fresh, "/login/code", code=code)).status_code

    assert tried(code) == 401
    assert tried(spare[0].upper()) == 303
    assert tried(spare[0]) == 401
    assert tried(strict.code("editor")) == 303
    assert tried("000000") == 401


def test_the_secret_of_a_second_factor_opens_with_a_key_that_is_not_in_the_ledger(strict: Team, tmp_path: Path) -> None:
    strict.entered("editor")
    secret = strict.secrets["editor"]
    strict.ledger.store.settle()
    held = b"".join(one.read_bytes() for one in tmp_path.glob("strict.db*"))
    assert b"factor:" in held and secret.encode() not in held and b32decode(secret) not in held
    with strict.ledger.store.register(write=True) as register:
        register.change("viewer", totp=secret)  # as older ledgers keep it
        row = register.account("viewer")
    assert row is not None and row.totp == secret
    strict.secrets["viewer"] = secret
    strict.entered("viewer")
    with strict.ledger.store.register() as register:
        later, other = register.account("viewer"), register.account("editor")
    assert later is not None and other is not None and (later.totp or "").startswith("factor:")
    with strict.ledger.store.register(write=True) as register:
        register.change("viewer", totp=other.totp)
    client = strict.client()
    log_in(client, "viewer", strict.password("viewer"))
    answer = client.post("/login/code", data=form(client, "/login/code", code=strict.code("editor")))
    assert answer.status_code == 401, "what is another account's does not open"


def test_without_the_key_a_recovery_code_still_opens(strict: Team) -> None:
    client = strict.client()
    log_in(client, "editor", strict.password("editor"))
    strict.secrets["editor"] = re.findall(r"secret\">([A-Z2-7]{32})<", client.get("/account/totp").text)[0]
    page = client.post("/account/totp", data=form(client, code=strict.code("editor"))).text
    spare = re.findall(r"secret\">([a-z0-9]{5}-[a-z0-9]{5})<", page)
    strict.porter.vault = Vault(Path(strict.keys.name) / "lost.keys")
    fresh = strict.client()
    log_in(fresh, "editor", strict.password("editor"))
    code = form(fresh, "/login/code", code=strict.code("editor"))
    assert fresh.post("/login/code", data=code).status_code == 401
    assert fresh.post("/login/code", data=code | {"code": spare[0]}).status_code == 303


@pytest.mark.parametrize("name", ["editor", "nobody"])
def test_guessing_is_slowed_down_by_name_whether_it_is_known_or_not(team: Team, name: str) -> None:
    for number in range(MOST["account"]):
        assert log_in(team.client(address=f"198.51.100.{number}"), name, "wrong wrong wrong").status_code == 401
    answer = log_in(team.client(), name, team.password(name))
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0
    team.clock.on(minutes=16)
    assert log_in(team.client(), "editor", team.password("editor")).status_code == 303


def test_guessing_is_slowed_down_by_address_and_only_the_proxy_says_which(team: Team) -> None:
    for number in range(MOST["address"]):
        client = team.client(address="192.0.2.66")
        client.headers["x-forwarded-for"] = f"198.51.100.{number}, 192.0.2.66"
        log_in(client, f"guess{number}", "wrong wrong wrong")
    assert log_in(team.client(address="192.0.2.66"), "editor", team.password("editor")).status_code == 429
    assert log_in(team.client(), "editor", team.password("editor")).status_code == 303


def test_a_session_ends_idle_and_in_any_case_and_polling_prolongs_nothing(team: Team) -> None:
    rules = Rules()
    client = team.entered("editor")
    for _ in range(4):
        team.clock.on(seconds=rules.idle / 4 + 1)
        client.get("/api/v1/codebook")
    assert client.get("/api/v1/codebook").status_code == 401
    client = team.entered("editor")
    for _ in range(int(rules.whole / rules.idle * 2)):
        team.clock.on(seconds=rules.idle / 2 - 1)
        assert client.get("/codebook").status_code == 200
    team.clock.on(seconds=rules.idle / 2)
    assert client.get("/api/v1/codebook").status_code == 401


def test_one_session_and_leaving_everywhere(team: Team) -> None:
    first, second = team.entered("editor"), team.entered("editor")
    assert first.get("/api/v1/codebook").status_code == second.get("/api/v1/codebook").status_code == 200
    assert first.post("/logout", data=form(first, everywhere="1")).status_code == 303
    assert second.get("/api/v1/codebook").status_code == 401
    team.gate.porter.rules = Rules(totp=False, one_session=True)
    first = team.entered("editor")
    team.entered("editor")
    assert first.get("/api/v1/codebook").status_code == 401


def test_a_password_that_somebody_else_chose_is_changed_first(team: Team) -> None:
    team.staff.reset("viewer", "chosen by somebody else", by="test")
    client = team.client()
    log_in(client, "viewer", "chosen by somebody else")
    assert client.get("/tolls").headers["location"] == "/account/password"
    assert client.get("/api/v1/tolls").status_code == 401
    new = {
        "password": "chosen by somebody else",
        "new": "four herons cross a ford",
        "again": "four herons cross a ford",
    }
    weak = {**new, "new": "password1234", "again": "password1234"}
    assert client.post("/account/password", data=form(client, "/account/password", **weak)).status_code == 400
    assert client.post("/account/password", data=form(client, "/account/password", **new)).status_code == 303
    assert client.get("/api/v1/tolls").status_code == 200


def test_nobody_comes_around_the_proxy_or_without_tls_or_by_another_name(team: Team) -> None:
    client = team.client()
    assert client.get("/login", headers={"x-forwarded-proto": "http"}).status_code == 400
    assert client.get("/login", headers={"host": "evil.example"}).status_code == 400
    assert team.client(peer="192.0.2.99").get("/login").status_code == 400


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "/login", "/ok?x=1"])
def test_a_login_leads_only_to_our_own_pages(team: Team, to: str) -> None:
    client = team.client()
    page = client.get("/login", params={"to": to}).text
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    data = {**fields, "to": to, "name": "viewer", "password": team.password("viewer")}
    answer = client.post("/login", data=data)
    assert answer.headers["location"] == ("/ok?x=1" if to == "/ok?x=1" else "/")
