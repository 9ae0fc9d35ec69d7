"""Claims: the counts of persons of one text with what happened to them, who they are, and what they are part of."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from marsad.knowledge.lore import Voice
from marsad.model.claim import Claim, Ignored
from marsad.model.time import Window
from marsad.read.actors import ActorContext, ActorMention
from marsad.read.claims.abandoned import tell_abandoned
from marsad.read.claims.aboard import leave_ship
from marsad.read.claims.accounts import link_accounts
from marsad.read.claims.allofthem import tell_all_of_them
from marsad.read.claims.apposition import link_appositions, tell_who_it_was
from marsad.read.claims.arabic import follow_before, free_the_held, mourn_own, reached, with_pronoun
from marsad.read.claims.arithmetic import (
    link_additional,
    link_bombers,
    link_parallels,
    link_rests,
    link_sums,
    link_with_rest,
)
from marsad.read.claims.bases import set_bases_aside
from marsad.read.claims.befallen import burnt_alive
from marsad.read.claims.beside import tell_amid, tell_both_sides
from marsad.read.claims.bodies import link_bodies
from marsad.read.claims.breakdown import Breakdown
from marsad.read.claims.bycause import link_by_cause, link_by_subject
from marsad.read.claims.casualties import words_of_illness
from marsad.read.claims.causes import assign_causes
from marsad.read.claims.causesofperiod import link_causes_of_period
from marsad.read.claims.citing import cite
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.collect import Collector
from marsad.read.claims.completing import link_completing
from marsad.read.claims.containment import settle_containment
from marsad.read.claims.discharged import tell_discharged
from marsad.read.claims.disowned import disown
from marsad.read.claims.distribution import link_distribution
from marsad.read.claims.divided import divide_by_colon, divide_by_commas, divide_by_places
from marsad.read.claims.draft import Draft
from marsad.read.claims.driven import tell_driven
from marsad.read.claims.earlier import of_families
from marsad.read.claims.enumerated import link_enumerated
from marsad.read.claims.escaped import tell_escaped
from marsad.read.claims.fates import link_fates, link_out_of
from marsad.read.claims.ground import Ground
from marsad.read.claims.groups import Sides
from marsad.read.claims.harms import assign_harms
from marsad.read.claims.heads import Heads
from marsad.read.claims.incidents import link_incidents
from marsad.read.claims.increments import link_increments
from marsad.read.claims.labelsides import link_labelled_sides
from marsad.read.claims.lists import link_apposed, link_lists
from marsad.read.claims.located import link_located
from marsad.read.claims.lost import lost_from_sight
from marsad.read.claims.mentions import link_nearest_mention
from marsad.read.claims.noneof import deny_of_none, hold_the_rest, set_costs_apart, tell_of_some
from marsad.read.claims.ofday import link_beside_running, link_of_day
from marsad.read.claims.ofsuch import settle_such
from marsad.read.claims.oftheharmed import link_of_the_harmed
from marsad.read.claims.open import leave_open
from marsad.read.claims.ordinals import count_up, tell_more
from marsad.read.claims.ours import tell_ours
from marsad.read.claims.overall import link_overall
from marsad.read.claims.pairs import tell_pairs
from marsad.read.claims.pastrelative import link_past_relative
from marsad.read.claims.periods import link_within_period
from marsad.read.claims.perpetrators import name_perpetrators
from marsad.read.claims.predicates import divide_victims, link_among_counted, share_predicates, tell_among
from marsad.read.claims.provisional import overtake_provisional, unlink_overtaken
from marsad.read.claims.quantities import read_quantities
from marsad.read.claims.raised import link_raised
from marsad.read.claims.ranks import count_in_ranks, men_of_a_force
from marsad.read.claims.received import place_received, tell_received
from marsad.read.claims.recovered import link_recovered
from marsad.read.claims.registers import link_dashed, link_registers
from marsad.read.claims.remainders import keep_remainders, tell_who_remains
from marsad.read.claims.respective import tell_respective
from marsad.read.claims.restated import link_restated
from marsad.read.claims.returned import tell_returned
from marsad.read.claims.rounded import link_rounded
from marsad.read.claims.running import link_running
from marsad.read.claims.scenes import place_counts
from marsad.read.claims.served import arrived, served, to_care
from marsad.read.claims.settled import settle_overfull, settle_remaining, settle_siblings, settle_trades
from marsad.read.claims.sharing import share_of_harmed
from marsad.read.claims.shot import settle_shot
from marsad.read.claims.sided import tell_sided
from marsad.read.claims.slaincaptives import kill_captives
from marsad.read.claims.spelt import spell_out
from marsad.read.claims.standing import deny, exchange
from marsad.read.claims.states import (
    dead_by_name,
    died_elsewhere,
    keep_dead,
    keep_wounded,
    link_dead_victims,
    link_states,
    link_within_care,
    link_wounded,
)
from marsad.read.claims.taken import tell_taken
from marsad.read.claims.together import share_verb, tell_who_died
from marsad.read.claims.totals import Totals
from marsad.read.claims.triggers import read_triggers
from marsad.read.claims.uncounted import of_uncounted
from marsad.read.claims.unread import NAMED, Unread
from marsad.read.claims.untrue import untrue, without_plans
from marsad.read.claims.updates import overtake
from marsad.read.claims.wereamong import link_were_among, tell_were_among
from marsad.read.claims.wholes import link_among_fallen, link_died_later, link_fallen, link_made_of, link_of_opening
from marsad.read.claims.windows import Windows
from marsad.read.claims.within import link_alike, link_where
from marsad.read.clauses import Clauses as Reach
from marsad.read.dates import DatesFound
from marsad.read.denial import Denial
from marsad.read.numbers import Number
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan


class Drafted(NamedTuple):
    """What was found of one text before claims are written."""

    drafts: list[Draft]
    unread: list[Unread]
    sides: Sides


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
    standing = [d for d in drafts if not d.drop]
    exchange(scan, standing)
    tell_sided(scan, standing, actors)
    _structure(scan, heads, standing, sides, clauses, blocked | untrue(scan, denials))
    leave_ship(scan, standing)
    for draft in drafts:
        if draft.drop and draft.kind not in ("implied", "rest"):
            ground.unread.append(Unread(draft.first, draft.last, draft.drop))
    kept = [d for d in drafts if not d.drop]
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
    settle_containment(scan, kept, sides)
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
    link_running(kept, sides, setting.places, voice.evidence)
    link_died_later(scan, kept)
    link_fallen(scan, kept)
    link_additional(scan, kept, sides)
    link_located(scan, kept, sides, setting.places)
    link_of_day(scan, kept, sides, setting.places)
    link_beside_running(scan, kept, sides)
    link_raised(scan, kept, sides)
    link_overall(scan, kept, sides, setting.places)
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
    follow_before(scan, kept)
    sides.settle(kept)
    follow_before(scan, kept)
    link_made_of(scan, kept)
    link_bombers(kept, sides)
    means = assign_causes(scan, kept, clauses.marks, words_of_illness(drafts))
    name_perpetrators(scan, kept, sides, means)
    disown(scan, kept)
    _leave_open(scan, kept, setting)
    tell_more(scan, kept)
    of_families(scan, kept)
    tell_received(scan, kept)
    unlink_overtaken(kept)
    place_counts(scan, kept, setting.places)
    place_received(scan, kept, setting.places)
    return Drafted(kept, ground.unread, sides)


def _structure(
    scan: Scan, heads: Heads, drafts: list[Draft], sides: Sides, clauses: Clauses, blocked: set[int]
) -> None:
    """Find of each draft what total it is, what it is part of, and what happened."""
    triggers = with_pronoun(scan, read_triggers(scan, blocked | heads.named))
    tell_all_of_them(scan, drafts)
    tell_amid(scan, drafts)
    tell_both_sides(scan, drafts)
    share_predicates(scan, drafts)
    tell_pairs(scan, heads, drafts)
    totals = Totals(scan, heads, clauses, drafts)
    rising = any(scan.firsts(cls) for cls in ("toll_verb", "toll_noun", "casualty_noun"))
    for draft, before in zip(drafts, [None, *drafts], strict=False):
        draft.toll = rising and (_toll(scan, draft) or reached(scan, draft, before))
        if draft.kind == "then" and before is not None:
            draft.toll, draft.harm = True, before.harm or before.head.harm
        totals.complete(draft)
        draft.side = sides.own(draft)
    link_labelled_sides(scan, drafts)
    Breakdown(scan, triggers, clauses, sides.belongs).link(drafts)
    link_accounts(scan, drafts)
    set_costs_apart(scan, drafts)
    tell_who_remains(scan, drafts)
    tell_who_it_was(scan, drafts)
    link_lists(scan, drafts)
    link_apposed(scan, drafts)
    tell_among(scan, drafts)
    tell_were_among(scan, drafts)
    assign_harms(scan, drafts, triggers, clauses)
    of_uncounted(scan, drafts)
    link_were_among(scan, drafts)
    link_among_counted(scan, drafts)
    link_out_of(scan, drafts)
    keep_remainders(scan, drafts)
    link_fates(scan, drafts)
    free_the_held(scan, drafts, triggers)
    count_up(scan, drafts)
    settle_shot(scan, drafts, triggers)
    settle_such(scan, drafts)
    deny_of_none(scan, drafts)
    hold_the_rest(drafts)
    tell_of_some(drafts, triggers)
    tell_taken(scan, drafts)
    tell_returned(scan, drafts)
    kill_captives(scan, drafts)
    tell_driven(scan, drafts)
    divide_victims(scan, drafts)
    divide_by_colon(scan, drafts)
    divide_by_places(scan, drafts)
    divide_by_commas(scan, drafts, sides.belongs)
    lost_from_sight(scan, drafts)
    share_verb(scan, drafts)
    tell_who_died(scan, drafts)
    tell_respective(scan, drafts)
    tell_discharged(scan, drafts)
    tell_escaped(scan, drafts)
    burnt_alive(scan, drafts)
    share_of_harmed(scan, drafts)
    link_states(scan, drafts)
    keep_dead(scan, drafts)
    keep_wounded(scan, drafts)
    died_elsewhere(scan, drafts)
    link_wounded(scan, drafts)
    link_within_care(scan, drafts)
    link_dead_victims(scan, drafts)
    dead_by_name(scan, drafts)
    if scan.lang == "en":
        link_enumerated(scan, drafts)
    spell_out(scan, drafts)


def _in_names(numbers: list[Number], called: set[int], kept: list[Draft]) -> list[Unread]:
    """Return the numbers in the names of forces that no count holds."""
    inside = [number for number in numbers if number.first in called]
    if not inside:
        return []
    held = {i for draft in kept for i in range(draft.first, draft.last)}
    return [Unread(n.first, n.last, NAMED) for n in inside if n.first not in held]


def _leave_open(scan: Scan, drafts: list[Draft], setting: Setting) -> None:
    """Mark the counts that the text leaves open."""
    leave_open(scan, drafts, setting.reach)


def _toll(scan: Scan, draft: Draft) -> bool:
    """Tell whether the count is one that 'rose to', 'reached', 'brings to'."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    near = max(first, draft.first - 3), draft.first + 1
    direct = scan.begins(*near, "toll_verb")
    if direct and scan.lang == "ar" and (scan.begins(*near, "care_place") or to_care(scan, draft)):
        return False  # '21 dead reached the hospitals', 'eight arrived at the hospital'
    if direct and (served(scan, draft, first) or arrived(scan, draft)):
        return False
    bare = scan.lang == "en" and draft.hedge != "exact"  # 'toll passes 200'
    state = scan.ending(draft.first, "toll_state")
    at = state.first if state is not None else draft.first  # 'the death toll is now 31'
    total = scan.ending(at, "casualty_noun") or (scan.ending(at, "toll_noun") if bare or state is not None else None)
    if direct or total is not None:
        return True
    if scan.at(draft.first - 1, "to") is None and (
        scan.at(draft.first, "to") is None
        or (scan.lang == "en" and scan.at(draft.first, "hedge_pre") is not None)  # the 'at' of 'at least' leads nowhere
    ):
        return False
    before = max(first, draft.first - 26), draft.first
    return scan.begins(*before, "toll_verb", "toll_noun", "casualty_noun")


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
