"""Counted nouns: a number and its noun in the forms that they take together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.errors import KnowledgeError, UsageError
from marsad.publish.bulletins.forms import AgreementRule, Case, Language, Noun, cased
from marsad.publish.bulletins.numerals import Writing, written


@dataclass(frozen=True, slots=True)
class Counting:
    """A language and how numbers are written in it."""

    language: Language
    writing: Writing = "digits"

    def noun(self, name: str) -> Noun:
        """Return a noun.  Raises `KnowledgeError` for one that the language lacks."""
        if name not in self.language.nouns:
            raise KnowledgeError(f"messages/bulletin.{self.language.lang}.yml: no noun {name!r}; add it")
        return self.language.nouns[name]

    def in_digits(self) -> Counting:
        """Return the same with digits where numbers stand in words: the ends of a range are compared at a glance."""
        return replace(self, writing="digits") if self.writing == "words" else self

    def rule(self, n: int) -> AgreementRule:
        """Return the rule that says which forms `n` asks for."""
        return next(rule for rule in self.language.agreement if rule.holds(n))

    def count(self, n: int, name: str, case: Case = "nom") -> str:
        """Return 'n nouns': number, noun and their agreement, the whole in `case`.  `n` is 1 or more."""
        noun, rule = self.noun(name), self.rule(n)
        if rule.form == "one" and noun.single:
            return cased(noun.single, case)
        said = noun.form(rule.number, case if rule.case == "given" else rule.case)
        same = rule.form == "two" and said == noun.form("pl", "gen")
        pattern = self.language.counted["two_same" if same else rule.form]
        return pattern.format(
            noun=said,
            n=self.number(n, name, case),
            one=cased(self.language.one.get(noun.gender, self.language.one["m"]), case),
            two=cased(self.language.two.get(noun.gender, self.language.two["m"]), case),
        )

    def vague(self, value: int, most: int | None, name: str) -> str:
        """Return 'dozens of nouns'.  Raises `UsageError` for a number that no such words mean."""
        words = self.language.vague.get(value)
        if words is None or words.most != most:
            known = ", ".join(f"{least}-{found.most}" for least, found in self.language.vague.items())
            raise UsageError.of(
                "no indefinite words mean {value}-{most}; there are words for {known}",
                value=value,
                most=most,
                known=known,
            )
        noun = self.noun(name)
        return words.pattern.format(noun=noun.form("pl", "gen"), all=noun.all or noun.many or noun.form("pl", "gen"))

    def number(self, n: int, name: str, case: Case = "nom") -> str:
        """Return the bare number as it stands before a noun; one in words only where all numbers are words."""
        noun = self.noun(name)
        if n in (1, 2) and self.writing == "words":
            forms = self.language.one if n == 1 else self.language.two
            return cased(forms.get(noun.gender, forms["m"]), case)
        return written(n, self.language.numerals, self.writing, noun.gender, case)
