"""Shares that hold one another, as a forest: the bounds of a period in closed form, in time linear in the incidents.

A total of a month or province couples its incidents only through their own totals, so that each incident's exact
projection is an interval and the month is a star: the least of the whole is the larger of what it states and of what
its parts sum to; the greatest is what it states; what it leaves to incidents that no one listed is the difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marsad.reckon.holding import UNLINKED, limit
from marsad.reckon.incident import Share

Limits = tuple[int, int | None]


@dataclass(slots=True)
class Branch:
    """One share, what holds it and what it holds.  `least` is the sharper of its own lower limit and its parts' sum."""

    share: Share
    hi: int | None
    parent: int | None = None
    children: list[int] = field(default_factory=list)
    parts: int = 0
    """The sum of the children's `least`."""

    @property
    def least(self) -> int:
        """The least number of persons in it; where its parts sum to more than it allows, the least of all ways out."""
        return self.share.lo if self.clashes else max(self.share.lo, self.parts)

    @property
    def clashes(self) -> bool:
        """Whether its parts sum to more than it allows."""
        return self.hi is not None and self.parts > self.hi


@dataclass(slots=True)
class Forest:
    """Branches in the order of their incidents.  `exact` is False where crossing holders were nested to be safe."""

    branches: list[Branch]
    exact: bool

    @property
    def roots(self) -> list[Branch]:
        """The branches that nothing holds."""
        return [branch for branch in self.branches if branch.parent is None]

    @property
    def whole(self) -> Branch | None:
        """The one branch that holds all others, if there is one; what nobody linked is no total of all."""
        roots = self.roots
        return roots[0] if len(roots) == 1 and not roots[0].share.incident.startswith(UNLINKED) else None

    def clash(self) -> Branch | None:
        """Return the first branch whose parts sum to more than it allows."""
        return next((branch for branch in self.branches if branch.clashes), None)

    def place(self, incident: str) -> int:
        """Return where an incident's branch stands."""
        return bisect_left(self.branches, incident, key=lambda branch: branch.share.incident)

    def least(self) -> int:
        """Return the least number of persons in all branches together."""
        return sum(branch.least for branch in self.roots)

    def low_by(self, top: Branch | None = None) -> list[str]:
        """Return the incidents whose own lower limits force the least, a whole's before its parts' at a tie."""
        names, stack = [], list(self.roots) if top is None else [top]
        while stack:
            branch = stack.pop()
            if branch.parts > branch.share.lo and not branch.clashes:
                stack += [self.branches[child] for child in branch.children]
            elif branch.share.lo:
                names.append(branch.share.incident)
        return sorted(names)

    def clash_by(self, top: Branch) -> list[str]:
        """Return an irreducible set of incidents that cannot hold with `top`'s upper limit, `top` first.

        The largest parts are taken until they exceed the limit: without any one of them they no longer do.
        """
        assert top.hi is not None
        names, total = [top.share.incident], 0
        parts = sorted((self.branches[child] for child in top.children), key=lambda b: (-b.least, b.share.incident))
        for part in parts:
            if total > top.hi:
                break
            total += part.least
            names += self.low_by(part)
        return names

    def unlisted(self, top: Branch) -> Limits:
        """Return the bounds of the persons of a branch who are in none of the incidents that it holds."""
        tops = [self.branches[child].hi for child in top.children]
        known = [hi for hi in tops if hi is not None]
        lo = max(0, top.share.lo - sum(known)) if len(known) == len(tops) else 0
        return lo, None if top.hi is None else top.hi - top.parts

    def caps(self) -> dict[str, tuple[int | None, int | None]]:
        """Return for each incident its upper limit within what holds it, and the branch that gives it (None: its own).

        Closed form of the star: the holder's greatest less the least of all its other parts.
        """
        found: dict[int, tuple[int | None, int | None]] = {}
        stack = [index for index, branch in enumerate(self.branches) if branch.parent is None]
        while stack:
            at = stack.pop()
            branch = self.branches[at]
            found[at] = (branch.hi, None)
            if branch.parent is not None and (above := found[branch.parent][0]) is not None:
                left = above - (self.branches[branch.parent].parts - branch.least)
                if branch.hi is None or left < branch.hi:
                    found[at] = (left, branch.parent)
            stack += branch.children
        return {self.branches[at].share.incident: limit for at, limit in found.items()}

    def replacing(self, incident: str, lo: int, hi: int | None) -> Limits:
        """Return the bounds of all with another share of one incident."""
        at: int | None = self.place(incident)
        before, after, clashed = 0, 0, self.clash() is not None
        while at is not None:
            branch = self.branches[at]
            own, top = (lo, hi) if branch.share.incident == incident else (branch.share.lo, branch.hi)
            parts = branch.parts - before + after
            over = top is not None and parts > top
            clashed = clashed or over
            before, after, at = branch.least, own if over else max(own, parts), branch.parent
        whole = self.whole
        end = None if whole is None or clashed else hi if whole.share.incident == incident else whole.hi
        return self.least() - before + after, end


def grow(ordered: Sequence[Share], holds: Mapping[str, Sequence[Share]]) -> Forest:
    """Return the forest of shares by which holds which.

    Where two that do not hold one another hold a third, one is nested in the other and the outer's upper limit is left
    out: all bounds stay valid, perhaps not the sharpest (`exact` is False).
    """
    place = {share.incident: index for index, share in enumerate(ordered)}
    above: list[set[int]] = [set() for _ in ordered]
    for share in ordered:
        for inner in holds[share.incident]:
            above[place[inner.incident]].add(place[share.incident])
    branches = [Branch(share, limit(share, holds[share.incident])) for share in ordered]
    exact = True
    order = _inner_first(above)
    rank = {at: number for number, at in enumerate(order)}
    for at in order:
        if not above[at]:
            continue
        nearest = min(above[at], key=rank.__getitem__)
        for other in above[at] - {nearest} - above[nearest]:
            branches[other].hi, exact = None, False
            above[nearest].add(other)
        branches[at].parent = nearest
        branches[nearest].children.append(at)
    for at in order:
        parent = branches[at].parent
        if parent is not None:
            branches[parent].parts += branches[at].least
    return Forest(branches, exact)


def _inner_first(above: list[set[int]]) -> list[int]:
    """Return all indices, each before what holds it; of shares that hold one another in a circle one stays outside."""
    inside: list[set[int]] = [set() for _ in above]
    for at, holders in enumerate(above):
        for holder in holders:
            inside[holder].add(at)
    waiting = [len(held) for held in inside]
    order = [at for at, number in enumerate(waiting) if not number]
    done = set(order)
    for step in range(len(above)):
        if step == len(order):
            at = min(set(range(len(above))) - done)
            for inner in inside[at] - done:
                above[inner].discard(at)
            order.append(at)
            done.add(at)
        for holder in sorted(above[order[step]] - done):
            waiting[holder] -= 1
            if not waiting[holder]:
                order.append(holder)
                done.add(holder)
    return order
