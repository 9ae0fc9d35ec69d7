"""`python -m marsad.publish.site RELEASE OUT`: write the site and print how many pages it has."""

from __future__ import annotations

import sys
from pathlib import Path

from marsad.errors import MarsadError
from marsad.publish.releases.folder import write_files
from marsad.publish.releases.reading import read_release
from marsad.publish.site.pages import site_files


def main(arguments: list[str]) -> int:
    """Write the site; a fault is one line of JSON on stderr."""
    import msgspec

    release, out = (Path(argument) for argument in arguments)
    try:
        files = site_files(read_release(release))
        write_files(out, files)
    except MarsadError as error:
        said = {"template": error.template or str(error), "values": {k: str(v) for k, v in error.values.items()}}
        sys.stderr.write(msgspec.json.encode(said).decode() + "\n")
        return error.exit_code
    sys.stdout.write(f"{sum(1 for file in files if file.path.endswith('.html'))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
