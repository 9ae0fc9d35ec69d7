"""The table of tolls with a second row of HXL tags (standard 1.1)."""

from __future__ import annotations

from marsad.publish.dataset import Dataset, Made
from marsad.publish.flat import COLUMNS, csv_bytes, flat_rows

TAGS = {
    "incident": "#event+id",
    "from": "#date+start",
    "to": "#date+end",
    "place": "#loc+code",
    "place_en": "#loc+name+i_en",
    "place_ar": "#loc+name+i_ar",
    "country": "#country+code+v_iso2",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "place_precision": "#geo+precision",
    "harm": "#affected+type",
    "side": "#affected+group",
    "lo": "#affected+num+min",
    "hi": "#affected+num+max",
    "guarantee": "#meta+method",
    "causes": "#cause",
    "perpetrators": "#org+perpetrator",
    "sources": "#meta+source",
    "bound_by": "#meta+evidence+bound",
    "claims": "#meta+evidence+claims",
    "documents": "#meta+evidence+documents",
    "sha256": "#meta+evidence+hash",
}


def render(dataset: Dataset) -> Made:
    """Return the table with its tags."""
    rows = list(flat_rows(dataset))
    return Made(data=csv_bytes([COLUMNS, tuple(TAGS[name] for name in COLUMNS), *rows]), written=len(rows))
