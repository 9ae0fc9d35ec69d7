"""Words of harm: verbs, verbal nouns and totals, where they stand and how they bind."""

from __future__ import annotations

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_BOTH = {"killed", "injured"}
_CARE = 7
"""Tokens from 'were taken' to the hospital at most."""
_WHERE = 9
"""Tokens from 'died' through who to 'in the prisons' at most."""
_ENDED = ([","], [";"])
"""How a verb ends that says what somebody is doing: no passive."""
_THAT = 12
"""Tokens from 'that' to the verb of those who stand behind it at most.  Arabic."""
_APART = 10
"""Tokens between a verb and the word that completes it ('took 26 of our people away') at most."""
_OBJECT = 5
"""Tokens from 'shot' to the noun of those who were at most."""
SHOT = "harm.shot.verb"
"""The rule of 'was shot', which may leave him alive.  English."""
_WORDS = ("harm_verb", "harm_noun", "casualty_noun")
"""Classes of the words that say by themselves what happened."""


def read_triggers(scan: Scan, blocked: set[int]) -> list[Trigger]:
    """Return the words of harm, left to right: verbs, verbal nouns, and totals ('the number of the wounded')."""
    out: list[Trigger] = []
    done = 0
    harmless = [hit for hit in scan.all("no_harm") if scan.lang == "en" or not _whose_follow(scan, hit.last)]
    if scan.lang == "en":  # 'with gunshot wounds' is no verb
        harmless += [hit for hit in scan.all("of_wounds") if _second_total(scan, hit.last - 1) is None]
        harmless += [have for hit in harmless if (have := scan.ending(hit.first, "verb_have")) is not None]
    blocked = blocked | {i for hit in harmless for i in range(hit.first, hit.last)}
    if scan.lang == "ar":
        trades = (hit for hit in scan.all("person") if hit.last - hit.first > 1 and not hit.entry.features.get("harm"))
        blocked |= {i for hit in trades for i in range(hit.first + 1, hit.last)}  # 'the men of rescue' are no rescued
    persons = scan.firsts("person")
    bodies = {i for i, hit in persons.items() if hit.entry.features.get("body")}
    others = persons if scan.lang == "en" and scan.firsts("casualty_noun") else ()
    in_company = (
        ({i for i in others if scan.ending(i, "of") is not None and scan.at(persons[i].last, "to")}, _second_total),
        (scan.firsts("toll_noun"), _total),
        (bodies, _bodies),
        (scan.firsts("self"), _with_self),
        (scan.firsts("apart"), _apart),
        (scan.firsts("shoots") if scan.lang == "en" else (), _shot),
    )
    beginnings = set[int]().union(*[told for told, _ in in_company], *[scan.firsts(cls) for cls in _WORDS])
    for i in sorted(beginnings - blocked):
        if i < done:
            continue
        trigger = None
        for told, read in in_company:
            if trigger is None and i in told:
                trigger = read(scan, i)
        trigger = trigger or _word(scan, i)
        if trigger is None:
            continue
        done = trigger.last
        last = out[-1] if out and scan.lang == "en" and out[-1].last == trigger.first else None
        if last is not None and last.harm == "killed" and (trigger.after or trigger.harm == "missing"):
            continue  # 'have died in hospital', 'died under the rubble'
        if out and _only_where(scan, out[-1], trigger):
            continue
        if out and _coordinated(scan, out[-1], trigger):
            out[-1] = replace(out[-1], last=trigger.last, harm="other", rule="harm.coordinated")
        else:
            out.append(trigger)
    return out


def _only_where(scan: Scan, before: Trigger, trigger: Trigger) -> bool:
    """Tell whether 'in the prisons' says where those of the verb before it came to harm.  Arabic.

    'five captives died in the prisons' are no five who are held there; 'two died and three are behind bars' are.
    """
    hit = scan.at(trigger.first, "harm_verb") if scan.lang == "ar" and trigger.after else None
    if (
        hit is None
        or not hit.entry.features.get("where")
        or before.harm == trigger.harm
        or trigger.first - before.last > _WHERE
    ):
        return False
    between = range(before.last, trigger.first)
    if any(scan.tokens.kinds[i] not in ("w", NUMBER) for i in between):
        return False
    return not any(other.clitics.conjunction for i in between for other in scan.hits[i])


def _whose_follow(scan: Scan, i: int) -> bool:
    """Tell whether those who were killed stand at token `i`: 'on charges of killing 12 soldiers'.  Arabic."""
    counted = scan.tokens.kinds[i : i + 1] == [NUMBER]
    return counted or scan.any_at(i, "number", "vague", "hedge_pre", "person") is not None


