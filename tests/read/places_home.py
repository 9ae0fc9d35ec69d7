"""A small home folder of knowledge for tests: the shipped languages, an invented country's places."""

from __future__ import annotations

import shutil
from pathlib import Path

from marsad.knowledge.files import HOME
from marsad.knowledge.lore import Lore
from marsad.read.actors import read_actors
from marsad.read.numbers import read_numbers
from marsad.read.places import PlacesFound, read_places
from marsad.read.scan import Scan

HEADER = "id name_en kind lat lon radius_km country parent ar en cue note rank".replace(" ", "\t")
PLACES = (
    "n|Northland|governorate|10.0|20.0|60|XA||محافظة نوارة|Nowara province|||",
    "n.seat|Nowara|city|10.2|20.3|5|XA|n|نوارة|Nowara|||",
    "s|Southland|governorate|12.0|22.0|60|XA||محافظة سهيلة|Suhaila province|||",
    "s.seat|Suhaila|city|12.1|22.1|5|XA|s|سهيلة|Suhaila|||",
    "n.mishra|Mishra (north)|village|10.1|20.2|1|XA|n|المشيرفة|Mishra|||",
    "s.mishra|Mishra (south)|village|12.0|22.2|1|XA|s|المشيرفة|Mishra|||",
    "n.door|The Door|town|10.3|20.1|2|XA|n|الباب|Bab|yes||",
    "n.karm|Karm|town|10.4|20.4|2|XA|n|كرم الزيتون|Karm al-Zaytun|||",
    "r|Zarqa|river|11.0|21.0||XA||نهر الزرقاء|Zarqa River|||",
    "xb|Bilad|country|30.0|40.0|300|XB||بلادان|Biladan|||9000000",
)
PACK = """\
id: inv
name_en: Invented
name_ar: مخترع
countries: [XA]
timezone: UTC
sources:
  - id: watch
    kind: monitor
    ar: ["مرصد نوارة"]
    en: ["Nowara Observatory"]
"""
ACTORS = """\
- id: door_corps
  side: government
  kind: brigade
  name_en: Corps of the Door
  ar: ["فيلق الباب"]
  en: ["Corps of Bab"]
"""


def make_home(folder: Path, rows: tuple[str, ...] = PLACES) -> Lore:
    """Return the lore of a new home folder with `rows` as its pack's places ('|' between columns, '/' in spellings)."""
    shutil.copytree(HOME / "languages", folder / "languages")
    pack = folder / "packs" / "inv"
    pack.mkdir(parents=True)
    lines = [row.replace("|", "\t").replace("/", "|") for row in rows]
    (pack / "places.tsv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    (pack / "pack.yml").write_text(PACK, encoding="utf-8")
    (pack / "actors.yml").write_text(ACTORS, encoding="utf-8")
    return Lore(folder)


def read(lore: Lore, text: str, lang: str = "ar", pack: str | None = "inv") -> PlacesFound:
    """Read the places of `text`."""
    voice = lore.voice(lang, pack)
    scan = Scan(text, lang, voice.lexicon)
    return read_places(scan, voice, read_actors(scan, voice, None), read_numbers(scan))
