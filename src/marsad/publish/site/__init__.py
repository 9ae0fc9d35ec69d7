"""The public site of a release: plain files in both languages, from the files of the release and nothing else.

Run as a program of its own (`python -m marsad.publish.site RELEASE OUT`): it has no handle on a ledger, no settings and
no network.  The pages need no server, no third party and, but for the search, no script.

- `view`: what a page shows, as values in one language;
- `drawing`: map and timeline as geometry;
- `pages`: every page and file of the site.
"""

from marsad.publish.site.pages import site_files

__all__ = ["site_files"]
