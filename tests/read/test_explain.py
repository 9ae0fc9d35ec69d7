"""Derivations: what led to each claim stands in the text, and says the same as the reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.knowledge.lore import load_lore
from marsad.model import Document
from marsad.model.derivation import ClaimDerivation, Derivation, Origin
from marsad.read import read
from marsad.read.explain import UNREAD, derivation

ARABIC = (
    "قُتل 12 على الأقل من قوات النظام في قصف جوي على بلدة الهول، بينهم ضابطان، أمس الجمعة 8 حزيران 2018. "
    "وقالت وزارة الدفاع إن 3 عناصر قُتلوا."
)
ENGLISH = "At least 30 civilians, among them nine children, were killed in an airstrike on Raqqa on 3 May 2017."


def document(text: str, source: str | None = None) -> Document:
    return Document(id="d", text=text, sha256="0", published="2018-06-09", source=source)


def derive(text: str, source: str | None = None) -> Derivation:
    return derivation(document(text, source), load_lore())


def claim(found: Derivation, quote: str) -> ClaimDerivation:
    return next(one for one in found.claims if quote in one.claim.text)


def origin(one: ClaimDerivation, what: str) -> Origin | None:
    return next((origin for origin in one.origins if origin.what == what), None)


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_a_derivation_holds_the_reading_and_all_its_claims(text: str) -> None:
    found = derive(text)
    assert found.reading == read(document(text), load_lore())
    assert [one.claim for one in found.claims] == list(found.reading.claims) != []
    assert [" ".join(rule.id for rule in one.rules) for one in found.claims] == [
        " ".join(dict.fromkeys((one.claim.rule or "").replace("+", " ").split())) for one in found.claims
    ]


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_every_quote_of_a_derivation_stands_at_its_place(text: str) -> None:
    found = derive(text)
    for one in found.claims:
        told = [(part.span, part.text) for parts in (one.words, one.rules, one.origins) for part in parts]
        assert any(span is not None for span, _ in told)
        for span, quote in told:
            if span is not None:
                assert text[slice(*span)] == quote
        for hit in one.words:
            assert one.claim.span[0] <= hit.span[0] < hit.span[1] <= one.claim.span[1]


def test_the_lexicon_entries_of_the_words_are_named_with_class_features_and_spelling() -> None:
    words = {hit.id: hit for hit in claim(derive(ARABIC), "12").words}
    hedge = words["hedge.at_least.post"]
    assert (hedge.text, hedge.cls, hedge.features) == ("على الأقل", "hedge_post", {"hedge": "at_least"})
    assert hedge.telling
    assert words["sy.government_forces"].cls == "actor"
    assert words["link.of"].telling is False


def test_what_is_glued_to_a_word_is_told_apart_from_its_spelling() -> None:
    found = derive("قتل رجل وامرأة في قصف على الرقة.")
    hit = next(hit for hit in claim(found, "وامرأة").words if hit.cls == "person")
    assert (hit.spelling, hit.glued) == ("امراه", "و-")


def test_a_part_names_its_whole_and_the_whole_its_parts() -> None:
    found = derive(ENGLISH)
    whole, part = claim(found, "30"), claim(found, "nine")
    assert part.claim.part_of == whole.claim.id
    assert whole.parts == (part.claim.id,)
    assert origin(part, "harm") == Origin(what="harm", value="killed", how="whole", text=whole.claim.id)


def test_each_value_says_where_it_comes_from() -> None:
    one = claim(derive(ARABIC), "12")
    told = {o.what: (o.how, o.text) for o in one.origins}
    assert told["harm"] == ("sentence", "قُتل")
    assert told["side"] == ("words", "قوات النظام")
    assert told["window"][0] == "sentence"
    assert "8 حزيران 2018" in str(told["window"][1])
    assert told["place"] == ("sentence", "بلدة الهول")
    assert told["cause"] == ("sentence", "قصف جوي")


def test_no_word_of_harm_is_named_that_no_rule_names() -> None:
    """'Dawn' is spelt like 'blew up': a harm that comes from the whole says so."""
    found = derive("قُتل 12 من قوات النظام في الهول فجر أمس، بينهم ضابط و3 من الدفاع الوطني.")
    for one in found.claims:
        told = origin(one, "harm")
        assert told is not None
        assert "فجر" not in str(told.text)
    assert origin(claim(found, "و3"), "harm") == Origin(
        what="harm", value="killed", how="whole", text=claim(found, "12").claim.id
    )


def test_who_speaks_is_the_publisher_or_whom_the_sentence_cites() -> None:
    found = derive(ARABIC, source="المرصد")
    assert origin(claim(found, "12"), "claimant") == Origin(
        what="claimant", value="المرصد", how="publisher", text="المرصد"
    )
    cited = origin(claim(found, "3"), "claimant")
    assert cited is not None
    assert cited.how == "sentence"
    assert "وزارة الدفاع" in str(cited.text)


def test_without_a_time_the_window_is_the_day_of_publication() -> None:
    one = claim(derive("قتل خمسة مدنيين في قصف على الرقة."), "خمسة")
    assert origin(one, "window") == Origin(what="window", value="2018-06-09", how="published")


def test_an_unknown_value_has_no_origin() -> None:
    found = derivation(Document(id="d", text="Five men were killed.", sha256="0"), load_lore())
    told = {o.what for o in found.claims[0].origins}
    assert not {"window", "place", "cause", "perpetrator"} & told


def test_numbers_that_were_passed_over_are_not_called_unread() -> None:
    """A calibre, a share in per cent and a date have their readers; what is unread says so."""
    found = derive("قصف بقذائف عيار 82 ملم يوم 8 حزيران 2018، و49 في المئة من السكان نزحوا.")
    assert found.unread == ()
    assert all(item.why != UNREAD for item in found.reading.ignored)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("قتل 12 مدني و3في،.بينهم\nال8 killed 5 on May of them")), max_size=300))
def test_derivations_never_fail_for_what_a_text_says(text: str) -> None:
    found = derive(text)
    for one in found.unread:
        assert text[slice(*one.span)] == one.text
