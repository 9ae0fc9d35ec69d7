"""Every rule that reads anything says in both languages what it does, and every reason why a number is passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.knowledge.rules import load_rules
from marsad.model import Document
from marsad.model.derivation import Derivation
from marsad.model.terms import CHANGES
from marsad.publish import LANGUAGES, load_words
from marsad.read.explain import derivation

GOLD = Path(__file__).parents[1] / "gold"
UNREAD_YET = {"عدد من", "مجموعة من", "an unspecified number", "3.4"}
"""'A group of 34 soldiers', 'an unspecified number taken alive', 'N3.4m': no reader
takes them yet, and 'the number of those who came' is none.  They are shown as unread.  The list may only shrink.
"""


def documents() -> Iterator[Document]:
    """Yield all fixtures: gold, the shipped bulletins, and every line of every corpus."""
    for path in sorted(GOLD.glob("*/*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        yield document(found["text"], found.get("published"), found.get("lang"), None)
    for path in sorted(HOME.glob("packs/*/bulletins/*.txt")):
        yield document(path.read_text(encoding="utf-8"), None, None, path.parents[1].name)
    for path in sorted([*HOME.glob("languages/*/*/corpus.yml"), *HOME.glob("packs/[!_]*/corpus.yml")]):
        corpus = read_yaml(path)
        lang, pack = (path.parents[1].name, None) if "languages" in path.parts else (None, path.parent.name)
        for line in (*corpus["reads"], *corpus["refuses"]):
            day = line.get("published", corpus.get("published"))
            yield document(line["text"], str(day) if day else None, lang, line.get("pack", corpus.get("pack", pack)))


def document(text: str, published: str | None, lang: str | None, pack: str | None) -> Document:
    return Document(id="fixture", text=text, sha256="0", published=published, lang=lang, pack=pack)


@cache
def derivations() -> list[Derivation]:
    lore = load_lore()
    return [derivation(one, lore) for one in documents()]


@cache
def met() -> dict[tuple[str, str | None], str]:
    """Return every rule that the fixtures meet, with its lexicon class, and a text that meets it."""
    out: dict[tuple[str, str | None], str] = {}
    for one in derivations():
        for claim in one.claims:
            for rule in claim.rules:
                out.setdefault((rule.id, rule.cls), one.text)
        for kind, cls in (("dates", None), ("places", None), ("control", "control_verb"), ("events", "event_word")):
            for item in getattr(one.reading, kind):
                out.setdefault((str(item.rule), cls), one.text)
    return out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_that_the_fixtures_meet_is_explained(lang: str) -> None:
    """A rule without words is named here with a text; add it to messages/rules.{en,ar}.yml."""
    assert len(met()) > 150
    told = load_rules(lang)
    silent = {rule: text[:80] for (rule, cls), text in met().items() if told.explanation(rule, cls) is None}
    assert silent == {}


def test_every_reason_that_the_fixtures_meet_has_arabic_words() -> None:
    reasons = {item.why for one in derivations() for item in (*one.reading.ignored, *one.unread)}
    assert len(reasons) > 25
    assert reasons - set(load_words("ar").reasons) == set()


def test_no_number_of_the_gold_is_left_without_a_reader() -> None:
    """Every number of the gold texts is in a claim, a time or a place, or passed over with a reason."""
    lost = {item.text for one in derivations() for item in one.unread if len(one.text) > 300}
    assert lost - UNREAD_YET == set()


def test_both_languages_explain_the_same_rules() -> None:
    arabic, english = load_rules("ar"), load_rules("en")
    for name in ("rules", "classes", "origins", "aspects", "changes", "events", "text"):
        assert list(getattr(arabic, name)) == list(getattr(english, name)), name
    for key, text in english.text.items():
        assert places(text) == places(arabic.text[key]), key
    assert set(english.changes) == set(CHANGES)


def places(text: str) -> set[Any]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_rule_without_words_is_never_left_out() -> None:
    """Its id stays, and the lack is said."""
    told = load_rules("en")
    assert told.explanation("no.such.rule") is None
    assert told.says("no.such.rule") == told.say("unexplained")
    assert told.says("total.harm.number", "toll_noun") == told.rules["total"]
