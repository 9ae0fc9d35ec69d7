"""What the ledger tells as a whole: incidents and holdings, kept up to date document by document.

`Chronicle` is the ledger seen so.  `fold` takes new documents into the derived tables of `marsad.ledger.cached`, `rows`
says how values stand in them, `incidents` and `control` answer.  It writes nothing but those tables.
"""

from marsad.chronicle.chronicle import Chronicle

__all__ = ["Chronicle"]
