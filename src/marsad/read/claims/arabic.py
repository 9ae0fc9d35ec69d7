"""Arabic clauses of harm: verbs apart from their particle or pronoun, and lines of places under a total.

'(the army) released ... of 14 captives' frees them, 'eleven of them gave ... themselves up' is no handover, and
'Daraa: 14' under '183 dead' is a part of it.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.read.claims.draft import Draft
from marsad.read.claims.publisher import home_of, home_of_agency
from marsad.read.claims.quantities import DASHES
from marsad.read.claims.trigger import Trigger
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, PUNCT

_REACH = 14
"""How far, in tokens, the verb may stand from its particle."""
_TOTAL = 22
"""How far, in tokens, a total may stand before its number without 'to'."""
_OTHERS = ("person", "unit", "number", "harm_noun", "toll_verb", "boundary", "actor", "attribution_verb", "to")
"""What may not stand between a verb of harm and a bare number."""
_OF_THEM = 5
"""Tokens of 'of the Philippine battalion' and the state of these at most."""
_PARALLEL = 6
"""Tokens from a count to the next one that has its verb behind as well, at most."""
_FURTHER = 5
"""Tokens between two of some persons and a third of them at most."""
_LABEL = 6
"""Tokens of 'Daraa:' at most."""
_FROM = 3
"""Tokens of the place that a count is 'from' at most."""
_BRACKETS = 9
"""Tokens in brackets between a count and its verb at most."""
_HELD = frozenset({"detained", "abducted"})
_NO_FORCE = frozenset({None, "civilians", "un", "mixed", "unknown", "other"})
"""Sides of publishers that have no fighters to mourn."""


def with_pronoun(scan: Scan, triggers: list[Trigger]) -> list[Trigger]:
    """Give a verb the sense that it has with 'themselves' after its subject ('11 members gave themselves up')."""
    if scan.lang != "ar":
        return triggers
    pronouns = {hit.first for hit in scan.all("self")}
    apart: dict[int, str] = {}
    for i in pronouns:
        first, _ = scan.sents[scan.sentence_of(i)]
        for j in range(i - 1, max(first - 1, i - 10), -1):
            verb = scan.at(j, "self_verb")
            if verb is not None:
                apart[j] = str(verb.entry.features["harm"])
                break
    if not apart:
        return triggers
    return [replace(t, harm=apart[t.first], rule="harm.with_pronoun") if t.first in apart else t for t in triggers]


def free_the_held(scan: Scan, drafts: list[Draft], triggers: list[Trigger]) -> None:
    """'released, in a separate deal, 14 captives': who are named by what held them are freed by the verb before."""
    if scan.lang != "ar":
        return
    ends = {hit.last for hit in scan.all("freed_from")}
    outs = {hit.last for hit in scan.all("comes_out")}  # 'out came 12 detainees'
    for draft in drafts:
        came_out = draft.first in outs
        if came_out:
            outs.add(draft.last)  # '... and six prisoners'
        if draft.harm not in _HELD or "harm.by_noun" not in draft.rules or not (came_out or draft.first in ends):
            continue
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        near = (t for t in triggers if max(first, draft.first - _REACH) <= t.first < draft.first)
        if came_out or any(t.harm == "released" for t in near):
            for part in (draft, *(d for d in drafts if d.whole is draft and d.harm == draft.harm)):
                part.harm = "released"
                part.rules.append("harm.freed_from")


def reached(scan: Scan, draft: Draft, before: Draft | None) -> bool:
    """Tell whether 'the number of ... who died ... reached' stands before a count, the verb first and no 'to'.

    'reached the number of those who died inside the town until noon 537 citizens'.
    """
    if scan.lang != "ar":
        return False
    first = max(scan.sents[scan.sentence_of(draft.core)][0], draft.first - _TOTAL, before.last if before else 0)
    if not scan.begins(first + 1, draft.first, "toll_noun", "casualty_noun"):
        return False
    for i in range(draft.first - 1, first, -1):
        if scan.tokens.kinds[i] == PUNCT or scan.at(i, "to") is not None:
            return False
        if scan.at(i, "toll_noun", "casualty_noun") is not None:
            return scan.begins(max(first, i - 2), i, "toll_verb")
    return False


def place_line(scan: Scan, number: int) -> int | None:
    """Return the token after 'Daraa:', '- the army:' where sentence `number` begins so before a number."""
    if scan.lang != "ar":
        return None
    first, last = scan.sents[number]
    opens = scan.tokens.folds[first : min(first + _LABEL, last - 1)]
    if ":" not in opens:
        return None
    i = first + opens.index(":")
    named = (opens[0] in DASHES and i > first + 1) or scan.begins(first, i, "place")
    counts = scan.tokens.kinds[i + 1] == "n" or scan.at(i + 1, "number") is not None
    return i + 1 if named and counts else None


def mourn_own(scan: Scan, voice: Voice, source: str | None, drafts: list[Draft]) -> None:
    """A force that publishes of 'two members martyred', 'we count twelve martyrs' speaks of its own."""
    home = home_of(voice, source) if scan.lang == "ar" else None
    agency = home_of_agency(voice, source) if scan.lang == "ar" and home is None else None
    for draft in drafts if agency not in _NO_FORCE else ():
        if draft.side is None and draft.head.own and draft.head.party and not draft.head.actors:
            draft.side = agency  # 'six of our fighters', says the agency of a force
            draft.rules.append("side.mourned")
    if home in _NO_FORCE:
        return
    for draft in drafts:
        head = draft.head
        if draft.side is not None or head.actors or head.civilian or draft.harm != "killed":
            continue
        word = draft.trigger is not None and scan.at(draft.trigger, "martyr_word") is not None
        counted = head.own and scan.ending(draft.first, "martyr_word") is not None
        if (word and (head.party or head.role)) or counted:
            draft.side, head.civilian = home, False
            draft.rules.append("side.mourned")


def verb_before(scan: Scan, first: int, start: int, blocked: set[int]) -> bool:
    """Tell whether a verb of harm comes before a bare number, with a date or two words of place between.

    'it killed since August 2022 more than 4,000 of them', 'around it more than a hundred were killed'.
    """
    if scan.lang != "ar":
        return False
    words = 0
    for i in range(first - 1, max(start - 1, first - 10), -1):
        if i in blocked:
            continue
        verb = scan.at(i, "harm_verb")
        if verb is not None:
            return verb.entry.features["harm"] in ("killed", "injured") and i + 1 < first
        words += 1
        if words > 2 or scan.tokens.kinds[i] != "w" or scan.any_at(i, *_OTHERS) is not None:
            return False
    return False


def goes_on(scan: Scan, i: int, first: int, ends: set[int]) -> bool:
    """Tell whether 'and a student' at token `i` goes on from a count that only an age parts from it."""
    person = scan.at(i, "person")
    died = person is not None and scan.at(person.last, "of_wounds") is not None
    for j in range(i - 1, max(first, i - 7), -1):
        if j in ends and (died or (person is not None and _from_places(scan, j, i, person))):
            return True  # 'two members at once and a third of his wounds', 'nine from X and two soldiers from Y'
        if j in ends and person is not None and _each_so(scan, j, i, person):
            return True  # 'a child by a sniper and a woman under torture'
        if j in ends:
            between = range(j, i)
            aged = any(
                (hit := scan.at(k, "unit", "ignore_before")) is not None and hit.entry.features.get("why") == "age"
                for k in between
            )
            plain = not any(scan.any_at(k, "harm_verb", "harm_noun", "clause_resume", "boundary") for k in between)
            return aged and plain
    return False


def _each_so(scan: Scan, end: int, i: int, person: Hit) -> bool:
    """Tell whether a cause alone parts a count that ends at `end` from one more at `i`, with a cause behind him too."""
    own = scan.at(person.last, "cause")
    if own is None or not person.clitics.conjunction or scan.at(end, "cause") is None:
        return False
    return all(scan.tokens.kinds[k] == "w" and scan.at(k, "harm_verb", "harm_noun") is None for k in range(end, i))


def _from_places(scan: Scan, end: int, i: int, person: Hit) -> bool:
    """Tell whether 'from X' alone parts a count that ends at `end` from one more at `i`, of whom 'from Y' is told."""
    of, own = scan.at(end, "of"), scan.at(person.last, "of")
    closed = person.last >= len(scan) or scan.tokens.kinds[person.last] != "w"
    further = scan.at(person.last, "person")  # '11 of the marines, and a sailor and a soldier'
    alone = closed or (further is not None and bool(further.clitics.conjunction))
    if of is None or of.clitics.suffix or not (alone or (own is not None and not own.clitics.suffix)):
        return False
    return 1 <= i - of.last <= _FROM and all(scan.tokens.kinds[k] == "w" for k in range(of.last, i))


def follow_before(scan: Scan, drafts: list[Draft]) -> None:
    """'two guards ... and a third', 'five citizens and four Syrians': who goes on from a count is of its side."""
    if scan.lang != "ar":
        return
    for before, draft in pairwise(drafts):
        if draft.side is not None or draft.head.actors or before.side is None:
            continue
        if scan.sentence_of(before.core) != scan.sentence_of(draft.core):
            continue
        ordinal = any(noun[0].get("ordinal") for noun in draft.head.nouns) and len(draft.head.nouns) == 1
        national = draft.head.weak and before.side == "civilians" and draft.first - before.last <= 1
        if draft.harm == "killed" and draft.head.harm == before.harm == "injured" and draft.value and before.value:
            if draft.value < before.value and not draft.head.party:  # 'four were wounded, and one of the wounded died'
                draft.side, draft.head.civilian = before.side, before.head.civilian
                draft.rules.append("side.of_before")
            continue
        if draft.harm != before.harm and not (ordinal and draft.first - before.last <= _FURTHER):
            continue
        if ordinal or national:
            draft.side, draft.head.civilian = before.side, before.side == "civilians"
            draft.rules.append("side.of_before")


def own_predicate(scan: Scan, draft: Draft, before: Draft | None) -> Hit | None:
    """Return what is said right behind a count that is its subject: 'that 6 died and that 40 others are missing'.

    Only where the count before it, too, has its verb behind, or 'that' opens the sentence about this one; elsewhere
    a verb stands before those of whom it is said.
    """
    among = scan.at(draft.last, "among")  # 'that 4 of them died'
    after = among.last if among is not None and among.entry.features.get("trailing") else draft.last
    which = scan.at(after, "control_relative") if scan.at(after + 1, "verb_of_many") is not None else None
    fell = scan.at(which.last, "harm_verb") if which is not None else None
    if fell is not None and fell.entry.features["harm"] == "killed":
        return fell  # 'joined three of his sons, who fell in the same shelling'
    if draft.head.other and (state := _state_of_others(scan, after)) is not None:
        return state
    at = _still(scan, after)
    own = scan.at(at, "harm_verb") or (scan.at(at, "person") if at > after else None)
    if own is None or own.clitics.conjunction or own.clitics.article or "harm" not in own.entry.features:
        return None
    same = before is not None and scan.sentence_of(before.core) == scan.sentence_of(draft.core)
    of = [hit for cls in ("harm_noun", "harm_verb", "person") if (hit := scan.ending(draft.first, cls)) is not None]
    if any(before is None or hit.first != before.trigger for hit in of):
        return None  # 'the bodies of 3 civilians under the ruins'
    that = scan.ending(draft.first, "attribution_that")
    if that is not None and that.clitics.conjunction:
        return own  # 'that one was killed and that six guards were injured'
    follows = same and before is not None and before.trigger == before.last
    follows = follows and before is not None and 0 < draft.first - before.last <= _PARALLEL
    return own if follows or (same and scan.ending(draft.first, "attribution_that") is not None) else None


def _state_of_others(scan: Scan, i: int) -> Hit | None:
    """Return 'besieged' behind 'others of the Philippine battalion' that ends with 'of' and a few words, or None."""
    of = scan.at(i, "of")
    for j in range(of.last, min(of.last + _OF_THEM, len(scan))) if of is not None else ():
        state = scan.at(j, "person")
        if state is not None and state.entry.features.get("harm") and j > i + 1:
            said = state.clitics.article or state.clitics.conjunction or state.clitics.preposition
            return None if said or state.clitics.suffix else state
        joined = scan.lexicon.begins(scan.tokens.folds[j], "and")
        if joined or scan.tokens.kinds[j] != "w" or scan.any_at(j, "number", "harm_verb", "harm_noun", "among", "and"):
            return None
    return None


def to_predicate(scan: Scan, i: int) -> int:
    """Return the token after '(some 16,000 people)', 'of them' or the particle 'had' at token `i`, or `i`."""
    folds = scan.tokens.folds
    if folds[i : i + 1] == ["("]:
        return next((j + 1 for j in range(i + 1, min(i + _BRACKETS, len(folds))) if folds[j] == ")"), i)
    of_them = scan.at(i, "among")
    if of_them is not None and scan.at(of_them.last, "harm_verb") is not None:
        return of_them.last  # 'three of them were wounded'
    done = scan.at(i, "denial_had_done")
    return done.last if done is not None else i


def of_others(scan: Scan, trigger: Trigger) -> bool:
    """Tell whether a verb has its own persons behind it: '37 wounded, of whom died two', and not all of them."""
    one = scan.at(trigger.last, "one_of", "number")
    return one is not None or scan.tokens.kinds[trigger.last : trigger.last + 1] == [NUMBER]


def harm_behind(own: Hit) -> str:
    """Return the harm of a predicate: who 'lost' somebody loses him, who 'was lost' is missing."""
    return "missing" if own.entry.features.get("loses") else str(own.entry.features["harm"])


def _still(scan: Scan, i: int) -> int:
    """Return the token after 'are still' at token `i`, or `i`."""
    hit = scan.at(i, "open_still")
    return hit.last if hit is not None else i
