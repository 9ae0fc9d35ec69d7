"""The main cause: what the text, above all its beginning, tells of how its incident came about."""

from __future__ import annotations

from collections import defaultdict

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan

BOMBS = frozenset({"ied_mine", "suicide_bombing"})
_LEADING = 3
"""How much more a word of the first two sentences weighs."""


def mend_faint(scan: Scan, main: dict[bool | None, str | None], taken: list[Hit]) -> None:
    """Mend the main causes by what else the text tells: bombers, a fight for places, 'the aggression'.  Arabic."""
    bombers = sentences_of_bombers(scan)
    faint = [str(cause) for hit in scan.all("cause_faint") if (cause := hit.entry.features.get("cause")) is not None]
    for unarmed, cause in main.items():
        if unarmed is False and taken:
            main[unarmed] = "clashes"  # fighters fall in the fight for a place that changes hands
        elif cause == "ied_mine" and bombers:
            main[unarmed] = "suicide_bombing"
        elif cause is None and faint:
            main[unarmed] = faint[0]


def sentences_of_bombers(scan: Scan) -> set[int]:
    """Return the sentences in which the text counts or names suicide bombers."""
    bombers = (hit for hit in scan.all("person") if hit.entry.features.get("cause") == "suicide_bombing")
    return {scan.sentence_of(hit.first) for hit in bombers}


def weapon(hits: list[Hit], lead: int) -> str | None:
    """Return the weapon that the text speaks of most, or None where it speaks only of fights."""
    weapons = [hit for hit in hits if hit.entry.features["cause"] not in ("clashes", "execution")]
    return main_cause(weapons, civilians=True, lead=lead)


def lead_of(scan: Scan) -> int:
    """Return the token where the first two sentences end; in Arabic the title and the first sentence below it."""
    title = scan.title if scan.lang == "ar" else 0
    below = [last for first, last in scan.sents if first >= title] if title else []
    if below:
        return below[0]
    return scan.sents[min(1, len(scan.sents) - 1)][1] if scan.sents else 0


def main_cause(hits: list[Hit], *, civilians: bool | None, lead: int, arabic: bool = False) -> str | None:
    """Return the cause of the main incident: the one that the text, above all its `lead`, speaks of most.

    Fighters fall in clashes where the text speaks of any.  'Attack' is clashes unless the lead speaks of a bomb;
    'bombardment' is from the air where aircraft are named and artillery is not; both together are shelling.
    """
    if not hits:
        return None
    plain: defaultdict[str, int] = defaultdict(int)
    loose: defaultdict[str, int] = defaultdict(int)
    for hit in hits:
        weight = _LEADING if hit.first < lead else 1
        (loose if hit.entry.features.get("generic") else plain)[str(hit.entry.features["cause"])] += weight
    bombs = any(h.first < lead and h.entry.features["cause"] in BOMBS for h in hits)
    for cause, weight in loose.items():
        if cause == "clashes" and bombs and civilians is not False:
            continue
        plain["airstrike" if cause == "shelling" and plain["airstrike"] else cause] += weight
    mined = any(h.first < lead and h.entry.features["cause"] == "ied_mine" for h in hits)
    blown = any(h.first < lead and h.entry.features["cause"] == "suicide_bombing" for h in hits)
    if plain["suicide_bombing"] and plain["ied_mine"] and (arabic or blown or not mined):
        plain["suicide_bombing"] += plain.pop("ied_mine")  # the bomb that the bomber carried
    plain.pop("other", None)
    counts = {cause: n for cause, n in plain.items() if n}
    if civilians is False and "clashes" in counts:
        return "clashes"
    if "airstrike" in counts and "shelling" in counts and (arabic or _both_lead(hits, lead)):
        counts["shelling"] += counts.pop("airstrike")
    return max(counts, key=lambda cause: counts[cause]) if counts else None


def _both_lead(hits: list[Hit], lead: int) -> bool:
    """Tell whether the lead speaks of shells and of aircraft, so that both are the main incident's."""
    return {"airstrike", "shelling"} <= {str(hit.entry.features["cause"]) for hit in hits if hit.first < lead}
