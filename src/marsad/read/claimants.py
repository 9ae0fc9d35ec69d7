"""Claimants: phrases that can be cited as the source of a statement, named or not."""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan
from marsad.text.clitics import without_article
from marsad.text.fold import fold, plain
from marsad.text.tokens import WORD

_COUNTRY = "cc:"
"""How the gazetteer's ids of countries begin."""
_AGAINST = 3
"""Tokens from a word of contrast to 'a source' at most ('while a source said')."""
_RANK = {"source": 0, "attribution_source": 1, "actor": 2}


class Claimant(NamedTuple):
    """A phrase at tokens [first, last) that names who may be cited.

    `name` is the source's id where the pack knows it, else the words as written without glued particles and marks;
    `rival` marks a party's own media.
    """

    first: int
    last: int
    name: str
    rival: bool
    named: bool


def find_claimants(scan: Scan) -> list[Claimant]:
    """Return the claimants of the text, left to right, none inside another; the longest phrase wins."""
    hits: list[Hit] = []
    for cls in _RANK:
        hits += scan.all(cls)
    hits.sort(key=lambda hit: (hit.first - hit.last, _RANK[hit.entry.cls], hit.first))
    taken: set[int] = set()
    out: list[Claimant] = _speaking_places(scan) if scan.lang == "en" else []
    taken.update(i for who in out for i in range(who.first, who.last))
    for hit in hits:
        if taken.isdisjoint(range(hit.first, hit.last)) and not _lower(scan, hit) and _is_voice(scan, hit):
            taken.update(range(hit.first, hit.last))
            out.append(_claimant(scan, hit))
    out.sort()
    if scan.lang == "ar":
        out = _by_full_name(scan, out)
    return _by_head(scan, out) if len(out) > 1 else out


def _by_head(scan: Scan, people: list[Claimant]) -> list[Claimant]:
    """'the ministry' after 'the Gaza Health Ministry': who is cited by the bare word for what he is was cited before.

    The head is the last word of an English name, the first of an Arabic one.
    """
    heads: dict[str, Claimant] = {}
    out = []
    for who in people:
        source = scan.at(who.first, "attribution_source")
        bare = who.last - who.first == 1 and not who.named and source is not None
        if bare and _definite(scan, who):
            known = heads.get(_head(scan, who))
            out.append(who._replace(name=known.name, named=known.named) if known is not None else who)
            continue
        out.append(who)
        if who.last - who.first > 1:
            heads[_head(scan, who)] = who
    return out


def _definite(scan: Scan, who: Claimant) -> bool:
    if scan.lang == "ar":
        return len(_head(scan, who)) < len(fold(who.name))
    return scan.ending(who.first, "determiner") is not None and scan.reads(who.first - 1, "definite")


def _head(scan: Scan, who: Claimant) -> str:
    """Return the folded word for what somebody is, without its article."""
    if scan.lang != "ar":
        return scan.tokens.folds[who.last - 1]
    word = scan.tokens.folds[who.first] if who.named else fold(who.name.split()[0])
    return without_article(word)


def _is_voice(scan: Scan, hit: Hit) -> bool:
    """Tell whether the words are a voice: 'the source' was cited before, 'a source' alone must be set against one."""
    if hit.entry.features.get("against") is not True:
        return True
    before = range(max(0, hit.first - _AGAINST), hit.first)
    return not hit.clitics.article and any(scan.at(i, "clause_contrast") is not None for i in before)


def _by_full_name(scan: Scan, people: list[Claimant]) -> list[Claimant]:
    """'the Civil Defence' after 'the Civil Defence in Gaza': who is cited by less of his name is the same.  Arabic."""
    full: dict[str, str] = {}
    out = []
    for who in people:
        if who.named:
            words = plain(scan.quote(who.first, who.last)).split()
            full.update({" ".join(words[:n]): who.name for n in range(2, len(words))})
        known = full.get(who.name) if not who.named else None
        out.append(who._replace(name=known, named=True) if known is not None else who)
    return out


def _speaking_places(scan: Scan) -> list[Claimant]:
    """'Kyiv spoke of five': countries and capitals that open a clause right before a verb of saying.  English."""
    out = []
    for verb in scan.all("attribution_verb"):
        hit = scan.ending(verb.first, "place")
        if (
            hit is None
            or not _capital(scan, hit)
            or verb.entry.features.get("weak") is True
            or not scan.quote(hit.first, hit.last)[:1].isupper()
        ):
            continue
        before = hit.first - 1
        opens = before < 0 or scan.tokens.kinds[before] != WORD or scan.at(before, "boundary", "and") is not None
        if (opens or hit.first == scan.sents[scan.sentence_of(hit.first)][0]) and scan.at(hit.first, "actor") is None:
            out.append(Claimant(hit.first, hit.last, scan.quote(hit.first, hit.last), False, False))
    return out


def _capital(scan: Scan, hit: Hit) -> bool:
    """Tell whether a place is a country, or a capital that stands for its government."""
    return str(hit.entry.features["place"]).startswith(_COUNTRY) or scan.at(hit.first, "capital") is not None


def _lower(scan: Scan, hit: Hit) -> bool:
    """Tell whether an English proper name of one word is written small: 'who said' cites no WHO."""
    if scan.lang != "en" or hit.last - hit.first > 1:
        return False
    proper = hit.entry.cls == "source" or hit.entry.features.get("caps") is True
    return proper and scan.quote(hit.first, hit.last).islower()


def _claimant(scan: Scan, hit: Hit) -> Claimant:
    named = hit.entry.cls == "source"
    name = str(hit.entry.features["source"]) if named else label(scan, hit)
    return Claimant(hit.first, hit.last, name, hit.entry.features.get("rival") is True, named)


def label(scan: Scan, hit: Hit) -> str:
    """Return the words of `hit` as written, without the conjunction and preposition glued to the first.

    Marks and tatweel are left out: whoever is cited is the same with and without them.
    """
    text = plain(scan.quote(hit.first, hit.last))
    glued = hit.clitics.conjunction + hit.clitics.preposition
    if glued and scan.tokens.folds[hit.first].startswith(glued):
        return text[len(glued) :]
    return text
