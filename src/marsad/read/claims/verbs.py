"""English verbs of harm: which verb of a clause is said of a count, by voice, participle and relative clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import ONE_MORE, Draft, core_of, first_of
from marsad.read.claims.nameslisted import names_harm, names_listed
from marsad.read.claims.predicates import past_aside
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan

_JOINED = 6
"""Tokens between two counts that 'and' joins at most."""
_ASIDE = 16
"""Tokens of an aside within a part ('of whom four, including a girl of seven, died') at most."""
STATES = frozenset({"besieged", "displaced", "injured", "detained", "abducted", "missing"})
"""What persons may be before another harm comes to them ('three of the wounded died')."""


_PREDICATE = 10
"""Tokens from 'those wounded' to what the sentence goes on to say of them at most."""
_ADVERBS = 4
"""Tokens from 'have' to 'died' in 'have since all died' at most."""
MOVED = frozenset({"displaced", "abducted", "detained"})
"""What verbs like 'were taken', 'were evacuated' mean of those who are not wounded."""


COMBINED = "harm.combined"
"""The rule of casualties: dead and wounded in one number."""
_THIRD = 8
"""Tokens between two and a third of them at most."""
_NEXT = 12
"""Counts behind one that go on from it at most."""


def finite(scan: Scan, draft: Draft, drafts: list[Draft], triggers: list[Trigger], found: Trigger) -> Trigger | None:
    """Return the finite verb that a participle after the noun leaves open ('eight men deported from X were freed')."""
    relative = scan.at(draft.last, "relative") is not None or scan.at(draft.last + 1, "relative") is not None
    if found.cls != "harm_verb" or not 0 <= found.first - draft.last <= (6 if relative else 1):
        return None
    if scan.at(found.first - 1, "verb_be") is not None and not relative:
        return None
    following = bisect_left(drafts, found.last, key=core_of)
    end = _plain_last(scan, found.last, drafts[following].core if following < len(drafts) else len(scan))
    for n in range(bisect_right(triggers, found.first, key=first_of), len(triggers)):
        if triggers[n].first > end:
            return None
        if triggers[n].harm != found.harm and not triggers[n].after:
            if found.harm == "injured" and triggers[n].harm in MOVED and not draft.head.persons:
                return None  # '200 wounded were taken to the town'
            return triggers[n] if triggers[n].passive else None
    return None


def _plain_last(scan: Scan, first: int, last: int) -> int:
    """Return how far, from token `first` to `last`, plain words and numbers go on in one clause."""
    while first < last and scan.tokens.kinds[first] in ("w", "n"):
        if scan.at(first, "and", "boundary", "relative") is not None:
            break
        first += 1
    return first


def further(draft: Draft, before: Draft) -> bool:
    """Tell whether the count goes on from the one right before it ('193 lives, 33 more than on Sunday')."""
    if ONE_MORE in draft.rules and 0 <= draft.first - before.last <= _THIRD:
        return before.harm is not None  # 'two bodies in a well and a third in a field'
    return draft.head.other and before.harm is not None and 0 <= draft.first - before.last <= 2


def governed(scan: Scan, draft: Draft, trigger: Trigger) -> bool:
    """Tell whether a verb of its own follows the part ('eight of whom have so far been rescued').  English."""
    if scan.lang != "en" or not trigger.passive or trigger.first < draft.core_last:
        return False
    trailing = scan.at(draft.core_last, "among")
    if trailing is None or trailing.entry.features.get("kind") == "list":
        start = _past_part(scan, draft, trigger)
        if start is None:
            return False
    else:
        start = past_aside(scan, trailing.last, trailing.last) if trailing.last < len(scan) else trailing.last
    between = range(start, trigger.first)  # 'one of them, a man of 52, later died'
    return len(between) <= 6 and all(
        scan.tokens.kinds[i] == "w"
        and (scan.any_at(i, "and", "boundary", "preposition", "person") is None or since_then(scan, i))
        for i in between
    )


def since_then(scan: Scan, i: int) -> bool:
    """Tell whether 'since' in 'have since been let go' stands at token `i`."""
    return scan.at(i, "control_since") is not None and scan.at(i - 1, "verb_have") is not None


def _past_part(scan: Scan, draft: Draft, trigger: Trigger) -> int | None:
    """Return where the verb may follow in 'of whom four, including a girl, later died', or None.  English."""
    if scan.ending(draft.first, "among") is None or trigger.harm != "killed" or draft.head.persons:
        return None
    i = draft.last
    if scan.tokens.folds[i : i + 1] != [","]:
        return i
    aside = range(i + 1, min(trigger.first, i + _ASIDE))
    closed = next((j + 1 for j in reversed(aside) if scan.tokens.folds[j] == ","), None)
    return closed if closed is not None and all(scan.at(j, "verb_be", "boundary") is None for j in aside) else None


def was(scan: Scan, draft: Draft, trigger: Trigger) -> bool:
    """Tell whether a participle only says what the part had been ('freed: ... and a nurse captured in 2022')."""
    if scan.lang != "en" or trigger.harm not in STATES or trigger.first < draft.core_last or draft.whole is None:
        return False
    if draft.kind == "number" and not (draft.head.persons or draft.head.actors) and trigger.first == draft.core_last:
        return False  # '(119 killed, 327 injured)'
    return draft.whole.harm in ("released", "killed") and scan.at(trigger.first - 1, "verb_be") is None


def objectless(scan: Scan, trigger: Trigger) -> bool:
    """Tell whether a participle ends its clause, as a passive without 'be' ('a man was killed and a boy wounded')."""
    i = trigger.last
    if i >= len(scan) or scan.tokens.kinds[i] != "w":
        return True
    return scan.at(i, "causal") is not None or scan.at(i, "preposition", "boundary") is not None


def costs(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """'cost Kenya at least 140 men': who lost them stands between the verb and the count."""
    verb = scan.at(trigger.first, "harm_verb")
    between = range(trigger.last, draft.first)
    told = verb is not None and verb.entry.features.get("costs")
    return bool(told) and len(between) <= 4 and all(scan.tokens.kinds[i] == "w" for i in between)


def headlined(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether a participle of a headline stands right behind its persons ('6 farmers buried, 20 taken')."""
    if scan.lang != "en" or trigger.first != draft.last or trigger.last > scan.headline:
        return False
    under = scan.reads(trigger.last, "buried")
    return objectless(scan, trigger) and not under and not (draft.head.unit and not draft.head.persons)


