"""What stands in a release's way: reviews that are open, and counts that a pack knows better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.chronicle.waiting import waiting
from marsad.knowledge.spec import AssertionSpec
from marsad.model import Scope, Statement, Window
from marsad.pipeline import Ledger
from marsad.publish.releases import Block
from marsad.reckon.table import toll_table


def blocks(ledger: Ledger, statements: Sequence[Statement], *, lang: str = "en") -> Iterator[Block]:
    """Yield what stands in the way of releasing linked statements: assertions that fail, then every open review.

    A review that was skipped is open still.
    """
    yield from failing(ledger, statements)
    for one in waiting(ledger, lang=lang):
        yield Block(kind=one.kind, id=one.id, document=one.document, why=one.why)


def failing(ledger: Ledger, statements: Sequence[Statement]) -> Iterator[Block]:
    """Yield the assertions of the packs which the documents were read with that the public figures do not bear out."""
    umbrella = ledger.umbrella()
    used = {stored.reading.pack for stored in ledger.readings()}
    for pack in sorted(name for name in used if name in ledger.lore.packs):
        for assertion in ledger.lore.packs[pack].assertions:
            block = _failing(pack or "", assertion, statements, umbrella)
            if block is not None:
                yield block


def _failing(
    pack: str, said: AssertionSpec, statements: Sequence[Statement], umbrella: Mapping[str, frozenset[str]]
) -> Block | None:
    scope = Scope(harm=said.harm, side=said.side, window=Window(start=said.start, end=said.end))
    rows = toll_table(statements, scope, by=(), umbrella=umbrella).rows
    if not rows:
        return None
    lo = rows[0].lo
    if said.least <= lo and (said.most is None or lo <= said.most):
        return None
    wanted = str(said.least) if said.most is None else f"{said.least}-{said.most}"
    template = "the pack knows {wanted} as the lower bound ({why}); the ledger gives {lo}"
    values = {"wanted": wanted, "why": said.why, "lo": str(lo)}
    return Block(
        kind="assertion", id=f"{pack}/{said.id}", why=template.format(**values), template=template, values=values
    )
