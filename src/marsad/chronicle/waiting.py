"""The queue of the whole ledger: what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from marsad.chronicle.chronicle import Chronicle
from marsad.ledger import StoredReading
from marsad.model import Document, Ignored
from marsad.pipeline import Ledger
from marsad.review.queue import KINDS, Suggestion, suggestions


def waiting(ledger: Ledger, kinds: Sequence[str] = KINDS, *, lang: str = "en") -> Iterator[Suggestion]:
    """Yield what is open, the most pressing kind first; the reasons of contradictions are in `lang`."""
    from marsad.read.explain import unread

    def passed_over(stored: StoredReading) -> Iterable[Ignored]:
        text, reading = ledger.store.text(stored.document, stored.revision), stored.reading
        return unread(Document(id=stored.document, text=text, sha256=reading.sha256), reading, ledger.lore)

    held = ledger.decided()
    table = ledger.toll(statements=held.statements, lang=lang) if "contradiction" in kinds else None
    yield from suggestions(
        ledger.readings(),
        held.statements,
        table.contradictions if table else (),
        ledger.store.decisions(),
        text=ledger.store.text,
        name=ledger.store.latest_reading,
        unread=passed_over,
        stale=held.stale,
        doubtful=Chronicle(ledger).doubtful() if "merge" in kinds else (),
        kinds=kinds,
    )
