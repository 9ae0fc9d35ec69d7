"""A report that can be questioned: one self-contained bilingual page, each figure linked to the words that bind it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from marsad.publish.view import ReportInput, build_page, period_of, title_of
from marsad.publish.words import LANGUAGES, load_words

_TEMPLATES = Path(__file__).parent / "templates"


def render_report(given: ReportInput) -> str:
    """Return the report as one HTML page that asks nothing of the network and runs no script.

    Raises `UsageError` where a reading's text is missing.
    """
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    page = build_page(given)
    languages = [load_words(lang) for lang in LANGUAGES]
    template = _environment().get_template("report.html.j2")
    return template.render(
        page=page,
        languages=languages,
        style=Markup(style),  # our own file, nothing of the documents
        style_hash=_csp_hash(style),
        title_of=title_of,
        period_of=period_of,
    )


def write_report(path: Path, given: ReportInput) -> None:
    """Write the report to `path`, making its folder where it isn't there."""
    page = render_report(given)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def _csp_hash(style: str) -> str:
    """Return the Content-Security-Policy source that admits exactly this style sheet."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
