"""Who did it and to whom, in everyday sentences of known answer: which are read otherwise, and which of those falsely.

`python bench/deeds.py [--lang ar|en] [--rounds N] [--seed N]` fills each sentence of `deeds.yml` with two sides of each
conflict N times, reads it with that conflict's pack and prints by sentence how often the side of those counted or of
who did it is another one (false), or is left open (lost).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from everyday import EXAMPLES, options

from marsad.pipeline import read_text

WORLD = Path(__file__).with_suffix(".yml")
PUBLISHED = "2025-06-20"
_NUMBERS = {"en": {3: "3", 7: "seven", 12: "12"}, "ar": {3: "ثلاثة", 7: "سبعة", 9: "تسعة"}}
_WHERE = {"en": ["on Monday", "near the town", ""], "ar": ["أمس", "قرب البلدة", ""]}
_FEMININE = {"v": "قتلت", "t": "ت", "T": "ته", "h": "ها"}
_MASCULINE = {"v": "قتل", "t": "", "T": "ه", "h": "ه"}

Told = tuple[int | None, str | None, str | None]
"""A number, the side of those counted, and that of who did it."""


class Deed(NamedTuple):
    """A sentence of a conflict's pack, what it is made of, and what it tells."""

    text: str
    pack: str
    form: str
    tells: Told


def deeds(lang: str, rounds: int, chance: random.Random) -> Iterator[Deed]:
    """Yield every sentence of a language with two sides of each conflict, `rounds` times."""
    world: dict[str, Any] = yaml.safe_load(WORLD.read_text(encoding="utf-8"))[lang]
    for _ in range(rounds):
        for pack, actors in world["conflicts"].items():
            for form in world["sentences"]:
                one = chance.choice(actors)
                other = chance.choice([actor for actor in actors if actor["side"] != one["side"]])
                yield _filled(lang, pack, form, one, other, chance)


def _filled(
    lang: str,
    pack: str,
    form: Mapping[str, Any],
    one: Mapping[str, Any],
    other: Mapping[str, Any],
    chance: random.Random,
) -> Deed:
    number = chance.choice(sorted(_NUMBERS[lang]))
    agreeing = (_FEMININE if one.get("feminine") else _MASCULINE) if lang == "ar" else {}
    text = form["text"].format(
        A=one["name"],
        B=other["men"],
        a=other["name"],
        b=other["name"],
        n=_NUMBERS[lang][number],
        w=chance.choice(_WHERE[lang]),
        **agreeing,
    )
    text = " ".join(text.split()).replace(" .", ".").replace("كمين لال", "كمين لل")
    doer: str | None = None if form.get("untold") else one["side"]
    tells: Told = (number, other["side"], doer)
    if form.get("lost"):
        tells = (number, one["side"], other["side"])
    elif "of" in form:
        tells = (number if "{n}" in form["text"] else 5, form["of"], doer)
    return Deed(text[:1].upper() + text[1:], pack, form["text"], tells)


def told(text: str, lang: str, pack: str) -> list[Told]:
    """Return the number, the side and the perpetrator of each count that is read."""
    claims = read_text(text, published=PUBLISHED, lang=lang, pack=pack).claims
    return [(claim.value, claim.group.side, claim.perpetrator) for claim in claims]


def is_lost(tells: Told, read: list[Told]) -> bool:
    """Tell whether what is read is only less than what is told: nothing, or a side or a doer left open."""
    return not read or (len(read) == 1 and all(got in (None, want) for want, got in zip(tells, read[0], strict=True)))


def otherwise(lang: str, rounds: int, seed: int) -> tuple[Counter[str], dict[str, list[tuple[Deed, list[Told]]]]]:
    """Return how often each form was read, and for each the sentences that are read otherwise."""
    count: Counter[str] = Counter()
    bad: dict[str, list[tuple[Deed, list[Told]]]] = defaultdict(list)
    for deed in deeds(lang, rounds, random.Random(seed)):
        count[deed.form] += 1
        read = told(deed.text, lang, deed.pack)
        if read != [deed.tells]:
            bad[deed.form].append((deed, read))
    return count, bad


def main() -> None:
    """Print what is read otherwise."""
    asked = options(__doc__)
    for lang in asked.lang or ["ar", "en"]:
        count, bad = otherwise(lang, asked.rounds, asked.seed)
        found = [pair for pairs in bad.values() for pair in pairs]
        false = [pair for pair in found if not is_lost(pair[0].tells, pair[1])]
        print(f"{lang}: {count.total():,} sentences, {len(false)} false, {len(found) - len(false)} lost")
        for form, pairs in sorted(bad.items(), key=lambda item: -len(item[1])):
            print(f"  {len(pairs)} of {count[form]}: {form}")
            for deed, read in pairs[:EXAMPLES]:
                print(f"      {deed.pack}: {deed.text}\n          tells {deed.tells}\n          read  {read}")


if __name__ == "__main__":
    main()
