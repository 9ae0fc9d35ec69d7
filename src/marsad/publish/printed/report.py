"""What a report to print tells, before any language."""

from __future__ import annotations

from marsad.model.noun import Noun
from marsad.publish.bulletins.bulletin import Bulletin
from marsad.publish.dataset import Happening
from marsad.publish.pictures.values import Bound, Picture


class Corrected(Noun, frozen=True, kw_only=True):
    """A bulletin of the period that another one corrects, and why."""

    id: str
    by: str
    why: str


class Report(Noun, frozen=True, kw_only=True):
    """A period's bulletin with its figures as a table, pictures, incidents and corrections.

    `unit` is day, month or period; `rows` are bounds over all sides (side None) and by side; `release` is the latest
    release, in which the same figures can be cited, with how many incidents it added, changed and retired.
    """

    unit: str
    bulletin: Bulletin
    rows: tuple[Bound, ...]
    happenings: tuple[Happening, ...]
    pictures: tuple[Picture, ...]
    corrected: tuple[Corrected, ...] = ()
    release: str | None = None
    changes: dict[str, int] | None = None
    small_cell: int = 0
