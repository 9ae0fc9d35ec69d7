"""What a person writes to what a claim holds: `value=12`, `side=government`, `place=Aleppo`, `from=2018-06-08`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from marsad.errors import UsageError
from marsad.knowledge.placebook import place_book
from marsad.link.decided import AMENDABLE
from marsad.model import Place
from marsad.model.terms import CAUSES, CONSENTS, HARMS, HEDGES, VISIBILITIES

_YES = frozenset({"true", "yes", "1", "y"})
_NO = frozenset({"false", "no", "0", "n"})
_NOTHING = frozenset({"", "null", "none", "-"})
_TRUTHS = frozenset({"civilian", "cumulative", "background", "rest", "open_ended", "minor"})
_NUMBERS = frozenset({"value", "value_max", "age"})
_DAYS = frozenset({"from", "to", "published", "date"})
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "harm": HARMS,
    "hedge": HEDGES,
    "cause": CAUSES,
    "consent": CONSENTS,
    "visibility": VISIBILITIES,
    "sex": ("m", "f"),
    "status": ("stated", "superseded", "withdrawn", "denied"),
}
_SEVERAL = frozenset({"actors", "names", "father", "mother", "kunya"})
_AGES = ("child", "adult")
_STATED = frozenset({"harm", "hedge", "status", "value"})
"""Fields that can't be emptied."""


def changes(pairs: Mapping[str, str], allowed: tuple[str, ...] = AMENDABLE) -> dict[str, object]:
    """Return the fields of an amendment as JSON values.

    Raises `UsageError` for a field that there isn't or a value that it can't take.
    """
    if not pairs:
        raise UsageError.of("nothing is amended; name a field with --set FIELD=VALUE ({known})", known=_listed(allowed))
    out: dict[str, object] = {}
    for name, text in pairs.items():
        if name not in allowed:
            raise UsageError.of("there is no field {name!r}; there are: {known}", name=name, known=_listed(allowed))
        value = field(name, text, group="actors" in allowed)
        out[name] = msgspec.to_builtins(value) if isinstance(value, Place) else value
    return out


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(sorted(names))


def field(name: str, text: str, *, group: bool = True) -> Any:
    """Return one field's value (None for an empty one).  Raises `UsageError` naming field and value.

    With `group`, `age` is that of a group (child, adult), else that of a person in years.
    """
    text = text.strip()
    if text.casefold() in _NOTHING:
        if name in _STATED:
            raise UsageError.of("{name} can't be empty; give a value, or refuse the claim", name=name)
        return () if name in _SEVERAL else False if name in _TRUTHS - {"civilian", "minor"} else None
    if name == "age" and group:
        return _chosen(name, text, _AGES)
    if name in _CHOICES:
        return _chosen(name, text, _CHOICES[name])
    if name in _NUMBERS:
        return _number(name, text)
    if name in _DAYS:
        return _day(name, text)
    if name in _TRUTHS:
        return _truth(name, text)
    if name == "place":
        return place(text)
    if name in _SEVERAL:
        return tuple(part.strip() for part in text.replace("|", ";").split(";") if part.strip())
    return text


def place(name: str) -> Place:
    """Return the gazetteer's entry; a name that it lacks is kept as it is, with an empty id.

    Of a town and the province of its name the province is meant: it surely holds the place.  Raises `UsageError` where
    several places go by the name and none holds the others.
    """
    found = place_book().find(name)
    holding = [one for one in found if all(other is one or one.id in other.parents for other in found)]
    if len(found) > 1 and not holding:
        listed = ", ".join(f"{one.id} ({one.name_en}, {one.kind}, {one.country})" for one in found)
        raise UsageError.of("several places go by {place!r}; name one by its id: {known}", place=name, known=listed)
    return (holding or [Place(id="", name_en=name)])[0]


def _chosen(name: str, text: str, known: tuple[str, ...]) -> str:
    if text.casefold() not in known:
        raise UsageError.of("{name} is {value!r}; choose one of {known}", name=name, value=text, known=", ".join(known))
    return text.casefold()


def _number(name: str, text: str) -> int:
    from marsad.text.fold import fold

    digits = fold(text).removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise UsageError.of("{name} is {value!r}; write a whole number", name=name, value=text)
    return int(digits)


def _day(name: str, text: str) -> str:
    try:
        return dt.date.fromisoformat(text[:10]).isoformat()
    except ValueError as error:
        raise UsageError.of("{name} is {value!r}; write a day as 2018-06-09", name=name, value=text) from error


def _truth(name: str, text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise UsageError.of("{name} is {value!r}; write yes or no", name=name, value=text)
