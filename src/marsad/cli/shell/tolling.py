"""The options of a toll, and the ledger's answer to them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
import msgspec

from marsad.cli.shell.engines import working
from marsad.cli.shell.ledgers import open_ledger
from marsad.cli.shell.options import Day, Moment, format_option, jobs_option, ledger_option, message_lang_option
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.noun import Noun
from marsad.model.statement import Statement
from marsad.model.terms import ABOUT, HARMS, MOST_WRONG, POLICIES, VAGUE, About, Harm, Policy, Vague
from marsad.model.time import Window
from marsad.model.toll import Scope, TollTable
from marsad.pipeline import Ledger

if TYPE_CHECKING:
    from marsad.blocks import Engine

GROUPINGS = ("side", "group", "place", "month", "incident", "harm")


class Question(Noun, frozen=True, kw_only=True):
    """What is asked: scope, grouping, policy, and from which standpoint in time."""

    scope: Scope
    by: tuple[str, ...]
    policy: Policy
    as_of: dt.date | None
    known_at: dt.datetime | None
    about: About = "stated"
    vague: Vague = "least"
    robust: int | None = None
    levels: bool = False


class Breakdown(click.ParamType[tuple[str, ...]]):
    """One or more of the closed list, parted by commas."""

    name = "breakdown"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how the value is written in help."""
        return f"[{'|'.join(GROUPINGS)}],..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the parts.  Fails as wrong use for one that is none."""
        parts = value if isinstance(value, tuple) else tuple(part.strip() for part in str(value).split(","))
        for part in parts:
            if part not in GROUPINGS:
                self.fail(session().say("not_a_breakdown", value=part, known=", ".join(GROUPINGS)), param, ctx)
        return parts


class Answer(Noun, frozen=True, kw_only=True):
    """The toll, the statements that it was reckoned from by key, and the titles of contradicting documents."""

    table: TollTable
    statements: dict[str, Statement]
    titles: dict[str, str]
    series: list[TollTable] = msgspec.field(default_factory=list)
    """The toll by side as it was known day by day; empty where nothing was asked over time."""

    def place(self, key: str, lang: str) -> str:
        """Return a place's name in a language, its id where no text gives one."""
        for statement in self.statements.values():
            place = statement.place
            if place is not None and key in (place.gazetteer, place.name_en):
                return (place.name_ar if lang == "ar" else place.name_en) or place.name_en or key
        return key


