"""Nouns of counts: where the noun of a number stands, before it or behind, and whether it only did the harm."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.bare import Bare
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.elided import one_who, summed_up
from marsad.read.claims.ground import Ground
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.things import Things
from marsad.read.claims.unnamed import joins_counted, unnamed_object
from marsad.read.claims.worded import Worded
from marsad.read.mention import ActorMention
from marsad.text.tokens import NUMBER

_NAME = 8
"""Tokens of 'and' and a name between two losses at most."""
_CLAUSE = 8
"""Counts before among which the first of a clause is sought at most."""
_LABEL = 4
"""Tokens of a heading with its colon at most."""
_DONE_TO = frozenset({"killed", "injured", "detained", "abducted"})
_SUFFERS = frozenset({"loses", "intransitive"})
"""What a verb is whose subject comes to harm."""


class Nouns:
    """Answers for the numbers of one scan."""

    def __init__(self, ground: Ground) -> None:
        self._hedges = {hit.last: hit for hit in ground.scan.all("hedge_pre")} if ground.scan.lang == "ar" else {}
        self.ground = ground
        self.scan, self.heads = ground.scan, ground.heads
        self._of, self._sums = ground.scan.firsts("of"), ground.scan.firsts("combined")
        self.things = Things(ground)
        self.bare = Bare(ground)
        self.worded = Worded(ground)
        self.righted: set[int] = set()
        """Numbers that set another one right."""
        self._did: set[int] = set()
        """Counts before which stands who did it."""
        self._agents = {hit.last for hit in self.scan.all("agent") if self.scan.lang == "ar"}
        self._lost: set[int] = set()
        """Counts before which stands who lost them, behind the losses of another."""
        self._accounted: set[int] = set()
        """Those of them in a list of who is to blame ('were behind 44: soldiers 30, police 14')."""

    def _carried(self, q: Quantity, last: int) -> bool:
        """Tell whether the number of those aboard has its noun behind it, so that others may be of them."""
        head = self.heads.after(self._head_start(q), last)
        return head is not None and head.persons > 0 and head.harm is None

    def _befell(self, q: Quantity) -> bool:
        """Tell whether a verb of harm follows the words ('an unspecified number were wounded').  English."""
        told = self.scan.lang == "en" and q.core_last - q.core > 2
        return told and self.scan.at(q.core_last, "of_persons_many") is not None

    def _unnamed(self, q: Quantity, last: int) -> Head | None:
        """Return the group of an unlisted noun after 'killed three', 'among them three', 'soldiers and three'."""
        opener = self.ground.ends.get(q.first)
        told = opener is not None and opener.entry.cls in ("harm_verb", "among")
        joined = joins_counted(self.scan, q, last, self.ground.drafts)
        return unnamed_object(self.scan, q, last) if told or joined else None

    def _only_did(self, before: Head, q: Quantity) -> bool:
        """Tell whether the actor before the number is the one who did the harm ('X killed 12 and Y 9').

        In Arabic the verb stands right before him ('killed the army 12').
        """
        if self.scan.lang == "ar":
            them = self.scan.ending(before.first, "among")
            verb = self.ground.ends.get(them.first if them is not None else before.first)
            does = verb is not None and verb.entry.cls == "harm_verb" and verb.entry.features["harm"] in _DONE_TO
            return does and not (before.persons or verb is None or not _SUFFERS.isdisjoint(verb.entry.features))
        last = self._subject_before(before)
        if self.scan.lang != "en" or last is None or last.head.actors:
            return False
        accounted = any(h.last == last.first for h in self.scan.all("account_verb")) or last.core in self._accounted
        accounted = accounted or self._of_the_killings(last)
        opener = self.ground.ends.get(last.first)
        active = opener is not None and opener.entry.cls == "harm_verb"
        if active and opener is not None and not _SUFFERS.isdisjoint(opener.entry.features):
            self._lost.add(q.core)  # 'the army lost 12, the rebels 30'
            return False
        armed = before.civilian is False and (active or last.core in self._did)
        if before.persons and not (accounted or armed):
            return False
        told = active or accounted or last.core in self._did
        return told and self.ground.sentence(last.core) == self.ground.sentence(before.first)

    def _of_the_killings(self, last: Draft) -> bool:
        """Tell whether 'carried out 214 of the killings' stands before a name: it did some of them, too.  English."""
        among = self.scan.at(last.core_last, "among")
        before = self.scan.tokens.folds[last.first - 1] if last.first else ""
        did = self.scan.lexicon.ends(before, "past") or self.scan.reads(last.first - 1, "out")  # 'carried out'
        return among is not None and among.entry.features.get("of_harm") == "killed" and did

    def _subject_before(self, before: Head) -> Draft | None:
        """Return the count before a name; behind 'X killed 71, 16 of them children; Y' that is the 71.  English."""
        drafts = self.ground.drafts
        if not drafts or self.scan.lang != "en":
            return None
        at = before.first - (self.scan.at(before.first - 1, "determiner") is not None)
        if self.scan.tokens.folds[at - 1] != ";":
            return drafts[-1]
        first, _ = self.ground.sentence(before.first)
        clause = next((i + 1 for i in range(at - 2, first, -1) if self.scan.tokens.folds[i] == ";"), first)
        return next((d for d in drafts[-_CLAUSE:] if clause <= d.core < at), drafts[-1])

    def _loser_before(self, q: Quantity) -> ActorMention | None:
        """'X lost six soldiers and Y 12 fighters': the name right before the number lost these.  English."""
        last = self.ground.drafts[-1] if self.ground.drafts else None
        if self.scan.lang != "en" or last is None or not 0 < q.first - last.last <= _NAME:
            return None
        opener = self.ground.ends.get(last.first)
        if opener is None or _SUFFERS.isdisjoint(opener.entry.features):
            return None
        for i in range(last.last, q.first):
            actor = self.heads.actors.get(i)
            if actor is not None and actor.last == q.first:
                the = self.scan.at(i - 1, "determiner") is not None
                return actor if self.scan.at(i - 1 - the, "and") is not None else None
        return None

    def _mark_doer(self, q: Quantity) -> None:
        last = self.ground.drafts[-1]
        self._did.add(q.core)
        if (
            last.core in self._accounted
            or self._of_the_killings(last)
            or any(h.last == last.first for h in self.scan.all("account_verb"))
        ):
            self._accounted.add(q.core)

    def _hedge_before(self, draft: Draft) -> None:
        """'no fewer than one child', the number behind its noun: the hedge before the noun is the number's.  Arabic."""
        hedge, noun = self._hedges.get(draft.first), self.scan.at(draft.first, "person")
        if hedge is not None and noun is not None and not noun.clitics.conjunction:
            draft.hedge, draft.first = hedge.entry.features["hedge"], hedge.first

    def _heading(self, q: Quantity) -> Head | None:
        """Return the persons of a heading: 'Civilians: 12 dead, 30 wounded', 'Children: 5'.  English."""
        first, _ = self.ground.sentence(q.core)
        opens = self.scan.tokens.folds[first : min(first + _LABEL, q.first)]
        if ":" not in opens:
            return None
        head = self.heads.ending_at(first + opens.index(":"), first)
        fit = head is not None and head.persons and head.plural and head.harm is None
        return head if fit and head is not None and head.first == first else None

    def _head_before(self, q: Quantity, first: int) -> Head | None:
        """Return the noun before a number: right before it, or before 'account for', or a comma and 'in all' after."""
        account = self.scan.ending(q.first, "account_verb")
        if account is not None:
            head = self.heads.ending_at(account.first, first)
            return head if head is not None and head.persons and not head.actors and not head.party else None
        given = self.scan.reads(q.first - 1, "for")
        if given and any(first <= h.first < q.first for h in self.scan.all("account_verb")):
            head = self.heads.ending_at(q.first - 1, first)
            named = head is not None and head.persons and not head.party
            if named and head is not None and head.last == q.first - 1:
                self._accounted.add(q.core)
                return head  # 'men account for 62, women for 20'
        if summed_up(self.scan, q):
            for i in range(q.first - 1, max(first, q.first - 8) - 1, -1):
                person = self.scan.at(i, "person")
                if person is not None and person.entry.features.get("n") == "pl":
                    return self.heads.after(i, q.first, whole=True)
        if self._of_them_alone(q):
            return None  # 'the coast guard saved 32 of them'
        counted = self.ground.drafts[-1].last if self.scan.lang == "en" and self.ground.drafts else first
        return self.heads.ending_at(q.first, max(first, counted))

    def _of_them_alone(self, q: Quantity) -> bool:
        """Tell whether 'of them' follows and tells nothing more: the noun before the number did it.  Arabic."""
        scan = self.scan
        among = scan.at(q.core_last, "among") if scan.lang == "ar" else None
        if among is None or not among.entry.features.get("trailing"):
            return False
        told = scan.any_at(among.last, "number", "vague", "hedge_pre", "person") is not None
        return not told and scan.tokens.kinds[among.last : among.last + 1] != [NUMBER]

    def _head_start(self, q: Quantity) -> int:
        """Return where the noun of a number may begin: after 'of them were' where that follows."""
        among = self.scan.at(q.core_last, "among")
        if among is None or not among.entry.features.get("trailing"):
            rest = self.scan.at(q.core_last, "rest") if self.scan.lang == "ar" else None
            if rest is not None and (behind := self.scan.at(rest.last, "person")) and not behind.clitics.article:
                return rest.last  # 'the remaining four (were) civilians'
            verb = self.scan.at(q.core_last, "verb_be")
            if verb is None:
                which = one_who(self.scan, q.core_last) if q.value == 1 else None
                return which if which is not None else q.core_last
            article = self.scan.at(verb.last, "number_article") if q.value == 1 else None
            if article is not None and self.scan.at(article.last, "person") is not None:
                return article.last  # 'one is a boy'
            return verb.last if verb.last < len(self.scan) and self._plural_at(verb.last) else q.core_last
        verb = self.scan.at(among.last, "verb_be") or self._fell_among(among.last)
        return verb.last if verb is not None else among.last

    def _plural_at(self, i: int) -> bool:
        """Tell whether '17 were soldiers', '17 were Hezbollah fighters' goes on with its noun at token `i`."""
        places = [i]
        if self.scan.lang == "en":
            named = self.heads.actors.get(i)
            places += [named.last, named.last - 1] if named is not None else []
            places += [i + 1] if self.scan.quote(i, i + 1)[:1].isupper() else []  # 'Syrian soldiers'
        nouns = (self.scan.at(place, "person") for place in places if place < len(self.scan))
        return any(noun is not None and noun.entry.features.get("n") == "pl" for noun in nouns)

    def _fell_among(self, i: int) -> Hit | None:
        """Return the verb of '24 of them fell in the army's ranks' where it stands at token `i`.  Arabic."""
        verb = self.scan.at(i, "harm_verb") if self.scan.lang == "ar" else None
        return verb if verb is not None and self.scan.at(verb.last, "in_ranks") is not None else None

    def _combined(self, q: Quantity, head: Head | None) -> Hit | None:
        hit = self.scan.at(q.core_last, "combined")
        if hit is None and head is not None:
            hit = self.scan.at(head.last, "combined") or self.scan.at(head.first, "combined")
        if hit is None and self.scan.lang == "ar" and (head is None or head.harm is None or head.last <= q.first):
            to = self.scan.ending(q.first, "to")  # 'the dead and wounded rose to 25'
            return self.scan.ending(to.first if to is not None else q.first, "combined")  # 'there fell ... 25 men'
        if hit is not None and self.scan.lang == "en" and self._counts_next(hit.last):
            return None  # 'left three dead and wounded two'
        return hit

    def _counts_next(self, i: int) -> bool:
        """Tell whether a number begins at token `i`."""
        return self.scan.tokens.kinds[i : i + 1] == ["n"] or self.scan.at(i, "number", "vague", "hedge_pre") is not None
