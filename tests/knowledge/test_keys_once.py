"""No file of knowledge says one of its keys twice: YAML would keep the second list and lose the first in silence."""

from __future__ import annotations

import re
from collections import Counter

from marsad.knowledge.files import HOME

_KEY = re.compile(r"^(\w+):", re.MULTILINE)


def test_no_file_of_knowledge_says_a_key_twice() -> None:
    twice = {}
    for path in sorted(HOME.rglob("*.yml")):
        keys = Counter(_KEY.findall(path.read_text(encoding="utf-8")))
        doubled = [key for key, times in keys.items() if times > 1]
        if doubled:
            twice[str(path.relative_to(HOME))] = doubled
    assert twice == {}
