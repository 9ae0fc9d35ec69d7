"""The frame of a word that may state a change of control: what its lexicon entry says of it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.lexicon import Clitics, Hit


class Frame(NamedTuple):
    """A `control_verb` at tokens [first, last).

    `kind`: take, enter, lose (the subject loses), leave (behind a particle), leave_obj (its object is left), expel,
    siege, under (the gainer stands behind), pass (it stands behind 'to').  `form`: past, pp, base, pres, gerund, noun.
    `gender` of its subject: m, f, p or ''.  `preps` are the particles that its place stands behind; `strict` asks for
    a subject beside it.
    """

    first: int
    last: int
    id: str
    change: str
    kind: str
    form: str
    gender: str
    preps: tuple[str, ...]
    strict: bool
    need: str
    clitics: Clitics
    aims: tuple[str, ...] = ()
    """Particles that its place stands behind when it is only tried."""
    stative: bool = False
    """Its present tense tells of a lasting state."""
    own: bool = False
    """A verbal noun whose neighbour is its subject although verbs alike take an object there."""

    @property
    def finite(self) -> bool:
        """A verb with a subject, not a verbal noun or an infinitive."""
        return self.form in ("past", "pres", "pp")


def frame_of(hit: Hit, fold: dict[str, str]) -> Frame:
    """Return the frame of a lexicon phrase; `fold` folds the particles as the text is folded."""
    told = hit.entry.features
    return Frame(
        hit.first,
        hit.last,
        hit.entry.id,
        str(told["change"]),
        str(told["frame"]),
        str(told["form"]),
        str(told.get("g", "")),
        tuple(fold[word] for word in str(told.get("prep", "")).split()),
        told.get("strict") is True,
        str(told.get("need", "")),
        hit.clitics,
        tuple(fold[word] for word in str(told.get("aims", "")).split()),
        told.get("stative") is True,
        told.get("own") is True,
    )
