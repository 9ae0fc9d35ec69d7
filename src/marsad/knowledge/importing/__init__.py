"""Gazetteers that a user has (GeoNames, OCHA, Who's On First), turned into tables beside the shipped one.

- `import_gazetteer(paths, ...)`: foreign lists to one table, joined with what is known already.
- `list_gazetteers()`, `remove_gazetteer(name)`: the user's tables; where they lie says `knowledge.ownplaces`.
"""

from marsad.knowledge.importing.store import (
    CREDITS,
    READERS,
    Imported,
    Listed,
    import_gazetteer,
    list_gazetteers,
    remove_gazetteer,
)

__all__ = [
    "CREDITS",
    "READERS",
    "Imported",
    "Listed",
    "import_gazetteer",
    "list_gazetteers",
    "remove_gazetteer",
]
