"""Of whom: what a clause's words say of whose harm a count is, asked for as a sentence is walked."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.draft import Draft, exceeds
from marsad.read.claims.elided import opens_places
from marsad.read.claims.frame import Frame
from marsad.read.claims.frames import (
    APPOSERS,
    number_follows,
    person_before,
)
from marsad.read.claims.meant import openers
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import PUNCT

SEMICOLONS = frozenset({";", "\u061b"})
NEAR = 12
"""Counts before among which 'the dead include' seeks its whole by the verb of its clause at most.  English."""
_OWN_VERB = 5
"""Tokens of 'have been "martyred"' between a count and the dash that opens its parts at most."""
_VERB_BEFORE, _VERB_AFTER = 4, 16
"""Tokens between a count and the verb before and after it that says what happened at most."""
_SINCE_COUNT = 12
"""Tokens from a word of harm to its count, with when and where between them, at most."""
_SINCE = 9
"""Tokens of when and where between a total and the colon that opens its parts at most."""
Belongs = Callable[[Draft, Draft], bool]
"""belongs(part, whole): may the part's persons be among the whole's?"""


class OfWhom:
    """Answers for one sentence of one scan."""

    def __init__(self, scan: Scan, triggers: list[Trigger], clauses: Clauses, belongs: Belongs) -> None:
        self.scan = scan
        self.triggers = {t.first: t for t in triggers}
        self.clauses = clauses
        self.belongs = belongs
        self.among = {hit.first: hit for hit in scan.all("among") if not _leaves_out(scan, hit)}
        self.includes = scan.firsts("includes")
        self.openers = openers(scan)
        self.tolls = {hit.first for hit in scan.all("toll_verb")} | {hit.first for hit in scan.all("leaves")}
        self.stack: list[Frame] = []
        self.last: Draft | None = None
        self.outer: Draft | None = None
        self._previous: Draft | None = None
        self.first: Draft | None = None
        self.placed: list[Draft] = []
        self.overtaken: Draft | None = None
        """The last count that no longer stands."""
        self._aside: Draft | None = None
        self.drafts: list[Draft] = []
        self.rest: Draft | None = None
        """The last 'the rest' of the text so far."""
        self.carry: Draft | None = None
        """The first total of the last sentence that had one."""

    def _opens_item(self, hit: Hit) -> bool:
        """Tell whether 'secondly' opens what it numbers; in Arabic 'a second blast' has the same word behind a noun."""
        if self.scan.lang != "ar" or not hit.first or hit.clitics.conjunction:
            return True
        return not self.scan.lexicon.ends_indefinite(self.scan.tokens.folds[hit.first - 1])

    def _apposes(self, i: int, last: Draft) -> bool:
        """Tell whether a colon or a dash right after a count opens its parts ('84 in all: 12 officers and a nurse')."""
        if self.scan.lang == "ar":
            return self.scan.tokens.folds[i] == ":" and number_follows(self.scan, i + 1) and self._up_to(i, last)
        if self.scan.tokens.folds[i] not in APPOSERS:
            return False
        kinds = self.scan.tokens.kinds
        if any(
            hit.last == i + 1 and hit.first and kinds[hit.first - 1] == PUNCT for hit in self.scan.all("harm_label")
        ):
            return False  # '...; injured: 20', but not '30 people were killed: 12 men ...'
        listed = bool(self.stack) and self.stack[-1].kind == "list"
        if self.scan.tokens.folds[i] == ":" and number_follows(self.scan, i + 1) and not listed:
            return True
        if self._past_verb(i, last):
            return True
        summed = self.scan.at(last.last, "in_all") or self.scan.at(last.last, "among")
        return i == (summed.last if summed is not None else last.last)

    def _past_verb(self, i: int, last: Draft) -> bool:
        """Tell whether only a count's own verb stands between it and a dash before a number.

        'had lost 12 - three ...' is told by its form; this is '12 had been "martyred" - three bombers, four ...'.
        """
        between = range(last.last, i)
        if not 0 < len(between) <= _OWN_VERB or not number_follows(self.scan, i + 1):
            return False
        verb = any(k in self.triggers and self.triggers[k].cls == "harm_verb" for k in between)
        known = all(self.scan.any_at(k, "verb_be", "verb_have", "harm_verb") or self._is_mark(k) for k in between)
        more = any(self.scan.at(k, "additional", "other") is not None for k in range(i + 1, min(i + 4, len(self.scan))))
        return verb and known and not more

    def _is_mark(self, k: int) -> bool:
        return self.scan.tokens.kinds[k] == PUNCT and self.scan.tokens.folds[k] not in SEMICOLONS

    def _lists_places(self, i: int, last: Draft) -> bool:
        """Tell whether '; 15 in X' stands at token `i`, right after a total.  Arabic."""
        return self.scan.tokens.folds[i] in SEMICOLONS and opens_places(self.scan, i + 1, i + 2, [last])

    def _up_to(self, i: int, last: Draft) -> bool:
        """Tell whether nothing but a few words of when and where stand between a count and token `i`.  Arabic."""
        between = range(last.last, i)
        own = last.last  # '102 fell victim in ...: 34 dead and ...'
        plain = all(self.scan.tokens.kinds[k] in ("w", "n") and (k == own or k not in self.triggers) for k in between)
        return len(between) <= _SINCE and plain

    def _relative(self, i: int) -> bool:
        """A harm said of the open count itself ('10 who blew themselves up', '132 civilians died in ...')."""
        trigger = self.triggers[i]
        if trigger.after or (trigger.cls == "toll" and self.stack):
            return True
        if self.last is None:
            return False
        if self.scan.lang == "en" and not trigger.passive and self.scan.at(i - 1, "and") is not None:
            return False  # 'eight policemen, including an inspector, and cost the attackers five men'
        return i - self.last.last <= (2 if self.scan.lang == "ar" else 3) and not self._opens_object(trigger)

    def _opens_object(self, trigger: Trigger) -> bool:
        word = self.scan.at(trigger.first, trigger.cls)
        if word is None or not word.clitics.conjunction:
            return False
        return not (self.scan.lang == "ar" and word.clitics.suffix)  # '745 civilians, whose capture and killing ...'

    def _just_after(self, i: int) -> bool:
        near = self.scan.lang == "ar" and self.last is not None
        family = self.scan.ending(i, "person") or self.scan.ending(i - 1, "person") if near else None
        unit = family is not None and bool(family.entry.features.get("unit"))  # '8 persons of one family (...)'
        return self.last is not None and i - max(self.last.last, self.last.core_last) <= (4 if unit else 2)

    def _spoken_of_men(self, hit: Hit, last: Draft) -> Draft:
        """Return the whole of a part that is women only where 'of them' is not said of women.  Arabic."""
        while hit.entry.features.get("men") and last.head.sex == "f" and last.whole is not None:
            last = last.whole
        return last

    def _no_person(self, i: int) -> bool:
        return self.scan.at(i, "person", "number_article") is None

    def _counts_nouns(self, i: int) -> bool:
        """Tell whether a number with its noun follows 'of them' at token `i` ('90 fell, of them 30 girls').  Arabic."""
        return self.scan.lang == "ar" and number_follows(self.scan, i) and not self._no_person(i + 1)

    def _noun_again(self, hit: Hit) -> Draft | None:
        """'Half of them were civilians. The civilians included seven children': return the civilians told before."""
        person = self.scan.ending(hit.first, "person")
        the = self.scan.ending(person.first, "determiner") if person is not None else None
        if person is None or the is None or person.entry.features.get("n") != "pl":
            return None
        known = (d for d in reversed(self.placed[-NEAR:]) if d.status == "stated" and d.value)
        return next((d for d in known if any(noun is person.entry.features for noun, _ in d.head.nouns)), None)

    def _harm_right_after(self, draft: Draft) -> str | None:
        trigger = self.triggers.get(draft.last)
        return trigger.harm if trigger is not None else None

    def _harm_told(self, draft: Draft) -> str | None:
        """Return what a count's noun or the words beside it say of it."""
        after = self.triggers.get(draft.last)
        told = after.harm if after is not None and not self._opens_object(after) else None
        return draft.harm or draft.head.harm or self._harm_before(draft) or told

    def _harm_before(self, draft: Draft) -> str | None:
        """Return what a word of harm right before a count says of it ('the killing of 33 persons').  Arabic."""
        if self.scan.lang != "ar" or draft.head.harm is not None:
            return None
        found = (self.triggers.get(i) for i in range(draft.first - 1, max(-1, draft.first - 4), -1))
        return next((trigger.harm for trigger in found if trigger is not None), None)

    def _harm_since(self, draft: Draft) -> str | None:
        """Return what the last word of harm since the count before it says ('the dead of the raid reached 14').

        Arabic.
        """
        if draft.status != "stated" or draft.rest:
            return None
        before = next((d.last for d in reversed(self.placed) if d.core < draft.core), 0)
        first = max(before, self.scan.sents[self.scan.sentence_of(draft.core)][0], draft.first - _SINCE_COUNT)
        found = (self.triggers.get(i) for i in range(draft.first - 1, first - 1, -1))
        return next((trigger.harm for trigger in found if trigger is not None), None)

    def told_alike(self, harm: str | None, whole: Draft) -> bool:
        """Tell whether a harm is the one that is said of a count ('all five died: four were shot').  English."""
        return harm is not None and self.scan.lang == "en" and self._harm_of_clause(whole) == harm

    def _harm_of_clause(self, draft: Draft) -> str | None:
        """Return what the verb right before a count says of it, or the passive after it.  English."""
        if draft.status != "stated" or draft.rest:
            return None
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        for i in range(draft.first - 1, max(first - 1, draft.first - _VERB_BEFORE), -1):
            before = self.triggers.get(i)
            if before is not None and before.last <= draft.first and not before.passive:
                return before.harm
        after = (self.triggers.get(i) for i in range(draft.last, min(last, draft.last + _VERB_AFTER)))
        return next((trigger.harm for trigger in after if trigger is not None and trigger.passive), None)

    def _retells(self, draft: Draft, previous: Draft | None) -> bool:
        """Tell whether 'killing ten of them' says a title's ten again, of persons named beside it.  English."""
        scan = self.scan
        if scan.lang != "en" or previous is None or previous.value != draft.value:
            return False
        return scan.sentence_of(previous.core) != scan.sentence_of(draft.core) and person_before(scan, draft)

    def _of_subject(self, draft: Draft, previous: Draft | None) -> Draft | None:
        """'49 of the 220 injured are in care, seven of them in a critical state': the seven are of the 49.  English."""
        near = (d for d in reversed(self.placed[-3:]) if d is not draft and "part.of_next" in d.rules)
        subject = next((d for d in near if d.whole is previous), None)
        return subject if subject is not None and not exceeds(draft, subject) else previous

    def _named_before(self, draft: Draft, previous: Draft | None) -> Draft | None:
        """'As for the wounded, eleven of them are ...': return the last count of those named before in the sentence.

        Arabic.  Only where no count stands between.
        """
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        if self.scan.lang != "ar" or (previous is not None and previous.core >= first):
            return previous
        for i in range(draft.first - 1, first - 1, -1):
            noun = self.scan.at(i, "person")
            if noun is None or not noun.clitics.article or noun.entry.features.get("n") != "pl":
                continue
            harm = noun.entry.features.get("harm")
            told = (d for d in reversed(self.placed[-NEAR:]) if d is not draft and not exceeds(draft, d))
            named = (d for d in told if harm in (self._harm_told(d), self._harm_since(d)))
            return previous if harm is None else next(named, previous)
        return previous

    def _of_things(self, draft: Draft) -> bool:
        """'118 of which ... and 22 of them': of cases, and of the persons of all these cases.  Arabic."""
        among = self.scan.at(draft.core_last, "among")
        return among is not None and bool(among.entry.features.get("things"))

    def _of_the_dead(self, draft: Draft, previous: Draft | None) -> Draft | None:
        """'killed 21 people and wounded 52; 13 of the victims were police': the victims are the 21.  English."""
        among = self.scan.at(draft.core_last, "among") if self.scan.lang == "en" else None
        if among is None or not among.entry.features.get("victims") or previous is None:
            return previous
        if self._harm_told(previous) != "injured" and self._harm_of_clause(previous) != "injured":
            return previous
        near = (d for d in reversed(self.placed[-NEAR:]) if d is not draft and not exceeds(draft, d))
        return next((d for d in near if d.whole is None and self._harm_of_clause(d) == "killed"), previous)

    def _of_other_harm(self, draft: Draft, previous: Draft | None) -> Draft | None:
        """'19 died, three children among them, after two of the wounded died': the two are of the 19.  English."""
        among = self.scan.at(draft.core_last, "among")
        harm = among.entry.features.get("of_harm") if among is not None else None
        if harm is None or previous is None or self._harm_told(previous) == harm:
            return previous
        if self.told_alike(harm, previous) and previous.whole is None and previous.core < draft.core:
            return previous  # '82 people had been killed ..., raising the toll to 35,173 dead'
        if previous.whole is not None:
            return previous.whole
        near = (d for d in reversed(self.placed[-NEAR:]) if d.whole is None)
        fits = (d for d in near if harm in (self._harm_told(d), self._harm_of_clause(d)))
        held = next((d for d in fits if not exceeds(draft, d)), None)  # 'five of the injured died': not of the dead
        return held if held is not None and self.scan.lang == "en" else previous


def _leaves_out(scan: Scan, among: Hit) -> bool:
    """Tell whether longer words that set persons beside a count end with these ('not counting').  English."""
    beside = scan.ending(among.last, "beside") if scan.lang == "en" else None
    return beside is not None and beside.first < among.first
