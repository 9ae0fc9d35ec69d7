"""Victims of many lists: who is surely, and who perhaps, one person, and how many persons the lists name."""