def _plain(first: int, last: int, harm: str, cls: str, rule: str) -> Trigger:
    return Trigger(first, last, harm, cls, False, False, False, False, rule)


def _total(scan: Scan, i: int) -> Trigger | None:
    """'the number of the wounded'."""
    toll = scan.at(i, "toll_noun")
    if toll is None:
        return None
    hit = scan.at(i, "harm_verb", "harm_noun", "casualty_noun")
    if hit is not None and toll.last < hit.last:
        return None
    person = scan.at(toll.last, "person")
    if person is None or not person.entry.features.get("harm"):
        return None
    return _plain(i, person.last, person.entry.features["harm"], "toll", toll.entry.id)


def _second_total(scan: Scan, i: int) -> Trigger | None:
    """'put the number of martyrs at 38 and of injuries at 152': the noun left out is the first's.  English."""
    person = scan.at(i, "person")
    of = scan.ending(i, "of")
    harm = person.entry.features.get("harm") if person is not None else None
    if person is None or of is None or harm is None or scan.ending(of.first, "and") is None:
        return None
    to = scan.at(person.last, "to")
    counted = to is not None and (scan.tokens.kinds[to.last : to.last + 1] == [NUMBER] or scan.at(to.last, "number"))
    return _plain(i, person.last, str(harm), "toll", "harm.second_total") if counted else None


def _bodies(scan: Scan, i: int) -> Trigger | None:
    """'the bodies of 18 civilians', where the noun stands before the number."""
    person = scan.at(i, "person")
    if person is None or not person.entry.features.get("body") or person.entry.features.get("n") != "pl":
        return None
    if scan.at(person.last, "number", "vague", "hedge_pre") is None and scan.tokens.kinds[
        person.last : person.last + 1
    ] != ["n"]:
        return None
    return _plain(i, person.last, person.entry.features["harm"], "harm_noun", person.entry.id)


def _with_self(scan: Scan, i: int) -> Trigger | None:
    """'blew themselves up', 'gave themselves up', the verb apart from its pronoun."""
    if scan.at(i, "self") is None:
        return None
    for j in range(i - 1, max(-1, i - 10), -1):
        verb = scan.at(j, "self_verb")
        if verb is not None:
            return Trigger(i, i + 1, verb.entry.features["harm"], "harm_verb", False, False, True, False, verb.entry.id)
    return None


def _apart(scan: Scan, i: int) -> Trigger | None:
    """'took 26 of our people away', 'holding ten men captive': a verb with its persons before what completes it.

    English.
    """
    word = scan.at(i, "apart")
    if word is None:
        return None
    first, _ = scan.sents[scan.sentence_of(i)]
    for j in range(i - 1, max(first, i - _APART) - 1, -1):
        verb = scan.at(j, "apart_verb")
        if verb is not None and verb.entry.features.get("kind") != word.entry.features.get("kind"):
            continue  # 'took three men away', 'shot three men dead'
        if verb is not None and scan.ending(j, "verb_be") is None:
            harm = str(word.entry.features["harm"])
            return Trigger(i, word.last, harm, "harm_verb", False, False, True, False, word.entry.id)
        if scan.at(j, "harm_verb", "verb_be") is not None:
            return None
    return None


def _completed(scan: Scan, i: int) -> bool:
    """Tell whether the word that completes a verb before token `i` stands further on ('stabbed a guard to death')."""
    return any(_apart(scan, hit.first) is not None for hit in scan.among(i, i + _APART, "apart"))


