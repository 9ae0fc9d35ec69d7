"""Contributions: which claims force a row's numbers, each with its words and the reason."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Claim, Contribution
from marsad.reckon.case import Case
from marsad.reckon.incident import Share
from marsad.reckon.item import Item
from marsad.reckon.limits import limits
from marsad.reckon.period import Sum
from marsad.reckon.sentence import sentence
from marsad.reckon.system import Side


def contributions(shares: Sequence[Share], total: Sum, case: Case) -> tuple[Contribution, ...]:
    """Return what forces a row's lower bound, then what forces its upper one."""
    found = []
    for bound, names in (("lo", frozenset(total.low)), ("hi", frozenset(total.high))):
        for one in shares:
            if one.incident in names:
                sides = one.low if bound == "lo" else one.high
                items = {item.key: item for item in case.incidents[one.incident]}
                wider = [side for key, half in sides for side in _with_rest(items[key], key, half)]
                found += [contribution(items[key], half, bound, case) for key, half in wider]
    unique = {(one.claim, one.bound): one for one in found}
    return tuple(unique.values())


def claim_of(item: Item, half: str, case: Case) -> str:
    """Return the key of the claim that gives an item its limit: one that has parts before others, else the first."""
    limit = item.lo if half == "lo" else item.hi
    giving = [c.id for c in item.claims if getattr(limits(c, case.admitted.wording), half) == limit] or [item.key]
    return next((key for key in giving if key in case.wholes), giving[0])


def _with_rest(item: Item, key: str, half: str) -> tuple[Side, ...]:
    """Return a half-row, and for a rest without a number what forces it."""
    return ((key, half), *item.forced_by[half == "hi"])


def contribution(item: Item, half: str, bound: str, case: Case) -> Contribution:
    """Return why a half of an item moves a bound."""
    key = claim_of(item, half, case)
    reason, params = _reason(item, half, bound), describe(item)
    quote = case.admitted.statements[key].claim.text
    return Contribution(
        claim=key,
        bound=bound,
        quote=quote,
        sentence=sentence(case.messages, reason, params, case.names),
        reason=reason,
        params=params,
    )


def _reason(item: Item, half: str, bound: str) -> str:
    if item.rest and all(claim.value is None for claim in item.claims):
        return f"{bound}_rest"
    if half != bound:
        return f"{bound}_by_others"
    if bound == "hi":
        return "hi_exact" if item.hi == item.lo else "hi_most"
    shape = "exact" if item.hi == item.lo else "least"
    running = item.cumulative and item.window.start is not None and item.window.start != item.window.end
    return f"lo_running_{shape}" if running else f"lo_{shape}"


def describe(item: Item) -> dict[str, str]:
    """Return the parameters by which a sentence speaks of an item; '…' stands for what is not known."""
    unknown = "\u2026"
    return {
        "claimant": ", ".join(sorted(name for name in item.voices if name)) or item.document,
        "document": item.document,
        "published": item.published.isoformat() if item.published else unknown,
        "lo": str(item.lo),
        "hi": unknown if item.hi is None else str(item.hi),
        "number": number(item.first),
        "from": item.window.start.isoformat() if item.window.start else unknown,
        "to": item.window.end.isoformat() if item.window.end else unknown,
    }


_SIGNS = {
    "at_least": "\u2265",
    "more_than": ">",
    "at_most": "\u2264",
    "fewer_than": "<",
    "about": "\u2248",
    "vague": "\u2265",
}


def number(claim: Claim) -> str:
    """Return a claim's figure as stated, its hedge as a sign that every language reads (\u2265 12)."""
    if claim.value is None:
        return "\u2026"
    top = claim.value_max if claim.hedge != "vague" else None
    span = str(claim.value) if top in (None, claim.value) else f"{claim.value}\u2013{top}"
    return " ".join([sign, span]) if (sign := _SIGNS.get(claim.hedge)) else span
