"""Evidence: all that the ledger holds of one document, gathered into a package that others can check without marsad."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from marsad.errors import LedgerError
from marsad.ledger.opened import TOOL, stamp
from marsad.model.decision import Decision
from marsad.pipeline import Ledger
from marsad.publish import check_chain
from marsad.publish.bag import bag
from marsad.publish.evidence import Testimony, about, payload

EXPORTED = "exported"


def evidence(
    ledger: Ledger, id: str, *, by: str | None = None, note: Callable[[str], None] | None = None
) -> dict[str, bytes]:
    """Return the files of a document's package by their paths; `id` is the document's, or the key of a claim of it.

    That it was made is written into the custody record, by `note` where that is given.
    Raises `LedgerError` for an id that the ledger doesn't have.
    """
    document = id.rpartition("#c")[0] if _is_claim(ledger, id) else id
    told = testimony(ledger, document, by or TOOL)
    files = bag(payload(told, Path(check_chain.__file__).read_bytes()), about(told))
    if note is not None:
        note(document)
    else:
        ledger.store.note(EXPORTED, actor=by or TOOL, item=document, detail={"format": "evidence"})
    return files


def testimony(ledger: Ledger, document: str, by: str) -> Testimony:
    """Return all that the ledger holds of a document.  Raises `LedgerError` where it holds none of that name."""
    store = ledger.store
    revisions, captures, readings = store.history(document)
    decisions = [one for one in store.decisions() if _is_about(one, document)]
    shown = tuple(one for one in decisions if one.visibility != "restricted")
    known = next((one for one in store.documents() if one.id == document), None)
    return Testimony(
        document=document,
        address=known.address if known else None,
        revisions=revisions,
        captures=captures,
        readings={name: store.reading(name) for name in readings},
        texts={one.number: store.text(document, one.number) for one in revisions},
        originals={one.sha256: store.original(one.sha256) for one in revisions},
        decisions=shown,
        withheld=len(decisions) - len(shown),
        lineage=store.lineage(document),
        chain=b"".join(store.prove(document, frozenset(one.id for one in shown))),
        head=store.head(),
        made=stamp(store.now()),
        by=by,
    )


def _is_about(decision: Decision, document: str) -> bool:
    return any(subject == document or subject.rpartition("#")[0] == document for subject in decision.subjects)


def _is_claim(ledger: Ledger, id: str) -> bool:
    """Tell whether an id is a claim's key and no document's own name."""
    if "#c" not in id:
        return False
    try:
        ledger.store.history(id)
    except LedgerError:
        return True
    return False
