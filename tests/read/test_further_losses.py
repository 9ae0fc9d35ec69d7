"""What comes on top of what was told before, and who did not."""

from __future__ import annotations

from marsad.model.toll import DocumentToll
from marsad.pipeline import read_text


def _killed(text: str) -> list[DocumentToll]:
    return [toll for toll in read_text(text, published="2026-03-14").tolls if toll.harm == "killed"]


def test_own_losses_behind_the_enemys_are_added() -> None:
    """'Killed 40 and lost six of their own' is 46 dead, and not from 40 to 46."""
    (toll,) = _killed("The army said its troops had killed 40 fighters and lost six of their own.")
    assert (toll.lo, toll.hi) == (46, 46)


def test_the_taken_who_died_are_added_to_those_shot() -> None:
    """Four of those taken away are dead besides the seven who were shot."""
    (toll,) = _killed("Troops shot dead seven people and took 20 villagers away. Four of those taken were found dead.")
    assert (toll.lo, toll.hi) == (11, 11)


def test_killers_named_before_their_victims_are_added() -> None:
    """What each of three parties did is added; none of the killers is dead."""
    (toll,) = _killed("Government troops killed 15 villagers, rebels nine and unknown gunmen four.")
    assert (toll.lo, toll.hi, toll.side) == (28, 28, "civilians")


def test_rescuers_of_civilian_services_do_no_harm() -> None:
    """Who searches for the missing is no perpetrator."""
    (claim,) = read_text("Rescuers were still searching for four people in Ternopil.", published="2026-03-14").claims
    assert (claim.harm, claim.perpetrator) == ("missing", None)
