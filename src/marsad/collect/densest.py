"""Where a page's report stands when nothing names it: in the deepest container that holds most words outside links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from marsad.collect.html import DROPPED

MOST = 0.6
"""Share of a page's words outside links that the container of the report holds."""
LINKED = 0.7
"""From this share of words in links on a part is a list of links, no report."""
FEW = 3
"""Links below which a part is no list."""
NODES = 50_000
"""Elements beyond which a page is taken whole: no page of people has more."""
_CONTAINERS = frozenset(["body", "div", "section", "article", "main", "table", "tbody", "tr", "td", "center", "form"])
_LISTS = frozenset(["ul", "ol", "table", "div", "p", "section"])


class Densest(NamedTuple):
    """The container, and how many letters outside links stand elsewhere on the page."""

    node: LexborNode
    left_out: int


@dataclass
class _Part:
    """An element: its letters, those of them in links, its links, and the elements in it."""

    node: LexborNode
    in_link: bool
    letters: int = 0
    linked: int = 0
    links: int = 0
    within: list[_Part] = field(default_factory=list)

    @property
    def words(self) -> int:
        return self.letters - self.linked


def densest(tree: LexborHTMLParser) -> Densest | None:
    """Return the container, lists of links taken out of it; None for a page without a body, and for a huge one."""
    tree.strip_tags(sorted(DROPPED))
    whole = _measured(tree.body) if tree.body is not None else None
    if whole is None:
        return None
    here = whole
    while whole.words:
        below = next((p for p in here.within if p.words >= MOST * whole.words and p.node.tag in _CONTAINERS), None)
        if below is None:
            break
        here = below
    for part in _lists(here):
        part.node.decompose()
    return Densest(here.node, whole.words - here.words)


def _measured(root: LexborNode) -> _Part | None:
    """Return an element with all that is in it, without recursion; None where that is too much."""
    top = _Part(root, in_link=False)
    every, waiting = [(top, top)], [top]
    while waiting:
        part = waiting.pop()
        for node in part.node.iter(include_text=True):
            if node.is_text_node:
                letters = len("".join((node.text(deep=False) or "").split()))
                part.letters += letters
                part.linked += letters if part.in_link else 0
            elif node.is_element_node:
                is_link = node.tag == "a"
                inner = _Part(node, in_link=part.in_link or is_link, links=int(is_link))
                part.within.append(inner)
                every.append((inner, part))
                waiting.append(inner)
        if len(every) > NODES:
            return None
    for part, above in reversed(every[1:]):
        above.letters, above.linked = above.letters + part.letters, above.linked + part.linked
        above.links += part.links
    return top


def _lists(root: _Part) -> list[_Part]:
    """Return the outermost lists of links within an element."""
    found, waiting = [], list(root.within)
    while waiting:
        part = waiting.pop()
        if part.node.tag in _LISTS and part.links >= FEW and part.linked >= LINKED * part.letters:
            found.append(part)
        else:
            waiting.extend(part.within)
    return found