def _word(scan: Scan, i: int) -> Trigger | None:
    hit = scan.at(i, "harm_verb", "harm_noun", "casualty_noun")
    if hit is None or (hit.entry.features.get("unless_apart") and _completed(scan, hit.last)):
        return None
    person = scan.at(i, "person")
    if person is not None and person.last > hit.last:
        return None
    features = hit.entry.features
    if scan.lang == "en" and hit.entry.cls == "casualty_noun" and scan.tokens.folds[hit.last : hit.last + 1] in _ENDED:
        return None  # 'to evacuate the wounded, and 2,800 people ...'
    if scan.lang == "en" and scan.tokens.folds[hit.last : hit.last + 1] in _ENDED and _the(scan, i):
        return None
    if scan.lang == "en" and hit.entry.cls == "casualty_noun" and _of_one(scan, hit.last):
        return None
    if features.get("state") and (hit.clitics.article or scan.ending(i, "place_prep") or scan.at(hit.last, "place")):
        return None  # 'in the quarters', a word that says of persons that they live
    if scan.lang == "ar" and features["harm"] == "detained" and (_seizes_things(scan, hit.last) or _counted(scan, hit)):
        return None
    if scan.lang == "en" and str(features["harm"]) in _BOTH and _of_none(scan, i):
        return None
    intransitive = bool(features.get("intransitive"))
    if scan.lang == "en" and _begins(scan, i):
        return None
    if features.get("bare") and not (scan.tokens.kinds[i - 1] == NUMBER or scan.ending(i, "number") is not None):
        return None  # 'with 32 in care', but not 'the home has 40 children in care'
    if scan.lang == "en" and str(features["harm"]) == "detained" and _died_there(scan, i):
        return None
    passive = intransitive or _is_done(scan, i) or scan.at(i, "verb_be") is not None
    after, weak = bool(features.get("after")), bool(features.get("weak"))
    objective, beside = bool(features.get("object")), bool(features.get("beside"))
    rule, harm = hit.entry.id, str(features["harm"])
    led = _led_to(scan, hit.last) if scan.lang == "en" and harm == "abducted" else None
    if led is not None and led.entry.cls == "court_place":
        return None
    harm = "injured" if led is not None else harm
    return Trigger(i, hit.last, harm, hit.entry.cls, passive, intransitive, after, weak, rule, objective, beside)


def _of_none(scan: Scan, i: int) -> bool:
    """Tell whether 'and none has been' stands before token `i`: it befell nobody.  English."""
    aux = scan.ending(i, "verb_be") or scan.ending(i, "verb_have")
    return scan.reads((aux.first if aux is not None else i) - 1, "none")


def _of_one(scan: Scan, i: int) -> bool:
    """Tell whether one person stands at token `i`: 'the dead man's two wives' are none of the dead.  English."""
    one = scan.at(i, "person")
    return one is not None and one.entry.features.get("n") == "sg"


def _shot(scan: Scan, i: int) -> Trigger | None:
    """'Gunmen shot four policemen': persons with a number right behind the verb, of whom 'were shot' is said.

    English.
    """
    verb = scan.at(i, "shoots")
    if verb is None or any(scan.ending(i, cls) for cls in ("number_article", "determiner", "verb_be", "relative")):
        return None
    number = scan.at(verb.last, "number", "hedge_pre", "vague") is not None
    if not number and scan.tokens.kinds[verb.last : verb.last + 1] != [NUMBER]:
        return None
    near = (scan.at(k, "person", "unit") for k in range(verb.last + 1, min(verb.last + _OBJECT, len(scan))))
    first = next((hit for hit in near if hit is not None), None)
    if first is None or first.entry.cls != "person":
        return None
    return Trigger(i, verb.last, "killed", "harm_verb", False, False, False, False, SHOT)


def _counted(scan: Scan, hit: Hit) -> bool:
    """Tell whether digits stand before a word that means families as well as capture: '6 of 10 families'.  Arabic."""
    digits = scan.tokens.kinds[hit.first - 1 : hit.first] == [NUMBER]
    return digits and not hit.clitics.conjunction and scan.at(hit.first, "person") is not None


def _died_there(scan: Scan, i: int) -> bool:
    """Tell whether 'died' stands right before 'in custody' at token `i`, which then only says where.  English."""
    verb = scan.ending(i, "harm_verb")
    return (
        verb is not None and verb.entry.features["harm"] == "killed" and bool(verb.entry.features.get("intransitive"))
    )


def _seizes_things(scan: Scan, i: int) -> bool:
    """Tell whether a number of things stands at token `i`: 'and seized 12 kilograms of ...'.  Arabic."""
    number = scan.at(i, "number")
    end = number.last if number is not None else i + (scan.tokens.kinds[i : i + 1] == [NUMBER])
    things = scan.at(end, "unit") is not None and scan.any_at(end, "person", "date_unit", "date_deictic") is None
    return end > i and things


def _the(scan: Scan, i: int) -> bool:
    """Tell whether 'the' stands before token `i`: 'the wounded' are no verb.  English."""
    the = scan.ending(i, "determiner")
    return (
        the is not None and not the.entry.features.get("possessive") and scan.at(i, "person", "harm_verb") is not None
    )


def _begins(scan: Scan, i: int) -> bool:
    """Tell whether 'broke out' at token `i` is said of fighting and not of prisoners.  English."""
    return scan.at(i, "date_began") is not None and scan.ending(i, "cause") is not None


