"""What one document's items of one voice say in total of what is asked: one derived item for each of its windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from marsad.model import Window
from marsad.model.time import UNDATED
from marsad.reckon.atoms import TooCrossedError
from marsad.reckon.cascade import bounds
from marsad.reckon.conflict import conflicts, hull, scenario_bounds
from marsad.reckon.frame import Frame, Query, frame
from marsad.reckon.item import ForcedBy, Item, ancestors, by_key, covers
from marsad.reckon.overlap import pairs_apart, parts_apart, placed_within
from marsad.reckon.parties import Umbrella, asked, leaves
from marsad.reckon.party import is_open
from marsad.reckon.proof import proof
from marsad.reckon.prune import prune, tops_of
from marsad.reckon.split import parts_by_side
from marsad.reckon.system import Cells, System, weakest


class Asked(msgspec.Struct, frozen=True, gc=False):
    """What is counted of an incident: one side's persons (None: all), in a period, of one kind."""

    side: str | None
    window: Window
    facets: frozenset[tuple[str, str]] = frozenset()


class Conflict(msgspec.Struct, frozen=True, gc=False):
    """Items that cannot all hold, and what each way out gives: (kept, dropped, lo, hi)."""

    keys: tuple[str, ...]
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...], int, int | None], ...]
    complete: bool = True
    """False where more sets or ways out exist than are listed."""


class Total(msgspec.Struct, frozen=True, gc=False):
    """A derived item (its `forced_by` names the halves of real items), the items it counts, and its conflicts."""

    item: Item
    counted: tuple[Item, ...]
    guarantee: str
    conflicts: tuple[Conflict, ...] = ()
    divided: bool = False
    """Counted without a side, and told by side in the same words."""


def totals(items: Iterable[Item], question: Asked, umbrella: Umbrella) -> list[Total]:
    """Return the totals of every document, voice and window, in a fixed order."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        for name in sorted(voice or "" for voice in item.voices):
            groups[item.document, name].append(item)
    found: dict[str, Total] = {}
    for voice, own in _whole_groups(groups):
        near = _lesser_opened(placed_within(_singled(own)))
        counted = [item for item in near if _is_asked(item, question, near, umbrella)]
        known = {item.window for item in counted}
        dated = (known - {UNDATED}) or known  # undated items stand within the dated ones
        for window in sorted(dated, key=lambda w: (str(w.start), str(w.end))):
            inside = [item for item in counted if covers(window, item.window)]
            for one in _total(near, inside, window, question, umbrella):
                named = _of_voice(one, voice) if one.item.key in found else one
                found[named.item.key] = named
    return list(found.values())


def _of_voice(total: Total, voice: str) -> Total:
    """Return a total under a name of its own: two voices of a document may share their largest count."""
    return replace(total, item=replace(total.item, key=f"{total.item.key} by {voice}"))


def _whole_groups(groups: dict[tuple[str, str], list[Item]]) -> list[tuple[str, list[Item]]]:
    """Leave out a voice whose items of a document are all another's too (an agency's title over a monitor's words)."""
    keys = {name: frozenset(item.key for item in own) for name, own in groups.items()}
    return [
        (name[1], own)
        for name, own in groups.items()
        if not any(
            other != name and other[0] == name[0] and (keys[name] < held or (keys[name] == held and other < name))
            for other, held in keys.items()
        )
    ]


def _singled(items: Sequence[Item]) -> list[Item]:
    """Let a person singled out of a whole ('among them a commander') limit nothing from above: there may be more."""
    return [item.limited(item.lo, None) if item.single and item.whole is not None else item for item in items]


def _lesser_opened(items: Sequence[Item]) -> list[Item]:
    """Let a lesser count beside a larger one of its side and days limit nothing from above.

    One text that counts 246 and then '22 other bodies' does not contradict itself: the 22 may be of them or beyond.
    """
    tops = [item for item in tops_of(items) if item.hi is not None and not item.facets and not item.cumulative]
    lesser = {item.key for item in tops for other in items if _is_lesser(item, other)}
    if not lesser:
        return list(items)
    lesser -= {key for pair in pairs_apart(items) for key in pair}
    return [item.limited(item.lo, None) if item.key in lesser else item for item in items]


def _is_lesser(item: Item, other: Item) -> bool:
    """Tell whether `other` is a larger running count of the side, voice and days of `item`."""
    return (
        other.cumulative
        and other.side == item.side
        and not other.facets
        and item.hi is not None
        and item.hi < other.lo
        and bool(item.voices & other.voices)
        and covers(other.window, item.window)
    )


def _is_asked(item: Item, question: Asked, items: Sequence[Item], umbrella: Umbrella) -> bool:
    if not question.facets <= item.facets:
        return False
    side = question.side
    if side is None or (item.side or "unknown") == side:
        return True
    inside = item.side in umbrella.get(side, ())
    return inside and any(above.side == side for above in ancestors(item, by_key(items)))


