"""JSON-LD with PROV-O: each incident an entity, derived from the documents that tell of it."""

from __future__ import annotations

import msgspec

from marsad.publish.dataset import LICENCE, Dataset, Happening, Made, Source

CONTEXT: dict[str, object] = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "marsad": "urn:marsad:terms:",
}


def render(dataset: Dataset) -> Made:
    """Return the graph."""
    documents = {d.id: d for one in dataset.incidents for d in one.documents}
    graph = [_document(documents[key]) for key in sorted(documents)]
    graph += [node for one in dataset.incidents for node in _incident(one)]
    body = {"@context": CONTEXT, "@graph": graph}
    return Made(data=msgspec.json.encode(body) + b"\n", written=len(dataset.incidents))


def _document(one: Source) -> dict[str, object]:
    said = {
        "dcterms:issued": one.published,
        "dcterms:publisher": one.source,
        "dcterms:language": one.lang,
        "marsad:sha256": one.sha256,
    }
    head: dict[str, object] = {"@id": f"urn:marsad:document:{_iri(one.id)}", "@type": "prov:Entity"}
    return head | {"dcterms:identifier": one.id} | {key: value for key, value in said.items() if value is not None}


def _incident(one: Happening) -> list[dict[str, object]]:
    claims: list[dict[str, object]] = []
    for claim in one.claims:
        document = str(claim["id"]).rpartition("#")[0] or str(claim["id"])
        claims.append(
            {
                "@id": f"urn:marsad:claim:{_iri(str(claim['id']))}",
                "@type": "prov:Entity",
                "dcterms:identifier": claim["id"],
                "prov:hadPrimarySource": {"@id": f"urn:marsad:document:{_iri(document)}"},
            }
        )
    node: dict[str, object] = {
        "@id": f"urn:marsad:incident:{_iri(one.id)}",
        "@type": "prov:Entity",
        "dcterms:identifier": one.id,
        "dcterms:license": {"@id": LICENCE},
        "prov:wasDerivedFrom": [{"@id": claim["@id"]} for claim in claims],
        "marsad:toll": [
            {f"marsad:{key}": value for key, value in msgspec.to_builtins(toll).items() if value is not None}
            for toll in one.tolls
        ],
    }
    if one.start and one.end:
        node |= {"marsad:from": one.start.isoformat(), "marsad:to": one.end.isoformat()}
    if one.place and one.place.lat is not None and one.place.lon is not None:
        node |= {"geo:lat": one.place.lat, "geo:long": one.place.lon}
    return [*claims, node]


def _iri(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