def _led_to(scan: Scan, i: int) -> Hit | None:
    """Return the hospital of 'were taken to Nasser hospital', the court of 'taken to court', at token `i`.  English."""
    if scan.at(i, "to") is None:
        return None
    places = (scan.at(j, "care_place", "court_place") for j in range(i + 1, min(i + _CARE, len(scan))))
    return next((place for place in places if place is not None), None)


def _is_done(scan: Scan, i: int) -> bool:
    """Tell whether a form of 'be' stands right before token `i`, in English also 'were later', 'was reportedly'."""
    if scan.lexicon.ends(scan.tokens.folds[i], "acting"):
        return False  # 'was holding 87 soldiers'
    if i > 0 and scan.at(i - 1, "verb_be") is not None:
        return True
    return scan.lang == "en" and scan.ending(i, "verb_be") is not None


def _coordinated(scan: Scan, before: Trigger, trigger: Trigger) -> bool:
    """'the killing and wounding of 30': one count of both."""
    if {before.harm, trigger.harm} != _BOTH:
        return False
    if scan.lang == "en":
        link = scan.at(before.last, "and", "or")
        if link is None or link.last != trigger.first:
            return False
        told = scan.at(trigger.last, "number", "vague", "hedge_pre") is not None
        told = told or scan.tokens.kinds[trigger.last : trigger.last + 1] == ["n"]
        i = before.first - 1
        bare = i < 0 or (scan.tokens.kinds[i] == "w" and scan.at(i, "number") is None)
        if before.rule == SHOT or scan.at(before.first, "apart") is not None:
            return False  # 'were shot and are being treated', 'stabbed a guard to death and wounded two'
        if before.passive:
            return not told and (link.entry.cls == "or" or _ends_clause(scan, trigger.last))
        return told and bare
    if before.last != trigger.first:
        return False
    had = scan.ending(before.first, "denial_had_done") if scan.lang == "ar" else None  # 'a man had been killed and ...'
    start = had.first if had is not None else before.first
    one = scan.ending(start, "number")  # 'that one soldier was killed and another wounded'
    after_them = before.cls == "harm_verb" and scan.ending(one.first if one else start, "person") is not None
    after_them = after_them or (scan.lang == "ar" and before.cls == "harm_verb" and _behind_them(scan, start, trigger))
    if scan.lang == "ar" and (after_them or _with_object(scan, before) or _of_many(scan, before, trigger)):
        return False  # '42 persons died and tens were wounded': a verb after its persons ends with them
    hit = scan.at(trigger.first, trigger.cls)
    return hit is not None and bool(hit.clitics.conjunction)


def _behind_them(scan: Scan, start: int, trigger: Trigger) -> bool:
    """Tell whether 'that one of its soldiers of the battalion was killed and wounded were three' stands here.  Arabic.

    The first verb ends what is told of who stands behind 'that'; the second has a number of its own.
    """
    own = scan.at(trigger.last, "number") is not None or scan.tokens.kinds[trigger.last : trigger.last + 1] == [NUMBER]
    first, _ = scan.sents[scan.sentence_of(start)]
    for i in range(start - 1, max(first, start - _THAT) - 1, -1) if own else ():
        if scan.tokens.kinds[i] not in ("w", NUMBER) or scan.at(i, "harm_verb", "harm_noun") is not None:
            return False
        that = scan.at(i, "attribution_that")
        if that is not None:
            return any(scan.at(k, "person") is not None for k in range(that.last, start))
    return False


def _with_object(scan: Scan, verb: Trigger) -> bool:
    """Tell whether a verb ends with its persons' pronoun ('met their death, and 9 were wounded').  Arabic."""
    hit = scan.at(verb.first, "harm_noun") if verb.cls == "harm_noun" else None
    if hit is not None:
        return bool(hit.clitics.suffix)  # 'which led to his death and the wounding of two'
    return verb.cls == "harm_verb" and scan.lexicon.ends_in_pronoun(scan.tokens.folds[verb.last - 1])


def _ends_clause(scan: Scan, i: int) -> bool:
    """Tell whether nobody follows 'were killed and wounded' at token `i`: it is said of those before.  English."""
    if i >= len(scan) or scan.tokens.kinds[i] != "w":
        return True
    if scan.at(i, "verb_be", "person") is not None:
        return False
    return scan.any_at(i, "preposition", "causal", "boundary", "date_open", "weekday", "date_day") is not None


def _of_many(scan: Scan, before: Trigger, trigger: Trigger) -> bool:
    """Tell whether the first verb is in the plural, so that its subject stands before it, and the second is not."""
    many = [scan.at(one.first, "verb_of_many") is not None for one in (before, trigger)]
    return many == [True, False]
