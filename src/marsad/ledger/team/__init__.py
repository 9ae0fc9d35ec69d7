"""Who may come in: accounts, sessions, tokens and recovery codes, beside the chain and not part of it.

Secrets change and go, so nothing here is vouched for by an entry, and no dump holds it; that an account was made or
changed is written into the custody record, which is.  `tables` has the layout and its versions, `register` the rows.
"""

from marsad.ledger.team.register import AccountRow, Register, SessionRow, TokenRow

__all__ = ["AccountRow", "Register", "SessionRow", "TokenRow"]
