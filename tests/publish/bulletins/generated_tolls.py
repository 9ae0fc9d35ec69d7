"""Tolls by a seed: what a bulletin may tell, of every harm, hedge, breakdown, side, cause, place and span of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import get_args

import msgspec

from marsad.knowledge.files import HOME, read_tsv
from marsad.knowledge.lore import load_lore
from marsad.model import Group, Window
from marsad.model.terms import Cause, Harm, Hedge
from marsad.publish.bulletins.content import Figure, Told, Where
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.forms import load_language
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.bulletins.prose import Prose

PACKS = ("syria", "iraq", "yemen", "libya", "sudan", "lebanon", "palestine", "somalia", "nigeria", "ukraine")
HARMS_TOLD: tuple[Harm, ...] = tuple(harm for harm in get_args(Harm) if harm in load_language("en").verbs)
HEDGES: tuple[Hedge, ...] = ("exact", "exact", "at_least", "at_least", "more_than", "about", "at_most", "fewer_than")
DESCRIBED: tuple[tuple[tuple[str | None, str | None], ...], ...] = (
    (("f", "adult"), ("m", "adult"), (None, "child")),
    (("f", "adult"), ("m", "adult"), ("f", "child"), ("m", "child")),
)
"""Kinds of persons that do not overlap."""
CAUSES_TOLD: tuple[Cause, ...] = tuple(cause for cause in get_args(Cause) if cause != "other")
KINDS = ("city", "town", "village")
UNNAMED = {("iraq", "sdf"), ("iraq", "hezbollah"), ("lebanon", "us_coalition")}
"""Sides that a pack lists but knows no name of."""
UNREAD = frozenset(
    {
        *(
            "il.beersheba",
            "iq.dour",
            "iq.hit",
            "iq.madain",
            "sy.abbas_dz",
            "sy.aqraba_rd",
            "sy.ayn_dhakar",
            "sy.baath_city",
        ),
        *("sy.dahiyat_asad", "sy.izbah", "sy.mal_dr", "sy.ras_al_ayn", "sy.saburah", "sy.saida_dr", "sy.zir"),
    }
)
"""Towns whose bare name means nothing, or another place, to a reader in one of the languages.  It may only shrink."""
LAST = dt.date(2019, 1, 1)
WRITINGS: dict[str, tuple[Writing, ...]] = {"ar": ("digits", "indic", "words"), "en": ("digits", "words")}


@cache
def places(pack: str) -> tuple[Where, ...]:
    """Return the towns of a pack that have a name in both languages."""
    rows = read_tsv(HOME / "packs" / pack / "places.tsv")
    return tuple(
        Where(gazetteer=row["id"], name_en=row["name_en"], name_ar=row["ar"].split("|")[0], kind=row["kind"])
        for row in rows
        if row["ar"] and row["kind"] in KINDS and "(" not in row["name_en"] and row["id"] not in UNREAD
    )


@cache
def sides(pack: str) -> tuple[str, ...]:
    """Return the sides of a pack that bulletins have words for."""
    spec = load_lore().packs[pack]
    language = load_language("ar")
    known = {*language.sides, *language.sides_in.get(pack, {})}
    return tuple(side for side in spec.sides if side in known and (pack, side) not in UNNAMED)


def generated(seed: int) -> tuple[str, tuple[Told, ...]]:
    """Return a pack and what one bulletin tells."""
    random = Random(seed)
    pack = random.choice(PACKS)
    told = [_total(random, pack)] if random.random() < 0.4 else []
    told += [_told(random, pack) for _ in range(random.randint(1, 4))]
    return pack, tuple(one for i, one in enumerate(told) if not _repeats(one, told[:i]))


def _repeats(one: Told, before: Sequence[Told]) -> bool:
    """Tell whether a number stands twice: a reader holds two equal numbers for two mentions of one."""
    numbers = [figure.value for figure, _ in flat(one.figures)]
    return bool({figure.value for told in before for figure, _ in flat(told.figures)} & set(numbers))


def _total(random: Random, pack: str) -> Told:
    """Return the sum of a period over all places, causes and sides, with some of the sides as its parts."""
    harm: Harm = random.choice(("killed", "injured"))
    period = Window(start=LAST - dt.timedelta(days=125), end=LAST)
    whole = _figure(random, harm, None, pack)
    named = random.sample(("civilians", *sides(pack)), k=random.randint(0, 2))
    left, parts = whole.value or 0, []
    for side in named:
        if left > 1:
            parts.append(Figure(harm=harm, value=random.randint(1, left // 2), hedge="at_least", group=_all_of(side)))
            left -= parts[-1].value or 0
    others = [side for side in sides(pack) if side not in named]
    if parts and others and left and random.random() < 0.3:
        parts.append(Figure(harm=harm, value=None, rest=True, group=_all_of(random.choice(others))))
    return Told(figures=(msgspec.structs.replace(whole, parts=tuple(parts)),), window=period, sum=True)


def _all_of(side: str | None) -> Group:
    return Group(side=side, civilian=True if side == "civilians" else None)


def _told(random: Random, pack: str) -> Told:
    side = random.choice((None, "civilians", "civilians", *sides(pack)))
    harm = random.choice(("killed", "killed", "injured", *HARMS_TOLD))
    cause: Cause | None = None
    perpetrator = None
    if harm in ("killed", "injured") and random.random() < 0.6:
        cause = random.choice(CAUSES_TOLD)
    if harm in ("killed", "injured", "abducted", "detained") and side == "civilians" and random.random() < 0.5:
        perpetrator = random.choice(sides(pack))
    if harm in ("displaced", "besieged") and side is None:
        side = "civilians"  # persons who are displaced or besieged are read as civilians
    figures = [_figure(random, harm, side, pack)]
    if harm == "killed" and random.random() < 0.4:
        figures.append(_figure(random, "injured", side, pack))
    where = random.choice(places(pack)) if random.random() < 0.85 else None
    return Told(figures=tuple(figures), where=where, window=_window(random), cause=cause, perpetrator=perpetrator)


def _window(random: Random) -> Window:
    end = LAST - dt.timedelta(days=random.randint(0, 90))
    longer = random.choice((0, 0, 0, 1, 6, 29))
    return Window(start=end - dt.timedelta(days=longer), end=end)


def _figure(random: Random, harm: Harm, side: str | None, pack: str) -> Figure:
    value = _number(random)
    group = _all_of(side)
    parts = _parts(random, harm, side, pack, value) if random.random() < 0.5 else ()
    if random.random() < 0.08:
        least, words = random.choice(list(load_language("en").vague.items()))
        return Figure(harm=harm, value=least, value_max=words.most, hedge="vague", group=group)
    if random.random() < 0.15:
        return Figure(harm=harm, value=value, value_max=value + _number(random), group=group, parts=parts)
    hedge = random.choice(HEDGES if value > 2 else ("exact", "at_least", "at_most"))
    return Figure(harm=harm, value=value, hedge=hedge, group=group, parts=parts)


def _number(random: Random) -> int:
    return random.choice((random.randint(1, 12), random.randint(1, 120), random.randint(100, 4000)))


def _parts(random: Random, harm: Harm, side: str | None, pack: str, whole: int) -> tuple[Figure, ...]:
    if side == "civilians":
        kinds = [Group(side=side, civilian=True, sex=sex, age=age) for sex, age in random.choice(DESCRIBED)]  # type: ignore[arg-type]
    else:
        inside = load_lore().umbrella(pack).get(side or "", frozenset())
        kinds = [_all_of(name) for name in sides(pack) if name in inside]
    left, out = whole, []
    for group in random.sample(kinds, k=min(len(kinds), random.randint(1, 3))):
        if left > 1:
            value = random.randint(1, left // 2)
            left -= value
            hedge: Hedge = random.choice(("exact", "exact", "at_least"))
            out.append(Figure(harm=harm, value=value, hedge=hedge, group=group))
    return tuple(out)


def flat(figures: Sequence[Figure]) -> list[tuple[Figure, Figure | None]]:
    """Return figures with their parts, each with its whole."""
    out: list[tuple[Figure, Figure | None]] = []
    for figure in figures:
        out.append((figure, None))
        out += [(part, figure) for part in figure.parts]
    return out


def text_of(told: Sequence[Told], lang: str, writing: Writing, pack: str) -> str:
    """Return the sentences, a paragraph each."""
    prose = Prose(Counting(load_language(lang), writing), pack)
    return "\n\n".join(prose.sentence(one).text for one in told)
