"""Print how a reading was reached: words, lexicon, rules and origins of every claim, and every number passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from marsad.cli.shell.documents import documents
from marsad.cli.shell.options import FORMATS, document_options, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.run import complain
from marsad.cli.shell.session import session
from marsad.collect.files import Unread
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.knowledge.rules import RuleWords, load_rules
from marsad.model.derivation import ClaimDerivation, Derivation
from marsad.model.reading import SCHEMA_VERSION
from marsad.publish.steps import Item, items_of

HEADER = ("document", "kind", "id", "start", "end", "text", "rule", "part_of", "why")
Step = dict[str, object]


@verb("explain")
@document_options()
@click.option("--claim", metavar="ID")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", type=click.Choice([*FORMATS, "html"]), default="table", show_default=True)
def command(
    files: Sequence[str],
    published: str | None,
    source: str | None,
    document_lang: str | None,
    pack: str | None,
    claim: str | None,
    out: Path | None,
    form: str,
) -> int:
    """Print the derivation of every reading, or of one claim."""
    from marsad.pipeline import explain_all

    if out is not None and form != "html":
        raise UsageError.of("--out writes a page; add --format html, or send the output on with `> {out}`", out=out)
    results = list(explain_all(documents(files, published, source, document_lang, pack)))
    for item in results:
        if isinstance(item, Unread):
            complain(session(), item.error)
    found = [_only(item, claim) for item in results if isinstance(item, Derivation)]
    if claim is not None and found and not any(one.claims for one in found):
        raise UsageError.of("no document has a claim {claim!r}; `marsad read FILE` lists them", claim=claim)
    if form == "html":
        _write_page(found, out)
    elif form == "table":
        _print(found, whole=claim is None)
    else:
        _write_steps([step for one in found for step in steps(one, whole=claim is None)], form)
    return UnreadableDocumentError.exit_code if len(found) < len(results) else 0


def _only(found: Derivation, claim: str | None) -> Derivation:
    if claim is None:
        return found
    return msgspec.structs.replace(found, claims=tuple(one for one in found.claims if one.claim.id == claim))


def _write_page(found: Sequence[Derivation], out: Path | None) -> None:
    from marsad.publish.derivation import render_derivations, write_derivations

    if out is None:
        click.echo(render_derivations(found, session().lang), nl=False)
        return
    write_derivations(out, found, session().lang)
    say(session().say("explain_written", path=out), err=True)


def _print(found: Sequence[Derivation], *, whole: bool) -> None:
    from marsad.cli._explain_print import ExplainPrint

    colour = session().colour
    printer = ExplainPrint(session().lang, colour=sys.stdout.isatty() if colour is None else colour)
    for one in found:
        click.echo(printer.document(one, whole=whole), nl=False, color=colour)


def _write_steps(found: Sequence[Step], form: str) -> None:
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "steps": found})
    elif form == "jsonl":
        for step in found:
            write_json_line(step)
    else:
        write_csv(HEADER, ([step[name] for name in HEADER] for step in found))


def steps(found: Derivation, *, whole: bool) -> Iterator[Step]:
    """Yield what was read from which words, in the order of the text; without `whole` only the claims."""
    told = load_rules(session().lang)
    listed: list[ClaimDerivation | Item] = [*found.claims, *(items_of(found) if whole else ())]
    for one in sorted(listed, key=_place):
        yield {
            "document": found.reading.id,
            **(_claim_step(one, told) if isinstance(one, ClaimDerivation) else _item_step(one)),
        }


def _place(one: ClaimDerivation | Item) -> tuple[int, int]:
    return one.claim.span if isinstance(one, ClaimDerivation) else one.span


def _claim_step(one: ClaimDerivation, told: RuleWords) -> Step:
    claim = one.claim
    return {
        **_step("claim", claim.id, claim.span, claim.text),
        "rule": claim.rule,
        "part_of": claim.part_of,
        "why": None,
        "parts": one.parts,
        "words": one.words,
        "rules": [
            {**msgspec.to_builtins(rule), "explanation": told.explanation(rule.id, rule.cls)} for rule in one.rules
        ],
        "origins": one.origins,
    }


def _item_step(item: Item) -> Step:
    return {**_step(item.kind, item.id, item.span, item.text), "rule": item.rule, "part_of": None, "why": item.value}


def _step(kind: str, name: str | None, span: tuple[int, int], text: str) -> Step:
    return {"kind": kind, "id": name, "start": span[0], "end": span[1], "text": text}
