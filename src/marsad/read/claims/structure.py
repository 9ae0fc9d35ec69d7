"""Structure: what total each count is, what it is part of, and what happened to its persons, by grammar."""

from __future__ import annotations

from marsad.read.claims.accounts import link_accounts
from marsad.read.claims.allofthem import tell_all_of_them
from marsad.read.claims.apposition import tell_who_it_was
from marsad.read.claims.arabic import free_the_held, reached, with_pronoun
from marsad.read.claims.befallen import burnt_alive
from marsad.read.claims.beside import tell_amid, tell_both_sides
from marsad.read.claims.bothtold import tell_of_both
from marsad.read.claims.breakdown import Breakdown
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.clearer import make_clear
from marsad.read.claims.discharged import tell_discharged
from marsad.read.claims.divided import divide_by_colon, divide_by_commas, divide_by_places
from marsad.read.claims.draft import Draft
from marsad.read.claims.driven import tell_driven
from marsad.read.claims.enumerated import link_enumerated
from marsad.read.claims.escaped import tell_escaped
from marsad.read.claims.fates import link_fates, link_out_of
from marsad.read.claims.groups import Sides
from marsad.read.claims.handed import tell_handed
from marsad.read.claims.harms import assign_harms
from marsad.read.claims.heads import Heads
from marsad.read.claims.labelsides import link_labelled_sides
from marsad.read.claims.lists import link_apposed, link_lists
from marsad.read.claims.lost import lost_from_sight
from marsad.read.claims.noneof import deny_of_none, hold_the_rest, set_costs_apart, tell_of_some
from marsad.read.claims.ofsuch import settle_such
from marsad.read.claims.ordinals import count_up
from marsad.read.claims.pairs import tell_pairs
from marsad.read.claims.predicates import divide_victims, link_among_counted, share_predicates, tell_among
from marsad.read.claims.remainders import keep_remainders, tell_who_remains
from marsad.read.claims.respective import tell_respective
from marsad.read.claims.returned import tell_returned
from marsad.read.claims.risen import NEAR, leave, leave_with_whole, of_other_persons
from marsad.read.claims.served import arrived, only_came, served, to_care
from marsad.read.claims.sharing import share_of_harmed
from marsad.read.claims.shot import settle_shot
from marsad.read.claims.slaincaptives import kill_captives
from marsad.read.claims.spelt import spell_out
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
from marsad.read.claims.tollis import toll_is
from marsad.read.claims.totals import Totals
from marsad.read.claims.triggers import read_triggers
from marsad.read.claims.uncounted import of_uncounted
from marsad.read.claims.wereamong import link_were_among, tell_were_among
from marsad.read.scan import Scan


def structure(scan: Scan, heads: Heads, drafts: list[Draft], sides: Sides, clauses: Clauses, blocked: set[int]) -> None:
    """Find of each draft what total it is, what it is part of, and what happened."""
    triggers = with_pronoun(scan, read_triggers(scan, blocked | heads.named))
    tell_all_of_them(scan, drafts)
    tell_amid(scan, drafts)
    tell_both_sides(scan, drafts)
    share_predicates(scan, drafts)
    tell_pairs(scan, heads, drafts)
    totals = Totals(scan, heads, clauses, drafts)
    rising = any(scan.firsts(cls) for cls in ("toll_verb", "toll_noun", "casualty_noun"))
    for k, (draft, before) in enumerate(zip(drafts, [None, *drafts], strict=False)):
        draft.toll = rising and (_is_total(scan, draft) or reached(scan, draft, before))
        if draft.kind == "then" and before is not None:
            draft.toll, draft.harm = True, before.harm or before.head.harm
        if only_came(scan, draft) or of_other_persons(scan, draft, drafts[max(0, k - NEAR) : k]):
            leave(draft)
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
    leave_with_whole(drafts)
    of_uncounted(scan, drafts)
    link_were_among(scan, drafts)
    link_among_counted(scan, drafts)
    link_out_of(scan, drafts)
    keep_remainders(scan, drafts)
    link_fates(scan, drafts)
    free_the_held(scan, drafts, triggers)
    make_clear(scan, drafts)
    count_up(scan, drafts)
    settle_shot(scan, drafts, triggers)
    settle_such(scan, drafts)
    deny_of_none(scan, drafts)
    hold_the_rest(drafts)
    tell_of_some(drafts, triggers)
    tell_taken(scan, drafts)
    tell_returned(scan, drafts)
    tell_handed(scan, drafts)
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
        tell_of_both(scan, drafts)
    spell_out(scan, drafts)


def _is_total(scan: Scan, draft: Draft) -> bool:
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
    if direct or total is not None or toll_is(scan, first, draft.first):
        return True
    if scan.at(draft.first - 1, "to") is None and (
        scan.at(draft.first, "to") is None
        or (scan.lang == "en" and scan.at(draft.first, "hedge_pre") is not None)  # the 'at' of 'at least' leads nowhere
    ):
        return False
    before = max(first, draft.first - 26), draft.first
    return scan.begins(*before, "toll_verb", "toll_noun", "casualty_noun")
