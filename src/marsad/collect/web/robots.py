"""robots.txt (RFC 9309): the group that names us, else `*`; the longest rule that fits decides, allowing on a draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

MOST_BYTES = 500_000
_MOST_RULES = 5_000


@dataclass(frozen=True)
class Robots:
    """The rules that hold for us.  `delay` is the Crawl-delay in seconds."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Tell whether a path with its query may be asked."""
        wanted = unquote(path)
        fitting = [(len(rule), allow) for allow, rule in self.rules if _fits(rule, wanted)]
        return max(fitting)[1] if fitting else True


NOTHING = Robots(((False, "/"),))
"""What holds where robots.txt cannot be had because the server fails."""


def parse(data: bytes, agent: str) -> Robots:
    """Return the rules for `agent`, in small letters."""
    ours: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    named = False
    for names, said in _groups(data[:MOST_BYTES].decode("utf-8", "replace")):
        if any(name == agent for name in names):
            named, ours = True, ours + said
        elif "*" in names:
            others += said
    return _rules(ours if named else others)


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    names: list[str] = []
    said: list[tuple[str, str]] = []
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if said:
                yield names, said
                names, said = [], []
            names.append(value.lower().partition("/")[0])
        elif names:
            said.append((key, value))
    yield names, said


def _rules(said: list[tuple[str, str]]) -> Robots:
    rules = tuple((key == "allow", unquote(value)) for key, value in said if key in ("allow", "disallow") and value)
    delays = [value for key, value in said if key == "crawl-delay" and value.replace(".", "", 1).isdigit()]
    return Robots(rules[:_MOST_RULES], min(60.0, float(delays[0])) if delays else 0.0)


def _fits(rule: str, path: str) -> bool:
    """Tell whether a rule with `*` and a closing `$` fits the beginning of a path, in linear time."""
    closed = rule.endswith("$")
    first, *parts = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(parts, 1):
        if closed and number == len(parts):
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not closed or at == len(path)
