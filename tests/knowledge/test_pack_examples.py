"""Every example of every actor is read as that actor, on a day on which it was active."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.lore import load_lore
from marsad.knowledge.spec import ActorSpec, convert
from marsad.read.actors import read_actors
from marsad.read.language import language_of
from marsad.read.scan import Scan

JUST = dt.timedelta(days=30)


def examples() -> list[Any]:
    return [
        pytest.param(path.parent.name, spec, text, id=f"{spec.id}-{n}")
        for path in sorted(HOME.glob("packs/[!_]*/actors.yml"))
        for spec in convert(read_yaml(path), list[ActorSpec], str(path))
        for n, text in enumerate(spec.example, 1)
    ]


def day_of(spec: ActorSpec) -> dt.date | None:
    """Return a day well inside the actor's time; None where it has neither beginning nor end."""
    start, end = first_day(spec.start), first_day(spec.end)
    if start and end:
        return start + (end - start) / 2
    if end:
        return end - JUST
    return start + JUST if start else None


def first_day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat((value + "-01-01")[:10]) if value else None


@pytest.mark.parametrize(("pack", "spec", "text"), examples())
def test_an_example_is_read_as_its_actor(pack: str, spec: ActorSpec, text: str) -> None:
    voice = load_lore().voice(language_of(text), pack)
    found = read_actors(Scan(text, voice.lang, voice.lexicon), voice, day_of(spec))
    assert spec.id in {one.actor for one in found}, [(one.actor, one.side) for one in found]


def test_an_actor_is_given_a_day_inside_its_time() -> None:
    """A year means its first day, an open end a month beside the known one."""
    spec = {"id": "x", "side": "government", "kind": "force", "name_en": "X"}
    for start, end, day in (
        ("2014", "2016-03", dt.date(2015, 1, 31)),
        (None, "2016-03-15", dt.date(2016, 2, 14)),
        ("2020-05", None, dt.date(2020, 5, 31)),
        (None, None, None),
    ):
        assert day_of(convert({**spec, "from": start, "to": end}, ActorSpec, "x")) == day
