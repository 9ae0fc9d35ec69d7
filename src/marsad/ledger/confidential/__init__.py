"""Confidential fields: what is restricted is encrypted before it is appended, with a key that no ledger holds.

`vault` keeps the keys, `fields` says what of a decision is hidden and puts it back, `stored` keeps the encrypted
parts in the table `secrets`.  Everything else of a decision stays open: figures never depend on who holds the key.
"""

from marsad.ledger.confidential.fields import Hidden, hide, reveal
from marsad.ledger.confidential.vault import KeyMissingError, Vault

__all__ = ["Hidden", "KeyMissingError", "Vault", "hide", "reveal"]
