"""Actors: names with their side on the day, and generic words only where the context tells whose they are."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.knowledge.lore import load_lore
from marsad.read.actors import ActorContext, ActorMention, read_actors
from marsad.read.scan import Scan

_DAY = dt.date(2018, 6, 9)


def _read(
    text: str, lang: str = "ar", pack: str | None = "syria", day: dt.date = _DAY
) -> tuple[Scan, list[ActorMention]]:
    voice = load_lore().voice(lang, pack)
    scan = Scan(text, lang, voice.lexicon)
    return scan, read_actors(scan, voice, day, generics=True)


def _sides(text: str, lang: str, pack: str | None = "syria") -> dict[str, str]:
    scan, found = _read(text, lang, pack)
    return {scan.quote(item.first, item.last): item.side for item in found}


def test_a_name_has_the_side_of_the_day() -> None:
    """Hayat Tahrir al-Sham is a party of Idlib in 2018 and the government from 2025 on."""
    text = "هيئة تحرير الشام"
    assert _read(text)[1][0].side == "hts"
    assert _read(text, day=dt.date(2025, 6, 1))[1][0].side == "government"


@pytest.mark.parametrize(
    ("lang", "pack", "text", "word", "side"),
    [
        (
            "en",
            "syria",
            "Islamic State fighters entered the town. More than 16 militants died.",
            "militants",
            "islamic_state",
        ),
        (
            "en",
            "syria",
            "Militants quit the town after Islamic State lost it to the army.",
            "Militants",
            "islamic_state",
        ),
        ("en", "syria", "Turkish forces crossed the border and two soldiers died.", "soldiers", "turkey"),
        ("en", "yemen", "Houthi fighters attacked; ten soldiers were killed.", "soldiers", "yemen_government"),
        ("en", "iraq", "Islamic State attacked. The group withdrew.", "The group", "islamic_state"),
        ("en", "syria", "Islamic State and the army fought; both sides lost men.", "both sides", "mixed"),
        ("ar", "syria", "هاجم تنظيم الدولة الإسلامية المدينة وقتل 4 من عناصره.", "عناصره", "islamic_state"),
        ("ar", "syria", "اشتبكت قوات النظام مع تنظيم الدولة وقتل 3 من عناصرها.", "عناصرها", "government"),
        ("ar", "yemen", "هاجم الحوثيون موقعاً وقتل خمسة جنود.", "جنود", "yemen_government"),
        ("ar", "syria", "هاجم تنظيم الدولة الإسلامية المدينة وقتل أحد المهاجمين.", "المهاجمين", "islamic_state"),
        ("ar", "syria", "اشتبكت قوات النظام مع الفصائل وسقط قتلى من الطرفين.", "الطرفين", "mixed"),
    ],
)
def test_a_generic_word_is_whoever_the_context_says(lang: str, pack: str, text: str, word: str, side: str) -> None:
    """Soldiers are a state's, militants its opponents', a pronoun's noun the last actor that agrees with it."""
    assert _sides(text, lang, pack)[word] == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Gunmen killed 12 soldiers near Menaka in Mali.", "mali_army"),
        ("Gunmen killed 12 soldiers.", "mali_army"),
        ("Gunmen killed 12 soldiers in Burkina Faso.", "other"),
        ("Gunmen killed 12 soldiers in Burkina Faso, the Malian army said.", "mali_army"),
    ],
)
def test_soldiers_of_a_neighbour_are_not_those_of_the_packs_own_country(text: str, side: str | None) -> None:
    """Where a text names only places of a neighbour, and no force of the own state, soldiers are another state's."""
    assert _sides(text, "en", "sahel").get("soldiers") == side


@pytest.mark.parametrize(
    ("pack", "text", "word", "side"),
    [
        ("pakistan", "Militants killed two soldiers in Bannu.", "Militants", "ttp"),
        ("pakistan", "Two militants and a policeman were killed in Jammu and Kashmir.", "militants", "other"),
        ("pakistan", "Two militants and a policeman were killed in Jammu and Kashmir.", "policeman", "other"),
        ("nigeria", "Bandits killed seven herders in Zamfara.", "Bandits", "bandits"),
        ("nigeria", "Bandits killed seven herders in Baragoi, Kenya.", "Bandits", None),
        ("nigeria", "Cameroonian troops beat off Boko Haram; four soldiers died.", "soldiers", "other"),
        ("drc", "ADF rebels killed a farmer in Kasese, Uganda; the army shot two.", "the army", "other"),
    ],
)
def test_words_for_armed_men_are_not_a_packs_own_in_news_of_a_strange_land(
    pack: str, text: str, word: str, side: str | None
) -> None:
    """'Militants' in Kashmir are not Pakistan's Taliban, bandits in Kenya not Nigeria's."""
    assert _sides(text, "en", pack).get(word) == side


@pytest.mark.parametrize(
    ("lang", "pack", "text"),
    [
        ("en", "syria", "Two militants died."),
        ("ar", "syria", "قتل اثنان من المهاجمين."),
        ("ar", None, "قتل خمسة جنود وأصيب اثنان من المسلحين."),
        ("en", "syria", "HTS and the SDF denied it. A militant was seen."),
        ("ar", "syria", "قتل 4 من عناصره."),
    ],
)
def test_what_nothing_tells_stays_out(lang: str, pack: str | None, text: str) -> None:
    """No side is guessed where no actor is named, where two are named as often, or where there is no pack."""
    assert [item for item in _read(text, lang, pack)[1] if item.generic] == []


def test_a_word_beside_a_name_is_no_second_mention() -> None:
    """'Islamic State militants' is one actor."""
    _, found = _read("Islamic State militants attacked.", "en")
    assert [item.generic for item in found] == [False]


def test_a_small_word_is_no_acronym() -> None:
    """'is' names no Islamic State; 'IS' does."""
    assert _read("The town is calm.", "en")[1] == []
    assert [item.side for item in _read("IS left the town.", "en")[1]] == ["islamic_state"]


def test_names_alone_without_generics() -> None:
    """Readers that do not ask for generic words get the names only."""
    voice = load_lore().voice("en", "syria")
    scan = Scan("Islamic State fighters met. The group left.", "en", voice.lexicon)
    assert [item.generic for item in read_actors(scan, voice, _DAY)] == [False]


def test_the_context_answers_who_came_last() -> None:
    """The last actor before a token may be asked for by kind, and for a pronoun."""
    voice = load_lore().voice("ar", "syria")
    scan = Scan("اشتبكت قوات النظام مع تنظيم الدولة الإسلامية وحاصرت مقاتليه.", "ar", voice.lexicon)
    context = ActorContext(scan, voice, read_actors(scan, voice, _DAY))
    last = context.last_before(len(scan) - 1)
    assert last is not None and last.side == "islamic_state"
    umbrella = context.last_before(len(scan) - 1, kinds={"umbrella"})
    assert umbrella is not None and umbrella.side == "government"
    assert context.side_of_pronoun(len(scan) - 2) == "islamic_state"
    assert context.last_before(0) is None
