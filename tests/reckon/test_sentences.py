"""Every number of a table can say why, in English and in Arabic."""

from __future__ import annotations

import string

import pytest
from gold_statements import UMBRELLA, chain
from reckon_build import claim, days, told

from marsad.knowledge.files import HOME, read_yaml
from marsad.model import Scope, TollTable
from marsad.reckon.sentence import in_words
from marsad.reckon.table import toll_table

LANGUAGES = ("en", "ar")


def messages(lang: str) -> dict[str, str]:
    found: dict[str, str] = read_yaml(HOME / "messages" / f"reckon.{lang}.yml")["sentences"]
    return found


def tables() -> list[TollTable]:
    period = Scope(window=days(1, 31))
    fall = told("d1", 11, [claim("c1", 25, window=days(11), hedge="at_least")])
    fall += told("d2", 12, [claim("c1", 19, window=days(11))])
    fixed = told("d1", 11, [claim("c1", 25, window=days(11))])
    fixed += told("d2", 12, [claim("c1", 25, window=days(11), status="withdrawn"), claim("c2", 19, window=days(11))])
    six = chain(["A-01", "A-02", "A-03", "A-04", "A-05"])
    return [
        toll_table(fall, period),
        toll_table(fixed, period),
        *(toll_table(six, Scope(), umbrella=UMBRELLA, policy=name) for name in ("lead", "latest", "pooled")),
    ]


def test_both_languages_have_the_same_sentences_and_fill_in_the_same_names() -> None:
    english, arabic = messages("en"), messages("ar")
    assert english.keys() == arabic.keys()
    for key in english:
        named = [{name for _, name, _, _ in string.Formatter().parse(text[key]) if name} for text in (english, arabic)]
        assert named[0] == named[1], key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_its_sentence(lang: str) -> None:
    known = messages(lang)
    reasons = set()
    for table in tables():
        spoken = in_words(table, known)
        said = [(one.reason, one.sentence) for row in spoken.rows for one in row.contributions]
        for reason, words in [*said, *((one.reason, one.sentence) for one in spoken.contradictions)]:
            reasons.add(reason)
            assert words and "{" not in words and not words.startswith(f"{reason}:")
    assert {"lo_running_least", "lo_rest", "hi_exact", "rival_lead", "rival_latest", "corrected", "decrease"} <= reasons


def test_without_templates_the_reason_and_its_parameters_still_stand() -> None:
    table = tables()[1]
    assert table.contradictions[0].sentence.startswith("corrected: claimant=observatory, correcting=d2")


def test_a_table_goes_through_json_unchanged() -> None:
    for table in tables():
        assert TollTable.from_json(table.to_json()) == table
