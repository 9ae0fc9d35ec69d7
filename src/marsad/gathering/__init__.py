"""Collecting: what is fetched is kept before it is read, then read and appended; run again, only changes are.

`targets` says what a name, an address or a folder means, `asking` asks the network and `taking` takes in what came,
`reprints` recognises what was told before in the same words, `watching` does it again and again until it is stopped.
"""

from marsad.gathering.asking import Gathering
from marsad.gathering.steps import RESULTS, Step
from marsad.gathering.targets import Target, find_target
from marsad.gathering.watching import Round, Watch, Watched

__all__ = ["RESULTS", "Gathering", "Round", "Step", "Target", "Watch", "Watched", "find_target"]
