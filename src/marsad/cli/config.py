"""Show every setting with its origin."""

from __future__ import annotations

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION


@verb("config")
@ledger_option
@message_lang_option
@format_option(default="table")
def command(form: str) -> None:
    """Print what holds: a flag wins over the environment, that over a TOML file, that over the default."""
    text, translate = session().say, session().phrases.translate
    settings = session().settings.values()
    rows = [(c.setting.name, c.value, c.origin, c.setting.env, translate(c.setting.help)) for c in settings]
    names = ("name", "value", "origin", "env", "help")
    if form == "table":
        write_table(tuple(text(f"column_{name}") for name in ("setting", "value", "origin", "env", "meaning")), rows)
    elif form == "csv":
        write_csv(names, rows)
    elif form == "jsonl":
        for row in rows:
            write_json_line(dict(zip(names, row, strict=True)))
    else:
        write_json({"schema_version": SCHEMA_VERSION, "settings": [dict(zip(names, row, strict=True)) for row in rows]})
