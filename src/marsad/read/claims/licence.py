"""Licences: where the words around a noun of one person make it a count."""

from __future__ import annotations

from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.actives import aside_start
from marsad.read.claims.arabic import goes_on
from marsad.read.claims.befallen import HARMED, has_pronoun, hurt_beside, one_more_so, who_died
from marsad.read.claims.nth import numbers_kind
from marsad.read.claims.persons import Persons
from marsad.read.claims.predicates import among_counted, among_harmed, past_aside
from marsad.read.claims.pronouns import befallen
from marsad.text.tokens import NUMBER

_TRIBE = 6
"""Tokens of 'of the Jubour tribe' behind one person at most."""
_MODIFIED = 8
"""Tokens of 'guarding the gate of the hotel,' between two of a list at most."""
_CLOSED = frozenset({".", ";", ")"})
"""Marks that end a list of persons."""
_OFFICE = 4
"""Tokens of 'of the village' behind one person at most.  Arabic."""
_NAME = 6
"""Tokens of a name with its initials, before 'and two soldiers', at most.  Arabic."""
_SUBJECT = 18
"""Tokens from one person to the verb that says what befell him, with those told beside him, at most."""
_WITH = 12
"""Tokens from one person who was left dead with others to 'dead' at most."""
_TITLES = frozenset({":", "|", "-", "\u2013", "\u2014"})
"""Marks behind which a headline goes on."""
_CARE = 7
"""Tokens from one who was taken away to the hospital at most."""


