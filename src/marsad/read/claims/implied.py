"""Implied counts: a noun of one or two persons counts without a number, where the context counts.

'a child and two women' after 'killed' or 'among them', duals, a person who is named, relatives ('his driver').
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import Ground


class Implied:
    """Adds the implied counts of one scan to what was found."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.scan = ground.scan
        self.heads = ground.heads

    def add(self) -> None:
        """Add them all, left to right."""
        covered = {i for d in self.ground.drafts for i in range(d.first, d.last)}
        ends = {d.last for d in self.ground.drafts}
        for first, last in self.scan.sents:
            i = first
            while i < last:
                draft = None if i in covered or i in self.ground.blocked else self._implied_at(i, first, last, ends)
                if draft is None:
                    i += 1
                    continue
                self.ground.drafts.append(draft)
                covered.update(range(draft.first, draft.last))
                ends.add(draft.last)
                i = draft.last

    def _implied_at(self, i: int, first: int, last: int, ends: set[int]) -> Draft | None:
        start, person = self._one_person(i, last)
        if person is None:
            return None
        number = person.entry.features.get("n")
        if person.clitics.article and not self._named(i, person) and not self._beside(i, person):
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
        opener = self.ground.ends.get(i)
        if opener is not None and opener.entry.cls in ("harm_verb", "harm_noun"):
            return True
        return bool(person.entry.features.get("rank")) and self._dies_later(person.last)

    def _beside(self, i: int, person: Hit) -> bool:
        """'24 people besides the two bombers': two who are known count where they are set beside a count."""
        opener = self.ground.ends.get(i)
        return person.entry.features.get("n") == "du" and opener is not None and opener.entry.cls == "beside"

    def _unknown(self, i: int) -> bool:
        """Tell whether the word at `i` may be somebody's name."""
        if i >= len(self.scan) or self.scan.tokens.kinds[i] != "w":
            return False
        return all(hit.entry.cls == "place" for hit in self.scan.hits[i])

    def _dies_later(self, i: int) -> bool:
        _, last = self.ground.sentence(i - 1)
        return any(
            (hit := self.scan.at(j, "harm_verb")) is not None and hit.entry.features["harm"] == "killed"
            for j in range(i, min(i + 24, last))
        )

    def _number_follows(self, i: int) -> bool:
        number = self.scan.at(i, "number")
        return number is not None and not number.clitics.conjunction and not self.ground.covered(i)

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
        if joined and person.clitics.suffix and any(i - 10 <= end <= i for end in ends):
            return True  # 'a man of sixty-five and his wife'
        if scan.lang == "ar" and self._who_died(person):
            return True
        reach = 1 if person.entry.features.get("adj") else 6 if scan.lang == "ar" else 3
        for back in range(reach):
            opener = self.ground.ends.get(i - back)
            if opener is not None and opener.first >= first:
                cls = opener.entry.cls
                return cls in ("harm_noun", "harm_verb", "among", "one_of", "beside") or (
                    cls == "appear" and person.entry.features.get("harm") is not None
                )
            if i - back - 1 < first or not self._plain(i - back - 1):
                break
        return scan.lang == "en" and self._passive_after(i)

    def _who_died(self, person: Hit) -> bool:
        """'two soldiers who fell': a verb of dying right after the noun."""
        verb = self.scan.at(person.last, "harm_verb")
        if (
            verb is None
            or verb.entry.features["harm"] != "killed"
            or person.clitics.article
            or verb.clitics.conjunction
        ):
            return False
        return person.entry.features.get("n") == "du" or bool(verb.entry.features.get("perish"))

    def _plain(self, i: int) -> bool:
        scan = self.scan
        if scan.tokens.kinds[i] != "w":
            return False
        if any(a.first <= i < a.last for a in self.heads.actors.values()):
            return True
        person = scan.at(i, "person")
        if person is not None and person.entry.features.get("n") == "pl":
            return True  # 'the army lost two soldiers', 'gunmen on a motorcycle killed a member of ...'
        return scan.at(i, "person", "of", "to", "among", "harm_verb", "harm_noun") is None

    def _passive_after(self, i: int) -> bool:
        _, last = self.ground.sentence(i)
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
