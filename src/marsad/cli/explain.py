"""Print how a reading was reached: rule, words and place of every claim, and why numbers were passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from marsad.cli.shell.documents import documents
from marsad.cli.shell.options import document_options, format_option, verb
from marsad.cli.shell.output import faint, say, strong, write_csv, write_json, write_json_line
from marsad.cli.shell.run import complain
from marsad.cli.shell.session import session
from marsad.collect.files import Unread
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.model.claim import Claim
from marsad.model.reading import SCHEMA_VERSION, Reading
from marsad.publish.words import Words, load_words

Step = dict[str, object]


@verb("explain")
@document_options
@click.option("--claim", metavar="ID")
@format_option(default="table")
def command(
    files: Sequence[str],
    published: str | None,
    source: str | None,
    document_lang: str | None,
    pack: str | None,
    claim: str | None,
    form: str,
) -> int:
    """Print the derivation of every reading, or of one claim."""
    from marsad.pipeline import read_all

    results = list(read_all(documents(files, published, source, document_lang, pack)))
    readings = [item for item in results if isinstance(item, Reading)]
    unread = [item for item in results if isinstance(item, Unread)]
    for item in unread:
        complain(session(), item.error)
    if claim is not None and readings and not any(c.id == claim for reading in readings for c in reading.claims):
        raise UsageError.of("no document has a claim {claim!r}; `marsad read FILE` lists them", claim=claim)
    _show(readings, claim, form)
    return UnreadableDocumentError.exit_code if unread else 0


def _show(readings: Sequence[Reading], claim: str | None, form: str) -> None:
    if form == "table":
        for reading in readings:
            _show_derivation(reading, claim)
        return
    steps = [step for reading in readings for step in derivation(reading, claim)]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "steps": steps})
    elif form == "jsonl":
        for step in steps:
            write_json_line(step)
    else:
        header = ("document", "kind", "id", "start", "end", "text", "rule", "part_of", "why")
        write_csv(header, ([step.get(name) for name in header] for step in steps))


def derivation(reading: Reading, claim: str | None = None) -> Iterator[Step]:
    """Yield what was read by which rule from which words, in the order of the text; of one claim only that."""
    found: list[tuple[str, str | None, tuple[int, int], str, str | None, str | None, str | None]] = [
        ("claim", c.id, c.span, c.text, c.rule, c.part_of, None) for c in reading.claims if claim in (None, c.id)
    ]
    if claim is None:
        found += [("date", None, d.span, d.text, d.rule, None, d.value) for d in reading.dates]
        found += [("place", p.id, p.span, p.text, p.rule, None, p.gazetteer or p.name_en) for p in reading.places]
        found += [("control", None, c.span, c.text, c.rule, None, c.change) for c in reading.control]
        found += [("event", None, e.span, e.text, e.rule, None, e.type) for e in reading.events]
        found += [("ignored", None, i.span, i.text, None, None, i.why) for i in reading.ignored]
    for kind, name, (start, end), text, rule, whole, why in sorted(found, key=lambda item: item[2]):
        yield {
            "document": reading.id,
            "kind": kind,
            "id": name,
            "start": start,
            "end": end,
            "text": text,
            "rule": rule,
            "part_of": whole,
            "why": why,
        }


def _show_derivation(reading: Reading, claim: str | None) -> None:
    from marsad.cli.shell.reading import show_heading

    words = load_words(session().lang)
    show_heading(reading)
    children: dict[str | None, list[Claim]] = {}
    known = {c.id for c in reading.claims}
    for c in reading.claims:
        children.setdefault(c.part_of if c.part_of in known else None, []).append(c)
    tops = children.get(None, []) if claim is None else [c for c in reading.claims if c.id == claim]
    for top in tops:
        _show_tree(top, children, words, 1)
    if claim is None:
        _show_others(reading)
    say()


def _show_tree(claim: Claim, children: dict[str | None, list[Claim]], words: Words, depth: int) -> None:
    indent = "  " * depth
    say(f"{indent}{strong(claim.id)}  {words.describe(claim)}")
    say(f"{indent}    “{' '.join(claim.text.split())}”  {faint(f'[{claim.span[0]}, {claim.span[1]})')}")
    say(f"{indent}    {session().say('rule', rule=claim.rule or session().say('rule_unknown'))}")
    for child in children.get(claim.id, []):
        _show_tree(child, children, words, depth + 1)


def _show_others(reading: Reading) -> None:
    for step in derivation(reading):
        if step["kind"] == "claim":
            continue
        kind = session().say(f"kind_{step['kind']}")
        place = faint(f"[{step['start']}, {step['end']})")
        because = step["why"] or ""
        rule = session().say("rule", rule=step["rule"]) if step["rule"] else ""
        quote = " ".join(str(step["text"]).split())
        say(f"  {kind}: “{quote}”  {place}  {because}  {faint(rule)}".rstrip())
