"""Who was struck: 'the blast hit 30 pilgrims, killing 12 and wounding 18' says of thirty that they were hit, no more.

Those killed and wounded together are the whole of both; where the numbers do not add up nobody says what befell all.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_HARMED = frozenset({"killed", "injured"})
_VERB = 6
"""Tokens from 'struck', or Arabic 'struck the shell', to those who were struck at most."""
_SUBJECT = 4
"""Tokens from 'targeted', with its subject, to those at whom it aimed.  Arabic."""
_NOT_BETWEEN = ("harm_verb", "harm_noun", "number", "person", "place_prep", "preposition", "agent")
"""Classes of words behind which something else than the target is told."""
_PARTS = 3
"""Counts behind those who were struck that may be parts of them."""


def settle_struck(scan: Scan, drafts: list[Draft]) -> None:
    """Leave to those who were struck the harm that is said of all: none, or both where the parts make them up."""
    if scan.lang == "ar":
        _spare_targets(scan, drafts)
    for k, struck in enumerate(drafts):
        if struck.harm not in _HARMED or struck.head.harm is not None or struck.drop or struck.value is None:
            continue
        if _word(scan, struck) is not None and not _struck(scan, struck):
            continue  # 'wounding 30' says of all thirty what befell them
        following = drafts[k + 1 : k + 1 + _PARTS]
        parts = [part for part in following if _part(scan, struck, part)]
        if not parts or parts[0] is not following[0]:
            continue
        words = [word for part in parts if (word := _word(scan, part)) is not None]
        if not (_struck(scan, struck) or struck.trigger in [word.first for word in words]):
            continue
        told = sum(part.value or 0 for part in parts)
        if told == struck.value and {part.harm for part in parts} == _HARMED:
            struck.harm, struck.trigger = "other", None
            struck.rules.append("harm.of_both")
            for part in parts:
                part.whole = struck
                part.rules.append("part.of_both")
        elif told <= struck.value and (struck.trigger or 0) > struck.core:
            struck.drop = NO_HARM


def _spare_targets(scan: Scan, drafts: list[Draft]) -> None:
    """'Two were killed and a third hurt in a strike that targeted a group of residents': the group is nobody more."""
    aimed = bool(scan.firsts("struck"))
    for k, draft in enumerate(drafts):
        if draft.harm not in _HARMED or draft.head.harm is not None or draft.whole is not None or draft.drop:
            continue
        if draft.kind not in ("number", "vague") or draft.trigger is None or _word(scan, draft) is not None:
            continue
        if not ((aimed and _targeting(scan, draft)) or (draft.kind == "vague" and _shelled(scan, draft, drafts[:k]))):
            continue
        others = drafts[max(0, k - _PARTS) : k] + drafts[k + 1 : k + 1 + _PARTS]
        same = [d for d in others if scan.sentence_of(d.core) == scan.sentence_of(draft.core) and not d.drop]
        harmed = [d for d in same if d.harm in _HARMED and d.whole is not draft]
        if harmed:
            draft.drop = NO_HARM
        for other in harmed if draft.head.civilian else ():
            if other.head.civilian is None and not (other.head.actors or other.head.party or other.side):
                other.side, other.head.civilian = "civilians", True  # '... in a raid on a group of residents'


def _shelled(scan: Scan, draft: Draft, before: list[Draft]) -> bool:
    """Tell whether a group stands right behind 'by the shelling of a drone', and the verb has a count of its own."""
    nation = scan.ending(draft.first, "cause_national")
    at = nation.first if nation is not None else draft.first
    own = before and draft.trigger is not None and draft.trigger < before[-1].core
    return bool(own) and scan.ending(at, "cause") is not None


def _targeting(scan: Scan, draft: Draft) -> Hit | None:
    """Return 'targeted', with its subject, before those at whom something was aimed."""
    first = max(scan.sents[scan.sentence_of(draft.core)][0], draft.first - _SUBJECT)
    word = next(iter(reversed(scan.among(first, draft.first, "struck"))), None)
    if word is None or not word.entry.features.get("aims") or word.clitics.article:
        return None  # 'killed by the targeting 3 of X': what it aimed at does not stand behind it
    between = range(word.last, draft.first)
    plain = all(scan.tokens.kinds[i] == "w" and scan.any_at(i, *_NOT_BETWEEN) is None for i in between)
    return word if plain else None


def _part(scan: Scan, struck: Draft, part: Draft) -> bool:
    """Tell whether a count behind those who were struck tells of some of them: 'killing four (of them)'."""
    same = scan.sentence_of(part.core) == scan.sentence_of(struck.core) and part.whole in (None, struck)
    bare = not (part.head.actors or part.head.other) and (not part.head.persons or part.whole is struck)
    word = _word(scan, part)
    return same and bare and part.harm in _HARMED and word is not None and word.first >= struck.last


def _word(scan: Scan, part: Draft) -> Hit | None:
    """Return the word of harm right before a count."""
    return scan.ending(part.first, "harm_verb") or scan.ending(part.first, "harm_noun")


def _struck(scan: Scan, draft: Draft) -> bool:
    """Tell whether a verb that says only that something struck, with its subject in Arabic, stands before a count."""
    first = max(scan.sents[scan.sentence_of(draft.core)][0], draft.first - _VERB)
    verb = next(iter(reversed(scan.among(first, draft.first, "struck"))), None)
    return verb is not None and not scan.begins(verb.last, draft.first, "harm_verb", "harm_noun", "number")
