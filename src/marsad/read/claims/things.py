"""Things: why a number counts no persons, by the words right beside it."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.aged import ages_of_several
from marsad.read.claims.casualties import ILLNESS
from marsad.read.claims.ground import Ground
from marsad.read.claims.populations import lives_there, per_year
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.risen import price
from marsad.read.claims.scores import is_score
from marsad.read.claims.sizes import size_told, tells_sizes
from marsad.read.claims.unnamed import burnt_things
from marsad.read.claims.unread import NAMED, NO_PERSONS

_MANY = 500
"""A share of fewer persons is one of persons counted, and not of a population."""
_RATE, _SHARE = "a rate", 8
"""Why the numbers of 'of every 100 wounded six die' count nobody, and tokens between the two at most."""
_OTHERS = 8
"""Tokens between things and others of them at most."""
_MADE = frozenset({"vehicles", "munitions", "things"})
"""What others of things may be.  English."""
_NUMBER_OF = 12
"""Tokens from 'the number of schools' to its number at most."""
_FEW = 3, 10
"""Numbers behind which Arabic has the plural."""
_ADJECTIVE = 2
"""Tokens from 'two other' to what is counted at most."""
_DIGITS, _YEARS = 4, (1900, 2100)
"""A number of so many digits between these may be a year."""
_LATEST = 2400
_HOURS, _MILITARY = 24, 1000
"""A time of day is an hour up to the first, or hours and minutes from the second on ('at about 1430')."""


class Things:
    """Recognises what the numbers of one scan count when it is no persons."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.scan = ground.scan
        self.heads = ground.heads
        scan = ground.scan
        self._english = scan.lang == "en"
        self._others = scan.firsts("other")
        self._ignore_before = {hit.last: hit for hit in scan.all("ignore_before")}
        self.ages = ages_of_several(scan)
        """The tokens of ages told one by one, and of the nouns of those who are so old, with their age group."""
        self._shares = scan.firsts("fraction")
        self._colons = ":" in scan.tokens.folds
        self._sizes = tells_sizes(scan)
        self._priced = bool(scan.firsts("priced"))
        self._courts = self._english and bool(scan.firsts("tried_in_court"))

    def why(self, q: Quantity) -> str | None:
        """Return why the number counts no persons by the words right beside it, or None."""
        if self._colons and self._clock(q):
            return "time of day"
        if (self._english and self._ordinal(q)) or self._numbered(q):
            return NAMED
        if self._year_of(q) or (self._english and (burnt_things(self.scan, q) or is_score(self.scan, q))):
            return NO_PERSONS
        if q.hedge == "vague" and self._mourns(q):
            return "who mourns"
        size = size_told(self.scan, q.first) if self._sizes else None
        if size is not None:
            return size
        living = lives_there(self.scan, q)
        if living is not None:
            noun = self.scan.at(q.last, "person")
            self.ground.blocked.update(range(q.last, noun.last if noun is not None else q.last))
            return living
        if q.core in self.ages or (self._english and self._aged(q)):
            return "age"
        priced = price(self.scan, q) if self._priced else None
        if priced is not None:
            return priced
        before = self._ignore_before.get(q.first) or self._ignore_before.get(q.core)
        if before is not None and not self._counted_all_the_same(q, str(before.entry.features["why"])):
            return str(before.entry.features["why"])
        if self._english and (self._of_every(q) or per_year(self.scan, q)):
            return _RATE
        pos = q.last
        of_harmed = self.scan.at(pos, "among") if self._english else None
        if of_harmed is not None and of_harmed.entry.features.get("of_harm"):
            return None  # '47 of the day's dead'
        if self._courts and self._tried(q):
            return "tried in court"
        others = self._others_of_things(q) if q.core_last in self._others else None
        if others is not None:
            return others
        if self._shares and self._of_all(q):
            return "population"
        things = (self._of_things(q) or self._number_of_things(q) or self._raised_things(q)) if self._english else None
        if things is not None:
            return things
        owned = (self._of_theirs(q) or self._in_their_houses(q)) if self._english else None
        if owned is not None:
            return owned
        for _ in range(4):
            actor = self.heads.actors.get(pos) if self._english else None
            if actor is not None and actor.last - pos > 1:
                own = self.scan.at(actor.last - 1, "unit")
                beyond = own is not None and own.last > actor.last  # 'two Israeli fighter jets'
                if own is not None and (beyond or not self._named_persons(actor.first, actor.last - 1)):
                    return str(own.entry.features["why"])  # 'one or more Coalition aircraft'
            if actor is not None and self.heads.unit_at(actor.last) is not None:
                pos = actor.last  # 'two Coalition aircraft'
            unit = self.heads.unit_at(pos)
            if unit is not None and unit.entry.features.get("force") and pos > q.last:
                return None  # 'six of the factions'
            aged = unit is not None and unit.entry.features["why"] == "age"  # 'nine-year-old twins' are no nine
            if unit is not None and not aged and self.heads.owner_at(pos) is not None:
                return None  # 'three of the shop's staff'
            whole = self.scan.at(q.last, "among") if unit is not None else None
            if whole is not None and whole.last > pos:
                return None  # 'twelve of the day's dead'
            if unit is not None and self._dated(q, pos):
                return None  # 'were hurt four on the day of Sunday'
            if unit is not None:
                self.ground.blocked.update(range(unit.first, unit.last))
                return str(unit.entry.features["why"])
            timed = pos == q.last and self._english and pos in self.ground.blocked
            the = self.scan.at(pos, "determiner") if pos == q.last and self._english else None
            if the is not None or timed or not self._passes(pos):
                return None  # '1,098 the year before'
            pos += 1
        return None

    def _year_of(self, q: Quantity) -> bool:
        """Tell whether '2003 the fall of Baghdad', '1948: the massacre of' opens a sentence with a year."""
        first, _ = self.ground.sentence(q.core)
        spelt = self.scan.tokens.folds[q.core]
        if (
            q.first != first
            or q.core_last - q.core > 1
            or len(spelt) != _DIGITS
            or not _YEARS[0] <= q.value < _YEARS[1]
        ):
            return False
        return self.scan.any_at(q.core_last, "person", "hedge_post", "among", "verb_be", "harm_verb") is None

    def _of_theirs(self, q: Quantity) -> str | None:
        """'two police cars', 'three army trucks': things of whom the noun before them names.  English."""
        who = self.scan.at(q.last, "person")
        unit = self.heads.unit_at(who.last) if who is not None and who.last - who.first == 1 else None
        if who is None or unit is None or who.entry.features.get("harm") or self.scan.at(unit.first, "person"):
            return None
        spelt = self.scan.tokens.folds[who.first]
        return str(unit.entry.features["why"]) if not self.scan.lexicon.ends(spelt, "plural") else None

    def _named_persons(self, first: int, last: int) -> bool:
        """Tell whether an actor's name begins or ends with persons ('three fighters of the factions')."""
        one = self.scan.at(first, "person")
        return self.scan.at(last, "person") is not None or (one is not None and one.entry.features.get("n") == "pl")

    def _dated(self, q: Quantity, i: int) -> bool:
        """Tell whether a date begins right behind the number, which is no part of it."""
        times = self.ground.blocked
        return i == q.core_last and i in times and q.core_last - 1 not in times

    def _ordinal(self, q: Quantity) -> bool:
        """Tell whether the digits are an ordinal: 'the 36th Marine Brigade' is no brigade of 36.  English.

        Not in 'a 5th victim', which tells how many died.
        """
        mark = self.scan.at(q.core_last, "date_th")
        tokens = self.scan.tokens
        if mark is None or tokens.ends[q.core_last - 1] != tokens.starts[q.core_last]:
            return False
        one = self.scan.at(mark.last, "person")
        return one is None or one.entry.features.get("n") != "sg" or self.scan.at(one.last, "body_of") is not None

    def _mourns(self, q: Quantity) -> bool:
        """Tell whether vague numbers beside a verb of mourning are who mourns ('hundreds buried three brothers')."""
        if self.scan.lang == "ar":
            verb = self.scan.ending(q.first, "harm_verb")
            mourners = self.scan.lexicon.begins(self.scan.tokens.folds[q.core], "the")
        else:
            verb = self.scan.at(q.core_last, "harm_verb")
            mourners = self.scan.at(q.core_last, "verb_be") is None
        return verb is not None and bool(verb.entry.features.get("funeral")) and mourners

    def _in_their_houses(self, q: Quantity) -> str | None:
        """'blew up the homes of nine militants': whose houses they were, and nothing that befell them.  English."""
        of = self.scan.ending(q.first, "of")
        house = self.scan.ending(of.first, "unit") if of is not None else None
        why = str(house.entry.features["why"]) if house is not None else ""
        owner = self.scan.at(q.last, "person") if why == "buildings" else None
        if owner is None or owner.entry.features.get("harm"):
            return None
        return why if self.scan.any_at(owner.last, "relative", "harm_verb", "verb_be", "among") is None else None

    def _of_every(self, q: Quantity) -> bool:
        """Tell whether 'of every 100 wounded six die' goes on at a number: a rate as well.  English."""
        before = self.ground.unread[-1] if self.ground.unread else None
        if before is None or before.why != _RATE or not 0 < q.first - before.last <= _SHARE:
            return False
        every = self._ignore_before.get(before.first)
        same = self.scan.sentence_of(before.first) == self.scan.sentence_of(q.core)
        return same and every is not None and bool(every.entry.features.get("every"))

    def _tried(self, q: Quantity) -> bool:
        """Tell whether 'nine were convicted', 'six soldiers have been charged' says what a court did.  English."""
        person = self.scan.at(q.last, "person")
        at = person.last if person is not None else q.last
        be = self.scan.at(at, "verb_be") or self.scan.at(at, "verb_have")
        return be is not None and self.scan.at(be.last, "tried_in_court") is not None

    def _others_of_things(self, q: Quantity) -> str | None:
        """'destroyed 20 vehicles and seized 8 others': what the number before counts, no persons between."""
        other = self._others[q.core_last]
        if not self.ground.unread or self.scan.at(other.last, "person") is not None:
            return None
        before = self.ground.unread[-1]
        unit = before.why in _MADE if self._english else self.heads.unit_at(before.last) is not None
        near = 0 <= q.first - before.last <= _OTHERS and unit
        if self.scan.sentence_of(before.first) != self.scan.sentence_of(q.core):
            return None
        if self.scan.begins(before.last, q.first, "harm_verb", "harm_noun"):
            return None  # '120 mm shells, and 26 others were wounded'
        if self._befell(other.last):
            return None  # 'two houses were burnt, and five others were hurt'
        counted = bool(self.ground.drafts) and self.ground.drafts[-1].core > before.first
        return before.why if near and not counted else None

    def _befell(self, i: int) -> bool:
        """Tell whether 'were hurt' at token `i` says what befell persons, and not what was lost."""
        be = self.scan.at(i, "verb_be")
        verb = self.scan.at(be.last if be is not None else i, "harm_verb")
        return verb is not None and not (verb.entry.features.get("loses") or verb.entry.features.get("of_things"))

    def _number_of_things(self, q: Quantity) -> str | None:
        """'brought the number of damaged schools to 40': what the number is said to be of, if no persons.  English."""
        if self.scan.at(q.first - 1, "to") is None:
            return None
        for i in range(q.first - 2, max(-1, q.first - _NUMBER_OF), -1):
            if self.scan.at(i, "person", "harm_verb", "harm_noun") is not None or self.scan.tokens.kinds[i] != "w":
                return None
            number = self.scan.at(i, "number_of")
            of = self.scan.at(number.last, "of") if number is not None else None
            if of is not None:
                units = (self.heads.unit_at(j) for j in range(of.last, q.first - 1))
                unit = next((hit for hit in units if hit is not None), None)
                return str(unit.entry.features["why"]) if unit is not None else None
        return None

    def _raised_things(self, q: Quantity) -> str | None:
        """'14 new cases, bringing the total to 314': things that a total of no named kind goes on from.  English."""
        if self.scan.at(q.first - 1, "to") is None or not self.ground.unread:
            return None
        before = self.ground.unread[-1]
        if not 0 < q.first - before.last <= _NUMBER_OF or self.scan.at(q.last, "person", "harm_verb") is not None:
            return None
        between = before.last, q.first
        if self.scan.sentence_of(before.first) != self.scan.sentence_of(q.core):
            return None
        if self.ground.counts(*between) or self.scan.begins(*between, "person", "harm_verb", "harm_noun"):
            return None
        things = self.heads.unit_at(before.last) is not None or before.why in (ILLNESS, "things")
        return before.why if things and self.scan.begins(*between, "toll_verb") else None

    def _of_things(self, q: Quantity) -> str | None:
        """'shot down 54 of (the) 60 drones': a share of things counts things.  English."""
        of = self.scan.at(q.core_last, "of")
        if of is None:
            return None
        the = self.scan.at(of.last, "determiner")
        at = the.last if the is not None else of.last
        if at >= len(self.scan) or (self.scan.tokens.kinds[at] != "n" and self.scan.at(at, "number") is None):
            return None
        for i in range(at + 1, at + 1 + _ADJECTIVE):
            unit = self.heads.unit_at(i)
            if unit is not None:
                return str(unit.entry.features["why"])
            if self.scan.tokens.kinds[i : i + 1] != ["w"] or self.scan.at(i, "person", "harm_verb") is not None:
                return None  # 'shot down 41 of 54 Shahed drones', but not '3 of 40 guards'
        return None

    def _aged(self, q: Quantity) -> bool:
        """Tell whether 'under five', 'over 60' right after a noun of persons is their age.  English."""
        if self._years(q):
            return True
        if q.hedge not in ("fewer_than", "more_than") or q.value > 100:
            return False
        if self.scan.at(q.last, "person") is not None:
            return False
        nouns = (self.scan.at(i, "person") for i in (q.first - 1, q.first - 2))
        return any(
            noun is not None and noun.last == q.first and noun.entry.features.get("harm") is None for noun in nouns
        )

    def _years(self, q: Quantity) -> bool:
        """Tell whether the number is the years of one person ('a girl of 13 among them').  English."""
        of = self.scan.at(q.first - 1, "of")
        noun = self.scan.at(of.first - 1, "person") if of is not None else None
        if noun is None or noun.entry.features.get("n") != "sg" or noun.entry.features.get("unit") or q.value > 110:
            return False
        one = bool(noun.entry.features.get("sex") or noun.entry.features.get("age"))  # 'a boy of nine'
        return self.scan.at(q.core_last, "person") is None and (one or self.scan.tokens.kinds[q.core] == "n")

    def _numbered(self, q: Quantity) -> bool:
        """'the M4', 'base T2': Latin letters with a number glued to them are a name."""
        if self._english or q.core == 0:
            return False
        tokens = self.scan.tokens
        nth = self.scan.at(q.core - 1, "date_ordinal")
        if nth is not None and nth.last >= q.core_last and nth.last - nth.first > 1:
            return True  # 'the fourteenth' is no ten
        glued = tokens.ends[q.core - 1] == tokens.starts[q.core] and tokens.kinds[q.core - 1] == "w"
        return glued and tokens.folds[q.core - 1].isascii() and tokens.folds[q.core - 1].isalpha()

    def _counted_all_the_same(self, q: Quantity, why: str) -> bool:
        """'which shelters a million displaced' counts them; no brigade has a number of four digits."""
        person = self.scan.at(q.core_last, "person")
        if why == "time of day":
            return self._put_at(q) or q.value > _LATEST
        if why in ("population", "who was aboard"):
            of = self.scan.at(q.core_last, "of") if person is None else None
            person = self.scan.at(of.last, "person") if of is not None else person
            return person is not None and person.entry.features.get("harm") is not None
        return why == NAMED and (q.value > 999 or self._agrees(q, person))

    def _agrees(self, q: Quantity, person: Hit | None) -> bool:
        """'killed on the road 4 persons': the noun behind has the form that the number asks for.  Arabic."""
        if self._english or person is None or person.entry.features.get("unit"):
            return False
        return str(person.entry.features.get("n")) == ("pl" if _FEW[0] <= q.value <= _FEW[1] else "sg")

    def _put_at(self, q: Quantity) -> bool:
        """'put the toll at about 400', 'stands at about 12': the number is no hour.  English."""
        at = q.first if self.scan.reads(q.first, "at") else q.first - 1
        total = self.scan.ending(at, "toll_noun") or self.scan.ending(at, "casualty_noun")
        stands = self.scan.at(at - 1, "toll_verb") is not None
        return total is not None or stands or _HOURS < q.value < _MILITARY

    def _of_all(self, q: Quantity) -> bool:
        """Tell whether the number is that of all of whom a share is told ('a quarter of the country's 5.5 million')."""
        for i in range(q.first - 1, max(-1, q.first - 7), -1):
            share = self._shares.get(i)
            if share is not None:
                person = self.scan.at(q.last, "person")
                hurt = self.scan.at(q.last, "harm_verb", "harm_noun") is not None
                told = not hurt and (person is None or not person.entry.features.get("harm"))
                all_of = self.scan.at(share.last, "of") is not None and share.last < q.first - 1
                return all_of and told and (q.value >= _MANY or person is None)
            if self.scan.tokens.kinds[i] != "w":
                return False
        return False

    def _clock(self, q: Quantity) -> bool:
        """Tell whether the number is the hour or the minutes of '09:46'."""
        if q.value >= 60:
            return False
        folds, kinds, size = self.scan.tokens.folds, self.scan.tokens.kinds, len(self.scan)
        hour = q.core_last + 1 < size and folds[q.core_last] == ":" and kinds[q.core_last + 1] == "n"
        minutes = q.core >= 2 and folds[q.core - 1] == ":" and kinds[q.core - 2] == "n"
        return (hour and self._glued(q.core_last)) or (minutes and self._glued(q.core - 1))

    def _glued(self, i: int) -> bool:
        starts, ends = self.scan.tokens.starts, self.scan.tokens.ends
        return ends[i - 1] == starts[i] and ends[i] == starts[i + 1]

    def _unit_near(self, pos: int) -> bool:
        """Tell whether things, perhaps behind an adjective, stand at token `pos`, and no persons.  English."""
        for i in range(pos, min(pos + _ADJECTIVE, len(self.scan))):
            unit = self.heads.unit_at(i)
            if unit is not None:
                return self.scan.at(unit.last, "person") is None
            if self.scan.tokens.kinds[i] != "w" or (self.scan.hits[i] and self.scan.at(i, "place_common") is None):
                return False
        return False

    def _passes(self, pos: int) -> bool:
        """Tell whether a unit may still follow after the word at `pos` (an adjective, 'of', 'the')."""
        kinds = self.scan.tokens.kinds
        if pos >= len(kinds) or kinds[pos] != "w":
            return False
        if not self.scan.hits[pos]:
            return self._english and pos not in self.heads.actors
        if self._english and self.scan.at(pos, "other", "additional") is not None:
            return self._unit_near(pos + 1)  # 'two other villages'
        passed = self.scan.at(pos, "determiner", "of", "hedge_post")
        if passed is not None:
            return not (passed.clitics.suffix and self.scan.lang == "ar")  # 'three of them last week'
        if not self._english or pos in self.heads.actors:
            return False
        unit = self.heads.unit_at(pos + 1)
        if unit is not None and unit.last - unit.first > 1 and self.scan.quote(pos, pos + 1)[:1].isupper():
            return True  # 'two Israeli fighter jets', no 'drone operators'
        own = ("place", "cause") if unit is not None else ("place_",)  # 'Shahed drones'
        return all(hit.entry.cls.startswith(own) for hit in self.scan.hits[pos])
