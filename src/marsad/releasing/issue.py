"""Making a release: the public rows of a standpoint, their totals, what was left out, signed and kept in the ledger."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from marsad import __version__
from marsad.errors import UsageError
from marsad.ids import sha256
from marsad.model import Decision, Scope, Statement
from marsad.pipeline import Ledger
from marsad.publish.dataset import LICENCE, Dataset
from marsad.publish.releases import Block, Release, Total, release_files
from marsad.publish.releases.corrections import Corrections, corrections, retired
from marsad.publish.releases.files import File, Signature, manifest_of
from marsad.publish.releases.harmless import harmless
from marsad.publish.releases.release import Despite, Judged, Made
from marsad.publish.releases.stored import Stored
from marsad.publish.words import LANGUAGES
from marsad.reckon.table import toll_table
from marsad.releasing.blocks import blocks
from marsad.releasing.kept import read_stored
from marsad.releasing.openness import load_rules, public_decisions
from marsad.releasing.rows import dataset_of, public_statements

Sign = Callable[[bytes], tuple[str, str]]
"""Gives the public key and the signature over a statement, in hex (`marsad.ledger.signing.signed`)."""
MOVING = frozenset({"withdrawn", "denied", "superseded"})
"""Statuses of claims that move no bound any more."""
COARSE = frozenset({"area", "admin"})


class Issued(NamedTuple):
    """What became of it: the release, its files, and whether it is new (False: an earlier one says the same)."""

    release: Release
    files: tuple[File, ...]
    new: bool


def issue(
    ledger: Ledger,
    *,
    as_of: dt.date | None = None,
    sign: Sign | None = None,
    despite: str | None = None,
    lang: str = "en",
) -> Issued:
    """Freeze what is public now, published by the end of `as_of` (today), and keep it in the ledger.

    Raises `UsageError` where something stands in its way and `despite` does not say why it is released all the same.
    """
    now = ledger.store.now()
    day = as_of or now.date()
    every = ledger.store.releases()
    before = read_stored(every[-1]) if every else None
    statements = public_statements(ledger, as_of=day, known_at=now)
    found = tuple(blocks(ledger, statements, lang=lang))
    if found and not (despite or "").strip():
        raise _blocked(found)
    release = reckoned(ledger, statements, as_of=day, known_at=now, before=before.release if before else None)
    open_ = dict(sorted(Counter(block.kind for block in found).items()))
    if open_:
        release = msgspec.structs.replace(release, despite=Despite(why=(despite or "").strip(), open=open_))
    if before is not None and release.says() == before.release.says():
        return Issued(before.release, before.files(), False)
    release = release.named()
    stored = sealed(release, corrections(before.release if before else None, release), sign)
    ledger.store.append_release(release.id, stored.to_json())
    return Issued(release, stored.files(), True)


def reckoned(
    ledger: Ledger, statements: Sequence[Statement], *, as_of: dt.date, known_at: dt.datetime, before: Release | None
) -> Release:
    """Return the release of linked public statements at a standpoint, without its name."""
    rules = load_rules()
    rows = dataset_of(ledger, statements, as_of=as_of, known_at=known_at)
    safe = harmless(rows, rules, before.dataset if before else None, before.withheld if before else ())
    dataset = safe.dataset
    head = ledger.store.head()
    umbrella = ledger.umbrella()
    held = ledger.store.decisions(known_at=known_at)
    made = Release(
        as_of=as_of.isoformat(),
        known_at=known_at.isoformat(),
        made=known_at.isoformat(),
        ledger=head.ledger,
        seq=head.seq,
        head=head.head,
        tool=f"marsad {__version__}",
        made_by=_made_by(ledger, as_of, known_at),
        licence=LICENCE,
        previous=before.id if before else None,
        rules=rules,
        counted=_counted(ledger, dataset, statements, as_of, known_at) | safe.counts,
        withheld=safe.withheld,
        decisions=tuple(_judged(held)),
        totals=(*_totals(statements, ("side",), umbrella), *_totals(statements, (), umbrella),
                *_totals(statements, ("side", "month"), umbrella), *_totals(statements, ("month",), umbrella)),
        retired=retired(before, dataset),
        sources=_sources(ledger, dataset),
        dataset=dataset,
    )  # fmt: skip
    return Release.from_json(made.to_json())  # as it will be read: what is equal then is equal now


def sealed(release: Release, changed: Corrections, sign: Sign | None) -> Stored:
    """Return the release as it is kept: with its corrections, and signed where `sign` does."""
    manifest = sha256(manifest_of(release, release_files(release, changed)).data)
    signature = Signature(id=release.id, manifest=manifest)
    if sign is not None:
        public, mark = sign(signature.statement())
        signature = Signature(id=release.id, manifest=manifest, key=public, signature=mark)
    return Stored.of(release, changed, signature)


def _judged(held: Sequence[Decision]) -> Iterator[Judged]:
    """Yield the public decisions about claims, incidents and entries; those about persons are nobody's business."""
    for one in held:
        if one.visibility == "public" and not _about_persons(one):
            yield Judged(
                id=one.id, verdict=one.verdict, subjects=one.subjects, day=one.when.date(), why=one.why,
                reverses=one.reverses,
            )  # fmt: skip


