"""The derivation of a reading: for each claim the words, the lexicon's entries in them, the rules, and every origin."""

from __future__ import annotations

from typing import Literal

import msgspec

from marsad.model.claim import Claim, Ignored
from marsad.model.evidence import Span, check_span
from marsad.model.noun import Noun
from marsad.model.reading import Reading

Aspect = Literal["harm", "side", "window", "place", "cause", "perpetrator", "claimant"]
"""What of a claim an origin speaks of."""
How = Literal["words", "sentence", "whole", "dateline", "text", "published", "publisher", "reckoned"]
"""Where a value stands: in the claim's own words, its sentence, the claim that it is part of, the dateline, elsewhere
in the text; or it is the day of publication, the publisher's own, or reckoned from what the text says as a whole."""


class LexiconHit(Noun, frozen=True, kw_only=True, rename={"cls": "class"}):
    """A phrase of the lexicon, of the pack's actors or sources, or of the gazetteer, that stands in the text."""

    span: Span
    text: str
    id: str
    cls: str
    spelling: str
    """The listed spelling that was met, folded; what was glued on is in `glued`."""
    glued: str = ""
    features: dict[str, object] = msgspec.field(default_factory=dict)
    telling: bool = False
    """Of a class that claims are made of; the others matter to other readers only."""

    def __post_init__(self) -> None:
        check_span(self.span, self.text, f"lexicon hit {self.id}")


class RuleStep(Noun, frozen=True, kw_only=True, rename={"cls": "class"}):
    """One rule that made a claim; `cls` is the class of the lexicon entry that the rule is named after, if any."""

    id: str
    cls: str | None = None
    span: Span | None = None
    """The words that the entry stands for in this claim's sentence, where they are met there."""
    text: str | None = None


class Origin(Noun, frozen=True, kw_only=True):
    """Where one value of a claim comes from, with the words that give it where there are any.

    `value` is as the claim has it: a code, an id, days as FROM/TO.  Of a whole, `text` is the claim's id.
    """

    what: Aspect
    value: str
    how: How
    span: Span | None = None
    text: str | None = None


class ClaimDerivation(Noun, frozen=True, kw_only=True):
    """How one claim was reached; `parts` are the claims that are part of it."""

    claim: Claim
    words: tuple[LexiconHit, ...] = ()
    rules: tuple[RuleStep, ...] = ()
    parts: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


class Derivation(Noun, frozen=True, kw_only=True):
    """How one reading was reached.  `text` is what its spans index.

    `unread` are the numbers of the text that no reader took: not claims, times or places, and not passed over either.
    """

    reading: Reading
    text: str
    claims: tuple[ClaimDerivation, ...] = ()
    unread: tuple[Ignored, ...] = ()
