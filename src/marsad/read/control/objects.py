"""Objects: what is gained, lost or left.  A change without a place of its own is none ('seized weapons')."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.control.bearers import people_at
from marsad.read.control.direct import direct
from marsad.read.control.earlier import named_before, place_before
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.hands import whose_hands
from marsad.read.control.particles import AIM, REACH_AR, Object, behind, over_aside
from marsad.read.control.told import ends
from marsad.text.tokens import NUMBER, PUNCT

_BACK = 40
"""Tokens that a place is looked for before a passive."""
_AUXILIARIES = ("control_be", "control_have", "control_still", "control_now", "control_also")
_PULLED = 6
"""Arabic: tokens from 'pulled' to 'its forces', its subject between them."""
_AVERTED = 4
"""Tokens before 'the fall of' in which it is said to have been averted."""
_FOE = 3
"""Tokens between a verb of driving out and who is driven out."""
_RELATIVE = 3
"""Tokens between a relative pronoun and its verb, an actor not counted."""
_WHICH = 9
"""Tokens between a relative pronoun and its verb at most."""
_HANDS = 7
"""Tokens from a name of those whose hands they are to the hands at most."""
_RUBBLE = 7
"""Tokens between 'cleared' and what is no enemy."""
_TO = 5
"""Tokens from 'to' to him to whom a place came, that word among them."""
_SUBJECT = 6
"""Tokens between a place and the verb whose subject it is."""


def find_object(field: Field, frame: Frame, *, tried: bool = False) -> Object | None:
    """Return the object of `frame`, or None where it has none that can be held.

    What was only `tried` may aim at a place that was not reached ('an attempt to advance on').
    """
    if tried and frame.kind == "enter" and not field.english:
        aimed = frame._replace(preps=(*frame.preps, *frame.aims))
        found = behind(field, aimed, AIM) or (None if frame.preps else direct(field, frame))
        if found is None and frame.clitics.suffix and ends(field, frame.last):
            return Object(frame.last, None, None, True)  # 'without being able to enter it'
        return found
    cleared = frame.need == "agent" or (frame.kind == "expel" and field.english)
    if cleared and field.within("control_rubble", frame.last, frame.last + _RUBBLE) is not None:
        return None  # 'cleared the road of mines'
    if frame.need == "siege_word":
        low = field.clauses.soft_first[frame.first]
        if field.within("control_siege_word", max(low, frame.first - 4), frame.first) is None:
            return None
    if frame.kind == "under":
        return _gainer(field, frame)
    if frame.kind == "held":
        return _in_hands(field, frame)
    if frame.kind == "pass":
        return _passed(field, frame)
    if frame.kind in ("fall", "swap"):
        return _fallen(field, frame)
    if frame.kind == "siege_by":
        return _besieged(field, frame)
    if frame.kind == "expel":
        return _expelled(field, frame)
    if frame.kind == "siege":
        return _siege(field, frame)
    if frame.kind == "leave" and field.english and field.scan.tokens.kinds[frame.last : frame.last + 1] == [NUMBER]:
        return None  # 'withdrew 12 wounded from'
    if frame.kind in ("leave", "enter") or (frame.preps and not field.english):
        if frame.need == "own_units" and not _pulls_own(field, frame):
            return None  # he who pulls out the wounded leaves no place
        found = behind(field, frame)
        if found is None and frame.kind == "enter" and not frame.preps:
            found = direct(field, frame) or _of_relative(field, frame)
        if found is None and frame.aims and not frame.preps and not field.english:
            found = behind(field, frame._replace(preps=frame.aims), AIM + _SUBJECT)  # 'entered from X to parts of Y'
        if frame.need == "edge" and (found is None or not _at_edge(field, found)):
            return None  # aid arrives in towns
        if frame.need == "named" and (found is None or found.place is None or not _held(field, found.place)):
            return None  # 'is back in prison'
        if frame.kind == "enter" and frame.preps and found is not None and _outside(field, frame, found):
            return None  # 'advanced to the gates of X', 'to within 3 km of X'
        return found
    found = direct(field, frame) or _of_relative(field, frame)
    if frame.need == "post" and found is not None and found.pronoun:
        sentence = field.scan.sents[field.scan.sentence_of(frame.first)][0]
        if field.within("control_raided", sentence, frame.first) is not None:
            return None  # 'a siege of the hotel, hours after gunmen stormed it'
    if frame.need == "post" and found is not None and not found.pronoun and not _post(field, found):
        return None  # to storm a town is to raid it, to storm a base is to take it
    if frame.need == "named" and (found is None or found.place is None or not field.named_at(found.place)):
        return None  # one marches on a town, and moves on positions
    return found


def _pulls_own(field: Field, frame: Frame) -> bool:
    end = min(frame.last + _PULLED, field.clauses.soft_last[frame.first])
    hits = (field.at(i, "control_unit") for i in range(frame.last, end))
    return any(hit is not None and hit.clitics.suffix for hit in hits)


def _at_edge(field: Field, found: Object) -> bool:
    first = found.place if found.place is not None else found.last
    return any(field.at(i, "control_edge") is not None for i in (first - 1, first))


def _outside(field: Field, frame: Frame, found: Object) -> bool:
    """Tell whether a force only came near: to the approaches of a place, or within a distance of it.  Arabic."""
    if field.english:
        return False
    last = found.place + 1 if found.place is not None else found.last
    return field.within("control_outside", frame.last, last) is not None


def _post(field: Field, found: Object) -> bool:
    first = found.place if found.place is not None else found.last
    first -= 1  # 'the military base', where an army may be read
    return field.within("control_post", first, min(found.last + 3, field.clauses.soft_last[first])) is not None


def _of_relative(field: Field, frame: Frame) -> Object | None:
    """'the town, which it took two days later': a relative's place, where the taking has its own time."""
    if not field.english or not frame.finite:
        return None
    had = field.ends_at("control_have", frame.first, 1) is not None
    if not had and frame.kind != "siege" and field.within("control_later", frame.last, frame.last + 3) is None:
        return None
    low = max(field.clauses.soft_first[frame.first], frame.first - _WHICH)
    which = field.within("control_relative", low, frame.first)
    if which is None or not _only_subject(field, which.last, frame.first - had):
        return None
    near = (i for i in range(which.first - 1, max(-1, which.first - 4), -1) if _held(field, i) or field.place_at(i))
    return Object(frame.last, None, None, True) if next(near, None) is not None else None


