"""What one run of a command knows: its settings, its language, and where its output goes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from marsad.cli.shell.phrases import Phrases, load_phrases
from marsad.settings import Chosen, choose, configuration_home


class Session:
    """Flags as they are met; everything else follows from them, the environment and the files."""

    def __init__(self, environ: Mapping[str, str] | None = None, folder: Path | None = None) -> None:
        self.environ = os.environ if environ is None else environ
        self.folder = folder or Path.cwd()
        self.flags: dict[str, str | None] = {}
        self._chosen: dict[str, Chosen] | None = None

    def set(self, name: str, value: str | None) -> None:
        """Note what a flag says."""
        if value is not None:
            self.flags[name] = value
            self._chosen = None

    @property
    def settings(self) -> dict[str, Chosen]:
        """What holds for every setting.  Raises `UsageError` where one is malformed."""
        if self._chosen is None:
            self._chosen = choose(self.flags, self.environ, self.folder, configuration_home(self.environ))
        return self._chosen

    def value(self, name: str) -> str:
        """Return a setting's value.  Raises `UsageError` where one is malformed."""
        return self.settings[name].value

    def number(self, name: str) -> int:
        """Return a numeric setting's value.  Raises `UsageError` where one is malformed."""
        return int(self.value(name))

    @property
    def lang(self) -> str:
        """The language of messages and tables."""
        return self.value("lang")

    @property
    def phrases(self) -> Phrases:
        """The words of that language."""
        return load_phrases(self.lang)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of messages."""
        return self.phrases.say(key, **values)

    def log(self, event: str, **fields: int | float | str) -> None:
        """Write an event to the log, if one is kept."""
        if self.value("log"):
            from marsad.logs import log

            log(event, error=None, **fields)

    @property
    def colour(self) -> bool | None:
        """Whether colour is forced (FORCE_COLOR), forbidden (NO_COLOR), or left to the terminal (None)."""
        if self.environ.get("NO_COLOR"):
            return False
        return True if self.environ.get("FORCE_COLOR") else None


def session() -> Session:
    """Return the present run's session."""
    found = click.get_current_context().find_root().ensure_object(Session)
    assert isinstance(found, Session)
    return found
