"""Prints the most frequent causes of misses in the gold texts: the ten largest of each set and language, with examples.

`python bench/worst_misses.py [SET ...]`; the sets are those of `gold_floors.py`.  A cause is what of a claim is wrong
(number, harm, hedge, side, cause, link) or which other layer was missed, with what stands there instead.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any

from gold_floors import GOLD, SETS, languages

from marsad.knowledge import load_lore
from marsad.model import Document
from marsad.pipeline import read_document

sys.path.insert(0, str(GOLD))

import score  # type: ignore[import-not-found]

TOP = 10
"""How many causes are shown."""

Found = dict[str, list[str]]


def causes(name: str, lang: str) -> Found:
    """Return the causes of misses of one set in one language: cause -> an example for each miss."""
    folder, files = SETS[name]
    lore, found = load_lore(), defaultdict(list)
    for path in sorted((GOLD / folder).glob(files)):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["lang"] != lang:
            continue
        document = Document(
            id=gold["id"],
            text=gold["text"],
            sha256="0" * 64,
            published=gold["published"],
            source=gold["source"],
            lang=lang,
        )
        reading = json.loads(read_document(document, lore).to_json())
        for cause, example in [*_of_claims(gold, reading), *_of_the_rest(gold, reading)]:
            found[cause].append(f"{gold['id']}: {example}")
    return dict(found)


def _of_claims(gold: dict[str, Any], reading: dict[str, Any]) -> list[tuple[str, str]]:
    matched = score.match_claims(gold, reading)
    names = {claim["id"]: n for n, claim in enumerate(gold["claims"])}
    places = {read: at for at, (read, _) in matched.items()}
    ids = {claim["id"]: n for n, claim in enumerate(reading["claims"])}
    out = []
    for at, claim in enumerate(gold["claims"]):
        if at not in matched:
            beside = [
                r for r in reading["claims"] if score.overlaps(r["span"], score.spans_of(gold["text"], claim["quote"]))
            ]
            same = [r for r in beside if score.same_number(claim, r)]
            if same:
                out.append((f"harm: {claim['harm']} read as {same[0]['harm']}", claim["quote"]))
            else:
                out.append((f"claim not found ({claim['harm']})", claim["quote"]))
            continue
        read = reading["claims"][matched[at][0]]
        for field, mine, theirs in _differences(claim, read):
            out.append((f"{field}: {mine} read as {theirs}", claim["quote"]))
        whole, told = names.get(claim["part_of"]), places.get(ids.get(read["part_of"], -1))
        if whole != told:
            kind = "missing" if told is None else "wrong" if whole is not None else "too many"
            out.append((f"part_of {kind}", claim["quote"]))
    used = {read for read, _ in matched.values()}
    extra = (r for n, r in enumerate(reading["claims"]) if n not in used)
    return out + [(f"spurious claim ({r['harm']})", r["text"]) for r in extra]


def _differences(gold: dict[str, Any], read: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    mine, theirs = gold["group"], read["group"]
    found = [("hedge", gold["hedge"], read["hedge"])] if not gold["rest"] else []
    if mine["side"] not in score.OPEN_SIDES:
        found.append(("side", mine["side"], theirs["side"]))
    found += [(field, mine[field], theirs[field]) for field in ("civilian", "sex", "age") if mine[field] is not None]
    if gold["cause"] not in (None, "other"):
        found.append(("cause", gold["cause"], read["cause"]))
    return [(field, one, other) for field, one, other in found if one != other]


def _of_the_rest(gold: dict[str, Any], reading: dict[str, Any]) -> list[tuple[str, str]]:
    misses: list[tuple[Any, ...]] = []
    score.score_document(gold, reading, misses)
    claims = ("missed", "count only", "claim only", "spurious")
    return [(str(miss[1]), str(miss[2])) for miss in misses if miss[1] not in claims]


def main() -> None:
    """Print the largest causes of each set and language."""
    for name in sys.argv[1:] or list(SETS):
        for lang in languages(name):
            found = sorted(causes(name, lang).items(), key=lambda item: -len(item[1]))
            print(f"{name} {lang}: {sum(len(examples) for _, examples in found)} misses")
            for cause, examples in found[:TOP]:
                print(f"  {len(examples):>3}  {cause}   e.g. {examples[0][:90]}")


if __name__ == "__main__":
    main()
