"""Writing: what was found of the counts of one text, as claims and as numbers ignored."""

from __future__ import annotations

from typing import NamedTuple

from marsad.model.claim import Claim, Ignored
from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.unread import Unread
from marsad.read.scan import Scan


class Drafted(NamedTuple):
    """What was found of one text before claims are written."""

    drafts: list[Draft]
    unread: list[Unread]
    sides: Sides


def write_claims(scan: Scan, drafted: Drafted) -> tuple[tuple[Claim, ...], dict[int, str]]:
    """Return the claims, and the claim id of each draft (by its core token)."""
    names = {d.core: f"c{n}" for n, d in enumerate(drafted.drafts, 1)}
    out = []
    for draft in drafted.drafts:
        whole = draft.whole
        out.append(
            Claim(
                id=names[draft.core],
                span=scan.span(draft.first, draft.last),
                text=scan.quote(draft.first, draft.last),
                harm=draft.harm,  # type: ignore[arg-type]
                value=draft.value,
                value_max=draft.value_max,
                hedge=draft.hedge,
                group=drafted.sides.group(draft),
                part_of=names.get(whole.core) if whole is not None else None,
                rest=draft.rest,
                cumulative=draft.cumulative,
                window=draft.window or Window(),
                place=draft.place,
                cause=draft.cause,  # type: ignore[arg-type]
                perpetrator=draft.perpetrator,
                claimant=draft.claimant,
                background=draft.background,
                open_ended=draft.open_ended,
                status=draft.status,  # type: ignore[arg-type]
                rule=" ".join(dict.fromkeys(draft.rules)),
            )
        )
    return tuple(out), names


def write_ignored(scan: Scan, unread: list[Unread]) -> tuple[Ignored, ...]:
    """Return the numbers that count no persons, in text order."""
    return tuple(
        Ignored(span=scan.span(u.first, u.last), text=scan.quote(u.first, u.last), why=u.why)
        for u in sorted(unread, key=lambda u: u.first)
    )
