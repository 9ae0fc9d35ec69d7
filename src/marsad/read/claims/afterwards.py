"""Harms set right after all counts have theirs: by later counts, participles, how it ended.  English."""

from __future__ import annotations

from marsad.read.claims.beside import bodies_of_both
from marsad.read.claims.draft import Draft
from marsad.read.claims.ended import tell_the_end
from marsad.read.claims.recast import (
    NO_HARM,
    bombers_die,
    by_own_passive,
    drop_losers,
    from_later,
    of_bodies,
    of_participles,
)
from marsad.read.claims.supposed import spare_the_living
from marsad.read.scan import Scan


def settle_afterwards(scan: Scan, drafts: list[Draft]) -> None:
    """Set the harms of all counts of a scan right, one step after the other."""
    spare_the_living(scan, drafts, NO_HARM)
    from_later(scan, drafts)
    of_participles(scan, drafts)
    bombers_die(scan, drafts)
    drop_losers(scan, drafts)
    by_own_passive(scan, drafts)
    of_bodies(scan, drafts)
    bodies_of_both(scan, drafts)
    tell_the_end(scan, drafts)
