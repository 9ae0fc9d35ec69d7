"""A number of armed men between a verb of harm and civilians: 'dozens of gunmen took the passengers off'.  Arabic.

They did it, and it befell none of them.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.actives import SUFFERED, Deed, aside_end
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_DONE = frozenset({"killed", "injured", "detained", "abducted", "displaced", "released"})
_COMMA = "\u060c"


def crowds(scan: Scan) -> list[Deed]:
    """Return the counted armed men who stand between a verb of harm and the civilians it was done to."""
    if scan.lang != "ar":
        return []
    found = (_crowd(scan, verb) for verb in scan.all("harm_verb"))
    return [deed for deed in found if deed is not None]


def _crowd(scan: Scan, verb: Hit) -> Deed | None:
    """Return the armed men behind a verb, where civilians follow them with nothing that joins the two."""
    number = _number_end(scan, verb.last)
    if number is None or verb.entry.features["harm"] not in _DONE or not SUFFERED.isdisjoint(verb.entry.features):
        return None
    armed = scan.at(number, "person")
    if armed is None or armed.entry.features.get("civ") is not False or armed.entry.features.get("harm"):
        return None
    if armed.clitics.conjunction or armed.clitics.preposition:
        return None
    at = armed.last
    if scan.tokens.folds[at : at + 1] == [_COMMA]:
        at = aside_end(scan, at) or at
    counted = _number_end(scan, at)
    whom = scan.at(at if counted is None else counted, "person")
    whole = whom is not None and _civilians(scan, at, whom, counted=counted is not None)
    return Deed(verb.last, armed.last, at) if whole else None


def _civilians(scan: Scan, at: int, whom: Hit, *, counted: bool) -> bool:
    """Tell whether a noun names several civilians, and is no adjective of the noun before it."""
    features = whom.entry.features
    joined = whom.clitics.conjunction or whom.clitics.preposition or scan.at(at, "and", "among") is not None
    said = any(features.get(kind) for kind in ("adj", "weak", "harm"))
    several = counted or features.get("n") in ("du", "pl")
    return features.get("civ") is True and several and not (joined or said)


def _number_end(scan: Scan, at: int) -> int | None:
    """Return the token after a number, a vague one too, that stands at `at` by itself or behind a hedge, or None."""
    hedge = scan.at(at, "hedge_pre")
    if hedge is not None and hedge.clitics.conjunction:
        return None
    at = hedge.last if hedge is not None else at
    if at < len(scan) and scan.tokens.kinds[at] == NUMBER:
        return at + 1
    number = scan.at(at, "number", "vague")
    return None if number is None or number.clitics.conjunction or number.clitics.preposition else number.last
