"""Heads: forces that only their first word names ('the units' of the People's Protection Units, 'the forces')."""

from __future__ import annotations

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.read.mention import ActorMention
from marsad.read.parties import army_of, parties_of
from marsad.read.scan import Scan

_WHOSE = 3
"""Tokens between 'the armed forces of' and whose they are at most."""
"""How a folded feminine adjective of belonging ends."""


def settled(scan: Scan, voice: Voice, mentions: list[ActorMention]) -> list[ActorMention]:
    """Return `mentions` with words like 'the units' told by the last name that has that word, left to right.

    What stands beside a name belongs to it: 'the armed forces of the Houthis' are theirs.
    """
    heads = scan.all("control_head")
    mentions = _irregular(scan, voice, mentions)
    mentions = _with_enemies(scan, voice, mentions)
    if not heads:
        return mentions
    out = {item.first: item for item in mentions}
    spans = sorted((item.first, item.last) for item in mentions if not item.generic)
    for hit in heads:
        known = out.get(hit.first)
        owner = _owner(scan, hit, out)
        if owner is not None and (known is None or known.generic):
            out[hit.first] = replace(owner, first=hit.first, generic=True)
            del out[owner.first]
            continue
        if known is not None and (not known.generic or known.last > hit.last or known.suffix):
            continue
        army = _of_nation(scan, voice, hit) if known is None else None
        if army is not None:
            out[hit.first] = army
            continue
        if not _alone(scan, hit) or any(first <= hit.first < last for first, last in spans):
            continue
        named = _named(scan, hit, mentions)
        if named is not None:
            out[hit.first] = replace(named, first=hit.first, last=hit.last, suffix="", generic=True)
    return sorted(out.values(), key=lambda item: (item.first, item.last))


def _irregular(scan: Scan, voice: Voice, mentions: list[ActorMention]) -> list[ActorMention]:
    """Return `mentions` with a bare 'fighters' that would be a state's told by the last of its adversaries named."""
    words = {hit.first for hit in scan.all("control_irregular")}
    parties = parties_of(voice)
    if parties.state is None:
        return mentions
    out: list[ActorMention] = []
    for item in mentions:
        if scan.lang == "en" and item.generic and scan.at(item.first, "control_whose") is not None:
            item = _theirs(scan, item, out)
        bare = item.first in words and item.generic and not item.suffix and item.side in parties.states
        rebel = None
        if bare:
            rebel = next(
                (other for other in reversed(out) if other.side in parties.nonstate and not other.generic), None
            )
        out.append(item if rebel is None else replace(rebel, first=item.first, last=item.last, suffix="", generic=True))
    return out


def _theirs(scan: Scan, item: ActorMention, before: list[ActorMention]) -> ActorMention:
    """'By evening its fighters had entered X': whom the sentence before began with, unless this one names somebody."""
    sentence = scan.sentence_of(item.first)
    first = scan.sents[sentence][0]
    if sentence == 0 or any(other.first >= first for other in before):
        return item
    low = scan.sents[sentence - 1][0]
    spoke = next((other for other in before if other.first >= low and other.side not in ("civilians", "mixed")), None)
    return item if spoke is None else replace(spoke, first=item.first, last=item.last, suffix="", generic=True)


def _with_enemies(scan: Scan, voice: Voice, mentions: list[ActorMention]) -> list[ActorMention]:
    """Return `mentions` with 'the enemy' among them: the adversary of whom its sentence names first."""
    hits = scan.all("control_enemy")
    state = parties_of(voice).state
    if not hits or state is None or voice.pack is None:
        return mentions
    covered = {i for item in mentions for i in range(item.first, item.last)}
    out = list(mentions)
    for hit in hits:
        if not covered.isdisjoint(range(hit.first, hit.last)):
            continue
        low = scan.sents[scan.sentence_of(hit.first)][0]
        speaks = next((item.side for item in mentions if low <= item.first < hit.first), state)
        usual = voice.pack.opponents.get(speaks, [])
        named = {item.side for item in mentions}
        side = next((side for side in usual if side in named), usual[0] if usual else None)
        if side is not None:
            out.append(ActorMention(hit.first, hit.last, "", side, "generic", None, "", True))
    return sorted(out, key=lambda item: (item.first, item.last))


def _owner(scan: Scan, hit: Hit, mentions: dict[int, ActorMention]) -> ActorMention | None:
    link = scan.at(hit.last, "control_of")
    if link is None:
        return None
    near = (mentions.get(i) for i in range(link.last, link.last + _WHOSE))
    return next((item for item in near if item is not None), None)


def _of_nation(scan: Scan, voice: Voice, hit: Hit) -> ActorMention | None:
    """Arabic 'the Russian units': a people's fighters are its army."""
    if scan.lang == "en" or not hit.clitics.article:
        return None
    nation = scan.at(hit.last, "person")
    side = army_of(voice).get(str(nation.entry.features.get("nat", ""))) if nation is not None else None
    if nation is None or side is None:
        return None
    return ActorMention(hit.first, nation.last, "", side, "generic", None, "", True)


def _alone(scan: Scan, hit: Hit) -> bool:
    """Tell whether the word is definite and no adjective behind it says more of it."""
    if scan.lang == "en":
        return scan.at(hit.first - 1, "determiner") is not None and scan.at(hit.first - 1, "control_head") is None
    if not hit.clitics.article:
        return False
    after = scan.tokens.folds[hit.last] if hit.last < len(scan) else ""
    described = scan.at(hit.last, "control_adjective") is not None
    return not described and not (scan.lexicon.begins(after, "the") and scan.lexicon.ends(after, "nisba"))


def _named(scan: Scan, hit: Hit, mentions: list[ActorMention]) -> ActorMention | None:
    """The last force named before whose name has the word."""
    head = hit.entry.features["head"]
    for item in reversed(mentions):
        if item.first >= hit.first or item.last - item.first < 2 or item.side in ("civilians", "mixed"):
            continue
        words = (scan.at(i, "control_head") for i in range(item.first, item.last))
        if any(word is not None and word.entry.features["head"] == head for word in words):
            return item
    return None
