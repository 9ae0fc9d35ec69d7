"""Subjects: whose change of control it is."""

from __future__ import annotations

from typing import NamedTuple

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.holders import besieger_of, described, partitive, speaker_side, told_otherwise
from marsad.read.control.particles import Object
from marsad.read.mention import ActorMention

_AFTER_VERB = 7
"""Arabic: tokens between a verb and its subject."""
_AGENT = 4
_BELOW = 40
"""Tokens below a headline in which its actor is named."""
UNKNOWN = "unknown"


class Subject(NamedTuple):
    """The side (or 'unknown'), the registry ids, and where the words that name it begin and end (-1: not beside it)."""

    side: str
    actors: tuple[str, ...]
    first: int = -1
    last: int = -1


def find_subject(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """Return who gains, loses, leaves or besieges; `previous` is the sentence's last change's.  None: nobody named."""
    if frame.kind == "under":
        return _of(field, found.actor) if found.actor is not None else None
    if frame.kind in ("fall", "swap"):
        return _of_fallen(field, frame)
    if field.english and frame.kind == "siege_by":
        return _usual_besieger(field, found.actor)
    if field.english:
        return _english(field, frame, found, previous)
    return _arabic(field, frame, found, previous)


def _usual_besieger(field: Field, held: ActorMention | None) -> Subject | None:
    side = besieger_of(field, held)
    return Subject(side, ()) if side is not None else None


def _of_fallen(field: Field, frame: Frame) -> Subject | None:
    """Who takes what changes hands in a headline is told below it; who loses a base was named by it."""
    if frame.kind == "swap":
        if frame.first >= field.headline_last:
            return None
        item = field.mention_between(frame.last, frame.last + _BELOW)
        return _of(field, item) if item is not None else None
    owner = described(field, frame.first)
    return _of(field, owner) if owner is not None else Subject(UNKNOWN, ())


def agent(field: Field, frame: Frame, last: int) -> Subject | None:
    """Return who stands behind 'by' ('at the hands of') after a passive or a noun."""
    limit = min(field.clauses.soft_last[frame.last - 1], last + 6)
    for i in range(frame.last, limit):
        if field.at(i, "control_by") is not None:
            item = field.mention_between(i + 1, min(i + 1 + _AGENT, limit))
            return _of(field, item) if item is not None else None
    return None


def opponent(field: Field, side: str) -> Subject:
    """Return the usual adversary of `side`, one that the text names before one that it does not."""
    pack = field.voice.pack
    usual = pack.opponents.get(side, []) if pack is not None else []
    named = {item.side for item in field.actors}
    best = next((other for other in usual if other in named), usual[0] if usual else UNKNOWN)
    return Subject(best, ())


def _of(field: Field, item: ActorMention) -> Subject:
    first = field.side_by_side(item)
    if first.side == "mixed" and not first.generic:
        first = field.first_named(first)
    ids = tuple(dict.fromkeys(part.actor for part in (first, item) if part.actor))
    return Subject(first.side, ids, first.first, item.last)


def _english(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    if frame.form == "noun":
        if frame.own and frame.need == "failed":
            item = field.mention_between(frame.last, frame.last + _AGENT)
            return _of(field, item) if item is not None else None
        by = agent(field, frame, found.last)
        if by is not None:
            return by
        if frame.kind == "leave":
            item = field.mention_between(frame.last, frame.last + 5)
            if item is not None and field.ends_at("control_stop", item.first, 1) is None:
                return _of(field, item)
        own = next(iter(field.mentions_before(max(0, frame.first - 3), frame.first)), None)
        if own is not None and own.last >= frame.first - 1:
            return _of(field, own)
        low = max(field.clauses.soft_first[frame.first], frame.first - 4)
        if frame.need == "failed":
            return _attacker(field, frame, found, previous)
        told = field.within("control_dynamic", low, frame.first) or field.within("control_try", low, frame.first)
        return _before(field, frame, found, previous) if told is not None else None
    side = speaker_side(field, frame)
    if side is not None:
        return Subject(side, ())
    speaker = _speaker(field, frame, found)
    if speaker is not None:
        return _of(field, speaker)
    known = _before(field, frame, found, previous)
    if known is None and field.within("control_pronoun", max(0, frame.first - 2), frame.first) is not None:
        item = _ahead(field, frame)  # 'It had retaken the town, the army said.'
        return _of(field, item) if item is not None else None
    return known


def _speaker(field: Field, frame: Frame, found: Object) -> ActorMention | None:
    """'The army said it had killed rebels in the quarter, which it took': a relative's 'it' is the sentence's subject."""
    first = frame.first
    if not found.pronoun or field.ends_at("control_pronoun", first, 1) is None:
        return None
    if field.ends_at("control_relative", first - 1) is None:
        return None
    item = field.mention_between(field.scan.sents[field.scan.sentence_of(first)][0], first)
    return item if item is not None and _acts(item) else None


def _attacker(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """Whose attack failed: 'their assault on X failed', 'the army repelled an assault on X' (its adversary's)."""
    known = _before(field, frame, found, None if field.repelled(frame.first) else previous)
    if known is None or not field.repelled(frame.first) or known.first < field.clauses.soft_first[frame.first]:
        return known
    return opponent(field, known.side)


def _before(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """The nearest actor before a verb that may be its subject: in its clause, the last change's, in the sentence."""
    item = _nearest(field, field.clauses.soft_first[frame.first], frame, found)
    if item is not None:
        return _of(field, item)
    if _anonymous(field, frame):
        return Subject(UNKNOWN, ())
    if _civil(field, frame):
        return None
    if previous is not None:
        return previous
    item = _nearest(field, field.clauses.hard_first[frame.first], frame, found)
    if item is None:
        sentence = field.scan.sentence_of(frame.first)
        item = _nearest(field, field.scan.sents[sentence][0], frame, found)
        if item is None and sentence > 0 and not frame.strict:
            item = _nearest(field, field.scan.sents[sentence - 1][0], frame, found)
    return _of(field, item) if item is not None else None


def _nearest(field: Field, low: int, frame: Frame, found: Object) -> ActorMention | None:
    for item in field.mentions_before(low, frame.first):
        if item == found.actor or not _acts(item):
            continue
        if frame.clitics.conjunction and frame.finite and partitive(field, item):
            continue
        if _aside(field, item) or _describes(field, item) or not _agrees(field, frame, item):
            continue
        return item
    return None


def _acts(item: ActorMention) -> bool:
    """Tell whether an actor may take places: civilians and 'both sides' may not, a coalition of several sides may."""
    return item.side != "civilians" and not (item.side == "mixed" and item.generic)


def _aside(field: Field, item: ActorMention) -> bool:
    """Tell whether an actor only accompanies another ('backed by Russian aircraft', 'against the rebels')."""
    if field.english:
        return field.ends_at("control_with", item.first) is not None or (
            field.ends_at("control_with", item.first - 1) is not None
        )
    if field.ends_at("control_with", item.first) is not None:
        return True
    hits = field.scan.hits[item.first]
    preposition = next((hit.clitics.preposition for hit in hits if hit.entry.cls in ("actor", "actor_generic")), "")
    return bool(preposition) and field.ends_at("control_with", item.first) is not None


def _describes(field: Field, item: ActorMention) -> bool:
    """Tell whether an English actor only describes a place ('a Somali army base')."""
    return field.english and item.last not in field.verbs and field.place_at(item.last) is not None


def _agrees(field: Field, frame: Frame, item: ActorMention) -> bool:
    if field.english or frame.gender not in ("m", "f"):
        return True
    if field.within("control_unit", max(0, item.first - 2), item.first) is not None:
        return True  # 'units of the army' agree with the units
    return field.context.feminine(item) == (frame.gender == "f")


def _anonymous(field: Field, frame: Frame) -> bool:
    """Tell whether the subject is a word for fighters whom nothing names ('unknown gunmen seized')."""
    low = max(field.clauses.soft_first[frame.first], frame.first - 3)
    return any(
        i not in field.starts and any(field.at(i, cls) is not None for cls in ("actor_generic", "control_unit"))
        for i in range(low, frame.first)
    )


def _civil(field: Field, frame: Frame) -> bool:
    """Tell whether English persons who are no force go somewhere ('280 contractors crossed into X')."""
    if not field.english or frame.kind not in ("enter", "leave", "leave_obj") or not frame.finite:
        return False
    low = max(field.clauses.soft_first[frame.first], frame.first - 3)
    hit = field.within("person", low, frame.first)
    return hit is not None and hit.last == frame.first and field.ends_at("control_whose", hit.first, 1) is None


def _arabic(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    end = min(field.clauses.soft_last[frame.last - 1], frame.last + _AFTER_VERB)
    if found.place is not None:
        end = min(end, found.place)
    if frame.kind in ("expel", "siege") and frame.form == "noun" and not frame.own:
        return _masdar_with_object(field, frame, found, previous)
    by = agent(field, frame, found.last)
    if by is not None or frame.kind == "siege_by":
        return by or _besieger(field, frame) or _usual_besieger(field, found.actor)
    known = told_otherwise(field, frame, end)
    if known is not None:
        return Subject(known.side, (known.actor,) if known.actor else (), known.first, known.last)
    side = speaker_side(field, frame, end)
    if side is not None:
        return Subject(side, ())
    forced = _forced(field, frame)
    if forced is not None:
        return _of(field, forced)
    if found.pronoun or not frame.clitics.suffix or frame.form != "noun":
        item = _after(field, frame, found, end)
        if item is not None:
            return _of(field, item)
        if any(field.at(i, "actor_generic") is not None and i not in field.starts for i in range(frame.last, end)):
            return Subject(UNKNOWN, ())
    elif frame.clitics.suffix:
        if frame.need == "failed" and previous is not None:
            return previous
        item = field.context.of_pronoun(frame.first, frame.clitics.suffix) or _ahead(field, frame)
        return _of(field, item) if item is not None else None
    if frame.need == "failed":
        return _attacker(field, frame, found, previous)
    known = _before(field, frame, found, previous)
    if known is None and frame.finite:
        beside = field.starts.get(frame.last)  # named beside its verb, though it agrees badly
        return _of(field, beside) if beside is not None and beside != found.actor and _acts(beside) else None
    lost = frame.kind == "lose" and found.pronoun and frame.first < field.headline_last
    if known is None and frame.form == "noun" and (lost or _tried_by_pronoun(field, frame)):
        item = field.mention_between(frame.last, field.headline_last) if lost else _ahead(field, frame)
        return _of(field, item) if item is not None else None
    if known is None and frame.kind == "take" and frame.form == "noun" and _impersonal(field, frame):
        return Subject(UNKNOWN, ())
    return known


def _impersonal(field: Field, frame: Frame) -> bool:
    """'The liberation of X', 'control was taken of X' at the head of a line: somebody, unnamed."""
    return field.opens_line(frame.first) or field.ends_at("control_done", frame.first) is not None


def _tried_by_pronoun(field: Field, frame: Frame) -> bool:
    hit = field.within("control_try", max(field.clauses.hard_first[frame.first], frame.first - 6), frame.first)
    return hit is not None and (hit.entry.features.get("own") is True or bool(hit.clitics.suffix))


def _ahead(field: Field, frame: Frame) -> ActorMention | None:
    """'in its bid to take X, the army shelled': the pronoun's actor is named later in the sentence."""
    return field.mention_between(frame.last, field.clauses.hard_last[frame.first])


def _forced(field: Field, frame: Frame) -> ActorMention | None:
    """'forced it to withdraw': who is forced leaves."""
    if frame.kind not in ("leave", "leave_obj") or frame.form != "noun":
        return None
    for i in range(frame.first - 1, max(field.clauses.hard_first[frame.first], frame.first - 7) - 1, -1):
        force = field.at(i, "control_force")
        if force is not None:
            if force.clitics.suffix:
                return field.context.of_pronoun(i, force.clitics.suffix)
            return field.mention_between(force.last, frame.first)
    return None


def _after(field: Field, frame: Frame, found: Object, end: int) -> ActorMention | None:
    """The subject behind its verb, unless a particle makes it something else ('from the army')."""
    item = field.mention_between(frame.last, end)
    if item is None or item == found.actor or not _acts(item):
        return None
    if field.ends_at("control_from", item.first) is not None and item.first - frame.last <= 1:
        return None
    if field.ends_at("control_with", item.first) is not None:
        return None
    if frame.finite and not _agrees(field, frame, item) and item.first == frame.last:
        return None
    to_it = any(hit.clitics.preposition for hit in field.scan.hits[item.first])
    if (
        frame.kind == "enter"
        and frame.finite
        and not to_it
        and not all(_counted(field, i) for i in range(frame.last, item.first))
    ):
        return None
    return item


def _counted(field: Field, i: int) -> bool:
    """Tell whether token `i` may stand between a verb and the name of its subject ('members of', 'dozens of')."""
    return any(
        field.at(i, cls) is not None
        for cls in ("person", "actor_generic", "number", "control_from", "vague", "control_unit")
    )


def _besieger(field: Field, frame: Frame) -> Subject | None:
    """'besieged from X': who stands behind the particle."""
    item = field.mention_between(frame.last + 1, frame.last + _AGENT)
    return _of(field, item) if item is not None else None


def _masdar_with_object(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """'the expulsion of X': X is the object; the subject is the clause's, else X's adversary."""
    if field.at(frame.last, "control_from") is not None and not frame.clitics.suffix and frame.kind == "siege":
        return _besieger(field, frame)
    victim = found.actor
    inside = [item for item in field.mentions_before(frame.last, found.last) if item != victim]
    if inside and victim is not None and inside[-1].side != victim.side and inside[-1].first < victim.first:
        return _of(field, inside[-1])
    for low in (field.clauses.soft_first[frame.first], field.clauses.hard_first[frame.first]):
        item = _nearest(field, low, frame, found)
        if item is not None and (victim is None or item.side != victim.side):
            return _of(field, item)
    if frame.clitics.suffix and frame.kind == "siege":
        return previous
    return opponent(field, victim.side) if victim is not None else previous
