"""The walk through a sentence that opens and closes the wholes of a breakdown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Mapping

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.continued import RULE as CONTINUED
from marsad.read.claims.continued import continues
from marsad.read.claims.coordinates import Coordinates
from marsad.read.claims.draft import Draft, core_of, exceeds
from marsad.read.claims.frame import Frame
from marsad.read.claims.frames import APPOSERS, link_of_next, number_follows, of_nobody
from marsad.read.claims.meant import of_noun, of_subject, subject_of
from marsad.read.claims.ofwhom import NEAR, SEMICOLONS
from marsad.read.claims.openwhole import MOST, OpenWhole
from marsad.read.claims.others import OF_FORCE, group_before, of_force, tell_of_others
from marsad.read.claims.parts import all_of_part
from marsad.text.tokens import PUNCT

_OPEN, _CLOSE = "(", ")"
_STATE = 7
"""Tokens from 'with' to what is said of those counted behind it at most ('with 11 people still missing')."""
_BESIDE = 3
"""Tokens between two coordinated counts at most."""
_PARTED = 2
"""Semicolons of a list at least."""
_OLD = 2
"""Tokens between a figure that no longer stands and a part of it at most."""
_LISTED = 12
"""Counts behind a colon of which is asked what they make up at most."""
_BRACKET = frozenset({_OPEN})
_SIGNS = frozenset({_OPEN, _CLOSE}) | SEMICOLONS | APPOSERS


class Walk(OpenWhole, ABC):
    """Holds what is open at a token of the scan; who places the counts says how."""

    def link(self, drafts: list[Draft]) -> None:
        """Set `whole` of every part."""
        by_core = {d.core: d for d in drafts}
        link_of_next(self.scan, drafts)
        self.drafts = drafts
        self.coordinates = Coordinates(self.scan, drafts, self.triggers)
        telling = self._telling(by_core)
        holding = {self.scan.sentence_of(core) for core in by_core}
        holding.update(map(self.scan.sentence_of, self.scan.marked(_BRACKET)))  # which shuts the aside before it
        numbered = {self.scan.sentence_of(hit.first) for hit in self.scan.all("enumerator") if self._opens_item(hit)}
        announced: Draft | None = None
        for number, (first, last) in enumerate(self.scan.sents):
            self.carry = self.outer or self._spoken_of() or self.carry
            self.stack, self.last, self.outer, self.first = [], None, None, None
            if number in numbered:
                announced = announced or self.carry
                if announced is not None:
                    self.stack = [Frame(announced, "list")]
            if number not in holding:
                continue  # what is opened in a sentence ends with it
            done = first
            for i in telling[bisect_left(telling, first) : bisect_left(telling, last)]:
                if i < done:
                    continue
                draft = by_core.get(i)
                if draft is not None:
                    if CONTINUED not in draft.rules or self._goes_on(draft):
                        self._place(draft)
                    done = max(i + 1, draft.core_last)
                else:
                    done = self._mark(i)

    def _goes_on(self, draft: Draft) -> bool:
        return continues(draft, self.last, self.placed)

    @abstractmethod
    def _place(self, draft: Draft) -> None:
        """Give a count its whole, by what is open."""

    def _telling(self, by_core: Mapping[int, Draft]) -> list[int]:
        """Return the tokens that begin a draft or may open or close a whole, left to right."""
        return sorted(
            {
                *(*by_core, *self.among, *self.includes, *self.openers, *self.tolls),
                *(*self.triggers, *self.clauses.marks, *self.scan.marked(_SIGNS)),
            }
        )

    def _mark(self, i: int) -> int:
        """Deal with token `i`, which begins no draft; return the next one."""
        word = self.scan.tokens.folds[i]
        if i in self.includes and self._open_subject(i):
            return self.includes[i].last
        if i in self.openers and (whole := of_noun(self.scan, i, self.placed[-NEAR:])) is not None:
            self.stack = [Frame(whole, "list" if self._by_semicolons(i) else "subset")]
            return i + 1
        if i in self.among:
            self._open(i)
            return max(i + 1, self.among[i].last)
        if word == ":" and self._names_dead(i):
            return i + 1
        if word == _OPEN:
            self._aside = self.last
            if self.last is not None and self._just_after(i):
                self._open_frame(Frame(self.last, "paren"))
        elif self.last is not None and (self._apposes(i, self.last) or self._lists_places(i, self.last)):
            listed = self._listed(i, self.last)
            self._open_frame(Frame(self.last, "apposed") if listed is None else Frame(listed, "list"))
        elif word == _CLOSE:
            self._close_paren()
        elif word in SEMICOLONS:
            self._close_to_partition(i)
        elif self._tells_which(i):
            pass  # 'among the bodies that reached the hospital are five children'
        elif i in self.clauses.marks or i in self.tolls or (i in self.triggers and not self._relative(i)):
            self._clear()
        return i + 1

    def _by_semicolons(self, i: int) -> bool:
        """Tell whether semicolons part a list in the sentence of token `i` ('Of the 79, X killed 11; Y two; ...')."""
        first, last = self.scan.sents[self.scan.sentence_of(i)]
        return i == first and sum(self.scan.tokens.folds[k] in SEMICOLONS for k in range(first, last)) >= _PARTED

    def _tells_which(self, i: int) -> bool:
        """Tell whether the verb at token `i` only says which of the dead 'among the dead' means."""
        opened = self.stack and self.stack[-1].kind == "subset" and not self.stack[-1].parts
        if self.scan.lang == "en":
            return bool(opened) and (self._participle_of_opener(i) or self._takes_some(i))
        which = self.scan.ending(i, "control_relative") if opened else None
        return which is not None and self.scan.ending(which.first, "among") is not None

    def _names_dead(self, i: int) -> bool:
        """'The martyrs: 9 in ..., 6 in ...': open the last total of those whom the noun before the colon names."""
        person = self.scan.ending(i, "person") if self.scan.lang == "ar" else None
        if person is None or not person.clitics.article or not number_follows(self.scan, i + 1):
            return False
        harm = person.entry.features.get("harm")
        named = (d for d in reversed(self.placed[-MOST:]) if d.status == "stated" and d.whole is None)
        whole = next((d for d in named if harm is not None and self._harm_told(d) == harm), None)
        if whole is not None:
            self.stack = [Frame(whole, "list")]
        return whole is not None

    def _listed(self, i: int, last: Draft) -> Draft | None:
        """'41 dead and 133 injured: 19 killed in X, ...': of two counts the one whose harm the list begins with.

        English.
        """
        before = self._previous if self.scan.lang == "en" else None
        if before is None or before.whole is not None or not 0 < last.first - before.last <= _BESIDE:
            return None
        verb, told = self.scan.at(i + 2, "harm_verb"), self.scan.at(last.last, "harm_verb")
        if verb is not None and told is not None and told.last == i:
            harm = verb.entry.features["harm"]
            return before if self._harm_told(before) == harm != self._harm_told(last) else None
        return before if self.scan.tokens.folds[i] == ":" and self._make_up(i, before, last) else None

    def _make_up(self, i: int, before: Draft, last: Draft) -> bool:
        """Tell whether the counts behind a colon make up the first of the two before it ('52 dead and 100 wounded: 31
        in X, 14 in Y and seven in Z').  English."""
        end = self.scan.sents[self.scan.sentence_of(i)][1]
        since = bisect_left(self.drafts, i, key=core_of)
        listed = self.drafts[since : bisect_left(self.drafts, end, key=core_of)][:_LISTED]
        places = [d for d in listed if d.head.sex is d.head.age is None and d.value]
        harms = {d.head.harm for d in places} - {None}
        alike = harms <= {self._harm_told(before) or self._harm_of_clause(before)}
        return len(places) > 1 and alike and sum(d.value or 0 for d in places) == before.value != last.value

    def _clear(self) -> None:
        self.stack = [frame for frame in self.stack if frame.kind in ("paren", "list")]

    def _close_paren(self) -> None:
        for n in range(len(self.stack) - 1, -1, -1):
            if self.stack[n].kind == "paren":
                self.last = self.stack[n].whole
                del self.stack[n:]
                return
        if self._aside is not None and self.scan.lang == "en":
            self.last = self._aside

    def _close_to_partition(self, i: int) -> None:
        if self.scan.lang == "en" and self._also_of_them(i):
            del self.stack[1:]
            return
        lists = ("list",) if any(frame.kind == "list" for frame in self.stack) else ("partition", "apposed")
        while self.stack and self.stack[-1].kind not in lists:
            self.stack.pop()

    def _also_of_them(self, i: int) -> bool:
        """'Of the dead, 54 were lawyers; two journalists were also killed': the semicolon at `i` ends nothing."""
        first, last = self.scan.sents[self.scan.sentence_of(i)]
        among = self.among.get(first)
        if among is None or not among.entry.features.get("of_harm") or not self.stack or self.stack[0].kind != "subset":
            return False
        end = next((j for j in range(i + 1, last) if self.scan.tokens.folds[j] in SEMICOLONS), last)
        ordinal = self.scan.at(i + 1, "one_of")
        nth = ordinal is not None and ordinal.entry.id == "among.ordinal"
        return nth or (self.scan.begins(i + 1, end, "also") and not self._did_it_all(i + 1))

    def _did_it_all(self, i: int) -> bool:
        """Tell whether 'the five attackers' stands at token `i`: whoever killed is not of their dead."""
        the = self.scan.at(i, "determiner")
        near = range(the.last, the.last + 2) if the is not None else ()
        return any(p is not None and p.entry.features.get("party") == "nonstate" for p in map(self._person_at, near))

    def _person_at(self, i: int) -> Hit | None:
        return self.scan.at(i, "person")

    def _open(self, i: int) -> None:
        hit = self.among[i]
        kind = str(hit.entry.features["kind"])
        if self.scan.reads(hit.last, "none"):
            return  # 'the dead included no foreigners'
        rest = self.rest
        if (
            rest is not None
            and 0 <= i - rest.last <= 1
            and self.scan.lang == "en"
            and self.scan.tokens.folds[hit.last : hit.last + 1] != [","]
        ):
            self._open_frame(Frame(rest, "subset"))  # 'and the others, among whom were three old men, in Y'
            return
        if self.last is None or self._of_another_harm(hit, self.last):
            self._open_earlier(hit)
            return
        if self.scan.lang == "en" and self._counted_among(hit):
            return  # 'three nurses are counted among them, and a minister died as well'
        if self.scan.lang == "en" and self.scan.at(i, "with_number") and self.scan.ending(i, "place") is not None:
            return  # 'ahead of Segou with 214'
        if self.scan.lang == "en" and self.scan.at(i, "with_number") and self._told_of_others(hit.last, self.last):
            return  # 'the toll rose to 24, with 11 people still missing'
        if kind == "list":
            apposed = self.scan.lang == "ar" and self.last.whole is not None and self.last.last == hit.first
            self.stack = [Frame(self.last if apposed else self.first or self.last, "list")]
            return
        if kind == "subset" and self._trails(hit) and (hit.entry.features.get("trailing") or self._closes(hit)):
            self._of_them(self.last)
            if self._counts_nouns(hit.last):
                self._open_frame(Frame(self.last, "subset"))
            return
        if (kind == "partition" and number_follows(self.scan, self._past_known(hit.last))) or kind == "subset":
            arabic = self.scan.lang == "ar"
            last = self._spoken_of_men(hit, self.last) if arabic else self.last
            whole = (
                self.coordinates.spoken_of(hit, last, self.placed, self._harm_told) if arabic else self._of_both(last)
            )
            self._open_frame(Frame(whole, kind))

    def _told_of_others(self, i: int, last: Draft) -> bool:
        """Tell whether those counted from token `i` are missing or hurt, and the count before them is of dead."""
        if not last.toll and self._harm_told(last) != "killed":
            return False
        _, end = self.scan.sents[self.scan.sentence_of(i)]
        for k in range(i, min(i + _STATE, end)):
            told = self.triggers.get(k)
            if told is not None or self.scan.tokens.kinds[k] == PUNCT:
                return told is not None and told.harm in ("missing", "injured")
        return False

    def _counted_among(self, hit: Hit) -> bool:
        """Tell whether 'were among them', 'are counted among them' ends its clause.  English."""
        if not hit.entry.features.get("them") or self.scan.tokens.kinds[hit.last : hit.last + 1] != ["p"]:
            return False
        return any(self.scan.at(i, "verb_be") is not None for i in (hit.first - 1, hit.first - 2))

    def _of_another_harm(self, hit: Hit, last: Draft) -> bool:
        """Tell whether 'the wounded include' is not said of the count before it ('31 of the dead are women; ...')."""
        harm = hit.entry.features.get("of_harm")
        if harm is None or self.scan.lang == "ar":
            return harm is not None
        while last.whole is not None and self._harm_told(last) is None:
            last = last.whole
        if hit.first and self.scan.tokens.folds[hit.first - 1] in SEMICOLONS:  # '...; of those injured, 112 ...'
            return self._harm_of_run(last) not in (None, harm)
        return self._harm_told(last) not in (None, harm)

    def _harm_of_run(self, last: Draft) -> str | None:
        """Return what is told of a count, or of one that it goes on from ('33 bodies were taken to X, nine to Y')."""
        first, _ = self.scan.sents[self.scan.sentence_of(last.core)]
        run = [last, *(d for d in reversed(self.placed[-NEAR:]) if first <= d.core < last.core)]
        told = (self._harm_told(d) or self._harm_of_clause(d) for d in run)
        return next((harm for harm in told if harm is not None), None)

    def _open_subject(self, i: int) -> bool:
        """'The martyrs of the past day include four children': open the last total that the subject means, if any.

        English.
        """
        person = subject_of(self.scan, i)
        harm = person.entry.features["harm"] if person is not None else None
        told = [d for d in self.placed[-MOST:] if d.status == "stated" and d.value and harm is not None]
        same = [d for d in told if harm in (self._harm_told(d), self._harm_of_clause(d))]
        same = [d for d in same if d.whole is None or self._harm_told(d.whole) != harm]
        called = self.scan.ending(person.first, "person") if person is not None else None
        if called is not None and called.entry.features.get("civ"):  # 'the civilian dead include'
            told = [d for d in told if d.head.civilian and (d in same or d.whole in same)]
            same = told or same
        whole = of_subject(self.scan, i, same)
        if whole is not None:
            self.stack = [Frame(whole, "subset")]
        return whole is not None

    def _past_known(self, i: int) -> int:
        """Return the token behind 'they are:', 'they are, besides the civilians,' that ends at token `i`.  Arabic."""
        if self.scan.lang != "ar":
            return i
        i += self.scan.tokens.folds[i : i + 1] == [":"]
        beside = self.scan.at(i, "beside")
        known = self.scan.at(beside.last, "person") if beside is not None else None
        return known.last if known is not None and known.clitics.article else i

    def _trails(self, hit: Hit) -> bool:
        """Tell whether 'of them' belongs to the count before it and opens no parts ('1,082 victims of them')."""
        if self.last is None:
            return False
        if self.last.core_last == hit.first:
            return self._previous not in (None, self.last) or not self._counts_nouns(hit.last)
        return self.last.last == hit.first and not number_follows(self.scan, hit.last) and self._no_person(hit.last)

    def _closes(self, hit: Hit) -> bool:
        """Tell whether 'among them' ends its phrase ('eight people, a family of six among them, died')."""
        if hit.last >= len(self.scan) or not hit.entry.features.get("them"):
            return False
        return self.scan.tokens.kinds[hit.last] == "p" or self.scan.at(hit.last, "harm_verb", "verb_be") is not None

    def _of_them(self, draft: Draft) -> None:
        """'35 of them are civilians': a part of the count before it."""
        if draft.whole is None and self.last in (None, draft) and (group := group_before(self.scan, draft)) is not None:
            tell_of_others(draft, group)
        elif draft.whole is None:
            previous = (self._previous if self._previous is not draft else None) or self._carried(draft)
            old = self.overtaken  # 'at first spoke of two wounded, one of whom died later'
            if self.scan.lang == "en" and old is not None and 0 < draft.first - old.last <= _OLD:
                previous = old
            previous = self._of_the_dead(draft, self._named_before(draft, previous))
            if previous is not None and self._past_predicate(previous, draft):
                previous = previous.whole
            previous = self._of_subject(draft, None if self._retells(draft, previous) else previous)
            while previous is not None and (exceeds(draft, previous) or all_of_part(draft, previous)):
                previous = previous.whole  # '18 children - and have buried 226 of them'
            if previous is not None and self._of_the_same(draft, previous):
                previous = previous.whole
            previous = self._of_other_harm(draft, previous)
            if previous is not None and previous.whole is not None and self._of_things(previous):
                previous = previous.whole
            if self.scan.lang == "ar" and self._of_named_force(draft, previous):
                draft.rules.append(OF_FORCE)
            elif previous is not None:
                draft.whole = previous
                draft.rules.append("part.of_them")
                if self.outer is draft:
                    self.outer = None
                self._open_frame(Frame(previous, "of_them", draft.value or 0, 1))
            elif of_nobody(self.scan, draft):
                draft.drop = "of them: no persons are named before"

    def _of_the_same(self, draft: Draft, previous: Draft) -> bool:
        """'Six of the rescued are in hospital; two of those rescued died': none of the six.  English."""
        mine, other = self.scan.at(draft.core_last, "among"), self.scan.at(previous.core_last, "among")
        same = mine is not None and other is not None and mine.entry is other.entry and self.scan.lang == "en"
        return same and mine is not None and not mine.entry.features.get("of_harm") and self._names(mine)

    def _names(self, among: Hit) -> bool:
        """Tell whether 'of the rescued' says of whom, as 'of them' does not."""
        return self.scan.at(among.last - 1, "harm_verb", "person") is not None

    def _of_named_force(self, draft: Draft, previous: Draft | None) -> bool:
        """Tell whether 'and lost 8 of it' is of a force, and not of cases or bodies told before.  Arabic."""
        if not of_force(self.scan, draft.first, draft.core_last):
            return False
        cases = previous is not None and any(noun.get("case") for noun, _ in previous.head.nouns)
        return previous is None or not (previous.head.body or cases)

    def _past_predicate(self, part: Draft, draft: Draft) -> bool:
        """Tell whether what befell them all is told behind a part: '312, 91 of them children, have been killed; 14'."""
        if self.scan.lang != "en" or part.whole is None:
            return False
        folds = self.scan.tokens.folds
        comma = next((i for i in range(part.last, min(part.last + _BESIDE + 1, draft.first)) if folds[i] == ","), None)
        if comma is None:
            return False
        said = self.scan.at(comma + 1, "verb_be", "verb_have")
        return said is not None and any(said.first < i < draft.first for i in self.triggers)

    def _carried(self, draft: Draft) -> Draft | None:
        """Return the total of the sentence before, for '43 of them were rebels' and 'the remaining 25'."""
        carry = self.carry
        if carry is not None and carry.whole is not None and "part.remaining" in carry.rules and self.scan.lang == "en":
            carry = carry.whole  # '20 died on the spot; the other ten in clinics. Nineteen of them were men'
        if (
            carry is None
            or carry is draft
            or carry.value is None
            or (draft.value or 0) > (carry.value_max or carry.value)
        ):
            return None
        return carry if self.belongs(draft, carry) else None
