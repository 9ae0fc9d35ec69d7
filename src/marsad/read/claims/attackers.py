"""Attackers: who did the harm to counts whose own words name nobody, by what the text tells of the attack or the fight.

'Militants of X attacked a post on Sunday.  Six policemen were killed': by X, where no other doer, place or weapon is
told between.  'Nine of X and four of Y fell in clashes': each by the other.  Nobody falls by his own side's attack, nor
by that of one whom the pack does not know as his side's opponent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from marsad.model.terms import SIDES_OPEN
from marsad.read.claims.asides import Sections
from marsad.read.claims.assaults import GENERIC, Assault, read_assaults
from marsad.read.claims.attributed import RULE as ATTRIBUTED
from marsad.read.claims.attributed import name_attributed
from marsad.read.claims.draft import Draft, first_of
from marsad.read.claims.groups import Sides
from marsad.read.claims.maincause import lead_of
from marsad.read.claims.opponents import RULE as BY_OPPONENT
from marsad.read.claims.opponents import Opponents
from marsad.read.claims.ordinals import INCIDENT
from marsad.read.claims.otherdoers import SUFFERED, other_did
from marsad.read.claims.perpetrators import Doers
from marsad.read.claims.shareddoers import further_deed
from marsad.read.claims.subjects import Subjects, of_its_own, speaking
from marsad.read.mention import ActorMention
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan
from marsad.text.tokens import PUNCT

BY_SUBJECT, BY_ATTACK = "doer.subject", "doer.attack"
"""The rules by which a perpetrator is told: a verb's subject, the attack told of."""
_HARMED = frozenset({"killed", "injured"})
_DONE = _HARMED | {"detained", "abducted"}
_ARMS = frozenset({"clashes", "gunfire", "execution", "assassination"})
"""How those fell whom men with arms attacked."""
_BOMBS = frozenset({"ied_mine", "suicide_bombing"})
_OPEN = SIDES_OPEN | {"civilians"}
_ELSEWHERE = frozenset({"count.received", INCIDENT})
_SHARED = frozenset({BY_SUBJECT, BY_ATTACK, ATTRIBUTED})


def name_attackers(scan: Scan, drafts: Sequence[Draft], sides: Sides, doers: Doers, places: PlacesFound) -> None:
    """Set the perpetrator of the counts of which what is told around them names one."""
    who = _told(scan, sides)
    speakers = speaking(scan, sides.speakers, sides.armed)
    subject = None
    if scan.lang == "en":
        subjects = Subjects(scan, [*who, *speakers], sides.everyone, sides.armies)
        _by_subjects(scan, drafts, subjects.of)
        name_attributed(scan, drafts, who, subjects)
        subject = subjects.of
    else:
        _by_subjects(scan, drafts, lambda verb: of_its_own(scan, verb, speakers))
    assaults = [*read_assaults(scan, who, sides.everyone, doers.of_means, subject), *_deeds(drafts)]
    assaults.sort(key=first_of)
    attackers = Attackers(scan, drafts, sides, assaults, places)
    opponents = Opponents(scan, drafts, sides, who, assaults, places)
    for draft in drafts:
        if draft.perpetrator is None and draft.harm in _HARMED:
            _give(draft, attackers.of(draft), BY_ATTACK)
        if draft.perpetrator is None and draft.harm in _HARMED:
            _give(draft, opponents.of(draft), BY_OPPONENT)
    _share_with_parts(scan, drafts)
    _share_along(scan, drafts)


def _told(scan: Scan, sides: Sides) -> list[ActorMention]:
    """Return the mentions of who may have done harm; 'gunmen' are a side's only where it was named before."""
    found: list[ActorMention] = []
    named: set[str] = set()
    for actor in sides.everyone:
        if actor.side in _OPEN or (actor.generic and not _means(scan, actor, sides, named)):
            continue
        if not _plain(scan, actor):
            named.add(actor.side)
        if actor.side in named:
            found.append(actor)
    return found


