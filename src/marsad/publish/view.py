"""What a report shows, as plain values ready for a template: figures, evidence, contradictions, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from marsad.errors import UsageError
from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.terms import SIDES_OPEN
from marsad.model.toll import Contradiction, Contribution, TollRow, TollTable
from marsad.publish.chart import Chart, Reckoned, chart
from marsad.publish.highlight import Mark, Piece, pieces
from marsad.publish.passage import Passage, passage
from marsad.publish.words import Words


class Moment(msgspec.Struct, frozen=True):
    """A toll table as it was by the end of `day`."""

    day: str
    table: TollTable


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One toll table of a report, its title by language, and how it grew day by day (may be empty)."""

    table: TollTable
    titles: dict[str, str] = {}
    series: tuple[Moment, ...] = ()


class ReportInput(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report is made of; it needs no ledger.

    `texts` holds, by reading id, the text that the reading's spans index.  `titles` is the report's own title by
    language, where it is to have another than the standing one; `names` gives sources by id and language,
    `spellings` all the ways in which a source is written, by id.
    """

    questions: tuple[Question, ...]
    readings: tuple[Reading, ...]
    texts: dict[str, str]
    titles: dict[str, str] = {}
    names: dict[str, dict[str, str]] = {}
    spellings: dict[str, tuple[str, ...]] = {}


class Source(NamedTuple):
    """A claim with the document it stands in, and its place in the page."""

    key: str
    anchor: str
    claim: Claim
    reading: Reading
    passage: Passage
    cited: str | None
    """The claimant, where it is another than the publisher."""


class Evidence(NamedTuple):
    """A claim that binds a figure, and why (None where no reason was given)."""

    source: Source
    contribution: Contribution | None

    @property
    def bound(self) -> str | None:
        """'lo' or 'hi', None where it isn't said."""
        return self.contribution.bound if self.contribution else None


class Figure(NamedTuple):
    """One row of a toll table with the claims that bind it and its picture over time (None without a series)."""

    anchor: str
    row: TollRow
    evidence: tuple[Evidence, ...]
    series: tuple[Reckoned, ...]
    chart: Chart | None


class Scenario(NamedTuple):
    """What one way out of a contradiction would give; `lo` None where it names no figure."""

    keep: tuple[Source, ...]
    drop: tuple[Source, ...]
    lo: int | None
    hi: int | None


class Dispute(NamedTuple):
    """A contradiction with the claims that make it and its ways out."""

    anchor: str
    contradiction: Contradiction
    claims: tuple[Source, ...]
    scenarios: tuple[Scenario, ...]
    harm: str


class Section(NamedTuple):
    """One question as it is shown."""

    question: Question
    figures: tuple[Figure, ...]
    disputes: tuple[Dispute, ...]


class ClaimLine(NamedTuple):
    """One claim of a text, the figures that it binds, and the claim that it is part of."""

    source: Source
    figures: tuple[Figure, ...]
    whole: Source | None


class Text(NamedTuple):
    """One document: its full text in pieces, its claims, and what was passed over."""

    anchor: str
    reading: Reading
    pieces: tuple[Piece, ...]
    claims: tuple[ClaimLine, ...]


class Page(NamedTuple):
    """The whole page."""

    titles: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    sections: tuple[Section, ...]
    texts: tuple[Text, ...]


def build_page(given: ReportInput) -> Page:
    """Arrange `given` for the page.  Raises `UsageError` where a reading's text is missing."""
    sources = {source.key: source for source in _sources(given)}
    sections = tuple(_section(q, question, sources) for q, question in enumerate(given.questions, 1))
    used: dict[str, list[Figure]] = {}
    for section in sections:
        for figure in section.figures:
            for evidence in figure.evidence:
                used.setdefault(evidence.source.key, []).append(figure)
    texts = tuple(_text(d, reading, given, sources, used) for d, reading in enumerate(given.readings, 1))
    return Page(given.titles, given.names, sections, texts)


def _sources(given: ReportInput) -> Iterator[Source]:
    for d, reading in enumerate(given.readings, 1):
        if reading.id not in given.texts:
            raise UsageError(f"report: no text for the reading {reading.id!r}; hand it over in `texts`")
        for c, claim in enumerate(reading.claims, 1):
            words = passage(given.texts[reading.id], claim.span)
            own = (reading.source, *given.spellings.get(claim.claimant or "", ()))
            cited = claim.claimant if claim.claimant not in own and reading.source not in own[1:] else None
            yield Source(f"{reading.id}#{claim.id}", f"d{d}-{c}", claim, reading, words, cited)


def _section(number: int, question: Question, sources: Mapping[str, Source]) -> Section:
    rows = sorted(question.table.rows, key=lambda row: row.side in SIDES_OPEN)  # parties first, in their order
    series = {row.side: _series(question, row) for row in rows}
    top = max((point.hi or point.lo for points in series.values() for point in points), default=0)
    figures = []
    for r, row in enumerate(rows, 1):
        points = series[row.side]
        picture = chart(points, top) if len(points) > 1 else None
        figures.append(Figure(f"q{number}-{r}", row, tuple(_evidence(row, sources)), points, picture))
    disputes = [
        _dispute(f"q{number}-x{n}", contradiction, sources)
        for n, contradiction in enumerate(question.table.contradictions, 1)
    ]
    return Section(question, tuple(figures), tuple(disputes))


def _series(question: Question, row: TollRow) -> tuple[Reckoned, ...]:
    found = []
    for moment in question.series:
        for other in moment.table.rows:
            if (other.harm, other.side, other.place) == (row.harm, row.side, row.place):
                found.append(Reckoned(moment.day, other.lo, other.hi))
    return tuple(found)


def _evidence(row: TollRow, sources: Mapping[str, Source]) -> Iterator[Evidence]:
    told = [contribution for contribution in row.contributions if contribution.claim in sources]
    for contribution in told:
        yield Evidence(sources[contribution.claim], contribution)
    for key in row.claims:
        if key in sources and key not in {contribution.claim for contribution in told}:
            yield Evidence(sources[key], None)


def _dispute(anchor: str, contradiction: Contradiction, sources: Mapping[str, Source]) -> Dispute:
    claims = tuple(sources[key] for key in contradiction.claims if key in sources)
    scenarios = tuple(_scenario(scenario, sources) for scenario in contradiction.scenarios)
    return Dispute(anchor, contradiction, claims, scenarios, claims[0].claim.harm if claims else "other")


def _scenario(given: Mapping[str, object], sources: Mapping[str, Source]) -> Scenario:
    def claims(name: str) -> tuple[Source, ...]:
        keys = given.get(name)
        listed = keys if isinstance(keys, list | tuple) else ()
        return tuple(sources[key] for key in listed if key in sources)

    def number(name: str) -> int | None:
        value = given.get(name)
        return value if isinstance(value, int) else None

    return Scenario(claims("keep"), claims("drop"), number("lo"), number("hi"))


def _text(
    number: int,
    reading: Reading,
    given: ReportInput,
    sources: Mapping[str, Source],
    used: Mapping[str, Sequence[Figure]],
) -> Text:
    lines = []
    for claim in reading.claims:
        source = sources[f"{reading.id}#{claim.id}"]
        whole = sources.get(f"{reading.id}#{claim.part_of}") if claim.part_of else None
        lines.append(ClaimLine(source, tuple(used.get(source.key, ())), whole))
    marks = [
        Mark(f"t-{line.source.anchor}", line.source.claim.span, _kind(line), f"#c-{line.source.anchor}")
        for line in lines
    ]
    marks += [Mark(f"i-d{number}-{n}", ignored.span, "ignored") for n, ignored in enumerate(reading.ignored, 1)]
    return Text(f"d{number}", reading, tuple(pieces(given.texts[reading.id], marks)), tuple(lines))


def _kind(line: ClaimLine) -> str:
    return "binding" if line.figures else "claim"


def title_of(section: Section, words: Words) -> str:
    """Return the section's title in a language: the one given, else its harms and period."""
    given = section.question.titles.get(words.lang)
    if given:
        return given
    harms = dict.fromkeys(words.harms[row.harm] for row in section.question.table.rows)
    periods = dict.fromkeys(period_of(row, words) for row in section.question.table.rows)
    return " \u00b7 ".join([*harms, *periods])


def period_of(row: TollRow, words: Words) -> str:
    """Return a row's period in words, each day isolated: Arabic letters before it would turn it round."""
    if row.start is None and row.end is None:
        return words.say("any_time")
    if row.start == row.end:
        return words.say("on_day", day=_isolated(row.start))
    return words.say("from_to", **{"from": _isolated(row.start), "to": _isolated(row.end)})


def _isolated(day: str | None) -> str:
    return "\u2066" + (day or "\u2026") + "\u2069"
