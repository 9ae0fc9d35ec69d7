"""What became of a thing: a document's revisions and reprints, and the decisions that are about claims."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import Any

from marsad.errors import LedgerError
from marsad.ids import sha256
from marsad.ledger import StoredDocument, cached
from marsad.model import Decision, standing
from marsad.web.room import Room

KEPT = 60
"""Signs of what stayed the same that are shown on either side of a change."""
LONGEST = 200_000
"""Signs of a text up to which two revisions are compared word by word."""
WORDS = re.compile(r"\s+|\S+")


def decided(room: Room, keys: Collection[str]) -> list[dict[str, Any]]:
    """Return the decisions about any of these claims, incidents or decisions, the newest first."""
    every = room.ledger.store.decisions()
    stand = {one.id for one in standing(every)}
    about = set(keys)
    found = []
    for one in every:
        if about & {*one.subjects, one.reverses}:
            about.add(one.id)
            found.append(told(room, one, stand))
    return found[::-1]


def told(room: Room, one: Decision, stand: Collection[str]) -> dict[str, Any]:
    """Return a decision as pages show it, and whether it stands."""
    return {
        "id": one.id,
        "verdict": one.verdict,
        "subjects": one.subjects,
        "who": room.who(one.who),
        "when": one.when,
        "why": one.why,
        "amendment": one.amendment,
        "stands": one.id in stand,
    }


def revisions(room: Room, held: StoredDocument) -> list[dict[str, Any]]:
    """Return what each revision changed in the one before, the newest first: pieces that are kept, new or gone."""
    out = []
    texts = [room.ledger.store.text(held.id, number) for number in range(1, held.revisions + 1)]
    for number in range(len(texts) - 1, 0, -1):
        before, after = texts[number - 1], texts[number]
        small = len(before) + len(after) <= LONGEST
        out.append({"revision": number + 1, "pieces": list(_changed(before, after)) if small else None})
    return out


def _changed(before: str, after: str) -> Iterator[dict[str, str]]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield {"kind": "kept", "text": _shortened("".join(old[a:b]))}
            continue
        if a < b:
            yield {"kind": "gone", "text": "".join(old[a:b])}
        if c < d:
            yield {"kind": "new", "text": "".join(new[c:d])}


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * KEPT + 5 else f"{text[:KEPT]} \u2026 {text[-KEPT:]}"


def reprints(room: Room, document: str) -> list[dict[str, Any]]:
    """Return the documents that share most of a document's words, the closest first."""
    found: dict[str, float] = {}
    with room.chronicle.tables() as cache:
        for column in ("first", "second"):
            for row in cache.find(cached.alike, column, [document]):
                found[row.second if column == "first" else row.first] = row.share
    return [{"document": name, "share": share} for name, share in sorted(found.items(), key=lambda x: (-x[1], x[0]))]


def verified(room: Room, held: StoredDocument) -> bool:
    """Tell whether the bytes that the ledger keeps still have the hash under which they came in."""
    try:
        return sha256(room.ledger.store.original(held.sha256)) == held.sha256
    except LedgerError:
        return False
