"""The tests know no settings of the person who runs them."""

from __future__ import annotations

import os

os.environ["MARSAD_GAZETTEERS"] = "/nonexistent/gazetteers"
