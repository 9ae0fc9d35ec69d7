"""No figure is typed by hand anywhere: templates and words have no digit but in names and the forms of one and two."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.estimate.card import NEAR
from marsad.ids import sha256
from marsad.knowledge.files import HOME, read_yaml
from marsad.model import Document
from marsad.pipeline import read_document
from marsad.publish.paper import TEMPLATES
from marsad.publish.words import LANGUAGES
from marsad.reckon.soft import STATED_SHARE

NAMES = re.compile(
    r"SHA-256|Ed25519|UCDP GED 25|ISO 3166-1(?: alpha-2)?|WGS 84|CC BY 4\.0|M23|23 مارس|GeoPackage 1\.4|OFL 1\.1|BSD-3"
    r"|127\.0\.0\.1"
)
"""Names that have a digit in them."""
OF_ONE = re.compile(r"(?:[12١٢] [^\W\d]+|These 2 claims together .*)")
"""The forms that nouns and sentences take beside one and two: which of them is said, the reckoned number decides."""
FILLED = re.compile(r"\{[^}]*\}")
WORDS = ("bulletin", "evidence", "picture", "reckon", "release", "report", "web")
PRINTED = tuple(sorted({path.name.split(".")[0] for path in (HOME / "messages").glob("cli*.en.yml")} - {"cli-serve"}))
"""Words of the commands; `serve` prints nothing but an address."""
SCALE = {"digits_latn", "digits_arab"}
"""How the two rows of digits are called that a page may be read in."""
SAMPLES = {"not_a_day", "not_a_moment", "not_a_span", "help_exit_codes"}
"""Words about what is to be written, or an exit code."""
DEFINED = {
    "about_stated": [f"{STATED_SHARE:.0%}"[:-1]],
    "about_0.5": ["0", "5"],
    "estimate_near_models": [f"{NEAR:.0f}"],
    "vague_range": ["20", "99"],
}
"""What a reading of soft words, and of models that fit alike, is by definition."""
PAGES = sorted([*TEMPLATES.rglob("*.j2"), *(Path(marsad.__file__).parent / "web" / "templates").rglob("*.j2")])
STRUCTURE = {"agreement", "plural", "numerals", "vague"} | SCALE
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


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PRINTED)
def test_what_a_command_prints_has_no_figure_but_of_definitions(name: str, lang: str) -> None:
    said = read_yaml(HOME / "messages" / f"{name}.{lang}.yml")["text"]
    assert said
    for key, text in said.items():
        if key not in SAMPLES:
            assert [one for part in texts(text) for one in digits(FILLED.sub("", part))] == DEFINED.get(key, []), key


def test_dozens_are_what_the_words_say() -> None:
    text = "Dozens of civilians were killed in Idlib on 9 March 2018."
    (claim,) = read_document(Document(id="d", text=text, sha256=sha256(text.encode()), lang="en")).claims
    assert [str(claim.value), str(claim.value_max)] == DEFINED["vague_range"]
