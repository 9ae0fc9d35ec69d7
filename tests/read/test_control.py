"""Changes of control: every line of the corpora, and promises about events, spans and hostile text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.model.happening import ControlChange, Event
from marsad.read.actors import read_actors
from marsad.read.control import read_control
from marsad.read.numbers import read_numbers
from marsad.read.places import read_places
from marsad.read.scan import Scan

_DAY = dt.date(2018, 6, 10)


def _read(text: str, lang: str, pack: str | None) -> tuple[tuple[ControlChange, ...], tuple[Event, ...]]:
    voice = load_lore().voice(lang, pack)
    scan = Scan(text, lang, voice.lexicon)
    actors = read_actors(scan, voice, _DAY)
    return read_control(scan, voice, actors, read_places(scan, voice, actors, read_numbers(scan)))


def _lines(part: str) -> list[Any]:
    out = []
    for lang in ("ar", "en"):
        corpus = read_yaml(HOME / "languages" / lang / "control" / "corpus.yml")
        for n, line in enumerate(corpus[part], 1):
            pack = line.get("pack", corpus["pack"])
            out.append(pytest.param(lang, pack, line, id=f"{lang}-{n}"))
    return out


@pytest.mark.parametrize(("lang", "pack", "line"), _lines("reads"))
def test_reads_what_the_corpus_says(lang: str, pack: str, line: dict[str, Any]) -> None:
    """Each change is found over its words with its actor; none is found besides."""
    text = line["text"]
    changes, _ = _read(text, lang, pack)
    for want in line["gives"]:
        start = text.index(want["quote"])
        end = start + len(want["quote"])
        fit = [c for c in changes if c.change == want["change"] and c.actor == want.get("actor", c.actor)]
        assert any(c.span[0] < end and start < c.span[1] for c in fit), (want, [_short(c) for c in changes])
    assert len(changes) == len(line["gives"]), [_short(c) for c in changes]


@pytest.mark.parametrize(("lang", "pack", "line"), _lines("refuses"))
def test_refuses_what_the_corpus_refuses(lang: str, pack: str, line: dict[str, Any]) -> None:
    """Words that sound like a change of control, and are none."""
    assert [_short(c) for c in _read(line["text"], lang, pack)[0]] == [], line["why"]


def _short(change: ControlChange) -> tuple[str, str, str | None, str | None]:
    return change.change, change.text, change.actor, change.rule


def test_every_change_names_its_rule_and_its_place() -> None:
    """A change carries the id of the word that stated it, and the mention of the place taken."""
    changes, _ = _read("The army captured Palmyra from Islamic State.", "en", "syria")
    assert [c.rule for c in changes] == ["control.seize.past"]
    assert changes[0].place is not None


def test_a_missing_support_is_a_negated_event() -> None:
    """A negative finding is kept as an event that did not happen."""
    _, events = _read("رصد المرصد عدم مساندة الطائرات الروسية لقوات النظام في صد الهجوم.", "ar", "syria")
    assert next((e.type, e.negated) for e in events) == ("other", True)


def test_reinforcements_and_attacks_are_events() -> None:
    """Each type is given once for a clause."""
    _, events = _read("The army sent reinforcements to Homs, while rebels attacked Hama in two attacks.", "en", "syria")
    assert [e.type for e in events] == ["reinforcement", "attack"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "سيطر",
                "على",
                "التنظيم",
                "مدينة",
                "طرده",
                "من",
                "لم",
                "،",
                ".",
                "\n",
                "to",
                "was",
                "captured",
                "by",
                "the army",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(["ar", "en"]),
)
def test_any_words_give_spans_of_the_text(drawn: list[str], lang: str) -> None:
    """Nothing is raised on any order of words, and every span quotes the text."""
    text = " ".join(drawn)
    changes, events = _read(text, lang, "syria")
    pieces = [(c.span, c.text) for c in changes] + [(e.span, e.text) for e in events]
    assert all(text[start:end] == words for (start, end), words in pieces)
