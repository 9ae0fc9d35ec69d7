"""Readings and tolls of three shipped bulletins, built by hand, so that publishing is tested without a reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.model import (
    Claim,
    Contradiction,
    Contribution,
    Group,
    Ignored,
    Published,
    Reading,
    TollRow,
    TollTable,
)
from marsad.publish import Moment, Question, ReportInput

BULLETINS = Path(__file__).parents[2] / "src/marsad/knowledge/packs/sample/bulletins"
OBSERVATORY = "مرصد الوارفة لحقوق الإنسان"


def text_of(name: str) -> str:
    return (BULLETINS / f"{name}.txt").read_text(encoding="utf-8")


def claim(text: str, name: str, quote: str, value: int, side: str, **more: Any) -> Claim:
    start = text.index(quote)
    return Claim(
        id=name,
        span=(start, start + len(quote)),
        text=quote,
        harm=more.pop("harm", "killed"),
        value=value,
        group=Group(side=side),
        **more,
    )


def thursday() -> Reading:
    text = text_of("01-marquna-thursday")
    quote = "ما لا يقل عن 9 من قوات الحكومة والمسلحين الموالين لها"
    start = text.index("82")
    return Reading(
        id="01-marquna-thursday",
        lang="ar",
        published=Published(value="2021-03-11", how="given"),
        source=OBSERVATORY,
        sha256="0" * 64,
        claims=(
            claim(text, "c1", quote, 9, "government", hedge="at_least"),
            claim(text, "c2", "3 من كتائب حرس النهر", 3, "allied_militia", part_of="c1"),
            claim(text, "c3", "مدنيان اثنان", 2, "civilians", cause="shelling"),
        ),
        ignored=(Ignored(span=(start, start + 2), text="82", why="calibre"),),
    )


def friday() -> Reading:
    text = text_of("03-marquna-friday")
    whole = "إلى 17 على الأقل عدد من قتلوا منهم منذ فجر أمس الخميس، هم 11 من قوات الحكومة"
    return Reading(
        id="03-marquna-friday",
        lang="ar",
        published=Published(value="2021-03-12", how="given"),
        source=OBSERVATORY,
        sha256="1" * 64,
        claims=(
            claim(text, "c1", whole, 17, "government", hedge="at_least", cumulative=True),
            claim(text, "c2", "11 من قوات الحكومة", 11, "government", part_of="c1"),
            claim(text, "c3", "مقتل 6 من جنودها", 6, "government", claimant="وزارة الدفاع"),
        ),
    )


def row(side: str, lo: int, hi: int | None, *claims: str, **more: Any) -> TollRow:
    return TollRow(
        harm="killed",
        side=side,
        place=None,
        start="2021-03-11",
        end="2021-03-12",
        lo=lo,
        hi=hi,
        guarantee="exact-tree",
        claims=claims,
        **more,
    )


def table(as_of: str, *rows: TollRow, contradictions: tuple[Contradiction, ...] = ()) -> TollTable:
    return TollTable(
        schema_version="1", as_of=as_of, known_at=None, policy="lead", rows=rows, contradictions=contradictions
    )


def report_input() -> ReportInput:
    first = table("2021-03-11", row("government", 9, None), row("civilians", 2, 2))
    why = Contribution(
        claim="03-marquna-friday#c1", bound="lo", quote="...", sentence="17 at least since Thursday's dawn."
    )
    rival = Contradiction(
        claims=("03-marquna-friday#c1", "03-marquna-friday#c3"),
        sentence="The ministry says 6.",
        kind="rival",
        scenarios=({"keep": ["03-marquna-friday#c3"], "drop": ["03-marquna-friday#c1"], "lo": 6, "hi": 6},),
    )
    last = table(
        "2021-03-12",
        row(
            "government",
            17,
            None,
            "03-marquna-friday#c1",
            overlaps=("allied_militia",),
            contributions=(why,),
        ),
        row("civilians", 2, 2, "01-marquna-thursday#c3"),
        contradictions=(rival,),
    )
    return ReportInput(
        questions=(Question(table=last, series=(Moment("2021-03-11", first), Moment("2021-03-12", last))),),
        readings=(thursday(), friday()),
        texts={name: text_of(name) for name in ("01-marquna-thursday", "03-marquna-friday")},
    )
