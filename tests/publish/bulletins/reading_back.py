"""Reading a generated text back: what it was made from against what the reader finds in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from marsad.model import Claim, Document, Reading
from marsad.model.terms import SIDES_OPEN
from marsad.pipeline import read_document
from marsad.publish.bulletins.content import Figure, Told
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.forms import load_language
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.bulletins.prose import Prose
from marsad.publish.bulletins.saying import Said, joined

Facts = tuple[object, ...]
FIELDS = (
    *("harm", "value", "value_max", "hedge", "side", "sex", "age", "part of", "rest"),
    *("from", "to", "place", "cause", "perpetrator"),
)


def text_of(told: Sequence[Told], lang: str, writing: Writing, pack: str) -> Said:
    """Return the sentences, a paragraph each."""
    prose = Prose(Counting(load_language(lang), writing), pack)
    return joined((prose.sentence(one) for one in told), "\n\n", "\n\n")


def read_back(text: str, lang: str, pack: str, published: dt.date) -> Reading:
    """Return marsad's own reading of a text."""
    return read_document(
        Document(id="back", text=text, sha256="0", published=published.isoformat(), lang=lang, pack=pack)
    )


def made_from(told: Sequence[Told]) -> list[Facts]:
    """Return what every figure says, in the order in which they are told."""
    out: list[Facts] = []
    for one in told:
        for figure in one.figures:
            out.append(_facts(figure, one, None))
            out += [_facts(part, one, figure) for part in figure.parts]
    return out


def _facts(figure: Figure, told: Told, whole: Figure | None) -> Facts:
    group = figure.group
    return (
        figure.harm,
        figure.value,
        figure.value_max,
        figure.hedge,
        None if group.side in SIDES_OPEN else group.side,
        group.sex,
        group.age,
        whole.value if whole else None,
        figure.rest,
        told.window.start,
        told.window.end,
        told.where.gazetteer if told.where else None,
        told.cause,
        told.perpetrator,
    )


def found_in(reading: Reading) -> list[Facts]:
    """Return what every claim of a reading says, in the order of the text."""
    places = {place.id: place.gazetteer for place in reading.places}
    claims = {claim.id: claim for claim in reading.claims}
    return [_said(claim, places, claims) for claim in sorted(reading.claims, key=lambda c: c.span)]


def _said(claim: Claim, places: dict[str, str | None], claims: dict[str, Claim]) -> Facts:
    group = claim.group
    return (
        claim.harm,
        claim.value,
        claim.value_max,
        claim.hedge,
        None if group.side in SIDES_OPEN else group.side,
        group.sex,
        group.age,
        claims[claim.part_of].value if claim.part_of else None,
        claim.rest,
        claim.window.start,
        claim.window.end,
        places.get(claim.place or ""),
        claim.cause,
        claim.perpetrator,
    )


def differences(told: Sequence[Told], reading: Reading) -> list[tuple[str, object, object]]:
    """Return in what the text read back differs from what it was made of: (field, was, is).

    Two things that a reader rightly adds are no difference: that nameless 'persons' are civilians where all others
    that the text tells of are, and that a figure is part of a total of the same harm whose days contain its own.
    """
    made, found = made_from(told), found_in(reading)
    if len(made) != len(found):
        return [("count", len(made), len(found))]
    civil = {one[4] for one in made} <= {None, "civilians"}
    out: list[tuple[str, object, object]] = []
    for was, now in zip(made, found, strict=True):
        for name, a, b in zip(FIELDS, was, now, strict=True):
            added = (name == "side" and a is None and b == "civilians" and civil) or (
                name == "part of" and a is None and _holds(made, was, b)
            )
            if a != b and not added:
                out.append((name, a, b))
    return out


def _holds(made: Sequence[Facts], part: Facts, value: object) -> bool:
    """Tell whether a total of that value, of the same harm and over days around, is among the figures."""
    return any(
        whole[0] == part[0] and whole[1] == value and whole[9] <= part[9] and part[10] <= whole[10]  # type: ignore[operator]
        for whole in made
        if whole is not part
    )
