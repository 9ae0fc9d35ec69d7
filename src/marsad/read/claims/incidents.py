"""Incidents told one by one: 'two bombings left four dead. The first killed three ..., the second one'.  English."""

from __future__ import annotations

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan

_FAR = 4
"""Sentences between a total and the incidents that it sums up at most."""


def link_incidents(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make what 'the first' and 'the second' did a part of the total that was told before them."""
    openers = {hit.first for hit in scan.all("incident_ordinal")} if scan.lang == "en" else set()
    if not openers:
        return
    told = {scan.sentence_of(i) for i in openers if _opens(scan, i)}
    taken: dict[Draft, int] = {}
    for k, part in enumerate(drafts):
        number = scan.sentence_of(part.core)
        if number not in told or part.whole is not None or part.value is None or part.toll or part.background:
            continue
        for total in reversed(drafts[:k]):
            apart = number - scan.sentence_of(total.core)
            if apart > _FAR:
                break
            if apart == 0 or scan.sentence_of(total.core) in told or not _sums(total, part, sides):
                continue
            if taken.get(total, 0) + part.value <= (total.value or 0):
                part.whole = total
                part.rules.append("part.incident")
                taken[total] = taken.get(total, 0) + part.value
            break


def _opens(scan: Scan, i: int) -> bool:
    """Tell whether 'the first' opens its sentence and is said of no person, but of a bomber."""
    first, _ = scan.sents[scan.sentence_of(i)]
    hit = scan.at(i, "incident_ordinal")
    said = scan.at(hit.last, "person", "number", "of") if hit is not None else None
    return i == first and hit is not None and (said is None or said.entry.features.get("cause") == "suicide_bombing")


def _sums(total: Draft, part: Draft, sides: Sides) -> bool:
    same = total.harm == part.harm and total.whole is None and total.status == "stated" and not total.background
    larger = total.value is not None and (part.value or 0) < total.value and total.kind != "vague"
    return same and larger and not under(total, part) and sides.belongs(part, total)
