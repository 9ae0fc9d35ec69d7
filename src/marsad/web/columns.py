"""The atlas as bytes, as the ledger keeps it."""

from __future__ import annotations

import msgspec
import numpy as np

from marsad.model import PlaceMention
from marsad.web.atlas import Atlas


class _Kept(msgspec.Struct):
    """The columns, each as its array's bytes."""

    leaders: tuple[str, ...]
    first: bytes
    last: bytes
    spot: bytes
    harms: bytes
    sides: dict[str, bytes]
    spots: tuple[PlaceMention, ...]
    lat: bytes
    lon: bytes


def pack_atlas(atlas: Atlas) -> bytes:
    """Return an atlas as bytes."""
    names = ("first", "last", "spot", "harms", "lat", "lon")
    columns = {name: getattr(atlas, name).tobytes() for name in names}
    sides = {side: rows.tobytes() for side, rows in atlas.sides.items()}
    return msgspec.msgpack.encode(_Kept(leaders=atlas.leaders, sides=sides, spots=atlas.spots, **columns))


def unpack_atlas(body: bytes) -> Atlas:
    """Return the atlas that was packed."""
    kept = msgspec.msgpack.decode(body, type=_Kept)
    whole = {name: np.frombuffer(getattr(kept, name), np.int64) for name in ("first", "last", "spot", "harms")}
    return Atlas(
        leaders=kept.leaders,
        sides={side: np.frombuffer(rows, np.int64) for side, rows in kept.sides.items()},
        spots=kept.spots,
        lat=np.frombuffer(kept.lat, np.float64),
        lon=np.frombuffer(kept.lon, np.float64),
        **whole,
    )
