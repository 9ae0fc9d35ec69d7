"""Denials: words under which a number is no (fresh) claim.

`read_denials(scan)` gives one `Denial` for each, whose tokens [first, last) hold the numbers that it touches:

- `negated`: 'no casualties were reported among the 40'; `denied`: 'denied that 12 were killed'; `refuted`: 'not 12',
  'reports of 12 dead are false': such numbers are no claims.
- `withdrawn`: 'retracted an earlier figure of 12'; `superseded`: 'after it had reached 30', 'up from 41': still claims,
  of no weight in tolls.
- `earlier`: 'the police had counted 38': a claim of an older report, without a toll.
- `plan`: 'plans to evacuate 400': no claim.  `unverified`: a claim without a toll.

The words are classes `denial_*` of the language's lexicon; a `denial_cue` states its kind, which way it reaches and how
far: `comma` (the end of its soft clause), `figure` (the first soft end after a number), `hard`, `sentence`.
"""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.before import had_counted, of_a_report, similar, until_then
from marsad.read.clauses import Clauses
from marsad.read.denial import Denial, DenialKind, first_number, is_number
from marsad.read.disputed import denied_behind, refuted_behind, told_from
from marsad.read.intents import intents
from marsad.read.lowered import set_right
from marsad.read.responsibility import denied_until
from marsad.read.retracted import retractions, statement_end
from marsad.read.scan import Scan
from marsad.text.tokens import PUNCT

_RIGHT = "denial.right_number"
"""The entry of 'and the right one is', with which a wrong figure ends."""
_DEED = 5
"""Tokens from 'tried', with who did, to what they tried at most."""
_OUTCOMES = ("harm_verb", "led_to", "leaves", "toll_verb")
"""What tells how an attempt ended."""
_APPOSED = 8
"""Tokens from 'a figure' to the words that it could not be verified at most."""


def read_denials(scan: Scan, clauses: Clauses | None = None) -> list[Denial]:
    """Return the denials by their first token.  `clauses` may be handed in where they are known."""
    clauses = clauses or Clauses(scan)
    out = _negations(scan, clauses)
    out += _cues(scan, clauses)
    out += intents(scan, clauses)
    out += _not_numbers(scan, clauses)
    out += _earlier_figures(scan, clauses)
    out += _was(scan, clauses)
    out += _rises(scan, clauses)
    out += had_counted(scan, clauses)
    out += of_a_report(scan) + until_then(scan, clauses)
    out += similar(scan, clauses) + denied_behind(scan, clauses) + refuted_behind(scan, clauses)
    out += set_right(scan, clauses)
    out += retractions(scan, clauses)
    out = [_to_new(scan, _with_also(scan, clauses, item)) for item in out]
    taken_back = {i for item in out if item.kind == "withdrawn" for i in range(item.first, item.last)}
    weaker = ("refuted", "superseded")
    out = [item for item in out if item.kind not in weaker or taken_back.isdisjoint(range(item.first, item.last))]
    negated = {i for item in out if item.kind in ("negated", "denied") for i in range(item.first, item.last)}
    return sorted({item for item in out if item.kind != "unverified" or item.first not in negated})


def _joined_number(scan: Scan, i: int) -> bool:
    """Tell whether 'and 5' begins at token i: a new count, not the denied one."""
    link = scan.at(i, "and")
    if link is not None and link.last == i + 1 and is_number(scan, i + 1):
        return True
    hit = scan.at(i, "number")
    return hit is not None and bool(hit.clitics.conjunction)


def _resumes(scan: Scan, i: int) -> bool:
    """Tell whether a new statement begins at token i ('and was hit', 'and said')."""
    hit = scan.at(i, "clause_resume", "attribution_verb")
    if hit is None:
        return False
    if scan.lang == "ar":
        return bool(hit.clitics.conjunction)
    return hit.entry.cls == "attribution_verb" and (scan.at(i - 1, "and") is not None or hit.last - hit.first > 1)


def _comma_end(scan: Scan, clauses: Clauses, first: int, at: int, *, strict: bool) -> int:
    """Return where a denial at `first` ends: its soft clause, cut where another statement begins after token `at`.

    A breakdown after the comma ('among them two officers', 'and the wounding of 7') still belongs to what is denied.
    """
    while True:
        end = clauses.soft_last[at]
        for i in range(max(at, first + 1), end):
            if i > at and scan.at(i, "denial_except") is not None and strict:
                return i
            if i > at and (_resumes(scan, i) or (strict and _joined_number(scan, i))):
                return i
            if i > at and scan.at(i, "states_instead") is not None and first_number(scan, first, i) is not None:
                return i  # 'denied the death of 11, confirming that three had died'
        following = end + 1
        if strict or end >= clauses.hard_last[at] or following >= len(scan) or end < first:
            return end
        part = scan.at(following, "clause_part")
        more = scan.at(following, "denial_what", "clause_harm")
        if part is None and (more is None or not more.clitics.conjunction):
            return end
        at = following


