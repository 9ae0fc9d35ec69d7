"""Words of cause: which words of a text tell how persons came to harm, and how exactly they tell it."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.courts import sentences_passed
from marsad.read.claims.draft import Draft
from marsad.read.claims.maincause import BOMBS
from marsad.read.claims.means import inside_names
from marsad.read.claims.nearcause import EXPLODING
from marsad.read.scan import Scan

_BESIDE = 3
"""Tokens between an aircraft and what it did at most.  Arabic."""


def cause_of(hit: Hit) -> str:
    """Return the cause that a word tells, as the model names it."""
    return str(hit.entry.features["cause"])


def words_of_cause(scan: Scan, drafts: list[Draft], illness: set[int]) -> list[Hit]:
    """Return the words of cause, left to right, that are no part of a thing's or a person's name."""
    apart = {i for cls in ("cause_not", "source") for hit in scan.all(cls) for i in range(hit.first, hit.last)}
    apart |= illness | sentences_passed(scan)
    every = [hit for hit in scan.all("cause") if not _thing(scan, hit) and hit.first not in apart]
    if scan.lang == "en":
        named = {i for d in drafts if d.head.cause for i in range(d.first, d.last)}  # 'two of them suicide bombers'
    else:
        named = inside_names(scan) if every else set()
        every = [hit for hit in every if not (hit.entry.features.get("craft") and _idle(scan, hit))]
    return [hit for hit in every if hit.first not in named]


def specific(scan: Scan, every: list[Hit]) -> list[Hit]:
    """Return the words without 'the blast' where the text says what exploded (an air strike, shells, a bomber)."""
    told = any(not h.entry.features.get("generic") and cause_of(h) in EXPLODING for h in every)
    hits = [h for h in every if not (told and h.entry.features.get("generic") and cause_of(h) in BOMBS)]
    if scan.lang == "ar":
        fights = {h.last for h in hits if cause_of(h) == "clashes" and not h.entry.features.get("generic")}
        return [h for h in hits if cause_of(h) != "gunfire" or h.first not in fights]  # 'clashes with machine guns'
    ends = {hit.last for hit in hits}  # 'artillery fire'
    return [hit for hit in hits if hit.first not in ends or not scan.reads(hit.first, "fire")]


def once(scan: Scan, hits: list[Hit]) -> list[Hit]:
    """Return of each sentence one word of each cause: 'the bomb exploded' tells of one."""
    found: dict[tuple[int, object, bool], Hit] = {}
    for hit in hits:
        cause, loose = hit.entry.features["cause"], bool(hit.entry.features.get("generic"))
        found.setdefault((scan.sentence_of(hit.first), cause, loose), hit)
    return list(found.values())


def is_blast(hit: Hit) -> bool:
    """Tell whether a word only says that something exploded."""
    return bool(hit.entry.features.get("generic")) and hit.entry.features["cause"] == "ied_mine"


def _idle(scan: Scan, hit: Hit) -> bool:
    """Tell whether an aircraft beside a word for crashing, carrying or rescuing did not strike.  Arabic."""
    first, last = scan.sents[scan.sentence_of(hit.first)]
    return scan.begins(max(first, hit.first - _BESIDE), min(last, hit.last + _BESIDE), "craft_idle")


def _thing(scan: Scan, hit: Hit) -> bool:
    """Tell whether the word is only a part of the name of a thing ('rocket launchers')."""
    if hit.entry.features.get("acronym") and not scan.quote(hit.first, hit.last).isupper():
        return True  # 'Kab al-Jidad' is no bomb
    longer = scan.at(hit.first, "unit", "person") if scan.lang == "en" else scan.at(hit.first, "unit")
    return longer is not None and longer.last > hit.last
