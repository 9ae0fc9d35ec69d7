"""What is wrong in a data file, with the file and the entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from marsad.errors import KnowledgeError
from marsad.knowledge.files import read_tsv, read_yaml
from marsad.knowledge.spec import convert


class Finding(NamedTuple):
    """One fault; `template` is the English sentence with {named} places, the key of its translations."""

    file: str
    entry: str | None
    template: str
    values: dict[str, object]

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.values)


class Findings:
    """Gathers what is found in the files under one folder, and reads them so that a broken one is a finding too."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.found: list[Finding] = []

    def add(self, path: Path, entry: str | None, template: str, **values: object) -> None:
        """Note a fault."""
        self.found.append(Finding(str(path.relative_to(self.home)), entry, template, values))

    def yaml(self, path: Path, kind: Any) -> Any:
        """Return the content of a YAML file as `kind`, None where it has another shape or can't be read."""
        try:
            return convert(read_yaml(path) or [], kind, path.name)
        except KnowledgeError as error:
            self.add(path, None, "the file can't be read: {error}", error=str(error))
            return None

    def table(self, path: Path) -> list[dict[str, str]]:
        """Return the rows of a TSV file, none where it can't be read."""
        try:
            return read_tsv(path)
        except (KnowledgeError, OSError, UnicodeDecodeError) as error:
            self.add(path, None, "the file can't be read: {error}", error=str(error))
            return []

    def once(self, path: Path, ids: list[str]) -> None:
        """Note every id that stands twice."""
        seen: set[str] = set()
        for one in ids:
            if one in seen:
                self.add(path, one, "the id stands twice; give one of them another")
            seen.add(one)
