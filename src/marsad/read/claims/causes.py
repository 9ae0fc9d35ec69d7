"""Causes: how the persons of a count came to harm, by the words nearest to it, else by the main incident."""

from __future__ import annotations

from collections import Counter

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_CAUSED = frozenset({"killed", "injured"})
_CLOSERS = frozenset({",", "\u060c", ")", ";", "\u061b"})
_RIGHT, _LEFT = 12, 22
"""How far, in tokens, a cause may stand after and before its count."""


def assign_causes(scan: Scan, drafts: list[Draft], marks: set[int]) -> None:
    """Set the cause of every killed and injured count; `marks` are the tokens where clauses end."""
    hits = [hit for hit in scan.all("cause") if not _thing(scan, hit)]
    triggers = {d.trigger for d in drafts if d.trigger is not None}
    caused = [d for d in drafts if d.harm in _CAUSED or d.harm == "other"]
    own: dict[int, str | None] = {}
    of_parts: set[int] = set()
    for draft in caused:
        k = drafts.index(draft)
        own[draft.core] = draft.head.cause or _hint(scan, draft)
        if own[draft.core] is None:
            following = next((d.first for d in drafts[k + 1 :] if d.whole is not draft), None)
            parts = [d for d in drafts[k + 1 :] if d.whole is draft and d.first < (following or len(scan))]
            near = _near(scan, draft, hits, marks, following, triggers, parts)
            if near is not None:
                own[draft.core] = _with_next(hits, near)
                if draft.whole is not None:
                    of_parts.add(near)
    whole = [hit for k, hit in enumerate(hits) if k not in of_parts]
    taken = [h for h in scan.all("control_verb") if h.entry.features.get("change") in ("gained", "regained")]
    fought = {scan.sentence_of(h.first) for h in taken} if scan.lang == "en" else set()
    main = {civilians: _main(whole, civilians=civilians) for civilians in (True, False)}
    if scan.lang == "en" and main[True] in ("clashes", "execution"):
        main[True] = _main(hits, civilians=True)  # the weapons are told of the parts alone
    for draft in caused:
        inherited = draft.whole.cause if draft.whole is not None else None
        unarmed = draft.side == "civilians" or (scan.lang == "en" and draft.head.civilian is None and not draft.side)
        draft.cause = own[draft.core] or inherited or main[unarmed]
        if own[draft.core] is not None or inherited is not None:
            continue
        if fought and (not hits or (draft.head.civilian is False and scan.sentence_of(draft.core) in fought)):
            draft.cause = "clashes"  # fighters fall in the fight for a place that changes hands


def _thing(scan: Scan, hit: Hit) -> bool:
    """Tell whether the word is only a part of the name of a thing ('rocket launchers')."""
    unit = scan.at(hit.first, "unit")
    return unit is not None and unit.last > hit.last


def _main(hits: list[Hit], *, civilians: bool) -> str | None:
    """Return the cause of the main incident: fighters fall in clashes where there are any, civilians by the weapon
    that the text speaks of most; bombardment from the air and the ground together is shelling."""
    counts = Counter(str(hit.entry.features["cause"]) for hit in hits)
    counts.pop("other", None)
    if not counts:
        return None
    if not civilians:
        return "clashes" if counts["clashes"] else max(counts, key=lambda cause: counts[cause])
    weapons = Counter({cause: n for cause, n in counts.items() if cause not in ("clashes", "execution") and n})
    if weapons["airstrike"] and weapons["shelling"]:
        return "shelling"
    chosen = weapons or counts
    return max(chosen, key=lambda cause: chosen[cause])


def _hint(scan: Scan, draft: Draft) -> str | None:
    if draft.trigger is None:
        return None
    hit = scan.at(draft.trigger, "harm_verb", "harm_noun")
    hint = hit.entry.features.get("cause_hint") if hit is not None else None
    if not hint or (draft.whole is not None and draft.whole.trigger == draft.trigger):
        return None
    return str(hint)


def _near(
    scan: Scan,
    draft: Draft,
    hits: list[Hit],
    marks: set[int],
    following: int | None,
    triggers: set[int],
    parts: list[Draft],
) -> int | None:
    """Return which of `hits` says how this count came to harm, or None."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    after = draft.last
    limit = min(last, after + _RIGHT, following if following is not None else last)
    for k, hit in enumerate(hits):
        if after <= hit.first < limit and hit.first not in triggers:
            parted = any(i in marks and scan.at(i, "causal") is None for i in range(after, hit.first))
            if parted or _of_part(scan, hit, parts):
                break
            return k
    if draft.whole is not None:
        return None
    for k in range(len(hits) - 1, -1, -1):
        hit = hits[k]
        if first <= hit.first < draft.first and draft.first - hit.last <= _LEFT and hit.first not in triggers:
            return _first_named(scan, hits, k)
    return None


def _first_named(scan: Scan, hits: list[Hit], k: int) -> int:
    """Of coordinated causes the first one counts ('suicide attacks and roadside bombs killed 410')."""
    while k > 0 and scan.lang == "en":
        between = range(hits[k - 1].last, hits[k].first)
        if not between or len(between) > 2 or not all(
            scan.at(i, "and") is not None or scan.tokens.folds[i] in _CLOSERS for i in between
        ):
            break
        k -= 1
    return k


def _of_part(scan: Scan, hit: Hit, parts: list[Draft]) -> bool:
    """Tell whether the cause is said of the last part before it, with nothing that closes the part between them."""
    before = [part for part in parts if part.last <= hit.first]
    if not before:
        return False
    between = scan.tokens.folds[before[-1].last : hit.first]
    return not any(word in _CLOSERS for word in between)


def _with_next(hits: list[Hit], k: int) -> str:
    """'in air raids and artillery fire' is bombardment from both, which the lists call shelling."""
    cause = str(hits[k].entry.features["cause"])
    if k + 1 < len(hits) and hits[k + 1].first - hits[k].last <= 2:
        other = str(hits[k + 1].entry.features["cause"])
        if {cause, other} == {"airstrike", "shelling"}:
            return "shelling"
    return cause
