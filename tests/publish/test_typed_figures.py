"""No figure is typed by hand anywhere: templates and words have no digit but in names and the forms of one and two."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.knowledge.files import HOME, read_yaml
from marsad.publish.paper import TEMPLATES
from marsad.publish.words import LANGUAGES

NAMES = re.compile(r"SHA-256|Ed25519|UCDP GED 25|ISO 3166-1(?: alpha-2)?|WGS 84|CC BY 4\.0|M23|23 مارس|GeoPackage 1\.4")
"""Names that have a digit in them."""
OF_ONE = re.compile(r"(?:[12١٢] [^\W\d]+|These 2 claims together .*)")
"""The forms that nouns and sentences take beside one and two: which of them is said, the reckoned number decides."""
FILLED = re.compile(r"\{[^}]*\}")
WORDS = ("bulletin", "evidence", "picture", "reckon", "release", "report")
PAGES = sorted([*TEMPLATES.rglob("*.j2"), *(Path(marsad.__file__).parent / "web" / "templates").rglob("*.j2")])
STRUCTURE = {"agreement", "plural", "numerals", "vague"}
"""How numbers are said: which forms they take, and their words."""


def digits(text: str) -> list[str]:
    return re.findall(r"\d+", NAMES.sub("", text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_figure_is_typed_by_hand_in_a_template(path: Path) -> None:
    """Outside of tags and of what is filled in there is no digit."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert digits(re.sub(r"<[^>]*>", "", text)) == []


def texts(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [text for name, part in value.items() if name not in STRUCTURE for text in texts(part, str(name))]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WORDS)
def test_no_figure_is_typed_by_hand_in_the_words(name: str, lang: str) -> None:
    found = texts(read_yaml(HOME / "messages" / f"{name}.{lang}.yml"))
    assert len(found) > 3
    typed = {text: digits(FILLED.sub("", text)) for text in found if not OF_ONE.fullmatch(FILLED.sub("", text).strip())}
    assert {text for text, numbers in typed.items() if numbers} == set()
