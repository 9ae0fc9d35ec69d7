"""Counts in words of their own: 'one of them', 'the rest', 'a third of them', 'as many again'."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.elided import of_number, opens_item
from marsad.read.claims.ground import Ground, names_someone
from marsad.read.claims.quantities import Quantity
from marsad.read.claims.unread import UNSTATED, Unread
from marsad.read.numbers import Number

_PARTS = frozenset({"one_of", "share"})
_COMMAS = frozenset({",", "\u060c"})


class Worded:
    """Adds the worded counts of one scan to what was found."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.scan = ground.scan
        self.heads = ground.heads

    def add(self) -> None:
        """Add them all."""
        self._words("one_of")
        self._words("rest")
        self._shares()
        self._again()

    def _words(self, cls: str) -> None:
        for hit in self.scan.all(cls):
            if hit.first in self.ground.blocked or self.ground.covered(hit.first):
                continue
            _, last = self.ground.sentence(hit.first)
            apposed = self._apposed(hit) if cls == "rest" else None
            ends = apposed.last if apposed is not None else hit.last
            begins = self._past_be(ends) if cls == "rest" and apposed is None else ends + (apposed is not None)
            if apposed is not None and apposed.first == hit.last and begins > ends and self._persons_at(ends):
                begins = ends  # 'and the rest seven civilians'
            head = self.heads.after(begins, last) or Head(hit.first, ends)
            if cls == "rest" and self.scan.ending(hit.first, "escape_verb") is not None:
                continue  # 'and the rest took flight'
            if cls == "rest" and self._describes_number(hit):
                continue
            if cls == "rest" and self.scan.lang == "en" and self.scan.ending(hit.first, "vague_part") is not None:
                continue  # 'most of the others'
            if cls == "one_of" and (self._of_things(hit) or self._after_things(hit) or self._kin_of_one(hit)):
                continue
            value = apposed.value if apposed is not None else hit.entry.features.get("value")
            draft = Draft(hit.first, max(hit.last, head.last), hit.first, hit.last, value, None, "exact", head, cls)
            draft.rest = cls == "rest"
            if draft.rest and self.scan.ending(hit.first, "fate_of") is not None:
                draft.harm = "missing"  # 'the fate of the others is unknown'
            draft.rules.append(hit.entry.id)
            self.ground.drafts.append(draft)

    def _describes_number(self, hit: Hit) -> bool:
        """Tell whether 'the remaining' stands behind the number that it is said of ('the twenty dead remaining').

        Arabic.
        """
        if self.scan.lang != "ar":
            return False
        for number in self.ground.numbers:
            if number.last == hit.first:
                said = self.scan.at(number.first, "number")
                return said is not None and said.clitics.article
        return False

    def _past_be(self, i: int) -> int:
        """Return the token after 'were' in 'the rest were civilians', else `i`."""
        be = self.scan.at(i, "verb_be")
        person = self.scan.at(be.last, "person") if be is not None else None
        says = person is not None and person.entry.features.get("n") == "pl" and not person.entry.features.get("harm")
        return be.last if be is not None and says else i

    def _apposed(self, hit: Hit) -> Number | None:
        """Return the number between commas after 'the rest' ('the remainder, 218, regime soldiers')."""
        at = hit.last + (hit.last < len(self.scan) and self.scan.tokens.folds[hit.last] in _COMMAS)
        named = self.scan.at(at, "among")
        told = self.scan.at(at, "toll_noun") if self.scan.lang == "ar" else None
        named = told or named  # Arabic: 'the rest, and their number is 15'
        at = named.last if named is not None else at  # Arabic: 'the rest, and they are 14,'
        found = next((n for n in self._numbers_at(at)), None) if at > hit.last or self.scan.lang == "ar" else None
        after = self.scan.tokens.folds[found.last : found.last + 1] if found is not None else []
        counted = self.scan.lang == "ar" and found is not None and found.first == hit.last
        closes = told is not None or (bool(after) and after[0] in _COMMAS)
        closes = closes or (counted and found is not None and self._persons_at(found.last))
        if found is None or not closes:
            return None
        self.ground.forget(found.first)
        return found

    def _persons_at(self, i: int) -> bool:
        """Tell whether persons are named at token `i`."""
        person = self.scan.at(i, "person")
        return person is not None and not person.clitics.preposition

    def _kin_of_one(self, hit: Hit) -> bool:
        """Tell whether 'a brother of one of them' says who somebody is.  Arabic."""
        kin = self.scan.ending(hit.first, "person") if self.scan.lang == "ar" else None
        told = kin is not None and not (kin.clitics.article or kin.clitics.suffix or kin.entry.features.get("harm"))
        return told and not hit.clitics.conjunction and kin is not None and kin.entry.features.get("n") == "sg"

    def _of_things(self, hit: Hit) -> bool:
        """'one of these incidents' counts no person: a noun follows that names none.  English."""
        scan, i = self.scan, hit.last
        if scan.lang != "en" or scan.at(i - 1, "determiner") is None or i >= len(scan) or scan.tokens.kinds[i] != "w":
            return False
        plain = ("verb_be", "harm_verb", "relative", "and", "preposition", "attribution_verb", "verb_have", "person")
        return i not in self.heads.actors and scan.any_at(i, *plain) is None

    def _after_things(self, hit: Hit) -> bool:
        """Tell whether the sentence names things and no persons before 'one of them', in Arabic 'one of it'."""
        first, _ = self.ground.sentence(hit.first)
        may = self.scan.lang == "en" or hit.entry.features.get("neuter")
        before = range(first, hit.first) if may else range(0)
        if self.ground.counts(first, hit.first):
            return False
        things = any(self.scan.at(i, "unit") is not None for i in before)
        return things and all(self.scan.at(i, "person") is None for i in before)

    def _shares(self) -> None:
        """'a third of them', 'half of the dead': shares of a count that is stated."""
        amounts = {n.first: n.last for n in self.ground.numbers} if self.scan.firsts("fraction") else {}
        for hit in self.scan.all("fraction"):
            trailing = self.scan.at(hit.last, "among")
            if (
                hit.first in self.ground.blocked
                or self.ground.covered(hit.first)
                or amounts.get(hit.first, 0) > hit.last
            ):
                continue  # 'half a million people'
            told = (
                hit.clitics.suffix
                or hit.entry.features.get("of_them")
                or (trailing is not None and trailing.entry.features.get("trailing"))
            )
            of_whom = self._of_whom(hit)
            told = told or of_whom is not None
            if not told and not self._share_of_counted(hit):
                if self.scan.begins(hit.first, hit.last, "number"):
                    self.ground.unread.append(Unread(hit.first, hit.last, UNSTATED))
                continue
            end = of_whom or (trailing.last if trailing is not None else hit.last)
            head = self.heads.after(end, self.ground.sentence(hit.first)[1]) or Head(hit.first, end)
            share = Draft(hit.first, max(end, head.last), hit.first, hit.last, 1, None, "about", head, "share")
            share.share = float(hit.entry.features["share"])
            share.rules.append(hit.entry.id)
            self._numbered(share)
            self.ground.drafts.append(share)

    def _numbered(self, share: Draft) -> None:
        """'Nearly half of the dead, 341, fell in June': the number behind a share is its own."""
        found = self._number_behind(share.last)
        if found is not None:
            self.ground.forget(found.first)
            self.ground.unread[:] = [note for note in self.ground.unread if note.first != found.first]
            share.value, share.share, share.hedge = found.value, None, "exact"
            share.last = found.last + (self.scan.tokens.folds[found.last] == ")")

    def _number_behind(self, at: int) -> Number | None:
        """Return the number that stands between commas or brackets at token `at`.  English."""
        folds = self.scan.tokens.folds
        if self.scan.lang != "en" or folds[at : at + 1] not in ([","], ["("]):
            return None
        found = next((n for n in self._numbers_at(at + 1) if n.value > 1), None)
        ends = (",", ".") if folds[at] == "," else (")",)
        return found if found is not None and folds[found.last : found.last + 1] in [[end] for end in ends] else None

    def ratio(self, q: Quantity) -> bool:
        """'one in six of them': take both numbers as a share of the count before."""
        link = self.scan.at(q.core_last, "out_of")
        if link is None:
            return False
        base = next((n for n in self._numbers_at(link.last)), None)
        if base is None or not 0 < q.value < base.value:
            return False
        if not self.ground.drafts and self.scan.lang != "ar":
            return False
        if self._of_people(q, base.last):
            self.ground.unread.append(Unread(q.first, base.last, UNSTATED))
            self.ground.blocked.update(range(q.first, base.last))
            return True
        head = Head(q.core, base.last)
        share = Draft(q.first, base.last, q.core, base.last, 1, None, "about", head, "share")
        share.share = q.value / base.value
        share.rules.append(link.entry.id)
        self.ground.drafts.append(share)
        self.ground.blocked.update(range(q.first, base.last))
        return True

    def _of_people(self, q: Quantity, last: int) -> bool:
        """Tell whether 'one in five children' is a share of people whom no count of its sentence holds.  Arabic."""
        head = self.heads.after(last, self.ground.sentence(q.core)[1]) if self.scan.lang == "ar" else None
        if not self.ground.drafts and self.scan.lang == "ar":
            return True
        if head is None or not head.persons or head.harm is not None or self.scan.at(last, "of") is not None:
            return False
        before = self.ground.drafts[-1]
        single = (before.value or 0) <= 1
        return single or self.scan.sentence_of(before.core) != self.scan.sentence_of(q.core)

    def _numbers_at(self, i: int) -> list[Number]:
        return [n for n in self.ground.numbers if n.first == i]

    def _of_whom(self, hit: Hit) -> int | None:
        """'of whom a third were minors': return the token after 'were', where 'of whom' opens the share.  English."""
        among = self.scan.ending(hit.first, "among") if self.scan.lang == "en" and self.ground.drafts else None
        be = self.scan.at(hit.last, "verb_be") if among is not None else None
        if among is None or be is None or not among.entry.features.get("trailing"):
            return None
        return be.last if self.scan.at(be.last, "person") is not None else None

    def _share_of_counted(self, hit: Hit) -> bool:
        """Tell whether a share without 'of them' is of a count: 'half of the dead', ', one in three without charge'.

        English only; 'a quarter of the country' is a share of nothing counted.
        """
        scan = self.scan
        if scan.lang != "en" or not self.ground.drafts:
            return False
        of = scan.at(hit.last, "of")
        number = of_number(scan, hit.last)
        if of is not None and number is not None:
            again = next((n.value for n in self._numbers_at(number)), None)
            known = any(d.value == again and d.core < hit.first for d in self.ground.drafts)  # 'half of the 203'
            return self.ground.counts(number, number + 1) or known
        if of is not None:
            head = self.heads.after(of.last, self.ground.sentence(hit.first)[1])
            last = max(self.ground.drafts, key=lambda d: d.core if d.core < hit.first else -1)
            if head is None or last.core > hit.first or scan.sentence_of(hit.first) - scan.sentence_of(last.core) > 1:
                return False
            return head.harm is not None or (head.unit is not None and head.unit == last.head.unit)
        sentence = scan.sentence_of(hit.first)
        if self._number_behind(hit.last) is not None and scan.ending(hit.first, "and") is not None:
            shared = (d for d in self.ground.drafts if d.kind == "share" and d.core < hit.first)
            return any(scan.sentence_of(d.core) == sentence for d in shared)  # '... and a quarter (178) in May'
        near = any(0 <= hit.first - d.last <= 6 and d.core < hit.first for d in self.ground.drafts)
        return near and opens_item(scan, hit.first, hit.last)

    def _as_many(self, hit: Hit, named: Head | None) -> bool:
        """Tell whether 'and as many insurgents' counts them: not in 'as many as 30'.  English."""
        joined = self.scan.ending(hit.first, "and") is not None
        return joined and named is not None and names_someone(named) and named.first == hit.last

    def _again(self) -> None:
        """'nine ... and as many again': the number of the count before, once more."""
        for hit in self.scan.all("again"):
            if "factor" in hit.entry.features:
                self.ground.forget(hit.first)  # 'three times as many' are not three
            counts = (d for d in self.ground.drafts if d.core < hit.first and d.value is not None)
            before = [
                d for d in counts if d.kind not in ("one_of", "share")
            ]  # 'seven fell, one of them a captain; twice as many ...'
            if not before or self.ground.covered(hit.first):
                continue
            model = max(before, key=lambda d: d.core)
            if self.ground.sentence(model.core) != self.ground.sentence(hit.first):
                continue
            named = self.heads.after(hit.last, self.ground.sentence(hit.first)[1])
            if hit.entry.features.get("persons") and not self._as_many(hit, named):
                continue
            head = named or Head(hit.first, hit.last)
            again = Draft(
                hit.first, max(hit.last, head.last), hit.first, hit.last, model.value, None, model.hedge, head, "again"
            )
            if model.value is not None:
                again.value = model.value * int(hit.entry.features.get("factor", 1))
            again.rules.append(hit.entry.id)
            self.ground.drafts.append(again)