def _negations(scan: Scan, clauses: Clauses) -> list[Denial]:
    gap = 3 if scan.lang == "en" else 1
    out: list[Denial] = []
    done = 0
    for hit in scan.all("denial_not"):
        if scan.at(hit.first, "hedge_split") is not None:
            continue  # 'the number of dead is not less than 12'
        if hit.first < done:
            continue
        end = min(clauses.soft_last[hit.last - 1], hit.last + gap + 1)
        for i in range(hit.last, end):
            if scan.at(i, "denial_except") is not None or is_number(scan, i):
                break
            what = scan.at(i, "denial_what")
            if what is not None:
                done = _comma_end(scan, clauses, hit.first, what.last - 1, strict=True)
                out.append(Denial(hit.first, done, "negated"))
                break
    return out


def _cues(scan: Scan, clauses: Clauses) -> list[Denial]:
    out = []
    for hit in scan.all("denial_cue"):
        if hit.clitics.article or not _has_object(scan, hit) or _of_what_was_said(scan, hit):
            continue
        features = hit.entry.features
        kind: DenialKind = str(features["kind"])  # type: ignore[assignment]
        ahead = kind == "unverified" and first_number(scan, hit.last, clauses.soft_last[hit.last - 1]) is not None
        if features["reach"] == "forward" or ahead:  # 'could not confirm that 3 were killed'
            last = _forward(scan, clauses, hit, "comma" if ahead else str(features["until"]))
            right = (cue.first for cue in scan.among(hit.last, last, "denial_cue") if cue.entry.id == _RIGHT)
            last = next(right, last)
            first = hit.first
            if kind == "denied" and (last := denied_until(scan, hit, last)) <= hit.last:
                continue
        else:
            last = hit.last
            first = _backward(scan, clauses, hit, str(features["until"]))
            told = told_from(scan, first, hit.first) if kind == "refuted" else None
            first = told if told is not None and first_number(scan, told, hit.first) is not None else first
        first, last = _within_brackets(scan, hit, first, last)
        if kind not in ("superseded", "withdrawn") or first_number(scan, first, last) is not None:
            out.append(Denial(first, last, kind))
    return out


def _within_brackets(scan: Scan, hit: Hit, first: int, last: int) -> tuple[int, int]:
    """'(an earlier bulletin's 69 was a misprint)': what stands in brackets denies nothing outside of them."""
    folds = scan.tokens.folds
    opened = next((i for i in range(hit.first, first - 1, -1) if folds[i] in ("(", ")")), None)
    if opened is None or folds[opened] == ")":
        return first, last
    closed = next((i for i in range(hit.last, last) if folds[i] == ")"), last)
    return opened + 1, closed


def _of_what_was_said(scan: Scan, hit: Hit) -> bool:
    """Tell whether ', which the police denied,' is said of what stands before, not of what follows.  Arabic."""
    pronoun = scan.lang == "ar" and bool(hit.clitics.suffix)
    return pronoun and scan.ending(hit.first, "control_relative") is not None


def _has_object(scan: Scan, hit: Hit) -> bool:
    """Some cues mean it only with what is asked for ('demanded *the release* of'); Arabic marks it with a particle."""
    wanted = hit.entry.features.get("object")
    if wanted == "feared":  # 'expected the flight of a million', not 'expected the toll to rise'
        return scan.begins(hit.last, hit.last + 5, "denial_feared")
    if wanted == "feared_of":  # 'warned of the death of thousands', not 'warned after the death of twelve'
        near = range(hit.last + 1, min(hit.last + 5, len(scan)))
        return any(scan.at(i, "denial_feared") is not None and scan.ending(i, "of") is not None for i in near)
    if wanted not in (True, "deed"):
        return True
    objects = [scan.at(i, "denial_plan_object") for i in range(hit.last, hit.last + _DEED)]
    if wanted == "deed":  # 'gunmen tried killing three', with nothing between it and the verb but who tried
        return any(found is not None and not found.clitics.conjunction for found in objects)
    return any(
        found is not None and (bool(found.clitics.preposition) or scan.ending(found.first, "place_prep") is not None)
        for found in objects
    )


