"""Safe fetching: only hosts that are allowed, only public addresses, within limits, politely.

`Fetcher.fetch` gives an `Answer`; `BlockedError` is a policy's refusal, `FetchError` a server's failure.
"""

from marsad.collect.web.addresses import Allowed
from marsad.collect.web.answer import Answer, BlockedError, FetchError, WebLimits
from marsad.collect.web.fetcher import Fetcher
from marsad.collect.web.pace import Pace

__all__ = ["Allowed", "Answer", "BlockedError", "FetchError", "Fetcher", "Pace", "WebLimits"]
