"""Shared causes: what is told of one count and holds of the one beside it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.nearcause import BESIDE, is_incident
from marsad.read.scan import Scan


def share_causes(
    scan: Scan,
    caused: list[Draft],
    own: dict[int, str | None],
    marks: set[int],
    parts: Mapping[Draft, list[Draft]],
    vague: dict[Draft, Hit],
    means: dict[Draft, Hit],
) -> None:
    """'three were killed and two wounded by a mine': what is told after the second holds of the first.  Arabic."""
    tops = [draft for draft in caused if draft.whole is None or is_incident(scan, draft)]
    pairs = list(pairwise(tops))
    for draft, beside in reversed(pairs) if scan.lang == "ar" else pairs:
        if own[draft.core] is not None or own[beside.core] is None:
            continue
        listed = scan.lang == "ar" and draft.last == beside.first and draft.trigger == beside.trigger
        if draft.harm == beside.harm and not listed:
            continue  # 'an officer and two fighters were killed by a bomb'
        same = scan.sentence_of(draft.core) == scan.sentence_of(beside.core)
        between = range(draft.last, beside.first) if same else range(0)
        inner = [d.last for d in parts.get(draft, ()) if d.last <= beside.first] if same else []
        gap = beside.first - max([draft.last, *inner])
        if same and gap <= BESIDE and not any(i in marks for i in between):
            own[draft.core] = own[beside.core]
            if beside in means:
                means.setdefault(draft, means[beside])
            if beside in vague:
                vague[draft] = vague[beside]


def share_on(scan: Scan, caused: list[Draft], own: dict[int, str | None], parts: Mapping[Draft, list[Draft]]) -> None:
    """'killing eleven soldiers, a captain among them, and wounding 13': what killed these hurt those.  English."""
    tops = [draft for draft in caused if draft.whole is None or is_incident(scan, draft)]
    for draft, beside in pairwise(tops):
        if own[beside.core] is not None or own[draft.core] is None or draft.harm == beside.harm:
            continue
        inner = [d.last for d in parts.get(draft, ()) if d.last <= beside.first]
        gap = range(max([draft.last, *inner]), beside.first)
        if len(gap) <= BESIDE and any(scan.at(i, "and") for i in gap) and not any(scan.at(i, "causal") for i in gap):
            own[beside.core] = own[draft.core]


def share_joined(
    scan: Scan, caused: list[Draft], own: dict[int, str | None], parts: Mapping[Draft, list[Draft]]
) -> None:
    """'three policemen and two bakers were hurt by a grenade': what befell the second befell the first.  English."""
    for draft, beside in pairwise(reversed(caused)):
        joined = draft.first - beside.last == 1 and scan.at(beside.last, "and") is not None
        if joined and beside.harm == draft.harm and own[beside.core] is None and beside.trigger == draft.trigger:
            inner = (own[part.core] for part in parts.get(draft, ()) if part.core in own)
            own[beside.core] = own[draft.core] or next((cause for cause in inner if cause is not None), None)
