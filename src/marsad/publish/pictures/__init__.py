"""Pictures of what is public: the toll over time, by side and group, small multiples, maps of tolls and of control.

`values` holds what a picture shows, before any language; `sheet` is what all of them are drawn on; each kind is one
file with `draw(sheet, picture)`.  All words are data (`knowledge/messages/picture.LANG.yml`).  matplotlib draws, and
shapes Arabic itself; the same values give the same bytes.
"""

from marsad.publish.pictures.drawn import KINDS, SUFFIXES, check_drawable, draw
from marsad.publish.pictures.values import Bound, Held, Mark, Picture, Step

__all__ = ["KINDS", "SUFFIXES", "Bound", "Held", "Mark", "Picture", "Step", "check_drawable", "draw"]
