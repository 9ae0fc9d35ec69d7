"""Holders: whose a place was or is, where the text tells it only in passing."""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.mention import ActorMention
from marsad.read.parties import parties_of

_SPOKE = 16
"""Tokens between a source and what it says of its own."""
_WHOSE = 5
"""Tokens between 'its' and the verb of its forces at most."""
_LATTER = 4
"""Tokens between 'the latter' and its verb."""


def described(field: Field, token: int) -> ActorMention | None:
    """Return the last actor before `token` that describes a place as its own ('an African Union outpost')."""
    at = bisect_left(field.owned, token, key=lambda item: item.first)
    return field.owned[at - 1] if at else None


def besieger_of(field: Field, held: ActorMention | None) -> str | None:
    """Return the side that besieges a force, or civilians where only they are named."""
    side = held.side if held is not None else "civilians"
    pack = field.voice.pack
    usual = pack.opponents.get(side, []) if pack is not None else []
    named = {item.side for item in field.actors}
    return next((other for other in usual if other in named), usual[0] if usual else None)


def told_otherwise(field: Field, frame: Frame, end: int) -> ActorMention | None:
    """Arabic: whom 'the attackers' behind the verb, or 'the latter' before it, stand for, named where they stand."""
    attacker = field.within("control_attacker", frame.last, end)
    if attacker is not None:
        item = _last_rebel(field, frame.first)
        return replace(item, first=attacker.first, last=attacker.last, generic=True) if item is not None else None
    low = max(field.clauses.soft_first[frame.first], frame.first - _LATTER)
    latter = field.within("control_latter", low, frame.first) or field.within("control_latter", frame.last, end)
    return _latter(field, latter.first) if latter is not None else None


def _last_rebel(field: Field, token: int) -> ActorMention | None:
    """The last actor before `token` that is neither a state nor unarmed."""
    apart = parties_of(field.voice).states | {"civilians", "un", "mixed", "unknown"}
    return next((item for item in field.mentions_before(0, token) if item.side not in apart), None)


def _latter(field: Field, token: int) -> ActorMention | None:
    """The last actor that the sentence names as its first one's adversary."""
    sentence = field.scan.sents[field.scan.sentence_of(token)][0]
    first = field.mention_between(sentence, token)
    if first is None:
        return None
    pack = field.voice.pack
    rivals = pack.opponents.get(first.side, []) if pack is not None else []
    return next((item for item in field.mentions_before(sentence, token) if item.side in rivals), None)


def partitive(field: Field, item: ActorMention) -> bool:
    """Tell whether an Arabic actor only says whose a counted part was ('60 of the movement's fighters')."""
    if field.ends_at("control_from", item.first, 1) is None:
        return False
    before = item.first - 2
    return before >= 0 and (
        field.folds[before].isdigit() or any(field.at(before, cls) is not None for cls in ("number", "vague", "person"))
    )


def speaker_side(field: Field, frame: Frame, end: int = 0, *, unsaid: bool = False) -> str | None:
    """'The ministry announced that it took': the side for which a source speaks that names no force of its own.

    `unsaid`: nothing stands for the subject ('announced the killing of 47 militants, and the recapture of X').
    """
    if field.voice.pack is None or not (unsaid or _own(field, frame, end)):
        return None
    low = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    hit = field.within("source", max(low, frame.first - _SPOKE), frame.first)
    if hit is not None and _owned(field, str(hit.entry.features["source"])) is not None:
        low = hit.last  # who is named before the ministry that speaks does not speak
    before = [item for item in field.mentions_before(low, frame.first) if not (unsaid and partitive(field, item))]
    if any(item.side not in ("civilians", "mixed") for item in before):
        return None
    capital = field.within("control_capital", max(low, frame.first - _SPOKE), frame.first)
    if hit is None and capital is not None and field.ends_at("attribution_verb", capital.first) is not None:
        return _state_of(field, capital.first, capital.last)
    if hit is None:
        return None
    return _owned(field, str(hit.entry.features["source"]))


def _owned(field: Field, told: str) -> str | None:
    """Return the armed side whose own a source is: the United Nations tell of others."""
    sources = field.voice.pack.sources if field.voice.pack is not None else []
    side = next((source.side for source in sources if source.id == told), None)
    return None if side == "un" else side


