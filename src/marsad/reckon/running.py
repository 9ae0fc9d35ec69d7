"""A row's sum that is kept while incidents come, change and go.

Shares that hold one another, whatever lies between, are a group; groups add up.  Where a share changes, its group is
summed anew, and no other: the same figures that `period.summed` gives of all shares.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from marsad.model import PlaceMention
from marsad.reckon.forest import Forest, Limits, grow
from marsad.reckon.holding import UNLINKED, Places, held
from marsad.reckon.incident import Share
from marsad.reckon.neighbours import Neighbours
from marsad.reckon.period import SMALL, summed
from marsad.reckon.system import Bounds, weakest


class Figure(NamedTuple):
    """A row's bounds, the incidents that clash, and what a total of the period leaves to the unlisted."""

    bounds: Bounds
    clash: tuple[str, ...] = ()
    residual: Limits | None = None


class Stand(NamedTuple):
    """Where a share stands: the first of its group, what holds it next, how many hold it.

    `plain`: these hold one another in turn, and would if any of them went.
    """

    group: str
    parent: str | None
    depth: int
    plain: bool


class _Group(NamedTuple):
    """Shares that hold one another, and what they add."""

    names: tuple[str, ...]
    forest: Forest
    least: int
    roots: int


def figure_of(shares: Sequence[Share], places: Places) -> Figure:
    """Return the figure of shares (at least one), summed at once."""
    found = summed(shares, places)
    return Figure(found.bounds, found.clash, found.residual)


class Running:
    """The sum of a row's shares."""

    def __init__(self, shares: Sequence[Share], places: Places) -> None:
        self._near = Neighbours()
        self._inside: dict[str, set[str]] = defaultdict(set)
        self._above: dict[str, set[str]] = defaultdict(set)
        self._group: dict[str, _Group] = {}
        self._alone: set[str] = set()
        self._labels: Counter[str] = Counter()
        self._least = self._roots = self._vague = 0
        self._clashing: dict[tuple[str, ...], _Group] = {}
        self.moved: set[str] = set()
        """Incidents whose share, or what it stands in, changed since somebody emptied this."""
        for share in shares:
            self._near.put(share, places.get(share.incident))
            self._labels[share.guarantee] += 1
        for name, inside in held(sorted(shares, key=lambda share: share.incident), places).items():
            self._join(name, (share.incident for share in inside))
        self._gather(self._near.shares.keys())

    def put(self, name: str, share: Share | None, place: PlaceMention | None = None) -> None:
        """Take the share of an incident in, in the place of its former one; None: it has none any more."""
        loose, again = set[str](), {name}
        if name in self._near.shares:
            loose |= self._part(name)
            self._labels[self._near.shares[name].guarantee] -= 1
            again |= self._near.drop(name)
        if share is not None:
            again |= self._near.put(share, place)
            self._labels[share.guarantee] += 1
        self.moved.add(name)
        for one in again - {name}:
            loose |= self._part(one)
        for one in again & self._near.shares.keys():
            self._join(one, self._near.inside(one))
            for outer in self._near.above(one):
                self._join(outer, (one,))
            loose |= {one}
            for other in self._inside.get(one, set()) | self._above.get(one, set()):
                loose |= self._loosen(other)
        self._gather(loose & self._near.shares.keys())

    def figure(self) -> Figure:
        """Return the figure of all shares (at least one)."""
        shares = self._near.shares
        if len(shares) == 1 or (self._vague and len(shares) <= SMALL):
            return figure_of(list(shares.values()), self._near.places)
        label = weakest(label for label, number in self._labels.items() if number)
        label = "LP-rounded" if self._vague else label
        if self._clashing:
            found = sorted(
                (branch.share.incident, group.forest.clash_by(branch))
                for group in self._clashing.values()
                for branch in group.forest.branches
                if branch.clashes
            )
            clash = tuple(dict.fromkeys(name for _, names in found for name in names))
            return Figure(Bounds(self._least, None, label), clash)
        whole = self._group[next(iter(shares))].forest.whole if self._roots == 1 else None
        if whole is None or whole.share.incident.startswith(UNLINKED):
            return Figure(Bounds(self._least, None, label))
        left = self._group[whole.share.incident].forest.unlisted(whole) if whole.children else None
        return Figure(Bounds(self._least, whole.hi, label), residual=left)

    def told(self, name: str) -> tuple[Share, PlaceMention | None]:
        """Return the share of an incident and its place."""
        return self._near.shares[name], self._near.places[name]

    def touching(self, share: Share, place: PlaceMention | None, among: Callable[[str], bool]) -> set[str]:
        """Return the shares of some incidents that one which is none of these shares holds, or is held by."""
        return self._near.touching(share, place, among)

    def is_wide(self, place: PlaceMention | None) -> bool:
        """Tell whether a place is unknown, reaches far, or is named as what the place of some share lies in."""
        return self._near.is_wide(place)

    def stand(self, name: str) -> Stand:
        """Return where the share of an incident stands."""
        group = self._group.get(name)
        if group is None:
            return Stand(name, None, 0, plain=True)
        branches = group.forest.branches
        at = branches[group.forest.place(name)].parent
        parent, depth = at, 0
        while at is not None:
            at, depth = branches[at].parent, depth + 1
        plain = group.forest.exact and len(self._above.get(name, ())) == depth
        return Stand(group.names[0], None if parent is None else branches[parent].share.incident, depth, plain)

    def _join(self, outer: str, inside: Iterable[str]) -> None:
        for inner in inside:
            self._inside[outer].add(inner)
            self._above[inner].add(outer)

    def _part(self, name: str) -> set[str]:
        """Take a share from all that it holds and is held by; return the members of its former group."""
        members = self._loosen(name)
        for inner in self._inside.pop(name, ()):
            self._above[inner].discard(name)
        for outer in self._above.pop(name, ()):
            self._inside[outer].discard(name)
        return members

    def _loosen(self, name: str) -> set[str]:
        """Let the group of a share add nothing any more, if it is one that does; return its members."""
        group = self._group.get(name)
        if group is None:
            if name in self._alone:
                self._alone.discard(name)
                self._least -= self._near.shares[name].lo
                self._roots -= 1
            return {name}
        for member in group.names:
            del self._group[member]
        self._least -= group.least
        self._roots -= group.roots
        self._vague -= not group.forest.exact
        self._clashing.pop(group.names, None)
        return set(group.names)

    def _gather(self, names: Iterable[str]) -> None:
        """Let shares that belong to no group add what they and those that they hold, or are held by, sum to."""
        left = set(names)
        while left:
            name = left.pop()
            members, edge = {name}, [name]
            while edge:
                one = edge.pop()
                near = (self._inside.get(one, set()) | self._above.get(one, set())) - members
                members |= near
                edge += near
            left -= members
            self.moved |= members
            if len(members) == 1:
                self._alone.add(name)
                self._least += self._near.shares[name].lo
                self._roots += 1
            else:
                self._add(tuple(sorted(members)))

    def _add(self, names: tuple[str, ...]) -> None:
        shares = self._near.shares
        inside = {name: [shares[one] for one in sorted(self._inside.get(name, ()))] for name in names}
        forest = grow([shares[name] for name in names], inside)
        group = _Group(names, forest, forest.least(), len(forest.roots))
        self._group.update(dict.fromkeys(names, group))
        self._least += group.least
        self._roots += group.roots
        self._vague += not forest.exact
        if forest.clash() is not None:
            self._clashing[names] = group
