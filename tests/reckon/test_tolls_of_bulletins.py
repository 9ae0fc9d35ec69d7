"""Tolls of whole bulletins: titles above their bodies, parts that make up a whole, dead who were wounded before."""

from __future__ import annotations

from marsad.pipeline import read_text

Toll = tuple[str, str, int, int | None]


def tolls(text: str, published: str = "2024-05-14") -> list[Toll]:
    return sorted((t.harm, t.side or "unknown", t.lo, t.hi) for t in read_text(text, published=published).tolls)


def test_a_title_that_rounds_what_the_body_gives_by_side_has_no_toll_of_its_own() -> None:
    """Before, 'more than 200 dead' stood beside the 206 civilians, as persons of no side."""
    text = (
        "More than 200 dead in Kobani attack\n"
        "The Syrian Observatory for Human Rights said Islamic State fighters killed 206 civilians in the town. "
        "Fifty-four IS fighters and 16 Kurdish fighters also died in the clashes."
    )
    assert tolls(text, "2015-06-20") == [
        ("killed", "civilians", 206, 206),
        ("killed", "islamic_state", 54, 54),
        ("killed", "sdf", 16, 16),
    ]


def test_a_title_that_rounds_what_the_body_counts_to_the_last_person_has_no_toll_of_its_own() -> None:
    text = "At least 40 dead in attack on village\nGunmen killed 43 people in the village of Kfar Tal, a resident said."
    assert tolls(text) == [("killed", "unknown", 43, 43)]


def test_a_title_that_rounds_no_number_of_the_body_keeps_its_toll() -> None:
    text = "More than 200 dead in a week of fighting in Kobani\nIslamic State fighters killed 31 civilians on Friday."
    assert ("killed", "unknown", 201, None) in tolls(text, "2015-06-20")


def test_parts_that_the_text_sums_up_are_other_persons_each() -> None:
    """Before, the woman was taken for one of the seven; and who fell in the next sentence for a part, too."""
    text = (
        "Israeli strikes killed 11 people in southern Lebanon on Wednesday, security sources said. Seven civilians, "
        "four children among them, died in Nabatieh, and three Hezbollah fighters and a woman were killed in two other "
        "strikes.\nEarlier a bomb had killed a policeman in Tripoli."
    )
    found = tolls(text, "2024-02-14")
    assert ("killed", "civilians", 8, 8) in found
    assert ("killed", "hezbollah", 3, 3) in found


def test_local_gunmen_among_the_victims_of_a_force_are_not_its_own() -> None:
    """Before, the 111 were of the Islamic State, whose attack killed them."""
    text = (
        'قال المرصد إن هجمات تنظيم "الدولة الإسلامية" على مدينة السويداء أوقعت 246 قتيلاً، هم 135 مدنياً و111 مسلحاً '
        "محلياً من أبناء القرى. وقُتل في الاشتباكات 56 عنصراً من التنظيم."
    )
    found = tolls(text, "2018-07-25")
    assert ("killed", "islamic_state", 56, 56) in found
    assert ("killed", "civilians", 135, 135) in found


def test_wounded_who_died_later_are_added_to_the_dead_told_before_them() -> None:
    """Before, a doctor's two who died in hospital were his rival's figure for the three dead."""
    text = (
        "A bomb killed five soldiers and three passers-by at a checkpoint in Mogadishu on Sunday. Nine others were "
        "injured, two of whom died later in hospital, a doctor at Madina Hospital said."
    )
    assert ("killed", "civilians", 5, 5) in tolls(text, "2022-07-17")


def test_a_total_told_later_holds_the_wounded_who_died() -> None:
    text = (
        "A bomb killed five civilians and wounded nine others in Mogadishu on Sunday, two of whom died later. "
        "The death toll has thus risen to seven."
    )
    assert [one for one in tolls(text, "2022-07-17") if one[0] == "killed"] == [("killed", "civilians", 7, 7)]


def test_victims_who_are_still_under_the_rubble_leave_the_counts_before_them_open() -> None:
    """Before, 'a number of victims' left only itself open."""
    text = (
        "أعلنت وزارة الصحة في غزة وصول 178 شهيداً و293 إصابة خلال الـ24 ساعة الماضية، ما يرفع الحصيلة إلى 25105 شهداء "
        "منذ السابع من أكتوبر. وأكدت أن عدداً من الضحايا ما زالوا تحت الركام وفي الطرقات."
    )
    assert tolls(text, "2024-01-21") == [
        ("injured", "unknown", 293, 293),
        ("killed", "unknown", 178, None),
        ("killed", "unknown", 25105, None),
    ]


