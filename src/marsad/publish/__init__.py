"""From tolls, readings and texts (values) to pages and files that anyone can question.

`render_report` makes the bilingual HTML report; `words` holds how a language says counts and bounds.
"""

from __future__ import annotations

from marsad.publish.passage import Passage, passage
from marsad.publish.report import render_report, write_report
from marsad.publish.view import Moment, Page, Question, ReportInput, build_page
from marsad.publish.words import LANGUAGES, Words, load_words

__all__ = [
    "LANGUAGES",
    "Moment",
    "Page",
    "Passage",
    "Question",
    "ReportInput",
    "Words",
    "build_page",
    "load_words",
    "passage",
    "render_report",
    "write_report",
]
