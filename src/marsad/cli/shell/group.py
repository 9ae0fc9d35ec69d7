"""Verbs found by file and imported only when invoked, so that `marsad --help` stays quick."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from marsad.cli.shell.logged import logged
from marsad.cli.shell.session import session

FOLDER = Path(__file__).parents[1]


def verb_names() -> list[str]:
    """Return the verbs: every module of `marsad.cli`, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


def listed_names() -> list[str]:
    """Return the verbs in the order in which one meets them: that of the messages, then the others."""
    order = list(session().phrases.verbs)
    return sorted(verb_names(), key=lambda name: (order.index(name) if name in order else len(order), name))


def load_verb(name: str) -> click.Command:
    """Import a verb and return its command."""
    found = import_module(f"marsad.cli.{name}").command
    assert isinstance(found, click.Command), f"marsad.cli.{name}.command is no click command"
    return found


def summary(name: str) -> str:
    """Return a verb's line in the list: from the messages, else the first line of its file's docstring."""
    described = session().phrases.verbs.get(name)
    if described is not None:
        return described.summary
    source = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(source) or "").partition("\n")[0]


class Verbs(click.Group):
    """The group `marsad`, its verbs loaded lazily."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs."""
        return verb_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, or None where there is none of that name."""
        return load_verb(cmd_name) if cmd_name in verb_names() else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing any."""
        with formatter.section(session().say("help_verbs")):
            formatter.write_dl([(name, summary(name)) for name in listed_names()])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what marsad does, how it is used, its options, its verbs."""
        say = session().say
        formatter.write(say("help_about") + "\n\n")
        formatter.write_usage("marsad", say("help_usage"), say("help_usage_title"))
        self.format_options(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(say("help_exit_codes"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the verbs."""
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


def _log_option() -> click.Option:
    return click.Option(["--log"], metavar="FILE", expose_value=False, is_eager=True, callback=_note_log)


def _note_log(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    session().set("log", value)


class Verb(click.Command):
    """A verb whose help is in the messages, in the user's language, and whose run is logged if a log is kept."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.append(_log_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        name = ctx.command_path.removeprefix("marsad ")
        return logged(session(), name, lambda: click.Command.invoke(self, ctx))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, description, options and an example."""
        name = ctx.command_path.removeprefix("marsad ")
        say, words = session().say, session().phrases.verbs[name]
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(f"marsad {name}", " ".join(pieces), say("help_usage_title"))
        formatter.write_paragraph()
        formatter.write_text(words.help)
        write_options(self, ctx, formatter)
        _write_example(words.example, formatter)


class VerbGroup(click.Group):
    """A verb with verbs of its own; their help stands in the messages as 'VERB NAME'."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.append(_log_option())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, description, options, its verbs and an example."""
        say, words = session().say, session().phrases.verbs[self.name or ""]
        formatter.write_usage(f"marsad {self.name}", say("help_usage"), say("help_usage_title"))
        formatter.write_paragraph()
        formatter.write_text(words.help)
        write_options(self, ctx, formatter)
        with formatter.section(say("help_verbs")):
            names = self.list_commands(ctx)
            formatter.write_dl([(name, session().phrases.verbs[f"{self.name} {name}"].summary) for name in names])
        _write_example(words.example, formatter)


def _write_example(example: str, formatter: click.HelpFormatter) -> None:
    with formatter.section(session().say("help_example")):
        for line in example.splitlines():
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of a command with their descriptions from the messages."""
    rows = []
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None and parameter.name:
            name = "help" if "--help" in parameter.opts else parameter.name
            rows.append((record[0], _described(ctx, name) or record[1]))
    if rows:
        with formatter.section(session().say("help_options")):
            formatter.write_dl(rows)


def _described(ctx: click.Context, name: str) -> str | None:
    """Return the words of an option or argument: those of this verb, of its group, else those of all verbs."""
    options = session().phrases.options
    verb = ctx.command_path.partition(" ")[2]
    group = verb.rpartition(" ")[0]
    return options.get(f"{verb} {name}") or options.get(f"{group} {name}") or options.get(name)
