"""Roles and what each may do: one table, from which doors, menus and the papers are made."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["viewer", "analyst", "reviewer", "editor", "admin"]
Right = Literal["read", "queue", "amend", "judge", "restricted", "restrict", "names", "accounts", "self"]
"""read: figures, documents, claims.  queue: see what waits for a person.  amend: change what a claim says, take back
one's own decisions.  judge: accept, refuse, be the second person, take back anybody's.  restricted: see restricted
items.  restrict: say which are.  names: see who decided, and where a document came from.  accounts: look after
accounts.  self: one's own password, second factor, sessions and tokens."""
Scope = Literal["read", "review"]

ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)

RIGHTS: dict[Role, frozenset[Right]] = {
    "viewer": frozenset({"read", "self"}),
    "analyst": frozenset({"read", "self", "names", "queue", "amend"}),
    "reviewer": frozenset({"read", "self", "names", "queue", "judge", "restricted"}),
    "editor": frozenset({"read", "self", "names", "queue", "amend", "judge", "restricted", "restrict"}),
    "admin": frozenset({"read", "self", "names", "accounts"}),
}
"""A reviewer judges and never edits; an admin looks after accounts and sees nothing restricted without saying why."""

OF_SCOPE: dict[Scope, frozenset[Right]] = {
    "read": frozenset({"read", "names", "restricted"}),
    "review": frozenset({"read", "names", "restricted", "queue", "amend", "judge"}),
}
"""What a token may do at most; it never has more than its account, and never `self`, `restrict` or `accounts`."""

EVERYTHING: frozenset[Right] = frozenset(get_args(Right)) - {"accounts", "self"}
"""What the one person of the local mode may do: there are no accounts."""

VERDICTS: dict[str, frozenset[Right]] = {
    "accept": frozenset({"judge"}),
    "refuse": frozenset({"judge"}),
    "amend": frozenset({"amend"}),
    "undo": frozenset({"judge", "amend"}),
    "skip": frozenset({"queue"}),
    "same": frozenset({"judge", "amend"}),
    "different": frozenset({"judge", "amend"}),
    "unsure": frozenset({"judge", "amend"}),
    "restrict": frozenset({"restrict"}),
    "open": frozenset({"restrict"}),
}
"""By verdict the rights of which one is needed; who may only amend takes back own decisions alone."""
