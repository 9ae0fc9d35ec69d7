"""Two grades of an incident: corroboration (who speaks independently) and attribution (who did it, by whose word)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from marsad.model import Statement
from marsad.model.lineage import Attribution, Corroboration, Lineage, Stance

NOBODY = "unknown"


def corroboration(statements: Iterable[Statement], lineage: Iterable[Lineage]) -> Corroboration:
    """Count the sources that speak independently.

    A source speaks for itself where it cites nobody and its document repeats no other source's.  Of sources that only
    lean on one another, in a circle too, all count once; those that lean on one who speaks add nothing.
    """
    told = [s for s in statements if not s.claim.background and s.claim.status == "stated"]
    publisher = {s.document: s.source or s.claimant or NOBODY for s in told}
    copied: dict[str, set[str]] = defaultdict(set)
    for one in lineage:
        same = publisher.get(one.later) == publisher.get(one.earlier)
        if one.kind == "repeats" and not same and one.why.startswith("wording") and one.earlier in publisher:
            copied[one.later].add(publisher[one.earlier])
    own: set[str] = set()
    leans: dict[str, set[str]] = defaultdict(set)
    for statement in told:
        name = publisher[statement.document]
        cited = statement.claimant or name
        if copied.get(statement.document):
            leans[name] |= copied[statement.document]
        elif cited != name:
            leans[name].add(cited)
        else:
            own.add(name)
    names = own | set(leans) | {cited for them in leans.values() for cited in them}
    # one who is cited and never heard speaks through those who cite it
    speaking = own | {name for name in names if name not in leans}
    groups = _circles(names - speaking, leans, speaking)
    voices = sorted(speaking) + [min(group) for group in groups]
    leaning = {name: tuple(sorted(leans[name])) for name in sorted(leans) if name not in own}
    return Corroboration(independent=len(voices), voices=tuple(sorted(voices)), leaning=leaning)


def _circles(names: set[str], leans: Mapping[str, set[str]], speaking: set[str]) -> list[set[str]]:
    """Return the groups of sources that lean on one another and reach nobody who speaks."""
    left = {name for name in names if not _reach(name, leans) & speaking}
    groups = []
    while left:
        group = {min(left)}
        while True:
            near = {above for one in group for above in _reach(one, leans)}
            more = {name for name in left - group if name in near or _reach(name, leans) & group}
            if not more:
                break
            group |= more
        groups.append(group)
        left -= group
    return groups


def _reach(name: str, leans: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    edge = set(leans.get(name, ()))
    while edge:
        found |= edge
        edge = {above for one in edge for above in leans.get(one, ())} - found
    return found


def attribution(statements: Iterable[Statement], side_of: Mapping[str, str]) -> tuple[Attribution, ...]:
    """Return what is said of each side's part: alleged by others, denied, conceded by its own.

    `side_of` gives the side that a source speaks for.  A side denies where a source of its own says that the claim
    does not hold, or lays the same harm on another; it concedes where its own source names it.
    """
    found: dict[tuple[str, Stance], list[Statement]] = defaultdict(list)
    told = sorted((s for s in statements if not s.claim.background), key=lambda s: s.key)
    accused = {s.claim.perpetrator for s in told if s.claim.perpetrator and s.claim.status == "stated"}
    for statement in told:
        claim = statement.claim
        speaks_for = side_of.get(statement.claimant or statement.source or "")
        if claim.perpetrator and claim.status == "stated":
            stance: Stance = "conceded" if speaks_for == claim.perpetrator else "alleged"
            found[claim.perpetrator, stance].append(statement)
            if speaks_for in accused and speaks_for != claim.perpetrator and speaks_for is not None:
                found[speaks_for, "denied"].append(statement)
        elif claim.status == "denied" and (claim.perpetrator or speaks_for in accused):
            found[claim.perpetrator or speaks_for or NOBODY, "denied"].append(statement)
    return tuple(
        Attribution(
            side=side,
            stance=stance,
            by=tuple(sorted({s.claimant or s.source or NOBODY for s in said})),
            claims=tuple(s.key for s in said),
        )
        for (side, stance), said in sorted(found.items())
    )
