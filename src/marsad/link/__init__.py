"""What of many documents speaks of the same incident, and why.

- `link_incidents(statements)`: the statements with their incidents.
- `linked(statements)`: the same, and each link with its reasons.
- `scene` what one document tells of one happening; `features` and `blocks` which are compared; `compare` how;
  `wording` reprints; `judge` what persons decided; `cluster` the outcome.
"""

from marsad.link.compare import Link
from marsad.link.incidents import Linked, link_incidents, linked

__all__ = ["Link", "Linked", "link_incidents", "linked"]
