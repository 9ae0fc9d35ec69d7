"""The report to print: a day's or a month's tolls, pictures, incidents, control, corrections, method, limits, sources.

`report` holds its values, `content` says them in a language, `paper` sets them as a PDF that can be read aloud,
searched and kept (PDF/UA-1, PDF/A-2a).  Typst sets the pages and shapes Arabic; the same values give the same bytes.
"""

from marsad.publish.printed.content import content
from marsad.publish.printed.paper import check_printable, printed
from marsad.publish.printed.report import Corrected, Report

__all__ = ["Corrected", "Report", "check_printable", "content", "printed"]
