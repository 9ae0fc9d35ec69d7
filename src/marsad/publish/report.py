"""A report that can be questioned: one self-contained bilingual page, each figure linked to the words that bind it."""

from __future__ import annotations

from pathlib import Path

from marsad.publish.paper import render
from marsad.publish.view import ReportInput, build_page, period_of, title_of
from marsad.publish.words import LANGUAGES, load_words


def render_report(given: ReportInput) -> str:
    """Return the report as one HTML page that asks nothing of the network and runs no script.

    Raises `UsageError` where a reading's text is missing.
    """
    return render(
        "report.html.j2",
        ("head.css", "report.css"),
        page=build_page(given),
        languages=[load_words(lang) for lang in LANGUAGES],
        title_of=title_of,
        period_of=period_of,
    )


def write_report(path: Path, given: ReportInput) -> None:
    """Write the report to `path`, making its folder where it isn't there."""
    page = render_report(given)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
