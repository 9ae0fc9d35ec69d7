"""Page furniture: what stands on a page besides the bulletin, so that its numbers are not read.

`read_furniture(scan, numbers)` gives the token ranges [first, last) with the reason: a line that holds only a number
(between headline and body), reader counts, links to other texts, bylines, page dates, times of day, telephone numbers,
addresses, hashtags, numbers that name a page or an issue.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.numbers import Number
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_IN_GROUPS = re.compile(r"(?<![\w.-])(?:0\d+-\d+|\d+-\d+-\d+)(?:-\d+){0,6}(?![\w-])")
"""Digits in groups with hyphens: three of them, or two of which the first begins with nought."""
_DAY = re.compile(r"\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d\d-\d\d?|(?:(?:19|20)\d\d-){1,6}\d{4}")
"""What is a date, a time or a row of years rather than a telephone number."""
_IN_ADDRESSES = ("://", "www.", "@")
"""One of these stands in every address."""
_LABEL = 7
"""Tokens of 'to report the missing and the wounded, call:' at most."""
_SHORT_LINE = 10
"""Tokens of a line that may be a counter's."""
_BYLINE = 12
"""Tokens of a line that may be a byline, a page date or a foot."""
_PHONE_DIGITS = 7
_GROUPS = 7
"""Groups of digits that a telephone number may have on either side of one of them."""
_HASHTAG = 60
"""Characters of a hashtag at most."""


class Furniture(NamedTuple):
    """Tokens [first, last) that are no part of the bulletin, and why."""

    first: int
    last: int
    why: str


def read_furniture(scan: Scan, numbers: list[Number]) -> list[Furniture]:
    """Return the page furniture, left to right; ranges may overlap."""
    out = _addresses(scan) + _hyphened(scan) + _to_report(scan)
    lines = _lines(scan)
    for at, line in enumerate(lines):
        out += _line(scan, lines, at, line)
    phones, marks = scan.firsts("furniture_phone"), scan.firsts("furniture_mark")
    tagged = "#" in scan.text or "_" in scan.text
    for number in numbers:
        out += _number(scan, number, phones, marks, tagged=tagged)
    return sorted(set(out))


def _lines(scan: Scan) -> list[tuple[int, int]]:
    """Return the token ranges of the lines that are not empty."""
    out = []
    first = 0
    for i in scan.breaks:
        if i > first:
            out.append((first, i))
        first = i + 1
    if first < len(scan):
        out.append((first, len(scan)))
    return out


def _line(scan: Scan, lines: list[tuple[int, int]], at: int, line: tuple[int, int]) -> list[Furniture]:
    first, last = line
    tokens = scan.tokens
    if WORD not in tokens.kinds[first:last]:
        asked = at > 0 and tokens.folds[lines[at - 1][1] - 1] == ":"
        alone = NUMBER in tokens.kinds[first:last] and len(lines) > 1 and not asked
        return [Furniture(first, last, "a line that holds only a number")] if alone else []
    head = scan.at(first, "furniture_line")
    if head is not None and not (head.entry.id == "furniture.byline" and _tells(scan, head, last)):
        why = str(head.entry.features["why"])
        if last - first <= _BYLINE or head.entry.id == "furniture.read_also":
            return [Furniture(first, last, why)]
    if last - first > _SHORT_LINE:
        return []
    return _counters(scan, first, last)


def _tells(scan: Scan, head: Hit, last: int) -> bool:
    """Tell whether a line says what happened ('By nightfall the toll had reached 52.', 'freeing 14 ...')."""
    i = head.last
    counts = scan.at(i, "number", "person", "vague") is not None or scan.tokens.kinds[i : i + 1] == [NUMBER]
    return counts or scan.begins(head.first, last, "harm_verb", "toll_verb", "casualty_noun")


def _counters(scan: Scan, first: int, last: int) -> list[Furniture]:
    """A reader count in a short line: the word, a colon perhaps, and the number, either way round."""
    out: list[Furniture] = []
    kinds, folds = scan.tokens.kinds, scan.tokens.folds
    counters = scan.firsts("furniture_counter")
    for i in range(first, last) if counters else ():
        hit = counters.get(i)
        if hit is None or hit.clitics.preposition:
            continue
        why = str(hit.entry.features["why"])
        after = hit.last + (hit.last < last and folds[hit.last] == ":")
        before = i - 1
        if before > first and scan.reads(before, "thousands"):
            before -= 1
        ends = hit.last == last or kinds[hit.last] != WORD or scan.at(hit.last, "furniture_counter") is not None
        if before >= first and kinds[before] == NUMBER and ends:
            out.append(Furniture(before, hit.last, why))
        elif after < last and kinds[after] == NUMBER and (after + 1 >= last or kinds[after + 1] != WORD):
            out.append(Furniture(i, after + 1, why))
    return out


