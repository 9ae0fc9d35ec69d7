"""Several places of one verb: each of them changes hands, and no other."""

from __future__ import annotations

import pytest

from marsad.link.subevents import sub_events
from marsad.pipeline import read_text


def _held(text: str, lang: str, pack: str) -> list[tuple[str, ...]]:
    reading = read_text(text, lang=lang, pack=pack, published="2024-05-20")
    places = {place.id: place.text for place in reading.places}
    return [tuple(places[at] for at in (change.place, *change.also) if at) for change in reading.control]


@pytest.mark.parametrize(
    ("lang", "pack", "text", "held"),
    [
        (
            "en",
            "sudan",
            "The army captured the towns of Bara, Umm Ruwaba and Er Rahad on Monday.",
            ("towns of Bara", "Umm Ruwaba", "Er Rahad"),
        ),
        ("ar", "sudan", "سيطر الجيش على بارا وأم روابة والرهد يوم الاثنين.", ("بارا", "أم روابة", "الرهد")),
        ("ar", "syria", "سيطرت الفصائل على سراقب وخان شيخون، وقصف النظام معرة النعمان.", ("سراقب", "خان شيخون")),
    ],
)
def test_every_place_of_a_list_changes_hands(lang: str, pack: str, text: str, held: tuple[str, ...]) -> None:
    """'Took X, Y and Z' is one change, and names all three."""
    assert _held(text, lang, pack) == [held]


@pytest.mark.parametrize(
    ("lang", "pack", "text"),
    [
        ("en", "ukraine", "Russian forces seized Kupiansk and Izium was shelled."),
        ("en", "drc", "M23 seized Goma, North Kivu province, and Bukavu residents fled."),
        ("ar", "sudan", "سيطر الجيش على بارا، وأم روابة شهدت قصفاً."),
    ],
)
def test_what_follows_of_another_place_changes_nothing_there(lang: str, pack: str, text: str) -> None:
    """A place with a verb of its own, one that holds the first, one that begins another clause."""
    assert [len(places) for places in _held(text, lang, pack)] == [1]


def test_each_place_of_a_list_is_a_sub_event() -> None:
    """Who asks for the second town finds the change, under a key of its own."""
    reading = read_text(
        "The army captured Bara and Umm Ruwaba on Monday.", lang="en", pack="sudan", published="2024-05-20"
    )
    found = [(event.key, event.place and event.place.text) for event in sub_events("d", reading, None)]
    assert found == [("d#k1", "Bara"), ("d#k1.2", "Umm Ruwaba")]
