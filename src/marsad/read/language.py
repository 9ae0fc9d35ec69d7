"""Which language a text is in, by its script: Arabic letters against Latin ones."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z]")
_SAMPLE = 20_000


def language_of(text: str) -> str:
    """Return 'ar' or 'en': the script with more letters in the first 20,000 characters; Arabic where none has more.

    Other languages of the two scripts are not told apart: their texts yield few or no claims.
    """
    sample = text[:_SAMPLE]
    return "en" if len(_LATIN.findall(sample)) > len(_ARABIC.findall(sample)) else "ar"
