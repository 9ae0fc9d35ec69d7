"""Lore: languages, packs, gazetteer and ontology as data, loaded, checked and compiled.

In: YAML and TSV files that a linguist or local expert can correct.  Out: a `Lore` that the readers look words up in.
"""

from marsad.knowledge.lexicon import Clitics, Entry, Hit, Lexicon
from marsad.knowledge.lore import Lore, Voice, load_lore

__all__ = ["Clitics", "Entry", "Hit", "Lexicon", "Lore", "Voice", "load_lore"]
