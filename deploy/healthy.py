"""Asks `marsad serve --team` on this machine whether it answers, as its proxy would ask; ends with 1 where it doesn't.

The environment: SITE, the name that --site says; PORT, 8765 where it isn't given.
"""

from __future__ import annotations

import os
import sys
import urllib.request


def main() -> int:
    """Ask once."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{os.environ.get('PORT', '8765')}/healthz",
        headers={"Host": os.environ.get("SITE", "localhost"), "X-Forwarded-Proto": "https"},
    )
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:  # nosec B310  # http, to this machine
            return 0 if answer.read() == b"ok\n" else 1
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