def _means(scan: Scan, actor: ActorMention, sides: Sides, named: set[str]) -> bool:
    """Tell whether a generic word means one side for certain: a state's men, 'the group' where one alone is named."""
    groups = [side for side in named if not sides.context.is_state(side)]
    return _of_state(scan, actor, sides) or (groups == [actor.side] and _is_group(scan, actor))


def _is_group(scan: Scan, actor: ActorMention) -> bool:
    word = scan.at(actor.first, "actor_generic")
    return scan.lang == "en" and word is not None and word.entry.features["party"] == "organisation"


def _of_state(scan: Scan, actor: ActorMention, sides: Sides) -> bool:
    """Tell whether a generic word means a state's men ('the army', 'troops')."""
    word = scan.at(actor.first, "actor_generic")
    return word is not None and word.entry.features["party"] == "state" and sides.context.is_state(actor.side)


def _plain(scan: Scan, actor: ActorMention) -> bool:
    """Tell whether a mention is only a word for armed men ('militants')."""
    word = scan.at(actor.first, "actor_generic")
    return word is not None and word.last == actor.last and word.entry.features["party"] == "nonstate"


def _deeds(drafts: Sequence[Draft]) -> Iterator[Assault]:
    """Yield what is told with who did it: 'X killed ten.  20 others were wounded'."""
    for draft in drafts:
        if draft.perpetrator is not None and draft.harm in _HARMED and not (draft.background or draft.cumulative):
            cause = draft.cause or GENERIC
            yield Assault(draft.core, draft.last, draft.perpetrator, cause, victims=draft.side)


def _give(draft: Draft, side: str | None, rule: str) -> None:
    if side is not None and side != draft.side and side not in _OPEN:
        draft.perpetrator = side
        draft.rules.append(rule)


def _by_subjects(scan: Scan, drafts: Sequence[Draft], subject: Callable[[int], str | None]) -> None:
    """'X says it killed 60', 'X took the town, killing dozens': by X."""
    for draft in drafts:
        if draft.perpetrator is not None or draft.harm not in _DONE or (draft.trigger or draft.core) >= draft.core:
            continue
        verb = scan.at(draft.trigger or 0, "harm_verb")
        if verb is not None and not any(verb.entry.features.get(told) for told in SUFFERED):
            _give(draft, subject(verb.first), BY_SUBJECT)


def _share_with_parts(scan: Scan, drafts: Sequence[Draft]) -> None:
    """A part fell by the same hand as its whole, where one sentence tells both alike."""
    for draft in drafts:
        whole = draft.whole
        if draft.perpetrator is not None or whole is None or whole.perpetrator is None:
            continue
        same = whole.harm == draft.harm and whole.cause == draft.cause
        if same and scan.sentence_of(whole.core) == scan.sentence_of(draft.core):
            told = next((r for r in reversed(whole.rules) if r in _SHARED), None)
            if told is not None:
                _give(draft, whole.perpetrator, told)


def _share_along(scan: Scan, drafts: Sequence[Draft]) -> None:
    """'X raided three villages, killing 22 people and kidnapping 40 women': the further deed is X's too.  English."""
    for earlier, later in pairwise(drafts) if scan.lang == "en" else ():
        told = next((r for r in reversed(earlier.rules) if r in _SHARED), None)
        if later.perpetrator is None and told is not None and later.harm in _DONE and earlier.perpetrator is not None:
            _give(later, earlier.perpetrator if further_deed(scan, earlier, later) else None, told)


