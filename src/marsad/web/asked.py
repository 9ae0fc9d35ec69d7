"""Parameters of a request: declared once, read from the query and described in the OpenAPI document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from marsad.errors import MarsadError, UsageError

MOST = 500
"""Results on a page at most."""

CHROME = frozenset({"lang", "digits"})
"""What every page takes besides its own parameters."""


class Parameter(NamedTuple):
    """One parameter.  A `choice` is one of `choices`, `parts` are some of them, parted by commas."""

    name: str
    kind: Literal["text", "day", "number", "choice", "parts", "flag"] = "text"
    choices: tuple[str, ...] = ()
    default: Any = None


LIMIT = Parameter("limit", "number", default=50)
CURSOR = Parameter("cursor")
PERIOD = (Parameter("from", "day"), Parameter("to", "day"))


class DeniedError(UsageError):
    """The visitor's role may not do this."""


class BeingMadeError(MarsadError):
    """The answer is being reckoned, and will be there for who asks again."""


class NotFoundError(UsageError):
    """The ledger has nothing of that name."""


def read_query(parameters: Sequence[Parameter], query: Mapping[str, str]) -> dict[str, Any]:
    """Return every parameter's value, its default where it is not given or empty.

    Raises `UsageError` for a parameter that there isn't or a value that is none.
    """
    known = {parameter.name for parameter in parameters}
    for name in query:
        if name not in known | CHROME:
            listed = ", ".join(sorted(known)) or "-"
            raise UsageError.of("there is no parameter {name!r}; there are: {known}", name=name, known=listed)
    out = {}
    for parameter in parameters:
        text = query.get(parameter.name, "").strip()
        out[parameter.name] = _value(parameter, text) if text else parameter.default
    start, end = out.get("from"), out.get("to")
    if start and end and end < start:
        raise UsageError.of("to {end} lies before from {start}", start=start, end=end)
    return out


def _value(parameter: Parameter, text: str) -> Any:
    if parameter.kind == "day":
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise UsageError.of(
                "{name} is {value!r}; write a day as 2018-06-09", name=parameter.name, value=text
            ) from None
    if parameter.kind == "number":
        if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST):
            raise UsageError.of(
                "{name} is {value!r}; write a number from 1 to {most}", name=parameter.name, value=text, most=MOST
            )
        return int(text)
    parts = tuple(part.strip() for part in text.split(",")) if parameter.kind == "parts" else (text,)
    if parameter.kind == "flag":
        return text not in ("0", "false", "no")
    for part in parts:
        if parameter.choices and part not in parameter.choices:
            listed = ", ".join(parameter.choices)
            raise UsageError.of(
                "{name} is {value!r}; choose one of {choices}", name=parameter.name, value=part, choices=listed
            )
    return parts if parameter.kind == "parts" else text


def offset_of(cursor: str | None) -> int:
    """Return where a page begins.  Raises `UsageError` for a cursor that no page gave."""
    if cursor is None:
        return 0
    number = cursor.removeprefix("o")
    if number == cursor or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise UsageError.of("cursor is {value!r}; take the `next` of the page before", value=cursor)
    return int(number)


def page_of(found: Sequence[Any], asked: Mapping[str, Any]) -> tuple[Sequence[Any], str | None]:
    """Return one page of a whole list, and the cursor of the next (None: no more)."""
    first, limit = offset_of(asked["cursor"]), asked["limit"]
    return found[first : first + limit], f"o{first + limit}" if len(found) > first + limit else None
