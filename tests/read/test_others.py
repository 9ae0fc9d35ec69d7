"""What an English text tells of others, of before and of elsewhere: from the words to the tolls of one document."""

from __future__ import annotations

import pytest

from marsad.pipeline import read_text

Toll = tuple[str, str | None, int, int | None]


def tolls(text: str) -> list[Toll]:
    reading = read_text(text, published="2024-05-15", lang="en")
    return [(toll.harm, toll.side, toll.lo, toll.hi) for toll in reading.tolls]


@pytest.mark.parametrize(
    ("text", "lo"),
    [
        ("Shelling killed two women in Kherson on Monday. Two more people died in hospital.", 4),
        ("Shelling killed two women and a boy in Kherson on Monday. A fourth victim died in hospital.", 4),
        ("Gunmen shot dead four herders near Zangon. Another herder died of his wounds.", 5),
        ("A bomb killed seven worshippers on Friday. A further two worshippers died overnight.", 9),
    ],
)
def test_others_are_added_to_those_who_were_counted_before(text: str, lo: int) -> None:
    """'Two more', 'another' and 'a fourth' are persons besides those told before."""
    assert tolls(text) == [("killed", "civilians", lo, lo)]


def test_others_below_a_headline_are_not_added_to_its_total() -> None:
    """The headline's five hold the four of the body and the one more."""
    text = "Five killed in Kherson\nShelling killed four people in Kherson on Monday. Another person died in hospital."
    assert tolls(text) == [("killed", "unknown", 5, 5)]


def test_ordinal_counts_up_only_where_nothing_else_tells_the_number() -> None:
    """'A fifth victim' alone is at least five; with the four before it one more."""
    assert tolls("Shelling of Bakhmut claimed a fifth victim on Tuesday.")[0][2:] == (5, None)
    assert tolls("Shelling killed four women on Monday. A fifth woman died on Tuesday of her wounds.")[0][2] <= 5


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Relatives on Monday buried seven herders shot dead when gunmen attacked their camp on Saturday.",
            "2024-05-11",
        ),
        (
            "Nine policemen died in Zhob, officials said on Tuesday. In Chaman, a trader was shot dead on Sunday.",
            "2024-05-14",
        ),
        ("It was the worst attack since March, when 21 people were killed in a car bombing.", "2024-03-01"),
    ],
)
def test_days_of_funerals_of_saying_and_of_comparison(text: str, day: str) -> None:
    """A funeral dates no death; the day of saying dates what no other day does; 'since March, when' is of March."""
    window = read_text(text, published="2024-05-15", lang="en").claims[0].window
    assert window.start is not None
    assert window.start.isoformat() == day


def test_what_the_news_is_compared_with_has_no_toll() -> None:
    """The dead of an older attack are background."""
    text = (
        "A bomb killed nine worshippers in Kabul on Monday. It was the bloodiest since last June, when 30 people died."
    )
    reading = read_text(text, published="2024-05-15", lang="en")
    assert [(claim.value, claim.background) for claim in reading.claims] == [(9, False), (30, True)]
    assert [toll.lo for toll in reading.tolls] == [9]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A bomb killed 37 people in Kherson on Monday, among them two waiters and a bride, and wounded 212.",
            [("killed", "unknown", 37, 37), ("injured", "unknown", 212, 212)],
        ),
        (
            "A raid left 43 dead and 61 injured on Thursday. On Friday four of the injured died, taking the number of"
            " dead to 47.",
            [("killed", "unknown", 47, 47), ("injured", "unknown", 61, 61)],
        ),
        (
            "An air strike killed 18 people on Monday. The initial toll, issued at midnight, spoke of four dead.",
            [("killed", "unknown", 18, 18)],
        ),
        (
            "The raid takes to 250 the number of civilians killed in two days; at least 1,200 have been wounded.",
            [("killed", "civilians", 250, 250), ("injured", "civilians", 1200, None)],
        ),
    ],
)
def test_what_stands_beside_a_toll_changes_no_other(text: str, wanted: list[Toll]) -> None:
    """A count's parts, an overtaken figure and a hedge say nothing of the count that stands behind them."""
    assert tolls(text) == wanted


def test_a_count_of_a_later_paragraph_is_not_open_because_an_earlier_one_is() -> None:
    """Who is missed after one happening is not missed after another that is told in a paragraph of its own."""
    text = (
        "A drone attack on Kherson on Monday killed nine people, and rescuers are still searching for victims.\n\n"
        "Separately, shelling of Bakhmut killed two farmers on Tuesday."
    )
    found = {lo: hi for _, _, lo, hi in tolls(text)}
    assert (found.get(9, 0), found.get(2, 0)) == (None, 2)
