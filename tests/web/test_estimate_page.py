"""The page of the estimate: what linked lists allow, with every doubt, in both languages; or why there is none."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from marsad.model import Victim, Window
from marsad.pipeline import Ledger
from marsad.review.desk import Desk
from marsad.review.signature import Signature
from marsad.web.asked import NotFoundError
from marsad.web.pages import environment
from marsad.web.room import Room
from marsad.web.views.estimates import estimated, picture
from marsad.web.wording import Wording

GIVEN = ("سالم", "محمود", "إدريس", "طارق", "نوفل", "هيثم", "فراس", "بشار")
FAMILY = ("المرقوني", "الطلمري", "الزغريني", "الورّاق", "الصيّاح", "الحجلاني")
FATHER = ("خالد", "سليمان", "عدنان", "ياسين")
REGISTERS = {"A": range(90), "B": range(60, 150), "C": (*range(80, 100), *range(140, 190))}
DAY = Window(start=dt.date(2021, 3, 9), end=dt.date(2021, 3, 9))


def entered(ledger: Ledger) -> None:
    by = Signature(who="Rima", why="registers of March")
    persons = list(product(GIVEN, FAMILY, FATHER))
    victims = [
        Victim(id="", names=(f"{g} {f}",), father=(father,), age=20 + i % 40, window=DAY, list=name)
        for name, numbers in REGISTERS.items()
        for i in numbers
        for g, f, father in [persons[i]]
    ]
    Desk(ledger.store).enter_victims([(victim, by) for victim in victims])


def page(found: dict[str, object], lang: str) -> str:
    wording = Wording(lang)
    shown = {"wording": wording, "t": wording.say, "w": wording.words, "found": found, "asked": {"latent": False}}
    template = environment().get_template("estimate.html.j2")
    return "".join(template.blocks["main"](template.new_context(shown)))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_tells_figure_interval_models_and_that_it_is_no_count(tmp_path: Path, lang: str) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        entered(ledger)
        found = estimated(Room(ledger), {"latent": False})
    assert (found["observed"], found["refused"], found["missing"]) == (190, [], None)
    assert found["interval"][0] >= 190
    text = page(found, lang)
    say = Wording(lang).say
    for needed in (say("estimate_kind"), say("estimate_doubts"), f"{found['estimate']:,.0f}", "A·C, B·C"):
        assert needed in text
    assert found["arabic"]["doubts"][0] in text or lang == "en"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_its_pictures_stand_on_the_page_and_are_the_same_each_time(tmp_path: Path, lang: str) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        entered(ledger)
        room = Room(ledger)
        found = estimated(room, {"latent": False})
        assert found["pictures"] == ["models", "posterior"]
        text = page(found, lang)
        for name in found["pictures"]:
            assert f'src="/estimate/{name}.svg?lang={lang}"' in text
            drawn = picture(room, found, name, lang)
            assert b"<svg" in drawn
            assert b"<script" not in drawn
            assert drawn == picture(room, found, name, lang)
        with pytest.raises(NotFoundError):
            picture(room, found, "sensitivity", lang)


@pytest.mark.parametrize(("lang", "named"), [("en", "independent of one another"), ("ar", "مستقلة بعضها عن بعض")])
def test_the_model_without_pairs_is_named_in_the_readers_language(tmp_path: Path, lang: str, named: str) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        entered(ledger)
        found = estimated(Room(ledger), {"latent": False})
    assert "independent" in [one["model"] for one in found["top_models"]]
    assert f"<bdi>{named}</bdi>" in page(found, lang)


def test_without_lists_the_page_says_how_to_enter_them(tmp_path: Path) -> None:
    with Ledger(tmp_path / "marsad.db") as ledger:
        found = estimated(Room(ledger), {"latent": False})
    assert (found["estimate"], found["missing"]) == (None, "lists")
    assert "marsad enter victim" in page(found, "en")
