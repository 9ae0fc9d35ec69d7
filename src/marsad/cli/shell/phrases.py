"""Messages in the user's language, from knowledge/messages/cli.LANG.yml and cli-ROOM.LANG.yml beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from marsad.errors import KnowledgeError, MarsadError
from marsad.knowledge.files import HOME, read_yaml


class VerbWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a verb is described: one line, a paragraph, an example."""

    summary: str
    help: str
    example: str


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words for the command line."""

    text: dict[str, str] = {}
    verbs: dict[str, VerbWords] = {}
    options: dict[str, str] = {}
    translations: dict[str, str] = {}
    """By English sentence or template (`MarsadError.of`); empty in English."""

    def say(self, key: str, **values: object) -> str:
        """Return the phrase `key`.  Raises `KnowledgeError` for one that the language lacks."""
        if key not in self.text:
            raise KnowledgeError(f"messages/cli: no text {key!r}; add it to every language")
        return self.text[key].format(**values)

    def error(self, error: MarsadError) -> str:
        """Return an error's message in this language, in English where it has no translation."""
        return self.fill(error.template, error.values) if error.template else str(error)

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """Return an English template's sentence in this language, in English where it has no translation."""
        return self.translations.get(template, template).format(**values)

    def translate(self, english: str) -> str:
        """Return a fixed English sentence in this language, itself where it has no translation.

        What it says after a colon stays as it is where the sentence before has one.
        """
        head, colon, rest = english.partition(": ")
        return self.translations.get(english) or self.translations.get(head, head) + colon + rest


@cache
def load_phrases(lang: str) -> Phrases:
    """Return the words of a language.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    whole = Phrases()
    for path in [HOME / "messages" / f"cli.{lang}.yml", *sorted(HOME.glob(f"messages/cli-*.{lang}.yml"))]:
        try:
            part = msgspec.convert(read_yaml(path), Phrases)
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"{path}: {error}") from error
        whole = Phrases(
            text=whole.text | part.text,
            verbs=whole.verbs | part.verbs,
            options=whole.options | part.options,
            translations=whole.translations | part.translations,
        )
    return whole
