"""An incident in the account book of a ledger, by what was told of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

from marsad.chronicle.incidents import main_place
from marsad.model import PlaceMention, Statement
from marsad.reckon.account import Account


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An incident in the account book of a ledger."""

    first: dt.date | None
    """The first and the last day that anybody names for it."""
    last: dt.date | None
    place: PlaceMention | None
    """Where it is shown: the place that most documents name."""
    harms: tuple[str, ...]
    sides: tuple[str, ...]
    claims: int
    said: tuple[tuple[str, str, int], ...]
    """Publisher, whom it cites (each '' where unknown), and how many claims."""
    account: Account


def entry_of(told: Sequence[Statement], account: Account) -> Entry:
    """Return the entry of an incident by its statements."""
    fresh = [one for one in told if not one.claim.background] or told
    days = [d for one in fresh for d in (one.claim.window.start, one.claim.window.end) if d]
    said = Counter((one.source or "", one.claimant or "") for one in told)
    return Entry(
        first=min(days, default=None),
        last=max(days, default=None),
        place=main_place(fresh),
        harms=tuple(sorted({one.claim.harm for one in told})),
        sides=tuple(sorted({one.claim.group.side for one in told if one.claim.group.side})),
        claims=len(told),
        said=tuple((source, claimant, number) for (source, claimant), number in sorted(said.items())),
        account=account,
    )
