"""Attribution, denials, open counts: every line of their corpus, and the promises about scopes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.read.attribution import claimant_at, read_attribution
from marsad.read.denials import read_denials
from marsad.read.openended import read_open_ended
from marsad.read.scan import Scan

Item = dict[str, Any]


def _scan(text: str, lang: str) -> tuple[Scan, Any]:
    voice = load_lore().voice(lang, "syria")
    return Scan(text, lang, voice.lexicon), voice


def _items(text: str, lang: str) -> list[Item]:
    scan, voice = _scan(text, lang)
    out: list[Item] = []
    for said in read_attribution(scan, voice):
        span = scan.span(said.scope_first, said.scope_last)
        fields = {"claimant": said.claimant, "verb_kind": said.verb_kind, "rival": said.rival}
        out.append({"layer": "attribution", "span": span, **fields})
    out += [{"layer": "denial", "span": scan.span(d.first, d.last), "kind": d.kind} for d in read_denials(scan)]
    out += [{"layer": "open_ended", "span": scan.span(first, last)} for first, last in read_open_ended(scan)]
    return out


def _lines(part: str) -> list[Any]:
    out = []
    for lang in ("ar", "en"):
        corpus = read_yaml(Path(HOME) / "languages" / lang / "attribution" / "corpus.yml")
        out += [pytest.param(lang, line, id=f"{lang}-{n}") for n, line in enumerate(corpus[part], 1)]
    return out


def _covers(item: Item, text: str, quote: str) -> bool:
    start = text.index(quote)
    return bool(item["span"][0] <= start and start + len(quote) <= item["span"][1])


def _touches(item: Item, text: str, quote: str) -> bool:
    start = text.index(quote)
    return bool(item["span"][0] < start + len(quote) and start < item["span"][1])


@pytest.mark.parametrize(("lang", "line"), _lines("reads"))
def test_reads_what_the_corpus_says(lang: str, line: Item) -> None:
    """Each expected reading is there, and its scope holds the quoted words."""
    items = _items(line["text"], lang)
    for want in line["gives"]:
        fields = {key: value for key, value in want.items() if key != "quote"}
        fit = [i for i in items if all(i.get(k) == v for k, v in fields.items())]
        overlap = _touches if want["layer"] == "open_ended" else _covers
        assert any(overlap(i, line["text"], want["quote"]) for i in fit), (want, items)


@pytest.mark.parametrize(("lang", "line"), _lines("refuses"))
def test_refuses_what_the_corpus_refuses(lang: str, line: Item) -> None:
    """Nothing (of the named layer) touches the refused words, or any words where none are named."""
    items = [i for i in _items(line["text"], lang) if i["layer"] == line.get("layer", i["layer"])]
    quote = line.get("quote")
    assert [i for i in items if quote is None or _touches(i, line["text"], quote)] == [], line["why"]


def test_the_tightest_attribution_wins_inside_a_dateline() -> None:
    """A dateline governs its line; inside it, the other source's clause is that source's."""
    text = "Syrian Observatory: 12 soldiers died, while rebel media spoke of 3 dead."
    scan, voice = _scan(text, "en")
    said = read_attribution(scan, voice)
    twelve = scan.tokens.folds.index("12")
    three = scan.tokens.folds.index("3")
    first, second = claimant_at(said, twelve), claimant_at(said, three)
    assert first is not None and first.claimant == "sohr" and not first.rival
    assert second is not None and second.claimant == "rebel media" and second.rival


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="نفت لم دون وقوع12 ،.\nsaid not no dead:;-", max_size=60), st.sampled_from(["ar", "en"]))
def test_any_text_gives_scopes_inside_the_text(text: str, lang: str) -> None:
    """Nothing is raised, and scopes are token ranges of the text, on any words at all."""
    scan, voice = _scan(text, lang)
    ranges = [(d.first, d.last) for d in read_denials(scan)] + read_open_ended(scan)
    for said in read_attribution(scan, voice):
        ranges += [(said.first, said.last), (said.scope_first, said.scope_last)]
    assert all(0 <= first < last <= len(scan) for first, last in ranges)
