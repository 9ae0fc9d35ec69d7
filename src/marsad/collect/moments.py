"""Moments of publication as feeds and pages write them, to ISO 8601; a moment without an offset stays without one."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marsad.errors import UsageError


def moment(value: str | None, zone: str | None = None) -> str | None:
    """Return a day or a moment in ISO 8601, None for what is neither; `zone` is whose time one without offset is.

    Raises `UsageError` for an unknown zone.
    """
    text = (value or "").strip()
    if not text:
        return None
    try:
        if len(text) == len("2018-06-09"):
            return dt.date.fromisoformat(text).isoformat()
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
    if found.tzinfo is None and zone is not None:
        try:
            found = found.replace(tzinfo=ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise UsageError.of("there is no time zone {zone!r}; write one as Asia/Damascus", zone=zone) from error
    return found.isoformat()
