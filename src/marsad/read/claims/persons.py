"""Persons: what the words around a noun of one person say of him, asked for by the licences."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.ground import Ground
from marsad.read.claims.unread import NAMED

_ITEM = frozenset({":", ";", ",", ".", "("})
"""Marks around the items of a list of victims."""
_NAMES = frozenset({"place", "place_title"})
"""Classes of words that persons bear as names too."""
_OPENS = (["("], ["\u00ab"], ['"'])
_CLOSED = frozenset({".", ";", ")"})
"""What may close a list of persons."""
BARE = 2
"""Words that may stand before a person who is named without an article, at most."""
_OFFICE = 8
"""Tokens of 'of the 21st Division' at most."""
_RECENT = 40
"""Counts found last among which that right before a person is sought."""
_BESIDE = 5
"""Tokens of 'and his assistant' behind one person at most."""
_INITIAL = 2
"""Letters of an initial at most."""


class Persons:
    """Answers for the nouns of one scan."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.scan = ground.scan
        self.heads = ground.heads
        self._persons = ground.scan.firsts("person")
        self._lists = ground.scan.all("name_list")

    def _named(self, i: int, person: Hit) -> bool:
        """'the child Muhammad ...', 'the colonel Nabil': one person who is named, right after what happened."""
        name = self._past_force(self._past_described(person.last))
        name = self._in_brackets(name)
        number = person.entry.features.get("n")
        if number not in ("sg", "du") or not (self._unknown(name) or self._surname(name)):
            return False
        if number == "du" and (
            self.scan.lang != "ar"
            or not self.scan.tokens.folds[name + 1 : name + 2]
            or not self.scan.lexicon.begins(self.scan.tokens.folds[name + 1], "and")
        ):
            return False  # 'the brothers Muhammad and Ahmad'
        opener = self._harmed_by(i)
        if opener is not None and opener.entry.cls in ("harm_verb", "harm_noun"):
            return True
        if not self._unknown(name):
            return False
        return bool(person.entry.features.get("rank")) and self._dies_later(person.last)

    def _in_brackets(self, i: int) -> int:
        """Return the first token of a name in brackets ('the civilian (Ahmad. A)') at token `i`, else `i`.  Arabic."""
        opens = self.scan.lang == "ar" and self.scan.tokens.folds[i : i + 1] in _OPENS
        return i + 1 if opens and self._unknown(i + 1) else i

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

    def _bare_one(self, i: int) -> Hit | None:
        for j in range(i, min(i + BARE + 1, len(self.scan.hits))):
            person = self._persons.get(j)
            if person is not None:
                return person if person.entry.features.get("n") == "sg" else None
            if self.blocks(j):
                return None
        return None

    def blocks(self, j: int) -> bool:
        """Tell whether the word at token `j` says that no person follows who is named without an article."""
        return bool(self.scan.hits[j]) and j not in self.heads.actors

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
        noun = self._persons.get(i)
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
        """Tell whether 'the driver was killed' goes on at token `i`: one person, and right after it the harm.

        So it is behind one who is told beside him ('the driver and his assistant were also killed').
        """
        person = self.scan.at(i, "person")
        if person is None:
            return False
        end = person.last
        if self.scan.at(end, "and") is not None and person.entry.features.get("n") == "sg":
            near = (self._persons.get(j) for j in range(end + 2, end + _BESIDE))
            end = next((other.last for other in near if other is not None), end)
            if self.scan.any_at(person.last + 1, "determiner", "number_article", "number") is None:
                return False
        end = self._past_of(self._past_his_men(end))
        be = self.scan.at(end, "verb_be")
        also = self.scan.at(be.last, "also") if be is not None else None
        verb = self.scan.at(also.last if also is not None else be.last if be is not None else end, "harm_verb")
        if verb is None or be is not None:
            return verb is not None
        dies = bool(verb.entry.features.get("intransitive"))
        return dies and (end > person.last or self._dies_first(person))

    def _past_his_men(self, i: int) -> int:
        """Return the token behind 'of the brigade and four of his men', 'of X and his driver' at token `i`, or `i`."""
        of = self.scan.at(i, "of") if self.scan.lang == "en" else None
        for j in range(of.last, min(of.last + _OFFICE, len(self.scan))) if of is not None else ():
            if self.scan.any_at(j, "verb_be", "harm_verb", "relative") is not None or self.scan.tokens.kinds[j] == "p":
                return i
            if self.scan.at(j, "and") is not None:
                men = next((draft for draft in self.ground.within(j + 1, j + 2) if draft.value), None)
                kin = self.scan.at(j + 2, "person") if self._his(j + 1) else None
                return men.last if men is not None else kin.last if kin is not None else i
        return i

    def _his(self, i: int) -> bool:
        owner = self.scan.at(i, "determiner")
        return owner is not None and bool(owner.entry.features.get("possessive"))

    def _past_of(self, i: int) -> int:
        """Return the verb behind 'of the bus' at token `i`, or `i` where no such words lead to one."""
        of = self.scan.at(i, "of")
        for j in range(of.last, min(of.last + _OFFICE, len(self.scan))) if of is not None else ():
            if self.scan.any_at(j, "verb_be", "harm_verb") is not None:
                return j
            nth = self.scan.at(j + 1, "date_th") is not None
            word = self.scan.tokens.kinds[j] == "w" or nth  # 'of the 3rd Brigade'
            if not word or self.scan.any_at(j, "and", "attribution_verb", "relative", "number"):
                return i
        return i

    def _dies_first(self, person: Hit) -> bool:
        """Tell whether 'the watchman died' is the first that is told of him: one who has a trade, and no one before.

        Who was told of in this sentence or the one before may be the same ('a man was hit by a car; the driver died').
        """
        features = person.entry.features
        if features.get("n") != "sg" or not features.get("role") or features.get("harm"):
            return False
        if any(hit.entry is person.entry for hit in self.scan.among(0, person.first, "person")):
            return False
        first = self.scan.sents[max(0, self.scan.sentence_of(person.first) - 1)][0]
        return not any(draft.value == 1 for draft in self.ground.within(first, person.first))

    def _joined_last(self, i: int, noun: int) -> bool:
        """Tell whether 'and the driver' closes a list of those harmed: no verb of its own follows.  English."""
        person = self.scan.at(noun, "person")
        if person is None or person.entry.features.get("n") != "sg" or self.scan.at(i - 1, "and") is None:
            return False
        before = i - 2 if self.scan.tokens.folds[i - 2] == "," else i - 1
        if not any(draft.last == before for draft in self.ground.drafts[-_RECENT:]):
            return False
        end = self._past_office(person.last)
        verb = self.scan.at(end, "harm_verb")
        closed = end >= len(self.scan) or self._closes(end)
        return closed or self.scan.at(end, "place_prep") is not None or (verb is not None and self._participle(verb))

    def _closes(self, i: int) -> bool:
        """Tell whether a list of persons ends before token `i`: a mark, or 'dead'."""
        return self.scan.tokens.folds[i] in _CLOSED or self.scan.reads(i, "dead")

    def _past_office(self, i: int) -> int:
        """Return the token after 'of the 21st Division', 'of the town council' at token `i`, else `i`."""
        of = self.scan.at(i, "of")
        for j in range(of.last, min(of.last + _OFFICE, len(self.scan))) if of is not None else ():
            if self._closes(j):
                return j
            acts = self.scan.any_at(j, "verb_be", "verb_have", "harm_verb", "attribution_verb", "relative", "number")
            if (
                acts is not None
                or self.scan.tokens.kinds[j] == "p"
                or self.scan.lexicon.ends(self.scan.tokens.folds[j], "past")
            ):
                return i
        return i

    def _capital(self, i: int) -> bool:
        return i < len(self.scan) and self.scan.quote(i, i + 1)[:1].isupper()

    def _fell(self, i: int) -> bool:
        """Tell whether the first verb after a name says that its bearer came to harm; nobody is counted before it."""
        _, last = self.ground.sentence(i)
        for j in range(i, min(last, i + 30)):
            verb = self.scan.at(j, "harm_verb", "attribution_verb", "relative")
            if verb is not None:
                if verb.entry.cls != "harm_verb" or self.ground.counts(j, j + 1):
                    return False
                passive = self.scan.at(j - 1, "verb_be") or self.scan.at(j, "verb_be")
                return bool(verb.entry.features.get("intransitive")) or passive is not None
            if self.ground.counts(j, j + 1) and self.scan.at(j - 1, "and") is None:
                return False
        return False

    def _in_named_list(self, i: int) -> bool:
        """Tell whether a noun without an article is an item of a list of victims ('named: father, 51; mother, 44')."""
        if not self._lists or not self._in_list_of_names(i, self.ground.sentence(i)[0]):
            return False
        before = self.scan.tokens.folds[i - 1]
        after = self.scan.tokens.folds[self._end_of(i)] if self._end_of(i) < len(self.scan) else "."
        return (before in _ITEM or self.scan.at(i - 1, "and") is not None) and after in _ITEM

    def _in_list_of_names(self, i: int, first: int) -> bool:
        return any(first <= hit.last <= i for hit in self._lists)

    def _end_of(self, i: int) -> int:
        person = self.scan.at(i, "person")
        return person.last if person is not None else i

    def _plain(self, i: int) -> bool:
        scan = self.scan
        if scan.tokens.kinds[i] != "w":
            return scan.lang == "ar" and any(u.first == i and u.why == NAMED for u in self.ground.unread[-3:])  # 'M4'
        if i in self.heads.named:
            return True
        if not scan.hits[i]:
            return True
        person = self._persons.get(i)
        if person is not None and (person.entry.features.get("n") == "pl" or self._does(i)):
            return True  # 'the army lost two soldiers', 'gunmen on a motorcycle killed a member of ...'
        if scan.lang == "en" and scan.at(i, "boundary", "causal") is not None:
            return False
        return scan.any_at(i, "person", "of", "to", "among", "harm_verb", "harm_noun") is None

    def _does(self, i: int) -> bool:
        """Tell whether who did it stands right behind the means: 'by the bullets of a sniper'.  Arabic."""
        person = self.scan.at(i, "person") if self.scan.lang == "ar" and i not in self.ground.ends else None
        if person is None:
            return False
        armed = person.entry.features.get("civ") is False
        agent = self.scan.ending(i, "agent")  # 'carried out by a young man', 'by the bullets of a settler'
        if agent is not None:
            return armed or not agent.entry.features.get("hands")
        means = self.scan.ending(i, "cause")
        return armed and means is not None and means.entry.features["cause"] == "gunfire"
