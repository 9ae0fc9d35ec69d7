"""Numbers in writing: digits of either script, or words that agree with what they count."""

from __future__ import annotations

from typing import Literal

from marsad.publish.bulletins.forms import Case, Gender, Numerals, cased

Writing = Literal["digits", "indic", "words"]
WRITINGS: tuple[Writing, ...] = ("digits", "indic", "words")

GREATEST_IN_WORDS = 100
"""From here on numbers stand in digits, as monitors write them."""


def written(n: int, numerals: Numerals, writing: Writing, gender: Gender, case: Case) -> str:
    """Return `n` (2 or more) as it is written before a noun of that gender, itself in that case."""
    if writing == "words" and n <= GREATEST_IN_WORDS:
        return _words(n, numerals, gender, case)
    digits = f"{n:,}".replace(",", numerals.separator)
    if writing == "indic" and numerals.indic:
        return digits.translate({ord("0") + i: digit for i, digit in enumerate(numerals.indic)})
    return digits


def _words(n: int, numerals: Numerals, gender: Gender, case: Case) -> str:
    of = gender if gender in numerals.units else "m"
    units = numerals.units[of]
    if n in units:
        return units[n]
    if n < 20:
        forms = numerals.teens[of].get(n)
        return cased(forms, case) if forms else numerals.teen[of].format(unit=units[n - 10])
    if n == GREATEST_IN_WORDS:
        return numerals.hundred
    tens, rest = cased(numerals.tens[n // 10], case), n % 10
    if not rest:
        return tens
    forms = numerals.beside_tens[of].get(rest)
    return numerals.compound.format(unit=cased(forms, case) if forms else units[rest], tens=tens)
