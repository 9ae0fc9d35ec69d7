"""Bulletins from the ledger: composed, drafted, approved by a second person, published, corrected, never overwritten.

- `composing`: what is public of a period, as a bulletin;
- `desk`: its way from draft to publication, every step in the custody record;
- `readback`: what marsad itself reads in a bulletin, against what it was made from.
"""

from marsad.issuing.composing import compose
from marsad.issuing.desk import BulletinDesk, Issue
from marsad.issuing.readback import differences

__all__ = ["BulletinDesk", "Issue", "compose", "differences"]
