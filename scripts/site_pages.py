"""What the documentation's site (mkdocs.yml, `make docs`) has beside the pages of docs/: the reference, made from the
program itself, so that it is never out of date; and Arabic pages from right to left.

- `reference/verbs.md`, `verbs.ar.md`: every verb as its `--help` has it, in both languages.
- `reference/schemas.md`: the JSON Schema of every output that has one.
- `reference/licences.md`: NOTICE.md.
- `reference/python.md`: the public Python API and the nouns; mkdocstrings fills in the docstrings.

mkdocs calls the functions that begin with `on_`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import marsad
from marsad import model
from marsad.cli.shell.group import load_verb
from marsad.cli.shell.phrases import Phrases, load_phrases
from marsad.model.schema import OUTPUTS, json_schema

ROOT = Path(__file__).parents[1]
WORDS = {
    "en": ("Verbs", "Option", "Meaning", "What this page says is what `marsad VERB --help` says."),
    "ar": ("الأوامر", "الخيار", "المعنى", "نص هذه الصفحة هو نص ‎`marsad VERB --help`‎."),
}
ALONE = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src 'self'; img-src 'self' data:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
    '">'
)
"""No page can ask anybody else for anything, whatever the theme would do in an old browser."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    made = {
        "reference/verbs.md": verbs_page("en"),
        "reference/verbs.ar.md": verbs_page("ar"),
        "reference/schemas.md": schemas_page(),
        "reference/python.md": python_page(),
        "reference/licences.md": (ROOT / "NOTICE.md").read_text(encoding="utf-8"),
    }
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Let the theme speak the page's language; Arabic then goes from right to left."""
    config.theme["language"] = "ar" if page.file.src_uri.endswith(".ar.md") else "en"
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Forbid requests to third parties."""
    return output.replace("<head>", f"<head>\n    {ALONE}", 1)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Forbid them on the page for what isn't there, too."""
    return output.replace("<head>", f"<head>\n    {ALONE}", 1)


def verbs_page(lang: str) -> str:
    """Return all verbs in the order in which one meets them, as a page."""
    phrases = load_phrases(lang)
    title, _, _, note = WORDS[lang]
    parts = [f"# {title}", note, phrases.say("help_exit_codes")]
    for name in phrases.verbs:
        parts.extend(_verb(name, lang, phrases))
    return "\n\n".join(parts) + "\n"


def _verb(name: str, lang: str, phrases: Phrases) -> Iterator[str]:
    first, *below = name.split()
    command = load_verb(first)
    for part in below:
        assert isinstance(command, click.Group)
        command = command.commands[part]
    words = phrases.verbs[name]
    with click.Context(command, info_name=f"marsad {name}") as context:
        usage = " ".join(command.collect_usage_pieces(context))
        records = [(one, one.get_help_record(context)) for one in command.get_params(context)]
    yield f"{'###' if below else '##'} marsad {name}"
    yield f"*{words.summary}*"
    yield f"```text\nmarsad {name} {usage}\n```"
    yield words.help.strip()
    rows = [
        (record[0], phrases.options.get("help" if "--help" in one.opts else str(one.name)) or record[1])
        for one, record in records
        if record is not None
    ]
    if rows:
        _, option, meaning, _ = WORDS[lang]
        head = f"| {option} | {meaning} |\n|---|---|\n"
        yield head + "\n".join(f"| `{_cell(left)}` | {_cell(right)} |" for left, right in rows)
    yield f"```text\n{words.example.strip()}\n```"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def schemas_page() -> str:
    """Return every published JSON Schema as a page."""
    parts = [
        "# JSON Schemas",
        "As `marsad schema OUTPUT` prints them. What the keys mean, and how long they stay, is in "
        "[the contract](../contract.md).",
    ]
    for name in OUTPUTS:
        parts.append(f"## {name}\n\n```json\n{json.dumps(json_schema(name), indent=1, ensure_ascii=False)}\n```")
    return "\n\n".join(parts) + "\n"


def python_page() -> str:
    """Return the Python API as a page of names whose docstrings mkdocstrings puts in."""
    parts = ["# Python", (marsad.__doc__ or "").partition("\n\n")[2].strip()]
    parts.extend(f"::: {module}.{name}" for module, name in marsad._CALLED.values())
    parts.append("::: marsad.pipeline.Ledger")
    parts.append("## The nouns\n\nFrozen values: what goes in and what comes out.")
    nouns = (getattr(model, name) for name in model.__all__)
    kinds = [noun for noun in nouns if isinstance(noun, type)]
    parts.extend(f"::: {noun.__module__}.{noun.__name__}\n    options:\n      heading_level: 3" for noun in kinds)
    return "\n\n".join(parts) + "\n"
