"""No file of knowledge says one of its keys twice: YAML would keep the second and lose the first in silence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import yaml

from marsad.knowledge.files import HOME, read_yaml


def doubled(node: yaml.Node) -> Iterator[str]:
    """Yield the keys that stand twice in one mapping, at any depth."""
    if isinstance(node, yaml.MappingNode):
        keys = Counter(str(key.value) for key, _ in node.value)
        yield from (key for key, times in keys.items() if times > 1)
    inside = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
    for value in inside if not isinstance(node, yaml.ScalarNode) else ():
        yield from doubled(value)


def test_no_file_of_knowledge_says_a_key_twice() -> None:
    twice = {}
    for path in sorted(HOME.rglob("*.yml")):
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if node is not None and (keys := list(doubled(node))):
            twice[str(path.relative_to(HOME))] = keys
    assert twice == {}


def test_a_key_that_stands_twice_is_found() -> None:
    node = yaml.compose("reads: []\nrules:\n  one: a\n  one: b\n", Loader=yaml.CSafeLoader)
    assert node is not None and list(doubled(node)) == ["one"]


def test_no_corpus_says_a_line_twice() -> None:
    """A line that stands twice is one test that looks like two."""
    twice = {}
    for path in sorted(HOME.rglob("corpus.yml")):
        content = read_yaml(path)
        for part in ("reads", "refuses"):
            lines = Counter(json.dumps(line, default=str, sort_keys=True) for line in content.get(part) or [])
            if found := [line for line, times in lines.items() if times > 1]:
                twice[f"{path.relative_to(HOME)} {part}"] = found
    assert twice == {}
