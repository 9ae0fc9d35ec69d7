"""A derivation for a person at a terminal: the marked text, then each claim as a tree of what led to it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from marsad.cli.shell.output import width
from marsad.knowledge.rules import load_rules
from marsad.model.derivation import ClaimDerivation, Derivation, Origin, RuleStep
from marsad.publish.steps import Item, items_of, said_features, said_item, said_origin, telling
from marsad.publish.words import load_words

STYLES = {
    "claim": "bold yellow",
    "date": "blue",
    "duration": "blue",
    "place": "green",
    "control": "magenta",
    "event": "underline",
    "ignored": "dim",
    "unread": "bold red",
}
CLASSES_OF_KINDS = {"control": "control_verb", "event": "event_word"}
"""The lexicon class by which the rules of a kind are explained."""
NUMBERS = ("ignored", "unread")
_FAINT, _STRONG = "dim", "bold"
_LABEL = 10


class ExplainPrint:
    """Makes the lines of derivations in one language; with `colour` the text itself is shown, marked by kind."""

    def __init__(self, lang: str, *, colour: bool) -> None:
        self.words, self.told = load_words(lang), load_rules(lang)
        self.colour = colour
        self.console = Console(
            color_system="standard" if colour else None, force_terminal=colour, highlight=False, emoji=False
        )

    def document(self, found: Derivation, *, whole: bool) -> str:
        """Return one document's derivation; without `whole` only its claims."""
        with self.console.capture() as captured:
            self._heading(found)
            if whole and self.colour:
                self._marked(found)
            for one in found.claims:
                self._claim(one, found)
            if not found.claims:
                self._line(1, self.told.say("no_claims"))
            if whole:
                self._items(found)
            self._line(0)
        return captured.get()

    def _heading(self, found: Derivation) -> None:
        reading = found.reading
        published = reading.published
        day = published.value or self.words.say("unknown_date")
        why = f"({published.why})" if published.why and published.how == "inferred" else ""
        parts = [f"{day} {why}".strip(), reading.source, reading.lang, reading.pack]
        self._line(0, (reading.id, _STRONG), "  ", (" \u00b7 ".join(part for part in parts if part), _FAINT))

    def _marked(self, found: Derivation) -> None:
        text = Text(found.text)
        spans = [(item.kind, item.span) for item in items_of(found)]
        spans += [("claim", one.claim.span) for one in found.claims]
        for kind, span in sorted(spans, key=lambda one: one[1][0] - one[1][1]):  # the shortest last, so that it shows
            text.stylize(STYLES[kind], *span)
        self._line(0)
        self.console.print(text)
        shown = [(self.told.say(kind), style) for kind, style in STYLES.items() if kind != "duration"]
        self._line(0, *(part for one in shown for part in (one, "  ")))

    def _claim(self, one: ClaimDerivation, found: Derivation) -> None:
        claim = one.claim
        quote = (f"\u201c{_flat(claim.text)}\u201d", STYLES["claim"])
        self._line(0)
        self._line(1, (claim.id, _STRONG), "  ", self.words.describe(claim))
        self._row(self.told.say("words"), quote, (f"  [{claim.span[0]}, {claim.span[1]})", _FAINT))
        for n, hit in enumerate(telling(one)):
            glued = f" [{hit.glued}]" if hit.glued else ""
            about = f"{hit.cls} / {hit.id}  {hit.spelling}{glued}  {said_features(hit)}".rstrip()
            self._row("" if n else self.told.say("lexicon"), _flat(hit.text), "  ", (about, _FAINT))
        for n, rule in enumerate(one.rules, 1):
            self._row("" if n > 1 else self.told.say("rules"), *self._rule(n, rule))
        if claim.part_of is not None:
            self._row(self.told.say("part_of"), *self._other(claim.part_of, found))
        for n, part in enumerate(one.parts):
            self._row("" if n else self.told.say("parts"), *self._other(part, found))
        for origin in one.origins:
            self._row(self.told.aspects[origin.what], *self._origin(origin, found))

    def _other(self, name: str, found: Derivation) -> Iterable[str | tuple[str, str]]:
        claim = next(claim for claim in found.reading.claims if claim.id == name)
        yield f"{name}  {self.words.claimed(claim)} "
        yield f"\u201c{_flat(claim.text)}\u201d", _FAINT

    def _rule(self, number: int, rule: RuleStep) -> Iterable[str | tuple[str, str]]:
        yield f"{number}. {rule.id}: "
        yield self.told.says(rule.id, rule.cls), _FAINT
        if rule.text:
            yield f" \u201c{_flat(rule.text)}\u201d"

    def _origin(self, origin: Origin, found: Derivation) -> Iterable[str | tuple[str, str]]:
        value = said_origin(origin, found, self.words)
        yield f"{value}: " if value else ""
        yield self.told.origins[origin.how], _FAINT
        if origin.how == "whole":
            yield f" {origin.text}"
        elif origin.span is not None:
            yield f" \u201c{_flat(origin.text or '')}\u201d"

    def _items(self, found: Derivation) -> None:
        items = items_of(found)
        self._title("numbers")
        for item in items:
            if item.kind in NUMBERS:
                self._item(item, found)
        if not found.unread:
            self._line(1, (self.told.say("no_number_missed"), _FAINT))
        others = [item for item in items if item.kind not in NUMBERS]
        if others:
            self._title("others")
        for item in others:
            self._item(item, found)

    def _title(self, key: str) -> None:
        self._line(0)
        self._line(1, (self.told.say(key), _STRONG))

    def _item(self, item: Item, found: Derivation) -> None:
        value = said_item(item, found, self.words, self.told)
        quote = f"\u201c{_flat(item.text)}\u201d"
        self._line(1, (f"{self.told.say(item.kind)}: ", _FAINT), (quote, STYLES[item.kind]), f"  {value}")
        if item.rule:
            says = self.told.says(item.rule, CLASSES_OF_KINDS.get(item.kind))
            self._line(3, (f"{item.rule}: {says}", _FAINT))

    def _row(self, label: str, *parts: str | tuple[str, str]) -> None:
        padding = " " * max(1, _LABEL - width(label))
        self._line(3, (f"{label}{padding}", _FAINT), *parts)

    def _line(self, depth: int, *parts: str | tuple[str, str]) -> None:
        self.console.print(Text("  " * depth).append_text(Text.assemble(*parts)), soft_wrap=True)


def _flat(text: str) -> str:
    return " ".join(text.split())
