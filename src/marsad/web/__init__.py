"""The web door: pages that work without a script, and the same answers as JSON and CSV.

`serving` listens on loopback, `gate` lets in who holds the link, `app` joins routes to `views`, which ask the ledger
and return plain values; `pages` shows them by `templates`, `api` describes them for programs.
"""
