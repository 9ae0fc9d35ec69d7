"""Adapters, one file a kind of material; found in this folder and by the entry point `marsad.adapters`.

A module is an adapter when it has `NAME`, `ORDER` (the lower is asked first), `accepts` and `items`.
"""

from marsad.collect.adapters._finding import adapters, choose

__all__ = ["adapters", "choose"]
