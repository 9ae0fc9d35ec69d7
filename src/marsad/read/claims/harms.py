"""Harms: which word of the clause says what happened to the persons of a count."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from marsad.read.claims.accused import accused
from marsad.read.claims.afterwards import settle_afterwards
from marsad.read.claims.arabic import harm_behind, own_predicate
from marsad.read.claims.beside import coordinate_object, lives_on, more_bodies
from marsad.read.claims.bystanders import stood_by, unlinked
from marsad.read.claims.casualties import settle_casualties
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.continued import RULE as CONTINUED
from marsad.read.claims.costs import ANOTHER_CLAUSE, COMMAS, cheapest, own_behind
from marsad.read.claims.courts import SENTENCED, judged
from marsad.read.claims.crimes import guilty_of, mark_deeds, mark_remembered, of_killers, without_deeds
from marsad.read.claims.doers import acts, assails
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.ellipsis import COMPARED, GAPPED
from marsad.read.claims.ground import names_someone
from marsad.read.claims.labels import heading_harm, label_labels
from marsad.read.claims.ownverbs import fled_before, own_verb, verb_right_before
from marsad.read.claims.presence import of_its_staff, only_there
from marsad.read.claims.recast import NO_HARM, rescued
from marsad.read.claims.returned import comes_back
from marsad.read.claims.risen import harm_of_number
from marsad.read.claims.said import of_overtaken
from marsad.read.claims.served import in_treatment, still_in_care, to_care
from marsad.read.claims.strikers import struck
from marsad.read.claims.struck import settle_struck
from marsad.read.claims.tollharms import of_figure, of_older, of_pair, of_toll, own_losses, same_total, the_number
from marsad.read.claims.trigger import Trigger
from marsad.read.claims.verbs import (
    MOVED,
    further,
    governed,
    kept_harm,
    named,
    of_those,
    some_of_the,
    told_harm,
    was,
)
from marsad.read.claims.whodid import in_who_clause
from marsad.read.scan import Scan

Priced = tuple[Trigger, int]
"""A word of harm, and how far it is from a count."""

_HELD = frozenset({"detained", "abducted"})

_RESCUED = frozenset({"harm.rescue.verb", "harm.rescue.headline"})
_BURNT = "harm.burn.verb"
"""The entry of the verb that only says how the dead died."""
_WERE = frozenset({"displaced", "detained", "abducted", "besieged"})
"""What persons were when they were killed or wounded ('among the dead three displaced')."""
_SAID = frozenset({"part.subset", "part.of_them", "part.rest", "part.one_of", "part.partition", "part.paren"})
"""How a count is told to be a part by words of its own."""
_STATE = 4
"""Tokens from 'whose state is critical' to their number at most ('those in a critical state reached 54').  Arabic."""
_TOLLED = 20
"""Counts before a toll among which its dead are sought at most."""
_GOVERNORS = 20
"""Words of harm after a part that its own verb may be among."""


def assign_harms(scan: Scan, drafts: list[Draft], triggers: list[Trigger], clauses: Clauses) -> None:
    """Give each draft its harm; one without any gets `drop`."""
    label_labels(scan, drafts)
    told = {i for d in drafts if d.head.harm for i in range(d.first, d.head.last)}
    harms = _Harms(scan, drafts, [t for t in triggers if t.first not in told], clauses)
    of_killers(scan, drafts)
    for k, draft in enumerate(drafts):
        if draft.harm is None:
            harms.settle(k, draft)
    if scan.lang == "en":
        settle_afterwards(scan, drafts)
    mark_deeds(drafts, harms.guilty)
    mark_remembered(scan, drafts)
    settle_struck(scan, drafts)
    settle_casualties(scan, drafts)
    rescued(scan, drafts)


class _Harms:
    """What happened to the persons of the counts of one scan, count by count.

    Each step returns whether it has settled a count: by a harm, by a reason to drop it, or by leaving it open.
    """

    def __init__(self, scan: Scan, drafts: list[Draft], triggers: list[Trigger], clauses: Clauses) -> None:
        self.scan = scan
        self.drafts = drafts
        self.triggers = triggers
        self.clauses = clauses
        self.arabic, self.english = scan.lang == "ar", scan.lang == "en"
        self.others = self.arabic and bool(scan.firsts("open_of_all"))
        self.deeds = accused(scan, drafts, triggers)
        self.guilty = guilty_of(scan, triggers)
        self.verdicts = bool(scan.firsts("verdict"))

    def settle(self, k: int, draft: Draft) -> None:
        """Settle the count number `k`."""
        before = self.drafts[k - 1] if k else None
        following = self.drafts[k + 1] if k + 1 < len(self.drafts) else None
        if self._by_its_noun(draft, before, following) or self._by_others(k, draft, before):
            return
        sentence = self.scan.sents[self.scan.sentence_of(draft.core)]
        said = without_deeds(draft, self.triggers, self.guilty) if self.guilty else self.triggers
        trigger = cheapest(self.scan, draft, self.drafts, k, said, self.clauses, sentence)
        if self.others and the_number(self.scan, draft, self.drafts, k):
            return
        if before is not None and self._goes_on(draft, before, trigger):
            return
        if self.english and draft.toll and own_losses(self.scan, draft):
            draft.harm = "killed"
            draft.rules.append("harm.toll_default")
            return
        if self.english and trigger is not None and self._of_next(k, draft, trigger[0]):
            trigger = None
        if self.english and trigger is not None and in_who_clause(self.scan, draft, trigger[0]):
            trigger = None
        if stood_by(self.scan, draft, trigger[0] if trigger is not None else None, self.drafts[k + 1 : k + 2]):
            draft.drop = NO_HARM
            return
        if trigger is not None and unlinked(self.scan, self.drafts, k, trigger[0]):
            draft.drop = NO_HARM
            return
        if self._by_its_verb(draft, before, trigger) or self._by_the_toll(k, draft, sentence[0]):
            _set_right(self.scan, draft)

    def _of_next(self, k: int, draft: Draft, trigger: Trigger) -> bool:
        """'raised the number to 33, with 18 wounded': the verb is of the number right before it.  English."""
        after = self.drafts[k + 1] if k + 1 < len(self.drafts) else None
        bare = draft.toll and not (draft.head.persons or draft.head.actors or draft.head.other)
        return bare and after is not None and draft.core < after.core and after.core_last == trigger.first

    def _by_its_noun(self, draft: Draft, before: Draft | None, following: Draft | None) -> bool:
        """By who is counted: dead, captives, whoever fled or did it."""
        whole, scan = draft.whole, self.scan
        if self.english and whole is not None and whole.harm == "killed" and lives_on(draft):
            draft.whole = whole = None  # '40 were killed; 18 of the survivors are in hospital'
        hurt = self.arabic and draft.head.harm == "injured"
        if hurt and whole is not None and whole.head.harm in _HELD and "part.subset" in draft.rules:
            _as(draft, whole, "harm.of_whole")  # captives, five wounded among them
            return True
        if self.english and draft.head.harm in _HELD and (told := some_of_the(scan, draft)) is not None:
            draft.head.harm = told  # 'eight of the dead prisoners'
        if self.arabic and draft.head.harm in _WERE and _harmed(whole) and not _SAID.isdisjoint(draft.rules):
            draft.head.harm = None  # 'five dead, three of one family and the rest of the displaced'
        held = self.arabic and whole is not None and whole.harm in _HELD
        if held and draft.head.harm in ("released", "other") and not _SAID.isdisjoint(draft.rules):
            draft.head.harm = None  # '23 were arrested, a freed prisoner among them'
        if fled_before(scan, draft, self.triggers) or only_there(scan, draft):
            draft.drop = NO_HARM
        elif self.verdicts and draft.head.harm not in ("killed", "injured") and judged(scan, draft.first):
            draft.drop = SENTENCED
        elif draft.head.harm is not None and not own_verb(scan, draft, self.triggers, before):
            draft.harm = draft.head.harm
            draft.rules.append("harm.by_noun")
        elif self.arabic and struck(scan, draft):
            draft.drop = NO_HARM  # 'tens of settlers stormed the town, and five residents were hurt'
        elif self.english and draft not in self.deeds and acts(scan, draft, self.triggers):
            draft.drop = NO_HARM
        elif self.english and assails(scan, draft, following, self.triggers):
            draft.drop = NO_HARM
            if following is not None and following.whole is draft:
                following.whole = None
        else:
            return False
        return True

    def _by_others(self, k: int, draft: Draft, before: Draft | None) -> bool:
        """By another count, of which it is a share or an older figure, or by a predicate of its own behind it."""
        scan, whole = self.scan, draft.whole
        shared = draft.kind == "share" and whole is not None and whole.harm is not None
        if shared and whole is not None and not (self.arabic and verb_right_before(scan, draft)):
            draft.harm = "other" if comes_back(scan, whole, draft.last) else whole.harm
            draft.rules.append("harm.of_whole")
            return True
        if CONTINUED in draft.rules and whole is not None:
            _as(draft, whole, "harm.of_whole")
            return True
        brought = self.arabic and not names_someone(draft.head) and scan.ending(draft.first, "toll_verb") is not None
        if (brought and to_care(scan, draft)) or (self.arabic and still_in_care(scan, draft, before)):
            draft.harm = "injured"  # 'and eight arrived at the hospital'
            draft.rules.append("harm.taken_to_care")
            return True
        if in_treatment(scan, draft):
            return True
        if (of_two := of_pair(scan, self.drafts, k) or of_older(scan, self.drafts, k)) is not None:
            draft.harm = of_two
            draft.rules.append("harm.of_figure")
            return True
        if "count.told" in draft.rules:
            first = told_harm(scan, draft, self.drafts, k)
            draft.harm, draft.drop = (first, draft.drop) if first is not None else (None, NO_HARM)
            return True
        if draft.kind == "figure" and before is not None and before.harm is not None:
            near = self.drafts[max(0, k - _TOLLED) : k]
            draft.harm = of_toll(scan, draft, near) or of_figure(scan, self.drafts, k)
            draft.rules.append("harm.of_figure")
            return True
        named_now = self.arabic and scan.ending(draft.first, "harm_noun") is not None  # 'the death of 23'
        overtaken = self.arabic and not named_now and of_overtaken(scan, draft, self.drafts, k)
        if of_those(scan, draft, self.drafts, k) or overtaken:
            return True
        behind = own_predicate(scan, draft, before) if self.arabic else None
        if behind is not None:
            draft.harm, draft.trigger = harm_behind(behind), behind.first
            draft.rules.append(behind.entry.id)
        return behind is not None

    def _goes_on(self, draft: Draft, before: Draft, trigger: Priced | None) -> bool:
        """By the count before it, with which it is told together."""
        at_once = self.english and trigger is not None and trigger[0].first == draft.last
        gapped = not {GAPPED, COMPARED}.isdisjoint(draft.rules) and draft.whole is None and not at_once
        later = trigger is None or trigger[0].first > draft.core
        if gapped and before.harm is not None:
            _as(draft, before, "harm.kept")
        elif later and self._coordinate(draft, before, trigger is None):
            _as(draft, before, "harm.of_coordinate")
        elif trigger is None and further(draft, before):
            _as(draft, before, "harm.of_before")
        else:
            return False
        return True

    def _coordinate(self, draft: Draft, before: Draft, alone: bool) -> bool:
        if _coordinate(self.scan, draft, before, alone):
            return True
        return self.english and coordinate_object(self.scan, draft, before)

    def _by_its_verb(self, draft: Draft, before: Draft | None, trigger: Priced | None) -> bool:
        """By the verb that governs it or stands nearest, unless a whole further off from any verb says more."""
        near = trigger is not None and trigger[1] <= (5 if trigger[0].passive and self.english else 2)
        whole = draft.whole
        if whole is not None:
            trigger, near = self._of_part(draft, whole, trigger, near)
        if trigger is not None and not near:
            burnt = trigger[0].rule == _BURNT
            near = not burnt and governed(self.scan, draft, trigger[0])
            near = near or (self.arabic and own_behind(self.scan, trigger[0], draft))
        if whole is not None and whole.drop == NO_HARM and not near and only_there(self.scan, whole):
            draft.drop = NO_HARM  # 'recruited 3,000 soldiers, 500 of them women': what is told later befell neither
            return True
        if whole is not None and whole.harm is not None and not near:
            beside = before is not None and self.english and _goes_on_from(self.scan, draft, before)
            _as(draft, before if beside and before is not None else whole, "harm.of_whole")
        elif trigger is not None and not (draft.toll and trigger[1] >= ANOTHER_CLAUSE):
            draft.harm, draft.trigger = trigger[0].harm, trigger[0].first
            draft.rules.append(trigger[0].rule)
        else:
            return False
        return True

    def _of_part(self, draft: Draft, whole: Draft, trigger: Priced | None, near: bool) -> tuple[Priced | None, bool]:
        """Return the verb of a part, and whether it is near: one of its own goes before the nearest."""
        own = _governor(self.scan, draft, self.triggers)
        if own is not None and not (own.rule == _BURNT and whole.harm == "killed"):
            trigger = own, 0
        if trigger is not None and trigger[0].rule == _BURNT:
            near = near and whole.harm != "killed"  # '157 dead, of whom 40 were burnt'
        if near and trigger is not None and was(self.scan, draft, trigger[0]):
            near = False
        return trigger, near

    def _by_the_toll(self, k: int, draft: Draft, first: int) -> bool:
        """By what the text's totals are of, where no verb tells; without any it is dropped.

        Returns False where what is dropped needs nothing more.
        """
        scan, drafts, head = self.scan, self.drafts, draft.head
        before = drafts[k - 1] if k else None
        if self.english and draft.toll and of_overtaken(scan, draft, drafts, k):
            return True
        if draft.toll and (risen := harm_of_number(scan, draft, drafts, k)) is not None:
            draft.harm = risen
            draft.rules.append("harm.kept")
            return True
        if draft.toll and (head.actors or head.persons or head.other or draft.value):
            return self._of_rising(k, draft, first)
        if (total := same_total(scan, draft, islice(drafts, k))) is not None:
            draft.harm = total.harm
            draft.rules.append("harm.of_total")
        elif drafts[0].harm == "killed" and named(scan, draft):
            draft.harm, draft.trigger = "killed", drafts[0].trigger
            draft.rules.append("harm.of_list")
        elif self.english and (kept := kept_harm(scan, draft, drafts, k)) is not None:
            draft.harm = kept
            draft.rules.append("harm.kept")
        elif self.english and more_bodies(scan, draft, before):
            draft.harm = "killed"
            draft.rules.append("harm.kept")
        elif (heading := heading_harm(scan, draft)) is not None:
            draft.harm = heading
            draft.rules.append("harm.of_list")
        else:
            draft.drop = NO_HARM
        return True

    def _of_rising(self, k: int, draft: Draft, first: int) -> bool:
        """A total that 'rose to' without a word of harm is of dead, where the count before it is not of others."""
        scan, drafts = self.scan, self.drafts
        beside = k > 0 and drafts[k - 1].drop == NO_HARM and drafts[k - 1].last == draft.first
        if (beside and draft.head.persons) or (self.arabic and of_its_staff(scan, draft)):
            draft.drop = NO_HARM  # '12 doctors and 20 nurses arrived'
            return False
        if self.english:
            before = next((d.harm for d in islice(drafts, k) if d.whole is None), None)
            harmless = before is None and scan.ending(draft.first, "corrects") is not None
        else:  # 'there are some who gave up; their number is 40'
            same = k and scan.sentence_of(drafts[k - 1].core) == scan.sentence_of(draft.core)
            before = drafts[k - 1].harm if same else None
            silent = before is None and not (draft.head.persons or draft.head.actors or draft.head.mixed)
            harmless = silent and not any(other.harm == "killed" for other in self.triggers)
        if harmless:
            draft.drop = NO_HARM  # 'seven houses burnt; the mayor corrected the figure to four'
            return False
        grave = self.arabic and scan.begins(max(first, draft.first - _STATE), draft.first, "grave_state")
        draft.harm = "injured" if grave else "other" if before == "other" else "killed"
        draft.rules.append("harm.toll_default")
        return True


def _goes_on_from(scan: Scan, draft: Draft, before: Draft) -> bool:
    """'140 were neutralised. Of these 72 were killed in X, 45 in Y': the 45 met what is said of the 72.  English."""
    same = before.whole is draft.whole and scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    goes_on = before.whole is not None and before.harm != before.whole.harm and "harm.of_whole" in before.rules
    told = before.trigger is not None and (before.trigger >= before.last or goes_on)
    apart = draft.whole is not None and scan.sentence_of(draft.whole.core) != scan.sentence_of(draft.core)
    return same and told and apart and not names_someone(draft.head) and not draft.rest


def _as(draft: Draft, other: Draft, rule: str) -> None:
    """Give a count the harm of another one."""
    draft.harm, draft.trigger = other.harm, other.trigger
    draft.rules.append(rule)


def _set_right(scan: Scan, draft: Draft) -> None:
    """Set a harm right that its whole shows to be another: hostages who are held, wounded who were evacuated."""
    whole, english = draft.whole, scan.lang == "en"
    if english and draft.harm in MOVED and _of_wounded(scan, draft):
        draft.harm = "injured"
    captive = whole is not None and (whole.harm or whole.head.harm) == "abducted"
    if english and captive and draft.harm == "detained":
        draft.harm = "abducted"  # 'seized 253 hostages, of whom 130 are still held'
    held = draft.head.harm or (whole.harm if whole is not None else None)
    if draft.harm == "other" and held in _HELD and not _RESCUED.isdisjoint(draft.rules):
        draft.harm = "released"  # 'of the 23 women taken, eight have been rescued'
    if draft.kind == "resumed" and whole is not None and whole.harm != draft.harm:
        draft.whole = None


def _governor(scan: Scan, draft: Draft, triggers: list[Trigger]) -> Trigger | None:
    """Return the verb of its own that follows a part."""
    first = bisect_left(triggers, draft.core_last, key=first_of)
    if scan.lang == "ar":
        told = scan.ending(draft.first, "harm_verb") is not None or first == len(triggers)
        verb = None if told or triggers[first].cls != "harm_verb" else triggers[first]
        return verb if verb is not None and own_behind(scan, verb, draft) else None
    return next((t for t in triggers[first : first + _GOVERNORS] if governed(scan, draft, t)), None)


def _harmed(whole: Draft | None) -> bool:
    """Tell whether a count is of dead, wounded or freed."""
    return whole is not None and whole.harm in ("killed", "injured", "released")


def _of_wounded(scan: Scan, draft: Draft) -> bool:
    """'three of the wounded were evacuated': they are wounded still.  English."""
    among = scan.at(draft.core_last, "among")
    told = among is not None and among.entry.features.get("of_harm") == "injured"
    return told or (draft.whole is not None and draft.whole.harm == "injured")


def _coordinate(scan: Scan, draft: Draft, before: Draft, alone: bool) -> bool:
    """'27 dead of X and 19 of Y, and wounded were ...': what comes after in a clause of its own is said of others."""
    hit = scan.at(draft.core, "number")
    joined = (hit is not None and bool(hit.clitics.conjunction)) or scan.at(draft.first, "and") is not None
    comma = scan.tokens.folds[draft.last : draft.last + 1]
    ends = not comma or comma[0] in COMMAS or comma[0] in (".", "\u061b") or alone
    same = scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    beside = scan.lang == "ar" and same and before.harm is not None and draft.first == before.last
    noun = scan.at(draft.first, "person") if beside and draft.first < draft.core else None
    kin = noun is not None and bool(noun.clitics.conjunction)  # 'a mother and her children, the three'
    return (beside and ((joined and ends) or kin)) or (same and ends and _added(scan, draft, before))


def _added(scan: Scan, draft: Draft, before: Draft) -> bool:
    """'34 dead, in addition to four policemen': persons so set beside a count by its noun met the same.  Arabic."""
    added = scan.ending(draft.first, "beside") if scan.lang == "ar" else None
    if added is None or before.harm is None or before.head.harm != before.harm or not names_someone(draft.head):
        return False
    between = scan.tokens.folds[before.last : added.first]
    return draft.head.harm is None and (not between or (len(between) == 1 and between[0] in COMMAS))
