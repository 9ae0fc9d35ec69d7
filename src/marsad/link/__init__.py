"""What of many documents speaks of the same incident, and why.

- `link_incidents(statements)`: the statements with their incidents.
- `linked(statements)`: the same, and each link with its reasons.
"""

from marsad.link.incidents import Link, Linked, link_incidents, linked

__all__ = ["Link", "Linked", "link_incidents", "linked"]
