"""Options before the verb: `marsad --ledger x.db toll` is `marsad toll --ledger x.db`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from marsad.cli.shell.group import load_verb, verb_names


def hoist(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the options that stand before the verb moved behind it.

    A word is the verb if all before it are options of that verb with their values; if none is, nothing is moved.
    """
    words = list(arguments)
    names = set(verb_names())
    for place, word in enumerate(words):
        if word == "--":
            break
        if word in names and (place == 0 or only_options(words[:place], load_verb(word))):
            return [word, *words[:place], *words[place + 1 :]]
    return words


def only_options(words: Sequence[str], command: click.Command) -> bool:
    """Tell whether `words` are options of `command`, each with its value."""
    takes_value = {
        name: not (parameter.is_flag or parameter.count)
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
    takes_value["--help"] = False
    waiting = False
    for word in words:
        if waiting:
            waiting = False
            continue
        name, equals, _ = word.partition("=")
        if name not in takes_value:
            return False
        waiting = takes_value[name] and not equals
    return not waiting
