"""What may leave the ledger: gathered, blocked where something is open, frozen, made again, compared.

- `rows`: linked incidents, reckoned from public claims and decisions alone, in public fields;
- `openness`: which decisions are public, and what place may be shown of what;
- `blocks`: open reviews and the packs' assertions, which stand in a release's way;
- `issue`: a release made, signed and written into the ledger;
- `kept`: releases found in the ledger;
- `again`: the files of a release from the ledger, and its figures reckoned anew.
"""

from marsad.releasing.again import again, rebuilt, recompute
from marsad.releasing.blocks import blocks
from marsad.releasing.issue import Issued, issue
from marsad.releasing.kept import find
from marsad.releasing.rows import gathered

__all__ = ["Issued", "again", "blocks", "find", "gathered", "issue", "rebuilt", "recompute"]
