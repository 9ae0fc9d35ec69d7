"""Implied counts: a noun of one or two persons counts without a number, where the context counts.

'a child and two women' after 'killed' or 'among them', duals, a person who is named, relatives ('his driver').
"""

from __future__ import annotations

from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.aged import aged_alone, tells_ages
from marsad.read.claims.befallen import HARMED, in_funeral
from marsad.read.claims.doers import done_by
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.duals import two_by_verb
from marsad.read.claims.elided import of_number, same_so, who_it_was
from marsad.read.claims.enumerated import does, enumerated, may_enumerate
from marsad.read.claims.named import named_before
from marsad.read.claims.namedkin import NamedKin
from marsad.read.claims.nobody import Nobody
from marsad.read.claims.nth import within
from marsad.read.claims.pairs import other_of_pair
from marsad.read.claims.persons import BARE
from marsad.read.claims.predicates import past_aside, unnamed_among, unnamed_trade
from marsad.read.claims.sizes import size_told
from marsad.text.tokens import BREAK, NUMBER

_WHO = 10
"""Tokens from one person to 'was one of the six' at most."""
_HELD = frozenset({"detained", "abducted"})
_WHERE = 5
"""Tokens between two commas that enclose who somebody is at most."""


class Implied(Nobody):
    """Adds the implied counts of one scan to what was found."""

    def add(self) -> None:
        """Add them all, left to right."""
        covered = {i for d in self.ground.drafts for i in range(d.first, d.last)}
        ends = {d.last for d in self.ground.drafts}
        self._ones = self._ones_of_them()
        self._listed, self._aged = may_enumerate(self.scan), tells_ages(self.scan)
        self._articles, self._others = self.scan.firsts("number_article"), self.scan.firsts("pair_other")
        blocked, in_names = self.ground.blocked, self._in_names
        self._beside_kin = NamedKin(self.ground).named_with_kin()
        for i in self._beginnings():
            if i in covered or i in blocked or i in in_names:
                continue
            draft = self._beside_kin.get(i) or self._implied_at(i, *self.ground.sentence(i), ends)
            if draft is not None and (self._says_who(draft) or self._is_one_of_them(draft)):
                covered.update(range(draft.first, draft.last))
            elif draft is not None:
                self.ground.drafts.append(draft)
                covered.update(range(draft.first, draft.last))
                ends.add(draft.last)
        named = (named_before(self.ground, kin, self._name) for kin in self._kin())
        self.ground.drafts += [draft for draft in named if draft is not None]

    def _name(self, i: int) -> bool:
        """Tell whether the word at `i` may be of somebody's name, a surname too.  Arabic."""
        return self._unknown(i) or self._surname(i)

    def _kin(self) -> list[Draft]:
        """Return the counts that may be of somebody's kin, left to right.  Arabic."""
        return list(self.ground.drafts) if self.scan.lang == "ar" else []

    def _says_who(self, draft: Draft) -> bool:
        """Tell whether ', a retired teacher, died' only says who the one before is, and say it of that count."""
        folds, before = self.scan.tokens.folds, self.ground.drafts[-1] if self.ground.drafts else None
        if self.scan.lang != "en" or before is None or before.kind != "implied" or before.value != 1:
            return False
        if before.last != draft.first - 1 or folds[before.last] != "," or draft.value != 1:
            return False
        end = self._past_years(draft.last)
        if folds[end : end + 1] != [","] or self.scan.at(end + 1, "verb_be", "harm_verb", "of_persons") is None:
            return False
        before.head.age = before.head.age or draft.head.age
        before.head.role = before.head.role or draft.head.role
        return True

    def _is_one_of_them(self, draft: Draft) -> bool:
        """Tell whether 'a child' only says who 'one of them' is, 'a couple' who 'two' are, and say it.  English."""
        before = (self._ones.get(draft.first) if draft.value == 1 else None) or self._these(draft)
        if before is None:
            return False
        if before.head.persons:
            before.head.age, before.head.sex = before.head.age or draft.head.age, before.head.sex or draft.head.sex
            return True
        before.head, before.last = draft.head, draft.last
        return True

    def _these(self, draft: Draft) -> Draft | None:
        """Return the bare number right before 'a couple', 'a boy', as many and a comma between them.  English."""
        i = draft.first - 1
        if self.scan.lang != "en" or self.scan.tokens.folds[i] != ",":
            return None
        told = (d for d in self.ground.within(i - 1, i) if d.core_last == i and d.value == draft.value)
        return next((d for d in told if not d.head.persons), None)

    def _is_one(self, i: int, start: int, last: int) -> bool:
        """'a commander of the rebels was one of the six': say of the one who he is.  English."""
        ones = [d for d in self.ground.within(i + 1, i + _WHO) if d.value == 1 and not d.head.persons]
        one = next((d for d in ones if self.scan.ending(d.core, "verb_be") is not None), None)
        head = self.heads.after(start, last, one=True) if one is not None else None
        if one is None or head is None or of_number(self.scan, one.core_last) is None:
            return False
        one.head, one.first = head, i
        return True

    def _apposed(self, i: int) -> bool:
        """Tell whether commas at token `i` and a few tokens behind enclose who somebody is, and a verb follows."""
        folds = self.scan.tokens.folds
        if folds[i : i + 1] != [","]:
            return False
        close = next((j for j in range(i + 2, min(i + _WHERE + 2, len(folds))) if folds[j] == ","), None)
        return close is not None and self.scan.at(close + 1, "verb_be", "harm_verb", "of_persons") is not None

    def _ones_of_them(self) -> dict[int, Draft]:
        """Return the counts 'one of them' by the token where it may be told who that is.  English."""
        found: dict[int, Draft] = {}
        for draft in self.ground.drafts if self.scan.lang == "en" else ():
            among = self.scan.at(draft.core_last, "among") if draft.value == 1 else None
            if among is not None or (draft.value == 1 and draft.kind == "one_of"):
                end = among.last if among is not None else draft.core_last
                be = self.scan.at(end, "verb_be") if among is not None else None  # 'one of the slain was a doctor'
                found[be.last if be is not None else end + (self.scan.tokens.folds[end : end + 1] == [","])] = draft
            elif draft.value == 1 and (told := who_it_was(self.scan, draft)) is not None:
                found[told] = draft
            elif draft.value == 1 and draft.kind == "number" and self._apposed(draft.last):
                found[draft.last + 1] = draft  # 'one passer-by, a woman, was killed'
        return found

    @cached_property
    def _hedges(self) -> dict[int, Hit]:
        """The hedges that stand before a noun of two ('at least two boys'), by the token after them.  Arabic."""
        return {hit.last: hit for hit in self.scan.all("hedge_pre")} if self.scan.lang == "ar" else {}

    @cached_property
    def _in_names(self) -> set[int]:
        """The tokens of places whose names have several words: 'Umm Ruwaba' is no mother.  Arabic."""
        hits = self.scan.all("place") if self.scan.lang == "ar" else ()
        return {i for hit in hits if hit.last - hit.first > 1 for i in range(hit.first, hit.last)}

    def _beginnings(self) -> list[int]:
        """Return the tokens at which one person may be named, left to right (see `_one_person`)."""
        scan = self.scan
        persons = scan.firsts("person")
        if scan.lang != "en":
            return sorted({*persons, *self._others}) if self._others else list(persons)
        found = {
            *persons,
            *self._beside_kin,
            *self._articles,
            *self._others,
            *scan.firsts("another"),
            *scan.firsts("both_word"),
        }
        for i in persons:
            for j in range(i - 1, max(-1, i - BARE - 1), -1):
                if self.blocks(j):
                    break
                found.add(j)
        ends = self.ground.ends
        for i, the in scan.firsts("determiner").items():  # most that are 'the' can't begin one person
            if the.last in persons or i in ends or the.entry.features.get("possessive"):
                found.add(i)
        kinds = scan.tokens.kinds
        return sorted([i for i in found if kinds[i] != BREAK])

    def _implied_at(self, i: int, first: int, last: int, ends: set[int]) -> Draft | None:
        """Return the count of one or two persons named from token `i` of the sentence [first, last), or None."""
        if self.scan.at(i, "place", "place_start") and self.scan.at(i - 1, "place_kind", "place_prep") is not None:
            return None  # 'the town of Jenin', 'in Jenin', which is a word for a person too
        whole = enumerated(self.ground, i, first) if self._listed else None
        if whole is None and (done_by(self.scan, i) or i in self.ground.doers):
            return None
        another = self.scan.at(i, "another")
        if another is not None and (found := self._another(i, another, ends)) is not None:
            return found
        both = self.scan.at(i, "both_word")
        if both is not None:
            return self._both(i, both, last, i - 1 in ends)
        if i in self._others and (other := other_of_pair(self.ground, i)) is not None:
            return other
        start, person = self._one_person(i, last)
        two = person is None and self.scan.lang == "ar" and two_by_verb(self.scan, self._persons.get(i))
        person = self._persons[i] if two else person
        if person is None:
            return self._unlisted_one(i, last)
        if self._counts_nobody(i, start, last, person):
            return None
        dual = two or person.entry.features.get("n") == "du"
        so = same_so(self.scan, i, person.last, ends)
        harmed = so or (dual and person.entry.features.get("harm") is not None) or self._lone_body(person)
        harmed = harmed or self._further_body(i, person)
        hedge = self._hedges.get(i) if dual and not person.clitics.conjunction else None
        licensed = harmed or two or self._licensed(hedge.first if hedge else i, first, ends, hedge or person, person)
        whole = whole if not harmed and not does(self.ground, person.last) else None
        head = self._noun_of_one(i, start, last, person) if licensed or whole is not None else None
        if head is None:
            return None
        draft = Draft(i, head.last, i, person.last, 2 if dual else 1, None, "exact", head, "implied", ["count.implied"])
        self._tell_harm(i, person, draft)
        self._tell_whole(i, first, person, draft, whole)
        self._tell_hedge(draft, hedge)
        return draft

    def _unlisted_one(self, i: int, last: int) -> Draft | None:
        """Return one who is told by years or by a trade that no list has ('a 17-year-old', 'a beekeeper')."""
        aged = aged_alone(self.scan, i, self.ground.ends.get(i), self._passive_after) if self._aged else None
        if aged is not None or i not in self._articles:
            return aged
        return unnamed_trade(self.scan, i, last) or unnamed_among(self.scan, i, last, self.ground.drafts)

    def _counts_nobody(self, i: int, start: int, last: int, person: Hit) -> bool:
        """Tell whether a noun of one or two persons counts nobody more, whatever befell them."""
        scan, features = self.scan, person.entry.features
        if features.get("n") == "sg" and (self._of_a_body(person) or self._of_a_force(person)):
            return True
        if scan.lang == "ar" and (scan.ending(i, "each") is not None or scan.ending(i, "speaks") is not None):
            return True  # 'for every martyr', 'said a woman'
        body = scan.lang == "ar" and features.get("body") and features.get("n") == "sg"
        if body and (person.clitics.suffix or scan.at(person.last, "number", "one_of") is not None):
            return True  # 'and holds his body': he was told of; 'the body of one of the two': the one is counted
        if scan.lang == "ar" and features.get("weak") and self._of_the_army(person):
            return True
        if i in self._between or size_told(scan, i) or in_funeral(scan, person) or within(self._numbered, i):
            return True
        if scan.lang == "en" and (self._is_one(i, start, last) or self._whose_another_is(i) or self._did_harm(person)):
            return True
        if scan.lang == "ar" and i not in self._befallen and self._owns(i, person):
            return True
        shot = scan.ending(i, "harm_pronoun") if features.get("harm") else None
        if shot is not None and shot.clitics.conjunction:
            return True  # 'and shot him dead': who he is was told before
        if scan.lang == "ar" and features.get("harm") == "other" and scan.ending(i, "attribution_verb") is not None:
            return True  # 'two survivors told of'
        if features.get("unit") and person.clitics.preposition and self.ground.ends.get(i) is None:
            return True  # 'from under the house of one family'
        held = features.get("harm") in _HELD and features.get("n") == "sg"
        if scan.lang == "ar" and held and scan.at(i - 1, "date_within") is not None:
            return True  # 'died in the prison of X', which is a word for a prisoner too
        if scan.lang == "en" and (self._all_the_dead(i, person) or self._of_many(i) or scan.ending(i, "bereaved")):
            return True  # 'the family of a soldier was killed'
        if not person.clitics.article or i in self._befallen:
            return False
        told = self._named(i, person) or self._beside(i, person) or self._known(i, person)
        return not (told or self._told_by_clause(i, person))

    def _tell_harm(self, i: int, person: Hit, draft: Draft) -> None:
        """Say what befell one or two where their own words tell it."""
        before = self.ground.drafts[-1] if self.ground.drafts else None
        if i in self._befallen:
            behind = self._befallen[i]
            draft.harm, draft.trigger = str(behind.entry.features["harm"]), behind.first
            draft.rules.append("harm.by_pronoun")
        left = self._left_with(i, person) if self.scan.lang == "en" else None
        if left is not None:
            draft.harm, draft.trigger = str(left.entry.features["harm"]), left.first
            draft.rules.append("harm.left_with")
        beside = before is not None and before.last == i and "person.body.pl" in before.rules
        if self.scan.lang == "ar" and (beside or self.of_bodies(i)):
            draft.harm = "killed"
            draft.rules.append("person.body.pl")
        with_one = before is not None and "harm.taken_to_care" in before.rules and before.last == i
        if with_one or self._taken_to_care(i, person):
            draft.harm = "injured"
            draft.rules.append("harm.taken_to_care")

    def _tell_whole(self, i: int, first: int, person: Hit, draft: Draft, whole: Draft | None) -> None:
        """Say of whom one or two are: of a total told before a colon, or of those among whom they were."""
        if whole is not None:
            draft.whole = whole
            draft.rules.append("part.enumerated")
        elif self.scan.lang == "en" and self.was_among(person):
            counted = (d for d in reversed(self.ground.drafts) if first <= d.core < i and (d.value or 0) > 1)
            draft.whole = next(counted, None)
            draft.rules.append("part.were_among")

    def _tell_hedge(self, draft: Draft, hedge: Hit | None) -> None:
        """Say how sure the number of one or two is."""
        if hedge is not None:
            draft.hedge, draft.first = hedge.entry.features["hedge"], hedge.first
        elif draft.head.hedge is not None:
            draft.hedge = draft.head.hedge
        after = self.scan.at(draft.head.last, "hedge_post")
        if after is not None and after.entry.features["hedge"] != "exact":
            draft.hedge, draft.last = after.entry.features["hedge"], after.last

    def _lone_body(self, person: Hit) -> bool:
        """Tell whether 'the body of a young man' is one dead: not that of somebody told before.  Arabic."""
        body = person.entry.features.get("body") and person.entry.features.get("n") == "sg"
        if self.scan.lang != "ar" or not body or person.clitics.preposition or person.clitics.suffix:
            return False
        whose = self.scan.at(person.last, "person")
        return whose is None or not whose.clitics.article or self._unknown(whose.last)

    def _further_body(self, i: int, person: Hit) -> bool:
        """Tell whether 'a sixth body', 'another body' is one more dead beside those counted before.  English."""
        body = person.entry.features.get("body") and person.entry.features.get("n") == "sg"
        if self.scan.lang != "en" or not body or not self.ground.drafts:
            return False
        article = self.scan.at(i, "number_article")
        nth = article is not None and self.scan.at(article.last, "date_ordinal") is not None
        return nth or self.scan.at(i, "another") is not None

    def _another(self, i: int, another: Hit, ends: set[int]) -> Draft | None:
        """'one man was killed and another wounded': one more of those counted before."""
        end = another.last
        opener, told = self.ground.ends.get(i), end
        if self.scan.tokens.folds[end : end + 1] == [","] and opener is None:
            told = past_aside(self.scan, end, end)  # 'a seventh, a boy of five, is missing'
        verb, be = self.scan.at(told, "harm_verb"), self.scan.at(told, "verb_be")
        subject = (verb is not None and not self._acts(verb)) or (
            be is not None and self.scan.at(be.last, "harm_verb") is not None
        )
        over = end >= len(self.scan) or self.scan.tokens.kinds[end] not in ("w", NUMBER)
        closes = over or self.scan.at(end, "preposition") is not None
        harmed = opener is not None and opener.entry.cls == "harm_verb" and closes
        so = same_so(self.scan, i, end, ends)
        if not (subject or harmed or so) or not any(d.core < i and d.value for d in self.ground.drafts):
            return None
        head = Head(i, end, other=True)
        return Draft(i, end, i, end, 1, None, "exact", head, "implied", ["count.another"])

    def _acts(self, verb: Hit) -> bool:
        """Tell whether a verb has its object behind it: 'a second, minutes later, killed five rescuers' was a blast."""
        if verb.entry.features.get("intransitive") or verb.last >= len(self.scan) or verb.last in self.ground.blocked:
            return False  # 'another wounded three hours later'
        counted = self.scan.tokens.kinds[verb.last] == NUMBER
        return (
            counted
            or self.scan.any_at(verb.last, "number", "person", "number_article", "vague", "hedge_pre") is not None
        )

    def _did_harm(self, person: Hit) -> bool:
        """Tell whether 'a soldier wounded two others' tells of whom he wounded.  English."""
        verb = self.scan.at(person.last, "harm_verb")
        if verb is None or verb.entry.features.get("intransitive") or self.scan.at(person.last, "verb_be") is not None:
            return False
        return verb.entry.features["harm"] in HARMED and self.ground.counts(verb.last, verb.last + 1)

    def _both(self, i: int, both: Hit, last: int, joined: bool) -> Draft | None:
        """'both pilots were killed', behind another count ('joined') 'and both his sons': two of them."""
        head = self.heads.after(both.last, last)
        if head is None or not (head.persons and head.plural) or head.mixed:
            return None
        own = self.scan.at(both.last, "determiner") if joined and self.scan.at(i - 1, "and") is not None else None
        if not ((own is not None and own.entry.features.get("possessive")) or self._passive_after(both.last)):
            return None
        return Draft(i, head.last, i, both.last, 2, None, "exact", head, "implied", ["count.both"])

    def _beside(self, i: int, person: Hit) -> bool:
        """'24 people besides the two bombers', 'four soldiers and the bomber': the known count beside a count."""
        opener = self.ground.ends.get(i)
        features = person.entry.features
        doer = features.get("attacker") or features.get("cause")
        if doer and features.get("n") == "sg" and person.clitics.conjunction and self.scan.lang == "ar":
            return any(draft.last == i for draft in self.ground.drafts)
        return person.entry.features.get("n") == "du" and opener is not None and opener.entry.cls == "beside"

    def _known(self, i: int, person: Hit) -> bool:
        """'among them the grandmother': one who is known counts where she is told apart from the others.  Arabic."""
        opener = self.ground.ends.get(i)
        if opener is not None and opener.entry.cls == "harm_noun" and self._first_told(person):
            return True  # 'the wounding of the bridegroom'
        single = person.entry.features.get("n") == "sg" and not person.entry.features.get("harm")
        return self.scan.lang == "ar" and single and opener is not None and opener.entry.cls == "among"

    def _told_by_clause(self, i: int, person: Hit) -> bool:
        """Tell whether 'died has the young man who was hit yesterday', 'the two recruits who fell' is said.  Arabic."""
        which = self.scan.at(person.last, "control_relative") if self.scan.lang == "ar" else None
        verb = self.scan.at(which.last, "harm_verb") if which is not None else None
        if verb is None or person.entry.features.get("n") not in ("sg", "du") or person.clitics.preposition:
            return False
        opener, told = self.ground.ends.get(i), verb.entry.features["harm"]
        died = opener is not None and opener.entry.cls in ("harm_verb", "harm_noun")
        died = died and opener is not None and opener.entry.features["harm"] == "killed"
        return died or (person.entry.features.get("n") == "du" and told == "killed")

    def _first_told(self, person: Hit) -> bool:
        """Tell whether one who is known was not spoken of before by the same word.  Arabic."""
        features = person.entry.features
        if (
            self.scan.lang != "ar"
            or features.get("n") != "sg"
            or features.get("harm")
            or features.get("civ") is not True
        ):
            return False
        same = (hit for hit in self.scan.all("person") if hit.entry is person.entry)
        return next(same).first == person.first
