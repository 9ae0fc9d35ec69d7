"""A command as it is typed: run it, or find what it names that isn't there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click

from marsad.cli.shell.group import load_verb, verb_names


def marsad(folder: Path, *arguments: str, lang: str = "en", typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "marsad.cli", *arguments],
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MARSAD_LANG": lang},
    )


def options_of(command: click.Command) -> set[str]:
    with click.Context(command) as context:
        return {name for one in command.get_params(context) for name in (*one.opts, *one.secondary_opts)}


def unknown_in(said: str) -> list[str]:
    """Return what a command names that isn't there: its verb, or options that the verb doesn't have."""
    verbs = [word for word in said.split() if not word.startswith("-")]
    if not verbs or verbs[0] not in verb_names():
        return verbs[:1]
    commands = [load_verb(verbs[0])]
    for word in verbs[1:]:
        if isinstance(commands[0], click.Group):
            below = commands[0].commands
            commands = [below[name] for name in re.split(r"[|\\,/]+", word) if name in below] or commands
    if isinstance(commands[0], click.Group):
        commands += commands[0].commands.values()
    known = set().union(*(options_of(one) for one in commands))
    return [name for name in re.findall(r"(?<![\w-])--[a-z][\w-]*", said) if name not in known]
