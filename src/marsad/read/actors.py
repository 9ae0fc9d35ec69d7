"""Actors: registry entries of the pack named in a text, and the generic words that stand for them.

`read_actors(scan, voice, day)` gives the named ones with the side that they belonged to on the day; with
`generics=True` also words like 'the militants', 'troops', 'the group', 'both sides', flagged `generic`, where the
context tells whose they are.  `ActorContext` answers who was named last, and for whom a pronoun stands.  What the
context does not tell stays out.
"""

from __future__ import annotations

import datetime as dt

from msgspec.structs import astuple, replace

from marsad.knowledge.lexicon import Hit
from marsad.knowledge.lore import Voice
from marsad.knowledge.spec import ActorSpec
from marsad.read.context import ActorContext
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

__all__ = ["ActorContext", "ActorMention", "read_actors", "with_generics"]

_WIDE = frozenset({"umbrella", "community", "description"})
"""Kinds whose names may be generic words that the context specifies ('armed groups')."""
_SPOKEN = 4
"""Acronyms longer than this may be written as names are ('Unifil')."""
_ADJACENT = 3
"""Tokens within which a generic word before a name belongs to it ('fighters of the National Army')."""


def read_actors(scan: Scan, voice: Voice, day: dt.date | None, *, generics: bool = False) -> list[ActorMention]:
    """Return the actors, left to right, none inside another; sides as of `day` (publication).

    `generics` adds the generic words that the context resolves; without it only names of the pack are given.
    """
    named = _of_neighbours(scan, voice, _named(scan, voice, day))
    return with_generics(scan, voice, named) if generics else named


def with_generics(scan: Scan, voice: Voice, named: list[ActorMention]) -> list[ActorMention]:
    """Return `named` with the generic words that the context resolves among them, left to right."""
    context = ActorContext(scan, voice, named)
    words = {hit.first: hit for hit in scan.all("actor_generic")}
    covered = {i for item in named for i in range(item.first, item.last)}
    proper = [item for item in named if not _is_word(item, words.get(item.first))]
    since = {item.actor: item for item in reversed(proper)}
    rebels = [item for item in proper if item.side in context.nonstate] if scan.lang == "en" else []
    out = []
    for item in named:
        first = since.get(item.actor)
        late = first is not None and first.first > item.first
        others = late and any(other.first < item.first and other.side != item.side for other in rebels)
        out.append(_specified(item, words.get(item.first), context, told=first is not None and not others))
    for hit in words.values():
        if _worn(scan, hit):
            continue
        if covered.isdisjoint(range(hit.first, hit.last)) and not _belongs(scan, hit, covered):
            found = _resolved(hit, context)
            if found is not None:
                out.append(found)
    return sorted(out, key=lambda item: (item.first, item.last))


def _of_neighbours(scan: Scan, voice: Voice, named: list[ActorMention]) -> list[ActorMention]:
    """Take words for armed men ('the army', 'rebels'), which a pack has for its own, for others' in a neighbour's news.

    Rebels whom the text names by a name of their own, too, stay whom the pack means.
    """
    words = {hit.first: hit for hit in scan.all("actor_generic")}
    crowds = scan.lang == "en" and any(item.kind == "community" for item in named)
    ends = {hit.last for hit in words.values()}
    if not crowds and not any(item.last in ends for item in named):
        return named
    context = ActorContext(scan, voice, named)
    if crowds and context.afar:
        named = [item for item in named if not _for_anybody(scan, voice, item)]
    proper = {item.actor for item in named if not _is_word(item, words.get(item.first))}

    def other(item: ActorMention) -> bool:
        word = words.get(item.first) or context.word_of(item)
        if word is None or not _is_word(item, word):
            return False
        if item.side == context.state:
            return context.elsewhere(item.side, item.first) or context.beside_foreign(item)
        rebels = item.side in context.nonstate and item.actor not in proper
        rebels = rebels and word.entry.features["party"] == "nonstate"
        if scan.lang != "en" or not (rebels or item.kind == "police"):
            return False
        return context.abroad(item.first) if item.kind == "police" else context.far(item.first)

    return [replace(item, side="other") if other(item) else item for item in named]


def _for_anybody(scan: Scan, voice: Voice, item: ActorMention) -> bool:
    """Tell whether a pack's word for a kind of people of its country ('herders', 'bandits') may be said of others."""
    said = " ".join(scan.tokens.folds[item.first : item.last])
    return item.kind == "community" and any(form.islower() and form == said for form in voice.actors[item.actor].en)


def _named(scan: Scan, voice: Voice, day: dt.date | None) -> list[ActorMention]:
    out: list[ActorMention] = []
    done = 0
    for i in scan.firsts("actor"):
        if i < done:
            continue
        hits = scan.hits[i]
        named = [hit for hit in hits if hit.entry.cls == "actor" and not _lower_acronym(scan, voice, hit)]
        if not named or _covered(hits, named[0]) or _is_town(scan, i, named[0]) or _inside_longer(scan, named[0]):
            continue
        if scan.ending(i, "era") is not None or _worn(scan, named[0]):
            continue  # 'since the fall of the regime' names a time
        if out and done == i and scan.lang == "en" and _word_for(scan, named[0]):
            continue  # 'Boko Haram gunmen' are no other gunmen
        best = min((hit for hit in named if hit.last == named[0].last), key=lambda hit: _fit(hit, voice, day))
        spec = voice.actors[best.entry.id]
        out.append(
            ActorMention(i, best.last, spec.id, spec.side_on(day), spec.kind, spec.nationality, best.clitics.suffix)
        )
        done = best.last
    return out


