"""One person: a noun in the singular that counts one, with or without a licence around it."""

from __future__ import annotations

from functools import cached_property

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.licence import Licence

_SAYS_WHERE = frozenset(
    {
        "unit",
        "cause",
        "cause_not",
        "control_afar",
        "control_goods",
        "control_place",
        "control_now",
        "place_kind",
        "place_common",
        "care_place",
        "attribution_source",
        "control_raided",
        "control_site",
        "court_place",
        "date_name_after",
        "place_bank",
        "place_refuse",
        "place_refuse_after",
        "priced",
    }
)
"""Classes of the words that may say with what or where a person works ('a mine clearer', 'a village elder')."""

_OF_NAMES = frozenset({"name_part", "place_start", "attribution_source"})
"""Classes of the words with which the name of a body of people may begin."""
_TOWN = frozenset({"place", "capital", "control_capital", "control_place"})
"""Classes of words that are the names of places alone."""
_PLAIN = frozenset({"place_common", "gravely", "date_year_noun"})
"""Classes of words that say nothing of who he is ('a local mayor', 'an unidentified body')."""


class OnePerson(Licence):
    """Answers for the nouns of one scan."""

    @cached_property
    def _places(self) -> set[int]:
        return {hit.first for hit in self.scan.all("place")}

    def _among_them(self, i: int) -> bool:
        """Tell whether 'bride among them' stands at token `i`: one who is known, and is counted."""
        person = self.scan.at(i, "person")
        among = self.scan.at(person.last, "among") if person is not None else None
        if person is not None and self.scan.lang == "en" and self.was_among(person):
            return True
        return among is not None and bool(among.entry.features.get("them"))

    def _attributive(self, i: int) -> bool:
        """Tell whether a thing stands at token `i`, of which a nationality before it is only said."""
        return self.scan.at(i, "unit", "cause") is not None and self.scan.at(i, "person") is None

    def _opens_part(self, i: int) -> bool:
        """Tell whether 'the dead include' begins at token `i`: it only opens a part."""
        among = self.scan.at(i, "among")
        return among is not None and among.last > i + 1 and bool(among.entry.features.get("of_harm"))

    def _past_adjective(self, i: int) -> Hit | None:
        """Return the person at token `i`, past a word for many that only describes ('an elderly couple')."""
        person = self._persons.get(i)
        if person is None or person.entry.features.get("n") != "pl":
            return person
        after = self._persons.get(person.last)
        return after if after is not None and after.entry.features.get("n") in ("sg", "du") else person

    def _one_more(self, i: int) -> Hit | None:
        """Return the single word 'another', or 'a further', where it stands at token `i` ('another man')."""
        more = (hit for hit in self.scan.hits[i] if hit.entry.cls == "another")
        return next((hit for hit in more if hit.last == i + 1 or hit.entry.features.get("further")), None)

    def _goods(self, i: int) -> bool:
        """Tell whether the word at `i` only says with what a person deals ('a weapons dealer', 'a mine clearer')."""
        dealer = self._persons.get(i + 1) if self.scan.hits[i] else None
        if dealer is None or dealer.entry.features.get("weak"):
            return False
        return all(hit.entry.cls in _SAYS_WHERE for hit in self.scan.hits[i])

    def _employer(self, i: int) -> bool:
        """Tell whether the word at `i` may open the name of whom one person works for ('an Al Jazeera cameraman')."""
        capital = self.scan.quote(i, i + 1)[:1].isupper()
        return capital and all(hit.entry.cls in _OF_NAMES for hit in self.scan.hits[i])

    def _hometown(self, i: int) -> bool:
        """Tell whether the word at `i` is the name of a place, right before who is from it ('a Kosovo policeman')."""
        named = bool(self.scan.hits[i]) and all(hit.entry.cls in _TOWN for hit in self.scan.hits[i])
        return named and i in self._places and self._capital(i) and self._persons.get(i + 1) is not None

    def _described_so(self, i: int) -> bool:
        """Tell whether the word at `i` only says whence one person is, or that he was hurt ('a wounded constable').

        Or in what body of men he serves ('an army captain').
        """
        scan = self.scan
        person = scan.at(i + 1, "person")
        if person is None or person.entry.features.get("n") != "sg":
            return False
        national = scan.at(i, "cause_national") is not None and scan.quote(i, i + 1).isupper()  # 'a US citizen'
        hurt = scan.at(i, "harm_verb")
        body = scan.at(i, "actor_generic", "body_of", "force_label")  # 'a government soldier'
        serves = body is not None and body.last == i + 1 and person.entry.features.get("civ") is False
        return (
            national or serves or (hurt is not None and hurt.last == i + 1 and hurt.entry.features["harm"] == "injured")
        )

    def _one_person(self, i: int, last: int) -> tuple[int, Hit | None]:
        """Return (token of the phrase after an article, noun) where the words at `i` name one person or two."""
        scan = self.scan
        if scan.lang == "en":
            article = self._one_more(i) or scan.at(i, "number_article", "determiner")
            start = article.last if article is not None else i
            if article is None:
                bare = self._bare_one(i)
                if bare is None:
                    return i, None
                told = self._entitled(i) or self._in_named_list(i) or self._kin_of(i) or self._in_headline(i)
                return i, bare if told else None
            if article.entry.cls == "determiner" and not article.entry.features.get("possessive"):
                if self._opens_part(i):
                    return i, None  # 'the dead included'
                opener = self.ground.ends.get(i)
                told = opener is not None and opener.entry.cls in ("among", "harm_verb")
                told = told or self._among_them(article.last) or self._joined_last(i, article.last)
                if not told and not self._subject(article.last):
                    return i, None
            elif article.entry.cls == "determiner" and self.scan.at(article.last, "casualty_noun", "own_losses"):
                return i, None  # 'buried their dead'
            counted = start < last and (scan.tokens.kinds[start] == "n" or scan.at(start, "number") is not None)
            age = scan.at(start + 1, "unit") if counted else None  # 'a 12-year-old boy', 'a two-year-old boy'
            if age is not None and age.entry.features["why"] == "age":
                start = age.last  # 'a 12-year-old boy'
            inside = start
            for j in range(start, min(start + 4, last)):
                actor = self.heads.actors.get(j)
                inside = max(inside, actor.last if actor is not None else j)
                if actor is None and j < inside and scan.at(j, "person") is None:
                    continue  # 'an Islamic State commander'
                person = self._past_adjective(j)
                if person is not None and person.entry.features.get("weak") and self._attributive(person.last):
                    return i, None  # 'a Russian shell'
                if person is not None:
                    return start, person if person.entry.features.get("n") in ("sg", "du") else None
                ordinal = j == start and scan.at(j, "date_ordinal") is not None
                plain = all(hit.entry.cls in _PLAIN for hit in scan.hits[j])  # 'a local mayor'
                if plain or j in self.heads.actors or ordinal:
                    if scan.tokens.kinds[j] != "w":
                        return i, None
                    start = j + 1 if ordinal else start  # 'a second trader' is no second of time
                elif self._goods(j) or self._described_so(j) or self._employer(j) or self._hometown(j):
                    start = j + 1
                else:
                    return i, None
            return i, None
        person = scan.at(i, "person")
        if person is None or person.entry.features.get("n") not in ("sg", "du"):
            return i, None
        if person.clitics.preposition and any(
            hit.entry.cls != "person" and not hit.clitics.preposition for hit in scan.hits[i]
        ):
            return i, None  # 'Bab' is a name and no father
        if person.entry.features.get("weak") and i in self._places:
            return i, None  # 'in Syria' is no Syrian
        if person.clitics.preposition and person.entry.features.get("unit") and self.ground.ends.get(i) is None:
            return i, None  # 'the house of a family'
        return i, person
