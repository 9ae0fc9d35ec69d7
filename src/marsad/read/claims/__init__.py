"""Claims: the counts of persons of one text with what happened to them, who they are, and what they are part of."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from marsad.knowledge.lore import Voice
from marsad.read.actors import ActorContext, ActorMention
from marsad.read.claims.abandoned import tell_abandoned
from marsad.read.claims.aboard import leave_ship
from marsad.read.claims.arabic import follow_before, mourn_own
from marsad.read.claims.arithmetic import link_bombers
from marsad.read.claims.attackers import name_attackers
from marsad.read.claims.bases import set_bases_aside
from marsad.read.claims.casualties import words_of_illness
from marsad.read.claims.causes import assign_causes
from marsad.read.claims.citing import cite
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.collect import Collector
from marsad.read.claims.containment import settle_containment
from marsad.read.claims.disowned import disown
from marsad.read.claims.draft import Draft
from marsad.read.claims.earlier import of_families
from marsad.read.claims.ground import Ground
from marsad.read.claims.groups import Sides
from marsad.read.claims.heads import Heads
from marsad.read.claims.linking import link_all
from marsad.read.claims.nameslisted import date_names
from marsad.read.claims.open import leave_open
from marsad.read.claims.ordinals import tell_more
from marsad.read.claims.ours import tell_ours
from marsad.read.claims.perpetrators import Doers, name_perpetrators
from marsad.read.claims.provisional import overtake_provisional, unlink_overtaken
from marsad.read.claims.quantities import read_quantities
from marsad.read.claims.ranks import count_in_ranks, men_of_a_force
from marsad.read.claims.received import place_received, tell_received
from marsad.read.claims.righted import set_righted_aside
from marsad.read.claims.scenes import place_counts
from marsad.read.claims.sided import tell_sided
from marsad.read.claims.standing import deny, exchange, set_swaps_aside
from marsad.read.claims.structure import structure
from marsad.read.claims.unread import NAMED, Unread
from marsad.read.claims.untrue import untrue, without_plans
from marsad.read.claims.updates import overtake
from marsad.read.claims.wholes import link_made_of
from marsad.read.claims.windows import Windows
from marsad.read.claims.written import Drafted
from marsad.read.clauses import Clauses as Reach
from marsad.read.dates import DatesFound
from marsad.read.denial import Denial
from marsad.read.numbers import Number
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan


class Setting(NamedTuple):
    """What else was read of the same text: who, when, where, and which tokens are taken."""

    actors: list[ActorMention]
    numbers: list[Number]
    found: DatesFound
    places: PlacesFound
    published: dt.date | None
    source: str | None
    """Who publishes the text, as the pack's id."""
    blocked: set[int]
    """Tokens of dates and page furniture."""
    reach: Reach
    """How far the words that negate and cite can reach."""
    denials: list[Denial]


def draft_claims(scan: Scan, voice: Voice, setting: Setting) -> Drafted:
    """Return the counts of persons of the scan."""
    actors, numbers, blocked = setting.actors, setting.numbers, setting.blocked
    denials = setting.denials
    called = {i for actor in actors for i in range(actor.first, actor.last)}  # 'the 4th Division', 'the 93rd Brigade'
    quantities = read_quantities(scan, [number for number in numbers if number.first not in called], blocked)
    heads = Heads(scan, actors, blocked)
    ground = Ground(scan, heads, blocked, denials, numbers)
    drafts = Collector(ground).collect(quantities)
    sides = Sides(scan, voice, actors, ActorContext(scan, voice, actors))
    clauses = Clauses(scan)
    deny(drafts, denials)
    set_bases_aside(scan, drafts)
    set_swaps_aside(scan, drafts)
    standing = [d for d in drafts if not d.drop]
    exchange(scan, standing)
    tell_sided(scan, standing, actors)
    structure(scan, heads, standing, sides, clauses, blocked | untrue(scan, denials))
    leave_ship(scan, standing)
    for draft in drafts:
        if draft.drop and draft.kind not in ("implied", "rest"):
            ground.unread.append(Unread(draft.first, draft.last, draft.drop))
    kept = [d for d in drafts if not d.drop]
    set_righted_aside(kept)
    ground.unread += _in_names(numbers, called - blocked, kept)
    for draft in kept:
        while draft.whole is not None and draft.whole.drop:
            draft.whole = draft.whole.whole
    count_in_ranks(scan, kept)
    men_of_a_force(scan, kept)
    mourn_own(scan, voice, setting.source, kept)
    tell_abandoned(scan, kept, sides)
    tell_ours(scan, voice, setting.source, kept, actors)
    cite(scan, voice, kept, setting.source, setting.reach)
    overtake(scan, kept)
    overtake_provisional(scan, kept)
    windows = Windows(scan, without_plans(setting.found, denials, setting.published), setting.published, ground.earlier)
    windows.assign(kept)
    date_names(scan, kept)
    settle_containment(scan, kept, sides)
    link_all(scan, kept, sides, setting.places, voice.evidence)
    follow_before(scan, kept)
    sides.settle(kept)
    follow_before(scan, kept)
    link_made_of(scan, kept)
    link_bombers(kept, sides)
    means = assign_causes(scan, kept, clauses.marks, words_of_illness(drafts))
    doers = Doers(scan, sides)
    name_perpetrators(scan, kept, doers, means)
    disown(scan, kept)
    leave_open(scan, kept, setting.reach)
    tell_more(scan, kept)
    of_families(scan, kept)
    tell_received(scan, kept)
    unlink_overtaken(kept)
    place_counts(scan, kept, setting.places)
    place_received(scan, kept, setting.places)
    name_attackers(scan, kept, sides, doers, setting.places)
    return Drafted(kept, ground.unread, sides)


def _in_names(numbers: list[Number], called: set[int], kept: list[Draft]) -> list[Unread]:
    """Return the numbers in the names of forces that no count holds."""
    inside = [number for number in numbers if number.first in called]
    if not inside:
        return []
    held = {i for draft in kept for i in range(draft.first, draft.last)}
    return [Unread(n.first, n.last, NAMED) for n in inside if n.first not in held]
