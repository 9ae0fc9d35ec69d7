"""Evidence: the exact words and where they stand in the original text."""

from __future__ import annotations

from marsad.errors import EvidenceError

Span = tuple[int, int]
"""[start, end) in Python string indices of the original (or extracted) text."""


def check_span(span: Span, text: str, what: str) -> None:
    """Raise `EvidenceError` unless `text` is non-empty and exactly as long as `span`."""
    start, end = span
    if not text or start < 0 or end - start != len(text):
        raise EvidenceError(f"{what}: span {span} does not hold the quoted words {text[:60]!r}; quote the exact words")
