"""Every view in one table: its addresses, what it takes, what answers it.  Routes, API and tests are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from marsad.accounts.roles import Right
from marsad.web.asked import Parameter
from marsad.web.room import Room
from marsad.web.views import desk, estimates, frame, incidents, texts, tolls

Answer = Callable[[Room, Mapping[str, Any]], Any]


class View(NamedTuple):
    """One view.  `shown` answers the page where it needs more than programs get (None: the same).

    `kept` says that an answer stands as long as nothing was written: one that looks at what lies on the disk does not.

    `path` has no leading slash; the page is /PATH, its data /PATH.json and /api/v1/PATH.
    """

    name: str
    path: str
    parameters: tuple[Parameter, ...]
    answer: Answer
    shown: Answer | None = None
    page: bool = True
    in_menu: bool = True
    right: Right = "read"
    kept: bool = True


def _codebook(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    from marsad.web.wording import load_web_words

    tables = {lang: load_web_words(lang).codebook for lang in ("en", "ar")}
    return {
        "schema_version": "1",
        "results": [
            {"table": table, "field": field, "en": meaning, "ar": tables["ar"][table][field]}
            for table, fields in tables["en"].items()
            for field, meaning in fields.items()
        ],
        "next": None,
    }


VIEWS = (
    View("overview", "overview", frame.FRAME, incidents.overview),
    View("tolls", "tolls", tolls.ASKED, tolls.toll, tolls.told_toll),
    View("incidents", "incidents", incidents.LISTED, incidents.incidents),
    View("incident", "incidents/{id:path}", (), incidents.incident, in_menu=False),
    View("documents", "documents", texts.PAGE, texts.documents),
    View("document", "documents/{id:path}", (), texts.document, in_menu=False, kept=False),
    View("search", "search", texts.SEARCH, texts.search),
    View("contradictions", "contradictions", tolls.CONTRADICTIONS, tolls.contradictions),
    View("control", "control", texts.CONTROL, texts.control),
    View("sources", "sources", texts.PAGE, texts.sources),
    View("estimate", "estimate", estimates.LISTS, estimates.estimated),
    View("review", "review", desk.QUEUE, desk.queue, right="queue"),
    View("releases", "releases", texts.PAGE, texts.releases),
    View("codebook", "codebook", (), _codebook),
    View("frame", "frame", frame.FRAME, frame.frame, page=False, in_menu=False),
    View("claims", "claims", texts.CLAIMS, texts.claims, page=False, in_menu=False),
)
