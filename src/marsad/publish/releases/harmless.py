"""What small counts would tell of single persons: sex and age of few are withheld.

A claim that counts fewer persons than `Rules.small_cell` shows neither; within one whole, none of the parts does where
one must not, or where so few are left over, so that nothing follows by subtraction.  The same holds for what the
comparison with the release before would tell: a cell that grew or shrank by so few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import msgspec

from marsad.publish.dataset import Dataset, Happening
from marsad.publish.releases.release import Rules

WITHHELD = ("sex", "age")
Claim = dict[str, Any]
Cell = tuple[object, ...]


class Harmless(NamedTuple):
    """A dataset without what would tell of single persons; how many claims lost something by which rule.

    `withheld` are the claims that only the comparison with an earlier release made unsafe; later ones keep to that.
    `bare` are all claims that show neither sex nor age.
    """

    dataset: Dataset
    counts: dict[str, int]
    withheld: tuple[str, ...]
    bare: frozenset[str]


def harmless(dataset: Dataset, rules: Rules, before: Dataset | None = None, withheld: Collection[str] = ()) -> Harmless:
    """Return what may be shown; `before` is the release before, `withheld` what it or one before it had to withhold."""
    small = set(_small(dataset, rules.small_cell))
    apart = _keys(dataset) & set(withheld)
    apart |= set(_differing(dataset, before, rules.small_cell)) if before is not None else set()
    kept = []
    for one in dataset.incidents:
        claims = tuple(_withheld(claim) if claim["id"] in small | apart else claim for claim in one.claims)
        kept.append(msgspec.structs.replace(one, claims=claims))
    counts = {"withheld_small": len(small), "withheld_differing": len(apart - small)}
    return Harmless(
        msgspec.structs.replace(dataset, incidents=tuple(kept)), counts, tuple(sorted(apart)), frozenset(small | apart)
    )


def _keys(dataset: Dataset) -> set[str]:
    return {key for one in dataset.incidents for key in one.keys()}  # noqa: SIM118


def _shown(claim: Claim) -> bool:
    group = claim.get("group") or {}
    return any(group.get(name) is not None for name in WITHHELD)


def _withheld(claim: Claim) -> Claim:
    return {**claim, "group": {**claim["group"], **dict.fromkeys(WITHHELD)}}


def _families(one: Happening) -> dict[object, list[Claim]]:
    """Return the claims of an incident that are parts of one whole, each claim without a whole by itself."""
    found: dict[object, list[Claim]] = defaultdict(list)
    for claim in one.claims:
        found[claim.get("part_of") or claim["id"]].append(claim)
    return found


def _small(dataset: Dataset, least: int) -> Iterator[str]:
    for one in dataset.incidents:
        exact = {claim["id"]: claim["value"] for claim in one.claims if claim.get("hedge") == "exact"}
        for whole, family in _families(one).items():
            told = [claim for claim in family if _shown(claim)]
            few = any(claim["value"] is None or 0 < claim["value"] < least for claim in told)
            if few or 0 < (exact.get(whole) or 0) - sum(claim["value"] for claim in told) < least:
                yield from (str(claim["id"]) for claim in told)


def _cells(dataset: Dataset) -> dict[Cell, tuple[int, list[str]]]:
    """Return how many each cell counts (document, whole, harm, side, sex, age), and by which claims."""
    found: dict[Cell, tuple[int, list[str]]] = {}
    cell: Cell
    for one in dataset.incidents:
        claims: tuple[Claim, ...] = one.claims
        for claim in claims:
            if _shown(claim) and claim["value"] is not None:
                group = claim["group"]
                document = str(claim["id"]).rpartition("#")[0]
                cell = (document, claim.get("part_of"), claim["harm"], *(group[name] for name in ("side", *WITHHELD)))
                count, keys = found.get(cell, (0, []))
                found[cell] = (count + claim["value"], [*keys, str(claim["id"])])
    return found


def _differing(dataset: Dataset, before: Dataset, least: int) -> Iterator[str]:
    """Yield the claims of cells that differ from the release before by fewer persons than `least`."""
    earlier = _cells(before)
    for cell, (count, keys) in _cells(dataset).items():
        then = earlier.get(cell)
        if then is not None and 0 < abs(count - then[0]) < least:
            yield from keys
