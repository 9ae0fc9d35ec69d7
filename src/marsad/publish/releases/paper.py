"""A release in words: citation, method, rules with their counts, limits, files, licence (Markdown)."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.publish.releases.corrections import Corrections
from marsad.publish.releases.release import Release
from marsad.publish.releases.words import ReleaseWords, load_release_words
from marsad.publish.words import load_words


def paper(release: Release, changed: Corrections, lang: str) -> str:
    """Return the release's README in a language.  Every figure in it comes from the release."""
    return "\n".join(_lines(release, changed, load_release_words(lang))) + "\n"


def citation(release: Release, words: ReleaseWords) -> str:
    """Return how the release is cited."""
    return words.say("citation", id=apart(release.id), as_of=apart(release.as_of), tool=apart(release.tool))


def apart(text: str) -> str:
    """Return text that runs from left to right wherever it stands: a day or an id would turn round in Arabic."""
    return f"\u2066{text}\u2069"


def _lines(release: Release, changed: Corrections, words: ReleaseWords) -> Iterator[str]:
    yield from (f"# {words.say('title')} {release.id}", "", citation(release, words), "")
    yield from (f"## {words.say('totals')}", "", words.say("totals_note"), "", *_totals(release, words.lang), "")
    yield from (f"## {words.say('methodology')}", "")
    for section in words.method.values():
        yield from (f"### {section.title}", "", *(line for text in section.text for line in (text, "")))
    yield from (f"## {words.say('counted')}", "", *(f"- {text}" for text in counted(release, words)), "")
    if release.decisions:
        yield from (f"## {words.say('decisions')}", "", *decisions(release, words), "")
    yield from (f"## {words.say('limitations')}", "", *(f"- {text}" for text in limits(release, words)), "")
    yield from (f"## {words.say('corrections')}", "", *_corrections(changed, words), "")
    yield from (f"## {words.say('files')}", "", *(f"- `{name}`: {text}" for name, text in words.files.items()), "")
    yield from (f"## {words.say('reproduce')}", "", words.say("reproduce_how", id=release.id), "")
    yield from (f"## {words.say('licence')}", "", words.say("licence_text", licence=apart(release.licence)))


def counted(release: Release, words: ReleaseWords) -> list[str]:
    """Return what entered and what was left out, by rule, each with its number."""
    return [f"{words.counted[name]}: {count}" for name, count in release.counted.items()]


def limits(release: Release, words: ReleaseWords) -> list[str]:
    """Return the limitations, those of this release first."""
    own = []
    if release.despite is not None:
        kinds = words.say("comma").join(
            f"{words.kinds.get(kind, kind)} {count}" for kind, count in release.despite.open.items()
        )
        own.append(words.say("despite", kinds=kinds, why=release.despite.why))
    fill = {"small": release.rules.small_cell}
    return [*own, *(text.format(**fill) for text in words.limits)]


def decisions(release: Release, words: ReleaseWords) -> list[str]:
    """Return the public decisions that the figures obey, each with its reason."""
    return [
        f"- `{one.id}` ({one.day}) {words.verdicts.get(one.verdict, one.verdict)} {' '.join(one.subjects)}: {one.why}"
        for one in release.decisions
    ]


def _totals(release: Release, lang: str) -> list[str]:
    words = load_words(lang)
    return [f"- {words.side(total.side)}: {words.bound(total.harm, total.lo, total.hi)}" for total in release.whole()]


def _corrections(changed: Corrections, words: ReleaseWords) -> list[str]:
    if changed.before is None:
        return [words.say("first_release")]
    count = {what: sum(1 for one in changed.incidents if one.what == what) for what in words.changes}
    told = [f"- {said}: {count[what]}" for what, said in words.changes.items()]
    return [words.say("corrections_since", before=apart(changed.before)), "", *told]
