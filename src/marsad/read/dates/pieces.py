"""The words of time in a scan, by token and class, and the small pieces made of them: days, months, years."""

from __future__ import annotations

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.read.dates.draft import Month, Year
from marsad.read.dates.numeric import numeric_dates
from marsad.read.numbers import Number
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD

_STARTS = (
    "weekday date_month date_deictic date_part date_unit date_one date_days date_never date_now date_then date_day "
    "date_feast date_season"
)
"""Classes whose words may be an expression by themselves or begin one."""
_LEADS = "date_ordinal date_which date_which_before date_edge date_article date_share date_end_before"
"""Classes whose words begin one only before another word of time or a number."""
_OTHERS = (
    "and date_ago date_after date_approx date_close date_end_after date_era date_era_ad date_from date_general "
    "date_glue date_half date_inst date_label date_name_after date_name_before date_of date_of_it date_open "
    "date_part_glue date_feast_day date_slash date_span date_th date_to date_week_to date_within date_year_in "
    "date_year_noun"
)
_ALWAYS, _LEADING = _STARTS.split(), _LEADS.split()
_BEGIN = {
    "ar": (_ALWAYS, _LEADING),
    "en": ([cls for cls in _ALWAYS if cls not in ("date_day", "date_unit")], [*_LEADING, "date_unit"]),
}
"""The classes that begin an expression always, and those that do before another word of time; English 'day' none."""
_CALENDAR = ("date_month", "date_unit", "date_which", "date_which_before", "date_day")
_CUTS = ("date_share", "date_end_before", "date_end_after", "date_ordinal")
_ALL = (*_OTHERS.split(), *_LEADS.split(), *_STARTS.split())
_EVENT = 3
"""Tokens from a year to the event that it names at most ('the 2012 mosque bombing')."""
_LATEST = ("week", "month")
"""Units of which the last before publication is meant behind 'over the'."""
_TOLD_WHICH = ("date_of", "date_to", "date_week_to", "date_after", "date_close", "date_open", "date_which", "date_from")
"""Classes of words that tell which week or month is meant."""
_HYPHENS = ("-", "\u2010", "\u2011")


