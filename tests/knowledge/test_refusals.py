"""Pages that refuse: what is told to be one, and what is not, by the examples beside the data."""

from __future__ import annotations

import pytest

from marsad.knowledge.refusals import Refusal, Shown, load_refusals, refusal

READS = [
    pytest.param(kind, page, id=f"{kind.id}-{at}") for kind in load_refusals() for at, page in enumerate(kind.reads)
]
REFUSES = [pytest.param(page, id=f"{kind.id}-{at}") for kind in load_refusals() for at, page in enumerate(kind.refuses)]


@pytest.mark.parametrize(("kind", "page"), READS)
def test_a_page_that_refuses_is_told(kind: Refusal, page: Shown) -> None:
    assert refusal(page) == kind


@pytest.mark.parametrize("page", REFUSES)
def test_a_report_is_none(page: Shown) -> None:
    assert refusal(page) is None
