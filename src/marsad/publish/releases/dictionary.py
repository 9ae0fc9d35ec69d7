"""The data dictionary: every column of every table of a release, what it holds, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.publish.exports import acled, ucdp_ged
from marsad.publish.flat import COLUMNS as TOLLS
from marsad.publish.releases.words import load_release_words
from marsad.publish.words import LANGUAGES

TOTALS = ("harm", "side", "month", "lo", "hi", "guarantee", "bound_by", "overlaps")
CORRECTIONS = (
    *(
        "incident",
        "change",
        "now",
        "harm",
        "side",
        "field",
        "lo_before",
        "hi_before",
        "lo_after",
        "hi_after",
        "reasons",
    ),
)
OWN = {"tolls.csv": TOLLS, "tolls.hxl.csv": TOLLS, "totals.csv": TOTALS, "corrections.csv": CORRECTIONS}
THEIRS = {"ucdp-ged.csv": ucdp_ged.COLUMNS, "acled.csv": acled.COLUMNS}
"""Tables whose columns are another's codebook's."""
TYPES = {
    **dict.fromkeys(("lo", "hi"), "integer"),
    **dict.fromkeys(("from", "to"), "date"),
    **dict.fromkeys(("lat", "lon"), "degrees"),
    **dict.fromkeys(("lo_before", "hi_before", "lo_after", "hi_after"), "integer or text"),
}
HEADER = ("file", "column", "type", *LANGUAGES)


def dictionary() -> Iterator[tuple[str, ...]]:
    """Yield the rows, the header first."""
    words = {lang: load_release_words(lang) for lang in LANGUAGES}
    yield HEADER
    for file, columns in OWN.items():
        for name in columns:
            yield (file, name, TYPES.get(name, "text"), *(words[lang].columns[name] for lang in LANGUAGES))
    for file, columns in THEIRS.items():
        for name in columns:
            yield (
                file,
                name,
                "",
                *(words[lang].say(f"codebook_{file.partition('-')[0].partition('.')[0]}") for lang in LANGUAGES),
            )
