"""What each rule of a reading does, in one sentence and in the reader's language (`messages/rules.LANG.yml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert

_TOTAL = "total."


class RuleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words for derivations."""

    lang: str
    rules: dict[str, str]
    classes: dict[str, str]
    origins: dict[str, str]
    aspects: dict[str, str]
    changes: dict[str, str]
    events: dict[str, str]
    text: dict[str, str]

    def explanation(self, rule: str, cls: str | None = None) -> str | None:
        """Return what a rule does, None where the file has no words for it.

        A rule that is an entry of the lexicon is explained by the entry's class, `total.ENTRY` as `total`.
        """
        if rule in self.rules:
            return self.rules[rule]
        if rule.startswith(_TOTAL):
            return self.rules["total"]
        return self.classes.get(cls) if cls is not None else None

    def says(self, rule: str, cls: str | None = None) -> str:
        """Return what a rule does; a rule without words says so, and is never left out."""
        return self.explanation(rule, cls) or self.say("unexplained")

    def say(self, key: str, **values: object) -> str:
        """Return the fixed phrase `key`.  Raises `KnowledgeError` for one that the language lacks."""
        if key not in self.text:
            raise KnowledgeError(f"messages/rules.{self.lang}.yml: no text {key!r}; add it to every language")
        return self.text[key].format(**values)


@cache
def load_rules(lang: str, home: Path = HOME) -> RuleWords:
    """Return the words in `lang`.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    path = home / "messages" / f"rules.{lang}.yml"
    words: RuleWords = convert(read_yaml(path), RuleWords, str(path))
    return words
