"""Bulletins: what was reckoned, said in a monitor's form in Arabic and English, every number linked to its claims.

`content` holds what is told, before any language; `forms`, `numerals` and `counting` make words agree; `prose` makes
sentences of them.  All words are data (`knowledge/messages/bulletin.LANG.yml`).
"""
