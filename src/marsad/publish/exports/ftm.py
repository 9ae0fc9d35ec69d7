"""FollowTheMoney entities, one JSON object a line: incidents as events, documents as what proves them."""

from __future__ import annotations

import msgspec

from marsad.ids import content_id
from marsad.publish.dataset import Dataset, Happening, Made, Source


def render(dataset: Dataset) -> Made:
    """Return the entities."""
    documents = {d.id: d for one in dataset.incidents for d in one.documents}
    entities = [_document(documents[key]) for key in sorted(documents)]
    entities += [_event(one) for one in dataset.incidents]
    return Made(data=b"".join(msgspec.json.encode(one) + b"\n" for one in entities), written=len(entities))


def _id(document: str) -> str:
    return f"marsad-doc-{content_id(document)}"


def _document(one: Source) -> dict[str, object]:
    said = {
        "title": one.id,
        "publishedAt": one.published[:10] if one.published else None,
        "publisher": one.source,
    }
    properties = {key: [value] for key, value in said.items() if value}
    return {"id": _id(one.id), "schema": "Document", "properties": properties}


def _event(one: Happening) -> dict[str, object]:
    spot = one.place
    name = (spot and (spot.name_en or spot.name_ar)) or one.id
    tolls = [f"{t.harm} {t.side or 'all'}: {t.lo}..{'' if t.hi is None else t.hi}" for t in one.tolls]
    properties: dict[str, list[str]] = {
        "name": [f"{name} {one.start or ''}".strip()],
        "summary": tolls,
        "notes": list(one.keys()),
        "keywords": list(one.causes),
        "proof": [_id(d.id) for d in one.documents],
        "startDate": [one.start.isoformat()] if one.start else [],
        "endDate": [one.end.isoformat()] if one.end else [],
        "location": [spot.name_en] if spot and spot.name_en else [],
        "country": [spot.country.lower()] if spot and spot.country else [],
    }
    return {"id": one.id, "schema": "Event", "properties": {key: said for key, said in properties.items() if said}}
