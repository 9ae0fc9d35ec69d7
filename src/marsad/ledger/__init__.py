"""Append-only memory: originals, documents, readings, decisions."""
