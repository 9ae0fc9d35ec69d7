"""Human judgement: the queue of what a person should look at, and the decisions that answer it.

With `pipeline`, the only hands that write the ledger.
- `Desk`: accept, amend, refuse, skip, undo, enter, remove; nothing newer is overruled unseen.
- `queue`: what waits for a person.
- `sheet`: many entries from a table, each row taken, unchanged or refused with the reason.
"""

from marsad.review.desk import Desk
from marsad.review.outcome import Entry
from marsad.review.queue import Suggestion, suggestions
from marsad.review.sheet import enter_claims, enter_corrections, enter_victims

__all__ = ["Desk", "Entry", "Suggestion", "enter_claims", "enter_corrections", "enter_victims", "suggestions"]
