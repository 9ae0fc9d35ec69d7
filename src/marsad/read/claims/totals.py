"""Totals: what a bare number counts that 'rose to' or 'reached' ('the number of those killed among X rose to 27')."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.clauses import Clauses
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.heads import Heads
from marsad.read.scan import Scan

_REACH = 26
"""How far, in tokens, a total may stand from its number."""


_BOTH = 7
"""Tokens of 'of people killed or wounded' at most."""
_OUTCOMES = frozenset({"killed", "injured", "released"})
"""What befalls those who were named by something else before ('the prisoners who died').  Arabic."""
SAYING = frozenset({"civilian", "sex", "age", "role", "nationality", "party"})
"""What a head may say of the persons themselves."""


class Totals:
    """Finds the subject of each toll among the drafts of one scan."""

    def __init__(self, scan: Scan, heads: Heads, clauses: Clauses, drafts: list[Draft]) -> None:
        self.scan = scan
        self.heads = heads
        self.clauses = clauses
        self.cores = {d.core for d in drafts}
        self.hedges = {hit.last: hit for hit in scan.all("hedge_pre")}

    def complete(self, draft: Draft) -> None:
        """Give a bare toll the head and the harm of the total that it is the number of."""
        head = draft.head
        if draft.status == "superseded":
            return  # an earlier figure of the toll before it
        told = head.actors or head.mixed or head.weak or (head.persons and not head.party)
        if draft.harm is None and head.harm is None and head.persons and self._labelled(draft):
            draft.harm = "killed"
            draft.rules.append("total.harm.toll")
            return
        if self.scan.lang == "ar" and draft.toll and _says_nothing(head):
            self._whose(draft)
        if self.scan.lang == "ar" and told and head.harm is None and draft.harm is None and self._risen_to(draft):
            return  # 'the dead rose to 171 and the missing to 35 persons'
        if (not draft.toll or told) and self._follows(draft) is None:
            if draft.toll and draft.hedge == "exact" and self.scan.lang == "ar":
                self._hedged(draft, self._subject(draft))
            return
        hit = self._subject(draft)
        if hit is None:
            return
        thing = self._of_things(hit) or self._of_unknown(draft, hit)
        if thing is not None:
            draft.drop = thing
            return
        self._hedged(draft, hit)
        found, harm = self._read(hit)
        if harm is None and found is not None and self._only_there(draft, hit, found):
            draft.drop = "a number of something else"
            return
        if found is not None and head.party and found.actors:
            head.actors = found.actors  # 'the dead among the army and the factions rose to 200 fighters'
        if found is not None and not (head.persons or head.actors or head.mixed):
            found.first, found.last = head.first, head.last
            draft.head = found
        if hit.entry.features.get("own") and not draft.head.persons:
            draft.head.own = True  # 'the number of martyrs rose to 289'
        if draft.harm is None:
            draft.harm = harm or draft.head.harm
            if draft.harm is not None:
                draft.trigger = hit.first
                draft.rules.append(f"total.{hit.entry.id}")

    def _of_things(self, hit: Hit) -> str | None:
        """Return why 'the number of strikes' counts no persons."""
        of = self.scan.at(hit.last - 1, "of") or self.scan.at(hit.last, "of") if self.scan.lang == "en" else hit
        unit = self.scan.at(of.last, "unit") if of is not None else None
        things = hit.entry.cls == "toll_noun" and unit is not None
        things = things and not hit.entry.features.get("harm_default")  # 'the toll of the attack' is of persons
        if not things or unit is None or self.scan.at(unit.first, "person", "casualty_noun", "harm_noun") is not None:
            return None
        return str(unit.entry.features["why"])

    def _of_unknown(self, draft: Draft, hit: Hit) -> str | None:
        """Return why 'the number of participants' counts nobody who was harmed: a noun that no list knows.  Arabic."""
        i, silent = hit.last, _silent(draft.head)
        if self.scan.lang != "ar" or hit.entry.cls != "toll_noun" or hit.entry.features.get("harm_default"):
            return None
        plain = silent and i < len(self.scan) and self.scan.tokens.kinds[i] == "w" and not self.scan.hits[i]
        return "a number of something else" if plain and i < draft.core else None

    def _only_there(self, draft: Draft, hit: Hit, found: Head) -> bool:
        """Tell whether 'the number of pupils reached 2,000' says of nobody that harm befell them."""
        if hit.entry.cls != "toll_noun" or hit.entry.features.get("harm_default") or hit.last > draft.first:
            return False
        if self.scan.lang == "en" and self.scan.at(hit.first, "losses_word") is not None:
            return False  # 'put the losses of the mercenaries at 20'
        named = found.role is not None or found.unit is not None
        harmed = self.scan.begins(found.last, draft.first, "harm_verb", "harm_noun", "casualty_noun")
        return named and _silent(draft.head) and found.first >= hit.last and not harmed

    def _hedged(self, draft: Draft, hit: Hit | None) -> None:
        """'the number of the dead does not exceed 5': the hedge before the total is its number's."""
        if self.scan.lang == "ar" and (hit is None or hit.first >= draft.last):
            hit = self._named_before(draft)
        if hit is None or hit.first >= draft.last or any(i in self.cores for i in range(hit.last, draft.first)):
            return  # 'the dead exceeded a thousand and the wounded reached 2,806'
        hedge = self.hedges.get(hit.first) or self.hedges.get(hit.first + 1)  # 'exceeded the number' may be one phrase
        outer = self.scan.ending(hit.first, "toll_noun") if hedge is None and self.scan.lang == "ar" else None
        hedge = self.hedges.get(outer.first) if outer is not None else hedge  # 'exceeded the toll of the dead'
        mine = hedge is not None and hedge.first - 1 not in self.cores  # '11 at least, and the toll of ... reached 5'
        if hedge is not None and mine and hedge.first < hit.first and draft.hedge == "exact":
            draft.hedge = hedge.entry.features["hedge"]

    def _named_before(self, draft: Draft) -> Hit | None:
        """Return the last words for a total before a number, near it in its sentence.  Arabic."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        near = range(draft.first - 1, max(first, draft.first - _REACH) - 1, -1)
        return next((hit for i in near if (hit := self.scan.at(i, "toll_noun", "casualty_noun")) is not None), None)

    def _whose(self, draft: Draft) -> None:
        """'the toll of dead civilians rose to 143': the total says who they are, not the number.  Arabic."""
        hit = self._subject(draft)
        found = self._read(hit)[0] if hit is not None and hit.last <= draft.first else None
        if hit is None or found is None or found.other or found.harm not in (None, draft.head.harm):
            return
        if self.scan.begins(hit.first, found.last, "cause", "cause_faint"):
            return  # 'the toll of the Israeli raid' is not of Israelis
        head = draft.head
        head.actors, head.mixed, head.allied = found.actors, found.mixed, found.allied
        for name in SAYING:
            setattr(head, name, getattr(found, name))

    def _labelled(self, draft: Draft) -> bool:
        """Tell whether a colon behind a toll stands before the number ('toll of the shelling today: 12 civilians')."""
        at = draft.first - 1
        if at < 1 or self.scan.tokens.folds[at] != ":":
            return False
        first, _ = self.scan.sents[self.scan.sentence_of(at - 1)]
        for i in range(at - 1, max(first, at - _REACH) - 1, -1):
            hit = self.scan.at(i, "toll_noun")
            if hit is not None and hit.entry.features.get("harm_default"):
                return bool(self.scan.hits[hit.last]) or self.scan.tokens.folds[hit.last] == ":"  # no toll of gifts
            if i in self.cores or self.scan.at(i, "harm_verb", "harm_noun", "casualty_noun") is not None:
                return False
        return False

    def _follows(self, draft: Draft) -> Hit | None:
        """Return the total right after the number, or in Arabic after its parts ('rose to 41, of them 17 children, the
        number of the dead')."""
        if not draft.toll and draft.head.persons:
            return None
        _, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        to = draft.toll and self.scan.lang == "ar"
        to = to and (self.scan.at(draft.first, "to") or self.scan.at(draft.first - 1, "to")) is not None
        parts = to and not self._told_before(draft)
        for i in range(draft.last, min(last, draft.last + (_REACH if parts else 1))):
            hit = self.scan.at(i, "toll_noun", "casualty_noun")
            if hit is not None and i not in self.cores:
                return None if hit.clitics.conjunction else hit
            if i in self.clauses.marks or self.scan.at(i, "toll_verb", "harm_verb", "harm_noun") is not None:
                return None
        return None

    def _told_before(self, draft: Draft) -> bool:
        """Tell whether a total stands before the number already, with no other number between."""
        first, _ = self.scan.sents[self.scan.sentence_of(draft.core)]
        for i in range(draft.first - 1, max(first, draft.first - _REACH) - 1, -1):
            if i in self.cores:
                return False
            if self._total_at(i) is not None:
                return True
        return False

    def _subject(self, draft: Draft) -> Hit | None:
        """Return the total: the one before the number, or after it where the verb comes first."""
        first, last = self.scan.sents[self.scan.sentence_of(draft.core)]
        follows = self._follows(draft)
        if follows is not None:
            return follows
        person = self._persons_rising(draft)
        if person is not None:
            return person
        verb_seen = False
        for i in range(draft.first, max(first, draft.first - _REACH) - 1, -1):
            told = self.scan.hits[i]
            if told and self.scan.at(i, "toll_verb") is not None:
                verb_seen = True
            if i < draft.first and i in self.cores and not verb_seen:
                break
            hit = self._total_at(i) if told else None
            if hit is not None and hit.last <= draft.first:
                return hit
        if not verb_seen:
            return None
        for i in range(draft.core_last, min(last, draft.core_last + 2 * _REACH)):
            hit = self._total_at(i)
            if hit is not None:
                return hit
        return None

    def _risen_to(self, draft: Draft) -> bool:
        """Give persons whose harm no word of their own tells the harm of those whose number rose to them.  Arabic."""
        person = self._persons_rising(draft) if draft.head.persons else None
        if person is None:
            return False
        draft.harm, draft.trigger, draft.toll = str(person.entry.features["harm"]), person.first, True
        draft.rules.append(f"total.{person.entry.id}")
        return True

    def _persons_rising(self, draft: Draft) -> Hit | None:
        """'(the number of) the dead to 17 and the wounded to 60': the persons right before 'to'."""
        to = self.scan.at(draft.first - 1, "to")
        if to is None and self.scan.lang == "ar":
            to = self.scan.at(draft.first - 2, "to")  # 'to (what is) between 30 and 40'
        if to is None:
            return None
        for i in range(to.first - 1, max(-1, to.first - 4), -1):
            person = self.scan.at(i, "person")
            if person is not None:
                many = self.scan.lang == "en" or person.entry.features.get("n") == "pl"
                them = self.scan.at(person.last, "among")  # 'and the wounded of them to 180'
                end = them.last if them is not None else person.last
                fits = end == to.first and person.entry.features.get("harm") and person.clitics.article
                inside = self.scan.ending(i, "place_prep") is not None  # 'died in the prisons'
                return person if fits and many and not inside else None
        return None

    def _total_at(self, i: int) -> Hit | None:
        """Return the total at token `i`; 'a number of the wounded' is a count of its own and none."""
        hit = self.scan.at(i, "toll_noun", "casualty_noun")
        if hit is not None and hit.entry.cls == "toll_noun" and i in self.cores:
            return None
        return hit

    def _read(self, hit: Hit) -> tuple[Head | None, str | None]:
        """Return (who, what happened) of a total: 'killed members of X', 'those who died of them'."""
        if self.scan.lang == "en" and self._of_both(hit):
            return None, "other"  # 'the number of dead and wounded'
        harm = hit.entry.features.get("harm")
        noun = self.scan.at(hit.last, "harm_noun") if hit.entry.cls == "toll_noun" and self.scan.lang == "ar" else None
        if noun is not None and self.scan.at(hit.last, "person") is None:
            harm = harm or str(noun.entry.features["harm"])  # 'the toll of the arrests'
        _, last = self.scan.sents[self.scan.sentence_of(hit.first)]
        for i in range(hit.last, min(hit.last + 4, last)):
            families = self.scan.at(i, "person") if self.scan.lang == "ar" else None
            families = families if families is not None and families.entry.features.get("unit") else None
            verb = self.scan.at(i, "harm_verb") if families is None else None  # Arabic spells captivity like families
            held = verb is not None and harm == "killed" and verb.entry.features["harm"] != harm
            if verb is not None and not (held and self.scan.lang == "en"):  # not 'the number of deaths in detention'
                return self._fallen(verb, last), str(verb.entry.features["harm"])
            person = self.scan.at(i, "person")
            if person is not None or i in self.heads.actors:
                after = self._befell(person) if person is not None else None
                if self.scan.lang == "en" and after is not None:  # 'the number of people displaced'
                    harm = harm or str(after.entry.features["harm"])  # of 'detainees who have died' too
                who = self.scan.at(person.last, "control_relative") if person is not None else None
                verb = self.scan.at(who.last, "harm_verb") if who is not None and self.scan.lang == "ar" else None
                if verb is not None and verb.entry.features["harm"] in _OUTCOMES:
                    harm = str(verb.entry.features["harm"])  # 'the number of the prisoners who died'
                break
        among = self.scan.at(hit.last, "between") if self.scan.lang == "ar" else None
        head = self.heads.after(among.last if among is not None else hit.last, last)  # 'deaths among civilians'
        if head is not None and (head.actors or head.nationality) and self._only_did(hit.last, head):
            head = None  # 'the toll of the aggression of X', 'from X's shelling' is not of X
        if self.scan.lang == "en" and (head is None or not (head.persons or head.actors)):
            head = self._named_with(hit) or head
        harm = harm or (head.harm if head is not None else None)
        return head, harm or hit.entry.features.get("harm_default")

    def _of_both(self, hit: Hit) -> bool:
        """Tell whether a total is of 'the dead and wounded', 'people killed or injured'.  English."""
        harms = {str(hit.entry.features["harm"])} if hit.entry.features.get("harm") else set()
        for j in range(hit.first, min(hit.last + _BOTH, len(self.scan))):
            told = self.scan.at(j, "harm_verb") or self.scan.at(j, "person")
            if told is not None and told.entry.features.get("harm") is not None:
                harms.add(str(told.entry.features["harm"]))
            elif j >= hit.last and self.scan.any_at(j, "and", "or", "of", "determiner", "person") is None:
                break
        return harms == {"killed", "injured"}

    def _only_did(self, first: int, head: Head) -> bool:
        """Tell whether an actor behind a total only says whose the strikes are that it is the toll of."""
        if (
            self.scan.at(first, "cause_faint") is not None
            or self.scan.any_at(head.last, "cause", "event_word") is not None
        ):
            return True
        if not head.actors:
            return False
        named = head.actors[0]
        struck = self.scan.begins(first, named.last, "cause") or self.scan.any_at(named.last, "cause", "event_word")
        return not head.persons and bool(struck)

    def _befell(self, person: Hit) -> Hit | None:
        """Return the verb of 'people displaced', 'detainees who have died', or None."""
        at = person.last
        who = self.scan.at(at, "relative")
        if who is not None:
            have = self.scan.at(who.last, "verb_be", "verb_have")
            at = have.last if have is not None else who.last
        return self.scan.at(at, "harm_verb")

    def _named_with(self, hit: Hit) -> Head | None:
        """Return who is named in a total or before it: 'the number of civilians killed', 'the civilian death toll'."""
        for i in range(hit.first, hit.last):
            person = self.scan.at(i, "person")
            if person is not None and not person.entry.features.get("harm"):
                return self.heads.after(i, hit.last)
        first, _ = self.scan.sents[self.scan.sentence_of(hit.first)]
        named = self.heads.ending_at(hit.first, first)
        return named if named is not None and (named.civilian or named.role or named.age or named.actors) else None

    def _fallen(self, verb: Hit, last: int) -> Head | None:
        """Return who is said to have died; in 'those who died in the group's attack' the group only did it."""
        head = self.heads.after(verb.last, last)
        if head is not None and head.actors:
            first = min(actor.first for actor in head.actors)
            if self.scan.begins(verb.last, first, "cause"):
                return None
        return head


def _silent(head: Head) -> bool:
    """Tell whether nothing beside a number says that it counts persons."""
    return not (head.persons or head.actors or head.mixed or head.other or head.weak)


def _says_nothing(head: Head) -> bool:
    """Tell whether the head has persons ('143 dead') and nothing of who they are."""
    silent = all(getattr(head, name) is None for name in SAYING)
    return bool(head.persons) and silent and not (head.actors or head.mixed or head.other or head.weak)
