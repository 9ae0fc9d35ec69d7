"""A bulletin's way: drafted by one person, approved by another, published, corrected by a later one."""

from __future__ import annotations

from typing import NamedTuple

from marsad.errors import UsageError
from marsad.ledger import Store
from marsad.ledger.items import Custody
from marsad.model.decision import same_person
from marsad.publish.bulletins.bulletin import Bulletin

DRAFTED, APPROVED, PUBLISHED = "bulletin_drafted", "bulletin_approved", "bulletin_published"
"""Acts of the custody record."""
PUBLISHED_STATE = "published"


class Issue(NamedTuple):
    """A bulletin as it stands: draft, approved or published; who did what; the bulletin that corrects it."""

    bulletin: Bulletin
    state: str
    drafted_by: str | None
    approved_by: str | None
    published_by: str | None
    published_at: str | None
    corrected_by: str | None


class BulletinDesk:
    """The bulletins of one ledger."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def issues(self) -> list[Issue]:
        """Return all bulletins, oldest first."""
        acts: dict[tuple[str, str], Custody] = {}
        for one in self.store.custody():
            if one.item and one.act in (DRAFTED, APPROVED, PUBLISHED):
                acts.setdefault((one.item, one.act), one)
        kept = [Bulletin.from_json(one.body) for one in self.store.bulletins()]
        corrected = {one.corrects: one.id for one in kept if one.corrects is not None and (one.id, PUBLISHED) in acts}
        return [self._issue(one, acts, corrected) for one in kept]

    def issue(self, id: str) -> Issue:
        """Return one bulletin.  Raises `UsageError` for an id that the ledger does not have."""
        found = next((one for one in self.issues() if one.bulletin.id == id), None)
        if found is None:
            raise UsageError.of("there is no bulletin {id}; `marsad publish bulletin --list` names them", id=id)
        return found

    def last_published(self) -> Bulletin | None:
        """Return the bulletin that was published last, None where none was."""
        published = [one for one in self.issues() if one.state == PUBLISHED_STATE]
        return max(published, key=lambda one: one.published_at or "").bulletin if published else None

    def draft(self, bulletin: Bulletin, *, who: str) -> Issue:
        """Write a draft into the ledger; one that is there already stays as it is.  Raises `UsageError` for nobody."""
        signed = _signed(who)
        if all(one.id != bulletin.id for one in self.store.bulletins()):
            self.store.append_release(bulletin.id, bulletin.to_json())
            self.store.note(DRAFTED, actor=signed, item=bulletin.id, detail={"corrects": bulletin.corrects or ""})
        return self.issue(bulletin.id)

    def approve(self, id: str, *, who: str) -> Issue:
        """Approve a draft.  Raises `UsageError` for nobody, and for the person who drafted it."""
        signed, found = _signed(who), self.issue(id)
        if found.drafted_by is None or same_person(found.drafted_by, signed):
            raise UsageError.of("{who} drafted {id}; a second person approves it", who=signed, id=id)
        if found.state == "draft":
            self.store.note(APPROVED, actor=signed, item=id)
        return self.issue(id)

    def publish(self, id: str, *, who: str) -> Issue:
        """Publish an approved bulletin.  Raises `UsageError` for nobody, and for a draft that nobody approved."""
        signed, found = _signed(who), self.issue(id)
        if found.state == "draft":
            raise UsageError.of("{id} is a draft; a second person approves it first with --approve", id=id)
        if found.state == "approved":
            self.store.note(PUBLISHED, actor=signed, item=id)
        return self.issue(id)

    def to_correct(self, id: str, *, why: str) -> Bulletin:
        """Return the published bulletin that a new one is to correct.

        Raises `UsageError` without a reason, for one that is not published, and for one that is corrected already.
        """
        found = self.issue(id)
        if not why.strip():
            raise UsageError.of("no reason; say why with --why")
        if found.state != PUBLISHED_STATE:
            raise UsageError.of("{id} is not published; draft it anew instead", id=id)
        if found.corrected_by is not None:
            raise UsageError.of("{id} was corrected by {later}; correct that one", id=id, later=found.corrected_by)
        return found.bulletin

    @staticmethod
    def _issue(one: Bulletin, acts: dict[tuple[str, str], Custody], corrected: dict[str, str]) -> Issue:
        drafted, approved, published = (acts.get((one.id, act)) for act in (DRAFTED, APPROVED, PUBLISHED))
        return Issue(
            one,
            PUBLISHED_STATE if published else "approved" if approved else "draft",
            drafted.actor if drafted else None,
            approved.actor if approved else None,
            published.actor if published else None,
            published.at if published else None,
            corrected.get(one.id),
        )


def _signed(who: str) -> str:
    if not who.strip():
        raise UsageError.of("nobody signs; say who decides with --who, or set MARSAD_OPERATOR")
    return who.strip()
