"""The story's data: the shipped bulletins, what an expert reads in them, and how a reading is held against that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from marsad.knowledge.bulletins import shipped_bulletins
from marsad.knowledge.files import read_yaml
from marsad.model import Claim, Reading
from marsad.model.document import Document

HERE = Path(__file__).parent
Item = dict[str, Any]
FIELDS: dict[str, Callable[[Claim], object]] = {
    "harm": lambda claim: claim.harm,
    "value": lambda claim: claim.value,
    "hedge": lambda claim: claim.hedge,
    "rest": lambda claim: claim.rest,
    "side": lambda claim: claim.group.side,
    "civilian": lambda claim: claim.group.civilian,
    "sex": lambda claim: claim.group.sex,
    "age": lambda claim: claim.group.age,
    "cause": lambda claim: claim.cause,
    "perpetrator": lambda claim: claim.perpetrator,
    "cumulative": lambda claim: claim.cumulative,
    "background": lambda claim: claim.background,
}


class Expected(NamedTuple):
    """What the expert reads in one bulletin; `control` None where the expert takes no stand."""

    published: str
    claims: list[Item]
    not_claims: list[Item]
    control: list[Item]
    dates: list[Item]
    asks_control: bool

    @staticmethod
    def span(text: str, item: Item) -> tuple[int, int]:
        start = -1
        for _ in range(item.get("nth", 1)):
            start = text.index(item["quote"], start + 1)
        return start, start + len(item["quote"])


def _load() -> dict[str, Expected]:
    written = read_yaml(HERE / "expected_readings.yml")
    return {
        name: Expected(
            item["published"],
            item["claims"],
            item.get("not_claims") or [],
            item.get("control") or [],
            item.get("dates") or [],
            "control" in item,
        )
        for name, item in written.items()
    }


EXPECTED = _load()
TOLLS: dict[str, Item] = read_yaml(HERE / "expected_tolls.yml")
BULLETINS: dict[str, Document] = {document.id: document for document in shipped_bulletins()}


def disagreements(text: str, expected: Expected, reading: Reading) -> Iterator[str]:
    """Yield, one a line, where the reading departs from the expert."""
    matched = _match(text, expected.claims, reading)
    names = {claim.id: name for name, claim in matched.items()}
    for item in expected.claims:
        claim = matched.get(item["id"])
        if claim is None:
            yield f"missed: {item['id']} {item['quote']!r}"
            continue
        for field, get in FIELDS.items():
            if field in item and not _free(field, item) and get(claim) != item[field]:
                yield f"{item['id']}: {field} is {get(claim)!r}, not {item[field]!r} ({claim.text!r})"
        whole = names.get(claim.part_of, claim.part_of) if claim.part_of else None
        if whole != item.get("part_of"):
            yield f"{item['id']}: part of {whole!r}, not {item.get('part_of')!r}"
    for claim in reading.claims:
        if claim.id not in names and claim.status == "stated":
            yield f"claimed besides: {claim.harm} {claim.value} {claim.text!r}"
    yield from _other_layers(text, expected, reading)


def _free(field: str, item: Item) -> bool:
    """The number of a vague claim, and number and hedge of a rest, are left open."""
    return (field == "value" and item["value"] is None) or (field in ("value", "hedge") and bool(item.get("rest")))


def _match(text: str, items: list[Item], reading: Reading) -> dict[str, Claim]:
    """Pair expected and read claims one to one: most alike first, then most text in common."""
    pairs = []
    for n, item in enumerate(items):
        start, end = Expected.span(text, item)
        for claim in reading.claims:
            shared = min(claim.span[1], end) - max(claim.span[0], start)
            if shared > 0 and claim.status == "stated":
                alike = sum(FIELDS[field](claim) == item[field] for field in ("harm", "value", "side") if field in item)
                apart = (claim.span[1] - claim.span[0]) + (end - start) - 2 * shared
                pairs.append((-alike, apart, n, claim.id, item["id"], claim))
    found: dict[str, Claim] = {}
    taken: set[str] = set()
    for _, _, _, key, name, claim in sorted(pairs, key=lambda pair: pair[:4]):
        if name not in found and key not in taken:
            found[name] = claim
            taken.add(key)
    return found


def _other_layers(text: str, expected: Expected, reading: Reading) -> Iterator[str]:
    if expected.asks_control:
        read = [(change.actor, change.change) for change in reading.control if not change.negated]
        want = [(item["actor"], item["change"]) for item in expected.control]
        if sorted(map(str, read)) != sorted(map(str, want)):
            yield f"control is {read}, not {want}"
    for item in expected.dates:
        start, end = Expected.span(text, item)
        over = [date for date in reading.dates if date.span[0] < end and start < date.span[1]]
        if not any(date.value == item["value"] for date in over):
            yield f"date {item['quote']!r} is {[date.value for date in over]}, not {item['value']!r}"
