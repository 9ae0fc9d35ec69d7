"""Entries by hand, one or a table of them: each row becomes a claim, a victim or a correction, or is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from marsad.errors import ConflictError, EvidenceError, MarsadError, UsageError
from marsad.link.decided import AMENDABLE, GROUP_FIELDS
from marsad.link.people.roll import AMENDABLE as OF_VICTIMS
from marsad.model import EnteredClaim, Victim
from marsad.review.desk import Desk
from marsad.review.outcome import Entry
from marsad.review.signature import Signature
from marsad.review.values import changes, field

Cells = Mapping[str, Sequence[str]]
"""A row by column; a column that stands several times (spellings of a name) has several cells."""

Made = TypeVar("Made")

_CLAIM = frozenset(EnteredClaim.__struct_fields__) - {"group", "window", "number", "published"}
_SPELLINGS = ("father", "mother", "kunya")
_VICTIM = frozenset(Victim.__struct_fields__) - {"visibility", "id", "names", *_SPELLINGS, "group", "window"}
VERDICTS = {"amend": "amend", "correct": "amend", "withdraw": "refuse", "refuse": "refuse", "accept": "accept"}


def enter_claims(desk: Desk, rows: Iterable[tuple[int | None, Cells]], by: Signature) -> list[Entry]:
    """Enter the claims of all rows that hold one; the others are refused, each with its reason.

    A row's own `evidence`, `why` and `visibility` go before those of `by`.
    """
    return _enter(rows, by, claim_of, desk.enter_claims)


def enter_victims(desk: Desk, rows: Iterable[tuple[int | None, Cells]], by: Signature) -> list[Entry]:
    """Enter the victims of all rows that name one.  Identical rows of one table are different entries of the list."""

    def entries(made: Sequence[tuple[Victim, Signature]]) -> list[Entry]:
        seen = [(msgspec.structs.replace(victim, visibility=signed.visibility), signed) for victim, signed in made]
        return desk.enter_victims(seen)

    return _enter(rows, by, victim_of, entries)


def enter_corrections(desk: Desk, rows: Iterable[tuple[int | None, Cells]], by: Signature) -> list[Entry]:
    """Amend or withdraw claims and victims, row by row; each row is a decision of its own."""
    out = []
    for number, cells in rows:
        try:
            of_victim = _one(cells, "id").startswith("v-")
            entry = _correct(desk, cells, _signed(cells, by, of_victim=of_victim))
            out.append(msgspec.structs.replace(entry, row=number))
        except (UsageError, EvidenceError, ConflictError) as error:
            out.append(Entry(result="refused", row=number, id=_one(cells, "id") or None, error=error))
    return out


def _enter(
    rows: Iterable[tuple[int | None, Cells]],
    by: Signature,
    make: Callable[[Cells], Made],
    enter: Callable[[Sequence[tuple[Made, Signature]]], list[Entry]],
) -> list[Entry]:
    out: list[Entry | int | None] = []
    good: list[tuple[Made, Signature]] = []
    for number, cells in rows:
        try:
            good.append((make(cells), _signed(cells, by)))
            out.append(number)
        except MarsadError as error:
            out.append(Entry(result="refused", row=number, error=error))
    taken = iter(enter(good))
    return [entry if isinstance(entry, Entry) else msgspec.structs.replace(next(taken), row=entry) for entry in out]


def _signed(cells: Cells, by: Signature, *, of_victim: bool = False) -> Signature:
    """Return who signs a row; in a correction of a victim, `visibility` is the victim's and not the decision's."""
    evidence = tuple(text for text in cells.get("evidence", ()) if text) or by.evidence
    visibility = by.visibility
    if _one(cells, "visibility") and not of_victim:
        visibility = field("visibility", _one(cells, "visibility"))
    return Signature(who=by.who, why=_one(cells, "why") or by.why, evidence=evidence, visibility=visibility)


def claim_of(cells: Cells) -> EnteredClaim:
    """Return the claim of a row.  Raises `UsageError` or `EvidenceError` for what makes none."""
    for name in ("harm", "value"):
        if not _one(cells, name):
            raise UsageError.of("no {name}; a claim needs harm, value and the quote that it rests on", name=name)
    body: dict[str, Any] = {"quote": _one(cells, "quote")}
    _fill(body, cells, _CLAIM - {"quote"}, group=True)
    if _one(cells, "published"):
        body["published"] = field("published", _one(cells, "published"))
    return _convert(body, EnteredClaim)


def victim_of(cells: Cells) -> Victim:
    """Return the victim of a row, without an id.  Raises `UsageError` or `EvidenceError` for what makes none.

    Several cells of one column, and spellings parted by ';' or '|' in one cell, are spellings of one name; a given and
    a family name are joined where no whole name stands.
    """
    names = _spellings(cells, "name")
    parts = [" ".join(_spellings(cells, part)) for part in ("given", "family")]
    if not names and any(parts):
        names = (" ".join(part for part in parts if part),)
    body: dict[str, Any] = {"id": "", "names": names}
    body |= {name: found for name in _SPELLINGS if (found := _spellings(cells, name))}
    _fill(body, cells, _VICTIM, group=False)
    return _convert(body, Victim)


def _fill(body: dict[str, Any], cells: Cells, own: frozenset[str], *, group: bool) -> None:
    """Put the fields of a row where they belong: the noun itself, its group, its window."""
    for name in sorted({*own, *GROUP_FIELDS, "from", "to", "date"} & set(cells)):
        text = _one(cells, name)
        if not text:
            continue
        value = field(name, text, group=group)
        if value is None:
            continue
        if name == "date":
            body["window"] = {"from": value, "to": value, **body.get("window", {})}
        elif name in ("from", "to"):
            body["window"] = {**body.get("window", {}), name: value}
        elif name in own:
            body[name] = msgspec.to_builtins(value) if name == "place" else value
        else:
            body["group"] = {**body.get("group", {}), name: value}


def _convert(body: dict[str, Any], kind: type[Made]) -> Made:
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, EvidenceError):
            raise error.__cause__ from error
        raise UsageError.of("can't be entered so ({error})", error=error) from error


def _correct(desk: Desk, cells: Cells, by: Signature) -> Entry:
    id = _one(cells, "id")
    if not id:
        raise UsageError.of("no id; name the claim (DOCUMENT#CLAIM) or victim that is corrected")
    written = _one(cells, "verdict") or "amend"
    verdict = VERDICTS.get(written.casefold())
    saw = [text for text in cells.get("saw", ()) if text]
    if verdict == "accept":
        return desk.decide("accept", id, by, saw=saw)
    if verdict == "refuse":
        return desk.decide("refuse", id, by, saw=saw)
    if verdict != "amend":
        raise UsageError.of(
            "{name} is {value!r}; choose one of {known}", name="verdict", value=written, known=", ".join(VERDICTS)
        )
    allowed = OF_VICTIMS if id.startswith("v-") else AMENDABLE
    fixed = {"id", "verdict", "saw", "evidence", "why"} | ({"visibility"} - set(allowed))
    pairs = {name: _one(cells, name) for name in cells if name not in fixed and _one(cells, name)}
    return desk.decide("amend", id, by, saw=saw, changes=changes(pairs, allowed))


def _one(cells: Cells, name: str) -> str:
    return next((text.strip() for text in cells.get(name, ()) if text.strip()), "")


def _spellings(cells: Cells, name: str) -> tuple[str, ...]:
    parts = [part.strip() for text in cells.get(name, ()) for part in text.replace("|", ";").split(";")]
    return tuple(dict.fromkeys(part for part in parts if part))
