"""Whether the claims of two incidents can be of one: asked before a link that is not sure joins them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from marsad.model import Statement
from marsad.reckon import dispute
from marsad.reckon.table import bare


def can_all_hold(umbrella: Mapping[str, frozenset[str]]) -> Callable[[Sequence[Statement]], bool]:
    """Return the test: no source contradicts itself more in the whole than documents do each by themselves."""

    def feasible(statements: Sequence[Statement]) -> bool:
        return not _may_clash(statements) or not clashes(statements, umbrella)

    return feasible


def clashes(statements: Sequence[Statement], umbrella: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of claims that cannot all hold if the statements are of one incident.

    Those within one document are left out.  A rival's figure is no clash: sources may count one incident otherwise.
    Nor is a figure that its own source took back: what corrects it is of the same incident, if anything is.
    """
    one = [msgspec.structs.replace(statement, incident="i-one") for statement in statements]
    told = {statement.key: statement.document for statement in statements}
    found = {(item.kind, item.claims) for item in dispute.clashes(*bare(one, umbrella))}
    return tuple(claims for _, claims in sorted(found) if len({told.get(key) for key in claims}) > 1)


def _may_clash(statements: Sequence[Statement]) -> bool:
    """Tell whether one source gives two exact totals of one side and the same days: only then is the solver asked."""
    said: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for statement in statements:
        claim = statement.claim
        if claim.hedge == "exact" and claim.value is not None and claim.part_of is None and claim.status == "stated":
            source = statement.claimant or statement.source
            days = (claim.window.start, claim.window.end)
            said[source, claim.harm, claim.group.side, days, statement.published].add(claim.value)
    return any(len(values) > 1 for values in said.values())
