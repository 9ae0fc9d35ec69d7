"""Accounts of the team mode: made, listed, reset, disabled; tokens for programs.  Secrets come by prompt or stdin."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.accounts.staff import Account, Staff
    from marsad.pipeline import Ledger

COLUMNS = ("name", "role", "state", "totp", "made")
TOKEN_COLUMNS = ("id", "account", "scopes", "note", "made", "ends")
SCOPES = ("read", "review")
ROLES = ("viewer", "analyst", "reviewer", "editor", "admin")
"""As `marsad.accounts.roles` has them, which is not loaded for help."""


@click.group("user", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Look after the accounts of the team mode."""


def _open(*, create: bool = False) -> Ledger:
    from importlib.util import find_spec

    from marsad.cli.shell.ledgers import open_ledger

    if not all(map(find_spec, ("argon2", "pyotp", "segno"))):
        raise UsageError.of("the pages need more libraries; install them with: pip install 'marsad[web]'")
    return open_ledger(create=create)


def _staff(ledger: Ledger) -> Staff:
    from marsad.accounts.staff import Staff

    return Staff(ledger.store)


def _by() -> str:
    from marsad.ledger.opened import TOOL

    return session().value("operator") or TOOL


def _password(stdin: bool) -> str:
    """Return a password from standard input's first line, or typed twice unseen."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(session().say("password"), hide_input=True, confirmation_prompt=True, err=True))


_stdin = click.option("--password-stdin", is_flag=True)


@verb("add")
@click.argument("account", metavar="NAME")
@click.option("--role", "account_role", type=click.Choice(ROLES), default="viewer", show_default=True)
@_stdin
@ledger_option
@operator_option
@message_lang_option
@format_option(default="table")
def add_command(account: str, account_role: str, password_stdin: bool, form: str) -> None:
    """Make an account."""
    with _open() as ledger:
        _write([_staff(ledger).add(account, account_role, _password(password_stdin), by=_by())], form)


@verb("list")
@ledger_option
@message_lang_option
@format_option(default="table")
def list_command(form: str) -> None:
    """Print every account."""
    with _open() as ledger:
        _write(_staff(ledger).list(), form)


@verb("reset")
@click.argument("account", metavar="NAME")
@click.option("--keep-totp", is_flag=True)
@_stdin
@ledger_option
@operator_option
@message_lang_option
@format_option(default="table")
def reset_command(account: str, keep_totp: bool, password_stdin: bool, form: str) -> None:
    """Give an account another password, which it changes at its next login."""
    with _open() as ledger:
        _write([_staff(ledger).reset(account, _password(password_stdin), by=_by(), keep_totp=keep_totp)], form)


@verb("role")
@click.argument("account", metavar="NAME")
@click.argument("new_role", metavar="ROLE", type=click.Choice(ROLES))
@ledger_option
@operator_option
@message_lang_option
@format_option(default="table")
def role_command(account: str, new_role: str, form: str) -> None:
    """Give an account another role."""
    with _open() as ledger:
        _write([_staff(ledger).give_role(account, new_role, by=_by())], form)


def _switch(done: str) -> Any:
    @verb(done)
    @click.argument("account", metavar="NAME")
    @ledger_option
    @operator_option
    @message_lang_option
    @format_option(default="table")
    def switch_command(account: str, form: str) -> None:
        """Let nobody in by an account, or somebody again."""
        with _open() as ledger:
            _write([getattr(_staff(ledger), done)(account, by=_by())], form)

    return switch_command


@click.group("user token", cls=VerbGroup)
@message_lang_option
def token_command() -> None:
    """Look after the tokens by which programs ask the API."""


@verb("make")
@click.argument("account", metavar="NAME")
@click.option("--scope", "token_scopes", type=click.Choice(SCOPES), multiple=True, default=("read",), show_default=True)
@click.option("--days", "token_days", type=click.IntRange(1, 365), default=90, show_default=True)
@click.option("--note", "token_note", metavar="TEXT", default="")
@ledger_option
@operator_option
@message_lang_option
def make_token_command(account: str, token_scopes: Sequence[Any], token_days: int, token_note: str) -> None:
    """Print a new token, alone on a line, this once."""
    from marsad.accounts.porter import Porter

    with _open() as ledger:
        token, _ = Porter(ledger.store).make_token(account, token_scopes, token_days, token_note, by=_by())
    say(token)


@verb("list")
@ledger_option
@message_lang_option
@format_option(default="table")
def list_tokens_command(form: str) -> None:
    """Print every token, without its secret."""
    with _open() as ledger, ledger.store.register() as register:
        found = register.tokens()
    rows = [tuple(_told(column, getattr(row, column)) for column in TOKEN_COLUMNS) for row in found]
    _print("tokens", TOKEN_COLUMNS, rows, form)


@verb("revoke")
@click.argument("id", metavar="ID")
@ledger_option
@operator_option
@message_lang_option
def revoke_token_command(id: str) -> None:
    """Take a token back."""
    from marsad.accounts.porter import Porter

    with _open() as ledger:
        Porter(ledger.store).revoke_token(id, by=_by())


for _command in (make_token_command, list_tokens_command, revoke_token_command):
    token_command.add_command(_command)
for _command in (add_command, list_command, reset_command, role_command, _switch("disable"), _switch("enable")):
    command.add_command(_command)
command.add_command(token_command, "token")


def _told(column: str, value: object) -> object:
    import datetime as dt

    if column in ("made", "ends") and isinstance(value, int):
        return dt.datetime.fromtimestamp(value, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


def _write(found: Sequence[Account], form: str) -> None:
    _print("accounts", COLUMNS, [tuple(getattr(one, column) for column in COLUMNS) for one in found], form)


def _print(what: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]], form: str) -> None:
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    if form == "csv":
        write_csv(columns, rows)
    elif form == "json":
        write_json({"schema_version": SCHEMA_VERSION, what: told})
    elif form == "jsonl":
        for one in told:
            write_json_line(one)
    else:
        write_table(
            [session().say(f"user_{column}") for column in columns], [[_cell(cell) for cell in row] for row in rows]
        )


def _cell(value: object) -> str:
    return session().say("user_yes") if value is True else "-" if value is False else str(value)
