"""`marsad publish bulletin`: a draft from the ledger, approved by a second person, published, corrected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from marsad.cli.shell.options import Day, format_option, ledger_option, operator_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.issuing import BulletinDesk, Issue
    from marsad.pipeline import Ledger
    from marsad.publish.bulletins.bulletin import Page

COLUMNS = ("id", "state", "from", "to", "drafted_by", "approved_by", "published_by", "published_at", "corrects",
           "corrected_by")  # fmt: skip
LINKS = ("start", "end", "text", "section", "harm", "value", "value_max", "hedge", "claims", "incident")


@verb("bulletin")
@click.option("--lang", "lang", type=click.Choice(("ar", "en")))
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day())
@click.option("--as-of", "as_of", type=Day())
@click.option("--publisher", metavar="NAME", default="marsad", show_default=True)
@click.option("--numbers", type=click.Choice(("digits", "indic", "words")), default="digits", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--force", is_flag=True)
@click.option("--save", is_flag=True)
@click.option("--show", metavar="ID")
@click.option("--approve", metavar="ID")
@click.option("--issue", metavar="ID")
@click.option("--correct", metavar="ID")
@click.option("--why", metavar="TEXT", default="")
@click.option("--list", "listed", is_flag=True)
@operator_option
@ledger_option
@format_option(default="table")
def command(
    lang: str | None,
    start: dt.date | None,
    end: dt.date | None,
    as_of: dt.date | None,
    publisher: str,
    numbers: Any,
    out: Path | None,
    force: bool,
    save: bool,
    show: str | None,
    approve: str | None,
    issue: str | None,
    correct: str | None,
    why: str,
    listed: bool,
    form: str,
) -> None:
    """Draft, show, approve, issue, correct or list bulletins."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.issuing import BulletinDesk, compose
    from marsad.publish.bulletins.page import build_page

    if lang is not None:
        session().set("lang", lang)
    if sum(bool(one) for one in (show, approve, issue, correct, listed)) > 1:
        raise UsageError.of("do one thing at a time: --show, --approve, --issue, --correct or --list")
    who = session().value("operator")
    with open_ledger() as ledger:
        desk = BulletinDesk(ledger.store)
        if listed:
            _list(desk, form)
            return
        if approve or issue:
            found = desk.approve(approve, who=who) if approve else desk.publish(issue or "", who=who)
            say(session().say(f"bulletin_{found.state}", id=found.bulletin.id, who=who), err=True)
            return
        if show:
            found = desk.issue(show)
        else:
            wrong = desk.to_correct(correct, why=why) if correct else None
            made = compose(
                ledger,
                start=start or (wrong.window.start if wrong else None),
                end=end or (wrong.window.end if wrong else None),
                as_of=as_of,
                publisher=publisher,
                before=wrong or desk.last_published(),
                corrects=correct,
                why=why.strip() or None,
            )
            found = _kept(desk, made, who) if save or correct else _unsaved(made)
        page = build_page(found.bulletin, session().lang, numbers)
        read = _differences(ledger, found, page)
    _write(found, page, read, form, out, force=force)


def _unsaved(made: Any) -> Issue:
    from marsad.issuing import Issue

    return Issue(made, "draft", None, None, None, None, None)


def _kept(desk: BulletinDesk, made: Any, who: str) -> Issue:
    found = desk.draft(made, who=who)
    say(session().say("bulletin_saved", id=found.bulletin.id, who=who), err=True)
    return found


def _differences(ledger: Ledger, found: Issue, page: Page) -> list[dict[str, object]]:
    from marsad.issuing import differences

    return [
        {"field": one.field, "told": msgspec.to_builtins(one.told), "read": msgspec.to_builtins(one.read)}
        for one in differences(found.bulletin, page)
    ]


def _state(one: Issue) -> dict[str, object]:
    window = one.bulletin.window
    values = (one.bulletin.id, one.state, window.start, window.end, one.drafted_by, one.approved_by,
              one.published_by, one.published_at, one.bulletin.corrects, one.corrected_by)  # fmt: skip
    return {
        name: str(value) if isinstance(value, dt.date) else value for name, value in zip(COLUMNS, values, strict=True)
    }


def _list(desk: BulletinDesk, form: str) -> None:
    rows = [_state(one) for one in reversed(desk.issues())]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "results": rows, "next": None})
    elif form == "jsonl":
        for row in rows:
            write_json_line({"schema_version": SCHEMA_VERSION, **row})
    elif form == "csv":
        write_csv(COLUMNS, [tuple(row.values()) for row in rows])
    elif not rows:
        say(session().say("bulletin_none"))
    else:
        shown = ("id", "state", "from", "to", "drafted_by", "approved_by", "published_by", "corrected_by")
        header = tuple(session().say(f"bulletin_column_{name}") for name in shown)
        write_table(header, [tuple(str(row[name] or "") for name in shown) for row in rows])


def _links(page: Page) -> list[dict[str, object]]:
    return [
        {"start": one.span[0], "end": one.span[1]}
        | {name: msgspec.to_builtins(getattr(one, name)) for name in LINKS[2:]}
        for one in page.links
    ]


def _write(
    found: Issue, page: Page, read: list[dict[str, object]], form: str, out: Path | None, *, force: bool
) -> None:
    from marsad.publish.bulletins.html import render_page
    from marsad.publish.writing import check_free, write_whole

    links = _links(page)
    body = {"schema_version": SCHEMA_VERSION, **_state(found), "lang": page.lang, "title": page.title,
            "text": page.text, "links": links, "read_back": read}  # fmt: skip
    if out is not None:
        beside = out.with_name(out.name + ".json")
        for path in (out, beside):
            check_free(path, force=force)
        draft = session().say("bulletin_is_draft") if found.state != "published" else None
        html = out.suffix.lower() in (".html", ".htm")
        text = render_page(page, draft=draft) if html else page.text
        write_whole(out, text.encode(), force=force)
        write_whole(beside, msgspec.json.format(msgspec.json.encode(body), indent=1) + b"\n", force=force)
        say(session().say("bulletin_written", path=out, beside=beside), err=True)
    elif form == "json":
        write_json(body)
    elif form == "jsonl":
        for link in links:
            write_json_line({"schema_version": SCHEMA_VERSION, **link})
    elif form == "csv":
        write_csv(LINKS, [tuple(" ".join(v) if isinstance(v, list) else v for v in link.values()) for link in links])
    else:
        say(page.text.rstrip("\n"))
    say(session().say("bulletin_read_back" if not read else "bulletin_read_otherwise", count=len(read)), err=True)
