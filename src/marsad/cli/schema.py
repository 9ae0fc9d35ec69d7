"""Print the JSON Schema of a command's output."""

from __future__ import annotations

import click

from marsad.cli.shell.options import message_lang_option, verb
from marsad.cli.shell.output import write_json
from marsad.model.schema import OUTPUTS, json_schema


@verb("schema")
@click.argument("output", type=click.Choice(list(OUTPUTS)))
@message_lang_option
def command(output: str) -> None:
    """Print the schema; it is made from the program's own types."""
    write_json(json_schema(output))
