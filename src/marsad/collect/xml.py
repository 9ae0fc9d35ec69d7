"""XML without entities: the tree is built by the parser's events, and a document that declares entities is refused."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from marsad.errors import UnreadableDocumentError

_DEEPEST = 200


class _Building:
    def __init__(self, name: str) -> None:
        self.name, self.builder, self.depth = name, TreeBuilder(), 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnreadableDocumentError.of(
                "{name}: more than {limit} elements inside one another", name=self.name, limit=_DEEPEST
            )
        self.builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(tag)

    def refuse(self, *_: object) -> int:
        raise UnreadableDocumentError.of("{name}: declares entities, which are never followed", name=self.name)


def parse_xml(data: bytes, name: str) -> Element:
    """Return the root; names are `uri}local`, or `local` where there is no namespace.

    Raises `UnreadableDocumentError` for malformed XML, for entities of its own, and for nesting beyond reason.
    """
    building = _Building(name)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.builder.data
    parser.EntityDeclHandler = building.refuse
    parser.UnparsedEntityDeclHandler = building.refuse
    parser.ExternalEntityRefHandler = building.refuse
    try:
        parser.Parse(data, True)
        root: Element = building.builder.close()
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableDocumentError.of(
            "{name}: is no XML that can be read ({reason})", name=name, reason=error
        ) from error
    return root


def local(tag: str) -> str:
    """Return a name without its namespace, in small letters."""
    return tag.rpartition("}")[2].lower()
