"""Who did it is taken from the attack or the fight that the text tells of, and from nowhere else."""

from __future__ import annotations

import pytest

from marsad.pipeline import read_text


def doers(text: str, pack: str) -> list[tuple[str, str | None]]:
    return [(claim.text, claim.perpetrator) for claim in read_text(text, published="2024-05-20", pack=pack).claims]


@pytest.mark.parametrize(
    ("pack", "text"),
    [
        (
            "syria",
            "قتل 3 من عناصر قوات النظام بهجوم نفذه مسلحون مجهولون في ريف درعا. وكان تنظيم الدولة قد توعد بهجمات.",
        ),
        ("iraq", "قصفت طائرات عراقية وكرا لتنظيم داعش في جبال حمرين. وفي كركوك قتل شرطيان بهجوم مسلح على نقطة تفتيش."),
        (
            "somalia",
            "قتل 5 جنود في هجوم مسلح في مقديشو. ولم تعلن أي جهة مسؤوليتها، وعادة ما تشن حركة الشباب مثل هذه الهجمات.",
        ),
        ("somalia", "قتلت قوات الاتحاد الأفريقي 5 مدنيين بعد تعرضها لكمين نصبته حركة الشباب في إقليم شبيلي."),
        ("sahel", "اتهمت منظمة حقوقية الجيش المالي ومقاتلين من مجموعة فاغنر بقتل 32 مدنيا في قرية بوسط مالي."),
        ("nigeria", "Five villagers were shot in Borno on Monday. Boko Haram denied any role."),
        ("sudan", "Nine soldiers were killed in an ambush near Babanusa. The RSF is also active in the state."),
    ],
)
def test_nobody_is_blamed_whom_the_text_does_not_blame(pack: str, text: str) -> None:
    assert {side for _, side in doers(text, pack)} == {None}


@pytest.mark.parametrize(
    ("pack", "text", "told"),
    [
        ("syria", "أعلنت وزارة الدفاع الروسية أن طائراتها قتلت 30 مسلحا في ريف إدلب.", ["russia"]),
        ("iraq", "أعلن الجيش العراقي أنه قتل 5 من عناصر داعش.", ["iraqi_forces"]),
        ("syria", "شنت طائرات روسية أكثر من 20 غارة على كفرنبل ما أسفر عن مقتل 7 مدنيين.", ["russia"]),
        (
            "sudan",
            "Men of the Rapid Support Forces (RSF) raided Bara. Doctors counted 41 dead. In Kosti a mine killed two.",
            ["rsf", None],
        ),
        (
            "yemen",
            "دارت معارك بين الحوثيين والقوات الحكومية شمال مأرب. وقتل خلالها تسعة من الحوثيين.",
            ["yemen_government"],
        ),
        ("syria", "The Russian defence ministry said its aviation killed 30 rebels in Idlib.", ["russia"]),
        ("iraq", "An Islamic State commander was killed in a clash with the peshmerga near Makhmur.", ["peshmerga"]),
        ("libya", "GNA forces clashed with the LNA in Gharyan. Three LNA fighters were killed.", ["gna"]),
    ],
)
def test_it_is_told_by_who_speaks_of_his_own_and_by_the_fight(pack: str, text: str, told: list[str | None]) -> None:
    assert [side for _, side in doers(text, pack)] == told


def test_the_attack_of_a_paragraph_is_not_that_of_the_next() -> None:
    text = "RSF fighters attacked Wad Asha on Sunday.\n\nIn Kosti, four residents were killed when a mine went off."
    assert doers(text, "sudan") == [("four residents", None)]


@pytest.mark.parametrize(
    "text",
    [
        "قتل 3 من عناصر الشرطة و5 مسلحين في اشتباك بمنطقة بلوشستان.",
        "Three policemen and five militants died in a clash near Bannu.",
    ],
)
def test_gunmen_are_no_side_that_the_text_does_not_name(text: str) -> None:
    """The pack takes 'militants' for the likeliest side; that is no ground to say whom they killed."""
    assert doers(text, "pakistan")[0][1] is None


def test_the_weapon_of_another_place_is_no_cause() -> None:
    text = "RSF fighters attacked villages near Bara. Doctors counted 41 dead. In Kosti, a mine killed two herders."
    assert [claim.cause for claim in read_text(text, published="2024-05-20").claims] == ["clashes", "ied_mine"]
    text = (
        "قصف الجيش أم درمان ما أدى إلى مقتل 12 مدنيا. وفي كوستي انفجر لغم فقتل راعيين. "
        "وقال الجيش إن قواته قتلت 30 من الدعم السريع."
    )
    reading = read_text(text, published="2024-05-20")
    names = {place.id: place.name_en for place in reading.places}
    assert [claim.cause for claim in reading.claims] == ["shelling", "ied_mine", "clashes"]
    assert [names[claim.place or ""] for claim in reading.claims][:2] == ["Omdurman", "Kosti"]


def test_who_only_helps_or_only_denies_did_not_do_it() -> None:
    text = "Somali soldiers, with the help of American drones, killed nine Al-Shabaab fighters near Dinsor."
    assert doers(text, "somalia") == [("nine Al-Shabaab fighters", "somalia_government")]
    text = "Moscow denied that its aircraft had bombed the clinic, where nine people were killed."
    assert doers(text, "ukraine") == [("nine people", None)]
    text = "أسقطت الدفاعات الجوية الروسية مسيرات أوكرانية فوق كورسك، وسقط حطام إحداها على حافلة فقتل ثلاثة أشخاص."
    assert doers(text, "ukraine") == [("ثلاثة أشخاص", None)]


def test_the_next_deed_is_no_share_of_the_one_before() -> None:
    """A state that owns the weapons is not the place around those whom they killed."""
    text = "Israel's shelling of Rafah killed 14 people. It then bombed a house in Nuseirat, where five died."
    claims = read_text(text, published="2024-05-20", pack="palestine").claims
    assert [(claim.value, claim.part_of) for claim in claims] == [(14, None), (5, None)]


@pytest.mark.parametrize(
    ("pack", "text", "side"),
    [
        ("sahel", "OUAGADOUGOU - At least 40 soldiers were killed at Djibo on Sunday.", "other"),
        ("sahel", "BAMAKO - At least 40 soldiers were killed at Mopti on Sunday.", "mali_army"),
        ("nigeria", "BAMENDA - Soldiers said a gendarme was killed in Kumbo.", "other"),
        ("nigeria", "MAIDUGURI - Gunmen killed six soldiers in March, the army said.", "nigeria_army"),
    ],
)
def test_soldiers_in_a_neighbours_news_are_not_of_the_packs_army(pack: str, text: str, side: str) -> None:
    assert read_text(text, published="2024-05-20", pack=pack).claims[0].group.side == side


@pytest.mark.parametrize(
    ("pack", "text"),
    [
        ("palestine", "Israeli forces shot dead a Palestinian who had stabbed and wounded two soldiers."),
        ("lebanon", "The Lebanese army killed a man after he wounded two soldiers."),
        ("lebanon", "قتل الجيش اللبناني تاجراً في بعلبك بعد أن أطلق النار على دورية وأصاب جنديين."),
    ],
)
def test_what_one_who_was_killed_had_done_is_not_his_killers_deed(pack: str, text: str) -> None:
    assert [who is None for _, who in doers(text, pack)] == [False, True]
