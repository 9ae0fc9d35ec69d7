"""What marsad reads in a bulletin's text, against what the text was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.ids import sha256
from marsad.model import Claim, Document, Reading
from marsad.model.terms import SIDES_OPEN
from marsad.pipeline import read_document
from marsad.publish.bulletins.bulletin import Bulletin, Page
from marsad.publish.bulletins.content import Figure, Told

COMPARED = ("toll", "incidents", "background")
"""Sections whose figures are compared; what changed repeats figures of earlier bulletins."""
_TITLED = 4
"""Fields that a title says of its figure: harm, number, upper end, hedge."""


class Facts(NamedTuple):
    """What is compared of a figure and of a claim."""

    harm: str
    value: int | None
    value_max: int | None
    hedge: str
    side: str | None
    sex: str | None
    age: str | None
    part_of: int | None
    rest: bool
    start: str | None
    end: str | None
    place: str | None
    cause: str | None
    perpetrator: str | None


class Difference(NamedTuple):
    """A field that was told as one thing and is read as another; of `count`, how many figures and claims."""

    field: str
    told: object
    read: object


def made_from(told: Iterable[Told]) -> list[Facts]:
    """Return what every figure says, in the order in which they are told."""
    out: list[Facts] = []
    for one in told:
        for figure in one.figures:
            out.append(_facts(figure, one, None))
            out += [_facts(part, one, figure) for part in figure.parts]
    return out


def found_in(reading: Reading, claims: Iterable[Claim] | None = None) -> list[Facts]:
    """Return what the claims of a reading (all of them by default) say, in the order of the text."""
    places = {place.id: place.gazetteer for place in reading.places}
    known = {claim.id: claim for claim in reading.claims}
    chosen = reading.claims if claims is None else claims
    return [_said(claim, places, known) for claim in sorted(chosen, key=lambda claim: claim.span)]


def compared(made: Sequence[Facts], found: Sequence[Facts]) -> list[Difference]:
    """Return in what claims differ from the figures that they were told of.

    Two things that a reader rightly adds are no difference: that nameless persons are civilians where all others that
    the text tells of are, and that a figure is part of a sum of the same harm whose days contain its own.
    """
    if len(made) != len(found):
        return [Difference("count", len(made), len(found))]
    civil = {one.side for one in made} <= {None, "civilians"}
    return [
        Difference(field, told, read)
        for was, now in zip(made, found, strict=True)
        for field, told, read in zip(Facts._fields, was, now, strict=True)
        if told != read
        and not (field == "side" and told is None and read == "civilians" and civil)
        and not (field == "part_of" and told is None and _is_sum(made, was, read))
    ]


def differences(bulletin: Bulletin, page: Page) -> list[Difference]:
    """Return in what the page, read back, differs from the bulletin; empty where it says exactly that."""
    document = Document(
        id=page.id,
        text=page.text,
        sha256=sha256(page.text.encode()),
        published=bulletin.as_of,
        lang=page.lang,
        pack=bulletin.pack,
    )
    reading = read_document(document)
    spans = [section.span for section in page.sections if section.name in COMPARED]
    claims = [c for c in reading.claims if any(first <= c.span[0] < last for first, last in spans)]
    told = [*bulletin.totals, *bulletin.incidents, *bulletin.background]
    return [*_of_title(bulletin, page, reading), *compared(made_from(told), found_in(reading, claims))]


def _of_title(bulletin: Bulletin, page: Page, reading: Reading) -> list[Difference]:
    told = [Told(figures=(bulletin.headline,))] if bulletin.headline else []
    made = [tuple(facts)[:_TITLED] for facts in made_from(told)]
    in_title = [claim for claim in reading.claims if claim.span[0] < len(page.title)]
    found = [tuple(facts)[:_TITLED] for facts in found_in(reading, in_title)]
    return [] if made == found else [Difference("title", made, found)]


def _is_sum(made: Sequence[Facts], part: Facts, value: object) -> bool:
    return any(
        whole.harm == part.harm
        and whole.value == value
        and (whole.start or "") <= (part.start or "")
        and (part.end or "") <= (whole.end or "")
        for whole in made
        if whole is not part
    )


def _facts(figure: Figure, told: Told, whole: Figure | None) -> Facts:
    group = figure.group
    return Facts(
        figure.harm,
        figure.value,
        figure.value_max,
        figure.hedge,
        None if group.side in SIDES_OPEN else group.side,
        group.sex,
        group.age,
        whole.value if whole else None,
        figure.rest,
        _day(told.window.start),
        _day(told.window.end),
        told.where.gazetteer if told.where else None,
        told.cause if told.cause != "other" and figure.harm in ("killed", "injured") else None,
        told.perpetrator,
    )


def _said(claim: Claim, places: dict[str, str | None], claims: dict[str, Claim]) -> Facts:
    group = claim.group
    return Facts(
        claim.harm,
        claim.value,
        claim.value_max,
        claim.hedge,
        None if group.side in SIDES_OPEN else group.side,
        group.sex,
        group.age,
        claims[claim.part_of].value if claim.part_of else None,
        claim.rest,
        _day(claim.window.start),
        _day(claim.window.end),
        places.get(claim.place or ""),
        claim.cause,
        claim.perpetrator,
    )


def _day(day: object) -> str | None:
    return None if day is None else str(day)
