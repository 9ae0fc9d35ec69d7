"""Full-text search: folded on both sides, one result a document, never behind the ledger, never broken by a query."""

from __future__ import annotations

import datetime as dt
import random
import string
from collections.abc import Callable

import pytest

from marsad.errors import UsageError
from marsad.ids import sha256
from marsad.ledger import Store
from marsad.ledger.search import Asked, SearchPage
from marsad.ledger.search.find import LONGEST_QUERY
from marsad.model import Claim, Document, Published, Reading

Make = Callable[..., Document]
Add = Callable[..., str]
SENTENCE = "قُتِلَ ٣ مدنيين في إدلب جراء غارة"


def ask(store: Store, query: str, **more: object) -> SearchPage:
    return store.search(Asked(query=query, **more))  # type: ignore[arg-type]


def names(store: Store, query: str, **more: object) -> list[str]:
    return [result.document for result in ask(store, query, **more).results]


def put_reading(store: Store, name: str, text: str, *quotes: str, **more: object) -> None:
    """Add a document whose claims quote some of its words."""
    document = Document(id=name, text=text, sha256=sha256(text.encode()), data=text.encode(), address=f"/{name}")
    claims = tuple(
        Claim(id=f"c{n}", span=(text.index(q), text.index(q) + len(q)), text=q, harm="killed", value=1)
        for n, q in enumerate(quotes, 1)
    )
    fields: dict[str, object] = {"lang": "ar", "published": Published(), **more}
    planned = store.plan(document)
    assert store.append(planned, Reading(id=name, sha256=document.sha256, claims=claims, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["قتل", "3", "ادلب", "غاره", "مدنيين", '"3 مدنيين"', "غار*", "المدنيين", "قتل غارة"])
def test_a_query_without_marks_or_hamza_finds_the_sentence(store: Store, document: Make, add: Add, query: str) -> None:
    add(store, document(text=SENTENCE))
    add(store, document(name="b", text="لا شيء هنا"))
    (result,) = ask(store, query).results
    assert result.document == "a"
    assert SENTENCE[slice(*result.span)] == result.snippet
    assert result.marks


@pytest.mark.parametrize("query", ["30", '"مدنيين 3"', "غار", "قتل صاروخ", "30*"])
def test_what_does_not_stand_in_the_text_is_not_found(store: Store, document: Make, add: Add, query: str) -> None:
    add(store, document(text=SENTENCE))
    assert names(store, query) == []


def test_literal_words_are_found_only_as_they_are_written(store: Store, document: Make, add: Add) -> None:
    add(store, document(text=SENTENCE))
    assert names(store, "إدلب", literal=True) == ["a"]
    assert names(store, "ادلب", literal=True) == []
    assert names(store, "قتل", literal=True) == []
    assert names(store, "٣ مدنيين", literal=True) == ["a"]


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("Homs", ["homs", "HOMS"]),
        ("1,200", ["1200", "1.200"]),
        ("\u063a\u0627\u0631\u0629", ["\u063a\u0627\u0631\u0647", "\u063a\u0627\u0631\u064e\u0629"]),
    ],
)
def test_a_literal_word_is_told_from_all_that_fold_alike(
    store: Store, document: Make, add: Add, written: str, others: list[str]
) -> None:
    """One in many documents, by itself, in a row of words, by its beginning; and no longer where it is revised away."""
    for number in range(40):
        add(store, document(name=f"d{number}", text=f"x {others[number % len(others)]} y"))
    add(store, document(name="here", text=f"x {written} y"))
    asked = (written, f'"x {written}"', f"{written}*", f"x {written} y")
    for query in asked:
        assert names(store, query, literal=True, limit=5) == ["here"], query
        assert names(store, query, literal=True, lang="en") == ["here"]
        assert names(store, query, literal=True, lang="ar") == []
    add(store, document(name="here", text=f"x {others[0]} y"))
    for query in asked:
        assert names(store, query, literal=True) == []


def test_one_result_a_document_and_only_its_latest_text(store: Store, document: Make, add: Add) -> None:
    add(store, document(text="غارة وغارة والغارة"))
    assert names(store, "غارة") == ["a"]
    add(store, document(text="قصف"))
    assert names(store, "غارة") == []
    assert names(store, "قصف") == ["a"]


def test_the_newest_published_stands_first_and_pages_follow_one_another(store: Store, document: Make, add: Add) -> None:
    days = [3, 9, 1, 7, 5, 5, 5, 2]
    for n, day in enumerate(days):
        add(store, document(name=f"d{n}", text=f"غارة {n}", published=f"2018-06-0{day}"))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = ask(store, "غارة", limit=3, cursor=cursor)
        seen += [result.published or "" for result in page.results]
        assert len({result.id for result in page.results}) == len(page.results)
        if page.next is None:
            break
        cursor = page.next
    assert seen == sorted((f"2018-06-0{day}" for day in days), reverse=True)


def test_a_page_that_is_exactly_full_is_the_last(store: Store, document: Make, add: Add) -> None:
    for n in range(3):
        add(store, document(name=f"d{n}", text=f"غارة {n}"))
    assert ask(store, "غارة", limit=3).next is None
    assert ask(store, "غارة", limit=2).next is not None