class Licence(Persons):
    """Answers for the nouns of one scan."""

    @cached_property
    def _befallen(self) -> dict[int, Hit]:
        """Persons of whom a pronoun behind tells what happened ('at a man, which led to his death')."""
        return befallen(self.scan, self.ground.covered, self._did, self._unknown)

    def _did(self, i: int) -> bool:
        return i in self.ground.doers or self._does(i)

    def _past_age(self, j: int) -> int:
        """Return the token after ', aged 2,' or '(15)' that opens at token `j`, or `j` where none does."""
        folds, kinds, size = self.scan.tokens.folds, self.scan.tokens.kinds, len(self.scan)
        if self.scan.lang != "en" or folds[j] not in (",", "("):
            return j
        for k in range(j + 1, min(j + 5, size)):
            if folds[k] in (",", ")"):
                return k + 1 if any(kinds[n] == NUMBER for n in range(j + 1, k)) else j
        return j

    def _around_family(self, i: int) -> tuple[int, ...]:
        """Return where 'of a family (one)' begins that ends before token `i`, and where its noun ends.  Arabic."""
        family = self.scan.ending(i, "person") or self.scan.ending(i - 1, "person") if self.scan.lang == "ar" else None
        if family is None or not family.entry.features.get("unit"):
            return ()
        of = self.scan.ending(family.first, "of")
        return of.first if of is not None else family.first, family.last

    def _licensed(self, i: int, first: int, ends: set[int], opening: Hit, person: Hit) -> bool:
        """Tell whether the context counts: after a harm or 'among them', or coordinated with a count.

        `opening` is what the phrase begins with at token `i`: the noun itself, or a hedge before it.
        """
        scan = self.scan
        joined = bool(opening.clitics.conjunction)
        if i in self.ground.objects or i in self._befallen:
            return True  # 'killed two gunmen a merchant', 'shot at a man, which led to his death'
        if scan.lang == "ar" and (scan.ending(i, "rank_of") is not None or self._does(i)):
            return False  # 'one of them with the rank of major', 'by the bullets of a sniper'
        if scan.lang == "ar" and person.entry.features.get("ordinal") and numbers_kind(scan, person):
            return False  # 'in the third attack'
        if person.entry.features.get("describes") == "accusative" and self._described(i):
            return False  # 'in military dress'
        j = i - 1
        if scan.lang == "en" and j >= first and scan.at(j, "and") is not None:
            joined, j = True, j - 1
        if j >= first and scan.tokens.folds[j] in (",", "\u060c"):
            joined, j = True, j - 1
            if scan.lang == "en" and scan.tokens.kinds[j] == NUMBER and scan.tokens.folds[j - 1] == ",":
                j -= 2  # 'a man, 62, and a woman'
            if scan.lang == "en" and self._apposed_to_name(j, first):
                return True
        elif scan.lang == "en" and j >= first and scan.tokens.folds[j] in (":", "-", "\u2013", "\u2014"):
            joined, j = True, j - 1
        if (joined and not ends.isdisjoint((j + 1, *self._around_family(j + 1)))) or person.clitics.article:
            return True
        if scan.lang == "ar" and joined and self._beside_named(i):
            return True
        if scan.lang == "en" and joined and (self._his_own(i, j + 1) or hurt_beside(scan, i, person)):
            return True
        if scan.lang == "en" and self._among_number(i):
            return True
        if scan.lang == "en" and joined and self._says_who_they_are(j + 1):
            return True
        if scan.lang == "en" and joined and self._lists_on(i, first, person):
            return True
        if scan.lang == "ar" and (
            (joined and goes_on(scan, i, first, ends))
            or (scan.tokens.folds[j] in (":", "(") and not ends.isdisjoint((j, *self._around_family(j))))
        ):
            return True  # 'rose to four: a teacher and two guards'
        if scan.lang == "ar" and self._headlines(i, first, person):
            return True  # 'One dead and three wounded in ...'
        if scan.lang == "ar" and self.of_bodies(i):
            return True  # 'the bodies of a mother and her two children'
        if joined and self._two_more(i, person, ends):
            return True  # 'the mayor of the village and two other residents'
        told = person.entry.features.get("ordinal") or person.entry.features.get("harm") in HARMED
        if joined and told and one_more_so(self.scan, person, ends):
            return True  # 'one was killed by shelling in X and another by a mine'
        if scan.lang == "en" and self._extreme(i):
            return True  # 'the youngest was a boy of four'
        trailing = scan.at(self._past_years(person.last), "among") if scan.lang == "en" else None
        if trailing is not None and trailing.entry.features.get("them") and any(i - 10 <= end < i for end in ends):
            return True  # 'five were killed, a ringleader included'
        if scan.lang == "en" and (self._left_so(i, person) or self._found_body(i, person) or self.was_among(person)):
            return True
        his = has_pronoun(scan, person) or bool(person.entry.features.get("companion"))
        beside = joined or (scan.lang == "ar" and scan.ending(i, "together_with") is not None)
        if beside and his and any(i - 10 <= end <= i for end in ends):
            return True  # 'a man of sixty-five and his wife', 'a commander together with his son'
        if scan.lang == "ar" and (who_died(self.scan, person) or self._taken_to_care(i, person)):
            return True
        if scan.lang == "en" and (self._in_list_of_names(i, first) or self._entitled(i) or self._in_headline(i)):
            return True
        reach = (
            1
            if any(person.entry.features.get(kind) for kind in ("adj", "weak", "unit"))
            else 6
            if scan.lang == "ar"
            else 3
        )
        aside = aside_start(scan, i) if scan.lang == "ar" and self.ends_so(person) else None
        at, reach = (i, reach) if aside is None else (aside, 6)  # 'the forces killed, this morning, a young man'
        for back in range(reach):
            opener = self.ground.ends.get(at - back)
            if opener is not None and opener.first >= first:
                cls = opener.entry.cls
                return cls in ("harm_noun", "harm_verb", "among", "one_of", "beside") or (
                    cls == "appear" and person.entry.features.get("harm") is not None
                )
            if at - back - 1 < first or not self._plain(at - back - 1):
                break
        return scan.lang == "en" and self._passive_after(person.first)

    def _his_own(self, i: int, end: int) -> bool:
        """Tell whether 'his son' goes on behind 'a sheikh of the Jubour tribe,' that ends at token `end`.  English."""
        own = self.scan.at(i, "determiner")
        if own is None or not own.entry.features.get("possessive") or not self.ground.drafts:
            return False
        before = next((d for d in reversed(self.ground.drafts) if d.last < end), None)
        if before is None or before.value != 1 or before.kind != "implied" or not 0 < end - before.last <= _TRIBE:
            return False
        return self.scan.at(before.last, "of", "from") is not None and not any(
            self.scan.any_at(k, "verb_be", "harm_verb", "attribution_verb", "relative") for k in range(before.last, end)
        )

    def _among_number(self, i: int) -> bool:
        """Tell whether 'Among the 42 were' stands right before token `i`.  English."""
        be = self.scan.ending(i, "verb_be")
        the = self.scan.ending(be.first - 1, "determiner") if be is not None else None
        number = be is not None and self.scan.tokens.kinds[be.first - 1] == NUMBER
        return the is not None and number and self.scan.ending(the.first, "amid") is not None

    def _two_more(self, i: int, person: Hit, ends: set[int]) -> bool:
        """Tell whether 'and two other residents' goes on from one whose place or office is told.  Arabic."""
        dual = self.scan.lang == "ar" and person.entry.features.get("n") == "du"
        return dual and self.scan.at(person.last, "other") is not None and any(i - _OFFICE <= k < i for k in ends)

    def _says_who_they_are(self, end: int) -> bool:
        """Tell whether 'three of them' ends at token `end`, before ', a man and two women,'.  English."""
        among = self.scan.ending(end, "among") if self.ground.drafts else None
        trailing = among is not None and bool(among.entry.features.get("trailing"))
        before = self.ground.drafts[-1] if trailing else None
        return among is not None and before is not None and before.core_last == among.first and (before.value or 0) > 1

    def _lists_on(self, i: int, first: int, person: Hit) -> bool:
        """'including four soldiers guarding the gate, a mayor and three traders': the mayor goes on the list.  English.

        Behind its opener nobody speaks in the sentence, and the next of the list or its end stands right behind him.
        """
        _, last = self.ground.sentence(i)
        before = next((d for d in reversed(self.ground.drafts) if d.last <= i), None)
        if before is None or before.first < first or i - before.last > _MODIFIED or not before.head.persons:
            return False
        opened = max((hit.last for hit in self.scan.among(first, i, "among")), default=None)
        end = self._past_years(person.last)
        if opened is None or not opened <= before.first or self._says_so(opened, end, last):
            return False
        folds = self.scan.tokens.folds
        closed = end >= last or folds[end] in _CLOSED or self.scan.at(end, "and") is not None
        goes_on = not closed and folds[end] == "," and self.scan.at(end + 1, "number_article", "number") is not None
        told = [k for k in range(before.last, i) if self.scan.at(k, "relative") is None]
        return (closed or goes_on) and not any(self.scan.any_at(k, "verb_be", "harm_verb", "boundary") for k in told)

    def _says_so(self, first: int, end: int, last: int) -> bool:
        """Tell whether who ends at token `end` may be among those who say so at the end of the sentence.  English."""
        spoken = self.scan.among(first, last, "attribution_verb")
        return any(hit.first < end or "," not in self.scan.tokens.folds[end : hit.first] for hit in spoken)

    def of_bodies(self, i: int) -> bool:
        """Tell whether 'the bodies of' stands before token `i`, behind a word that finds or takes them out.  Arabic."""
        noun = self.scan.ending(i, "person")
        bodies = noun is not None and noun.entry.features.get("body") and noun.entry.features.get("n") != "sg"
        return noun is not None and bool(bodies) and not (noun.clitics.article or noun.clitics.suffix)

    def _headlines(self, i: int, first: int, person: Hit) -> bool:
        """Tell whether a sentence begins with one dead or wounded, and goes on to others, how or where.  Arabic."""
        if person.entry.features.get("harm") not in HARMED or person.clitics.article or person.clitics.suffix:
            return False
        starts, ends = self.scan.tokens.starts, self.scan.tokens.ends
        between = self.scan.text[ends[i - 1] : starts[i]] if i else ""  # 'Urgent | one dead'
        if i != first and self.scan.tokens.folds[i - 1] not in _TITLES and _TITLES.isdisjoint(between):
            return False
        if self.scan.any_at(person.last, "cause", "agent", "place_prep", "preposition") is not None:
            return True
        others = self.scan.any_at(person.last, "person", "number", "vague")
        return others is not None and bool(others.clitics.conjunction)

    def ends_so(self, person: Hit) -> bool:
        """Tell whether a noun has the ending of the accusative.  Arabic."""
        return self.scan.lexicon.ends_indefinite(self.scan.tokens.folds[person.first])

    def _beside_named(self, i: int) -> bool:
        """Tell whether one who was harmed, and his name, stand before token `i`: 'Sergeant Khalil and two soldiers'."""
        for k in range(i, max(0, i - _NAME), -1):
            if any(d.last == k and d.kind == "implied" and d.value == 1 for d in self.ground.drafts[-3:]):
                return k < i
            if self.scan.tokens.folds[k - 1] != "." and not self._unknown(k - 1):
                return False
        return False

    def _left_so(self, i: int, person: Hit) -> bool:
        """'left a woman dead and a man wounded'.  English."""
        if not self._leaves(i):
            return False
        noun = self.scan.at(person.last, "person") if person.entry.features.get("weak") else None
        if noun is not None and not noun.entry.features.get("harm"):
            person = noun  # 'stabbed a Palestinian shepherd to death'
        dead, hurt = self.scan.at(person.last, "person"), self.scan.at(person.last, "harm_verb", "apart")
        if hurt is not None or (dead is not None and bool(dead.entry.features.get("harm"))):
            return True
        return self._left_with(i, person) is not None

    def _leaves(self, i: int) -> bool:
        """Tell whether 'left' or 'shot' stands before token `i`, of which 'dead' behind the persons says the rest."""
        verb = self.scan.ending(i, "apart_verb")
        return self.scan.ending(i, "leaves") is not None or bool(verb is not None and verb.entry.features.get("kind"))

    def _left_with(self, i: int, person: Hit) -> Hit | None:
        """Return 'dead' of 'left a mother and her three daughters dead', which is said of her too.  English."""
        scan = self.scan
        if not self._leaves(i) or scan.at(person.last, "and") is None:
            return None
        for j in range(person.last, min(person.last + _WITH, self.ground.sentence(i)[1])):
            noun = scan.at(j, "person")
            if noun is not None and noun.entry.features.get("harm"):
                return noun
            verb = scan.at(j, "harm_verb")
            if verb is not None:
                return verb
            plain = scan.any_at(j, "and", "determiner", "number_article", "number", "person", "other", "hedge_pre")
            if plain is None and scan.tokens.kinds[j] != NUMBER and scan.tokens.folds[j] != ",":
                return None
        return None

    def _found_body(self, i: int, person: Hit) -> bool:
        """'an unidentified body was found': one dead, and not somebody's of whom the text has told.  English."""
        body = person.entry.features.get("body") and person.entry.features.get("n") == "sg"
        be = self.scan.at(person.last, "verb_be")
        return bool(body) and self.scan.at(i, "number_article") is not None and be is not None

    def was_among(self, person: Hit) -> bool:
        """'... and a doctor was among them': one of those counted before in the sentence.  English."""
        be = self.scan.at(past_aside(self.scan, person.last, person.last), "verb_be")
        among = self.scan.at(be.last, "among") if be is not None else None
        if among is None or not among.entry.features.get("them"):
            return False
        first, _ = self.ground.sentence(person.first)
        return any((d.value or 0) > 1 for d in self.ground.within(first, person.first))

    def _described(self, i: int) -> bool:
        """Tell whether a noun in the accusative, no word of harm, stands right before token `i`.  Arabic."""
        before = self.scan.tokens.folds[i - 1] if i else ""
        return self.scan.lang == "ar" and self.scan.lexicon.ends_indefinite(before) and i not in self.ground.ends

    def _next_person(self, i: int) -> bool:
        """Tell whether a comma and another person stand at token `i` (', a mother', ', two of her sons')."""
        scan = self.scan
        if scan.tokens.folds[i] != ",":
            return False
        article = scan.at(i + 1, "number_article", "determiner", "number")
        of = scan.at(article.last, "of") if article is not None and article.entry.cls == "number" else None
        whose = scan.at(of.last, "determiner") if of is not None else article
        return whose is not None and scan.at(whose.last, "person") is not None

    def _and_others(self, j: int) -> bool:
        """Tell whether token `j` counts others beside one, or is his age ('a man aged 40 and 11 others died')."""
        if self.scan.tokens.kinds[j] != NUMBER:
            return False
        aged = self.scan.ending(j, "ignore_before")
        counted = self.scan.ending(j, "and") is not None and self.ground.covered(j)
        return counted or (aged is not None and aged.entry.features["why"] == "age")

    def _closes_aside(self, j: int, i: int) -> bool:
        """Tell whether the comma at `j` closes what one since `i` opened, with the verb behind (', a student, was')."""
        folds = self.scan.tokens.folds
        return folds[j] == "," and "," in folds[i:j] and self.scan.at(j + 1, "verb_be", "of_persons") is not None

    def _extreme(self, i: int) -> bool:
        """Tell whether 'the youngest', 'the oldest was' stands right before token `i`."""
        be = self.scan.ending(i, "verb_be")
        at = be.first if be is not None else i - 1 if self.scan.tokens.folds[i - 1] in (",", ":") else i
        return bool(self.ground.drafts) and self.scan.ending(at, "extreme") is not None

    def _past_years(self, i: int) -> int:
        """Return the token after 'of 13', 'aged four' at token `i`, or `i` where no age stands there."""
        kinds = self.scan.tokens.kinds
        told = i + 1 < len(self.scan) and self.scan.reads(i, "age_before")
        return i + 2 if told and (kinds[i + 1] == NUMBER or self.scan.at(i + 1, "number") is not None) else i

    def _taken_to_care(self, i: int, person: Hit) -> bool:
        """Tell whether 'taken was a woman ... to the hospital' stands here, in a text of what harms.  Arabic."""
        if self.scan.lang != "ar" or self.scan.ending(i, "care_verb") is None or person.clitics.article:
            return False
        told = person.entry.features.get("harm") or not self.scan.all("cause")
        cared = (self.scan.at(j, "care_place") for j in range(person.last, person.last + _CARE))
        return not told and any(place is not None for place in cared)

    def _apposed_to_name(self, j: int, first: int) -> bool:
        """Tell whether a name whose bearer was harmed ends at token `j` ('killed Abu Omar, a senior commander')."""
        for k in range(j, max(first, j - 4) - 1, -1):
            if not self._capital(k) or not self._unknown(k):
                return False
            opener = self.ground.ends.get(k)
            if opener is not None:
                return opener.entry.cls == "harm_verb"
        return False

    def _past_clause(self, j: int, last: int) -> int:
        """Return the token behind ', who had been hit in the chest,' whose comma stands at token `j`, or 0."""
        if self.scan.lang != "en" or self.scan.tokens.folds[j] != "," or self.scan.at(j + 1, "relative") is None:
            return 0
        closed = (k + 1 for k in range(j + 2, min(j + _SUBJECT, last)) if self.scan.tokens.folds[k] == ",")
        end = next(closed, 0)
        return end if end and any(self.scan.at(k, "harm_verb", "verb_be") for k in range(end, end + 3)) else 0

    def _was_hurt(self, j: int, verb: Hit) -> bool:
        """Tell whether the verb at token `j` only says of one that he had been hurt before ('wounded on Monday')."""
        hurt = verb.entry.features["harm"] == "injured" and self.scan.ending(j, "person") is not None
        told = self.scan.any_at(verb.last, "preposition", "place_prep", "date_day", "date_within", "weekday", "agent")
        return self.scan.lang == "en" and hurt and told is not None and not verb.entry.features.get("intransitive")

    def _passive_after(self, i: int) -> bool:
        if i >= len(self.scan):
            return False  # the text ends with the noun
        _, last = self.ground.sentence(i)
        passed = beside = -1
        for j in range(i, min(i + _SUBJECT, last)):
            if j < passed:
                continue
            if self.scan.tokens.kinds[j] != "w" and self.scan.at(j + 1, "date_th") is None:  # 'of the 3rd Brigade'
                if self.scan.lang == "en" and (self._next_person(j) or self._closes_aside(j, i) or self._and_others(j)):
                    continue  # 'a father, a mother and their four children died'
                passed = self._past_clause(j, last) or past_aside(self.scan, j, self._past_age(j))
                if passed <= j:
                    return False
                continue
            if not self.scan.hits[j]:
                continue
            if self.scan.at(j, "tells") is not None and self.scan.at(j + 1, "to") is None:
                return False  # 'another officer said seven were wounded'
            hit, harmed = self.scan.at(j, "verb_be"), self.scan.at(j, "harm_verb")
            if hit is not None and harmed is not None and harmed.last > hit.last:
                return harmed.entry.features["harm"] in HARMED  # 'was shot', not 'left the town'
            if hit is not None and j == beside and self.scan.at(hit.last, "harm_verb") is None:
                continue  # 'a man who was passing by also died'
            beside = j + 1 if self.scan.lang == "en" and self.scan.at(j, "relative") is not None else beside
            if hit is not None:
                also = self.scan.at(hit.last, "also")
                told = self.scan.at(also.last if also is not None else hit.last, "harm_verb") or among_harmed(
                    self.scan, hit.last
                )
                return told is not None or among_counted(self.scan, hit.last)
            verb = self.scan.at(j, "harm_verb")
            if verb is not None and self._was_hurt(j, verb):
                continue  # 'a woman wounded on Monday died in hospital'
            if verb is not None:
                return bool(verb.entry.features.get("intransitive"))
        return False
