"""Counts that a denial of responsibility leaves standing: they fell, but by whose hand the text leaves open."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.draft import Draft, core_of
from marsad.read.responsibility import denied_until
from marsad.read.scan import Scan


def disown(scan: Scan, drafts: list[Draft]) -> None:
    """Take the hand of the one who denies it from the counts that his denial leaves standing, and his voice.

    Whose hand it was the text leaves open: 'X denied having bombed the school where 14 died'.
    """
    for hit in scan.all("denial_cue"):
        features = hit.entry.features
        if features["kind"] != "denied" or features["reach"] != "forward":
            continue
        _, last = scan.sents[scan.sentence_of(hit.first)]
        until = denied_until(scan, hit, last)
        if until == last:
            continue
        for draft in drafts[bisect_left(drafts, until, key=core_of) : bisect_left(drafts, last, key=core_of)]:
            if not scan.begins(until, draft.last, "attribution_verb"):
                draft.perpetrator, draft.claimant, draft.rival = None, None, False
