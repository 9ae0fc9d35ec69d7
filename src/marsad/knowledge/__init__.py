"""Lore: languages, packs, gazetteer and ontology as data, loaded, checked and compiled."""
