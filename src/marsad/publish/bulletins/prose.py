"""Sentences: what happened, to how many of whom, where, when, how, and who of them."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.group import Group
from marsad.model.terms import SIDES_OPEN
from marsad.publish.bulletins.content import Figure, Told, Where
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.days import days
from marsad.publish.bulletins.forms import Case, CauseWords, Hedging, SideName
from marsad.publish.bulletins.saying import Said, fill, joined, of, plain

CAUSED = frozenset({"killed", "injured"})
"""Harms whose cause is told."""
_BY_SEX_AND_AGE = {
    ("m", "adult"): "man",
    ("f", "adult"): "woman",
    ("m", "child"): "boy",
    ("f", "child"): "girl",
    (None, "child"): "child",
    ("f", None): "woman",
    ("m", None): "man",
}


def noun_of(group: Group) -> str:
    """Return the noun for whom a figure counts."""
    described = _BY_SEX_AND_AGE.get((group.sex, group.age))
    if described is not None:
        return described
    if group.side == "civilians" or group.civilian:
        return "civilian"
    return "person" if group.side is None or group.side in SIDES_OPEN else "member"


def _alone(group: Group) -> str | None:
    """Return the noun that says of persons that nobody knows whose they are; None where it is told who they are.

    Without it a reader gives them the side that is named around them.
    """
    return "unsided" if noun_of(group) == "person" else None


class Prose:
    """Says what was told of one conflict (`pack`) in one language."""

    def __init__(self, counting: Counting, pack: str | None = None) -> None:
        self.pack = pack
        self.counting = counting
        self.language = counting.language

    def sentence(self, told: Told) -> Said:
        """Return one sentence that tells all figures of `told`, the first with place, days and cause."""
        first = self._clause(told.figures[0], told, whole=True)
        said = first
        for figure in told.figures[1:]:
            template = self.language.sentence["joined"]
            said = fill(template, first=said, next=self._clause(figure, told, whole=False))
        return Said((*said.capital().pieces, *plain(self.language.sentence["stop"]).pieces))

    def who(self, figure: Figure, case: Case = "nom", noun: str | None = None) -> Said:
        """Return 'at least 11 members of X', and nothing of what happened to them."""
        if figure.rest:
            template = self.language.sentence["rest"]
            return of(figure, template.format(side=self._side(figure.group.side or "").name))
        return of(figure, self._of_side(self.number(figure, case, noun), figure.group))

    def harmed(self, figure: Figure) -> str:
        """Return 'at least 11 killed of X': the count by what happened, without a verb."""
        return self._of_side(self.number(figure, "nom", noun=figure.harm), figure.group)

    def number(self, figure: Figure, case: Case, noun: str | None = None) -> str:
        """Return the hedged count."""
        assert figure.value is not None
        name = noun or noun_of(figure.group)
        if figure.hedge == "vague":
            return self.counting.vague(figure.value, figure.value_max, name)
        if figure.value_max is not None:
            hedge = self.language.range
            inner: Case = case if hedge.case == "given" else "gen"
            digits = self.counting.in_digits()
            lo = digits.number(figure.value, name, inner)
            if figure.value_max == 2 and self.language.range_two is not None:
                return self._up_to_two(lo, digits.number(2, name, inner), name)
            upper = digits.count(figure.value_max, name, inner)
            return hedge.pattern.format(lo=lo, n=upper)
        hedge = self._hedge(figure)
        return hedge.pattern.format(n=self.counting.count(figure.value, name, case if hedge.case == "given" else "gen"))

    def _up_to_two(self, lo: str, hi: str, name: str) -> str:
        everyone = self.counting.noun(name).all
        pattern = self.language.range_two if everyone else self.language.range_two_of_side
        return (pattern or "{lo}-{hi}").format(lo=lo, hi=hi, all=everyone)

    def _hedge(self, figure: Figure) -> Hedging:
        """Return the words of a figure's hedge; a language may say it otherwise of one person."""
        if figure.value_max is not None or figure.hedge == "vague":
            return self.language.range
        hedges = self.language.hedges
        one = hedges.get(f"{figure.hedge}_one") if figure.value == 1 else None
        return one or hedges[figure.hedge]

    def _of_side(self, counted: str, group: Group) -> str:
        side = group.side
        if side is None or side in SIDES_OPEN or side == "civilians":
            return counted
        return self.language.sentence["of"].format(n=counted, side=self._side(side).name)

    def _clause(self, figure: Figure, told: Told, *, whole: bool) -> Said:
        words = self.language
        verb = words.verbs[figure.harm]
        active = told.perpetrator is not None and verb.active is not None
        return fill(
            words.sentence[("active" if active else "passive") + ("" if whole else "_again")],
            verb=plain(verb.active if active and verb.active else self._verb(figure)),
            by=plain(self._side(told.perpetrator).name if active and told.perpetrator else ""),
            who=self.who(figure, verb.case, None if told.sum else _alone(figure.group)),
            where=plain(self._where(told)),
            when=plain(days(told.window, self.counting)),
            how=plain(self._how(told, figure.harm)),
            cause=plain(self._cause(told, figure.harm).plain + self._untold(told, figure.harm)),
            parts=self._parts(figure.parts),
        )

    def _verb(self, figure: Figure) -> str:
        """Return the verb as it agrees: with the noun that follows it, or with the number of persons before it."""
        verb = self.language.verbs[figure.harm]
        hedge = self._hedge(figure)
        if "du" not in {rule.number for rule in self.language.agreement}:
            counted = figure.value_max or figure.value or 0
            return verb.m if counted == 1 else verb.f
        if hedge.case == "gen":
            return verb.m
        return verb.f if self.counting.noun(noun_of(figure.group)).gender == "f" else verb.m

    def place(self, where: Where | None) -> str:
        """Return a place's name with its kind before it where the language says so; '' where it has no name."""
        name = None if where is None else where.name_ar if self.language.lang == "ar" else where.name_en
        if where is None or not name:
            return ""
        kind = self.language.place_kinds.get(where.kind or "", "{name}")
        return name if kind.format(name="").strip() in name else kind.format(name=name)

    def _where(self, told: Told) -> str:
        place = self.place(told.where)
        if not place:
            return self.language.sentence["everywhere" if told.sum else "nowhere"]
        return self.language.sentence["where"].format(place=place)

    def _cause(self, told: Told, harm: str) -> CauseWords:
        """Return the words of a cause: only the killed and the injured have one."""
        known = told.cause if harm in CAUSED and told.cause in self.language.causes else None
        return self.language.causes[known or "none"]

    def _how(self, told: Told, harm: str) -> str:
        words = self._cause(told, harm)
        said = words.plain
        if told.perpetrator is not None and words.by is not None:
            side = self._side(told.perpetrator)
            said = ((words.by_m if side.gender == "m" else words.by) or words.plain).format(side=side.name)
        return said + self._untold(told, harm)

    def _untold(self, told: Told, harm: str) -> str:
        """Return that no cause is told, of those whose cause one asks for."""
        asked = harm in CAUSED and self._cause(told, harm) is self.language.causes["none"]
        return self.language.sentence["various" if told.sum else "untold"] if asked else ""

    def _side(self, side: str) -> SideName:
        return self.language.side(side, self.pack)

    def _parts(self, parts: Sequence[Figure]) -> Said:
        if not parts:
            return plain("")
        sentence = self.language.sentence
        listed = joined((self.who(part) for part in parts), sentence["comma"], sentence["last"])
        return fill(sentence["parts"], list=listed)