def test_two_lands_at_war_have_tolls_of_their_own() -> None:
    """Before, Gaza was taken to lie in Israel, and its dead for a rival's figure of Israel's."""
    text = (
        "Israel's rescue service said at least 250 people had been killed and 1,590 wounded in Saturday's attack. "
        "In Gaza, the health ministry said 232 people were killed and 1,697 injured in Israeli strikes."
    )
    assert tolls(text, "2023-10-08") == [
        ("injured", "unknown", 1590, 1590),
        ("injured", "unknown", 1697, 1697),
        ("killed", "unknown", 232, 232),
        ("killed", "unknown", 250, None),
    ]


def test_what_a_hospital_says_does_not_outrank_a_round_number_that_title_and_body_say() -> None:
    """Before, the hospital's 70 were the toll."""
    text = (
        "مجزرة مدرسة التابعين: أكثر من 100 شهيد\n"
        "أعلن المكتب الإعلامي الحكومي أن قصف المدرسة أسفر عن استشهاد أكثر من 100 فلسطيني، فيما قال مدير مستشفى "
        "المعمداني إن 70 شهيداً وصلوا إليه جرى التعرف عليهم."
    )
    assert tolls(text, "2024-08-10") == [("killed", "unknown", 101, None)]


def test_who_says_that_they_lost_some_is_not_who_was_counted_before() -> None:
    """Before, the soldier whom the government's sources had lost was a Houthi."""
    text = "Government sources spoke of nine Houthis dead in Dhale, and said they had lost one soldier."
    assert ("killed", "houthi", 9, 9) in tolls(text)
    text = "The Houthis said they killed 12 government soldiers near Marib and that they had lost two fighters."
    assert ("killed", "houthi", 2, 2) in tolls(text)


def test_its_victims_are_of_who_is_named_behind_while() -> None:
    """Before, the Peshmerga's four were Iraqi soldiers."""
    text = (
        "أكدت قوات الأمن العراقية مقتل اثنين من الجيش في انفجار عبوة قرب طوزخورماتو، في حين أعلنت وزارة البيشمركة أن "
        "ضحاياها أربعة."
    )
    assert tolls(text, "2022-11-14") == [("killed", "iraqi_forces", 2, 2), ("killed", "peshmerga", 4, 4)]


def test_wounds_that_may_raise_the_toll_leave_it_open() -> None:
    text = (
        "قتل 23 عنصراً من قوات النظام في هجوم لداعش في البادية، وأصيب عشرة بعضهم بحالة خطرة، ما يرشح الحصيلة للارتفاع."
    )
    assert ("killed", "government", 23, None) in tolls(text, "2023-08-22")


def test_soldiers_of_an_unnamed_state_are_none_of_the_rebels_whom_it_killed() -> None:
    text = (
        "The Chadian army said it killed more than 300 rebels in Saturday's fighting in Kanem; five soldiers died and "
        "36 were wounded."
    )
    found = tolls(text, "2021-04-21")
    assert [one for one in found if one[0] == "killed"] == [
        ("killed", "unknown", 5, 5),
        ("killed", "unknown", 301, None),
    ]


def test_a_spokesmans_figure_is_of_those_whose_number_he_disputes() -> None:
    """Before, 'the figure was under 100' stood by itself, as a toll of civilians."""
    text = (
        "The health ministry in Gaza put the number of Palestinians killed in the raid at 274, with 698 wounded; an "
        "Israeli military spokesman said the figure was under 100."
    )
    assert [one for one in tolls(text, "2024-06-09") if one[0] == "killed"] == [("killed", "unknown", 274, 274)]


def test_the_dead_who_rise_with_the_wounded_since_april_are_counted_since_april() -> None:
    """Before, only the wounded were; the dead fell yesterday.  And who reached no hospital is in neither number."""
    text = (
        "أعلنت نقابة أطباء السودان ارتفاع عدد القتلى من المدنيين إلى 481 قتيلاً، والمصابين إلى 2560 منذ بداية "
        "الاشتباكات في 15 أبريل، "
        "مشيرة إلى سقوط قتيلين في الجنينة يوم أمس. ولا تشمل هذه الإحصائية من لم يصلوا إلى المستشفيات."
    )
    found = read_text(text, published="2023-05-07").tolls
    since = {(t.harm, t.lo, t.hi) for t in found if str(t.window.start) == "2023-04-15"}
    assert since == {("killed", 481, None), ("injured", 2560, None)}


