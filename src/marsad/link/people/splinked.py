"""Links by Splink, an optional matcher for long lists: weights learned from the lists themselves.

Source of the method: Fellegi & Sunter, JASA 64 (1969) 1183, with expectation maximisation as Splink does it (DuckDB, in
memory).  It makes possible links of the built-in matcher certain.  What surely keeps two persons apart (other fathers,
sexes, given names) keeps them apart here too, and a person's decision goes before every weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from marsad.errors import UsageError
from marsad.knowledge.personal_names import NameLore
from marsad.link.people.features import Entry, Grade, entry, features
from marsad.link.people.match import Matched, PersonLink, judged_links, match
from marsad.link.people.name import Reader, Word
from marsad.link.people.roll import roll
from marsad.model import Decision, Victim

CERTAIN, POSSIBLE = 0.99, 0.5
"""Probabilities from which a link is certain, and possible."""
FEWEST = 200
"""Entries below which there is too little to learn weights from."""
_SEED = 1
_ERRORS = 40
"""Of the levels of Python's logging: what is only a warning is no news here."""
_PAIRS = 1e6
_LEAST = 30
"""Pairs that agree in the names, and in something beside them, from which weights can be learned."""


def splinked(decisions: Iterable[Decision], lore: NameLore, lists: Iterable[str] = ()) -> Matched:
    """Return the links between the victims of some lists (all by default), weighed by Splink.

    Raises `UsageError` where Splink is not installed, or the lists are too short to learn from.
    """
    held, chosen = tuple(decisions), frozenset(lists)
    victims = tuple(victim for victim in roll(held).victims if not chosen or victim.list in chosen)
    return splink_match(victims, lore, held)


def splink_match(victims: Sequence[Victim], lore: NameLore, decisions: Iterable[Decision] = ()) -> Matched:
    """Return the links between victims, weighed by Splink (see `splinked`)."""
    _check_installed()
    if len(victims) < FEWEST:
        raise UsageError.of(
            "{count} names are too few to learn weights from (at least {fewest}); leave --matcher out",
            count=len(victims),
            fewest=FEWEST,
        )
    base = match(victims, lore, decisions)
    reader = Reader(lore)
    entries = {victim.id: entry(victim, reader) for victim in base.victims}
    links = {(link.first, link.second): link for link in base.links}
    for first, second, chance in _predicted(list(entries.values())):
        pair = (min(first, second), max(first, second))
        link = _link(entries[pair[0]], entries[pair[1]], chance, links.get(pair))
        if link is not None:
            links[pair] = link
    return Matched(base.victims, judged_links(base.victims, links.values(), decisions), base.crowds)


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("splink") is None or find_spec("duckdb") is None:
        raise UsageError.of("the matcher Splink is not installed; run: pip install 'marsad[people]'")


def _link(a: Entry, b: Entry, chance: float, known: PersonLink | None) -> PersonLink | None:
    """Return a link with its weight: it may make a possible link certain, or find one, and never takes one away."""
    found = features(a, b)
    grade: Grade = "certain" if chance >= CERTAIN or (known and known.grade == "certain") else "possible"
    if found.grade() is None or (grade == "possible" and a.victim.list == b.victim.list):
        return None
    return PersonLink(a.victim.id, b.victim.id, grade, (f"splink: {chance:.4f}", *found.told()))


def _predicted(entries: Sequence[Entry]) -> list[tuple[str, str, float]]:
    """Return pairs of ids with the probability that both are one person."""
    import pyarrow as pa
    import splink.comparison_library as by
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            by.JaroWinklerAtThresholds("given", [0.9]),
            by.JaroWinklerAtThresholds("family", [0.9]),
            by.JaroWinklerAtThresholds("father", [0.9]),
            by.ExactMatch("place"),
            by.AbsoluteDateDifferenceAtThresholds("day", input_is_string=True, metrics=["day"], thresholds=[3]),
            by.LevenshteinAtThresholds("age", [1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given", "family"),
            block_on("given", "father"),
            block_on("family", "father"),
            block_on("given", "place", "day"),
        ],
    )
    records = [_record(one) for one in entries]
    names, beside = _training(records)
    table = database.register(pa.Table.from_pylist(records, schema=_schema(pa)))
    linker = Linker(table, settings, log_level=_ERRORS)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("given", "family", "father")], recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=_SEED)
    training.estimate_parameters_using_expectation_maximisation(block_on(*names))
    training.estimate_parameters_using_expectation_maximisation(block_on(*beside))
    found = linker.inference.predict(threshold_match_probability=POSSIBLE)
    columns = ("unique_id_l", "unique_id_r", "match_probability")
    rows = found.as_record_list()
    return sorted((str(row[columns[0]]), str(row[columns[1]]), float(row[columns[2]])) for row in rows)


def _training(records: Sequence[dict[str, str | None]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields whose agreement brings pairs together to learn from: the names, and others beside them.

    Raises `UsageError` where too few pairs agree.
    """
    names = ("given", "family")
    others = (("place", "day"), ("day",), ("father",))
    beside = next((keys for keys in others if _together(records, keys) >= _LEAST), None)
    if beside is None or _together(records, names) < _LEAST:
        raise UsageError.of("the lists have too little in common to learn weights from; leave --matcher out")
    return names, beside


def _together(records: Sequence[dict[str, str | None]], keys: tuple[str, ...]) -> int:
    """Return how many pairs of records agree in all keys."""
    found = Counter(values for one in records if None not in (values := tuple(one[key] for key in keys)))
    return sum(count * (count - 1) // 2 for count in found.values())


def _schema(pa: Any) -> Any:
    names = ("unique_id", "given", "family", "father", "place", "day", "age")
    return pa.schema([(name, pa.string()) for name in names])


def _record(one: Entry) -> dict[str, str | None]:
    place, start, age = one.victim.place, one.victim.window.start, one.victim.age
    return {
        "unique_id": one.victim.id,
        "given": _sound(one.given),
        "family": _sound(one.family),
        "father": _sound(one.father),
        "place": (place.id or place.name_en) if place else None,
        "day": start.isoformat() if start else None,
        "age": None if age is None else str(age),
    }


def _sound(words: Sequence[Word]) -> str | None:
    return min((min(word.skeletons) for word in words), default=None)
