"""Licences: where the words around a noun of one person make it a count."""

from __future__ import annotations

from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.arabic import goes_on
from marsad.read.claims.befallen import HARMED, has_pronoun, one_more_so, who_died
from marsad.read.claims.ground import Ground
from marsad.read.claims.predicates import among_counted, among_harmed, past_aside
from marsad.read.claims.pronouns import befallen
from marsad.text.tokens import NUMBER

_ITEM = frozenset({":", ";", ",", ".", "("})
"""Marks around the items of a list of victims."""

_NAMES = frozenset({"place", "place_title"})
"""Classes of words that persons bear as names too."""

_CLOSED = frozenset({".", ";", ")", "dead"})
"""What may close a list of persons."""
_CARE = 7
"""Tokens from one who was taken away to the hospital at most."""
_RECENT = 40
"""Counts found last among which that right before a person is sought."""
_INITIAL = 2
"""Letters of an initial at most."""


class Licence:
    """Answers for the nouns of one scan."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.scan = ground.scan
        self.heads = ground.heads

    def _named(self, i: int, person: Hit) -> bool:
        """'the child Muhammad ...', 'the colonel Nabil': one person who is named, right after what happened."""
        name = self._past_force(self._past_described(person.last))
        number = person.entry.features.get("n")
        if number not in ("sg", "du") or not (self._unknown(name) or self._surname(name)):
            return False
        if number == "du" and (
            self.scan.lang != "ar"
            or not self.scan.tokens.folds[name + 1 : name + 2]
            or not self.scan.tokens.folds[name + 1].startswith("\u0648")
        ):
            return False  # 'the brothers Muhammad and Ahmad'
        opener = self._harmed_by(i)
        if opener is not None and opener.entry.cls in ("harm_verb", "harm_noun"):
            return True
        if not self._unknown(name):
            return False
        return bool(person.entry.features.get("rank")) and self._dies_later(person.last)

    @cached_property
    def _befallen(self) -> dict[int, Hit]:
        """Persons of whom a pronoun behind tells what happened ('at a man, which led to his death')."""
        return befallen(self.scan, self.ground.covered, self._did, self._unknown)

    def _did(self, i: int) -> bool:
        return i in self.ground.doers or self._does(i)

    def _past_described(self, i: int) -> int:
        """Return the token after an adjective with the article ('the former commander ...'), else `i`.  Arabic."""
        described = self.scan.lang == "ar" and self.scan.at(i, "of_rank") is not None
        return i + 1 if described else i

    def _harmed_by(self, i: int) -> Hit | None:
        """Return the word that may open a count right before token `i`, or before who did it ('X killed the ...')."""
        opener = self.ground.ends.get(self.ground.objects.get(i, i))
        if opener is not None or self.scan.lang != "ar":
            return opener
        for j in range(i - 1, max(0, i - 4), -1):
            person = self.scan.at(j, "person")
            weak = person is not None and bool(person.entry.features.get("weak"))
            if self.ground.covered(j) or not (weak or self._plain(j)):
                return None
            opener = self.ground.ends.get(j)
            if opener is not None:
                return opener if opener.entry.cls == "harm_verb" else None
        return None

    def _past_force(self, i: int) -> int:
        """Return the token after 'in X' at token `i`, X a force: 'the commander in X, Hasan ...'.  Arabic."""
        if self.scan.lang != "ar" or i + 1 >= len(self.scan) or self.scan.tokens.kinds[i] != "w":
            return i
        force = self.heads.actors.get(i) or self.heads.actors.get(i + 1)
        if force is not None:
            return force.last
        inside = self.scan.at(i, "place_prep") is not None  # 'the commander in the faction Abu Khalid'
        return next((k for k in (i + 2, i + 3) if inside and self._surname(k)), i)

    def _unknown(self, i: int) -> bool:
        """Tell whether the word at `i` may be somebody's name."""
        if i >= len(self.scan) or self.scan.tokens.kinds[i] != "w":
            return False
        short = len(self.scan.tokens.folds[i]) <= _INITIAL and self.scan.tokens.folds[i + 1 : i + 2] == ["."]
        if self.scan.lang == "ar" and short:
            return True  # initials
        if self.scan.lang == "ar" and self.scan.at(i, "given_name") is not None:
            return True
        return all(hit.entry.cls in _NAMES for hit in self.scan.hits[i])

    def _surname(self, i: int) -> bool:
        """Tell whether 'Abu ...' stands at `i`, with which names of towns begin too.  Arabic."""
        hits = self.scan.hits[i] if self.scan.lang == "ar" and i < len(self.scan) else []
        return bool(hits) and all(hit.entry.cls in _NAMES or hit.entry.cls == "place_start" for hit in hits)

    def _dies_later(self, i: int) -> bool:
        _, last = self.ground.sentence(i - 1)
        return any(
            (hit := self.scan.at(j, "harm_verb")) is not None and hit.entry.features["harm"] == "killed"
            for j in range(i, min(i + 24, last))
        )

    def _past_age(self, j: int) -> int:
        """Return the token after ', aged 2,' or '(15)' that opens at token `j`, or `j` where none does."""
        folds, kinds, size = self.scan.tokens.folds, self.scan.tokens.kinds, len(self.scan)
        if self.scan.lang != "en" or folds[j] not in (",", "("):
            return j
        for k in range(j + 1, min(j + 5, size)):
            if folds[k] in (",", ")"):
                return k + 1 if any(kinds[n] == NUMBER for n in range(j + 1, k)) else j
        return j

    def _bare_one(self, i: int) -> Hit | None:
        for j in range(i, min(i + 3, len(self.scan))):
            person = self.scan.at(j, "person")
            if person is not None:
                return person if person.entry.features.get("n") == "sg" else None
            if j not in self.heads.actors and self.scan.hits[j]:
                return None
        return None

    def _entitled(self, i: int) -> bool:
        """Tell whether a title without an article opens a clause here ('Colonel A. S. ... was killed')."""
        person = self._bare_one(i)
        if person is None or person.entry.features.get("civ") is not False:
            return False
        if not self._capital(i) or not (self._capital(person.last) or i != person.first):
            return False
        return person.last < len(self.scan) and self._fell(person.last)

    def _kin_of(self, i: int) -> bool:
        """Tell whether 'and wife' goes on from 'a husband' right before token `i`: two of one family.  English."""
        noun = self.scan.at(i, "person")
        if noun is None or not noun.entry.features.get("kin") or self.scan.at(i - 1, "and") is None:
            return False
        before = self.scan.ending(i - 1, "person")
        kin = before is not None and bool(before.entry.features.get("kin")) and before.entry is not noun.entry
        return kin and self.scan.at(noun.last, "of") is None  # but 'a husband and father of three' is one

    def _in_headline(self, i: int) -> bool:
        """Tell whether a title names one person without an article ('Mine kills farmer', 'Woman killed in ...')."""
        if i >= self.scan.headline or self.scan.lang != "en":
            return False
        noun = self.scan.at(i, "person")
        if noun is None or noun.entry.features.get("n") != "sg" or noun.entry.features.get("harm"):
            return False
        opener = self.ground.ends.get(i)
        if opener is not None and opener.entry.cls == "harm_verb":
            return self.scan.at(noun.last, "person") is None and not noun.entry.features.get("weak")
        opens = i == 0 or self.scan.tokens.folds[i - 1] in (",", ";", ":")
        verb = self.scan.at(noun.last, "harm_verb") if opens else None
        return verb is not None and verb.last <= self.scan.headline and self._participle(verb)

    def _participle(self, verb: Hit) -> bool:
        """Tell whether a headline's verb has nobody behind it whom it harms."""
        closed = self.scan.tokens.kinds[verb.last : verb.last + 1] != ["w"]
        closed = closed or self.scan.any_at(verb.last, "preposition", "causal", "boundary", "and") is not None
        return closed or bool(verb.entry.features.get("intransitive"))

    def _subject(self, i: int) -> bool:
        """Tell whether 'the driver was killed' goes on at token `i`: one person, and right after it the harm."""
        person = self.scan.at(i, "person")
        be = self.scan.at(person.last, "verb_be") if person is not None else None
        return be is not None and self.scan.at(be.last, "harm_verb") is not None

    def _joined_last(self, i: int, noun: int) -> bool:
        """Tell whether 'and the driver' closes a list of those harmed: no verb of its own follows.  English."""
        person = self.scan.at(noun, "person")
        if person is None or person.entry.features.get("n") != "sg" or self.scan.at(i - 1, "and") is None:
            return False
        before = i - 2 if self.scan.tokens.folds[i - 2] == "," else i - 1
        if not any(draft.last == before for draft in self.ground.drafts[-_RECENT:]):
            return False
        end = person.last
        verb = self.scan.at(end, "harm_verb")
        closed = end >= len(self.scan) or self.scan.tokens.folds[end] in _CLOSED
        return closed or self.scan.at(end, "place_prep") is not None or (verb is not None and self._participle(verb))

    def _capital(self, i: int) -> bool:
        return i < len(self.scan) and self.scan.quote(i, i + 1)[:1].isupper()

    def _fell(self, i: int) -> bool:
        """Tell whether the first verb after a name says that its bearer came to harm; nobody is counted before it."""
        _, last = self.ground.sentence(i)
        named = {d.core for d in self.ground.drafts}
        for j in range(i, min(last, i + 30)):
            verb = self.scan.at(j, "harm_verb", "attribution_verb", "relative")
            if verb is not None:
                if verb.entry.cls != "harm_verb" or j in named:
                    return False
                passive = self.scan.at(j - 1, "verb_be") or self.scan.at(j, "verb_be")
                return bool(verb.entry.features.get("intransitive")) or passive is not None
            if j in named and self.scan.at(j - 1, "and") is None:
                return False
        return False

    def _in_named_list(self, i: int) -> bool:
        """Tell whether a noun without an article is an item of a list of victims ('named: father, 51; mother, 44')."""
        first, _ = self.ground.sentence(i)
        if not any(first <= hit.last <= i for hit in self.scan.all("name_list")):
            return False
        before = self.scan.tokens.folds[i - 1]
        after = self.scan.tokens.folds[self._end_of(i)] if self._end_of(i) < len(self.scan) else "."
        return (before in _ITEM or self.scan.at(i - 1, "and") is not None) and after in _ITEM

    def _in_list_of_names(self, i: int, first: int) -> bool:
        return any(first <= hit.last <= i for hit in self.scan.all("name_list"))

    def _end_of(self, i: int) -> int:
        person = self.scan.at(i, "person")
        return person.last if person is not None else i

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
        if scan.lang == "ar" and (
            (joined and goes_on(scan, i, first, ends))
            or (scan.tokens.folds[j] in (":", "(") and not ends.isdisjoint((j, *self._around_family(j))))
        ):
            return True  # 'rose to four: a teacher and two guards'
        if joined and person.entry.features.get("ordinal") and one_more_so(self.scan, person, ends):
            return True  # 'one was killed by shelling in X and another by a mine'
        if scan.lang == "en" and self._extreme(i):
            return True  # 'the youngest was a boy of four'
        trailing = scan.at(self._past_years(person.last), "among") if scan.lang == "en" else None
        if trailing is not None and trailing.entry.features.get("them") and any(i - 10 <= end < i for end in ends):
            return True  # 'five were killed, a ringleader included'
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
        for back in range(reach):
            opener = self.ground.ends.get(i - back)
            if opener is not None and opener.first >= first:
                cls = opener.entry.cls
                return cls in ("harm_noun", "harm_verb", "among", "one_of", "beside") or (
                    cls == "appear" and person.entry.features.get("harm") is not None
                )
            if i - back - 1 < first or not self._plain(i - back - 1):
                break
        return scan.lang == "en" and self._passive_after(person.first)

    def _described(self, i: int) -> bool:
        """Tell whether a noun in the accusative, no word of harm, stands right before token `i`.  Arabic."""
        before = self.scan.tokens.folds[i - 1] if i else ""
        return before.endswith("\u0627") and i not in self.ground.ends

    def _next_person(self, i: int) -> bool:
        """Tell whether a comma and another person stand at token `i` (', a mother', ', two of her sons')."""
        scan = self.scan
        if scan.tokens.folds[i] != ",":
            return False
        article = scan.at(i + 1, "number_article", "determiner", "number")
        of = scan.at(article.last, "of") if article is not None and article.entry.cls == "number" else None
        whose = scan.at(of.last, "determiner") if of is not None else article
        return whose is not None and scan.at(whose.last, "person") is not None

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
        folds, kinds = self.scan.tokens.folds, self.scan.tokens.kinds
        told = i + 1 < len(self.scan) and folds[i] in ("of", "aged")
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

    def _plain(self, i: int) -> bool:
        scan = self.scan
        if scan.tokens.kinds[i] != "w":
            return False
        if i in self.heads.named:
            return True
        person = scan.at(i, "person")
        if person is not None and (person.entry.features.get("n") == "pl" or self._does(i)):
            return True  # 'the army lost two soldiers', 'gunmen on a motorcycle killed a member of ...'
        if scan.lang == "en" and scan.at(i, "boundary", "causal") is not None:
            return False
        return scan.any_at(i, "person", "of", "to", "among", "harm_verb", "harm_noun") is None

    def _does(self, i: int) -> bool:
        """Tell whether one who is armed stands right behind the means: 'by the bullets of a sniper'.  Arabic."""
        person = self.scan.at(i, "person") if self.scan.lang == "ar" and i not in self.ground.ends else None
        if person is None or person.entry.features.get("civ") is not False:
            return False
        means = self.scan.ending(i, "cause")
        shot = means is not None and means.entry.features["cause"] == "gunfire"
        return shot or self.scan.ending(i, "agent") is not None

    def _passive_after(self, i: int) -> bool:
        _, last = self.ground.sentence(i)
        passed = beside = -1
        for j in range(i, min(i + 13, last)):
            if j < passed:
                continue
            if self.scan.tokens.kinds[j] != "w":
                if self.scan.lang == "en" and (self._next_person(j) or self._closes_aside(j, i)):
                    continue  # 'a father, a mother and their four children died'
                passed = past_aside(self.scan, j, self._past_age(j))
                if passed <= j:
                    return False
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
                told = self.scan.at(hit.last, "harm_verb") or among_harmed(self.scan, hit.last)
                return told is not None or among_counted(self.scan, hit.last)
            verb = self.scan.at(j, "harm_verb")
            if verb is not None:
                return bool(verb.entry.features.get("intransitive"))
        return False
