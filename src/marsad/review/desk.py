"""The desk at which decisions are made, each with who, when, why and what was seen."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from marsad.errors import UsageError
from marsad.ids import content_id
from marsad.ledger.confidential.fields import is_restricted
from marsad.link.decided import entered
from marsad.model import Decision, EnteredClaim, Saw, Victim, standing
from marsad.model.decision import Verdict
from marsad.review.checks import check_amendment, check_second, check_seen, is_sensitive
from marsad.review.outcome import Entry
from marsad.review.signature import Signature
from marsad.review.subjects import Subject, Subjects

if TYPE_CHECKING:
    from marsad.ledger import Store
    from marsad.ledger.confidential import Hidden, Vault

Judgement = Literal["accept", "amend", "refuse", "skip"]
Pairing = Literal["same", "different", "unsure"]
Access = Literal["restricted", "open"]


class Desk:
    """Decisions on one ledger."""

    def __init__(self, store: Store, vault: Vault | None = None) -> None:
        """`vault` has the keys of restricted fields; without one nothing restricted can be decided or entered."""
        self.store = store
        self._vault = vault
        self._hidden: dict[str, Hidden] = {}

    def decide(
        self,
        verdict: Judgement,
        id: str,
        by: Signature,
        *,
        saw: Sequence[str] = (),
        changes: dict[str, object] | None = None,
        claim: EnteredClaim | None = None,
    ) -> Entry:
        """Accept, amend, refuse or skip a subject; accepting or refusing a sensitive decision is the second person's.

        `saw` names what the person looked at (parts of a subject's token).  `claim` is what an unread number says.
        Raises `ConflictError` where something newer was decided or read, `UsageError` for what can't be decided.
        """
        while True:
            known = Subjects(self.store)
            subject = known.find(id)
            by = _as_close(by, id, known)
            if verdict != "skip":
                check_seen(subject, saw)
            self._check(verdict, subject, known, by, changes, claim)
            decision = self._made(
                verdict,
                (id,),
                by,
                saw=subject.saw,
                amendment=changes,
                claim=claim,
                sensitive=is_sensitive(verdict, subject, known, changes),
            )
            if self._write([decision], known, subject):
                return Entry(result="taken", id=id, decision=decision.id, pending=decision.sensitive)

    def judge_pair(self, verdict: Pairing, subjects: tuple[str, str], by: Signature) -> Entry:
        """Judge whether two incidents, each named by the key of a claim in it, are one."""
        while True:
            known = Subjects(self.store)
            decision = self._made(verdict, subjects, by)
            if self._write([decision], known):
                return Entry(result="taken", id=" ".join(subjects), decision=decision.id)

    def restrict(self, document: str, access: Access, by: Signature) -> Entry:
        """Say whether a document is only for those who may see what is restricted, or for every member of a team.

        Raises `UsageError` for a document that the ledger does not have.
        """
        while True:
            known = Subjects(self.store)
            if known.reading(document)[0] is None:
                raise UsageError.of("{id}: the ledger has no such document", id=document)
            decision = self._made("amend", (document,), by, amendment={"access": access})
            if self._write([decision], known):
                return Entry(result="taken", id=document, decision=decision.id)

    def undo(self, id: str, by: Signature) -> Entry:
        """Take a decision back by a counter-decision.  Raises `UsageError` where it does not stand."""
        while True:
            known = Subjects(self.store)
            taken = known.by_id.get(id)
            if taken is None:
                raise UsageError.of("{id}: there is no such decision; `marsad review log` lists them", id=id)
            if all(decision.id != id for decision in standing(known.decisions)):
                raise UsageError.of("{id}: was taken back already; undo what took it back to restore it", id=id)
            decision = self._made("undo", (id,), _as_close(by, id, known), reverses=id, sensitive=taken.sensitive)
            if self._write([decision], known):
                return Entry(result="taken", id=id, decision=decision.id, pending=decision.sensitive)

    def enter_claims(self, claims: Sequence[tuple[EnteredClaim, Signature]]) -> list[Entry]:
        """Enter claims, all in one go; one that stands already with the same words and figures stays as it is."""
        while True:
            known = Subjects(self.store)
            there = {_said(d.claim): d.id for d in standing(known.decisions) if d.claim is not None}
            out, made = [], []
            for claim, by in claims:
                key = _said(claim)
                if key in there:
                    out.append(Entry(result="unchanged", id=f"{there[key]}#c1", decision=there[key]))
                    continue
                decision = self._made("enter", (), by, claim=claim)
                entered(decision)
                there[key] = decision.id
                made.append(decision)
                out.append(Entry(result="taken", id=f"{decision.id}#c1", decision=decision.id))
            if self._write(made, known):
                return out

    def enter_victims(self, victims: Sequence[tuple[Victim, Signature]]) -> list[Entry]:
        """Enter victims, all in one go, and name them; one that the ledger has entered so already stays as it is.

        Victims come without ids.  The same entry twice is two entries of a list.  An id tells nothing of the name.
        """
        while True:
            known = Subjects(self.store)
            there: dict[bytes, list[Decision]] = {}
            for decision in standing(known.decisions):
                if decision.victim is not None:
                    there.setdefault(_entry(decision.victim), []).append(decision)
            out, made = [], []
            for number, (victim, by) in enumerate(victims):
                same = there.get(_entry(victim))
                if same:
                    before = same.pop(0)
                    out.append(Entry(result="unchanged", id=before.subjects[0], decision=before.id))
                    continue
                id = _fresh_id(victim, [self.store.now().isoformat(), number])
                decision = self._made("enter", (id,), by, victim=msgspec.structs.replace(victim, id=id))
                made.append(decision)
                out.append(Entry(result="taken", id=id, decision=decision.id))
            if self._write(made, known):
                return out

    def judge(self, verdict: Literal["same", "different", "unsure"], ids: Sequence[str], by: Signature) -> Entry:
        """Say whether two entries of lists are one person; this goes before all features.  Raises `UsageError`."""
        pair = tuple(sorted(set(ids)))
        if len(pair) != 2 or any(not id.startswith("v-") for id in pair):
            raise UsageError.of("name two victims by their ids (v-...)")
        while True:
            known = Subjects(self.store)
            for id in pair:
                known.find(id)
            decision = self._made(verdict, pair, by)
            if self._write([decision], known):
                return Entry(result="taken", id=" ".join(pair), decision=decision.id)

    def remove(self, id: str, by: Signature) -> Entry:
        """Take a victim's name out of every output, at once; a second person makes it final or refuses it.

        Raises `UsageError` where there is no such victim, or the name is removed already.
        """
        while True:
            known = Subjects(self.store)
            subject = known.find(id)
            if subject.kind != "victim":
                raise UsageError.of("{id}: is no victim; `marsad people list` shows their ids", id=id)
            if any(d.verdict == "remove" and id in d.subjects for d in standing(known.decisions)):
                raise UsageError.of("{id}: the name is removed already", id=id)
            decision = self._made("remove", (id,), _as_close(by, id, known), sensitive=True)
            if self._write([decision], known):
                return Entry(result="taken", id=id, decision=decision.id, pending=True)

    def _made(
        self,
        verdict: Verdict,
        subjects: tuple[str, ...],
        by: Signature,
        *,
        saw: Saw | None = None,
        amendment: dict[str, object] | None = None,
        claim: EnteredClaim | None = None,
        victim: Victim | None = None,
        reverses: str | None = None,
        sensitive: bool = False,
    ) -> Decision:
        decision = Decision(
            id="",
            verdict=verdict,
            subjects=subjects,
            who=by.who.strip(),
            when=self.store.now(),
            why=by.why.strip(),
            evidence=by.evidence,
            visibility=by.visibility,
            saw=saw,
            amendment=amendment,
            claim=claim,
            victim=victim,
            reverses=reverses,
            sensitive=sensitive,
        )
        return self._hide(decision) if is_restricted(decision) else decision.named()

    def _hide(self, decision: Decision) -> Decision:
        from marsad.ledger.confidential import hide

        if self._vault is None:
            raise UsageError.of(
                "a restricted decision needs the key of restricted fields; `marsad key rotate` makes one"
            )
        made, part = hide(decision, self._vault)
        self._hidden[made.id] = part
        return made

    def _check(
        self,
        verdict: Judgement,
        subject: Subject,
        known: Subjects,
        by: Signature,
        changes: dict[str, object] | None,
        claim: EnteredClaim | None,
    ) -> None:
        if subject.kind == "decision" and verdict in ("accept", "refuse"):
            check_second(known.by_id[subject.id], by)
        elif verdict == "amend":
            check_amendment(subject, known, changes, claim)

    def _write(self, made: Sequence[Decision], known: Subjects, subject: Subject | None = None) -> bool:
        """Write the decisions; False where the ledger moved on and all must be looked at again."""
        if not made:
            return True
        read = {}
        if subject is not None and subject.saw.reading is not None:
            read[subject.id.rpartition("#")[0]] = subject.saw.reading
        hidden = [self._hidden[decision.id] for decision in made if decision.id in self._hidden]
        return self.store.append_decisions(made, decided=len(known.decisions), read=read, hidden=hidden)


def _as_close(by: Signature, id: str, known: Subjects) -> Signature:
    """Return the signature, restricted where what is decided on is."""
    about = (d for d in known.decisions if id in d.subjects or d.id == id.partition("#")[0])
    return msgspec.structs.replace(by, visibility="restricted") if any(map(is_restricted, about)) else by


def _fresh_id(victim: Victim, where: list[object]) -> str:
    """Return an id that no other entry has; of a restricted one it is by chance, so that no name can be tried on it."""
    if victim.visibility == "restricted":
        return f"v-{secrets.token_hex(8)}"
    return f"v-{content_id([_entry(victim), *where])}"


def _entry(victim: Victim) -> bytes:
    """Return what an entry of a list says, whatever its id."""
    return msgspec.structs.replace(victim, id="").to_json()


def _said(claim: EnteredClaim) -> bytes:
    return claim.to_json()
