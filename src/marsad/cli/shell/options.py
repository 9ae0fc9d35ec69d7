"""Options that several verbs share.  Their descriptions are in the messages under the option's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import click

from marsad.cli.shell.group import Verb
from marsad.cli.shell.session import session
from marsad.model.terms import VISIBILITIES

Function = Callable[..., Any]
Decorate = Callable[[Function], Function]

FORMATS = ("table", "json", "jsonl", "csv")


def verb(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function the verb `name`."""
    return click.command(name, cls=Verb)


def _note(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Hand a flag to the session's settings."""
    if value is not None and parameter.name is not None:
        session().set(parameter.name, value)


def _setting(name: str, metavar: str) -> Decorate:
    return click.option(f"--{name}", name, metavar=metavar, expose_value=False, is_eager=True, callback=_note)


operator_option = click.option("--who", "operator", metavar="NAME", expose_value=False, is_eager=True, callback=_note)
ledger_option = _setting("ledger", "PATH|URL")
message_lang_option = _setting("lang", "en|ar")


def format_option(*, default: str | None) -> Decorate:
    """Return `--format`; None for a default lets the verb decide."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default=default, show_default=default is not None
    )


class Day(click.ParamType[dt.date]):
    """A day, YYYY-MM-DD."""

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how the value is written in help."""
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day.  Fails as wrong use where it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(session().say("not_a_day", value=value), param, ctx)


class Moment(click.ParamType[dt.datetime]):
    """A moment: a day (its end, UTC) or YYYY-MM-DDTHH:MM with an offset (UTC where it has none)."""

    name = "moment"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how the value is written in help."""
        return "YYYY-MM-DD[THH:MM]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Return the moment in UTC.  Fails as wrong use where it is none."""
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(session().say("not_a_moment", value=value), param, ctx)
        if len(value) == len("2018-06-09"):
            moment = dt.datetime.combine(moment.date(), dt.time.max)
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


class Published(Moment):
    """A day or moment of publication, handed on as it is written."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value unchanged.  Fails as wrong use where it is no day or moment."""
        super().convert(value, param, ctx)
        return value


def document_options(*, required: bool = True) -> Callable[[Function], Function]:
    """Add the files, and what may be said of documents that do not say it themselves."""

    def add(function: Function) -> Function:
        for option in _document_options(required):
            function = option(function)
        return function

    return add


def _document_options(required: bool) -> tuple[Callable[[Function], Function], ...]:
    return (
        click.option("--pack", metavar="PACK"),
        click.option("--lang", "document_lang", metavar="ar|en"),
        click.option("--source", metavar="NAME"),
        click.option("--published", type=Published()),
        click.argument("files", metavar="FILE...", nargs=-1, required=required),
    )


def jobs_option(function: Function) -> Function:
    """Add in how many processes documents are read."""
    return click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True)(function)


def signing_options(function: Function) -> Function:
    """Add who decides, why, on which evidence, and who may see it."""
    for option in (
        click.option("--visibility", type=click.Choice(VISIBILITIES), default="internal", show_default=True),
        click.option("--evidence", metavar="TEXT", multiple=True),
        click.option("--why", metavar="TEXT", default=""),
        operator_option,
    ):
        function = option(function)
    return function
