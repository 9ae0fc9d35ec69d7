"""Numbers in digits and words, to millions; each one maximal, none inside another.

Words compose by kind (lexicon class `number`): 'five' and 'seventy', 'three' 'hundred', '270' 'thousand',
'3 thousand and 400', 'two million and a half'.  A comma, a noun or any other word ends a number.
"""

from __future__ import annotations

from collections.abc import Set

import msgspec

from marsad.knowledge.lexicon import BARE, Clitics, Hit
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, number_value


class Number(msgspec.Struct, frozen=True, gc=False):
    """A whole number at tokens [first, last); `clitics` are those glued to its first word."""

    first: int
    last: int
    value: int
    words: bool
    clitics: Clitics


class _Part(msgspec.Struct, frozen=True, gc=False):
    last: int
    kind: str
    value: int
    joined: bool


_LIMIT = 10**12
_HUNDREDS = 100
"""So many hundreds are told in thousands ('ninety-nine hundred' at most)."""


def read_numbers(scan: Scan) -> list[Number]:
    """Return the numbers of the text, left to right.  Fractions without a scale ('2.5') are none."""
    out: list[Number] = []
    worded = scan.begun(("number", "number_article", "number_mark", "and", "fraction"))
    """Where words may go on a number, or make one."""
    done = 0
    for i in sorted(scan.begun(("number", "number_article", "fraction")).union(scan.digits)):
        if i < done:
            continue
        number = (_alone(scan, i, worded) if i not in worded else None) or _number_at(scan, i)
        if number is not None:
            out.append(number)
            done = number.last
    return out


def _alone(scan: Scan, i: int, worded: Set[int]) -> Number | None:
    """Return the number whose digits stand at token `i`, where nothing behind them may go on with it: most numbers."""
    last = i + 1
    if last in worded or (last < len(scan) and scan.tokens.kinds[last] == NUMBER):
        return None
    value = number_value(scan.tokens.folds[i])
    return Number(i, last, value, False, BARE) if value is not None and value <= _LIMIT else None


def _number_at(scan: Scan, i: int) -> Number | None:
    share = _share_of_scale(scan, i)
    first = _first_part(scan, i) if share is None else None
    if first is None:
        return share
    total, scale, current = 0, _LIMIT, first.value
    if first.kind in ("scale", "scale_dual"):
        total, current = first.value, 0
        scale = first.value if first.kind == "scale" else first.value // 2
    kind, last = first.kind, first.last
    while (part := _and_half(scan, last, current) or _next_part(scan, last)) is not None:
        if part.kind == "half" and part.joined and scale < _LIMIT:
            total += scale // 2
            last = _skip_repeated_scale(scan, part.last, scale)
            break
        if part.kind == "scale_and_half":
            total, scale, current = total + current * part.value + part.value // 2, part.value, 0
        elif part.kind == "scale" and not part.joined and current > 0 and part.value < scale:
            total, scale, current = total + current * part.value, part.value, 0
        elif part.kind == "scale" and part.joined and current == 0 and part.value < scale:
            total, scale = total + part.value, part.value
        elif _composes(kind, current, part, scan.lang):
            current = current * part.value if _multiplies(part, current) else current + part.value
        elif (
            current == 0
            and total
            and (part.joined or scan.lang == "en")
            and part.value < scale
            and part.kind not in ("scale", "half")
            and not _another_of_scale(scan, part, scale)
        ):
            current = part.value
        else:
            break
        kind, last = part.kind, part.last
    value = total + current
    if kind == "fraction" or value > _LIMIT:
        return None
    head = scan.at(i, "number")
    words = scan.tokens.kinds[i] != NUMBER
    return Number(i, last, value, words, head.clitics if head is not None and words else BARE)


def _another_of_scale(scan: Scan, part: _Part, scale: int) -> bool:
    """Tell whether the same scale follows a part: in 'between 60 thousand and 80 thousand' two numbers stand."""
    kind, current, last = part.kind, part.value, part.last
    while (after := _next_part(scan, last)) is not None:
        if after.kind == "scale":
            return not after.joined and after.value >= scale
        if not _composes(kind, current, after, scan.lang):
            return False
        current = current * after.value if _multiplies(after, current) else current + after.value
        kind, last = after.kind, after.last
    return False


def _share_of_scale(scan: Scan, i: int) -> Number | None:
    """Return 'half a million', 'three quarters of a million' at token `i`: a share of a thousand and more."""
    share = scan.at(i, "fraction")
    if share is None or share.clitics.suffix:
        return None
    of = scan.at(share.last, "of") if scan.lang == "en" else None
    article = scan.at(of.last, "number_article") if of is not None else None
    at = article.last if article is not None else share.last
    scale = scan.at(at, "number") if of is None or article is not None else None
    if scale is None or scale.entry.features["kind"] != "scale" or scale.entry.features.get("vague_alone"):
        return None
    value = round(share.entry.features["share"] * int(scale.entry.features["value"]))
    return Number(i, scale.last, value, True, share.clitics)


