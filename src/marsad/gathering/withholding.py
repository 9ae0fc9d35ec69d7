"""What was withheld from us, and why: written once, until it is another reason or the page comes again."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from marsad.gathering.remembering import WITHHELD
from marsad.ids import sha256
from marsad.ledger import Capture
from marsad.ledger.inquiries import Inquiry
from marsad.ledger.opened import TOOL
from marsad.model.document import Document
from marsad.pipeline import Ledger

INSTEAD = "; what came instead is "
UNKNOWN = "application/octet-stream"
BLOCKED = "blocked"
"""The act by which the custody record tells that a page which the ledger hasn't got was withheld."""


@dataclass
class Withholding:
    """Records refusals: of a page that the ledger has as a capture of it, else in the custody record."""

    ledger: Ledger
    operator: str | None = None
    _why: dict[str, str] = field(default_factory=dict)

    def take(self) -> dict[str, str]:
        """Return what was recorded since the last time, the reason by address."""
        taken, self._why = self._why, {}
        return taken

    def record(
        self,
        address: str,
        why: str,
        capture: Capture,
        before: Inquiry | None = None,
        body: bytes = b"",
    ) -> None:
        """Write that an address was asked for and withheld, and keep the body that came instead."""
        self._why[address] = why
        known = self.ledger.store.captured(address)
        is_told = before is not None and before.headers.get(WITHHELD) == why
        if known is not None:
            is_told = known.is_blocked and (known.note or "").partition(INSTEAD)[0] == why
        if is_told:
            return
        note = why
        if body:
            page = Document(id=address, text="", sha256=sha256(body), data=body, media_type=UNKNOWN, address=address)
            self.ledger.store.archive(page)
            note += f"{INSTEAD}{page.sha256}"
        refused = msgspec.structs.replace(capture, state="blocked", note=note)
        if known is not None:
            self.ledger.store.capture_again(known, refused)
        else:
            detail = {key: value for key, value in msgspec.to_builtins(refused).items() if value is not None}
            self.ledger.store.note(BLOCKED, actor=self.operator or TOOL, item=address, detail=detail)