class Attackers:
    """Answers for one scan by the attacks that it tells of, `assaults`, which are in text order."""

    def __init__(
        self, scan: Scan, drafts: Sequence[Draft], sides: Sides, assaults: Sequence[Assault], places: PlacesFound
    ) -> None:
        self.scan, self.assaults, self.places = scan, assaults, places
        self._rivals = sides.opponents
        self._sections = Sections(scan) if assaults else None
        self._lead = lead_of(scan)
        self._doers = {one.side for one in assaults} | {d.perpetrator for d in drafts if d.perpetrator}
        self._claimed = any(one.claimed for one in assaults)
        self._told = [one for one in assaults if not one.claimed]
        self._alone = {number: len(doers) == 1 for number, doers in self._by_sentence().items()}
        """By sentence that tells of attacks: whether all are one side's."""

    def _by_sentence(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for one in self.assaults:
            found.setdefault(self.scan.sentence_of(one.first), set()).add(one.side)
        return found

    def of(self, draft: Draft) -> str | None:
        """Return the side that attacked those whom a count is of, or None where that is not told."""
        if not self.assaults or draft.background or draft.cumulative or other_did(self.scan, draft):
            return None
        here = self._alone.get(self.scan.sentence_of(draft.core))
        if here is False:
            found = self._nearest(draft)  # several sides attacked
            return found.side if found is not None and self._other_side(found, draft) else None
        if not here and (draft.head.body or not _ELSEWHERE.isdisjoint(draft.rules)):
            return None  # nobody says how those died whose bodies came from elsewhere, nor of another incident
        found = self._in_sentence(draft) if here else self._before(draft) or self._main(draft)
        if found is None or not _may_be(found, draft) or not self._other_side(found, draft):
            return None
        return found.side

    def _nearest(self, draft: Draft) -> Assault | None:
        """Return the last attack before a count in a sentence that tells of several sides', if it was of its cause."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        at = bisect_left(self.assaults, draft.first, key=first_of)
        last = self.assaults[at - 1] if at else None
        here = last is not None and last.first >= first
        return last if last is not None and here and last.cause == draft.cause and last.victims == "" else None

    def _in_sentence(self, draft: Draft) -> Assault | None:
        """Return the attack of the count's sentence: before it, or right behind it."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        at = bisect_left(self.assaults, draft.core, key=first_of)
        if at and self.assaults[at - 1].first >= first:
            return self.assaults[at - 1]
        behind = self.assaults[at]
        return behind if PUNCT not in self.scan.tokens.kinds[draft.last : behind.first] else None

    def _before(self, draft: Draft) -> Assault | None:
        """Return the attack told last before the count in its paragraph, where it is of the same scene."""
        at = bisect_left(self._told, draft.core, key=first_of)
        last = self._told[at - 1] if at else None
        if last is None or not self._alone[self.scan.sentence_of(last.first)]:
            return None
        line = bisect_left(self.scan.breaks, draft.core)
        same = line == 0 or self.scan.breaks[line - 1] < last.first
        return last if same and self._same_scene(last, draft) else None

    def _main(self, draft: Draft) -> Assault | None:
        """Return the first attack, where the text begins with it and tells of one doer alone."""
        first = self.assaults[0]
        if len(self._doers) != 1 or first.victims != "":
            return None
        if self._claimed:
            return first if self._same_scene(first, draft) else None
        return first if first.first < self._lead and self._same_scene(first, draft) else None

    def _same_scene(self, told: Assault, draft: Draft) -> bool:
        if self._sections is None or self._sections.of(draft.core) != self._sections.of(told.first):
            return False
        scene = self.places.scene(told.first)
        return draft.place is None or scene is None or self.places.around_all(scene) == draft.place

    def _other_side(self, told: Assault, draft: Draft) -> bool:
        """Tell whether those counted may have fallen by a side: civilians, or fighters of an opponent of it."""
        if told.victims not in ("", draft.side) and not draft.head.other:
            return False  # 'the army killed four gunmen, and two children were wounded'
        if draft.head.mixed or draft.head.harm == "detained" or any(n[0].get("attacker") for n in draft.head.nouns):
            return False
        if draft.side is None:
            return draft.head.civilian is not False
        return draft.side in _OPEN or told.side in self._rivals.get(draft.side, ())


def _may_be(told: Assault, draft: Draft) -> bool:
    """Tell whether a count's cause may be that of an attack."""
    if draft.cause in (None, told.cause) or (told.cause == GENERIC and draft.cause != "other"):
        return True
    return any({told.cause, draft.cause} <= group for group in (_ARMS, _BOMBS))
