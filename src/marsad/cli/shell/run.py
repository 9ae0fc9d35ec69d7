"""One run: arguments in, exit code out; every foreseen error becomes one clear line on stderr."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from marsad import __version__
from marsad.cli.shell.group import Verbs
from marsad.cli.shell.hoist import hoist
from marsad.cli.shell.options import ledger_option, message_lang_option
from marsad.cli.shell.phrases import load_phrases
from marsad.cli.shell.session import Session
from marsad.errors import MarsadError, UsageError

INTERRUPTED = 130

group = Verbs("marsad", no_args_is_help=True)
for _option in (click.version_option(__version__, message="marsad %(version)s"), message_lang_option, ledger_option):
    _option(group)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    session = Session()
    speak_utf8()
    try:
        code = _invoke(session, list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        return _hushed()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code


def _invoke(session: Session, arguments: list[str]) -> int:
    try:
        with group.make_context("marsad", hoist(arguments), obj=session) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except MarsadError as error:
        complain(session, error)
        return error.exit_code
    except click.UsageError as error:
        _explain_usage(session, error)
        return UsageError.exit_code
    return code if isinstance(code, int) else 0


def complain(session: Session, error: MarsadError) -> None:
    """Say an error on stderr, in the user's language where it is known."""
    phrases = load_phrases(language(session))
    label = click.style(phrases.say("error"), fg="red", bold=True)
    click.echo(f"{label} {phrases.error(error)}", err=True, color=session.colour)


def language(session: Session) -> str:
    """Return the language of messages, English where the settings themselves are what is wrong."""
    try:
        return session.lang
    except UsageError:
        return "en"


def _explain_usage(session: Session, error: click.UsageError) -> None:
    phrases = load_phrases(language(session))
    if error.ctx is not None and not isinstance(error, click.NoSuchOption | click.exceptions.NoArgsIsHelpError):
        click.echo(error.ctx.command.get_usage(error.ctx), err=True)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    label = click.style(phrases.say("error"), fg="red", bold=True)
    click.echo(f"{label} {_in_words(phrases.text, error)}", err=True, color=session.colour)
    name = error.ctx.command_path if error.ctx is not None else "marsad"
    click.echo(phrases.say("usage_hint", command=f"{name} --help"), err=True)


def _in_words(text: dict[str, str], error: click.UsageError) -> str:
    """Return click's complaint in the user's language."""
    shown = (
        error.param.get_error_hint(error.ctx)
        if isinstance(error, click.BadParameter) and error.param and error.ctx
        else ""
    )
    if isinstance(error, click.MissingParameter):
        return text["usage_missing"].format(name=shown)
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        return text["usage_choice"].format(name=shown, choices=", ".join(map(str, error.param.type.choices)))
    if isinstance(error, click.BadParameter):
        return text["usage_bad_value"].format(name=shown, reason=error.message)
    if isinstance(error, click.NoSuchOption):
        return text["usage_no_option"].format(name=error.option_name)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return text["usage_no_verb"].format(name=error.command_name)
    return error.format_message()


def speak_utf8() -> None:
    """Make stdout and stderr UTF-8 whatever the locale says; file names that are no text are written with marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hushed() -> int:
    """Let the rest of the output go nowhere: who reads it has gone, and that is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
