"""A quantity: a number of a text, with how sure its words are."""

from __future__ import annotations

import msgspec

from marsad.model.terms import Hedge


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """An amount at tokens [first, last); [core, core_last) are the number's own words, without the hedge."""

    first: int
    last: int
    core: int
    core_last: int
    value: int
    value_max: int | None
    hedge: Hedge
    rule: str
