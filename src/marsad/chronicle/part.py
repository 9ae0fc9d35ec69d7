"""A ledger as those see it from whom some things are withheld."""

from __future__ import annotations

from marsad.ledger.screened import Screened
from marsad.link.access import Withheld
from marsad.pipeline import Ledger


class Part(Ledger):
    """A ledger that answers as if what is withheld were not there, and is never written; to be closed by itself."""

    def __init__(self, whole: Ledger, withheld: Withheld) -> None:
        self.store = Screened.over(whole.store, documents=withheld.documents, decisions=withheld.decisions)
        self.made = False
        self._lore = whole.lore