def _about_persons(one: Decision) -> bool:
    return one.victim is not None or any(subject.startswith("v-") for subject in one.subjects)


def _blocked(found: Sequence[Block]) -> UsageError:
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(one.kind for one in found).items()))
    return UsageError.of(
        "nothing is released while something is open: {counts} (first {first}); "
        "`marsad publish release --why` names all, `marsad review` settles them, "
        "--despite TEXT releases all the same and says so in it",
        counts=counts,
        first=found[0].id,
    )


def _totals(
    statements: Sequence[Statement], by: tuple[str, ...], umbrella: Mapping[str, frozenset[str]]
) -> Iterator[Total]:
    for row in toll_table(statements, Scope(), by=by, umbrella=umbrella).rows:
        yield Total(
            harm=row.harm,
            side=row.side,
            month=row.start[:7] if "month" in by and row.start else None,
            lo=row.lo,
            hi=row.hi,
            guarantee=row.guarantee,
            claims=row.claims,
            overlaps=row.overlaps,
        )


def _made_by(ledger: Ledger, as_of: dt.date, known_at: dt.datetime) -> tuple[Made, ...]:
    found = Counter(
        (made.reader, made.pack, made.gazetteer)
        for stored in ledger.readings(as_of=as_of, known_at=known_at)
        if (made := stored.reading.made_by) is not None
    )
    return tuple(
        Made(reader=reader, pack=pack, gazetteer=gazetteer, documents=count)
        for (reader, pack, gazetteer), count in sorted(found.items())
    )


def _counted(
    ledger: Ledger, dataset: Dataset, statements: Sequence[Statement], as_of: dt.date, known_at: dt.datetime
) -> dict[str, int]:
    """Return how much entered and how much was left out, by rule."""
    held = ledger.store.decisions(known_at=known_at)
    public = {one.id for one in public_decisions(held)}
    read = {one.document: len(one.reading.ignored) for one in ledger.readings(as_of=as_of, known_at=known_at)}
    every = sum(1 for _ in ledger.readings(known_at=known_at))
    coarse = [one.place for one in dataset.incidents if one.place is not None and one.place.precision in COARSE]
    return {
        "documents": len(read),
        "claims": len(statements),
        "incidents": len(dataset.incidents),
        "incidents_without_day": sum(1 for one in dataset.incidents if one.start is None),
        "incidents_without_place": sum(1 for one in dataset.incidents if one.place is None),
        "places_coarse": len(coarse),
        "background_claims": sum(1 for one in statements if one.claim.background),
        "claims_taken_back": sum(1 for one in statements if one.claim.status in MOVING),
        "numbers_passed_over": sum(read.values()),
        "documents_later": every - len(read),
        "entered_not_public": sum(1 for one in held if one.claim is not None and one.id not in public),
        "decisions_not_public": sum(
            1 for one in held if one.claim is None and one.id not in public and not _about_persons(one)
        ),
    }


def _sources(ledger: Ledger, dataset: Dataset) -> dict[str, dict[str, str]]:
    named = {source for one in dataset.incidents for source in one.sources}
    names = {lang: ledger.source_names(lang) for lang in LANGUAGES}
    return {
        source: {lang: names[lang][source] for lang in LANGUAGES if source in names[lang]} for source in sorted(named)
    }
