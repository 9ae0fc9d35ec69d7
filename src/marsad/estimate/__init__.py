"""The uncounted: multiple systems estimation from capture histories, with every doubt, or refused.

- `estimate(histories)`: the report card of a stratum; `from_rows` builds histories from a table.
- `ranked`, `stepwise_aic`, `stepwise_poisson`: models; `wald`, `profile`, `bootstrap`: intervals.
- `average`: decomposable graphs; `latent_class`: many lists; `chao`: a diagnostic; `over_linkages`: uncertain links.

An estimate is a kind of figure of its own: it is never added to documented ones.  Needs the extra `estimate` (SciPy).
"""

from marsad.estimate.card import Card, Reason, estimate, named
from marsad.estimate.chao import Chao, chao
from marsad.estimate.decomposable import GraphAverage, average
from marsad.estimate.histories import Histories, from_rows
from marsad.estimate.interval import bootstrap, profile, wald
from marsad.estimate.latent import LatentClass, latent_class
from marsad.estimate.linkage import LinkedEstimate, Tie, histories_of, over_linkages
from marsad.estimate.loglinear import Design, Fit
from marsad.estimate.models import ranked, stepwise_aic, stepwise_poisson

__all__ = [
    "Card",
    "Chao",
    "Design",
    "Fit",
    "GraphAverage",
    "Histories",
    "LatentClass",
    "LinkedEstimate",
    "Reason",
    "Tie",
    "average",
    "bootstrap",
    "chao",
    "estimate",
    "from_rows",
    "histories_of",
    "latent_class",
    "named",
    "over_linkages",
    "profile",
    "ranked",
    "stepwise_aic",
    "stepwise_poisson",
    "wald",
]
