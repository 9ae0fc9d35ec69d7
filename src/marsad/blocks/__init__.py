"""Maps over blocks of rows: the same work, here, in processes, or on a cluster, with the same answers to the byte.

A row is bytes (one encoded value), a block some rows.  Reading, comparing and reckoning are such maps; only linking
has a shuffle.  `map_blocks` is the one interface; `Serial`, `Processes` and `Spark` are its backends.
"""

from marsad.blocks.blocks import Block, Engine, Lost, Serial, Work, in_blocks, map_blocks
from marsad.blocks.processes import Processes

__all__ = ["Block", "Engine", "Lost", "Processes", "Serial", "Work", "in_blocks", "map_blocks"]
