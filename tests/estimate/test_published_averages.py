"""Averaging over decomposable graphs and the latent-class model give the published figures."""

from __future__ import annotations

import pytest

from marsad.errors import UsageError
from marsad.estimate import average, chao, latent_class
from marsad.estimate.decomposable import gamma_prior, graphs

from .tables import histories, published


@pytest.mark.parametrize(("lists", "count"), [(3, 8), (4, 61), (5, 822)])
def test_every_decomposable_graph_is_listed(lists: int, count: int) -> None:
    found = graphs(lists)
    assert len(found) == len({graph.edges for graph in found}) == count


def test_madigan_and_york_by_three_lists() -> None:
    told = published("madigan_york_3")
    found = average(
        histories("madigan_york_3"), fewest_unseen=1, most_unseen=300, delta=1.0, prior=gamma_prior(13.14, 55.17)
    )
    _, chance, mode, relative = found.top[0]
    assert round(chance, 2) == told["top_prob"]
    assert (round(relative), mode) == (told["top_bayes"], told["top_mode"])
    assert (round(found.relative), found.mode) == (told["avg_bayes"], told["avg_mode"])


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("western_us", 1_600, 3_600), ("new_orleans_5_n185", 650, 1_700), ("korea_palembang", 123, 400)],
)
def test_averages_lie_in_the_ranges_that_were_published(name: str, low: float, high: float) -> None:
    assert low <= average(histories(name)).median <= high


def test_the_grid_that_is_left_out_changes_nothing() -> None:
    """The coarse look and the fine one agree with the whole grid."""
    whole = histories("madigan_york_3")
    fine, wide = average(whole, most_unseen=500), average(whole, most_unseen=5_000)
    assert wide.median == pytest.approx(fine.median, abs=1)
    assert wide.interval == pytest.approx(fine.interval, abs=1)


def test_averaging_takes_three_to_five_lists() -> None:
    with pytest.raises(UsageError, match="3 to 5 lists, not 6"):
        average(histories("uk_2013_6lists"))


PHILIPPINES = [
    *("ph_caloocan-police", "ph_caloocan-unidentified", "ph_manila-police", "ph_manila-unidentified"),
    *("ph_quezon-police", "ph_quezon-unidentified"),
]


@pytest.mark.slow
def test_five_of_six_philippine_strata_within_a_twentieth_by_latent_classes() -> None:
    near = []
    for name in PHILIPPINES:
        found = latent_class(histories(name))
        near.append(found.mean == pytest.approx(published(name)["lcmcr_lo_mean_hi"][1], rel=0.05))
    assert sum(near) >= 5


@pytest.mark.parametrize("name", ["ph_quezon-unidentified"])
def test_latent_classes_shortly(name: str) -> None:
    found = latent_class(histories(name), sweeps=2_000, warm_up=1_500)
    assert found.mean == pytest.approx(published(name)["lcmcr_lo_mean_hi"][1], rel=0.08)


def test_chains_that_disagree_give_no_answer() -> None:
    """Five lists of the UK have two peaks: chains stay on one or the other."""
    found = latent_class(histories("uk_2013_5lists"), sweeps=2_500, warm_up=1_500)
    assert found.rhat > 1.05
    assert not found.agreed


def test_at_least_four_chains() -> None:
    with pytest.raises(UsageError, match="four chains"):
        latent_class(histories("korea_palembang"), chains=3)


def test_the_same_seed_gives_the_same_draws() -> None:
    one, other = (latent_class(histories("korea_palembang"), sweeps=200, warm_up=100, seed=7) for _ in range(2))
    assert (one.draws == other.draws).all()


def test_chaos_figure_of_kosovo() -> None:
    found = chao(histories("kosovo_1999"))
    assert found is not None
    assert round(found.population) == 10_270
    assert [round(end) for end in found.interval] == [9_718, 10_880]