def _multiplies(part: _Part, current: int) -> bool:
    return part.kind in ("hundred", "dozen") and not part.joined and 0 < current < _HUNDREDS


def _counts_hundreds(kind: str, current: int, lang: str) -> bool:
    """Tell whether 'hundred' may follow ('five hundred'); in English also what is no round ten ('fifteen hundred')."""
    return kind in ("unit", "digits") and (current < 10 or (lang == "en" and current < _HUNDREDS and current % 10 > 0))


def _composes(kind: str, current: int, part: _Part, lang: str) -> bool:
    """Tell whether `part` may follow inside one group of three digits."""
    if current == 0:
        return False
    low, tens = current % 100, part.value % 100 if part.value < 1000 else 0
    if part.kind == "hundred" and not part.joined:
        return _counts_hundreds(kind, current, lang)
    if part.kind == "dozen":
        return not part.joined and current < 10
    if part.kind == "teen_mark" or (part.kind == "ten_or_teen" and not part.joined):
        return kind == "unit" and low < 10 and lang == "ar"
    if part.kind in ("ten", "ten_or_teen"):
        return part.joined and (low == 0 or (kind == "unit" and low < 10 and part.kind == "ten"))
    if part.kind == "unit":
        if lang == "en" and kind == "ten":
            return part.value < 10
        return low == 0 and current >= 100 and (part.joined or lang == "en") and tens < 100
    if part.kind == "digits":
        return part.joined and low == 0 and current >= 100 and part.value < 100 and kind != "digits"
    return False


def _first_part(scan: Scan, i: int) -> _Part | None:
    part = _part(scan, i, joined=False)
    if part is not None:
        hit = scan.at(i, "number")
        vague = hit is not None and hit.last == part.last and hit.entry.features.get("vague_alone")
        return part if part.kind not in ("half", "teen_mark") and not vague else None  # 'thousands' is no thousand
    article = scan.at(i, "number_article")
    if article is not None:
        following = _part(scan, article.last, joined=False)
        if following is not None and following.kind in ("hundred", "scale", "dozen"):
            return following
    return None


def _and_half(scan: Scan, i: int, current: int) -> _Part | None:
    """Return 'and a half million' at token `i`, behind what it is said of.  English."""
    hit = scan.at(i, "number_and_half") if current else None
    return _Part(hit.last, "scale_and_half", int(hit.entry.features["value"]), joined=True) if hit is not None else None


def _next_part(scan: Scan, i: int) -> _Part | None:
    link = scan.at(i, "and")
    if link is not None and link.last - link.first == 1:
        return _part(scan, link.last, joined=True)
    return _part(scan, i, joined=False)


def _part(scan: Scan, i: int, *, joined: bool) -> _Part | None:
    if i >= len(scan):
        return None
    if scan.tokens.kinds[i] == NUMBER:
        return _digits(scan, i, joined)
    hit = scan.at(i, "number")
    if hit is None or hit.clitics.suffix or _is_weekday(scan, i, hit):
        return None  # 'one of them' is no number
    return _Part(
        hit.last,
        str(hit.entry.features["kind"]),
        int(hit.entry.features["value"]),
        joined or bool(hit.clitics.conjunction),
    )


def _digits(scan: Scan, i: int, joined: bool) -> _Part | None:
    value = number_value(scan.tokens.folds[i])
    mark = _mark(scan, i + 1)
    if value is not None and mark is None:
        return _Part(i + 1, "digits", value, joined)
    scale = mark or scan.at(i + 1, "number")  # '1.2m', '1.5 million'
    if scale is None or (mark is None and scale.entry.features["kind"] != "scale"):
        return None
    if value is not None:
        return _Part(scale.last, "digits", value * int(scale.entry.features["value"]), joined)
    exact = float(scan.tokens.folds[i].replace(",", ".").replace("\u066b", ".")) * int(scale.entry.features["value"])
    return _Part(scale.last, "digits", round(exact), joined) if exact < _LIMIT else None


def _mark(scan: Scan, i: int) -> Hit | None:
    """Return the letter glued to the digits before token `i` that stands for thousands or millions ('12k', '1.2m')."""
    mark = scan.at(i, "number_mark")
    if mark is None or scan.tokens.ends[i - 1] != scan.tokens.starts[i]:
        return None
    if not mark.entry.features.get("of_persons"):
        return mark
    if scan.ending(i - 1, "ignore_before") is not None:
        return mark  # '$4.4m'
    return mark if scan.any_at(mark.last, "person", "verb_be", "verb_have", "harm_verb", "other") is not None else None


def _is_weekday(scan: Scan, i: int, hit: Hit) -> bool:
    """The second day of the week is spelt like 'the two'; with the article it is the day."""
    return hit.clitics.article and scan.at(i, "weekday") is not None


def _skip_repeated_scale(scan: Scan, i: int, scale: int) -> int:
    hit = scan.at(i, "number")
    if hit is None or hit.entry.features["value"] != scale:
        return i
    again = scan.lang == "ar" and not hit.clitics.conjunction  # 'two million and half a million persons'
    return hit.last if hit.clitics.article or again else i
