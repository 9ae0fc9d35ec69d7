"""A reading for people: claims with number, side and quote, what the document alone forces, numbers passed over."""

from __future__ import annotations

from marsad.cli.shell.output import faint, say, strong, write_table
from marsad.cli.shell.session import session
from marsad.model.claim import Claim
from marsad.model.reading import Reading
from marsad.model.time import Window
from marsad.publish.words import Words, load_words

NOTHING = "-"


def show_reading(reading: Reading) -> None:
    """Print one reading as tables."""
    words = load_words(session().lang)
    text = session().say
    show_heading(reading)
    _show_claims(reading, words)
    _show_tolls(reading, words)
    if reading.ignored:
        say(text("reading_ignored"))
        write_table(
            (text("column_text"), text("column_why")), [(item.text, item.why) for item in reading.ignored], indent="  "
        )
    say()


def show_heading(reading: Reading) -> None:
    """Print what the document is: id, date of publication with its reason, source, language, pack."""
    text = session().say
    published = reading.published
    how = text(f"published_{published.how}", why=published.why or "")
    parts = [f"{published.value} ({how})" if published.value else how, reading.source, reading.lang, reading.pack]
    say(f"{strong(reading.id)}  {faint(' · '.join(part for part in parts if part))}")


def _show_claims(reading: Reading, words: Words) -> None:
    text = session().say
    if not reading.claims:
        say("  " + text("reading_no_claims"))
        return
    header = ("id", *(text(f"column_{name}") for name in ("harm", "number", "side", "notes", "text")))
    rows = [
        (
            claim.id,
            words.harms[claim.harm],
            words.claimed(claim),
            words.side(claim.group.side or "unknown"),
            notes(claim, words),
            claim.text,
        )
        for claim in reading.claims
    ]
    write_table(header, rows, indent="  ")


def _show_tolls(reading: Reading, words: Words) -> None:
    text = session().say
    if not reading.tolls:
        return
    say(text("reading_tolls"))
    header = tuple(text(f"column_{name}") for name in ("side", "toll", "period", "claims"))
    rows = [
        (words.side(toll.side), words.bound(toll.harm, toll.lo, toll.hi), period(toll.window), ", ".join(toll.claims))
        for toll in reading.tolls
    ]
    write_table(header, rows, indent="  ")


def notes(claim: Claim, words: Words) -> str:
    """Return what limits a claim's use: whole, running total, background, status."""
    text = session().say
    found = [
        text("note_part_of", whole=claim.part_of) if claim.part_of else "",
        text("note_rest") if claim.rest else "",
        text("note_cumulative") if claim.cumulative else "",
        words.say("background") if claim.background else "",
        words.say(f"status_{claim.status}") if claim.status != "stated" else "",
    ]
    return ", ".join(part for part in found if part) or NOTHING


def period(window: Window) -> str:
    """Return a window as 'from – to', '?' for an unknown end."""
    if window.start is None and window.end is None:
        return NOTHING
    if window.start == window.end:
        return str(window.start)
    return f"{window.start or '?'} – {window.end or '?'}"
