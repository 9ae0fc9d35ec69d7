"""Every actor of every pack, counted by its name on a day within its dates, is of the side that the pack gives it."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.knowledge.files import HOME
from marsad.knowledge.lore import load_lore
from marsad.knowledge.spec import ActorSpec
from marsad.model import Document
from marsad.read import read

PACKS = sorted(p.parent.name for p in HOME.glob("packs/*/pack.yml") if not p.parent.name.startswith("_"))
SENTENCE = {
    "ar": "قتل ثلاثة من مقاتلي {} في اشتباكات.",
    "en": "Clashes killed three fighters of {}.",
}
UNARMED = {"ar": "قتل ثلاثة من {} في اشتباكات.", "en": "Clashes killed three members of {}."}
"""Nobody tells of the fighters of a hospital."""
EXCEPTIONS = {
    # the words for aircraft tell how the three were killed, not who they were
    "ar ly.foreign_air": "aircraft",
    "ar sd.air_force": "aircraft",
    "ar ng.air_force": "aircraft",
    "ar pk.air_force": "aircraft",
    # 'Mai-Mai' without a name behind it begins names of places, too
    "ar cd.maimai": "half a name",
}


def _whole(text: str, *, last: bool) -> dt.date:
    """The first, or for `last` surely one of the last days of '2016', '2016-05', '2016-05-03'."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, *((12, 28) if last else (1, 1))[len(parts) - 1 :])
    return dt.date(year, month, day)


def _day(spec: ActorSpec) -> dt.date:
    """A day on which the actor was there: before its end, a month after its start, else in June 2018."""
    start = _whole(spec.start, last=False) if spec.start else None
    if spec.end:
        end = _whole(spec.end, last=True)
        return max(end - dt.timedelta(days=1), start or dt.date.min)
    return max(start + dt.timedelta(days=30) if start else dt.date.min, dt.date(2018, 6, 9))


def _side(text: str, day: dt.date, pack: str, lang: str) -> list[str | None]:
    document = Document(id="t", text=text, sha256="0" * 64, published=day.isoformat(), lang=lang, pack=pack)
    return [claim.group.side for claim in read(document, load_lore()).claims if claim.value == 3]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("pack", PACKS)
def test_who_is_counted_by_an_actors_name_is_of_its_side(pack: str, lang: str) -> None:
    wrong = {}
    for name, spec in load_lore().voice(lang, pack).actors.items():
        forms, day = (spec.ar if lang == "ar" else spec.en), _day(spec)
        side = spec.side_on(day)
        if not forms or f"{lang} {name}" in EXCEPTIONS:
            continue
        told = (UNARMED if side == "civilians" else SENTENCE)[lang].format(forms[0])
        found = _side(told, day, pack, lang)
        if found != [side] and (side, found) != ("unknown", [None]):
            wrong[name] = (told, day.isoformat(), side, found)
    assert wrong == {}


def test_every_exception_is_needed() -> None:
    """An exception that is read by now is taken off the list."""
    for key in EXCEPTIONS:
        lang, name = key.split()
        pack, spec = next(
            (pack, actors[name]) for pack in PACKS if name in (actors := load_lore().voice(lang, pack).actors)
        )
        day = _day(spec)
        assert _side(SENTENCE[lang].format(spec.ar[0]), day, pack, lang) != [spec.side_on(day)], key


def test_government_forces_are_those_of_the_country_whose_army_is_named() -> None:
    told = "قال جيش جنوب السودان إن القوات الحكومية خسرت 3 جنود في ولاية أعالي النيل."
    assert _side(told, dt.date(2025, 6, 12), "sudan", "ar") == ["other"]