class Pieces:
    """Looks up the words of time of one scan; every look-up is by token and constant in cost."""

    def __init__(self, scan: Scan, numbers: list[Number]) -> None:
        self.scan = scan
        self.folds = scan.tokens.folds
        self.kinds = scan.tokens.kinds
        self.size = len(scan)
        self.hit = scan.at
        self.told = scan.begun(_ALL)
        """The tokens at which any word of time begins."""
        self.calendar = scan.begun(_CALENDAR)
        """The tokens at which a month or a unit may stand, with what goes before one."""
        self.cuts = bool(scan.begun(_CUTS))
        """Whether any word is there that cuts a stretch from a month or year, or numbers one."""
        self.which_before = scan.firsts("date_which" if scan.lang == "en" else "date_which_before").get
        """'Last', 'this', 'the same' by their token, before the word that each tells of."""
        self.units = {
            i: hit
            for i, hit in scan.firsts("date_unit").items()
            if not hit.clitics.suffix and "count" not in hit.entry.features
        }
        """Units of time, alone and no dual, by their token."""
        self.weekly = scan.begun(("weekday", "date_which" if scan.lang == "en" else "date_which_before"))
        """The tokens at which a weekday may stand, with what goes before one."""
        self.numbers = {number.first: number for number in numbers}
        self.numeric = numeric_dates(scan)
        self.starts = self._starts(scan, numbers)

    def _starts(self, scan: Scan, numbers: list[Number]) -> list[int]:
        """Return the tokens at which an expression may begin, in order."""
        always, leading = _BEGIN.get(scan.lang, _BEGIN["ar"])
        starts = scan.begun(always).union(self.numeric)
        for cls in leading:
            starts.update(i for i, hit in scan.firsts(cls).items() if self._leads(hit.last))
        starts.update(number.first for number in numbers if self._may_begin(number))
        if scan.lang == "en":
            starts.update(i for i, hit in self.units.items() if hit.entry.features.get("one") and self.through(hit))
            starts.update(i for i, hit in self.units.items() if hit.entry.features["unit"] == "weekend")
        return sorted(starts)

    def through(self, unit: Hit) -> bool:
        """Tell whether a week or month is the one that 'over the week' ends with; 'over the week of 5 May' is another.

        English.
        """
        the = self.before(unit.first, "date_day")
        within = self.before(the.first, "date_within") if the is not None else None
        if within is None or not within.entry.features.get("through") or unit.entry.features["unit"] not in _LATEST:
            return False
        told = any(self.hit(unit.last, cls) is not None for cls in _TOLD_WHICH)
        next_word = self.folds[unit.last] if unit.last < self.size else ""
        told = told or self.scan.lexicon.ends(next_word, "acting")  # 'over the week leading up to the vote'
        return not told and self.scan.at(unit.last, "relative", "since_when") is None

    def _leads(self, last: int) -> bool:
        """Tell whether a word of time or a number follows a word that begins an expression only before one."""
        return last in self.told or last in self.numbers or (last < self.size and self.kinds[last] == NUMBER)

    def _may_begin(self, number: Number) -> bool:
        """Tell whether a number can begin a time: a year, or a number with a word or mark of time after it."""
        return number.last in self.told or 1300 <= number.value <= 2100 or number.first in self.told

    def after(self, i: int, cls: str) -> int:
        """Return the token after a phrase of `cls` at `i`, or `i` itself where there is none."""
        hit = self.hit(i, cls)
        return hit.last if hit is not None else i

    def before(self, i: int, *classes: str) -> Hit | None:
        """Return the phrase of one of `classes` that ends just before token `i`, the longest first."""
        for first in (i - 4, i - 3, i - 2, i - 1):
            if first in self.told:
                for cls in classes:
                    hit = self.hit(first, cls)
                    if hit is not None and hit.last == i:
                        return hit
        return None

    def over(self, i: int, *classes: str) -> int:
        """Return the token where the few phrases of `classes` that stand just before token `i` begin."""
        for _ in range(3):
            hit = self.before(i, *classes)
            if hit is None:
                break
            i = hit.first
        return i

    def feature(self, hit: Hit, name: str) -> str | None:
        """Return a feature of a phrase as text, None where it has none."""
        value = hit.entry.features.get(name)
        return None if value is None else str(value)

    def capital(self, i: int) -> bool:
        """Tell whether the original word at token `i` begins with a capital (true of scripts without them)."""
        return not self.scan.text[self.scan.tokens.starts[i]].islower()

    def day(self, i: int) -> tuple[int, int] | None:
        """Return (day of the month, token after it): '8', '8th', 8 after an article, an ordinal; or None."""
        j = self.after(i, "date_article")
        if j < self.size and self.kinds[j] == NUMBER:
            text = self.folds[j]
            if len(text) <= 2 and text.isdigit() and 1 <= int(text) <= 31:
                return int(text), self.after(j + 1, "date_th")
            return None
        hit = self.hit(j, "date_ordinal")
        return (int(hit.entry.features["day"]), hit.last) if hit is not None and not hit.clitics.suffix else None

    def which_after(self, i: int) -> Hit | None:
        """Return the adjective at token `i` that follows its word, as in Arabic."""
        return None if self.scan.lang == "en" else self.hit(i, "date_which")

    def unit(self, i: int, *names: str) -> Hit | None:
        """Return the unit of time at token `i` if it is one of `names`, alone and no dual; or None."""
        hit = self.units.get(i)
        return hit if hit is not None and hit.entry.features["unit"] in names else None

    def month(self, i: int) -> Month | None:
        """Return the month named at token `i`, with 'the month of' before it and its twin name after it."""
        unit = self.unit(i, "month")
        j = unit.last if unit is not None else i
        if unit is not None and self.scan.lang == "en":
            j = self.after(j, "date_of")
        hit = self.hit(j, "date_month")
        if hit is None or hit.clitics.suffix or (hit.clitics.article and unit is None):
            return None
        features, capital = hit.entry.features, self.capital(j)
        weak = bool(features.get("weak"))
        if weak and not capital:
            return None
        month = Month(int(features["month"]), bool(features.get("hijri")), not capital or weak, hit.last)
        return self._twin(replace(month, weak=month.weak and unit is None))

    def _twin(self, month: Month) -> Month:
        opening = self.folds[month.last] if month.last < self.size else ""
        beside = self.hit(month.last, "date_month") if self.scan.lang == "ar" else None
        if beside is not None and int(beside.entry.features["month"]) == month.month:
            return replace(month, weak=False, last=beside.last)  # agencies write both names side by side
        if opening not in ("/", "(", "-"):
            return month
        twin = self.hit(month.last + 1, "date_month")
        if twin is None or int(twin.entry.features["month"]) != month.month:
            return month
        last = twin.last
        if opening == "(" and last < self.size and self.folds[last] == ")":
            last += 1
        return replace(month, weak=False, last=last)

    def plain_year(self, i: int, *, hijri: bool = False) -> int | None:
        """Return the year whose four digits stand at token `i`, or None."""
        if i < self.size and self.kinds[i] == NUMBER and len(self.folds[i]) == 4 and self.folds[i].isdigit():
            year = int(self.folds[i])
            if (1900 <= year <= 2100 or (hijri and 1300 <= year <= 1500)) and not self._decade(i):
                return year
        return None

    def year(self, i: int, *, hijri: bool = False) -> Year | None:
        """Return the year told at token `i`: '2018', 'the year 2018', 'last year 2017', 'this year'; or None."""
        year = self.plain_year(i, hijri=hijri)
        if year is not None:
            return Year(year, None, self.era(i + 1))
        if i not in self.calendar:
            return None
        which = self.which_before(i)
        unit = self.unit(which.last if which is not None else i, "year")
        if unit is None or self.before(unit.first, "date_general") is not None:
            return None
        j = unit.last
        if which is None and (after := self.which_after(j)) is not None:
            which, j = after, after.last
        year = self.plain_year(self.after(j, "date_article"), hijri=hijri)
        if year is not None:
            j = self.era(self.after(j, "date_article") + 1)
            if which is None and (after := self.which_after(j)) is not None:
                which, j = after, after.last
        if which is not None and which.entry.features["which"] in ("past", "previous") and not self.preceding(which):
            return None
        return Year(year, self.feature(which, "which") if which is not None else None, j) if year or which else None

    def preceding(self, which: Hit) -> bool:
        """Tell whether 'the month, the preceding one' is told, of which nobody says before what.  Arabic."""
        return self.scan.lang == "ar" and which.entry.features["which"] == "previous"

    def _decade(self, i: int) -> bool:
        """Tell whether the digits are glued to a letter, as in '1990s'."""
        ends, text = self.scan.tokens.ends[i], self.scan.text
        return text[ends : ends + 1].isascii() and text[ends : ends + 1].isalpha()

    def hyphened(self, i: int) -> bool:
        """Tell whether a mere hyphen joins token `i` to the one before it ('June-July')."""
        if not 0 < i < self.size:
            return False
        tokens = self.scan.tokens
        return tokens.text[tokens.ends[i - 1] : tokens.starts[i]] in _HYPHENS

    def counts(self, i: int) -> bool:
        """Tell whether the word at token `i` is what a number before it counts, so that it is no day or year."""
        return i < self.size and any(hit.entry.cls in ("person", "unit") for hit in self.scan.hits[i])

    def names_event(self, first: int, last: int) -> bool:
        """Tell whether the number in tokens [first, last) names an event: 'the 2012 mosque bombing'.  English."""
        if self.scan.lang != "en" or self.before(first, "date_day") is None:
            return False
        for i in range(last, min(last + _EVENT, self.size)):
            if self.hit(i, "date_year_noun") is not None:
                return True
            if self.kinds[i] != WORD or self.scan.at(i, "person", "of") is not None:
                return False
        return False

    def era(self, i: int) -> int:
        """Return the token after 'AD' or 'AH' at token `i`, or `i` itself."""
        return self.after(i, "date_era") if self.hit(i, "date_era") else self.after(i, "date_era_ad")
