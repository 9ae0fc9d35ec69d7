"""Which documents, entered claims and victims not every member of a team may see, as decisions say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from marsad.model import Decision, standing


class Withheld(NamedTuple):
    """Documents by their ids, and the decisions that enter, or are about, what is restricted."""

    documents: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.documents or self.decisions)


def restricted_documents(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the documents whose last standing decision about who may see them says: not everybody."""
    said: dict[str, object] = {}
    for decision in standing(decisions):
        access = (decision.amendment or {}).get("access")
        if access is not None:
            said |= dict.fromkeys(decision.subjects, access)
    return frozenset(document for document, access in said.items() if access == "restricted")


def withheld(decisions: Iterable[Decision]) -> Withheld:
    """Return what those must not meet who may not see what is restricted.

    A restricted entry by hand goes with everything that is decided about it.  A restricted judgement about what
    everybody sees goes on holding, so that figures agree; its reason is masked in the ledger itself.
    """
    every = list(decisions)
    documents = restricted_documents(every)
    gone: set[str] = set()
    victims: set[str] = set()
    for decision in every:
        victim = decision.victim
        secret = decision.visibility == "restricted" and (victim is not None or decision.claim is not None)
        if secret or (victim is not None and victim.visibility == "restricted"):
            gone.add(decision.id)
        if (decision.amendment or {}).get("visibility") == "restricted":
            victims |= {subject for subject in decision.subjects if subject.startswith("v-")}
    gone |= {d.id for d in every if d.victim is not None and d.victim.id in victims}
    victims |= {d.victim.id for d in every if d.id in gone and d.victim is not None}
    size = -1
    while len(gone) != size:
        size = len(gone)
        gone |= {d.id for d in every if _touches(d, documents, gone, victims)}
    return Withheld(documents, frozenset(gone))


def _touches(decision: Decision, documents: frozenset[str], gone: set[str], victims: set[str]) -> bool:
    named = {name for subject in decision.subjects for name in (subject, subject.rpartition("#")[0])}
    return bool(named & documents or named & gone or named & victims) or decision.reverses in gone
