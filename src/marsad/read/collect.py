"""Counts of persons in a text, before it is known what happened to them.

Numbers with a noun of persons, numbers that a toll or a harm introduces, implied ones ('a child and two women'),
'one of them', and 'the rest'.  Every other number is ignored, with the reason.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.denials import Denial
from marsad.read.draft import Draft, Head
from marsad.read.heads import Heads
from marsad.read.quantities import Quantity
from marsad.read.scan import Scan

_LIST_MARKS = frozenset({":", ";", "\u061b", ",", "\u060c"})
NO_PERSONS = "no persons and no harm are named with it"


class Unread(NamedTuple):
    """A number at tokens [first, last) that counts no persons, and why."""

    first: int
    last: int
    why: str


class Collector:
    """Collects the drafts of one scan."""

    def __init__(self, scan: Scan, heads: Heads, blocked: set[int], denials: list[Denial]) -> None:
        self.scan = scan
        self.heads = heads
        self.blocked = set(blocked)
        self.earlier = [d for d in denials if d.kind in ("superseded", "withdrawn")]
        self.unread: list[Unread] = []
        self.drafts: list[Draft] = []
        self._ignore_before = {hit.last: hit for hit in scan.all("ignore_before")}
        self._lists = [hit.first for hit in scan.all("among") if hit.entry.features.get("kind") == "list"]
        self._ends: dict[int, Hit] = {}
        for cls in ("harm_noun", "harm_verb", "among", "one_of", "casualty_noun", "toll_verb", "toll_noun", "beside"):
            for hit in scan.all(cls):
                old = self._ends.get(hit.last)
                if old is None or hit.first <= old.first:
                    self._ends[hit.last] = hit

    def collect(self, quantities: list[Quantity]) -> list[Draft]:
        """Return the drafts in text order; the numbers left out are in `unread`."""
        for k, quantity in enumerate(quantities):
            if quantity.core in self.blocked:
                continue
            nxt = quantities[k + 1].first if k + 1 < len(quantities) else len(self.scan)
            self._quantity(quantity, nxt)
        self._words("one_of")
        self._words("rest")
        self._shares()
        self._again()
        self.drafts.sort(key=lambda d: d.core)
        self._implied()
        self.drafts.sort(key=lambda d: d.core)
        return self.drafts

    def _sentence(self, i: int) -> tuple[int, int]:
        first, last = self.scan.sents[self.scan.sentence_of(i)]
        return first, last

    def _quantity(self, q: Quantity, following: int) -> None:
        first, last = self._sentence(q.core)
        why = self._not_persons(q)
        if why is not None:
            self.unread.append(Unread(q.first, q.last, why))
            return
        stop = min(last, following) if following > q.core_last else last
        head = self.heads.after(self._head_start(q), stop)
        if (head is None or not _names_someone(head) or q.value <= 2) and not self._joined_on(q):
            before = self.heads.ending_at(q.first, first)
            if before is not None and before.unit and self.scan.at(before.first - 1, "of") is not None:
                self.unread.append(Unread(q.first, q.last, "a family that others belong to"))
                return
            head = _joined(before, head)
        combined = self._combined(q, head)
        if q.rule.startswith("vague.number_of") and (head is None or not _names_someone(head)):
            return  # 'the number of' and not 'a number of'
        if head is None:
            why = self._bare(q, last)
            if why is not None and combined is None:
                self.unread.append(Unread(q.first, q.last, why))
                return
            head = Head(q.core, q.core_last)
        draft = _draft(q, head)
        self._mark_kind(draft, q)
        if combined is not None:
            draft.harm, draft.last = "other", max(draft.last, combined.last)
            draft.rules.append(combined.entry.id)
        self.drafts.append(draft)

    def _joined_on(self, q: Quantity) -> bool:
        """Tell whether an 'and' binds the number to what stands before it, so that the noun there is another count's."""
        if self.scan.at(q.first, "and") is not None:
            return True
        first = self.scan.at(q.first, "hedge_pre", "number", "vague")
        return first is not None and bool(first.clitics.conjunction)

    def _mark_kind(self, draft: Draft, q: Quantity) -> None:
        """'the remaining 25' is a rest with its number; '28 are still in hospital' resumes the total before."""
        scan = self.scan
        before = next((h for h in scan.all("remaining") if h.last == q.first), None)
        if before is not None:
            draft.kind, draft.rest, draft.first = "remaining", True, before.first
            self._fought_for(draft)
        elif self._figure(q):
            draft.kind = "figure"
        elif not _names_someone(draft.head) and self._then(q):
            draft.kind = "then"
        elif not _names_someone(draft.head) and q.first == self._sentence(q.core)[0] and self.drafts:
            if scan.at(q.core_last, "verb_be") is not None:
                draft.kind = "resumed"

    def _fought_for(self, draft: Draft) -> None:
        """'the other 18 fought for the government': the actor after the verb says whose they were."""
        if _names_someone(draft.head):
            return
        for i in range(draft.core_last, min(draft.core_last + 5, self._sentence(draft.core)[1])):
            actor = self.heads.actors.get(i)
            if actor is not None:
                draft.head.actors.append(actor)
                return
            if self.scan.tokens.kinds[i] != "w" or self.scan.at(i, "harm_verb") is not None:
                return

    def _head_start(self, q: Quantity) -> int:
        """Return where the noun of a number may begin: after 'of them were' where that follows."""
        among = self.scan.at(q.core_last, "among")
        if among is None or not among.entry.features.get("trailing"):
            verb = self.scan.at(q.core_last, "verb_be")
            noun = self.scan.at(verb.last, "person") if verb is not None else None
            return noun.first if noun is not None and noun.entry.features.get("n") == "pl" else q.core_last
        verb = self.scan.at(among.last, "verb_be")
        return verb.last if verb is not None else among.last

    def _combined(self, q: Quantity, head: Head | None) -> Hit | None:
        hit = self.scan.at(q.core_last, "combined")
        if hit is None and head is not None:
            hit = self.scan.at(head.last, "combined") or self.scan.at(head.first, "combined")
        return hit

    def _not_persons(self, q: Quantity) -> str | None:
        """Return why the number counts no persons by the words right beside it, or None."""
        if self._clock(q):
            return "time of day"
        before = self._ignore_before.get(q.first) or self._ignore_before.get(q.core)
        if before is not None:
            return str(before.entry.features["why"])
        pos = q.core_last
        for _ in range(4):
            unit = self.heads.unit_at(pos)
            if unit is not None:
                self.blocked.update(range(unit.first, unit.last))
                return str(unit.entry.features["why"])
            if not self._passes(pos):
                return None
            pos += 1
        return None

    def _clock(self, q: Quantity) -> bool:
        """Tell whether the number is the hour or the minutes of '09:46'."""
        folds, kinds, size = self.scan.tokens.folds, self.scan.tokens.kinds, len(self.scan)
        hour = q.core_last + 1 < size and folds[q.core_last] == ":" and kinds[q.core_last + 1] == "n"
        minutes = q.core >= 2 and folds[q.core - 1] == ":" and kinds[q.core - 2] == "n"
        return q.value < 60 and ((hour and self._glued(q.core_last)) or (minutes and self._glued(q.core - 1)))

    def _glued(self, i: int) -> bool:
        starts, ends = self.scan.tokens.starts, self.scan.tokens.ends
        return ends[i - 1] == starts[i] and ends[i] == starts[i + 1]

    def _passes(self, pos: int) -> bool:
        """Tell whether a unit may still follow after the word at `pos` (an adjective, 'of', 'the')."""
        if pos >= len(self.scan) or self.scan.tokens.kinds[pos] != "w":
            return False
        if self.scan.at(pos, "determiner", "of", "hedge_post") is not None:
            return True
        return self.scan.lang == "en" and not self.scan.hits[pos] and pos not in self.heads.actors

    def _bare(self, q: Quantity, last: int) -> str | None:
        """Return None where a number without a noun may still count persons, else the reason to ignore it."""
        total = self.scan.at(q.last, "toll_noun", "casualty_noun")
        if total is not None:
            unit = self.heads.unit_at(total.last)
            return str(unit.entry.features["why"]) if unit is not None else None
        trailing = self.scan.at(q.core_last, "among")
        if trailing is not None and trailing.entry.features.get("things"):
            return NO_PERSONS
        if any(h.last == q.first for h in self.scan.all("remaining")) and self.drafts:
            return None
        if trailing is not None and trailing.entry.features.get("trailing") and self._things_before(q):
            return NO_PERSONS
        if self._figure(q):
            return None
        opener = self._ends.get(q.first) or self._ends.get(q.core)
        if opener is None and self.scan.at(q.first - 1, "to") is not None:
            opener = self._ends.get(q.first - 1) or self._toll_before(q.first)
        if opener is not None:
            return None
        if self.scan.at(q.core_last, "among", "one_of") is not None or self._paren(q.core_last):
            return None
        if self._listed(q) or self._then(q) or self._earlier_figure(q) or self._coordinate(q):
            return None
        after = self.scan.at(q.last, "harm_verb", "cause", "verb_be", "harm_noun")
        if after is not None and after.first < last and (self.drafts or after.entry.cls == "harm_verb"):
            return None
        if after is not None and after.entry.cls == "verb_be" and self.scan.at(after.last, "harm_verb") is not None:
            return None
        return NO_PERSONS

    def _figure(self, q: Quantity) -> bool:
        """Tell whether the number stands in 'its December figure of 512'."""
        of = self.scan.at(q.first - 1, "of")
        toll = self._ends.get(of.first) if of is not None else None
        return toll is not None and toll.entry.cls == "toll_noun"

    def _things_before(self, q: Quantity) -> bool:
        """Tell whether 'two of them' means things: a unit stands earlier in the sentence and no persons do."""
        first, _ = self._sentence(q.core)
        if any(first <= d.core < q.first for d in self.drafts):
            return False
        return any(self.scan.at(i, "unit") is not None for i in range(first, q.first))

    def _listed(self, q: Quantity) -> bool:
        """Tell whether the number is an item of a list of parts ('... as follows: 389 by air raids; 99 ...')."""
        if self.scan.tokens.folds[q.first - 1] not in _LIST_MARKS:
            return False
        first, _ = self._sentence(q.core)
        return any(first <= i < q.first for i in self._lists)

    def _then(self, q: Quantity) -> bool:
        """Tell whether the number follows an earlier toll ('reached 183 at noon, then 221 in the evening')."""
        then = self.scan.at(q.first - 1, "then")
        return then is not None and bool(self.drafts) and self.drafts[-1].last >= q.first - 4

    def _coordinate(self, q: Quantity) -> bool:
        """Tell whether the number goes on from the count right before it ('his driver and two of his companions')."""
        if not self._joined_on(q) or not self.drafts:
            return False
        before = self.drafts[-1]
        return (before.last >= q.first - 1 and self._of_unknown(q)) or self.heads.sided(q.core_last)

    def _of_unknown(self, q: Quantity) -> bool:
        of = self.scan.at(q.core_last, "of")
        return of is not None and of.last < len(self.scan) and not self.scan.hits[of.last]

    def _earlier_figure(self, q: Quantity) -> bool:
        """Tell whether the number is said to be an earlier state of a toll ('up from 41')."""
        return bool(self.drafts) and any(d.first <= q.core < d.last for d in self.earlier)

    def _paren(self, i: int) -> bool:
        return i < len(self.scan) and self.scan.tokens.folds[i] == "("

    def _toll_before(self, i: int) -> Hit | None:
        """Return the toll verb or noun that governs 'to N' from earlier in the sentence."""
        first, _ = self._sentence(i)
        for j in range(i - 1, max(first, i - 26) - 1, -1):
            hit = self.scan.at(j, "toll_verb", "toll_noun", "casualty_noun")
            if hit is not None:
                return hit
        return None

    def _words(self, cls: str) -> None:
        for hit in self.scan.all(cls):
            if hit.first in self.blocked or self._covered(hit.first):
                continue
            _, last = self._sentence(hit.first)
            head = self.heads.after(hit.last, last) or Head(hit.first, hit.last)
            value = hit.entry.features.get("value")
            draft = Draft(hit.first, max(hit.last, head.last), hit.first, hit.last, value, None, "exact", head, cls)
            draft.rest = cls == "rest"
            draft.rules.append(hit.entry.id)
            self.drafts.append(draft)

    def _shares(self) -> None:
        """'a third of them', 'half of the dead': shares of a count that is stated."""
        for hit in self.scan.all("fraction"):
            trailing = self.scan.at(hit.last, "among")
            if hit.first in self.blocked or self._covered(hit.first):
                continue
            if not hit.clitics.suffix and (trailing is None or not trailing.entry.features.get("trailing")):
                continue
            end = trailing.last if trailing is not None else hit.last
            head = self.heads.after(end, self._sentence(hit.first)[1]) or Head(hit.first, end)
            share = Draft(hit.first, max(end, head.last), hit.first, hit.last, 1, None, "about", head, "share")
            share.share = float(hit.entry.features["share"])
            share.rules.append(hit.entry.id)
            self.drafts.append(share)

    def _again(self) -> None:
        """'nine ... and as many again': the number of the count before, once more."""
        for hit in self.scan.all("again"):
            before = [d for d in self.drafts if d.core < hit.first and d.value is not None]
            if not before or self._covered(hit.first):
                continue
            model = max(before, key=lambda d: d.core)
            if self._sentence(model.core) != self._sentence(hit.first):
                continue
            head = self.heads.after(hit.last, self._sentence(hit.first)[1]) or Head(hit.first, hit.last)
            again = Draft(hit.first, max(hit.last, head.last), hit.first, hit.last, model.value, None, model.hedge, head, "again")
            again.rules.append(hit.entry.id)
            self.drafts.append(again)

    def _covered(self, i: int) -> bool:
        return any(d.first <= i < d.last for d in self.drafts)

    def _implied(self) -> None:
        covered = {i for d in self.drafts for i in range(d.first, d.last)}
        ends = {d.last for d in self.drafts}
        for first, last in self.scan.sents:
            i = first
            while i < last:
                draft = None if i in covered or i in self.blocked else self._implied_at(i, first, last, ends)
                if draft is None:
                    i += 1
                    continue
                self.drafts.append(draft)
                covered.update(range(draft.first, draft.last))
                ends.add(draft.last)
                i = draft.last

    def _implied_at(self, i: int, first: int, last: int, ends: set[int]) -> Draft | None:
        start, person = self._one_person(i, last)
        if person is None:
            return None
        number = person.entry.features.get("n")
        if person.clitics.article and not self._named(i, person):
            return None
        dual_harm = number == "du" and person.entry.features.get("harm") is not None
        if not dual_harm and not self._licensed(i, first, ends, person):
            return None
        head = self.heads.after(start, last, one=True)
        if head is None or self._number_follows(head.last):
            return None
        value = 2 if number == "du" else 1
        draft = Draft(i, head.last, i, person.last, value, None, "exact", head, "implied", ["count.implied"])
        after = self.scan.at(head.last, "hedge_post")
        if after is not None and after.entry.features["hedge"] != "exact":
            draft.hedge, draft.last = after.entry.features["hedge"], after.last
        return draft

    def _named(self, i: int, person: Hit) -> bool:
        """'the child Muhammad ...', 'the colonel Nabil': one person who is named, right after what happened."""
        if person.entry.features.get("n") != "sg" or not self._unknown(person.last):
            return False
        opener = self._ends.get(i)
        if opener is not None and opener.entry.cls in ("harm_verb", "harm_noun"):
            return True
        return bool(person.entry.features.get("rank")) and self._dies_later(person.last)

    def _unknown(self, i: int) -> bool:
        """Tell whether the word at `i` may be somebody's name."""
        if i >= len(self.scan) or self.scan.tokens.kinds[i] != "w":
            return False
        return all(hit.entry.cls == "place" for hit in self.scan.hits[i])

    def _dies_later(self, i: int) -> bool:
        _, last = self._sentence(i - 1)
        return any(
            (hit := self.scan.at(j, "harm_verb")) is not None and hit.entry.features["harm"] == "killed"
            for j in range(i, min(i + 24, last))
        )

    def _number_follows(self, i: int) -> bool:
        number = self.scan.at(i, "number")
        return number is not None and not number.clitics.conjunction and not self._covered(i)

    def _one_person(self, i: int, last: int) -> tuple[int, Hit | None]:
        """Return (token of the phrase after an article, noun) where the words at `i` name one person or two."""
        scan = self.scan
        if scan.lang == "en":
            article = scan.at(i, "number_article", "determiner")
            if article is None or (article.entry.cls == "determiner" and not article.entry.features.get("possessive")):
                return i, None
            start = article.last
            age = scan.at(start + 1, "unit") if start < last and scan.tokens.kinds[start] == "n" else None
            if age is not None and age.entry.features["why"] == "age":
                start = age.last  # 'a 12-year-old boy'
            for j in range(start, min(start + 4, last)):
                person = scan.at(j, "person")
                if person is not None:
                    return start, person if person.entry.features.get("n") == "sg" else None
                if scan.tokens.kinds[j] != "w" or (scan.hits[j] and j not in self.heads.actors):
                    return i, None
            return i, None
        person = scan.at(i, "person")
        if person is None or person.entry.features.get("n") not in ("sg", "du"):
            return i, None
        return i, person

    def _licensed(self, i: int, first: int, ends: set[int], person: Hit) -> bool:
        """Tell whether the context counts: after a harm or 'among them', or coordinated with a count."""
        scan = self.scan
        joined = bool(person.clitics.conjunction)
        j = i - 1
        if scan.lang == "en" and j >= first and scan.at(j, "and") is not None:
            joined, j = True, j - 1
        if j >= first and scan.tokens.folds[j] in (",", "\u060c"):
            joined, j = True, j - 1
        if (joined and (j + 1) in ends) or person.clitics.article:
            return True
        for back in range(6 if scan.lang == "ar" else 3):
            opener = self._ends.get(i - back)
            if opener is not None and opener.first >= first:
                cls = opener.entry.cls
                return cls in ("harm_noun", "harm_verb", "among", "one_of", "beside")
            if i - back - 1 < first or not self._plain(i - back - 1):
                break
        return scan.lang == "en" and self._passive_after(i)

    def _plain(self, i: int) -> bool:
        scan = self.scan
        if scan.tokens.kinds[i] != "w":
            return False
        return scan.at(i, "person", "of", "to", "among", "harm_verb", "harm_noun") is None

    def _passive_after(self, i: int) -> bool:
        _, last = self._sentence(i)
        for j in range(i, min(i + 9, last)):
            if self.scan.tokens.kinds[j] != "w":
                return False
            hit = self.scan.at(j, "verb_be")
            if hit is not None:
                return self.scan.at(hit.last, "harm_verb") is not None
            verb = self.scan.at(j, "harm_verb")
            if verb is not None:
                return bool(verb.entry.features.get("intransitive"))
        return False


def _names_someone(head: Head) -> bool:
    return bool(head.persons or head.actors or head.other or head.mixed or head.weak)


def _joined(before: Head | None, after: Head | None) -> Head | None:
    """Return one head of the noun before a number and the phrase after it ('a commander one of Hezbollah')."""
    if before is None or after is None:
        return before or after
    if after.persons:
        return after
    before.actors += after.actors
    before.last = after.last
    before.other = before.other or after.other
    return before


def _draft(q: Quantity, head: Head) -> Draft:
    first, last = min(q.first, head.first), max(q.last, head.last)
    kind = "vague" if q.hedge == "vague" else "number"
    hedge = head.hedge if head.hedge is not None and q.hedge == "exact" else q.hedge
    return Draft(first, last, q.core, q.core_last, q.value, q.value_max, hedge, head, kind, [q.rule])