def speaking_state(field: Field, frame: Frame) -> str | None:
    """'Russia said its forces had taken X': the side of the state that speaks at the head of the sentence.  English."""
    low = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    state = field.at(low, "control_capital") or field.at(low, "place")
    if field.voice.pack is None or state is None:
        return None
    if state.last == frame.first:  # 'Russia claimed control of X'
        return _state_of(field, low, state.last)
    if field.at(state.last, "attribution_verb") is None and field.at(state.last, "control_admit") is None:
        return None
    if frame.form == "noun" and field.at(frame.first - 1, "determiner") is not None:
        return _state_of(field, low, state.last)  # 'Kyiv confirmed the loss of X'
    near = max(state.last, frame.first - _WHOSE), frame.first
    if field.within("control_whose", *near) is None and field.within("control_pronoun", *near) is None:
        return None
    return _state_of(field, low, state.last)


def state_owning(field: Field, frame: Frame) -> str | None:
    """'Russia completed its withdrawal': the side of the state named before 'its', with no other actor between.

    English.
    """
    its = field.ends_at("control_whose", frame.first, 1)
    if its is None:
        return None
    low = field.clauses.soft_first[frame.first]
    for i in range(its.first - 1, low - 1, -1):
        hit = field.at(i, "control_capital") or field.at(i, "place")
        side = _state_of(field, i, hit.last) if hit is not None else None
        if hit is not None and side is not None:
            return side if field.mention_between(hit.last, its.first) is None else None
    return None


def speaking_staff(field: Field, frame: Frame) -> str | None:
    """'The general staff said its troops had retaken X': the state's army, where nobody is named.  English."""
    low = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    staff = field.within("control_staff", low, frame.first)
    if staff is None or field.scan.begins(staff.last, frame.first, "attribution_verb") is False:
        return None
    its = next(iter(field.scan.among(staff.last, frame.first, "control_whose")), None)
    if its is None or field.mention_between(low, its.first) is not None:
        return None
    capital = field.within("control_capital", staff.last, its.first)
    if capital is not None:
        return _state_of(field, capital.first, capital.last)  # 'the ministry in Moscow'
    state = parties_of(field.voice).state
    return state if state is not None and not field.context.elsewhere(state, frame.first) else None


def _state_of(field: Field, first: int, last: int) -> str | None:
    capital = field.at(first, "control_capital")
    side = str(capital.entry.features["side"]) if capital is not None else "_".join(field.folds[first:last])
    return side if field.voice.pack is not None and side in field.voice.pack.sides else None


def _own(field: Field, frame: Frame, end: int) -> bool:
    """Tell whether a pronoun, or 'its forces', is the subject of `frame`."""
    first = frame.first
    if field.english:
        low = max(0, first - 4)
        told = (field.within(cls, low, first) for cls in ("control_pronoun", "control_whose"))
        return any(hit is not None and field.ends_at("control_aside", hit.first, 1) is None for hit in told)
    if field.ends_at("control_it_that", first, 1) is not None:
        return True
    return any(_theirs(field, i) for i in (first - 1, *range(frame.last, end)))


def _theirs(field: Field, i: int) -> bool:
    """Tell whether the Arabic word at `i` is a force with a pronoun ('its troops')."""
    hits = field.scan.hits[i] if 0 <= i < len(field.folds) else ()
    return any(hit.clitics.suffix for hit in hits if hit.entry.cls in ("control_unit", "actor_generic", "person"))


def state_named(field: Field, frame: Frame) -> tuple[str, int, int] | None:
    """Return the side, first and last token of a country that acts: it opens the clause or stands beside the verb."""
    pack = field.voice.pack
    if field.places is None or pack is None or not (frame.finite or frame.form == "base"):
        return None
    first = field.clauses.soft_first[frame.first]
    it = field.ends_at("control_pronoun", frame.first, 1) if field.english else None
    if it is not None:
        for at in range(it.first - 1, first, -1):
            hit = field.at(at, "place")  # 'Russia's biggest gain since it captured X'
            side = _state_of(field, at, hit.last) if hit is not None else None
            if hit is not None and side is not None:
                return side, at, hit.last
    for at in (first, frame.last) if not field.english else (first,):
        last = field.spot_last(at)
        mention = field.places.at(at, last) if last is not None else None
        if mention is None or last is None or mention.kind != "country" or not mention.name_en:
            continue
        country = mention.name_en.casefold().replace(" ", "_")
        if country in pack.sides and (at >= frame.last or last <= frame.first):
            return country, at, last
    opens = field.at(first, "place") if field.english else None
    if opens is not None and field.at(opens.last, "control_be") is not None:
        side = _state_of(field, first, opens.last)  # 'Russia is pressing to capture X'
        return (side, first, opens.last) if side is not None else None
    return None