def test_a_rivals_lesser_number_for_the_square_is_no_part_of_the_citys() -> None:
    text = (
        "هز تفجيران انتحاريان ساحة الطيران في بغداد صباح الخميس، ووصل عدد الشهداء إلى 32 بحسب وزير الصحة. من جهته أعلن "
        "الدفاع المدني أن الضحايا 28 شهيداً."
    )
    assert tolls(text, "2021-01-21") == [("killed", "unknown", 28, 32)]


def test_the_attackers_who_died_have_a_toll_of_their_own() -> None:
    """Before, they were added to those whom they killed, or taken for some of them."""
    text = "Two gunmen opened fire in Jaffa, killing seven people; both attackers were shot dead by police."
    assert tolls(text, "2024-10-01") == [("killed", "unknown", 2, 2), ("killed", "unknown", 7, 7)]


def test_a_toll_that_later_rose_leaves_no_figure_beside_it() -> None:
    """Before, the 92 and the 98 were added up."""
    text = "Gunmen killed 92 soldiers in Borno, the president said. The army later raised the toll to 98."
    assert tolls(text, "2020-03-23") == [("killed", "nigeria_army", 98, 98)]
    text = "قتل 12 شخصاً في غارة على النبطية، وارتفعت الحصيلة لاحقاً إلى 15 بحسب وزارة الصحة."
    assert [(lo, hi) for _, _, lo, hi in tolls(text)] == [(15, 15)]


def test_what_rose_since_october_does_not_overtake_a_raids_dead() -> None:
    text = "A strike killed 12 people. The number of people killed since October has since risen to 1,974."
    assert ("killed", "unknown", 12, 12) in tolls(text)


def test_those_of_the_wounded_who_are_still_in_hospital_have_not_died() -> None:
    """Before, the 102 were dead beside the 91."""
    text = "ارتفع عدد ضحايا التفجيرين في كرمان إلى 91 شهيداً، و102 من 284 جريحاً ما زالوا في المستشفيات."
    assert tolls(text, "2024-01-04") == [("injured", "unknown", 284, 284), ("killed", "unknown", 91, 91)]


def test_exceeding_is_said_of_one_number_alone() -> None:
    text = "بلغ عدد القتلى 45 وتجاوز عدد الجرحى المئة."
    assert tolls(text) == [("injured", "unknown", 101, None), ("killed", "unknown", 45, 45)]
    text = "تخطت حصيلة القتلى 40 ألفاً، ووصلت حصيلة الجرحى إلى 92 ألفاً."
    assert tolls(text) == [("injured", "unknown", 92000, 92000), ("killed", "unknown", 40001, None)]


def test_the_wounded_of_another_attack_are_not_soldiers_for_those_told_before() -> None:
    text = (
        "أعلن الجيش الباكستاني استشهاد جنديين في شمال وزيرستان. وفي جيلاس فتح مسلحون النار على حافلة ركاب فقتلوا "
        "ثمانية أشخاص بينهم جنديان وأصابوا 26."
    )
    assert ("injured", "unknown", 26, 26) in tolls(text, "2023-12-03")


def test_what_a_doctor_received_is_a_share_of_all() -> None:
    """Before, the 176 contradicted the 760."""
    text = (
        "The ministry said 112 people were killed and 760 wounded in Gaza City. A hospital director said that the 176 "
        "wounded he received had been shot."
    )
    assert ("injured", "unknown", 760, 760) in tolls(text, "2024-02-29")


def test_who_puts_the_number_is_nobody_who_was_hurt() -> None:
    text = (
        "A bomb killed people in Kunduz; two health officials put the number of dead at 70 and 143 people were injured."
    )
    assert tolls(text, "2021-10-08") == [("injured", "unknown", 143, 143), ("killed", "unknown", 70, 70)]


def test_the_toll_of_a_war_is_not_of_the_last_hours_told_after_it() -> None:
    """Before, the 23,469 fell within 24 hours, and swallowed the 112 who did."""
    text = (
        "قال المكتب الإعلامي الحكومي في غزة إن حصيلة العدوان بلغت 23469 شهيداً و59604 مصابين. وخلال 24 ساعة سقط 112 "
        "شهيداً و194 مصاباً."
    )
    assert tolls(text, "2024-01-11") == [
        ("injured", "unknown", 194, 194),
        ("injured", "unknown", 59604, 59604),
        ("killed", "unknown", 112, 112),
        ("killed", "unknown", 23469, 23469),
    ]
