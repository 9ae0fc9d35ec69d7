"""By what fighters fell, where another paragraph tells of a weapon."""

from __future__ import annotations

from marsad.pipeline import read_text


def _causes(text: str) -> dict[str, str | None]:
    reading = read_text(text, lang="en", pack="somalia", published="2023-02-20")
    return {claim.text: claim.cause for claim in reading.claims}


def test_a_weapon_of_another_paragraph_is_not_that_of_fighters() -> None:
    """Who fell in a fight did not fall by the shell that hit a house elsewhere, further below."""
    text = (
        "The army said it had killed 60 al-Shabaab fighters near Amara on Saturday. Troops moved on.\n"
        "The group claimed that it had killed 42 soldiers.\n"
        "A mortar shell killed three children in Wabho on Sunday."
    )
    assert _causes(text) == {
        "60 al-Shabaab fighters": "clashes",
        "42 soldiers": "clashes",
        "three children": "shelling",
    }


def test_a_weapon_that_the_lead_tells_is_theirs_below_too() -> None:
    """The first sentences tell how it happened; who is counted further below fell by that."""
    text = (
        "Air strikes hit a base near Amara on Saturday, officials said.\n"
        "The strikes killed 60 al-Shabaab fighters.\n"
        "Nine fighters were wounded, a resident said."
    )
    assert set(_causes(text).values()) == {"airstrike"}


def test_who_falls_behind_the_taking_of_a_town_falls_in_the_fight() -> None:
    """The sentence before tells of a town that was retaken; shelter that was taken is no town."""
    told = _causes("Troops retook Amara on Sunday. Ten soldiers were killed, a doctor said.")
    assert told == {"Ten soldiers": "clashes"}
    shelter = _causes("An air strike hit a house where families had taken shelter. Two snipers were killed too.")
    assert shelter == {"Two snipers": "airstrike"}


def test_who_fell_in_an_attack_did_not_fall_by_a_bomb_told_below() -> None:
    """The sentence of the nine speaks of an attack; the mine is that of the bus in another one."""
    text = (
        "Gunmen attacked a hotel in Wabho late on Friday, killing nine people. Police came later.\n"
        "A mine near Amara killed three passengers of a bus on Sunday."
    )
    assert _causes(text) == {"nine people": "clashes", "three passengers of a bus": "ied_mine"}
