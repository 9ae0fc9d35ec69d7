"""The command line: one file a verb, thin over the library.

A verb is a file here with a click command named `command`; `shell/` holds what all verbs share.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a check failed, 2 wrong use, 3 a file could not be used."""
    from marsad.cli.shell.run import run

    return run(arguments)