def _forward(scan: Scan, clauses: Clauses, hit: Hit, until: str) -> int:
    at = hit.last - 1
    if until == "comma":
        return _comma_end(scan, clauses, hit.first, at, strict=False)
    if until == "deed":
        end = _comma_end(scan, clauses, hit.first, at, strict=False)
        deeds = (scan.at(i, "denial_plan_object") for i in range(hit.last, hit.last + _DEED))
        begins = next((found.last for found in deeds if found is not None), hit.last)
        return next((i for i in range(begins, end) if scan.any_at(i, *_OUTCOMES) is not None), end)
    hard = clauses.hard_last[at]
    if until == "figure":
        number = first_number(scan, hit.last, hard)
        return statement_end(scan, number, clauses.soft_last[number]) if number is not None else clauses.soft_last[at]
    return hard


def _backward(scan: Scan, clauses: Clauses, hit: Hit, until: str) -> int:
    first = clauses.hard_first[hit.first]
    if until == "comma":
        return clauses.soft_first[hit.first]
    if until == "hard":
        if first < hit.first or first == scan.sents[scan.sentence_of(first)][0]:
            return first
        before = first - (1 if scan.tokens.kinds[first - 1] == "w" else 2)  # ', and the right figure is'
        return clauses.hard_first[before]
    number = scan.sentence_of(hit.first)
    first = scan.sents[number][0]
    apposed = next(
        (k for k in range(hit.first - 1, max(first, hit.first - _APPOSED) - 1, -1) if _apposed(scan, k)), None
    )
    if apposed is not None and first_number(scan, clauses.soft_first[apposed - 2], apposed) is not None:
        return clauses.soft_first[apposed - 2]  # '..., and an air strike left 118 dead, a figure that nobody verified'
    if first_number(scan, first, hit.first) is None and number > 0:
        before = scan.sents[number - 1][0]
        if "\n" not in scan.tokens.folds[before:first]:
            return before
    return first


def _apposed(scan: Scan, i: int) -> bool:
    """Tell whether ', a figure (that ...)' begins before token `i`: it speaks of what stands before its comma."""
    return scan.at(i, "denial_apposed") is not None and i > 1 and scan.tokens.kinds[i - 1] == PUNCT


