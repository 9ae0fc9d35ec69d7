"""Tolls of short texts: who is no rival, what leaves a toll open and whose, what leads; what an expert writes there."""

from __future__ import annotations

from marsad.pipeline import read_text

Toll = tuple[str, str, int, int | None]


def tolls(text: str, published: str = "2024-05-14") -> list[Toll]:
    return sorted((t.harm, t.side or "unknown", t.lo, t.hi) for t in read_text(text, published=published).tolls)


def test_what_a_hospital_received_is_a_share_of_the_dead_and_no_rival_of_their_number() -> None:
    text = (
        "A strike on the market of Douma killed 51 people and wounded 79, the health directorate said.\n"
        "A charity said its hospital had received 29 bodies and 48 wounded."
    )
    assert tolls(text) == [("injured", "unknown", 79, 79), ("killed", "unknown", 51, 51)]
    text = (
        "أعلنت السلطات الصحية أن عدد ضحايا الغارة على دوما بلغ 51 قتيلاً و79 جريحاً. "
        "من جهتها قالت اللجنة الدولية للصليب الأحمر إن مستشفى تدعمه استقبل 29 جثة و48 جريحاً."
    )
    assert tolls(text) == [("injured", "unknown", 79, 79), ("killed", "unknown", 51, 51)]


def test_a_count_of_all_the_dead_stays_a_rival() -> None:
    text = "The governor said that 51 people were killed in Douma. A lawyers' group put the dead at 29."
    assert tolls(text) == [("killed", "unknown", 29, 51)]


def test_the_sentence_of_the_first_count_leads_where_none_stands_before_it() -> None:
    text = (
        "Protection of civilians flash update No. 2. Since hostilities escalated on 10 May, at least 48 Palestinians "
        "have been killed in Gaza, according to the Ministry of Health; 19 of the deaths occurred in the past 24 hours."
        " Schools are closed, and the power plant has fuel for three days, after which water pumps, mills and bakeries "
        "will stop."
    )
    assert tolls(text, "2021-05-12") == [("killed", "unknown", 19, 19), ("killed", "unknown", 48, None)]


def test_who_lies_under_the_rubble_leaves_no_fighters_open_who_fell_elsewhere() -> None:
    text = (
        "قتل 12 مدنياً وجرح 20 في قصف على بلدة سرمين. وفي محور آخر قتل خمسة من عناصر قوات النظام. "
        "ولا تزال عمليات رفع الأنقاض مستمرة في البلدة."
    )
    assert tolls(text) == [
        ("injured", "civilians", 20, 20),
        ("killed", "civilians", 12, None),
        ("killed", "government", 5, 5),
    ]


def test_who_is_stuck_in_a_town_leaves_no_toll_open() -> None:
    text = "قتل 12 مدنياً في دوما، فيما لا يزال آلاف المدنيين عالقين في المدينة المحاصرة."
    assert tolls(text) == [("killed", "civilians", 12, 12)]


def test_the_missing_mayor_may_not_be_the_teacher_who_was_shot() -> None:
    text = "A schoolteacher was executed in Djenne on Monday and the deputy mayor is still missing."
    assert tolls(text) == [("killed", "civilians", 1, 1)]


def test_the_wounded_for_whom_the_toll_may_rise_are_wounded() -> None:
    text = "قضى اليوم 41 مدنياً جراء الغارات، وعدد الشهداء مرشح للارتفاع لوجود أكثر من 100 جريح في حالات خطرة."
    assert tolls(text) == [("injured", "civilians", 101, None), ("killed", "civilians", 41, None)]


def test_a_titles_number_that_the_body_takes_up_is_of_the_bodys_place() -> None:
    text = (
        "Seven patients killed at Atarib hospital\n"
        "Government artillery hit the hospital of Atarib on Sunday morning, killing seven patients, the health "
        "directorate said.\nHours later a Russian strike near Maarat al-Numan killed a lorry driver."
    )
    assert tolls(text, "2021-03-21") == [("killed", "civilians", 1, 1), ("killed", "civilians", 7, 7)]


def test_fighters_of_the_factions_are_no_things() -> None:
    text = (
        "Three fighters of the factions were killed and seven injured when their post near Qalaat al-Madiq was struck."
    )
    assert tolls(text) == [("injured", "opposition", 7, 7), ("killed", "opposition", 3, 3)]


def test_a_speaker_whom_no_list_knows_is_a_voice_of_his_own() -> None:
    """Before, his words were taken for those of whoever was cited before him."""
    first = "The health ministry said 51 people were killed in Douma on Monday. "
    for second in (
        "A lawmaker said 29 people were killed.",
        "A shopkeeper, reached by telephone, told reporters that 29 people were killed.",
        "By telephone a teacher said 29 people were killed.",
    ):
        assert tolls(first + second) == [("killed", "unknown", 29, 51)]
    first = "أعلنت وزارة الصحة مقتل 51 شخصاً في دوما يوم الاثنين. "
    assert tolls(first + "وقال تاجر من البلدة إن 29 شخصاً قتلوا.") == [("killed", "unknown", 29, 51)]
    assert tolls(first + "وقال في تصريح لاحق إن 29 منهم نساء.") == [("killed", "unknown", 51, 51)]


def test_who_listens_is_not_who_tells() -> None:
    text = "The bus driver told police that 12 passengers had been killed near Homs; the army said nine were."
    assert tolls(text) == [("killed", "civilians", 9, 12)]


def test_who_is_cited_without_being_known_is_a_voice_of_his_own() -> None:
    text = "قتل 51 شخصاً في دوما، بحسب وزارة الصحة. وقتل 29 شخصاً، بحسب إمام المسجد."
    assert tolls(text) == [("killed", "unknown", 29, 51)]
    text = "The mayor said 38 fighters had died in Homs, while the defence ministry said 64."
    assert tolls(text) == [("killed", "unknown", 38, 64)]


def test_a_final_toll_leaves_no_other() -> None:
    text = "قالت الشرطة أولاً إن 40 شخصاً قتلوا في سرمين، لكن الحصيلة النهائية 38 قتيلاً."
    assert tolls(text) == [("killed", "unknown", 38, 38)]
    text = "Five soldiers died in an ambush near Homs. In Douma the final toll is 38 civilians killed."
    assert ("killed", "civilians", 38, 38) in tolls(text)
    assert any(toll[2:] == (5, 5) for toll in tolls(text))


def test_who_died_first_of_a_toll_that_rose_has_no_toll_of_his_own() -> None:
    text = "Nine people died in Douma on Sunday and five more on Monday, taking the toll to 14."
    assert ("killed", "unknown", 9, 9) not in tolls(text)
    assert ("killed", "unknown", 14, 14) in tolls(text)