def _word_for(scan: Scan, named: Hit) -> bool:
    """Tell whether a name is no more than a word for armed men ('gunmen')."""
    word = scan.at(named.first, "actor_generic")
    return word is not None and word.last == named.last


def _is_word(item: ActorMention, word: Hit | None) -> bool:
    return word is not None and word.last == item.last


def _specified(item: ActorMention, word: Hit | None, context: ActorContext, *, told: bool) -> ActorMention:
    """A name of the pack that is no more than a generic word ('the terrorists') is whoever the context says.

    It stays whom the pack means by it where the text names these by a name of their own (`told`) too; but who is named
    only further down is not meant by a word that follows the name of others.
    """
    if word is None or word.last != item.last:
        return item
    loose = context.scan.lang == "en" and word.entry.features["party"] == "nonstate" and not told
    home = word.entry.features.get("home") is True and context.state == item.side
    if home or (item.kind not in _WIDE and item.side != "unknown" and not loose):
        return item
    found = context.resolve(str(word.entry.features["party"]), item.first, but=item.actor)
    return item if found is None else replace(found, first=item.first, last=item.last, generic=True)


def _belongs(scan: Scan, hit: Hit, covered: set[int]) -> bool:
    """Tell whether a name stands beside the generic word, so that it refers to nothing else."""
    if hit.last in covered or (hit.first - 1 in covered and scan.lang == "en"):
        return True
    link = scan.at(hit.last, "of")
    return link is not None and not covered.isdisjoint(range(hit.last, hit.last + _ADJACENT))


def _resolved(hit: Hit, context: ActorContext) -> ActorMention | None:
    suffix = hit.clitics.suffix
    if suffix:
        found = context.of_pronoun(hit.first, suffix)
    else:
        found = context.resolve(str(hit.entry.features["party"]), hit.first)
    if found is None:
        return None
    return replace(found, first=hit.first, last=hit.last, suffix=suffix, generic=True)


def _lower_acronym(scan: Scan, voice: Voice, hit: Hit) -> bool:
    """Tell whether a word is spelt like an acronym but not written as one: 'is' names no Islamic State."""
    if scan.lang != "en" or hit.last - hit.first > 1:
        return False
    word = scan.quote(hit.first, hit.last)
    if word.isupper() or (len(word) > _SPOKEN and word[:1].isupper()):
        return False  # 'Monusco' is spelt as it is spoken
    folded = scan.tokens.folds[hit.first]
    forms = [form for form in voice.actors[hit.entry.id].en if form.lower() == folded]
    mixed = word.islower() and all(form[1:] != form[1:].lower() for form in forms)  # 'let' is no LeT
    return bool(forms) and (mixed or all(form.isupper() for form in forms))


def _covered(hits: list[Hit], named: Hit) -> bool:
    """Tell whether a longer place name begins here, so that the actor is only a part of it."""
    return any(hit.entry.cls == "place" and hit.last > named.last for hit in hits)


def _inside_longer(scan: Scan, named: Hit) -> bool:
    """Tell whether a longer name begins inside this one and goes on ('the Army' of 'the Army of Conquest')."""
    inside = (scan.at(i, "actor") for i in range(named.first + 1, named.last))
    size = named.last - named.first + (scan.lang == "en")  # not the 'police officers' of 'Kenyan police officers'
    return any(hit is not None and hit.last > named.last and hit.last - hit.first >= size for hit in inside)


def _worn(scan: Scan, named: Hit) -> bool:
    """Tell whether a force's clothes alone are told ('gunmen dressed as soldiers', 'in army uniforms').  English."""
    if scan.lang != "en":
        return False
    return scan.ending(named.first, "disguise") is not None or scan.at(named.last, "uniform") is not None


def _is_town(scan: Scan, i: int, named: Hit) -> bool:
    """Tell whether 'the city of Moscow' is meant, and not who rules there."""
    same = any(hit.entry.cls == "place" and hit.last == named.last for hit in scan.hits[i])
    return same and scan.at(i - 1, "place_kind") is not None


def _fit(hit: Hit, voice: Voice, day: dt.date | None) -> tuple[int, int, str]:
    spec = voice.actors[hit.entry.id]
    glued = sum(map(bool, astuple(hit.clitics)))
    return (0 if _active(spec, day) else 1, glued, spec.id)


def _active(spec: ActorSpec, day: dt.date | None) -> bool:
    if day is None:
        return True
    text = day.isoformat()
    return (spec.start or "0000") <= text and text <= (spec.end or "9999") + "\uffff"
