"""Assaults: who attacked, by the verb of an attack and its subject, or by whose shells, raids or attack it was.

'X militants attacked a post', 'gunmen of X burst into a church', 'a raid by X', 'a strike on Y, attributed to X',
'X claimed responsibility'.  The counts of an assault may stand in sentences that name nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import first_of
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

GENERIC = "attack"
"""The cause of an attack of which the weapon is not told."""
_ASIDE = 7
"""Words between a subject and its verb at most ('militants in three pickup trucks attacked')."""
_ARTICLES = 3
"""Tokens from 'attributed to' to an actor at most, less one ('attributed to the')."""
_CLAIM = 5
"""Tokens from an actor to his claim at most ('X, the local branch of Y, has')."""
_BODIES = ("actor_generic", "control_unit", "person")
"""Classes of the words for some of a force, behind its name."""
_ENDS = ("verb_be", "harm_verb", "attribution_verb", "boundary", "and", "relative", "among", "causal", "toll_verb")
"""Classes of words that end what may stand between a subject and its verb."""


class Assault(NamedTuple):
    """An attack at tokens [first, last): whose it was, and how as the word tells."""

    first: int
    last: int
    side: str
    cause: str
    claimed: bool = False
    """Somebody says that the attack told before was his."""
    victims: str | None = ""
    """The side of the only ones of whom it is told, where it is a count's own verb; '' where it is an attack."""


def read_assaults(
    scan: Scan,
    actors: Sequence[ActorMention],
    everyone: Sequence[ActorMention],
    of_means: Callable[[Hit], str | None],
    subject: Callable[[int], str | None] | None = None,
) -> list[Assault]:
    """Return the attacks whose doer the text tells, left to right.

    `actors` may do harm, `everyone` may stand beside them; `of_means` tells whose a word of cause is, `subject` who
    does what the verb at a token tells.
    """
    found = {one.first: one for one in _laid_to(scan, actors)}
    found |= {one.first: one for one in _claimed(scan, actors)}
    if subject is not None:
        found |= {one.first: one for one in _of_verbs(scan, subject)}
        found |= {one.first: one for one in _of_subjects(scan, actors, everyone)}
    found |= {one.first: one for one in _of_causes(scan, of_means)}
    return sorted(found.values(), key=first_of)


def _of_causes(scan: Scan, of_means: Callable[[Hit], str | None]) -> Iterator[Assault]:
    for hit in scan.all("cause"):
        side = of_means(hit)
        if side is not None:
            yield Assault(hit.first, hit.last, side, _how(hit))


def _how(hit: Hit) -> str:
    cause = str(hit.entry.features["cause"])
    return GENERIC if hit.entry.features.get("generic") and cause == "clashes" else cause


def _of_verbs(scan: Scan, subject: Callable[[int], str | None]) -> Iterator[Assault]:
    """Yield 'X, backed by Y, attacked', 'X (...) stormed'.  English."""
    for verb in scan.all("attacks"):
        side = subject(verb.first)
        if side is not None:
            cause = scan.at(verb.first, "cause")
            yield Assault(verb.first, verb.last, side, _how(cause) if cause is not None else GENERIC)


def _of_subjects(scan: Scan, actors: Sequence[ActorMention], everyone: Sequence[ActorMention]) -> Iterator[Assault]:
    """Yield 'X militants attacked', 'fighters of X in pickup trucks stormed'.  English."""
    by_last = {actor.last: actor for actor in everyone}
    for actor in actors:
        if joint(scan, actor, by_last):
            continue
        for i in range(actor.last, min(actor.last + _ASIDE, len(scan))):
            verb = scan.at(i, "attacks")
            if verb is not None:
                cause = scan.at(i, "cause")
                yield Assault(verb.first, verb.last, actor.side, _how(cause) if cause is not None else GENERIC)
                break
            body = scan.any_at(i, *_BODIES) if i == actor.last else None
            if body is None and (scan.tokens.kinds[i] != WORD or scan.any_at(i, *_ENDS) is not None):
                break


def _laid_to(scan: Scan, actors: Sequence[ActorMention]) -> Iterator[Assault]:
    """Yield 'an air strike on a house in X, attributed to Y'."""
    firsts = {actor.first: actor for actor in actors}
    causes = scan.all("cause")
    for by in scan.all("doer_by"):
        if by.entry.features.get("near") or by.entry.features.get("hands"):
            continue
        actor = next((firsts[i] for i in range(by.last, by.last + _ARTICLES) if i in firsts), None)
        at = bisect_left(causes, by.first, key=first_of)
        same = at and scan.sentence_of(causes[at - 1].first) == scan.sentence_of(by.first)
        if actor is not None and same:
            yield Assault(by.first, by.last, actor.side, _how(causes[at - 1]))


def _claimed(scan: Scan, actors: Sequence[ActorMention]) -> Iterator[Assault]:
    """Yield 'X claimed responsibility', 'X has claimed the attack'; in Arabic the subject may stand behind the verb."""
    by_first, by_last = {a.first: a for a in actors}, {a.last: a for a in actors}
    for claim in scan.all("claims_deed"):
        behind = (by_first.get(i) for i in range(claim.last, claim.last + _ARTICLES)) if scan.lang == "ar" else ()
        before = (by_last.get(i) for i in range(claim.first, max(claim.first - _CLAIM, 0), -1))
        actor = next((a for a in (*behind, *before) if a is not None), None)
        first, last = scan.sents[scan.sentence_of(claim.first)]
        inside = actor is not None and first <= actor.first < last
        if actor is not None and inside and not scan.begins(first, claim.first, "denial_cue"):
            yield Assault(claim.first, claim.last, actor.side, GENERIC, claimed=True)


def joint(scan: Scan, actor: ActorMention, by_last: Mapping[int, ActorMention]) -> bool:
    """Tell whether 'X and Y', 'X and fighters of Y' name two sides, of whom neither is the only doer."""
    if scan.lang == "ar":
        of = scan.ending(actor.first, "of")
        end = of.first if of is not None else actor.first
        body = scan.ending(end, "person") or scan.ending(end, "actor_generic")
        start = body.first if body is not None else actor.first
        glued = any(hit.clitics.conjunction for hit in scan.hits[start])
        other = by_last.get(start) if glued else None
        return (other is not None and other.side != actor.side) or _of_two_peoples(scan, actor)
    i = actor.first
    i -= i > 0 and scan.at(i - 1, "determiner") is not None
    joined = scan.ending(i, "and")
    if joined is None:
        return False
    before = (by_last.get(at) for at in range(joined.first, max(joined.first - _ARTICLES, 0), -1))
    other = next((a for a in before if a is not None), None)
    return (other is not None and other.side != actor.side) or (other is None and _of_two_peoples(scan, actor))


def _of_two_peoples(scan: Scan, actor: ActorMention) -> bool:
    """Tell whether 'Syrian and Russian forces' are told: a people's adjective joined to an actor by 'and'."""
    if scan.lang == "ar":
        word = scan.at(actor.last, "cause_national") or scan.at(actor.last, "person")
        joined = word is not None and bool(word.clitics.conjunction and word.clitics.article)
        return joined and word is not None and _of_people(word)
    link = scan.ending(actor.first, "and")
    word = scan.ending(link.first, "person") if link is not None else None
    return word is not None and _of_people(word) and scan.at(actor.first, "person") is not None


def _of_people(word: Hit) -> bool:
    told = word.entry.features
    return bool(told.get("nat") and (told.get("weak") or word.entry.cls == "cause_national"))
