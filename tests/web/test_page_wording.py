"""Sentences of ours on the pages: escaped, in the digits that were chosen, their days never broken over two lines."""

from __future__ import annotations

import pytest

from marsad.web.wording import Wording


@pytest.mark.parametrize(("eastern", "day"), [(False, "2021-03-12"), (True, "٢٠٢١-٠٣-١٢")])
def test_a_day_in_a_reason_stays_in_one_line(eastern: bool, day: str) -> None:
    told = Wording("ar", eastern=eastern).reason("نُشر في 2021-03-12 <b>")
    assert str(told) == f"نُشر في <span class='day'>{day}</span> &lt;b&gt;"


def test_other_numbers_are_left_as_they_are() -> None:
    assert str(Wording("en").reason("17 & 18, at 10-12")) == "17 &amp; 18, at 10-12"
