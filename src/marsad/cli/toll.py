"""Reckon what is certain: the least and greatest number that the claims in the ledger allow."""

from __future__ import annotations

import click

from marsad.cli.shell.options import verb
from marsad.cli.shell.output import faint, say, strong, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.cli.shell.spark import show_over_time
from marsad.cli.shell.tolling import Answer, Question, answer, toll_options
from marsad.model.statement import Statement
from marsad.model.toll import Contradiction, Contribution, TollRow, TollTable
from marsad.publish.words import Words, load_words

SHOWN_CLAIMS = 6
HEADER = ("harm", "side", "place", "from", "to", "lo", "hi", "guarantee", "claims", "overlaps", "policy")
ROBUST = ("robust", "robust_lo", "robust_hi")


@verb("toll")
@toll_options
@click.option("--explain", is_flag=True)
def command(question: Question, jobs: int, form: str, explain: bool) -> None:
    """Print one row for each part of the scope, the claims that bind it, and the contradictions below."""
    found = answer(question, jobs=jobs, over_time=form == "table", summed=not explain)
    table = found.table
    if form == "json":
        write_json(table)
    elif form == "jsonl":
        for row in table.rows:
            write_json_line({"schema_version": table.schema_version, "kind": "row", "row": row})
        for contradiction in table.contradictions:
            line = {"schema_version": table.schema_version, "kind": "contradiction", "contradiction": contradiction}
            write_json_line(line)
    elif form == "csv":
        header = HEADER if question.robust is None else (*HEADER, *ROBUST)
        write_csv(header, (_cells(row, table.policy) for row in table.rows))
    else:
        _show(found, question, explain)


def _cells(row: TollRow, policy: str) -> tuple[object, ...]:
    joined = (" ".join(row.claims), " ".join(row.overlaps))
    plain = (row.harm, row.side, row.place, row.start, row.end, row.lo, row.hi, row.guarantee, *joined, policy)
    return plain if row.robust is None else (*plain, row.robust.wrong, row.robust.lo, row.robust.hi)


def _show(found: Answer, question: Question, explain: bool) -> None:
    words, text = load_words(session().lang), session().say
    table = found.table
    say(faint(text("toll_standpoint", as_of=table.as_of or text("toll_now"), policy=text(f"policy_{table.policy}"))))
    say(faint(table.meaning))
    if table.about != "stated" or table.vague != "least":
        say(faint(text("toll_wording", about=text(f"about_{table.about}"), vague=text(f"vague_{table.vague}"))))
    if table.known_at:
        say(faint(text("toll_known_at", moment=table.known_at)))
    if not table.rows:
        say(text("toll_nothing"))
    header = tuple(text(f"column_{name}") for name in ("side", "place", "period", "toll", "claims"))
    rows = [_row(row, found, words) for row in table.rows]
    if explain:
        for row, cells in zip(table.rows, rows, strict=True):
            say(strong(" · ".join(cell for cell in cells[:4] if cell)))
            _explain(row, found, words)
    else:
        write_table(header, rows)
    _show_more(table.rows, words)
    _show_overlaps(table.rows, words)
    _show_unlisted(table, words)
    if table.summed_of is not None:
        say(faint(text("toll_summed", incidents=table.summed_of, contradictions=table.not_listed or 0)))
    show_over_time(found.series, words)
    show_contradictions(table.contradictions, found.statements)


def _row(row: TollRow, found: Answer, words: Words) -> tuple[str, ...]:
    place = found.place(row.place, words.lang) if row.place else words.say("everywhere")
    bound = words.bound(row.harm, row.lo, row.hi)
    if row.hi is None and row.lo == 0:
        bound = f"{words.harms[row.harm]}: {bound}"
    return (words.side(row.side), place, _period(row, words), bound, _listed_keys(row.claims))


def _listed_keys(keys: tuple[str, ...]) -> str:
    """Return the first few keys and how many more there are; machines get all of them."""
    more = f" … +{len(keys) - SHOWN_CLAIMS}" if len(keys) > SHOWN_CLAIMS else ""
    return ", ".join(keys[:SHOWN_CLAIMS]) + more


def _period(row: TollRow, words: Words) -> str:
    if row.start is None and row.end is None:
        return words.say("any_time")
    return f"{row.start or '…'} – {row.end or '…'}" if row.start != row.end else str(row.start)


def _show_more(rows: tuple[TollRow, ...], words: Words) -> None:
    """Print what was asked for besides the bounds: if some claims are wrong, and level by level of an 'about'."""
    text = session().say
    for row in rows:
        name = words.side(row.side)
        if row.robust is not None:
            bound = words.bound(row.harm, row.robust.lo, row.robust.hi)
            say(faint(f"{name}: {text('toll_robust', wrong=row.robust.wrong, bound=bound)}"))
        if row.levels:
            steps = " \u00b7 ".join(
                f"{level.level}: {words.bound(row.harm, level.lo, level.hi)}" for level in row.levels
            )
            say(faint(f"{name}: {text('toll_levels', steps=steps)}"))


def _show_unlisted(table: TollTable, words: Words) -> None:
    """Print how many persons a period's total leaves to incidents that no one listed."""
    left = (table.residual or {}).get("unlisted")
    for one in left if isinstance(left, list) else ():
        bound = words.bound(str(one["harm"]), int(one["lo"]), one["hi"])
        say(faint(f"{words.side(one['side'])}: {session().say('toll_unlisted', bound=bound)}"))


def _explain(row: TollRow, found: Answer, words: Words) -> None:
    for proof in row.proofs:
        say(f"    {proof.sentence}")
    contributions = row.contributions or tuple(
        Contribution(claim=key, bound="", quote=found.statements[key].claim.text, sentence="")
        for key in row.claims
        if key in found.statements
    )
    if not contributions:
        say("    " + words.say("no_claims"))
    for item in contributions:
        bound = words.say(f"binds_{item.bound}" if item.bound in ("lo", "hi") else "binds")
        say(f"    {item.claim}  “{' '.join(item.quote.split())}”  {faint(bound)}")
        if item.sentence:
            say(f"        {item.sentence}")


def _show_overlaps(rows: tuple[TollRow, ...], words: Words) -> None:
    for row in rows:
        if row.overlaps:
            say(faint(f"{words.side(row.side)}: {words.say('overlaps', sides=words.sides_of(row.overlaps))}"))


def show_contradictions(contradictions: tuple[Contradiction, ...], statements: dict[str, Statement]) -> None:
    """Print each contradiction with its claims in their words and what each way out would give."""
    words, text = load_words(session().lang), session().say
    if not contradictions:
        return
    say()
    say(strong(words.say("contradictions")))
    for number, item in enumerate(contradictions, 1):
        say(f"{number}. {words.contradiction_kinds.get(item.kind, item.kind)}: {item.sentence}")
        for key in item.claims:
            quote = f"“{' '.join(statements[key].claim.text.split())}”" if key in statements else ""
            say(f"    {key}  {quote}")
        for way in item.scenarios:
            say(
                "    "
                + text(
                    "scenario", keep=_listed(way.get("keep")), drop=_listed(way.get("drop")), toll=_bounds(way, words)
                )
            )


def _listed(names: object) -> str:
    return ", ".join(str(name) for name in names) if isinstance(names, list | tuple) and names else "-"


def _bounds(way: dict[str, object], words: Words) -> str:
    lo, hi = way.get("lo"), way.get("hi")
    if not isinstance(lo, int):
        return words.bounds["open"]
    if hi is None:
        return words.bounds["at_least"].format(lo=lo)
    return str(lo) if lo == hi else words.bounds["range"].format(lo=lo, hi=hi)