def _total(
    near: Sequence[Item], counted: Sequence[Item], window: Window, question: Asked, umbrella: Umbrella
) -> Iterator[Total]:
    """Yield the total of a window: what its items count, no other persons."""
    own = list(counted) if question.facets else prune(counted)
    if len(own) == 1 and _stands_alone(own[0], question):
        yield _of_one(own[0], counted, by_key(near), window)
        return
    for kept in _choices(near, counted, question, umbrella):
        try:
            laid = _laid(kept, window, question, umbrella)
        except TooCrossedError:
            continue
        own = [item for item in counted if item in kept]
        cells = laid.cells("?") & frozenset().union(*(laid.cells(item.key) for item in own))
        yield _reckoned(laid.system(kept), cells, counted, by_key(near), window)
        return


def _stands_alone(item: Item, question: Asked) -> bool:
    """Tell whether an item is all that is asked for: its own limits are then the total's."""
    whole = item.whole is None and question.side in (None, item.side or "unknown")
    return whole and (item.hi is None or item.lo <= item.hi)


def _of_one(item: Item, counted: Sequence[Item], known: dict[str, Item], window: Window) -> Total:
    low = ((item.key, "lo"),) if item.lo else ()
    high = ((item.key, "hi"),) if item.hi is not None else ()
    hi = item.hi if _closed(counted, known) else None
    return Total(_derived(counted, window, item.lo, hi, (low, high)), tuple(counted), "exact-tree")


def _derived(counted: Sequence[Item], window: Window, lo: int, hi: int | None, forced_by: ForcedBy) -> Item:
    """Return the item that stands for a total."""
    biggest = max(counted, key=lambda item: (item.whole is None, item.lo, item.key))
    name = f"{biggest.key} in total {window.start} {window.end} {' '.join(sorted(v or '' for v in biggest.voices))}"
    return replace(
        biggest,
        key=name,
        lo=lo,
        hi=hi,
        forced_by=forced_by,
        window=_longest(counted),
        whole=None,
        facets=frozenset(),
        soft=all(item.soft for item in tops_of(counted)),
    )


def _closed(counted: Sequence[Item], known: dict[str, Item]) -> bool:
    """Tell whether a total of the whole window is among what was counted: only that one limits from above."""
    window = _longest(counted)
    return any(item.window == window and not _is_increment(item, known) for item in counted)


def _choices(
    near: Sequence[Item], counted: Sequence[Item], question: Asked, umbrella: Umbrella
) -> Iterator[list[Item]]:
    """Yield what is laid out, the most first: with wholes and other parts; without; only the largest total.

    Where too many sets cross, leaving some out keeps the bounds valid, only perhaps wider.
    """
    own = list(counted) if question.facets else prune(counted)
    known = by_key(near)
    heads = {item.whole: known[item.whole] for item in own if item.whole in known}
    wholes = [h for h in heads.values() if h not in own and question.side in umbrella.get(h.side or "", ())]
    if wholes:
        names = {head.key for head in wholes}
        yield [*wholes, *own, *(i for i in near if i.whole in names and not i.single and i not in own + wholes)]
    yield own
    yield [max(tops_of(own), key=lambda item: (item.lo, item.key))]


def _laid(items: Sequence[Item], window: Window, question: Asked, umbrella: Umbrella) -> Frame:
    sides = None if question.side is None or is_open(question.side) else asked(question.side, umbrella)
    return frame(
        items,
        {"?": Query(window if window != UNDATED else None, sides, question.facets)},
        apart=[*pairs_apart(items), *parts_apart(items)],
        loose=[item.key for item in items if is_open(item.side) and not parts_by_side(item, items)],
        leaves=leaves(items, umbrella),
    )


def _reckoned(system: System, cells: Cells, counted: Sequence[Item], known: dict[str, Item], window: Window) -> Total:
    found = bounds(system, cells)
    if found is not None:
        proofs = proof(system, cells, "lo"), proof(system, cells, "hi")
        hi = found.hi if _closed(counted, known) else None
        return Total(_derived(counted, window, found.lo, hi, proofs), tuple(counted), found.guarantee)
    clash = conflicts(system)
    several = scenario_bounds(system, cells, clash)
    lo, hi = hull(several)
    names = dict.fromkeys(name for core in clash.minimal for name in core)
    forced = (tuple((name, "lo") for name in names), tuple((name, "hi") for name in names))
    ways = tuple(
        (kept, dropped, each.lo, each.hi)
        for kept, dropped, each in zip(clash.scenarios, clash.corrections, several, strict=True)
    )
    named = tuple(Conflict(core, ways, clash.complete) for core in clash.minimal)
    label = weakest(each.guarantee for each in several)
    return Total(_derived(counted, window, lo, hi, forced), tuple(counted), label, named)


def _longest(counted: Sequence[Item]) -> Window:
    return max((item.window for item in counted), key=_length)


def _length(window: Window) -> int:
    return (window.end - window.start).days if window.start and window.end else -1


def _is_increment(item: Item, known: dict[str, Item]) -> bool:
    """Tell whether an item is a shorter period's share of a longer count of its side: it limits nothing from above."""
    return any(above.side == item.side and above.window != item.window for above in ancestors(item, known))
