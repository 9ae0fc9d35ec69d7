"""What everybody may see is a closed list: what is new stays out until it is named."""

from __future__ import annotations

import pytest

from marsad.errors import UsageError
from marsad.publish.public import FIELDS, public_view

CANARY = "canary"


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_a_field_that_is_not_named_is_not_shown(kind: str) -> None:
    item = dict.fromkeys(
        ("note", "names", "father", "why", "who", "evidence", "claimant", "quote", "new_field"), CANARY
    )
    assert CANARY not in str(public_view(kind, item))


def test_a_kind_without_a_list_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing of a decision is public"):
        public_view("decision", {"why": CANARY})


def test_an_unlisted_place_has_no_name_and_coarse_coordinates() -> None:
    house = {"name_en": CANARY, "lat": 36.123456, "lon": 37.654321, "radius_km": 0.01, "kind": "other"}
    assert public_view("place", house) == {"lat": 36.1, "lon": 37.7, "kind": "other", "precision": "area"}
    assert public_view("claim", {"value": 3, "place": house})["place"]["lat"] == 36.1


def test_a_place_of_the_gazetteer_is_shown_as_it_is() -> None:
    town = {"name_en": "Town", "lat": 36.123, "lon": 37.654, "parents": ["g"], "kind": "town"}
    assert public_view("place", town) == town