def _only_subject(field: Field, first: int, last: int) -> bool:
    """Tell whether nothing but an actor, or a word or two, stands in tokens [first, last)."""
    item = field.mention_between(first, last)
    if last - first <= _RELATIVE and any(field.at(i, "control_unnamed") for i in range(first, last)):
        return True
    return last - first < _RELATIVE or (item is not None and last - item.last <= 1 and item.first - first <= _RELATIVE)


def _fallen(field: Field, frame: Frame) -> Object | None:
    """'the base fell at dawn', '86 areas change hands': the place is the verb's subject."""
    first = frame.first
    if not field.english or frame.form == "noun":
        return _fallen_behind(field, frame)
    ends = frame.last >= field.clauses.soft_last[first]
    if frame.kind == "fall" and not ends and field.at(frame.last, "control_when") is None:
        return None
    low = max(field.clauses.soft_first[first], first - _SUBJECT)
    place = next((i for i in range(first - 1, low - 1, -1) if field.place_at(i) is not None), None)
    if place is not None:
        return Object(frame.last, place) if field.place_end(place) == first else None
    if field.ends_at("control_pronoun", first, 1) is None:
        return None
    sentence = field.scan.sents[field.scan.sentence_of(first)][0]
    known = any(field.place_at(i) is not None for i in range(max(sentence, first - _BACK), first))
    return Object(frame.last, None, None, True) if known else None