def _not_numbers(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'29, not 31'."""
    out = []
    for hit in scan.all("denial_number"):
        if is_number(scan, hit.last):
            end = clauses.soft_last[hit.last]
            cut = next((i for i in range(hit.last + 1, end) if _joined_number(scan, i) or _resumes(scan, i)), end)
            out.append(Denial(hit.first, cut, "refuted"))
    return out


def _earlier_figures(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'an earlier toll of 30', 'its December figure of 512'."""
    earlier = scan.all("denial_earlier")
    if not earlier:
        return []
    out = []
    starts = {hit.first: hit for hit in earlier}
    ends = {hit.last: hit for hit in earlier}
    for hit in scan.all("denial_figure_noun"):
        if scan.lang == "ar":
            mark = starts.get(hit.last) or starts.get(hit.last + 1)
        else:
            mark = ends.get(hit.first) or ends.get(hit.first - 1)
        if mark is None:
            continue
        first, at = min(hit.first, mark.first), max(hit.last, mark.last)
        if scan.tokens.folds[at : at + 1] == [":"]:
            continue  # 'Yesterday's toll: 14 dead' is the news
        hard = clauses.hard_last[at - 1]
        number = first_number(scan, at, hard)
        if number is not None:
            out.append(Denial(first, _chain_end(scan, clauses, number, hard), "superseded"))
    return out


def _chain_end(scan: Scan, clauses: Clauses, number: int, hard: int) -> int:
    """'spoke of 32, before reaching 183 at noon, then 221': all but the last were overtaken."""
    end = clauses.soft_last[number]
    until = next((i for i in range(end, hard) if scan.at(i, "denial_until_then") is not None), None)
    if until is None:
        return end
    then = next((i for i in range(until + 1, hard) if scan.at(i, "denial_then") is not None), None)
    if then is None or first_number(scan, then, hard) is None:
        return end
    return then


def _was(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'after it had reached 30 yesterday'."""
    out = []
    for hit in scan.all("denial_was"):
        hard = clauses.hard_last[hit.last - 1]
        number = first_number(scan, hit.last, min(hard, hit.last + 12))
        if number is None or (hit.entry.features.get("after_rise") and not _after_rise(scan, hit.first)):
            continue
        figure = (
            hit.entry.features.get("figure") is True or number - hit.last <= 1 or _only_times(scan, hit.last, number)
        )
        said = [i for i in range(hit.last, number) if scan.at(i, "denial_figure") is not None]
        if figure or (said and (number - said[-1] <= 5 or _only_times(scan, said[-1] + 1, number))):
            out.append(Denial(hit.first, _chain_end(scan, clauses, number, hard), "superseded"))
    return out


def _after_rise(scan: Scan, i: int) -> bool:
    """Tell whether 'climbed to 29;' stands before 'it stood at 17' at token `i`: a rise with its number.  English."""
    first, _ = scan.sents[scan.sentence_of(i)]
    rise = next((j for j in range(i - 1, first - 1, -1) if scan.at(j, "toll_verb") is not None), None)
    return rise is not None and first_number(scan, rise, i) is not None


def _only_times(scan: Scan, first: int, last: int) -> bool:
    """Tell whether nothing but words of time stands between ('had reached yesterday, Friday, 17')."""
    times = (any(hit.entry.cls.startswith("date_") for hit in scan.hits[i]) for i in range(first, last))
    return last - first <= 6 and all(times)


def _rises(scan: Scan, clauses: Clauses) -> list[Denial]:
    """'rose from 30 to 41': the first number was overtaken."""
    if not (scan.all("denial_rise") or (scan.lang == "en" and scan.firsts("toll_verb"))):
        return []
    out = []
    rises = [hit.first for hit in scan.all("denial_rise")]
    for hit in scan.all("denial_from"):
        the = scan.at(hit.last, "determiner") if scan.lang == "en" else None  # 'to 12 from the 11 reported'
        if not is_number(scan, hit.last if the is None else the.last):
            continue
        low, high = clauses.hard_first[hit.first], clauses.hard_last[hit.first]
        rise = bisect_left(rises, low) < bisect_left(rises, hit.first)
        if scan.lang == "en" and _to_from(scan, hit, low):
            out.append(Denial(hit.first, clauses.soft_last[hit.last], "superseded"))
            continue
        if the is not None:
            continue
        to = next(
            (i for i in range(hit.last + 1, min(high, hit.last + 7)) if scan.at(i, "denial_to") is not None), None
        )
        if rise and to is None and _raised_from(scan, hit):
            out.append(Denial(hit.first, clauses.soft_last[hit.last], "superseded"))
        if rise and to is not None and first_number(scan, to + 1, min(high, to + 4)) is not None:
            out.append(Denial(hit.first, to, "superseded"))
    return out


def _raised_from(scan: Scan, hit: Hit) -> bool:
    """'42 were killed, said an official, raising the toll from 38': what it was raised to stands before.  Arabic."""
    if scan.lang != "ar" or scan.ending(hit.first, "toll_noun") is None:
        return False
    return first_number(scan, scan.sents[scan.sentence_of(hit.first)][0], hit.first) is not None


def _to_from(scan: Scan, hit: Hit, low: int) -> bool:
    """'raised the toll to 46 from 41': the number after 'from' was overtaken, where 'to' and a number stand before."""
    before = hit.first - 1
    while before > low and not is_number(scan, before):
        if hit.first - before > _NOUN or scan.at(before, "attribution_verb") is not None:
            return False
        before -= 1
    to = (i for i in range(before - 1, max(low, before - 4) - 1, -1) if scan.at(i, "denial_to") is not None)
    return next(to, None) is not None


def _to_new(scan: Scan, item: Denial) -> Denial:
    """'revised from 52 to 45', 'a count of 30 was revised to 27': what it was changed to stands.  English."""
    if scan.lang != "en" or item.kind not in ("superseded", "withdrawn"):
        return item
    old = first_number(scan, item.first, item.last)
    if old is None:
        return item
    changed = scan.at(old - 1, "denial_from") is not None
    for i in range(old + 1, item.last):
        changed = changed or scan.at(i, "denial_rise") is not None
        if changed and scan.at(i, "denial_to") is not None and is_number(scan, i + 1):
            return item._replace(last=i)
    return item


_NOUN = 3
"""Tokens of the noun between the two numbers of 'to 46 people from 41' at most."""


def _with_also(scan: Scan, clauses: Clauses, item: Denial) -> Denial:
    """'the 358 deaths given in June, when it also reported 228 wounded': these are of the same day."""
    if item.kind != "superseded" or not scan.all("denial_also"):
        return item
    hard = clauses.hard_last[item.last - 1]
    also = any(item.last <= hit.first < hard for hit in scan.all("denial_also"))
    return item._replace(last=hard) if also else item
