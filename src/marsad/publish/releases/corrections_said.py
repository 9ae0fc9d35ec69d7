"""The corrections log in words, row by row: for the command line and for the public site."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.publish.releases.corrections import Bound, Correction, Corrections
from marsad.publish.releases.paper import apart
from marsad.publish.releases.words import ReleaseWords, load_release_words
from marsad.publish.words import Words, load_words

HEADER = ("incident", "change", "what", "before", "after", "why")
Row = tuple[str, str, str, str, str, str]


def said_rows(changed: Corrections, lang: str) -> Iterator[Row]:
    """Yield a row for every toll or field that differs, the totals last."""
    words, own = load_words(lang), load_release_words(lang)
    for one in changed.incidents:
        head, why = (one.incident, own.changes[one.what]), said_why(one, own)
        rows = [(words.side(t.side), *_both(words, t.harm, t.before, t.after)) for t in one.tolls]
        rows += [(own.fields[name], then or "-", now or "-") for name, (then, now) in one.fields.items()]
        if one.now:
            rows.append((own.say("retired_now"), "", " ".join(one.now)))
        for row in rows or [("", "", "")]:
            yield (*head, *row, why)
    yield from total_rows(changed, lang)


def total_rows(changed: Corrections, lang: str) -> Iterator[Row]:
    """Yield the totals that differ."""
    words, own = load_words(lang), load_release_words(lang)
    for total in changed.totals:
        yield (
            "", own.say("totals_changed"), words.side(total.side),
            *_both(words, total.harm, total.before, total.after), "",
        )  # fmt: skip


def said_why(one: Correction, own: ReleaseWords) -> str:
    """Return the reasons of a correction in words, each with what it names."""
    said = []
    for reason in one.why:
        items = f": {apart(' '.join(reason.items))}" if reason.items else ""
        said.append(f"{own.reasons[reason.what]}{items}")
    return own.say("semicolon").join(said)


def _both(words: Words, harm: str, before: Bound | None, after: Bound | None) -> tuple[str, str]:
    then, now = (words.bound(harm, *bound) if bound else "-" for bound in (before, after))
    return then, now