def _fallen_behind(field: Field, frame: Frame) -> Object | None:
    """'the fall of the city': a place right behind, and nobody to whom it fell.  Buildings and shells fall too."""
    at = frame.last
    while at < frame.last + 2 and field.english and field.at(at, "determiner") is not None:
        at += 1
    if not (
        field.spot_last(at) is not None
        or field.at(at, "place_kind")
        or field.scan.at(at, "control_post", "control_falls")
    ):
        return None
    end = field.place_end(at)
    limit = min(field.clauses.soft_last[frame.first], end + _HANDS)
    near = ((max(0, frame.first - _AVERTED), frame.first), (end, limit))
    if any(field.within("control_averted", *span) is not None for span in near):
        return None  # 'the fall of the town was averted'
    given = "control_fall_to" if field.english else "control_hands"
    to = next((i for i in range(end, limit) if field.at(i, given) is not None), None)
    if to is not None and (not field.english or field.mention_between(to, to + _TO) is not None):
        return None
    return Object(end, at)


def _in_hands(field: Field, frame: Frame) -> Object | None:
    """'the town is now in rebel hands': whose hands they are stands before them.  English."""
    item = next(iter(field.mentions_before(max(0, frame.first - _HANDS), frame.first)), None)
    if item is None or frame.first - item.last > 1:
        item = whose_hands(field, frame.first)
    if item is None:
        return None
    low = field.clauses.soft_first[frame.first]
    inside = field.within("control_inside", max(low, item.first - 3), item.first)
    if inside is None or field.within("control_still", max(low, inside.first - 3), inside.first) is not None:
        return None
    if field.within("control_now", low, inside.first) is None:
        return None
    place = named_before(field, inside.first)
    return Object(frame.last, place, item) if place is not None else None


def _passed(field: Field, frame: Frame) -> Object | None:
    """'control of the crossing passed from X to Y': the place, and to whom it came."""
    if frame.need == "given":
        found = direct(field, frame)  # 'handed the crossing to X'
    elif field.english:
        over = field.within("control_over", field.clauses.soft_first[frame.first], frame.first)
        start = over.last if over is not None else frame.first
        place = next((i for i in range(start, frame.first) if field.place_at(i) is not None), None)
        found = Object(frame.last, place) if place is not None else None
    else:
        found = behind(field, frame)
    if found is None:
        return None
    to = next((i for i in range(found.last, field.clauses.soft_last[frame.first]) if field.at(i, "control_to")), None)
    gainer = field.mention_between(to + 1, to + _TO) if to is not None else None
    return found._replace(last=gainer.last, actor=gainer) if gainer is not None else None


def _held(field: Field, i: int) -> bool:
    """Tell whether a named place, or a word for a town, begins at token `i`."""
    return field.named_at(i) or field.at(i, "place_kind") is not None


def _siege(field: Field, frame: Frame) -> Object | None:
    if not field.english and frame.form == "noun" and not frame.own and _by(field, frame):
        before = place_before(field, frame.first)  # 'the towns besieged by'
        return Object(frame.last, before) if before is not None else None
    if frame.clitics.article and not frame.own:
        return None
    if frame.need == "siege_word":
        return behind(field, frame) or Object(frame.last, place_before(field, frame.first))
    if frame.preps:
        return behind(field, frame)
    forces = frame.need != "place"  # 'cut off the gang'
    return direct(field, frame, actors=forces) or _of_relative(field, frame)


def _by(field: Field, frame: Frame) -> bool:
    """Tell whether a besieger stands behind an Arabic participle ('besieged from', 'besieged on the part of')."""
    if field.within("control_by", frame.last, frame.last + 3) is not None:
        return True
    return field.at(frame.last, "control_from") is not None and not frame.clitics.suffix