def test_period_language_and_source_limit_the_results(store: Store) -> None:
    for n, (day, lang, source) in enumerate(
        [("2018-06-01", "ar", "x"), ("2018-06-05", "en", "x"), ("2018-06-09", "ar", "y")]
    ):
        put_reading(store, f"d{n}", f"غارة {n}", lang=lang, source=source, published=Published(value=day, how="given"))
    assert names(store, "غارة", start=dt.date(2018, 6, 5)) == ["d2", "d1"]
    assert names(store, "غارة", end=dt.date(2018, 6, 5)) == ["d1", "d0"]
    assert names(store, "غارة", lang="ar") == ["d2", "d0"]
    assert names(store, "غارة", sources=("x",)) == ["d1", "d0"]
    assert names(store, "غارة", sources=("x", "y"), lang="en") == ["d1"]
    assert names(store, "غارة", sources=()) == []
    assert store.search_sources() == ["x", "y"]


def test_claims_that_the_words_touch_are_named_and_may_be_asked_for_alone(store: Store) -> None:
    put_reading(store, "a", "غارة على البلدة، وقتل 3 مدنيين و4 مقاتلين", "3 مدنيين", "4 مقاتلين")
    (result,) = ask(store, "مدنيين").results
    assert result.claims == ("a#c1",)
    assert ask(store, "غارة").results[0].claims == ()
    assert names(store, "غارة", claims=True) == []
    assert names(store, "مقاتلين", claims=True) == ["a"]


def test_many_documents_of_one_day_all_have_a_place(store: Store, document: Make, add: Add) -> None:
    """More than the index left room for: it is made anew with more."""
    add(store, document(name="first", text="غارة", published="2018-06-01"))
    assert names(store, "غارة") == ["first"]
    for n in range(600):
        add(store, document(name=f"d{n:03}", text=f"قصف {n}", published="2018-06-01"))
    assert len(names(store, "قصف", limit=1000)) == 600
    assert names(store, "غارة") == ["first"]


def test_a_search_sees_what_another_program_added(store: Store, url: str, document: Make, add: Add) -> None:
    assert names(store, "غارة") == []
    with Store.open(url) as other:
        add(other, document(text="غارة"))
    assert names(store, "غارة") == ["a"]


HOSTILE = [
    *('"', '""', "'", "*", "a*b*", "(", "NOT", "AND AND", "a OR", "NEAR/2", "words : a", "{words facets}", "^a", "-a"),
    *("a + b", "'; DROP TABLE entries; --", "\x00", "a\x00b", "\u202e\u200fغارة\u202c", "\ud7ff\uffff", "%", "_"),
    *("\\", "\\' | 'a", "a & b | !c", "a:*", "<->", "🙂", "l.ar", "facets:l.ar", "ﷺ", "1e9999", "-1", "\ud800"),
    *("غ" * 5000, "a " * 4000, '"' * 9999, "٣" * 3000, "غ* " * 2000, '"a b"* ' * 1000),
]


@pytest.mark.parametrize("literal", [False, True])
def test_hostile_queries_never_break(store: Store, document: Make, add: Add, literal: bool) -> None:
    add(store, document(text=SENTENCE))
    for query in HOSTILE:
        for claims in (False, True):
            assert isinstance(ask(store, query, literal=literal, claims=claims), SearchPage)
    assert names(store, "غارة") == ["a"]


def test_random_queries_never_break(store: Store, document: Make, add: Add) -> None:
    draw = random.Random(5)
    add(store, document(text=SENTENCE + " a b 2.5 O'Brien \u0640 \u0640\u064f"))
    alphabet = string.printable + 'قتلغارة٣3"*()«»\u202e\u200f\u064f\u0640' * 3
    for _ in range(400):
        query = "".join(draw.choice(alphabet) for _ in range(draw.randrange(1, 40)))
        assert isinstance(ask(store, query, literal=draw.random() < 0.5), SearchPage)


@pytest.mark.parametrize("length", [LONGEST_QUERY + 1, 1_000_000])
def test_a_query_as_long_as_a_book_is_refused_clearly(store: Store, length: int) -> None:
    with pytest.raises(UsageError, match="write at most"):
        ask(store, "غ" * length)


@pytest.mark.parametrize("more", [{"cursor": "x"}, {"cursor": "2018-06-01"}, {"cursor": "2018-06-01.-4"}, {"limit": 0}])
def test_a_wrong_cursor_or_limit_is_refused(store: Store, document: Make, add: Add, more: dict[str, object]) -> None:
    add(store, document(text=SENTENCE))
    with pytest.raises(UsageError):
        ask(store, "قتل", **more)


def test_an_empty_ledger_has_no_results(store: Store) -> None:
    assert ask(store, "غارة") == SearchPage()


def test_a_huge_document_is_indexed_to_its_end(store: Store, document: Make, add: Add) -> None:
    text = " ".join(f"w{n}" for n in range(60_000)) + " الخاتمة هنا"
    add(store, document(text=text))
    assert names(store, "الخاتمة") == ["a"]


def test_the_index_may_be_dropped_at_any_time(store: Store, document: Make, add: Add) -> None:
    add(store, document(text=SENTENCE))
    assert names(store, "غارة") == ["a"]
    store.drop_search()
    assert store.verify().ok
    assert names(store, "غارة") == ["a"]