def toll_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a toll; the function gets a `Question`, the number of processes and the format."""

    def asked(
        harm: Harm | None,
        side: str | None,
        place: str | None,
        start: dt.date | None,
        end: dt.date | None,
        by: tuple[str, ...],
        as_of: dt.date | None,
        known_at: dt.datetime | None,
        policy: Policy,
        about: About,
        vague: Vague,
        robust: int | None,
        levels: bool,
        jobs: int,
        form: str,
        **more: Any,
    ) -> Any:
        if start and end and end < start:
            raise UsageError.of("--to {end} lies before --from {start}", start=start, end=end)
        scope = Scope(harm=harm, side=side, place=place, window=Window(start=start, end=end))
        question = Question(
            scope=scope,
            by=by,
            policy=policy,
            as_of=as_of,
            known_at=known_at,
            about=about,
            vague=vague,
            robust=robust,
            levels=levels,
        )
        return function(question=question, jobs=jobs, form=form, **more)

    functools.update_wrapper(asked, function)
    decorated: Callable[..., Any] = asked
    for option in (
        format_option(default="table"),
        message_lang_option,
        ledger_option,
        jobs_option,
        click.option("--levels", is_flag=True),
        click.option("--robust", metavar="K", type=click.IntRange(0, MOST_WRONG)),
        click.option("--vague", type=click.Choice(VAGUE), default="least", show_default=True),
        click.option("--about", type=click.Choice(ABOUT), default="stated", show_default=True),
        click.option("--policy", type=click.Choice(POLICIES), default="lead", show_default=True),
        click.option("--known-at", "known_at", type=Moment()),
        click.option("--as-of", "as_of", type=Day()),
        click.option("--by", type=Breakdown(), default="side", show_default=True),
        click.option("--to", "end", type=Day()),
        click.option("--from", "start", type=Day()),
        click.option("--place", metavar="NAME|ID"),
        click.option("--side", metavar="SIDE"),
        click.option("--harm", type=click.Choice(HARMS)),
    ):
        decorated = option(decorated)
    return decorated


MOMENTS = 40
"""Days of a sparkline at most."""

MANY = 20_000
"""Statements beyond which no sparkline is drawn."""


def answer(question: Question, *, jobs: int = 1, over_time: bool = False, summed: bool = False) -> Answer:
    """Ask the ledger, with `over_time` also for the days before; what is new in it is linked by `jobs` processes.

    With `summed` a table over all of a large ledger is summed out of its incidents, without what binds its rows.

    Raises `LedgerError` where there is none, `SolverError` where nothing could be reckoned.
    """
    with open_ledger() as ledger, working(jobs) as engine:
        if question.policy == "named-only":
            return Answer(table=_named(ledger, question), statements={}, titles={})
        if summed and (whole := _whole(ledger, question, engine)) is not None:
            return Answer(table=whole, statements={}, titles={})
        statements, scope = _statements(ledger, question, engine)
        asked = {**msgspec.structs.asdict(question), "scope": scope}
        table = ledger.toll(**asked, lang=session().lang, statements=statements)
        series = _series(ledger, scope, question, statements) if over_time else []
        by_key = {statement.key: statement for statement in statements}
        named = {by_key[key].document for item in table.contradictions for key in item.claims if key in by_key}
        titles = {name: ledger.title(name) for name in sorted(named)}
    return Answer(table=table, statements=by_key, titles=titles, series=series)


def _whole(ledger: Ledger, question: Question, engine: Engine) -> TollTable | None:
    """Return the table over all of a large ledger, summed out of its incidents; None for any other question."""
    from marsad.chronicle import told, whole
    from marsad.chronicle.scoped import check_side
    from marsad.cli.shell.linking import Steps, up_to_date
    from marsad.cli.shell.progress import progress
    from marsad.knowledge.sentences import load_sentences

    plain = Question(scope=question.scope, by=question.by, policy="lead", as_of=None, known_at=None)
    if question != plain or not whole.is_whole(question.scope, question.by):
        return None
    chronicle, far = up_to_date(ledger, engine), Steps()
    if told.size(chronicle) <= whole.MANY:
        return None
    check_side(chronicle, question.scope.side)
    for _ in progress(far.over(whole.make_accounts(chronicle)), session().say("accounting"), far):
        pass
    return whole.whole_table(chronicle, question.scope, question.by, load_sentences(session().lang))


def _statements(ledger: Ledger, question: Question, engine: Engine) -> tuple[list[Statement], Scope]:
    """Return the linked statements that may enter the scope, and the scope with its place by id.

    As they stand now they come from what is kept; as they stood once, by linking everything anew.
    """
    if question.as_of is None and question.known_at is None:
        from marsad.chronicle.scoped import scoped
        from marsad.cli.shell.linking import up_to_date

        return scoped(up_to_date(ledger, engine), question.scope)
    statements = list(ledger.linked(as_of=question.as_of, known_at=question.known_at))
    _check_side(question.scope.side, statements, ledger.sides())
    if question.scope.place is None:
        return statements, question.scope
    from marsad.knowledge.placenames import contained

    statements = contained(statements)
    place = ledger.place(question.scope.place, statements)
    return statements, msgspec.structs.replace(question.scope, place=place)


def _series(ledger: Ledger, scope: Scope, question: Question, statements: list[Statement]) -> list[TollTable]:
    """Return the toll by side on the days on which something was published, the first, the last and some between."""
    days = sorted({s.published for s in statements if s.published is not None and _speaks(s, scope)})
    if len(days) < 2 or len(statements) > MANY or question.policy in ("per-source", "named-only"):
        return []
    step = max(1, -(-len(days) // MOMENTS))
    return ledger.series(statements, scope, [*days[:-1:step], days[-1]], policy=question.policy)


def _speaks(statement: Statement, scope: Scope) -> bool:
    claim = statement.claim
    return scope.harm in (None, claim.harm) and not claim.background and claim.window.inside(scope.window)


def _named(ledger: Ledger, question: Question) -> TollTable:
    """Ask the lists of victims.  Raises `UsageError` for a place that the gazetteer can't tell from others."""
    from marsad.review.values import place

    asked = msgspec.structs.asdict(question)
    if question.scope.place is not None:
        found = place(question.scope.place)
        asked["scope"] = msgspec.structs.replace(question.scope, place=found.id or found.name_en)
    return ledger.toll(**asked, lang=session().lang)


def _check_side(side: str | None, statements: list[Statement], known: frozenset[str]) -> None:
    """Refuse a side that nobody ever named: a toll of nothing would look like an answer."""
    if side is None or side in known or any(s.claim.group.side == side for s in statements):
        return
    raise UsageError.of("there is no side {side!r}; there are: {known}", side=side, known=", ".join(sorted(known)))
