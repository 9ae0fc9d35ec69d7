"""Attribution: which source stands behind which words.

`read_attribution(scan, voice)` gives one `Attribution` for each citing phrase ('according to the Observatory', 'the
ministry claimed', a dateline 'X:'): who is cited, how, and the tokens that it governs.  Scopes may nest (a dateline
holds its whole line); `claimant_at` gives the tightest.  A `rival` is set against the text's lead by its wording: it
claims, admits, speaks of, puts a figure at, or is introduced by a contrast.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Literal, NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.read.claimants import Claimant, find_claimants
from marsad.read.clauses import Clauses, line_last
from marsad.read.scan import Scan
from marsad.read.strangers import cited_stranger, stranger
from marsad.read.tallies import tallies
from marsad.text.tokens import BREAK, NUMBER, PUNCT

Kind = Literal["said", "claimed", "admitted", "denied", "quoted"]

_DATELINE = 8
"""Tokens that may stand before 'X:' at the head of a line."""
_PHRASE_GAP = 5
"""Tokens that may stand between 'according to' and the claimant ('... a statement by the')."""
_VERB_GAP = 5
"""English: tokens that may stand between the claimant and its verb ('residents of the town said')."""
_ASIDE, _ASIDE_VERB = 10, 3
"""English: tokens of an aside after a claimant at most, and from its comma to the verb ('X, who ..., had put')."""
_CUES = 8
"""Neighbouring cues that may end a scope: keeps long sentences linear."""
_SUBJECT_GAP = 2
"""Arabic: tokens that may stand between a verb and its subject, on either side."""


class Attribution(NamedTuple):
    """The citing words at tokens [first, last), and the tokens [scope_first, scope_last) that they govern."""

    first: int
    last: int
    claimant: str
    scope_first: int
    scope_last: int
    verb_kind: Kind
    rival: bool = False


class _Cue(NamedTuple):
    first: int
    last: int
    who: Claimant
    kind: str
    worded: bool
    after: bool
    """The words cited come (also) after the cue."""
    before: bool
    line: bool


def read_attribution(scan: Scan, voice: Voice, clauses: Clauses | None = None) -> list[Attribution]:
    """Return the attributions of the text by their first token.  `clauses` may be handed in where they are known."""
    clauses = clauses or Clauses(scan)
    people = find_claimants(scan)
    cues = _colons(scan, people)
    cues += _cited(scan, clauses, people)
    cues.sort(key=lambda cue: (cue.first, -cue.last))
    lead = next((cue.who.name for cue in cues if not cue.worded and not cue.who.rival), None)
    return [_attribution(scan, clauses, cues, at, lead) for at in range(len(cues))]


def claimant_at(attributions: list[Attribution], token: int) -> Attribution | None:
    """Return the tightest attribution whose scope holds `token`; of equal ones the later."""
    best: Attribution | None = None
    for item in attributions:
        if item.scope_first <= token < item.scope_last and (
            best is None or item.scope_last - item.scope_first <= best.scope_last - best.scope_first
        ):
            best = item
    return best


def tightest(attributions: list[Attribution]) -> tuple[list[int], list[Attribution | None]]:
    """Return what `claimant_at` gives for every token: where it changes, and the attribution from there on."""
    opening: dict[int, list[tuple[int, int]]] = {}
    for number, item in enumerate(attributions):
        if item.scope_first < item.scope_last:
            opening.setdefault(item.scope_first, []).append((item.scope_last - item.scope_first, -number))
            opening.setdefault(item.scope_last, [])
    starts = sorted(opening)
    found: list[Attribution | None] = []
    open_now: list[tuple[int, int]] = []
    for token in starts:
        for scope in opening[token]:
            heappush(open_now, scope)
        while open_now and attributions[-open_now[0][1]].scope_last <= token:
            heappop(open_now)
        found.append(attributions[-open_now[0][1]] if open_now else None)
    return starts, found


def _colons(scan: Scan, people: list[Claimant]) -> list[_Cue]:
    """'Ministry: ...' at the head of a line or after its dateline; 'SDF: 4 killed' in a tally cites nobody."""
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    counting = tallies(scan)
    out = []
    head = -1
    for who in people:
        if who.last < len(folds) and folds[who.last] == ":" and who.first > head and who.last not in counting:
            start = who.first
            while start > 0 and kinds[start - 1] != BREAK and who.first - start <= _DATELINE:
                start -= 1
            if who.first - start <= _DATELINE:
                out.append(_Cue(who.first, who.last + 1, who, "said", False, True, False, True))
                head = line_last(scan, who.last)
    return out


def _cited(scan: Scan, clauses: Clauses, people: list[Claimant]) -> list[_Cue]:
    starts = {who.first: who for who in people}
    ends = {who.last: who for who in people}
    cues = [*scan.all("attribution_phrase"), *scan.all("attribution_verb")]
    cues.sort(key=lambda hit: (hit.first, -hit.last))
    out: list[_Cue] = []
    done = 0
    for hit in cues:
        if hit.first < done or _takes_lives(scan, hit):
            continue
        cue = _cue(scan, clauses, hit, starts, ends, out)
        if cue is not None:
            out.append(cue)
            done = max(done, cue.last)
    return out


def _takes_lives(scan: Scan, hit: Hit) -> bool:
    """Tell whether a verb of saying is part of one of harm: 'a mine claimed the lives of three'.  English."""
    harm = scan.at(hit.first, "harm_verb") if scan.lang == "en" else None
    return harm is not None and harm.last > hit.last


def _cue(
    scan: Scan,
    clauses: Clauses,
    hit: Hit,
    starts: dict[int, Claimant],
    ends: dict[int, Claimant],
    known: list[_Cue],
) -> _Cue | None:
    kind = str(hit.entry.features["kind"])
    worded = hit.entry.features.get("rival") is True
    if hit.entry.cls == "attribution_phrase":
        who = _after(scan, hit, starts, _PHRASE_GAP, clauses) or _same(scan, hit, known)
        who = who or cited_stranger(scan, clauses, hit, (cue.who for cue in reversed(known)))
        if who is None:
            return None
        last = who.last
        before = clauses.hard_first[hit.first] < hit.first - (hit.first in clauses.contrast)
        return _Cue(hit.first, last, who, kind, worded, True, before, False)
    who = _pronoun(scan, hit, known) if _says_more(scan, hit, known) else None
    who = who or _subject(scan, clauses, hit, starts, ends) or _pronoun(scan, hit, known)
    who = who or stranger(scan, clauses, hit, (cue.who for cue in reversed(known)))
    if who is None or (scan.lang == "en" and _of_a_figure(scan, hit, who)):
        return None
    first, last = min(hit.first, who.first if who.first >= 0 else hit.first), max(hit.last, who.last)
    post = scan.lang == "en" and _postposed(scan, clauses, last) and clauses.hard_first[first] < first
    return _Cue(first, last, who, kind, worded, not post or _goes_on(scan, clauses, last), post, False)


def _of_a_figure(scan: Scan, hit: Hit, who: Claimant) -> bool:
    """Tell whether 'a figure the rebels denied' tells who denies what another has said.  English."""
    if hit.entry.features.get("denies") is not True and hit.entry.features["kind"] != "denied":
        return False
    the = scan.ending(who.first, "determiner")
    at = the.first if the is not None else who.first
    return scan.ending(at, "toll_noun") is not None or scan.ending(at, "relative") is not None


def _says_more(scan: Scan, hit: Hit, known: list[_Cue]) -> bool:
    """Tell whether 'and put its losses at' goes on with who spoke before in the sentence.  English."""
    if scan.lang != "en" or not known or scan.at(hit.first - 1, "and") is None:
        return False
    return scan.sentence_of(known[-1].first) == scan.sentence_of(hit.first)


def _subject(
    scan: Scan, clauses: Clauses, hit: Hit, starts: dict[int, Claimant], ends: dict[int, Claimant]
) -> Claimant | None:
    if scan.lang == "en":
        if scan.at(hit.first - 1, "attribution_be") or scan.at(hit.last, "attribution_passive"):
            return None
        gap = 1 if hit.entry.features.get("weak") is True else _VERB_GAP
        return (
            _before(hit, ends, gap, clauses)
            or _past_aside(scan, hit, ends, clauses)
            or (None if gap == 1 or scan.at(hit.first, "told_to") else _after(scan, hit, starts, 1, clauses))
        )
    if hit.clitics.preposition or hit.clitics.article or not _verbal(scan, hit):
        return None
    return (
        _after(scan, hit, starts, 0, clauses)
        or _before(hit, ends, _SUBJECT_GAP, clauses)
        or _after(scan, hit, starts, _SUBJECT_GAP, clauses)
    )


def _verbal(scan: Scan, hit: Hit) -> bool:
    """A verb with a glued pronoun keeps its feminine ending; else it is a noun spelt alike."""
    suffix = hit.clitics.suffix
    if not suffix:
        return True
    stem = scan.tokens.folds[hit.last - 1].removesuffix(suffix)
    return scan.lexicon.ends(stem, "feminine")


def _before(hit: Hit, ends: dict[int, Claimant], gap: int, clauses: Clauses) -> Claimant | None:
    low = clauses.soft_first[hit.first]
    for at in range(hit.first, max(low, hit.first - gap) - 1, -1):
        who = ends.get(at)
        if who is not None and who.first >= low:
            return who
    return None


def _past_aside(scan: Scan, hit: Hit, ends: dict[int, Claimant], clauses: Clauses) -> Claimant | None:
    """'the Red Cross, which visited the village, counted': the claimant stands before an aside.  English."""
    low, folds = clauses.soft_first[hit.first], scan.tokens.folds
    close = low if folds[low : low + 1] == [","] else low - 1
    if close < 0 or folds[close] != "," or hit.first - close > _ASIDE_VERB:
        return None
    first, _ = scan.sents[scan.sentence_of(close)]
    for i in range(close - 1, max(first, close - _ASIDE) - 1, -1):
        if folds[i] == ",":
            who = ends.get(i)
            return who if who is not None and scan.at(who.last - 1, "attribution_document") is None else None
    return None


def _after(scan: Scan, hit: Hit, starts: dict[int, Claimant], gap: int, clauses: Clauses) -> Claimant | None:
    high = clauses.hard_last[hit.last - 1]
    for at in range(hit.last, min(high, hit.last + gap + 1)):
        who = starts.get(at)
        if who is not None:
            if hit.entry.cls == "attribution_verb" and scan.lang == "ar" and scan.at(at - 1, "to") is not None:
                return None  # 'they were taken to a hospital'
            if not who.named:
                following = (starts.get(at) for at in range(who.last, min(high, who.last + 3)))
                return next((other for other in following if other is not None and other.named), who)
            return who
        if scan.tokens.kinds[at] == NUMBER and scan.lang == "ar":
            return None
    return None


def _same(scan: Scan, hit: Hit, known: list[_Cue]) -> Claimant | None:
    """'the same source': whoever was cited last."""
    same = scan.at(hit.last, "attribution_same")
    if same is None or not known:
        return None
    return known[-1].who._replace(first=-1, last=same.last)


def _pronoun(scan: Scan, hit: Hit, known: list[_Cue]) -> Claimant | None:
    """'and added that ...', 'it said': whoever was cited last."""
    if not known:
        return None
    if scan.lang == "en":
        at = hit.first - 1
        for back in (1, 2, 3):
            same = scan.at(hit.first - back, "attribution_same")
            if same is not None and same.last == hit.first:
                return known[-1].who._replace(first=hit.first - back, last=hit.last)
        joined = scan.at(at, "and") is not None and hit.entry.features.get("weak") is not True
        return known[-1].who._replace(first=-1, last=hit.last) if joined else None
    that = scan.at(hit.last, "attribution_that")
    return known[-1].who._replace(first=-1, last=hit.last) if that is not None else None


def _postposed(scan: Scan, clauses: Clauses, last: int) -> bool:
    """Tell whether only when and where follow up to the next mark ('the ministry said on Sunday.')."""
    end = clauses.soft_last[last - 1]
    i = last
    while i < end:
        when = scan.at(i, "attribution_when")
        if when is not None:
            i = when.last
        elif scan.tokens.kinds[i] == NUMBER and i == last:
            return False  # 'while the ministry said 64'
        elif scan.tokens.kinds[i] in (NUMBER, PUNCT):
            i += 1
        else:
            return False
    return i >= len(scan) or scan.tokens.folds[i - 1 if i == end and i > last else i] != ":"


def _goes_on(scan: Scan, clauses: Clauses, last: int) -> bool:
    return clauses.soft_last[last - 1] < clauses.hard_last[last - 1]


def _attribution(scan: Scan, clauses: Clauses, cues: list[_Cue], at: int, lead: str | None) -> Attribution:
    cue = cues[at]
    contrast = clauses.hard_first[cue.first]
    set_against = contrast in clauses.contrast and cue.first - contrast <= 3
    rival = cue.who.name != lead and (cue.worded or cue.who.rival or set_against)
    if cue.line:
        return Attribution(cue.first, cue.last, cue.who.name, cue.first, line_last(scan, cue.last - 1), "said", rival)
    low, high = clauses.hard_first[cue.first], clauses.hard_last[cue.last - 1]
    before = next((other for other in reversed(cues[max(0, at - _CUES) : at]) if not other.line), None)
    if before is not None and before.last <= cue.first:
        low = max(low, before.last)
    following = next((other.first for other in cues[at + 1 : at + 1 + _CUES] if other.first >= cue.last), high)
    first = low if cue.before else cue.first
    last = min(high, following) if cue.after else cue.last
    kind: Kind = cue.kind  # type: ignore[assignment]
    return Attribution(cue.first, cue.last, cue.who.name, first, max(last, cue.last), kind, rival)
