"""Subjects of Arabic changes: behind the verb, in its pronoun, in the clause before it."""

from __future__ import annotations

from marsad.read.control.bearers import agrees, ahead, attacker, before, nearest
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.holders import speaker_side, told_otherwise
from marsad.read.control.particles import Object
from marsad.read.control.sides import AGENT, UNKNOWN, Subject, acts, agent, opponent, subject_of, usual_besieger
from marsad.read.mention import ActorMention
from marsad.read.parties import parties_of

_LIBERATE = "control.liberate."
_AFTER_VERB = 7
"""Arabic: tokens between a verb and its subject."""


def arabic(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """Return the subject of an Arabic change; `previous` is the last change's where the verb goes on from it."""
    end = min(field.clauses.soft_last[frame.last - 1], frame.last + _AFTER_VERB)
    if found.place is not None:
        end = min(end, found.place)
    if frame.kind in ("expel", "siege") and frame.form == "noun" and not frame.own:
        return _masdar_with_object(field, frame, found, previous)
    by = agent(field, frame, found.last)
    if by is not None or frame.kind == "siege_by":
        return by or _besieger(field, frame) or usual_besieger(field, found.actor)
    other = told_otherwise(field, frame, end)
    if other is not None:
        return Subject(other.side, (other.actor,) if other.actor else (), other.first, other.last)
    side = speaker_side(field, frame, end)
    if side is not None:
        return Subject(side, ())
    forced = _forced(field, frame)
    if forced is not None:
        return subject_of(field, forced)
    admitted = _admitting(field, frame)
    if admitted is not None:
        return admitted
    if found.pronoun or not frame.clitics.suffix or frame.form != "noun":
        item = _after(field, frame, found, end)
        if item is not None and item.generic and item.suffix and frame.clitics.conjunction and previous is not None:
            return previous  # 'X took the town, and its forces entered Y'
        if item is not None:
            return subject_of(field, item)
        if any(_somebody(field, i) for i in range(frame.last, end)):
            return opponent(field, previous.side) if previous is not None else Subject(UNKNOWN, ())
        last = _last_ones(field, frame, end) if frame.kind == "leave" and frame.form == "noun" else None
        if last is not None:
            entered = previous or before(field, frame, found, None)
            gone = opponent(field, entered.side) if entered is not None else Subject(UNKNOWN, ())
            return gone._replace(first=last, last=last + 1)
    elif frame.clitics.suffix:
        if frame.need == "failed" and previous is not None:
            return previous
        item = _meant(field, frame) or ahead(field, frame)
        return subject_of(field, item) if item is not None else None
    if frame.need == "failed":
        return attacker(field, frame, found, previous)
    known = before(field, frame, found, previous)
    if known is None and frame.form == "noun":
        told = speaker_side(field, frame, unsaid=True)
        if told is not None:
            return Subject(told, ())
    if known is None and frame.finite:
        beside = field.starts.get(frame.last)  # named beside its verb, though it agrees badly
        return subject_of(field, beside) if beside is not None and beside != found.actor and acts(beside) else None
    lost = frame.kind == "lose" and found.pronoun and frame.first < field.headline_last
    if known is None and frame.form == "noun" and (lost or _tried_by_pronoun(field, frame)):
        item = field.mention_between(frame.last, field.headline_last) if lost else ahead(field, frame)
        return subject_of(field, item) if item is not None else None
    if known is None and frame.kind == "take" and frame.form == "noun":
        whose = _from_whom(field, found)
        if whose is not None:
            return opponent(field, whose.side)
    if known is None and frame.kind == "take" and frame.form == "noun" and _liberated(field, frame):
        return Subject(parties_of(field.voice).state or UNKNOWN, ())
    if known is None and frame.kind == "take" and frame.form == "noun" and _impersonal(field, frame):
        return Subject(UNKNOWN, ())
    return known


def _from_whom(field: Field, found: Object) -> ActorMention | None:
    """'with the aim of taking its port from the rebels': whose the place is."""
    for i in range(found.last, min(found.last + AGENT, field.clauses.soft_last[found.last - 1])):
        if field.at(i, "control_from") is not None:
            return field.starts.get(i + 1)
    return None


def _last_ones(field: Field, frame: Frame, end: int) -> int | None:
    """'the withdrawal of the last fighters': where those stand who are against who took the place, or None."""
    near = (i for i in range(frame.last, end) if i not in field.starts)
    return next((i for i in near if field.at(i, "control_fighters") is not None), None)


def _meant(field: Field, frame: Frame) -> ActorMention | None:
    """Whom 'its control' means, but not him whose areas are spoken of ('divided X's areas by its hold on Y')."""
    item = field.context.of_pronoun(frame.first, frame.clitics.suffix)
    if item is None or field.ends_at("control_static", item.first) is None:
        return item
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    others = field.mentions_before(first, item.first)
    return next((other for other in others if field.context.agrees(other, frame.clitics.suffix)), item)


def _liberated(field: Field, frame: Frame) -> bool:
    """Tell whether a place is 'liberated' in a state that fights Islamic State: nobody else is said to do so."""
    pack = field.voice.pack
    usual = pack.opponents.get(parties_of(field.voice).state or "", []) if pack is not None else []
    return frame.id.startswith(_LIBERATE) and usual[:1] == ["islamic_state"]


def _impersonal(field: Field, frame: Frame) -> bool:
    """'The liberation of X', 'control was taken of X' at the head of a line: somebody, unnamed."""
    return field.opens_line(frame.first) or field.ends_at("control_done", frame.first) is not None


def _tried_by_pronoun(field: Field, frame: Frame) -> bool:
    hit = field.within("control_try", max(field.clauses.hard_first[frame.first], frame.first - 6), frame.first)
    return hit is not None and (hit.entry.features.get("own") is True or bool(hit.clitics.suffix))


def _forced(field: Field, frame: Frame) -> ActorMention | None:
    """'forced it to withdraw': who is forced leaves."""
    if frame.kind not in ("leave", "leave_obj") or frame.form != "noun":
        return None
    for i in range(frame.first - 1, max(field.clauses.hard_first[frame.first], frame.first - 7) - 1, -1):
        force = field.at(i, "control_force")
        if force is not None:
            if force.clitics.suffix:
                return field.context.of_pronoun(i, force.clitics.suffix)
            return next(iter(field.mentions_before(force.last, frame.first)), None)  # behind the one who forces it
    return None


def _admitting(field: Field, frame: Frame) -> Subject | None:
    """'and the government admitted its loss': who admits a loss lost, and not who took the place before."""
    if frame.kind not in ("lose", "leave") or frame.form != "noun":
        return None
    admit = field.within("control_admit", field.clauses.soft_first[frame.first], frame.first)
    if admit is None:
        return None
    item = field.mention_between(admit.last, frame.first)
    if item is not None:
        return subject_of(field, item)
    winners = field.mentions_before(field.scan.sents[field.scan.sentence_of(admit.first)][0], admit.first)
    if not winners or not frame.clitics.suffix:
        return None
    return opponent(field, winners[0].side)._replace(first=admit.first, last=admit.last)


def _somebody(field: Field, i: int) -> bool:
    """Tell whether token `i` says that somebody unnamed did it."""
    generic = field.at(i, "actor_generic") is not None and i not in field.starts
    return generic or field.at(i, "control_unnamed") is not None


def _after(field: Field, frame: Frame, found: Object, end: int) -> ActorMention | None:
    """The subject behind its verb, unless a particle makes it something else ('from the army')."""
    item = field.mention_between(frame.last, end)
    if item is None or item == found.actor or not acts(item):
        return None
    from_whom = field.ends_at("control_from", item.first) is not None and item.first - frame.last <= 1
    if from_whom and field.at(item.first - 1, "control_there") is None:
        return None
    if field.ends_at("control_with", item.first) is not None:
        return None
    if frame.finite and not agrees(field, frame, item) and item.first == frame.last:
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
    item = field.mention_between(frame.last + 1, frame.last + AGENT)
    return subject_of(field, item) if item is not None else None


def _masdar_with_object(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """'the expulsion of X': X is the object; the subject is the clause's, else X's adversary."""
    if field.at(frame.last, "control_from") is not None and not frame.clitics.suffix and frame.kind == "siege":
        return _besieger(field, frame)
    victim = found.actor
    inside = [item for item in field.mentions_before(frame.last, found.last) if item != victim]
    if inside and victim is not None and inside[-1].side != victim.side and inside[-1].first < victim.first:
        return subject_of(field, inside[-1])
    for low in (field.clauses.soft_first[frame.first], field.clauses.hard_first[frame.first]):
        item = nearest(field, low, frame, found)
        if item is not None and (victim is None or item.side != victim.side):
            return subject_of(field, item)
    if frame.clitics.suffix and frame.kind == "siege":
        return previous
    return opponent(field, victim.side) if victim is not None else previous
