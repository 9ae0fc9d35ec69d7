"""Who held which place when, from the control changes of many documents.

`timelines` gives each place its holdings, day after day without overlap; `state` what held on one day.
"""

from marsad.link.control.timeline import Holding, Timeline, on_day, timelines

__all__ = ["Holding", "Timeline", "on_day", "timelines"]
