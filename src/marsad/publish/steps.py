"""What a derivation shows besides its claims, and how its values are said: for the terminal and for the page."""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.rules import RuleWords
from marsad.model.derivation import ClaimDerivation, Derivation, LexiconHit, Origin
from marsad.model.evidence import Span
from marsad.model.happening import ControlChange
from marsad.model.place import Length, PlaceMention
from marsad.model.time import DateMention, Window
from marsad.publish.words import Words


class Item(NamedTuple):
    """One thing in the text that is no claim: a date, duration, place, change of control, event, or number passed over.

    `value` is what it was read as, in codes; for numbers, the reason.
    """

    kind: str
    id: str | None
    span: Span
    text: str
    value: str
    rule: str | None = None


def items_of(found: Derivation) -> list[Item]:
    """Return all that is no claim, in the order of the text."""
    reading = found.reading
    out = [Item("date", None, d.span, d.text, _date(d), d.rule) for d in reading.dates]
    out += [Item("duration", None, d.span, d.text, _length(d.length, d.window)) for d in reading.durations]
    out += [Item("place", p.id, p.span, p.text, _place(p), p.rule) for p in reading.places]
    out += [Item("control", None, c.span, c.text, c.change, c.rule) for c in reading.control]
    out += [Item("event", None, e.span, e.text, e.type, e.rule) for e in reading.events]
    out += [Item("ignored", None, i.span, i.text, i.why) for i in reading.ignored]
    out += [Item("unread", None, i.span, i.text, i.why) for i in found.unread]
    return sorted(out, key=lambda item: (item.span, item.kind))


def telling(found: ClaimDerivation) -> list[LexiconHit]:
    """Return the entries that claims are made of, each once: not again for fewer of its words."""
    hits = [hit for hit in found.words if hit.telling]
    return [hit for hit in hits if not any(_within(hit, other) for other in hits)]


def _within(hit: LexiconHit, other: LexiconHit) -> bool:
    """Tell whether `hit` is the same entry as `other`, met in fewer of the same words."""
    inside = other.span[0] <= hit.span[0] and hit.span[1] <= other.span[1]
    return hit.id == other.id and inside and hit.span != other.span


def said_item(item: Item, found: Derivation, words: Words, told: RuleWords) -> str:
    """Return what an item was read as, in words."""
    if item.kind in ("ignored", "unread"):
        return words.reason(item.value)
    if item.kind == "event":
        return told.events.get(item.value, item.value)
    if item.kind == "control":
        change = next(c for c in found.reading.control if c.span == item.span and c.rule == item.rule)
        return _control(change, found, words, told)
    place = next((p for p in found.reading.places if item.kind == "place" and p.id == item.id), None)
    if place is not None and place.length is not None:
        return words.say("list_comma").join((item.value, *_stretch(place.length, told)))
    return item.value


def said_origin(origin: Origin, found: Derivation, words: Words) -> str:
    """Return the value of an origin in words."""
    if origin.what == "window":
        return " \u2013 ".join(_kept(day, words) for day in origin.value.split("/"))
    if origin.what == "place":
        place = next(p for p in found.reading.places if p.id == origin.value)
        named = (place.name_ar, place.name_en) if words.lang == "ar" else (place.name_en, place.name_ar)
        return f"{named[0] or named[1] or place.text} ({place.id})"
    names = {"harm": words.harms, "cause": words.causes, "side": words.sides, "perpetrator": words.sides}
    return names.get(origin.what, {}).get(origin.value, origin.value)


def said_features(hit: LexiconHit) -> str:
    """Return an entry's features as 'hedge=at_least n=pl'."""
    return " ".join(f"{name}={_plain(value)}" for name, value in hit.features.items())


def _kept(day: str, words: Words) -> str:
    """Return a day or period isolated from Arabic letters, which would turn it round."""
    return f"\u2066{day}\u2069" if day and words.dir == "rtl" else day


def _quoted(text: str, found: Derivation, words: Words) -> str:
    """Return words of the document, isolated in a page of the other language: Arabic would turn a day beside it."""
    return f"\u2068{text}\u2069" if text and found.reading.lang != words.lang else text


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _date(date: DateMention) -> str:
    parts = [date.value or "?", date.part_of_day, date.conflict]
    return ", ".join(part for part in parts if part)


def _length(length: str, window: Window) -> str:
    known = window.start is not None or window.end is not None
    return f"{length}, {window.start or '..'}/{window.end or '..'}" if known else length


def _place(place: PlaceMention) -> str:
    parts = [place.gazetteer or place.name_en, place.relation, place.kind]
    if place.lat is not None and place.lon is not None:
        radius = f" \u00b1{place.radius_km:g} km" if place.radius_km is not None else ""
        parts.append(f"{place.lat:.3f} {place.lon:.3f}{radius}")
    parts += [f"? {candidate}" for candidate in place.candidates if candidate != place.gazetteer]
    return ", ".join(part for part in parts if part) or "?"


def _stretch(length: Length, told: RuleWords) -> list[str]:
    """Return how long a front is, as stated and as measured, and whether the two agree."""
    out = [] if length.stated_km is None else [told.say("length_stated", km=f"{length.stated_km:g}")]
    measured = "length_measured" if length.along is None else "length_along"
    out.append(told.say(measured, km=f"{length.measured_km:g}", river=length.along))
    if length.agrees is not None:
        out.append(told.say("length_agrees" if length.agrees else "length_differs"))
    return out


def _control(change: ControlChange, found: Derivation, words: Words, told: RuleWords) -> str:
    places = {place.id: place.text for place in found.reading.places}
    parts = [
        words.side(change.actor or "unknown"),
        told.changes.get(change.change, change.change),
        *(_quoted(places.get(at or "", ""), found, words) for at in (change.place, *change.also)),
        _kept(change.date or "", words),
    ]
    return words.say("list_comma").join(part for part in parts if part)
