"""Log-linear models give the figures that were published of the same tables."""

from __future__ import annotations

import pytest

from marsad.estimate import Design, profile, ranked, stepwise_aic, stepwise_poisson, wald
from marsad.estimate.models import all_models, generators

from .tables import TABLES, histories, published


def test_kosovo_has_113_admissible_models_and_its_least_bic_is_the_published_figure() -> None:
    whole = histories("kosovo_1999")
    fits = ranked(whole)
    assert len(fits) == 113
    assert int(fits[0].population) == published("kosovo_1999")["N"]
    assert [whole.name(term) for term in generators(fits[0].model)] == ["EXH·ABA·OSCE", "EXH·HRW", "OSCE·HRW"]
    assert fits[0].deviance == pytest.approx(9.32, abs=0.01)
    assert fits[0].freedom == 4


def test_kosovos_intervals_are_the_published_one_within_a_hundredth() -> None:
    whole = histories("kosovo_1999")
    best = ranked(whole)[0]
    for interval in (wald(best), profile(Design(whole), best)):
        assert interval == pytest.approx(published("kosovo_1999")["ci95"], rel=0.01)


def test_korea_is_reproduced_to_the_digit() -> None:
    best, second, *_ = ranked(histories("korea_palembang"))
    assert best.population == pytest.approx(published("korea_palembang")["N"], abs=5e-5)
    assert best.bic == pytest.approx(published("korea_palembang")["BIC"], abs=5e-6)
    assert second.population == pytest.approx(published("korea_palembang")["stepwise_N"], abs=5e-5)


@pytest.mark.parametrize(
    "name", ["new_orleans_8_n185", "new_orleans_8_n186", "new_orleans_5_n185", "new_orleans_5_n186", "western_us"]
)
def test_stepwise_by_the_poisson_probability_of_an_overlap(name: str) -> None:
    """Both versions of New Orleans: the 185 cases of the paper, and the 186 of a printed table."""
    fit = stepwise_poisson(histories(name))
    assert fit is not None
    told = published(name)["stepwise_N"]
    assert fit.population == pytest.approx(told, abs=0.5 if isinstance(told, int) else 1e-3)


def test_new_orleans_main_effects_alone() -> None:
    fit = Design(histories("new_orleans_8_n185")).fit(())
    assert fit is not None
    assert round(fit.population) == published("new_orleans_8_n185")["main_effects"]


def test_the_uk_by_six_lists_lies_in_the_published_range() -> None:
    whole = histories("uk_2013_6lists")
    fit = stepwise_aic(whole)
    assert fit is not None
    low, high = published("uk_2013_6lists")["range"]
    assert low < fit.population < high
    interval = profile(Design(whole), fit)
    assert interval == pytest.approx((10_001, 13_182), rel=0.001)
    assert [round(end, -3) for end in interval] == [low, high]


def test_what_is_not_identifiable_or_has_no_maximum_is_not_fitted() -> None:
    """Chan, Silverman and Vincent's artificial table: one model fails each check, one passes."""
    design = Design(histories("artificial_3"))
    pairs = {"AB": 0b011, "AC": 0b101, "BC": 0b110}
    assert not design.identifiable(pairs.values())
    assert design.fit(pairs.values()) is None
    assert design.identifiable([pairs["AB"]])
    assert design.fit([pairs["AB"]]) is None, "no maximum exists"
    assert design.fit([pairs["AC"], pairs["BC"]]) is not None


@pytest.mark.parametrize(("lists", "order", "count"), [(3, 2, 8), (4, 3, 113), (4, 4, 113), (5, 2, 1024)])
def test_all_hierarchical_models_are_listed_once(lists: int, order: int, count: int) -> None:
    models = list(all_models(lists, order))
    assert len(models) == len(set(models)) == count + (order == 4)
    for model in models:
        for term in model:
            parts = [term ^ 1 << i for i in range(lists) if term >> i & 1 and term.bit_count() > 2]
            assert set(parts) <= model


def test_every_table_is_whole() -> None:
    assert len(TABLES) == 21
    assert all(sum(table["counts"].values()) > 0 for table in TABLES.values())
