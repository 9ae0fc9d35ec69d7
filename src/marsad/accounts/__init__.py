"""Accounts of the team mode: who somebody is, and what they may do.

`roles` says which role has which rights, `passwords` and `codes` prove who somebody is, `throttle` slows down who
guesses, the `porter` lets in, keeps the sessions and hands out tokens, `staff` looks after the accounts.  What is kept
stands in the ledger's database, beside the chain (`marsad.ledger.team`).
"""
