"""The corrections log is the difference of two releases: what changed, why, and what that did to the totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from marsad.model.noun import Noun
from marsad.publish.dataset import Count, Dataset, Happening
from marsad.publish.releases.release import Release

Bound = tuple[int, int | None]


class Reason(Noun, frozen=True, kw_only=True):
    """Why something changed: `what` is a key of the words, `items` the documents, claims, decisions or rules."""

    what: Literal[
        "new_document", "gone_document", "revised_document", "new_claim", "gone_claim", "changed_claim", "decision",
        "linked_anew", "reckoned_anew",
    ]  # fmt: skip
    items: tuple[str, ...] = ()


class Shift(Noun, frozen=True, kw_only=True):
    """A toll before and after; None: there was or is none."""

    harm: str
    side: str | None
    before: Bound | None
    after: Bound | None


class Correction(Noun, frozen=True, kw_only=True):
    """What became of one incident.  `now` names, of a retired one, the incidents that its claims are part of."""

    incident: str
    what: Literal["added", "retired", "changed"]
    tolls: tuple[Shift, ...] = ()
    fields: dict[str, tuple[str | None, str | None]] = msgspec.field(default_factory=dict)
    now: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


class Corrections(Noun, frozen=True, kw_only=True):
    """All that differs between two releases, by incident, and the totals over the whole time that differ."""

    before: str | None
    after: str
    incidents: tuple[Correction, ...]
    totals: tuple[Shift, ...]


def corrections(before: Release | None, after: Release) -> Corrections:
    """Return the difference of two releases; without an earlier one everything is new and nothing a correction."""
    if before is None:
        return Corrections(before=None, after=after.id, incidents=(), totals=())
    told = _Told(before, after)
    return Corrections(
        before=before.id,
        after=after.id,
        incidents=tuple(told.incidents()),
        totals=tuple(_shifts(_by_cell(before), _by_cell(after))),
    )


def retired(before: Release | None, dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return where every incident of earlier releases went that is no more; () where its claims are gone."""
    if before is None:
        return {}
    now, where = {one.id for one in dataset.incidents}, _where(dataset)
    out: dict[str, tuple[str, ...]] = {}
    fresh = {one.id: _targets(one, where) for one in before.dataset.incidents if one.id not in now}
    for old, targets in before.retired.items():
        if old not in now:
            out[old] = tuple(sorted({end for target in targets for end in fresh.get(target, (target,))}))
    return dict(sorted((out | fresh).items()))


class _Told:
    """Two releases side by side."""

    def __init__(self, before: Release, after: Release) -> None:
        self.old = {one.id: one for one in before.dataset.incidents}
        self.new = {one.id: one for one in after.dataset.incidents}
        self.where = _where(after.dataset)
        self.was = _where(before.dataset)
        known = {one.id for one in before.decisions}
        held = {one.id for one in after.decisions}
        self.decided = [one for one in after.decisions if one.id not in known]
        self.decided += [one for one in before.decisions if one.id not in held]

    def incidents(self) -> Iterator[Correction]:
        for id in sorted({*self.old, *self.new}):
            old, new = self.old.get(id), self.new.get(id)
            if old == new:
                continue
            if old is None and new is not None:
                yield Correction(
                    incident=id, what="added", tolls=tuple(_shifts({}, _tolls(new))), why=self._why(None, new)
                )
            elif new is None and old is not None:
                yield Correction(
                    incident=id, what="retired", tolls=tuple(_shifts(_tolls(old), {})),
                    now=_targets(old, self.where), why=self._why(old, None),
                )  # fmt: skip
            elif old is not None and new is not None:
                yield Correction(
                    incident=id, what="changed", tolls=tuple(_shifts(_tolls(old), _tolls(new))),
                    fields=_fields(old, new), why=self._why(old, new),
                )  # fmt: skip

    def _why(self, old: Happening | None, new: Happening | None) -> tuple[Reason, ...]:
        """Return every reason that the two releases show; `reckoned_anew` where they show none."""
        then = {one.id: one for one in old.documents} if old else {}
        now = {one.id: one for one in new.documents} if new else {}
        said_then = {str(claim["id"]): claim for claim in old.claims} if old else {}
        said_now = {str(claim["id"]): claim for claim in new.claims} if new else {}
        anywhere, before = set(self.where), set(self.was)
        revised = [key for key in then.keys() & now.keys() if then[key].sha256 != now[key].sha256]
        fresh = [key for key in said_now.keys() - said_then.keys() if key not in before]
        gone = [key for key in said_then.keys() - said_now.keys() if key not in anywhere]
        moved = [key for key in said_now.keys() ^ said_then.keys() if key in anywhere and key in before]
        touched = {*said_then, *said_now, *(one.id for one in (old, new) if one)}
        found: dict[str, Iterable[str]] = {
            "decision": [one.id for one in self.decided if touched & {*one.subjects} or one.id in {*then, *now}],
            "new_document": [key for key in now.keys() - then.keys() if not _told_before(key, before)],
            "gone_document": [key for key in then.keys() - now.keys() if not _told_before(key, anywhere)],
            "revised_document": revised,
            "new_claim": fresh,
            "gone_claim": gone,
            "changed_claim": [key for key in said_then.keys() & said_now.keys() if said_then[key] != said_now[key]],
            "linked_anew": moved,
        }
        why = [
            msgspec.convert({"what": what, "items": sorted(items)}, Reason) for what, items in found.items() if items
        ]
        return tuple(why) or (Reason(what="reckoned_anew"),)


def _told_before(document: str, keys: set[str]) -> bool:
    return any(key.rpartition("#")[0] == document for key in keys)


def _where(dataset: Dataset) -> dict[str, str]:
    """Return the incident of every claim."""
    return {key: one.id for one in dataset.incidents for key in one.keys()}  # noqa: SIM118


def _targets(one: Happening, where: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({where[key] for key in one.keys() if key in where}))  # noqa: SIM118


def _tolls(one: Happening) -> dict[tuple[str, str], Bound]:
    return {_cell(toll): (toll.lo, toll.hi) for toll in one.tolls}


def _cell(toll: Count) -> tuple[str, str]:
    return (toll.harm, toll.side or "")


def _by_cell(release: Release) -> dict[tuple[str, str], Bound]:
    return {(one.harm, one.side or ""): (one.lo, one.hi) for one in release.whole()}


def _shifts(before: Mapping[tuple[str, str], Bound], after: Mapping[tuple[str, str], Bound]) -> Iterator[Shift]:
    for cell in sorted({*before, *after}):
        then, now = before.get(cell), after.get(cell)
        if then != now:
            yield Shift(harm=cell[0], side=cell[1] or None, before=then, after=now)


def _fields(old: Happening, new: Happening) -> dict[str, tuple[str | None, str | None]]:
    """Return the other fields that differ, as text: days, place, causes."""
    said = []
    for one in (old, new):
        place = one.place
        where = " ".join(str(part) for part in (place.name_en, place.gazetteer) if part) if place else None
        said.append(
            {
                "from": str(one.start) if one.start else None,
                "to": str(one.end) if one.end else None,
                "place": where or None,
                "causes": " ".join(one.causes) or None,
            }
        )
    return {name: (said[0][name], said[1][name]) for name in said[0] if said[0][name] != said[1][name]}
