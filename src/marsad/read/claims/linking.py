"""Linking: across sentences, which counts of one text are parts of which."""

from __future__ import annotations

from marsad.read.claims.apposition import link_appositions
from marsad.read.claims.arithmetic import link_additional, link_parallels, link_rests, link_sums, link_with_rest
from marsad.read.claims.bodies import link_bodies
from marsad.read.claims.bycause import link_by_cause, link_by_subject
from marsad.read.claims.causesofperiod import link_causes_of_period
from marsad.read.claims.completing import link_completing
from marsad.read.claims.distribution import link_distribution
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.claims.incidents import link_incidents
from marsad.read.claims.increments import link_increments
from marsad.read.claims.located import link_located
from marsad.read.claims.mentions import link_nearest_mention
from marsad.read.claims.ofday import link_beside_running, link_of_day
from marsad.read.claims.oftheharmed import link_of_the_harmed
from marsad.read.claims.overall import link_overall
from marsad.read.claims.pastrelative import link_past_relative
from marsad.read.claims.periods import link_within_period
from marsad.read.claims.raised import link_raised
from marsad.read.claims.recovered import link_recovered
from marsad.read.claims.registers import link_dashed, link_registers
from marsad.read.claims.restated import link_restated
from marsad.read.claims.rounded import link_rounded
from marsad.read.claims.running import link_running
from marsad.read.claims.settled import settle_overfull, settle_remaining, settle_siblings, settle_trades
from marsad.read.claims.weighing import Weights
from marsad.read.claims.wholes import link_among_fallen, link_died_later, link_fallen, link_of_opening
from marsad.read.claims.within import link_alike, link_where
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan


def link_all(scan: Scan, kept: list[Draft], sides: Sides, places: PlacesFound, weights: Weights) -> None:
    """Link counts to what they are part of, by who they are, when and where; later rules see the links of earlier ones.

    `weights` gives what each piece of evidence for a link weighs.
    """
    link_of_the_harmed(scan, kept, sides)
    link_among_fallen(scan, kept, sides)
    link_registers(scan, kept)
    link_distribution(scan, kept, sides)
    link_incidents(scan, kept, sides)
    link_by_cause(scan, kept, sides)
    link_of_opening(scan, kept, sides)
    link_where(scan, kept, sides)
    link_with_rest(scan, kept, sides)
    link_sums(kept, sides)
    link_alike(scan, kept, sides)
    link_dashed(scan, kept)
    link_increments(scan, kept, sides)
    link_rounded(scan, kept)
    link_running(kept, sides, places, weights)
    link_died_later(scan, kept)
    link_fallen(scan, kept)
    link_additional(scan, kept, sides)
    link_located(scan, kept, sides, places)
    link_of_day(scan, kept, sides, places)
    link_beside_running(scan, kept, sides)
    link_raised(scan, kept, sides)
    link_overall(scan, kept, sides, places)
    link_bodies(scan, kept, sides)
    link_within_period(scan, kept, sides)
    link_causes_of_period(scan, kept, sides)
    link_parallels(scan, kept)
    link_rests(scan, kept, sides)
    link_restated(scan, kept, sides)
    link_completing(scan, kept, sides)
    link_past_relative(scan, kept, sides)
    link_by_subject(scan, kept, sides)
    link_recovered(scan, kept, sides)
    link_appositions(scan, kept, sides)
    link_nearest_mention(scan, kept, sides)
    settle_overfull(scan, kept)
    settle_siblings(scan, kept)
    settle_trades(scan, kept)
    settle_remaining(scan, kept)
