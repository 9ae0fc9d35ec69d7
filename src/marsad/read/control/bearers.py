"""Bearers: the actor that a change of control is told of, found by where the words stand."""

from __future__ import annotations

from marsad.read.control.field import Field
from marsad.read.control.frame import Frame
from marsad.read.control.holders import partitive, state_named
from marsad.read.control.particles import Object
from marsad.read.control.sides import UNKNOWN, Subject, acts, opponent, subject_of
from marsad.read.mention import ActorMention
from marsad.read.parties import army_of
from marsad.text.tokens import NUMBER, PUNCT

_OBJECT = 7
"""Tokens from a verb of harm to the force that it counts at most."""
_DEFENDERS = 4
"""Tokens between 'the defenders' and their verb at most."""
_BEGINS = 8
"""Tokens from the head of a sentence to whom it begins with at most."""
_OPENS = 3
"""Tokens of a clause before the actor that it begins with at most."""
_NATIONAL = 5
"""Tokens from a people's name to the verb of its fighters at most."""
_ASIDE = 14
"""English: tokens of an aside between commas at most."""
_OWN = 3
"""Arabic: tokens between 'its vehicles' and their verb at most."""
_KILLING = 6
"""Tokens between 'the killing of' and whose the dead were at most."""


def attacker(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """Whose attack failed: 'their assault on X failed', 'the army repelled an assault on X' (its adversary's)."""
    known = before(field, frame, found, None if field.repelled(frame.first) else previous)
    if known is None or not field.repelled(frame.first) or known.first < field.clauses.soft_first[frame.first]:
        return known
    return opponent(field, known.side)


def before(field: Field, frame: Frame, found: Object, previous: Subject | None) -> Subject | None:
    """The nearest actor before a verb that may be its subject: in its clause, the last change's, in the sentence."""
    if previous is not None and goes_on(field, frame, previous):
        return previous
    item = _opening(field, frame, found) or nearest(field, field.clauses.soft_first[frame.first], frame, found)
    if item is not None:
        return subject_of(field, item)
    item = _over_aside(field, frame) if field.english else None
    if item is not None:
        return subject_of(field, item)
    own = None if field.english else _own_units(field, frame)
    if own is not None:
        return own
    state = state_named(field, frame)
    if state is not None:
        return Subject(state[0], (), state[1], state[2])
    people = None
    if field.english:
        people = _national(field, frame) or people_at(field, field.clauses.soft_first[frame.first], frame.first)
    if people is not None:
        return people
    low = max(field.clauses.soft_first[frame.first], frame.first - _DEFENDERS)
    if previous is not None and field.within("control_defenders", low, frame.first) is not None:
        return opponent(field, previous.side)
    if _anonymous(field, frame):
        return Subject(UNKNOWN, ())
    if _civil(field, frame) or _people(field, frame):
        return None
    if previous is not None:
        return previous
    item = nearest(field, field.clauses.hard_first[frame.first], frame, found)
    if item is None:
        sentence = field.scan.sentence_of(frame.first)
        item = nearest(field, field.scan.sents[sentence][0], frame, found)
        if item is None and sentence > 0 and field.english:
            item = _they(field, frame, found)
        if item is None and sentence > 0 and not frame.strict:
            item = nearest(field, field.scan.sents[sentence - 1][0], frame, found)
    return subject_of(field, item) if item is not None else None


def goes_on(field: Field, frame: Frame, previous: Subject) -> bool:
    """Tell whether a verb only goes on with the last change's subject ('drove X from A and then secured B')."""
    if not frame.finite:
        return False
    if field.english:
        adverb = field.at(frame.first - 1, "control_then") is not None
        return field.scan.at(frame.first - 1 - adverb, "and") is not None
    item = field.starts.get(previous.first)
    if item is None or not frame.clitics.conjunction or not agrees(field, frame, item):
        return False
    return not any(_new_subject(field, other) for other in field.mentions_before(previous.last, frame.first))


def _new_subject(field: Field, item: ActorMention) -> bool:
    """Tell whether an Arabic actor behind another is more than that one's object or what a particle names."""
    if any(hit.clitics.conjunction for hit in field.scan.hits[item.first]):
        return True
    if any(other.last == item.first for other in field.mentions_before(item.first - 1 - _OWN, item.first)):
        return False  # 'drove the army X out'
    if any(hit.clitics.preposition for hit in field.scan.hits[item.first]) or _place_ends(field, item.first):
        return False
    return all(field.ends_at(cls, item.first) is None for cls in ("control_from", "control_with", "control_on"))


def _they(field: Field, frame: Frame, found: Object) -> ActorMention | None:
    """'They had earlier seized X' at the head of a sentence: whom the sentence before began with.  English."""
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    if field.at(first, "control_pronoun") is None:
        return None
    low = field.scan.sents[field.scan.sentence_of(frame.first) - 1][0]
    item = field.mention_between(low, min(low + _BEGINS, first))
    return item if item is not None and item != found.actor and acts(item) and not _aside(field, item) else None


def _opening(field: Field, frame: Frame, found: Object) -> ActorMention | None:
    """'Loyalists have broken through Houthi defences and seized X': whom the clause begins with.  English."""
    if not field.english or not frame.finite:
        return None
    adverb = field.at(frame.first - 1, "control_then") is not None
    if field.scan.at(frame.first - 1 - adverb, "and") is None:
        return None
    low = field.clauses.soft_first[frame.first]
    opened = field.within("control_subordinate", low, frame.first)
    low = opened.last if opened is not None else low
    first = field.mention_between(low, frame.first)
    if first is None or first == found.actor or first.first - low > _OPENS or not acts(first):
        return None
    return None if _aside(field, first) or _describes(field, first) or _object(field, first, frame) else first


def _over_aside(field: Field, frame: Frame) -> ActorMention | None:
    """'after the army, backed by air strikes, drove them out': who stands before the aside.  English."""
    first = field.clauses.soft_first[frame.first]
    if not frame.finite or first < 2 or field.scan.tokens.kinds[first - 1] != PUNCT:
        return None
    if frame.first > first and (frame.first > first + 4 or field.at(first, "control_have") is None):
        return None
    aside = field.clauses.soft_first[first - 2]
    if first - aside > _ASIDE or aside < 1 or field.scan.sentence_of(aside) != field.scan.sentence_of(first):
        return None
    item = next(iter(field.mentions_before(max(0, aside - _ASIDE), aside)), None)
    return item if item is not None and item.last >= aside - 1 and acts(item) else None


def _own_units(field: Field, frame: Frame) -> Subject | None:
    """Arabic: whose 'its vehicles', 'its fighters' before a verb or a verbal noun are."""
    low = max(field.clauses.soft_first[frame.first], frame.first - _OWN)
    for i in range(frame.first - 1, low - 1, -1):
        hit = field.at(i, "control_unit")
        if hit is not None and hit.clitics.suffix:
            item = field.context.of_pronoun(i, hit.clitics.suffix)
            return subject_of(field, item)._replace(first=i, last=i + 1) if item is not None else None
    return None


def _people(field: Field, frame: Frame) -> bool:
    """Tell whether Arabic persons who are no force flee or go somewhere ('thousands of inhabitants fled')."""
    if field.english or frame.kind not in ("enter", "leave", "leave_obj") or not frame.finite:
        return False
    many = field.at(frame.last, "vague")
    if many is not None and field.scan.any_at(many.last, "of", "actor", "actor_generic", "control_unit") is None:
        return True  # 'and hundreds fled towards the town'
    hit = field.scan.ending(frame.first, "person")
    if hit is None or hit.first in field.starts or field.scan.at(hit.first, "actor_generic", "control_unit"):
        return False
    return not hit.entry.features.get("role")


def _national(field: Field, frame: Frame) -> Subject | None:
    """'Russian assault groups' right before their verb: a people's fighters are its army.  English."""
    low = max(field.clauses.soft_first[frame.first], frame.first - _NATIONAL)
    nation = field.within("person", low, frame.first)
    band = field.within("control_band", low, frame.first)
    if nation is None or band is None or nation.last > band.first:
        return None
    if any(field.scan.reads(i, "backed") for i in range(nation.last, band.first)):
        return None
    if not nation.entry.features.get("nat"):
        return None
    side = army_of(field.voice).get(str(nation.entry.features["nat"]))
    return Subject(side, (), nation.first, band.last) if side is not None else None


def people_at(field: Field, first: int, last: int) -> Subject | None:
    """'the Russians' in tokens [first, last): a people that fights is its army.  English."""
    hit = field.within("person", first, last)
    if hit is None or hit.entry.features.get("n") != "pl":
        return None
    if field.at(hit.first - 1, "determiner") is None and not (hit.first < field.headline_last and hit.first == first):
        return None  # 'the Kurds', 'Kurds take ...' in a headline
    side = army_of(field.voice).get(str(hit.entry.features.get("nat", "")))
    return Subject(side, (), hit.first - 1, hit.last) if side is not None else None


def nearest(field: Field, low: int, frame: Frame, found: Object) -> ActorMention | None:
    """Return the nearest actor from token `low` to the verb that may be its subject."""
    for item in field.mentions_before(low, frame.first):
        if item == found.actor or not acts(item):
            continue
        if frame.clitics.conjunction and (frame.finite or frame.form == "noun") and partitive(field, item):
            continue
        if _fallen(field, item) or _owns(field, frame, item) or _of_place(field, item, frame):
            continue
        if field.english and _object(field, item, frame):
            continue
        if _aside(field, item) or _describes(field, item) or not agrees(field, frame, item):
            continue
        return item
    return None


def _aside(field: Field, item: ActorMention) -> bool:
    """Tell whether an actor only accompanies another ('backed by Russian aircraft', 'against the rebels')."""
    if field.english:
        if _agent_aside(field, item):
            return True
        apart = field.at(item.first - 1, "attribution_when") is not None  # 'On Tuesday the army'
        return field.ends_at("control_with", item.first) is not None or (
            field.ends_at("control_with", item.first - 1) is not None and not apart
        )
    if field.ends_at("control_with", item.first) is not None:
        return True
    hits = field.scan.hits[item.first]
    preposition = next((hit.clitics.preposition for hit in hits if hit.entry.cls in ("actor", "actor_generic")), "")
    return bool(preposition) and field.ends_at("control_with", item.first) is not None


def _agent_aside(field: Field, item: ActorMention) -> bool:
    """'moved into bases abandoned by X and now hold the city': who stands behind 'by' does nothing more.  English.

    Unless a relative says that he does ('seized by rebels, who then took Y').
    """
    by = field.ends_at("control_by", item.first, 1) or field.ends_at("control_by", item.first - 1, 1)
    verb = field.ends_at("control_verb", by.first) if by is not None else None
    if verb is None or verb.entry.features["form"] not in ("past", "pp"):
        return False  # 'a bid by the army to take X'
    return field.within("control_relative", item.last, item.last + 2) is None


def _fallen(field: Field, item: ActorMention) -> bool:
    """Tell whether an Arabic actor only says whose the dead were ('the killing of 24 of X in a raid that retook Y')."""
    if field.english or field.at(item.last, "control_relative") is not None:
        return False
    if not partitive(field, item) and not _counted_for(field, item):
        return False
    near = max(0, item.first - _KILLING), item.first
    killing = field.within("harm_noun", *near) or field.within("harm_verb", *near)
    return killing is not None and killing.entry.features["harm"] == "killed"


def _counted_for(field: Field, item: ActorMention) -> bool:
    """Tell whether 'to' is glued to an actor right behind a noun of persons ('12 members of X', as Arabic has it)."""
    to = any(hit.clitics.preposition for hit in field.scan.hits[item.first])
    return to and field.ends_at("person", item.first, 2) is not None


def _of_place(field: Field, item: ActorMention, frame: Frame) -> bool:
    """Tell whether an actor only owns a place ('a base of the Ugandan forces'), or is attacked (Arabic 'on X')."""
    before = item.first - 1
    if field.english:
        before -= field.at(before, "determiner") is not None
        return before > 0 and field.scan.at(before, "of") is not None and _place_ends(field, before)
    low = field.clauses.soft_first[frame.first]
    finite = frame.finite or any(field.within(cls, low, frame.first) for cls in ("control_can", "control_try"))
    if not finite or any(hit.clitics.conjunction for hit in field.scan.hits[item.first]):
        return False
    if any(hit.clitics.preposition for hit in field.scan.hits[item.first]):
        return _place_ends(field, item.first)
    construct = _place_ends(field, item.first) and field.at(before, "control_unit") is None
    return construct or (before >= 0 and field.at(before, "control_on") is not None)


def _place_ends(field: Field, i: int) -> bool:
    return any(field.place_at(first) == i for first in range(max(0, i - 2), i))


def _owns(field: Field, frame: Frame, item: ActorMention) -> bool:
    """Tell whether an Arabic actor only owns what another took ('they seized the soldiers' arms and fled')."""
    if field.english or not frame.clitics.conjunction or not frame.finite:
        return False
    return field.ends_at("control_goods", item.first, 2) is not None


def _object(field: Field, item: ActorMention, frame: Frame) -> bool:
    """Tell whether 'the army killed 60 rebels and took X' goes on: whom its verb harmed took nothing.  English.

    Nor did those of 'took three soldiers prisoner and took X'.
    """
    scan = field.scan
    if scan.at(frame.first - 1, "and") is None:
        return False
    low = max(field.clauses.hard_first[frame.first], item.first - _OBJECT)
    counted = False
    for i in range(item.first - 1, low - 1, -1):
        verb = scan.at(i, "harm_verb")
        if verb is not None and verb.last <= item.first:
            return counted and scan.at(i - 1, "verb_be") is None and not verb.entry.features.get("loses")
        if counted and i in field.verbs and scan.at(i - 1, "verb_be") is None:
            return True
        counted = counted or scan.tokens.kinds[i] == NUMBER or scan.at(i, "number", "vague") is not None
        if not counted and scan.at(i, "and") is not None:
            return False
    return False


def _describes(field: Field, item: ActorMention) -> bool:
    """Tell whether an English actor only describes a place ('a Somali army base')."""
    return field.english and item.last not in field.verbs and field.place_at(item.last) is not None


def agrees(field: Field, frame: Frame, item: ActorMention) -> bool:
    """Tell whether an Arabic verb may have the actor before it for its subject by gender."""
    if field.english or frame.gender not in ("m", "f"):
        return True
    if field.within("control_unit", max(0, item.first - 2), item.first) is not None:
        return True  # 'units of the army' agree with the units
    return field.context.feminine(item) == (frame.gender == "f")


def _anonymous(field: Field, frame: Frame) -> bool:
    """Tell whether the subject is a word for fighters whom nothing names ('unknown gunmen seized')."""
    low = max(field.clauses.soft_first[frame.first], frame.first - 3)
    if field.within("control_unnamed", low, frame.first) is not None:
        return True
    words = (
        field.scan.at(i, "actor_generic", "control_unit") for i in range(low, frame.first) if i not in field.starts
    )
    told = (hit for hit in words if hit is not None and not (hit.clitics.suffix and not field.english))
    return any(not (field.english and field.ends_at("control_with", hit.first - 1) is not None) for hit in told)


def _civil(field: Field, frame: Frame) -> bool:
    """Tell whether English persons who are no force go somewhere ('280 contractors crossed into X')."""
    if not field.english or frame.kind not in ("enter", "leave", "leave_obj") or not frame.finite:
        return False
    low = max(field.clauses.soft_first[frame.first], frame.first - 3)
    if frame.kind == "enter" and field.scan.tokens.kinds[frame.first - 2 : frame.first - 1] == [NUMBER]:
        return True  # '174 wounded crossed'
    hit = field.within("person", low, frame.first)
    return hit is not None and hit.last == frame.first and field.ends_at("control_whose", hit.first, 1) is None


def ahead(field: Field, frame: Frame) -> ActorMention | None:
    """'in its bid to take X, the army shelled': the pronoun's actor is named later in the sentence."""
    return field.mention_between(frame.last, field.clauses.hard_last[frame.first])