def hunted(scan: Scan, trigger: Trigger, draft: Draft) -> bool:
    """Tell whether those who are looked for are hunted and not missing: the sentence names no rescuers.  English."""
    verb = scan.at(trigger.first, "harm_verb")
    if verb is None or not verb.entry.features.get("sought"):
        return False
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return not any(scan.at(i, "rescuer") is not None for i in range(first, last) if not draft.first <= i < draft.last)


def _amongst(scan: Scan, draft: Draft) -> Sequence[Hit]:
    """Return the words for 'among' in the sentence of a count."""
    every = scan.all("among")
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return every[bisect_left(every, first, key=first_of) : bisect_left(every, last, key=first_of)]


def kept_harm(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> str | None:
    """Return what 'thirteen of the wounded' says itself, or the harm of the count that a bare number goes on."""
    among = scan.at(draft.core_last, "among")
    if among is not None and among.entry.features.get("of_harm"):
        return str(among.entry.features["of_harm"])
    last = drafts[k - 1] if k else None
    opened = [h for h in _amongst(scan, draft) if h.entry.features.get("of_harm") and h.last <= draft.first]
    opened = [h for h in opened if scan.at(h.last, "denial_not") is None]
    if opened:
        return str(opened[-1].entry.features["of_harm"])
    if "head.register" in draft.rules:
        told = next(
            (d for d in map(drafts.__getitem__, range(k - 1, -1, -1)) if d.harm is not None and d.drop is None), None
        )
        return (
            told.harm if told is not None and scan.sentence_of(draft.core) - scan.sentence_of(told.core) <= 3 else None
        )
    if last is not None and "head.heading" in draft.rules:
        return last.harm if scan.sentence_of(draft.core) - scan.sentence_of(last.core) <= 1 else None
    if last is not None and draft.head.persons and all(noun[0].get("victim") for noun in draft.head.nouns):
        return _victims(draft, drafts[:k])
    if last is not None and (draft.head.actors or draft.head.party) and _joined_on(scan, draft, last):
        return last.harm  # '16 dead on the government side and nine among the rebels'
    if last is None or draft.head.persons or draft.head.weak or draft.kind not in ("number", "remaining"):
        return None
    return last.harm if scan.sentence_of(last.core) == scan.sentence_of(draft.core) else None


def _victims(draft: Draft, before: list[Draft]) -> str | None:
    """'Mopti was hit worst (381 victims)': the harm of the last total before that can hold them."""
    larger = (d for d in reversed(before) if d.whole is None and d.harm is not None and not d.drop)
    return next((d.harm for d in larger if (d.value or 0) > (draft.value or 0)), None)


def _joined_on(scan: Scan, draft: Draft, before: Draft) -> bool:
    joined = scan.at(draft.first - 1, "and") is not None and draft.first - before.last <= _JOINED
    return joined and before.side is not None and scan.sentence_of(before.core) == scan.sentence_of(draft.core)


def told_harm(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> str | None:
    """Return what a rival's bare figure counts: the harm of the first total of its sentence, else the dead.

    ('wounded seven, said the ambulance service, which had spoken of five'.)
    """
    tops = [d for d in drafts[:k] if d.whole is None and d.harm is not None]
    if names_listed(scan, draft.first, draft.core_last):
        return names_harm(tops)
    sentence = scan.sentence_of(draft.core)
    beside = next((d.harm for d in tops if scan.sentence_of(d.core) == sentence), None)
    if beside in ("killed", "injured"):
        return beside
    first, _ = scan.sents[sentence]
    colon = next((i for i in range(draft.first - 1, first, -1) if scan.tokens.folds[i] == ":"), None)
    held = scan.ending(colon, "person") if colon is not None and beside is None else None
    if held is not None and held.entry.features.get("harm") in ("detained", "abducted"):
        return "detained"  # 'Both camps hold prisoners: the SDF admits to 31'
    return "killed" if tops and tops[0].harm == "killed" else None


def named(scan: Scan, draft: Draft) -> bool:
    """Tell whether the count is in a list of victims by name ('Family members named: father, 51; ...')."""
    sentence = scan.sentence_of(draft.core)
    return any(h.last <= draft.first and scan.sentence_of(h.first) == sentence for h in scan.all("name_list"))


def died(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'died' follows at once ('three of the wounded died in hospital'): they are counted as dead."""
    among = scan.at(draft.core_last, "among")
    verb = scan.at(past_aside(scan, among.last, among.last), "harm_verb") if among is not None else None
    return (
        verb is not None and bool(verb.entry.features.get("intransitive")) and verb.entry.features["harm"] == "killed"
    )


def _holds(whole: Draft, part: Draft) -> bool:
    return (whole.value or 0) >= (part.value or 0)


def _became(scan: Scan, start: int) -> str | None:
    """Return what the sentence goes on to say of 'those wounded' before token `start`: 'in the strike later died'."""
    for i in range(start, min(start + _PREDICATE, scan.sents[scan.sentence_of(start - 1)][1])):
        if scan.tokens.kinds[i] != "w" or scan.any_at(i, "relative", "boundary", "while", "and") is not None:
            return None
        be = scan.at(i, "verb_be", "verb_have")
        verb = scan.at(i, "harm_verb")
        if be is not None:
            verb = _past_adverbs(scan, be.last)
            return str(verb.entry.features["harm"]) if verb is not None else None
        if verb is not None:
            return str(verb.entry.features["harm"]) if verb.entry.features.get("intransitive") else None
    return None


def _past_whom(scan: Scan, i: int) -> int:
    """Return the token behind ', among whom was a nursing mother,' at token `i`, or `i` where none opens."""
    if scan.tokens.folds[i : i + 1] != [","] or scan.at(i + 1, "among") is None:
        return i
    last = min(i + _PREDICATE, scan.sents[scan.sentence_of(i)][1])
    return next((j + 1 for j in range(i + 2, last) if scan.tokens.folds[j] == ","), i)


def _past_adverbs(scan: Scan, start: int) -> Hit | None:
    """Return the verb behind 'have' at token `start`, past words like 'since' and 'all'; None past who they were."""
    for i in range(start, min(start + _ADVERBS, len(scan))):
        verb = scan.at(i, "harm_verb")
        if verb is not None:
            return verb
        if scan.any_at(i, "person", "relative", "number_article", "number", "preposition") is not None:
            return None
    return None


def some_of_the(scan: Scan, draft: Draft) -> str | None:
    """Return the harm of 'eight of the dead prisoners' or None.  English."""
    among = scan.at(draft.core_last, "among")
    harm = among.entry.features.get("of_harm") if among is not None else None
    return str(harm) if harm in ("killed", "injured", "released") else None


def of_those(scan: Scan, draft: Draft, drafts: list[Draft], k: int) -> bool:
    """'fourteen of the dead and 36 of the wounded': each is of the count of that harm.  English."""
    among = scan.at(draft.core_last, "among")
    harm = str(among.entry.features.get("of_harm") or "") if among is not None else ""
    if not harm or among is None or scan.lang != "en" or died(scan, draft):
        return False
    own = _became(scan, _past_whom(scan, among.last))
    if own in ("killed", "released") and own != harm:
        held = (drafts[n] for n in range(k - 1, -1, -1))
        draft.whole = draft.whole or next((d for d in held if d.harm == harm and _holds(d, draft)), None)
        draft.harm = own
        draft.rules.append("harm.of_those")
        return True  # 'three of those wounded in the strike died'
    if draft.whole is None and harm != "injured":
        return False
    if draft.whole is not None and draft.whole.harm == harm:
        ends = among is not None and (among.last >= len(scan) or scan.tokens.kinds[among.last] != "w")
        draft.harm = harm if ends else draft.harm  # '... and 16 of the injured.'
        return ends
    before = [drafts[n] for n in range(k - 1, -1, -1) if _holds(drafts[n], draft)]
    both = next((d for d in before if COMBINED in d.rules and d.whole is None), None)  # '214 casualties'
    whole = next((d for d in before if d.harm == harm), both)
    while whole is not None and whole.whole is not None and (whole.head.sex or whole.head.age):
        whole = whole.whole if whole.whole.harm == harm else None  # 'of the wounded 12 are women. Three of the wounded'
    was, draft.whole = draft.whole, whole
    draft.harm = harm
    for after in drafts[k + 1 : k + _NEXT] if was is not None else ():  # 'carried out 214 of the killings, militias 36'
        if after.whole is not was or after.head.persons or scan.sentence_of(after.core) != scan.sentence_of(draft.core):
            break
        after.whole = draft.whole
    draft.rules.append("harm.of_those")
    return True
