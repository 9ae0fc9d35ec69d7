"""The derivation of a reading: the same look at the text once more, with what was met on the way.

Rules say what was done; this room says with which words.  It changes nothing of a reading and reads nothing of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from marsad.knowledge.lexicon import Hit, Lexicon
from marsad.knowledge.lore import Lore, Voice
from marsad.model.claim import Claim, Ignored
from marsad.model.derivation import ClaimDerivation, Derivation, LexiconHit, RuleStep
from marsad.model.document import Document
from marsad.model.evidence import Span
from marsad.model.reading import Reading
from marsad.read.actors import read_actors
from marsad.read.numbers import read_numbers
from marsad.read.origins import Origins
from marsad.read.reader import read
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

UNREAD = "no reader took this number"
_RULES = re.compile(r"[^\s+]+")
_REGISTRIES = frozenset({"actor", "place", "source"})
"""Classes whose features only repeat the entry's id."""
_TELLING = frozenset(
    {
        *("number", "number_article", "vague", "fraction", "range_top", "out_of", "hedge_pre", "hedge_post", "unit"),
        *("person", "actor", "combined", "harm_verb", "harm_noun", "harm_label", "casualty_noun", "self_verb"),
        *("toll_noun", "toll_verb", "one_of", "rest", "remaining", "again", "other", "among", "all_of_them"),
        *("additional", "cause", "of_wounds", "denial_cue", "exchange"),
    }
)
"""Classes that claims are made of."""


def derivation(document: Document, lore: Lore) -> Derivation:
    """Return how `document` is read by `lore`, claim by claim; never raises for what its text says.

    Raises `UsageError` where the document names a language or pack that there isn't.
    """
    return explain(document, read(document, lore), lore)


def explain(document: Document, reading: Reading, lore: Lore) -> Derivation:
    """Return how `reading` was reached; it must be this document's, by this lore."""
    voice = lore.voice(reading.lang, reading.pack)
    scan = Scan(document.text, reading.lang, voice.lexicon)
    classes = {entry.id: entry.cls for entry in voice.lexicon.entries if entry.cls not in _REGISTRIES}
    origins = Origins(scan, voice, reading)
    parts: dict[str, list[str]] = {}
    for claim in reading.claims:
        if claim.part_of is not None:
            parts.setdefault(claim.part_of, []).append(claim.id)
    claims = tuple(
        ClaimDerivation(
            claim=claim,
            words=_words(scan, claim.span),
            rules=_rules(scan, origins, claim, classes),
            parts=tuple(parts.get(claim.id, ())),
            origins=origins.of(claim),
        )
        for claim in reading.claims
    )
    return Derivation(reading=reading, text=document.text, claims=claims, unread=_unread(scan, voice, reading))


def unread(document: Document, reading: Reading, lore: Lore) -> tuple[Ignored, ...]:
    """Return the numbers of `document` that nothing in its `reading` accounts for."""
    voice = lore.voice(reading.lang, reading.pack)
    return _unread(Scan(document.text, reading.lang, voice.lexicon), voice, reading)


def _words(scan: Scan, span: Span) -> tuple[LexiconHit, ...]:
    """Return the phrases that lie inside `span`, left to right, longest first; an entry once at each place."""
    out: dict[tuple[Span, str], LexiconHit] = {}
    starts = scan.tokens.starts
    for i in range(bisect_left(starts, span[0]), bisect_left(starts, span[1])):
        for hit in scan.hits[i]:
            at = scan.span(hit.first, hit.last)
            if at[1] <= span[1]:
                out.setdefault((at, hit.entry.id), _lexicon_hit(scan, hit))
    return tuple(out.values())


def _lexicon_hit(scan: Scan, hit: Hit) -> LexiconHit:
    stem = _stem(scan.lexicon, scan.tokens.folds[hit.first], hit)
    glued = hit.clitics.conjunction + hit.clitics.preposition
    article = scan.lexicon.orthography.article or ""
    marks = [f"{glued}-"] if glued else []
    marks += [f"{article}-"] if hit.clitics.article and article else []
    marks += [f"-{hit.clitics.suffix}"] if hit.clitics.suffix else []
    return LexiconHit(
        span=scan.span(hit.first, hit.last),
        text=scan.quote(hit.first, hit.last),
        id=hit.entry.id,
        cls=hit.entry.cls,
        spelling=" ".join([stem, *scan.tokens.folds[hit.first + 1 : hit.last]]),
        glued=" ".join(marks),
        features={} if hit.entry.cls in _REGISTRIES else dict(hit.entry.features),
        telling=hit.entry.cls in _TELLING,
    )


def _stem(lexicon: Lexicon, word: str, hit: Hit) -> str:
    """Return the first word of the phrase without what is glued to it."""
    return next((stem for stem, clitics in lexicon.analyses(word) if clitics == hit.clitics), word)


def _rules(scan: Scan, origins: Origins, claim: Claim, classes: dict[str, str]) -> tuple[RuleStep, ...]:
    """Return the rules in their order, each entry of the lexicon with the words nearest to the claim that it met."""
    out = []
    for name in dict.fromkeys(_RULES.findall(claim.rule or "")):
        entry = name if name in classes else name.removeprefix("total.")
        place = origins.nearest_entry(claim, entry) if entry in classes else None
        out.append(
            RuleStep(
                id=name,
                cls=classes.get(entry),
                span=scan.span(*place) if place is not None else None,
                text=scan.quote(*place) if place is not None else None,
            )
        )
    return tuple(out)


def _unread(scan: Scan, voice: Voice, reading: Reading) -> tuple[Ignored, ...]:
    """Return the numbers that nothing in the reading accounts for, in digits, in words and vague ones alike.

    Only the names of actors may hold numbers besides; the hundred of 'per hundred' is a unit.
    """
    told: set[int] = set()
    for items in (reading.claims, reading.ignored, reading.dates, reading.durations, reading.places):
        for item in items:
            told.update(range(*item.span))
    for actor in read_actors(scan, voice, None):
        told.update(range(*scan.span(actor.first, actor.last)))
    units = {i for hit in scan.all("unit") for i in range(hit.first, hit.last) if hit.entry.features.get("n") != "du"}
    out, done = [], 0
    for first, last in sorted(_numbers(scan), key=lambda span: (span[0], -span[1])):
        if first < done:
            continue
        done = last
        span = scan.span(first, last)
        if first not in units and told.isdisjoint(range(*span)):
            out.append(Ignored(span=span, text=scan.quote(first, last), why=UNREAD))
    return tuple(out)


def _numbers(scan: Scan) -> set[tuple[int, int]]:
    """Return the tokens [first, last) of all that tells a number: those read, and what no rule could put together."""
    found = {(number.first, number.last) for number in read_numbers(scan)}
    found |= {(i, i + 1) for i, kind in enumerate(scan.tokens.kinds) if kind == NUMBER}
    found |= {(hit.first, hit.last) for cls in ("number", "vague") for hit in scan.firsts(cls).values()}
    found |= {(hit.first, hit.last) for hit in scan.all("unit") if hit.entry.features.get("n") == "du"}
    return found
