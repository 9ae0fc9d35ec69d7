"""What polling remembers of addresses: when each was asked, when it may be asked again, and which run was cut off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from marsad.collect.material import Link
from marsad.ledger.captured import Captured
from marsad.ledger.inquiries import Inquiry
from marsad.ledger.opened import stamp
from marsad.pipeline import Ledger

SHARE = 0.25
"""How long a page is left alone, as a share of the time for which it has been as it is."""
LONGEST = dt.timedelta(days=7)
"""The longest that a page is left alone, and that a run which was cut off is gone on with."""
DAY = dt.timedelta(days=1)
"""The longest that a page is left alone which failed, and how long one that is forbidden is."""
WITHHELD = "withheld"
"""Under which name an inquiry remembers why nothing came."""
UNREAD = "unread"
"""Under which name it remembers that what came is archived, and not read yet."""


@dataclass
class Memory:
    """What a run knows of earlier inquiries.

    `every`: what is asked again and again is left alone until it is due: at least so long, longer the longer a page has
    stayed as it is, twice as long after each failure.  None: everything is asked, but for what the run before asked
    already, if that was cut off.
    """

    ledger: Ledger
    every: dt.timedelta | None = None
    _since: str | None = None

    def begin(self, start: str) -> None:
        """Begin a run, or go on with one over the same beginning that was cut off."""
        if self.every is not None:
            return
        now, key = self.ledger.store.now(), _key(start)
        before = self.ledger.store.inquiry(key)
        if before is not None and before.due is None and before.at >= stamp(now - LONGEST):
            self._since = before.at
        else:
            self.ledger.store.note_inquiry(Inquiry(address=key, at=stamp(now)))

    def finish(self, start: str) -> None:
        """Note that a run came to its end: the next one asks for everything."""
        if self.every is None:
            at = stamp(self.ledger.store.now())
            self.ledger.store.note_inquiry(Inquiry(address=_key(start), at=at, due=at))

    def is_done(self, before: Inquiry | None) -> bool:
        """Tell whether the run that was cut off asked an address already, and was answered."""
        if self._since is None or before is None or before.at < self._since:
            return False
        return not before.failures and WITHHELD not in before.headers

    def is_waiting(self, before: Inquiry | None) -> bool:
        """Tell whether what an address gave is in the archive, and nobody has read it: a run was cut off over it."""
        if before is None or before.sha256 is None or UNREAD not in before.headers:
            return False
        return before.at >= stamp(self.ledger.store.now() - DAY)

    def is_early(self, before: Inquiry | None) -> bool:
        """Tell whether an address is to be left alone for now."""
        due = before.due if before is not None else None
        return self.every is not None and due is not None and stamp(self.ledger.store.now()) < due

    def of_all(self, addresses: Sequence[str]) -> Mapping[str, Inquiry]:
        """Return the last inquiry of each address."""
        return self.ledger.store.inquiries(addresses)

    def note(self, *made: Inquiry) -> None:
        """Note inquiries as of now."""
        at = stamp(self.ledger.store.now())
        if made:
            self.ledger.store.note_inquiry(*(msgspec.structs.replace(inquiry, at=at) for inquiry in made))

    def note_page(self, known: Captured) -> None:
        """Note that a page was asked; the longer it has been as it is, the later it is asked again."""
        age = self.ledger.store.now() - dt.datetime.fromisoformat(known.at)
        pause = min(max(age * SHARE, self.every or DAY), LONGEST)
        self.note(Inquiry(address=known.address, at="", due=self._later(pause)))

    def note_fresh(self, addresses: Sequence[str]) -> None:
        """Note that pages were asked and are new, or another than they were."""
        due = self._later(min(self.every or DAY, LONGEST))
        self.note(*(Inquiry(address=address, at="", due=due) for address in addresses))

    def note_failure(self, url: str, before: Inquiry | None, why: str | None = None) -> None:
        """Note that an address failed: it is left alone for twice as long as the last time, at most a day."""
        failures = before.failures if before is not None else 0
        pause = min((self.every or DAY) * 2 ** min(failures, 10), DAY)
        self.note(msgspec.structs.replace(_withheld(url, before, why), failures=failures + 1, due=self._later(pause)))

    def note_blocked(self, url: str, before: Inquiry | None, why: str) -> None:
        """Note that an address is withheld from us: it is left alone for a day."""
        self.note(msgspec.structs.replace(_withheld(url, before, why), due=self._later(DAY)))

    def due_of(self, link: Link) -> str | None:
        """Return when a list that came is due again: its further pages after a day, else whenever it is named."""
        return self._later(max(DAY, self.every or DAY)) if link.more else None

    def _later(self, pause: dt.timedelta) -> str | None:
        return stamp(self.ledger.store.now() + pause) if self.every is not None else None


def to_ask_with(known: Captured | None, before: Inquiry | None) -> Mapping[str, str] | None:
    """Return the validators to ask with: of the page that is kept, else of the list that is archived."""
    if known is not None:
        return None if known.is_gone else known.headers
    return before.headers if before is not None and before.sha256 is not None else None


def reason(before: Inquiry | None) -> dict[str, str]:
    """Return what an inquiry remembers of a refusal, in the form in which it remembers it."""
    return {WITHHELD: before.headers[WITHHELD]} if before is not None and WITHHELD in before.headers else {}


def _withheld(url: str, before: Inquiry | None, why: str | None) -> Inquiry:
    kept = before or Inquiry(address=url, at="")
    headers = {name: value for name, value in kept.headers.items() if name not in (WITHHELD, UNREAD)}
    return msgspec.structs.replace(kept, headers=headers | ({WITHHELD: why} if why else {}))


def _key(start: str) -> str:
    return f"run:{start}"
