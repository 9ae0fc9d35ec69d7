"""Places of any text: never an error, exact quotes, time linear in the length; sound geometry."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places_home import make_home, read

from marsad.knowledge.lore import Lore
from marsad.read.places.geometry import distance_km, midpoint, shifted

PIECES = [
    "نوارة", "و", "بسهيلة",
    "مدينة", "قرية", "ريف", "الشمالي", "الباب", "بين", "من", "إلى", "18", "كم", "جنوب", "،", "–", "\n",
    "الضفة", "لنهر", "الزرقاء", "المشيرفة", "محافظة", "جبهة", "Nowara", "of", "the", "north", "village",
    "between", "and",
    "km", "'s", "(", ")", ".", "للمشيرفة", "وَنُوارة", "\u200f", "Biladan", "Kafr", "province",
]  # fmt: skip


@pytest.fixture(scope="module")
def lore(tmp_path_factory: pytest.TempPathFactory) -> Lore:
    return make_home(tmp_path_factory.mktemp("home"))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)),
    st.sampled_from(["ar", "en"]),
)
def test_any_text_is_read_with_exact_quotes_in_order(lore: Lore, text: str, lang: str) -> None:
    found = read(lore, text, lang)
    for mention in found.mentions:
        assert text[mention.span[0] : mention.span[1]] == mention.text
    assert [m.id for m in found.mentions] == [f"p{n}" for n in range(1, len(found.mentions) + 1)]
    ids = {m.id for m in found.mentions} | {None}
    for spot in found.spots:
        assert found.scene(spot.first) in ids
        assert found.at(spot.first, spot.last) is not None


def test_a_lone_tatweel_after_a_name_is_no_error(lore: Lore) -> None:
    assert [m.gazetteer for m in read(lore, "قصف على كرم \u0640 وعلى نوارة").mentions] == ["n.seat"]


def test_time_grows_with_the_length_and_no_faster(lore: Lore) -> None:
    piece = "قصف بين نوارة وسهيلة، من ريف المشيرفة الشمالي إلى قرية الزهور "

    def seconds(times: int) -> float:
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            found = read(lore, piece * times)
            for spot in found.spots:
                found.scene(spot.first)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(1600) < 3 * 4 * seconds(400)


POINTS = st.tuples(st.floats(-60, 60), st.floats(-170, 170))


@given(POINTS, st.floats(0, 360), st.floats(0.5, 60))
def test_a_shifted_point_lies_as_far_as_it_was_shifted(point: tuple[float, float], bearing: float, km: float) -> None:
    assert distance_km(point, shifted(point, bearing, km)) == pytest.approx(km, rel=0.03, abs=0.05)


@given(POINTS, st.floats(0, 360), st.floats(1, 200))
def test_the_middle_is_as_far_from_both_ends(point: tuple[float, float], bearing: float, km: float) -> None:
    other = shifted(point, bearing, km)
    if abs(other[1] - point[1]) < 90:
        middle = midpoint(point, other)
        assert distance_km(point, middle) == pytest.approx(distance_km(middle, other), rel=0.05, abs=0.1)
