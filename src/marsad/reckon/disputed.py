"""What cannot all hold, of many incidents, in a fixed order that is kept while incidents come, change and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection

from marsad.reckon.account import Dispute

Name = tuple[str, tuple[str, ...]]
"""The kind and the claims of what cannot all hold."""
Asked = tuple[str, str]
"""A harm, and the family of sides."""


class Disputed:
    """The disputes of incidents that are of some rows, and of totals, by name."""

    def __init__(self) -> None:
        self.order: list[Name] = []
        """Their names, sorted."""
        self._told: dict[Name, dict[str, Asked]] = defaultdict(dict)
        self._of: dict[Asked, set[Name]] = defaultdict(set)
        self._asked: set[Asked] = set()
        self._totals: set[Name] = set()
        self._loose: set[Name] = set()
        """Names of which it is to be seen whether they stand in the order."""

    def put(self, incident: str, former: Collection[Dispute], now: Collection[Dispute]) -> None:
        """Take the disputes of an incident in, in the place of its former ones."""
        for one in former:
            name = one.kind, one.claims
            self._loose.add(name)
            del self._told[name][incident]
            if (one.harm, one.family) not in self._told[name].values():
                self._of[one.harm, one.family].discard(name)
        for one in now:
            name = one.kind, one.claims
            self._loose.add(name)
            self._told[name][incident] = one.harm, one.family
            self._of[one.harm, one.family].add(name)

    def settle(self, asked: set[Asked], totals: set[Name]) -> None:
        """List the disputes of rows that are asked for, and those between totals and incidents."""
        self._loose |= totals ^ self._totals
        for pair in asked ^ self._asked:
            self._loose |= self._of.get(pair, set())
        self._asked, self._totals = asked, totals
        if len(self._loose) * 10 > len(self.order):
            self.order = sorted(name for name in {*self.order, *self._loose} if self._stands(name))
        else:
            for name in self._loose:
                self._place(name)
        for name in self._loose:
            if not self._told.get(name, True):
                del self._told[name]
        self._loose = set()

    def incident(self, name: Name) -> str | None:
        """Return the incident of a dispute, None where it is of several."""
        if name in self._totals:
            return None
        return max(incident for incident, asked in self._told[name].items() if asked in self._asked)

    def _stands(self, name: Name) -> bool:
        return name in self._totals or any(asked in self._asked for asked in self._told.get(name, {}).values())

    def _place(self, name: Name) -> None:
        at = bisect_left(self.order, name)
        there, stands = self.order[at : at + 1] == [name], self._stands(name)
        if stands and not there:
            insort(self.order, name)
        elif there and not stands:
            del self.order[at]
