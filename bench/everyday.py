"""Everyday sentences whose counts are known: which are read otherwise, alone or beside words that count nobody.

`python bench/everyday.py [--lang ar|en] [--rounds N] [--seed N]` fills each sentence of `everyday.yml` with numbers,
persons and happenings N times, alone, with words behind it ('near a school with 600 pupils') and with a sentence before
or behind it ('Some 200 soldiers have been deployed.'), reads them and prints by sentence, and by what stands beside it,
how many are wrong, with examples.  Nobody's death hangs on a bystander: a count more is as wrong as one too few.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from marsad.pipeline import read_text

WORLD = Path(__file__).with_suffix(".yml")
PUBLISHED = "2025-06-20"
EXAMPLES = 3
_FEW = 10
"""Arabic counts up to this number have their noun in the plural."""

Counts = list[tuple[int | None, str]]


class Sentence(NamedTuple):
    """A text, what it is made of, and the counts that it tells as numbers and harms, sorted."""

    text: str
    form: str
    gives: Counts


def sentences(lang: str, rounds: int, chance: random.Random) -> Iterator[Sentence]:
    """Yield every sentence of a language `rounds` times: alone, and with something beside it that counts nobody."""
    world: dict[str, Any] = yaml.safe_load(WORLD.read_text(encoding="utf-8"))[lang]
    for _ in range(rounds):
        for form in world["sentences"]:
            alone = _filled(world, form, lang, chance)
            yield alone
            if alone.text.endswith(".") and not form.get("closed"):
                behind = chance.choice(world["behind"])
                yield Sentence(f"{alone.text[:-1]} {behind}.", behind, alone.gives)
            beside = chance.choice(world["beside"])
            whole = alone.text if alone.text.endswith(".") else f"{alone.text}."
            yield Sentence(f"{beside} {whole}", beside, alone.gives)
            yield Sentence(f"{whole} {beside}", beside, alone.gives)


def _filled(world: Mapping[str, Any], form: Mapping[str, Any], lang: str, chance: random.Random) -> Sentence:
    """Return a sentence with two numbers, persons and happenings drawn by chance."""
    a, b = sorted(chance.sample(sorted(world["numbers"]), 2), reverse=True)
    if not form.get("larger") and chance.random() < 0.5:
        a, b = b, a
    said = {value: chance.choice([str(value), world["numbers"][value]]) for value in (a, b)}
    parts = {"a": said[a], "b": said[b], "x": said[a], "y": said[b], "w": chance.choice(world["circumstances"])}
    if lang == "ar":
        for name, value in (("a", a), ("b", b)):
            few, many = chance.choice(world["persons"])
            parts[name] = f"{said[value]} {few if value <= _FEW else many}"
        parts["s"] = chance.choice(world["happenings"])
    else:
        parts |= {"S": (happening := chance.choice(world["happenings"])), "s": happening.lower()}
        parts |= {"p": chance.choice(world["persons"]), "q": chance.choice(world["persons"])}
        parts["c"] = chance.choice(world["events"])
    text = " ".join(form["text"].format(**parts).split()).replace(" .", ".").replace(" ,", ",")
    values = {"a": a, "b": b}
    return Sentence(text[:1].upper() + text[1:], form["text"], sorted((values[k], h) for k, h in form["gives"].items()))


def counts(text: str, lang: str) -> Counts:
    """Return the numbers and harms that are read, sorted."""
    claims = read_text(text, published=PUBLISHED, lang=lang).claims
    return sorted(((claim.value, claim.harm) for claim in claims), key=str)


def wrong(lang: str, rounds: int, seed: int) -> tuple[Counter[str], dict[str, list[tuple[str, Counts, Counts]]]]:
    """Return how often each form was read, and for each the texts read otherwise, with what they tell and say."""
    read: Counter[str] = Counter()
    bad: dict[str, list[tuple[str, Counts, Counts]]] = defaultdict(list)
    for one in sentences(lang, rounds, random.Random(seed)):
        read[one.form] += 1
        got = counts(one.text, lang)
        if got != sorted(one.gives, key=str):
            bad[one.form].append((one.text, one.gives, got))
    return read, bad


def options(description: str | None) -> argparse.Namespace:
    """Return what the command line asks for: the languages, how often each form is filled, and the seed."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", choices=["ar", "en"], action="append")
    parser.add_argument("--rounds", type=int, default=4, help="how often each form is filled (4)")
    parser.add_argument("--seed", type=int, default=1, help="what the filling is drawn by (1)")
    return parser.parse_args()


def main() -> None:
    """Print what is read otherwise."""
    asked = options(__doc__)
    for lang in asked.lang or ["ar", "en"]:
        read, bad = wrong(lang, asked.rounds, asked.seed)
        print(f"{lang}: {read.total():,} texts, {sum(map(len, bad.values()))} read otherwise")
        for form, texts in sorted(bad.items(), key=lambda item: -len(item[1]) / read[item[0]]):
            print(f"  {len(texts)} of {read[form]}: {form}")
            for text, gives, got in texts[:EXAMPLES]:
                print(f"      {text}\n          tells {gives}\n          read  {got}")


if __name__ == "__main__":
    main()
