"""How every page is made: a template, its style sheets in one, and a policy that admits exactly those."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, styles: tuple[str, ...], **values: object) -> str:
    """Return a self-contained page of `template`, which finds the joined `styles` as `style` and `style_hash`."""
    style = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in styles)
    return (
        environment()
        .get_template(template)
        .render(
            style=Markup(style),  # nosec B704 # our own files, nothing of the documents
            style_hash=_csp_hash(style),
            **values,
        )
        .lstrip()
    )


def _csp_hash(style: str) -> str:
    """Return the Content-Security-Policy source that admits exactly this style sheet."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def environment() -> Environment:
    """Return what renders the templates of this room: everything escaped, nothing undefined."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
