"""The uncounted: what the ledger's own linked lists of victims allow to be estimated, or why they don't."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from marsad.errors import UsageError
from marsad.knowledge.files import HOME, read_yaml
from marsad.model.reading import SCHEMA_VERSION
from marsad.web.asked import NotFoundError, Parameter
from marsad.web.room import Room

if TYPE_CHECKING:
    from marsad.estimate import Reason

LEVEL = 0.95
LISTS = (Parameter("latent", "flag", default=False),)


def estimated(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the estimate by the contract of `marsad estimate`, its reasons in both languages.

    `estimate` is None and `missing` names why where there are no lists, or the extra isn't installed.
    """
    nothing = {"schema_version": SCHEMA_VERSION, "estimate": None, "missing": None}
    if find_spec("scipy") is None:
        return nothing | {"missing": "extra"}
    try:
        return room.kept(("estimate", asked["latent"]), lambda: _card(room, asked["latent"]))
    except UsageError:
        return nothing | {"missing": "lists"}


def _card(room: Room, latent: bool) -> dict[str, Any]:
    from marsad.estimate import estimate
    from marsad.estimate.told import as_values
    from marsad.estimating import from_lists
    from marsad.publish.estimates import drawable

    linked = from_lists(room.ledger.store.decisions(), (), LEVEL)
    card = estimate(linked.histories, level=LEVEL, documented=linked.documented, latent=latent)
    arabic = {
        "refused": [_sentence(reason, "ar") for reason in card.refused],
        "doubts": [_sentence(reason, "ar") for reason in card.doubts],
    }
    values = as_values(card, lambda reason: _sentence(reason, "en"))
    return {
        "schema_version": SCHEMA_VERSION,
        **values,
        "linkage": linked.values,
        "arabic": arabic,
        "pictures": drawable(values),
        "missing": None,
    }


def picture(room: Room, found: Mapping[str, Any], name: str, lang: str) -> bytes:
    """Return one of the pictures of what was `estimated` as SVG.

    Raises `NotFoundError` where there is no such picture.
    """
    from marsad.publish.estimates import drawable, svg_estimate

    for one in drawable(found) if not found["missing"] else ():
        if one == name:
            words = {key.removeprefix("plot_"): text for key, text in _words(lang).items() if key.startswith("plot_")}
            with room.lock:
                return svg_estimate(found, one, words)
    raise NotFoundError.of("there is no picture {name!r}", name=name)


def _sentence(reason: Reason, lang: str) -> str:
    return _words(lang)[f"estimate_{reason.key}"].format(**reason.values)


@cache
def _words(lang: str) -> dict[str, str]:
    words: dict[str, str] = read_yaml(HOME / "messages" / f"cli-estimate.{lang}.yml")["text"]
    return words
