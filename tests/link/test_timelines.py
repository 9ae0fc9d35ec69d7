"""Who held which place when: what is said, what follows, gaps, contests and sieges."""

from __future__ import annotations

import datetime as dt
import random

from marsad.link.control import Holding, on_day, timelines
from marsad.model import PlaceMention, SubEvent, Window

TOWN = PlaceMention(id="p1", span=(0, 4), text="Town", name_en="Town", gazetteer="g:town")


def day(number: int) -> dt.date:
    return dt.date(2018, 6, number)


def told(
    key: str, what: str, actor: str | None, last: int, first: int | None = -1, source: str = "monitor"
) -> SubEvent:
    start = last if first == -1 else first
    return SubEvent(
        key=key,
        document=key.partition("#")[0],
        kind="control",
        what=what,
        span=(int(key[-1]), int(key[-1]) + 4),
        text="took",
        actor=actor,
        place=TOWN,
        window=Window(start=day(start) if start else None, end=day(last)),
        published=day(last),
        source=source,
    )


def brief(holdings: tuple[Holding, ...]) -> list[tuple[int | None, int | None, str, str | None]]:
    return [(h.start.day if h.start else None, h.end.day if h.end else None, h.state, h.holder) for h in holdings]


def test_a_place_is_held_until_another_takes_it() -> None:
    events = [told("d1#k1", "gained", "opposition", 3), told("d2#k1", "gained", "government", 9)]
    (line,) = timelines(events)
    assert brief(line.holdings) == [(3, 8, "held", "opposition"), (9, None, "held", "government")]
    held = on_day(line, day(5))
    assert held is not None and held.holder == "opposition" and held.keys == ("d1#k1",)
    assert on_day(line, day(1)) is None


def test_a_loss_says_who_held_before_and_leaves_a_gap_until_somebody_is_said_to_hold() -> None:
    (line,) = timelines([told("d1#k1", "lost", "government", 4), told("d2#k1", "gained", "opposition", 7)])
    assert brief(line.holdings) == [
        (None, 3, "held", "government"),
        (4, 6, "unknown", None),
        (7, None, "held", "opposition"),
    ]
    assert line.holdings[0].how == "implied"


def test_lost_and_retaken_in_one_text_ends_with_the_last_holder() -> None:
    (line,) = timelines([told("d1#k1", "lost", "government", 4), told("d1#k2", "regained", "government", 4)])
    assert brief(line.holdings)[-1] == (4, None, "held", "government")


def test_two_who_claim_the_place_on_one_day_contest_it_until_more_is_known() -> None:
    events = [
        told("d1#k1", "gained", "opposition", 3, source="a"),
        told("d2#k1", "gained", "government", 3, source="b"),
        told("d3#k1", "gained", "government", 6, source="a"),
    ]
    (line,) = timelines(events)
    assert brief(line.holdings) == [(3, 5, "contested", None), (6, None, "held", "government")]
    assert line.holdings[0].between == ("government", "opposition")
    assert line.holdings[0].sources == ("a", "b")


def test_an_attempt_contests_its_day_and_changes_nothing() -> None:
    (line,) = timelines([told("d1#k1", "gained", "government", 2), told("d2#k1", "attempted", "opposition", 5)])
    assert brief(line.holdings) == [
        (2, 4, "held", "government"),
        (5, 5, "contested", None),
        (6, None, "held", "government"),
    ]


def test_a_change_within_days_is_a_contest_in_them() -> None:
    (line,) = timelines([told("d1#k1", "gained", "government", 2), told("d2#k1", "gained", "opposition", 9, 6)])
    assert brief(line.holdings) == [
        (2, 5, "held", "government"),
        (6, 8, "contested", None),
        (9, None, "held", "opposition"),
    ]
    assert line.holdings[-1].precision == "range"


def test_without_a_date_it_happened_by_the_day_of_publication() -> None:
    (line,) = timelines([told("d1#k1", "gained", "government", 8, None)])
    assert brief(line.holdings) == [(8, None, "held", "government")]
    assert line.holdings[0].precision == "by"


def test_a_siege_lasts_until_the_place_changes_hands() -> None:
    events = [
        told("d1#k1", "gained", "opposition", 2),
        told("d2#k1", "besieges", "government", 5),
        told("d3#k1", "gained", "government", 20),
    ]
    (line,) = timelines(events)
    assert brief(line.holdings) == [
        (2, 4, "held", "opposition"),
        (5, 19, "held", "opposition"),
        (20, None, "held", "government"),
    ]
    assert [h.besieged_by for h in line.holdings] == [(), ("government",), ()]


def test_what_did_not_happen_changes_nothing() -> None:
    import msgspec

    denied = msgspec.structs.replace(told("d2#k1", "gained", "opposition", 5), negated=True)
    (line,) = timelines([told("d1#k1", "gained", "government", 2), denied])
    assert brief(line.holdings) == [(2, None, "held", "government")]


def test_the_order_of_reports_is_irrelevant_and_days_never_overlap() -> None:
    chance = random.Random(4)
    sides = ("government", "opposition", "sdf", None)
    changes = ("gained", "lost", "regained", "withdrew", "besieges", "attempted")
    for _ in range(200):
        events = []
        for number in range(chance.randrange(1, 9)):
            last = chance.randrange(1, 28)
            first = chance.choice((last, last, None, max(1, last - chance.randrange(4))))
            document = f"d{chance.randrange(4)}"
            events.append(told(f"{document}#k{number}", chance.choice(changes), chance.choice(sides), last, first))
        wanted = timelines(events)
        shuffled = list(events)
        chance.shuffle(shuffled)
        assert timelines(shuffled) == wanted
        for line in wanted:
            for before, after in zip(line.holdings, line.holdings[1:], strict=False):
                assert before.end is not None and after.start is not None
                assert before.end < after.start
                assert before.start is None or before.start <= before.end
