"""List claims that cannot all hold, and rivals' figures, with what each way out would give."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.cli.shell.options import verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.cli.shell.tolling import Answer, Question, answer, toll_options
from marsad.ids import content_id
from marsad.model.listings import Clash, Contradictions
from marsad.model.reading import SCHEMA_VERSION

HEADER = ("id", "kind", "claims", "document", "snippet", "sentence")


@verb("contradictions")
@toll_options
def command(question: Question, jobs: int, form: str) -> None:
    """Print the contradictions of a scope, by default of everything."""
    from marsad.cli.toll import show_contradictions

    found = answer(question, jobs=jobs)
    results = list(_results(found))
    if form == "json":
        write_json(Contradictions(results=tuple(results)))
    elif form == "jsonl":
        for result in results:
            write_json_line({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(result)})
    elif form == "csv":
        write_csv(HEADER, ([_flat(getattr(result, name)) for name in HEADER] for result in results))
    elif results:
        show_contradictions(found.table.contradictions, found.statements)
    else:
        say(session().say("no_contradictions"))


def _results(found: Answer) -> Iterator[Clash]:
    for item in found.table.contradictions:
        first = next((found.statements[key] for key in item.claims if key in found.statements), None)
        yield Clash(
            id=content_id([item.kind, sorted(item.claims)]),
            document=first.document if first else None,
            title=found.titles.get(first.document) if first else None,
            snippet=first.claim.text if first else None,
            span=first.claim.span if first else None,
            kind=item.kind,
            claims=item.claims,
            sentence=item.sentence,
            scenarios=item.scenarios,
        )


def _flat(value: object) -> object:
    return " ".join(str(part) for part in value) if isinstance(value, list | tuple) else value
