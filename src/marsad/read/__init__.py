"""Document and lore in, reading out.  Closed universe: one document, no I/O, no clock.

`read(document, lore)` is the one exported function; the rooms behind it read one dimension each.
"""

from marsad.read.reader import read

__all__ = ["read"]
