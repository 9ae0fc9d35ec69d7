"""A release: what was public at a standpoint, frozen, citable, with everything that one needs to question it.

- `release`: the values; a release's id is the hash of what it says.
- `harmless`: what small counts would tell of single persons is withheld, also in comparison with the release before.
- `corrections`: the difference of two releases, each change with its reasons and its effect on the totals.
- `files`: the files of a release, the same bytes from the same values; `manifest` lists them, `paper` says in words.
- `reading`: a release's folder, checked against its manifest, for programs that have nothing else.
"""

from marsad.publish.releases.corrections import Corrections, corrections
from marsad.publish.releases.files import File, release_files
from marsad.publish.releases.release import Block, Release, Rules, Total

__all__ = ["Block", "Corrections", "File", "Release", "Rules", "Total", "corrections", "release_files"]
