"""What was made of one state of a ledger, and which state that was: asked again, it is there; moved on, it is not."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from marsad.chronicle.book import AccountBook
from marsad.ledger.screened import Screened
from marsad.web.bodies import Bodies, Body, body_of
from marsad.web.lasting import made_by
from marsad.web.past import Past

if TYPE_CHECKING:
    from marsad.chronicle import Chronicle
    from marsad.ledger import Store
    from marsad.web.catalogue import Catalogue

Made = TypeVar("Made")
KEPT = 4_000
"""Answers that are kept at most."""


class Shelf:
    """Answers of one state of a ledger, and what is brought up to date from state to state.

    What takes long is kept in the ledger too: at once, or where somebody attends to the shelf, when it says so.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.lock = threading.RLock()
        self.head = -1
        self.past = None if isinstance(store, Screened) else Past(store)
        """Of past days; None where only a part of the ledger is seen, which another program would not see as such."""
        self.attended = False
        self.rests = False
        """Whether what is made at the start is all there."""
        self._asked = False
        self.chronicle: Chronicle | None = None
        self.book = AccountBook()
        self.catalogue: tuple[int, Catalogue] | None = None
        """Of which state it was, and which documents there were."""
        self.atlas: tuple[int, Any] | None = None
        """After how many changes of the book it was made, and the columns."""
        self._bodies = Bodies()
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._wholes: dict[object, Any] = {}
        self._unsaved: dict[str, Callable[[], object]] = {}

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Hold the ledger for one question: it is looked once whether it moved on."""
        with self.lock:
            self.look()
            before, self._asked = self._asked, True
            try:
                yield
            finally:
                self._asked = before

    def body(self, asked: object, make: Callable[[], bytes]) -> Body:
        """Return the answer that `make` gives, made once for each state; who asks again waits for nobody."""
        found = self._bodies.find(self.store.moved(), asked)
        if found is not None:
            return found
        with self.asking():
            found = self._bodies.find(self.head, asked)  # whoever held the ledger before may have asked the same
            if found is None:
                head, found = self.head, body_of(make())
                self._bodies.put(head, asked, found)
            return found

    def kept(self, name: object, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made once for each state; of these the `KEPT` last asked stay."""
        found = self._held(self._answers, name, make)
        if name in self._answers:
            self._answers.move_to_end(name)
        if len(self._answers) > KEPT:
            self._answers.popitem(last=False)
        return found

    def whole(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` gives of the whole ledger, made once for each state."""
        return self._held(self._wholes, name, make)

    def _held(self, shelf: dict[object, Any], name: object, make: Callable[[], Made]) -> Made:
        self.look()
        if name in shelf:
            there: Made = shelf[name]
            return there
        head = self.head
        made = make()
        if head == self.head:  # else the ledger moved on meanwhile: the next who asks has it made anew
            shelf[name] = made
        return made

    def there(self, name: str) -> bool:
        """Tell whether something of the whole ledger is made of its state."""
        self.look()
        return name in self._wholes

    def look(self) -> int:
        """Look whether the ledger moved on; return its state.  While somebody asks it does not."""
        if self._asked:
            return self.head
        head = self.store.moved()
        if head != self.head:
            self.head = head
            self._answers.clear()
            self._wholes.clear()
            self._unsaved.clear()
        return head

    def lasting(self, name: str, make: Callable[[], Made], kind: type[Made]) -> Made:
        """Return what `make` gives of the whole ledger; the ledger keeps it, so that a later start has it too."""

        def found() -> Made:
            kept = self.remembered(name, kind)
            if kept is not None:
                return kept
            stamp, made = self.stamp, make()
            self.keep(name, stamp, lambda: made)
            return made

        return self.whole(name, found)

    def remembered(self, name: str, kind: type[Made]) -> Made | None:
        """Return what the ledger keeps of its present state, None where it keeps nothing of that name."""
        kept = self.store.remembered(name, self.stamp)
        return None if kept is None else msgspec.msgpack.decode(kept, type=kind)

    def keep(self, name: str, stamp: str, give: Callable[[], object]) -> None:
        """Let the ledger keep what `give` gives, which was made of the state of that stamp, while it stands so."""
        if stamp == self.stamp:
            self._unsaved[name] = give
        if not self.attended:
            self.save()

    def save(self) -> int:
        """Let the ledger keep what it does not yet; return how much that was."""
        if self.store.moved() != self.head:
            self._unsaved.clear()
        number = len(self._unsaved)
        while self._unsaved:
            name, give = self._unsaved.popitem()
            self.store.remember(name, self.stamp, msgspec.msgpack.encode(give()))
        return number

    @property
    def stamp(self) -> str:
        """Of which state of the ledger, and by which program, something is that is made now."""
        return f"{self.head} {made_by()}"