def _number(
    scan: Scan, number: Number, phones: Mapping[int, Hit], marks: Mapping[int, Hit], *, tagged: bool
) -> list[Furniture]:
    """What the marks around one number tell: times, telephones, hashtags, numbers of pages.

    `tagged` tells whether the text has a sign of hashtags at all.
    """
    first, last = number.first, number.last
    if scan.tokens.kinds[first] != NUMBER:
        return []
    tokens = scan.tokens
    text = tokens.text
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if tagged and _in_hashtag(text, start, end):
        return [Furniture(first, last, "a part of a hashtag")]
    if _clock(scan, last):
        return [Furniture(first, last + 2, "a time of day")]
    if start > 0 and text[start - 1] == "+" and end - start > 1:
        return [Furniture(first, last, "a telephone number")]
    if _in_phone(scan, first, phones):
        return [Furniture(first, last, "a telephone number")]
    for back in (1, 2, 3, 4) if phones or marks else ():
        phone = phones.get(first - back)
        if phone is not None and end - start >= _PHONE_DIGITS:
            return [Furniture(phone.first, last, "a telephone number")]
        mark = marks.get(first - back)
        if mark is not None and _ends_before(scan, mark.last, first):
            return [Furniture(mark.first, last, str(mark.entry.features["why"]))]
    return []


def _in_phone(scan: Scan, i: int, phones: Mapping[int, Hit]) -> bool:
    """Tell whether the digits are a group of a telephone number in groups ('+961 1 234 567', 'tel: 0933 123 456')."""
    tokens = scan.tokens
    first, last = i, i + 1
    if (i == 0 or tokens.kinds[i - 1] != NUMBER) and (last == len(tokens) or tokens.kinds[last] != NUMBER):
        return False  # a group by itself
    while first > 0 and tokens.kinds[first - 1] == NUMBER and i - first < _GROUPS:
        first -= 1
    while last < len(tokens) and tokens.kinds[last] == NUMBER and last - i < _GROUPS:
        last += 1
    digits = sum(tokens.ends[k] - tokens.starts[k] for k in range(first, last))
    if last - first < 2 or digits < _PHONE_DIGITS:
        return False
    start = tokens.starts[first]
    plus = start > 0 and tokens.text[start - 1] == "+"
    return plus or tokens.text[start] == "0" or any(first - back in phones for back in (1, 2, 3))


def _in_hashtag(text: str, start: int, end: int) -> bool:
    """Tell whether the number at [start, end) stands in a hashtag or beside an underscore."""
    if end < len(text) and text[end] == "_":
        return True
    low = max(0, start - _HASHTAG)
    while start > low and not text[start - 1].isspace():
        start -= 1
        if text[start] in "#_":
            return True
    return False


def _clock(scan: Scan, colon: int) -> bool:
    """Tell whether a number is followed by ':30' without a space."""
    tokens = scan.tokens
    if colon + 1 >= len(tokens) or tokens.folds[colon] != ":" or tokens.kinds[colon + 1] != NUMBER:
        return False
    near = tokens.ends[colon - 1] == tokens.starts[colon] and tokens.ends[colon] == tokens.starts[colon + 1]
    return near and tokens.ends[colon + 1] - tokens.starts[colon + 1] == 2


def _ends_before(scan: Scan, last: int, first: int) -> bool:
    """Tell whether nothing or a full stop of an abbreviation stands between a mark and its number."""
    return last == first or (last + 1 == first and scan.tokens.folds[last] in (".", ":"))


def _hyphened(scan: Scan) -> list[Furniture]:
    """'To report the missing: 1700-900-812': digits in groups with hyphens, that are no date, are a telephone's."""
    if len(scan.digits) < 2 or "-" not in scan.text:
        return []
    out = []
    starts, ends = scan.tokens.starts, scan.tokens.ends
    for found in _IN_GROUPS.finditer(scan.text):
        digits = len(found[0]) - found[0].count("-")
        if digits >= _PHONE_DIGITS - 1 and not _DAY.fullmatch(found[0]):
            first, last = bisect_left(starts, found.start()), bisect_left(ends, found.end()) + 1
            out.append(Furniture(first, last, "a telephone number"))
    return out


def _to_report(scan: Scan) -> list[Furniture]:
    """'To ask about the missing: 115': the number behind the colon is called, not counted."""
    out = []
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    for hit in scan.all("furniture_report"):
        at = next((i for i in range(hit.last, min(hit.last + _LABEL, len(scan))) if kinds[i] != WORD), len(scan))
        called = folds[at : at + 1] == [":"] and kinds[at + 1 : at + 2] == [NUMBER]
        if called and scan.at(at + 2, "person") is None:
            out.append(Furniture(at + 1, at + 2, "a telephone number"))
    return out


def _addresses(scan: Scan) -> list[Furniture]:
    if not any(sign in scan.text for sign in _IN_ADDRESSES):
        return []
    out = []
    starts = scan.tokens.starts
    for found in _ADDRESS.finditer(scan.text):
        first, last = bisect_left(starts, found.start()), bisect_left(starts, found.end())
        if first < last:
            out.append(Furniture(first, last, "an address on the net"))
    return out
