"""`marsad user`: accounts by prompt or standard input, never by the command line; and who may serve a team."""

from __future__ import annotations

import click
import pytest

from marsad.cli import user

from .conftest import Run

PASSWORD = b"copper lantern orchard\n"


def test_accounts_are_made_listed_changed_and_reset(run: Run) -> None:
    run("init")
    assert run("user", "list", "--format", "json").json["accounts"] == []
    made = run("user", "add", "rana", "--role", "admin", "--password-stdin", "--format", "json", stdin=PASSWORD)
    assert made.code == 0 and made.json["accounts"][0]["role"] == "admin"
    assert run("user", "add", "sami", "--password-stdin", stdin=PASSWORD).code == 0
    assert run("user", "role", "sami", "editor", "--format", "jsonl").lines[0]["role"] == "editor"
    assert run("user", "disable", "sami").code == 0
    assert run("user", "list", "--format", "csv").out.splitlines()[2].split(",")[:3] == ["sami", "editor", "disabled"]
    assert (
        run("user", "enable", "sami").code == run("user", "reset", "sami", "--password-stdin", stdin=PASSWORD).code == 0
    )
    assert run("user", "disable", "rana").code == 2, "the last administrator stays"
    assert run("user", "reset", "nobody", "--password-stdin", stdin=PASSWORD).code == 2
    assert "account made" in run("custody").out and run("verify").code == 0


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_weak_password_is_refused_in_the_users_language(run: Run, lang: str) -> None:
    run("init")
    said = run("user", "add", "rana", "--password-stdin", "--lang", lang, stdin=b"password1234\n")
    assert said.code == 2 and said.out == ""
    assert ("guessed first" in said.err) is (lang == "en")
    assert b"password1234" not in said.err.encode()


def test_no_password_is_an_argument() -> None:
    def options(command: click.Command) -> list[str]:
        own = [word for one in command.params for word in one.opts]
        return own + [word for sub in getattr(command, "commands", {}).values() for word in options(sub)]

    assert [word for word in options(user.command) if "pass" in word] == ["--password-stdin", "--password-stdin"]
    flags = [p for c in (user.add_command, user.reset_command) for p in c.params if p.name == "password_stdin"]
    assert all(isinstance(one, click.Option) and one.is_flag for one in flags)


def test_a_token_is_told_once(run: Run) -> None:
    run("init")
    run("user", "add", "rana", "--role", "admin", "--password-stdin", stdin=PASSWORD)
    token = run("user", "token", "make", "rana", "--note", "weekly").out.strip()
    listed = run("user", "token", "list", "--format", "json").json["tokens"]
    assert listed[0]["scopes"] == "read" and token.split("_")[1] == listed[0]["id"]
    assert token.split("_", 2)[2] not in run("user", "token", "list", "--format", "jsonl").out
    assert run("user", "token", "revoke", listed[0]["id"]).code == 0
    assert run("user", "token", "revoke", listed[0]["id"]).code == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--host", "0.0.0.0"), "in the open"),
        (("--behind-proxy", "10.0.0.1"), "--site"),
        ((), "no administrator"),
    ],
)
def test_a_team_is_not_served_in_the_open_nor_without_an_administrator(
    run: Run, more: tuple[str, ...], said: str
) -> None:
    run("init")
    if more:
        run("user", "add", "rana", "--role", "admin", "--password-stdin", stdin=PASSWORD)
    refused = run("serve", "--team", "--port", "0", *more)
    assert refused.code == 2 and said in refused.err


def test_options_of_the_team_mode_mean_nothing_without_it(run: Run) -> None:
    run("init")
    assert run("serve", "--host", "0.0.0.0", "--no-browser").code == 2
