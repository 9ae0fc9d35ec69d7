"""The bulletin: what it tells, section by section, and its page in a language with every number linked."""

from __future__ import annotations

import msgspec

from marsad.ids import content_id
from marsad.model.evidence import Span
from marsad.model.noun import Noun
from marsad.model.time import Window
from marsad.publish.bulletins.content import Figure, Rise, Told, Turn


class Cited(Noun, frozen=True, kw_only=True):
    """A source by its names, and how many of its documents the bulletin rests on."""

    id: str | None
    documents: int
    name_en: str | None = None
    name_ar: str | None = None


class Bulletin(Noun, frozen=True, kw_only=True):
    """All that is told, with the standpoint that it was reckoned from.  `head` seals the ledger as it then was."""

    format: str = "marsad-bulletin-1"
    id: str = ""
    publisher: str
    pack: str | None
    window: Window
    as_of: str
    known_at: str
    head: str
    tool: str
    headline: Figure | None
    totals: tuple[Told, ...]
    changed: tuple[Rise, ...] = ()
    since: str | None = None
    """The bulletin that `changed` compares with, over its period."""
    since_window: Window | None = None
    incidents: tuple[Told, ...] = ()
    control: tuple[Turn, ...] = ()
    background: tuple[Told, ...] = ()
    sources: tuple[Cited, ...] = ()
    contradictions: int = 0
    overlaps: bool = False
    corrects: str | None = None
    why: str | None = None

    def named(self) -> Bulletin:
        """Return it with the id that its content gives it."""
        return msgspec.structs.replace(self, id="b-" + content_id(msgspec.to_builtins(self)))


class Link(Noun, frozen=True, kw_only=True):
    """Which characters of the text tell a figure, in which section, and the claims that force it."""

    span: Span
    text: str
    section: str
    harm: str
    value: int | None
    value_max: int | None
    hedge: str
    claims: tuple[str, ...]
    incident: str | None = None


class Section(Noun, frozen=True, kw_only=True):
    """A part of the text: its name, its heading ('' for none) and its characters."""

    name: str
    heading: str
    span: Span


class Page(Noun, frozen=True, kw_only=True):
    """A bulletin in one language.  Spans are of `text`."""

    id: str
    lang: str
    dir: str
    title: str
    text: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