def _besieged(field: Field, frame: Frame) -> Object | None:
    """'besieged': a place or a force before it, with its besieger behind it or the force's adversary understood."""
    if field.within("control_trapped", frame.last, frame.last + 4) is not None:
        return None  # under the rubble
    held = next(iter(field.mentions_before(max(0, frame.first - 4), frame.first)), None)
    if _by(field, frame):
        return Object(frame.last, place_before(field, frame.first), held)
    if held is not None and (not field.english or field.place_at(held.last) is None):
        return Object(frame.last, None, held)
    low = max(field.clauses.soft_first[frame.first], frame.first - _SUBJECT)
    if field.english:
        end = frame.first  # 'the town has been', the place right before its verb
        while end > low and any(field.at(end - 1, cls) is not None for cls in _AUXILIARIES):
            end -= 1
        if field.ends_at("control_relative", end, 1) is not None:  # 'the town, which has been'
            end -= 2 if field.scan.tokens.kinds[end - 2] == PUNCT else 1
            low = max(0, end - _SUBJECT)
        place = next((i for i in range(end - 1, low - 1, -1) if field.place_at(i) is not None), None)
        return Object(frame.last, place) if place is not None and field.place_end(place) == end else None
    people = field.within("person", low, frame.first)
    return Object(frame.last, None) if people is not None else None


def _expelled(field: Field, frame: Frame) -> Object | None:
    """'drove X out of Y': somebody, and from where."""
    limit = over_aside(field, frame.last - 1, frame.last + REACH_AR)
    where = behind(field, frame)
    if where is None:
        return None
    if frame.clitics.suffix:
        return where._replace(actor=field.context.of_pronoun(frame.first, frame.clitics.suffix))
    inside = [item for item in reversed(field.mentions_before(frame.last, limit)) if item.last <= where.last]
    inside = [item for item in inside if not field.english or field.at(item.last, "event_word") is None]
    if not inside and not field.english and where.pronoun:
        item = field.mention_between(where.last, where.last + 3)  # 'drove from it the fighters of X'
        return where._replace(last=item.last, actor=item) if item is not None else None
    if not inside and field.english:
        known = field.at(frame.last, "control_there") or people_at(field, frame.last, limit)
        known = known or field.within("control_unit", frame.last, limit) or _foe(field, frame.last)
        return where if known is not None else None
    if not inside:
        generic = any(field.at(i, "actor_generic") is not None for i in range(frame.last, limit))
        return where if generic or field.within("control_foe", frame.last, limit) is not None else None
    return where._replace(actor=inside[-1] if not field.english else inside[0])


def _foe(field: Field, first: int) -> Hit | None:
    """'the militants' near a verb of driving out, whoever they are; a militants' attack is none."""
    for i in range(first, first + _FOE):
        hit = field.at(i, "actor_generic")
        if hit is not None:
            return hit if field.at(hit.last, "event_word") is None and i not in field.starts else None
    return None


def _gainer(field: Field, frame: Frame) -> Object | None:
    low = field.clauses.soft_first[frame.first]
    if frame.need not in ("", "thing"):
        needed = field.within(f"control_{frame.need}", low, frame.first)
        if needed is None or _somebody(field, needed.last, frame.first):
            return None  # a prisoner fell into their hands
        if field.english and field.within("control_not", needed.last, frame.first) is not None:
            return None  # 'the fall of the town would open the road to X'
    item = field.mention_between(frame.last, min(frame.last + 4, field.clauses.soft_last[frame.last - 1]))
    if item is None or (frame.need == "thing" and _somebody(field, low, frame.first)):
        return None
    return Object(item.last, place_before(field, frame.first), item)


def _somebody(field: Field, first: int, last: int) -> bool:
    """Tell whether a word for persons stands in tokens [first, last), and in no place's name ('Wad Madani')."""
    hit = field.within("person", first, last)
    return hit is not None and not any(
        (end := field.spot_last(i)) is not None and end > hit.first for i in range(first, hit.first + 1)
    )
